//! The command line as data.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads Arabic news into events, statements, dates and commitments, each pinned to the words that say so.
#[derive(Parser, Debug)]
#[command(
    name = "mithaq",
    version,
    after_help = "Examples:\n  mithaq read article.txt --date 2024-06-19\n  mithaq read --json articles.jsonl > readings.jsonl\n  cat page.html | mithaq read - --format csv\n\nExit codes: 0 all read, 1 some input skipped, 2 usage or fatal error."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A subcommand.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read articles and print what they say.
    Read(ReadArgs),
    /// Tell who held which office when.
    Who(WhoArgs),
    /// Print a shell's completion script.
    #[command(after_help = "Example:\n  mithaq completions bash > ~/.local/share/bash-completion/completions/mithaq")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Arguments of `mithaq read`.
#[derive(Args, Debug)]
#[command(
    after_help = "Input: plain text (the first line is the title when a blank line follows it or it is short and unpunctuated), HTML (main text, title, date\nand outlet from the page), JSON lines with id, title, text, date, outlet, url; each also gzipped. Folders are read recursively.\n\nExamples:\n  mithaq read examples/visit.txt --date 2024-06-19\n  mithaq read --format plover news/ > events.jsonl\n  mithaq read --json --jobs 4 articles.jsonl.gz\n  curl -s https://example.org/story.html | mithaq read -\n\nExit codes: 0 all read, 1 some input skipped, 2 usage or fatal error."
)]
pub struct ReadArgs {
    /// Files or folders; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<String>,
    /// Form of the output.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// One JSON object per article (short for --format json).
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Form of the input, where its name and content mislead.
    #[arg(long, value_enum)]
    pub input_format: Option<InputFormat>,
    /// Day of publication (YYYY-MM-DD) of articles that tell none.
    #[arg(long, value_name = "DAY")]
    pub date: Option<jiff::civil::Date>,
    /// Outlet of articles that tell none.
    #[arg(long)]
    pub outlet: Option<String>,
    /// Leave out events less probable than this.
    #[arg(long, default_value_t = 0.0, value_name = "P")]
    pub min_confidence: f32,
    /// Language of labels.
    #[arg(long, value_enum, default_value = "en", env = "MITHAQ_LANG")]
    pub lang: Lang,
    /// Colours.
    #[arg(long, value_enum, default_value = "auto")]
    pub color: Color,
    /// Threads; 0 for one a core.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub jobs: usize,
}

/// Arguments of `mithaq who`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  mithaq who \"وزير الخارجية الأمريكي\" --on 2013-02-15\n  mithaq who \"Angela Merkel\"\n  mithaq who EGY --on 2013-02-15 --json\n\nExit codes: 0 answered, 1 unknown, 2 usage or fatal error."
)]
pub struct WhoArgs {
    /// An office with its state in Arabic, an Arabic or Latin name, or a state by name or ISO 3166 alpha-3 code.
    #[arg(required = true, value_name = "WHO")]
    pub question: Vec<String>,
    /// The day (YYYY-MM-DD); without one an office is answered by who holds it today, a name by all its tenures.
    #[arg(long, value_name = "DAY")]
    pub on: Option<jiff::civil::Date>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
}

/// A form of output.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// One JSON object per article.
    Json,
    /// PLOVER event records as JSON lines.
    Plover,
    /// A flat table, one event a row.
    Csv,
}

/// A form of input.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum InputFormat {
    Text,
    Html,
    Jsonl,
}

/// A language of labels.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Lang {
    En,
    Ar,
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Color {
    Auto,
    Always,
    Never,
}
