//! Carries out what the command line asks.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use clap::{CommandFactory, Parser};
use indicatif::{ProgressBar, ProgressStyle};
use mithaq_ledger::{Knowledge, Reader};

use crate::args::{Cli, Color, Command, Format, ReadArgs};
use crate::input::{self, Defaults, Found};
use crate::output::Writer;

/// How a run ended.
pub enum Outcome {
    /// Everything was read.
    Clean,
    /// Some input was reported and skipped.
    SomeSkipped,
}

/// Runs the program.
///
/// # Errors
/// A message for what stops the whole run: bad embedded data, or output that cannot be written.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Result<Outcome, String> {
    match Cli::parse_from(args).command {
        Command::Read(args) => read(&args),
        Command::Who(args) => crate::who::answer(&args),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "mithaq", &mut std::io::stdout());
            Ok(Outcome::Clean)
        }
    }
}

/// Articles that one worker reads at a time.
const BATCH: usize = 16;

type Batch = Vec<Found>;
type Written = Vec<Result<Vec<u8>, String>>;

fn read(args: &ReadArgs) -> Result<Outcome, String> {
    let knowledge = Knowledge::embedded()?;
    let format = if args.json { Format::Json } else { args.format };
    let stdout = std::io::stdout();
    let terminal = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let writer = Writer { format, lang: args.lang, terminal };
    let jobs = match args.jobs {
        0 => thread::available_parallelism().map_or(1, usize::from),
        n => n,
    };
    let mut out = std::io::BufWriter::with_capacity(1 << 18, stdout.lock());
    if let Err(e) = out.write_all(&writer.head()) {
        return broken_pipe(&e);
    }
    let progress = progress_bar();
    thread::scope(|scope| {
        // Worker i reads batches i, i + jobs, ...: the order of output is the order of input, and memory stays bounded.
        let (to_workers, from_workers): (Vec<SyncSender<Batch>>, Vec<Receiver<Written>>) = (0..jobs)
            .map(|_| {
                let (give, take) = sync_channel::<Batch>(2);
                let (send, receive) = sync_channel::<Written>(2);
                let knowledge = &knowledge;
                scope.spawn(move || work(knowledge, writer, args.min_confidence, &take, &send));
                (give, receive)
            })
            .unzip();
        scope.spawn(move || feed(args, to_workers));
        let (mut skipped, mut done) = (false, 0u64);
        'all: loop {
            for receiver in &from_workers {
                let Ok(batch) = receiver.recv() else { break 'all };
                for item in batch {
                    match item {
                        Ok(bytes) => {
                            done += 1;
                            if let Err(e) = out.write_all(&bytes) {
                                drop(from_workers);
                                return broken_pipe(&e);
                            }
                        }
                        Err(message) => {
                            skipped = true;
                            progress.suspend(|| eprintln!("skipped: {message}"));
                        }
                    }
                }
                progress.set_position(done);
            }
        }
        progress.finish_and_clear();
        if let Err(e) = out.flush() {
            return broken_pipe(&e);
        }
        Ok(if skipped { Outcome::SomeSkipped } else { Outcome::Clean })
    })
}

/// A reader that went away (`| head`) ends the run quietly.
fn broken_pipe(e: &std::io::Error) -> Result<Outcome, String> {
    if e.kind() == std::io::ErrorKind::BrokenPipe { Ok(Outcome::Clean) } else { Err(format!("expected to write the output, found {e}")) }
}

fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}

/// Deals the documents out in batches, in turn.
fn feed(args: &ReadArgs, workers: Vec<SyncSender<Batch>>) {
    let defaults = Defaults { date: args.date, outlet: args.outlet.clone() };
    let mut batch = Batch::new();
    let mut turn = 0;
    let mut give = |batch: &mut Batch, force: bool| {
        if batch.len() < BATCH && !force {
            return true;
        }
        let sent = workers[turn % workers.len()].send(std::mem::take(batch)).is_ok();
        turn += 1;
        sent
    };
    for file in input::files(&args.inputs) {
        match file {
            Ok(path) => {
                let mut open = true;
                input::documents(&path, args.input_format, &defaults, &mut |found| {
                    batch.push(found);
                    open = give(&mut batch, false);
                    open
                });
                if !open {
                    return;
                }
            }
            Err(message) => batch.push(Err(message)),
        }
    }
    if !batch.is_empty() {
        give(&mut batch, true);
    }
}

fn work(knowledge: &Knowledge, writer: Writer, least: f32, take: &Receiver<Batch>, send: &SyncSender<Written>) {
    let mut reader = Reader::new(knowledge);
    for batch in take {
        let written: Written = batch
            .into_iter()
            .map(|found| {
                let document = found?;
                let mut reading = reader.read(&document);
                reading.events.retain(|e| e.confidence >= least);
                if reading.language != "ar" && writer.format != Format::Json {
                    let told = reading.notes.iter().find(|n| n.kind == "not-arabic" || n.kind == "empty");
                    return Err(format!("{}: {}", reading.id, told.map_or("expected Arabic text", |n| n.message.as_str())));
                }
                writer.reading(&reading)
            })
            .collect();
        if send.send(written).is_err() {
            return;
        }
    }
}
