//! Tasks of the house: build tables, train models, evaluate, benchmark. `cargo xtask help` lists them.

mod bench;
mod clusters;
mod evaluate;
mod frequency;
mod gold;
mod learn;
mod show;
mod stems;
mod tagger;
mod training;
mod treebank;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  stems CAMEL.tsv WORDS.tsv      derive lexicon/ar/stems.tsv from the Camel Morph stem table, keeping what WORDS attests
  frequency ARTICLES.jsonl.gz    count words into lexicon/ar/frequency.tsv
  train tagger TREES...          train models/ar/tagger.bin on CoNLL-U trees and segmentation tables
  train clusters ARTICLES        train models/ar/clusters.bin on raw news
  train events GOLD READINGS     train the weights behind events on gold articles; READINGS gets their cross-validated readings
  eval [train|heldout|GOLD] [N]  score readings of gold articles; show the errors of the N worst
  eval tagger FILE...            accuracy of segmentation, parts of speech, lemmas and features
  bench CORPUS [WORDS]           words/s, start-up and memory of `mithaq read --json`
  show SENTENCE                  what analysis and codebook say of a sentence";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let lexicon = root().join("lexicon/ar");
    let result = match args.as_slice() {
        ["stems", camel, words] => stems::derive(Path::new(camel), Path::new(words), &lexicon),
        ["frequency", articles] => frequency::count(Path::new(articles), &lexicon.join("frequency.tsv")),
        ["train", "tagger", files @ ..] => tagger::train(&files.iter().map(Path::new).collect::<Vec<_>>(), &root().join("models/ar/tagger.bin")),
        ["train", "clusters", articles] => clusters::train(Path::new(articles), &root().join("models/ar/clusters.bin")),
        ["train", "events", gold, readings] => training::train(Path::new(gold), &root().join("models/ar"), Path::new(readings)),
        ["eval", "tagger", files @ ..] => files.iter().try_for_each(|f| tagger::evaluate(Path::new(f), &root().join("models/ar/tagger.bin"))),
        ["eval", which] => evaluate::evaluate(&root(), which, 0),
        ["eval", which, worst] => {
            worst.parse().map_err(|_| format!("expected a number of articles, found `{worst}`")).and_then(|n| evaluate::evaluate(&root(), which, n))
        }
        ["bench", corpus] => bench::bench(&root(), Path::new(corpus), 500_000),
        ["bench", corpus, limit] => {
            limit.parse().map_err(|_| format!("expected a number of words, found `{limit}`")).and_then(|n| bench::bench(&root(), Path::new(corpus), n))
        }
        ["show", words @ ..] if !words.is_empty() => show::show(&words.join(" ")),
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
