//! Compiles `gazetteer/` and `codebook/` into the files that the crate embeds.

use std::path::{Path, PathBuf};
use std::{env, fs};

mod gazetteer;

fn main() {
    if let Err(message) = build() {
        println!("cargo::error={message}");
    }
}

fn build() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).map_err(|e| format!("{name}: {e}"));
    let folder = root.join("gazetteer");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut people: Vec<String> = fs::read_dir(folder.join("people"))
        .map_err(|e| format!("gazetteer/people: {e}"))?
        .filter_map(|f| f.ok()?.file_name().into_string().ok().filter(|n| n.ends_with(".tsv")))
        .collect();
    people.sort();
    let compiled = gazetteer::compile(&folder, &people, |path| fs::read_to_string(path).ok())?;
    write("gazetteer.fst", &compiled.keys)?;
    write("gazetteer.numbers", &compiled.numbers)?;
    write("gazetteer.starts", &compiled.starts)?;
    write("gazetteer.entries", compiled.entries.as_bytes())?;
    write("rules.md", codebook_rules(&root.join("codebook/events"))?.as_bytes())
}

/// The rule tables of all event pages, each under a line `# TYPE`, in the order of the pages' names.
fn codebook_rules(folder: &Path) -> Result<String, String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?.filter_map(|f| Some(f.ok()?.path())).collect();
    pages.retain(|p| p.extension().is_some_and(|e| e == "md"));
    pages.sort();
    let mut out = String::new();
    for page in pages {
        let text = fs::read_to_string(&page).map_err(|e| format!("{}: {e}", page.display()))?;
        let title = text.lines().find(|l| l.starts_with("# ")).ok_or_else(|| format!("{}: expected a line `# TYPE`", page.display()))?;
        let rules = text.split("\n## Rules").nth(1).and_then(|r| r.split("\n## ").next()).unwrap_or("");
        out += &format!("{title}\n");
        for line in rules.lines().filter(|l| l.starts_with('|')).skip(2) {
            out += line;
            out.push('\n');
        }
    }
    Ok(out)
}
