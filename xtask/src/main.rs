//! Tasks of the house: build tables, train models, evaluate, benchmark. `cargo xtask help` lists them.

mod events;
mod frequency;
mod gold;
mod learn;
mod stems;
mod tagger;
mod treebank;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  stems CAMEL.tsv WORDS.tsv      derive lexicon/ar/stems.tsv from the Camel Morph stem table, keeping what WORDS attests
  frequency ARTICLES.jsonl.gz    count words into lexicon/ar/frequency.tsv
  train tagger TREES...          train models/ar/tagger.bin on CoNLL-U trees and segmentation tables
  train events GOLD.jsonl        train models/ar/*.bin behind events on annotated articles
  eval tagger FILE...            accuracy of segmentation, parts of speech, lemmas and features";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let lexicon = root().join("lexicon/ar");
    let result = match args.as_slice() {
        ["stems", camel, words] => stems::derive(Path::new(camel), Path::new(words), &lexicon.join("paradigms.tsv"), &lexicon.join("stems.tsv")),
        ["frequency", articles] => frequency::count(Path::new(articles), &lexicon.join("frequency.tsv")),
        ["train", "tagger", files @ ..] => tagger::train(&files.iter().map(Path::new).collect::<Vec<_>>(), &root().join("models/ar/tagger.bin")),
        ["train", "events", gold] => events::Trainer::new(Path::new(gold)).and_then(|t| events::train_triggers(&t, &root().join("models/ar/triggers.bin")).map(|_| ())),
        ["eval", "tagger", files @ ..] => files.iter().try_for_each(|f| tagger::evaluate(Path::new(f), &root().join("models/ar/tagger.bin"))),
        _ => {
            println!("{HELP}");
            return ExitCode::from(u8::from(!args.is_empty()) * 2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
