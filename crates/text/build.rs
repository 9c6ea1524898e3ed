//! Compiles the tables of `lexicon/` (and the names of `gazetteer/`, so that no name is cut) into the file that the crate embeds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/lexicon/compile.rs"]
#[allow(dead_code)]
mod compile;
#[path = "src/lexicon/features.rs"]
#[allow(dead_code)]
mod features;
#[path = "src/normal.rs"]
#[allow(dead_code)]
mod normal;

fn main() {
    if let Err(message) = build() {
        println!("cargo::error={message}");
    }
}

fn read(path: &Path) -> Result<String, String> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn build() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?).join("../..");
    let lexicon = root.join("lexicon/ar");
    let table = |name: &str| read(&lexicon.join(name));
    let names = table("names.tsv")? + &gazetteer_words(&root.join("gazetteer"))?;
    let bytes = compile::compile(&compile::Tables {
        paradigms: &table("paradigms.tsv")?,
        stems: &table("stems.tsv")?,
        function: &table("function.tsv")?,
        names: &names,
        frequency: &table("frequency.tsv")?,
    })?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    fs::write(out.join("lexicon.bin"), bytes).map_err(|e| e.to_string())
}

/// One row of `names.tsv` for every word of a proper name in the gazetteer (without the article).
fn gazetteer_words(folder: &Path) -> Result<String, String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut words = BTreeSet::new();
    let mut tables: Vec<PathBuf> = fs::read_dir(folder.join("people")).map(|list| list.filter_map(|f| Some(f.ok()?.path())).collect()).unwrap_or_default();
    tables.extend(["states.tsv", "places.tsv"].map(|table| folder.join(table)));
    for table in tables.iter().filter(|t| t.extension().is_some_and(|e| e == "tsv")) {
        let Ok(text) = read(table) else { continue };
        let mut lines = text.lines().filter(|l| !l.starts_with('#'));
        let columns: Vec<usize> = match lines.next() {
            Some(header) => header.split('\t').enumerate().filter(|(_, c)| matches!(*c, "names" | "capital")).map(|(i, _)| i).collect(),
            None => continue,
        };
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let named = columns.iter().filter_map(|&c| cells.get(c));
            for word in named.flat_map(|cell| cell.split(['|', ' ', '-'])) {
                let word = normal::light(word);
                let bare = word.strip_prefix("ال").unwrap_or(&word);
                if bare.chars().count() >= 3 {
                    words.insert(bare.to_string());
                }
            }
        }
    }
    Ok(words.iter().map(|w| format!("{w}\tgazetteer\n")).collect())
}
