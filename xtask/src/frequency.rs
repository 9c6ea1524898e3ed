//! `cargo xtask frequency`: counts the words of a corpus.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use mithaq_text::normal::light;
use mithaq_text::{Span, WordKind, words};

/// Words seen less often are left out.
const LEAST: u64 = 5;

/// Texts of a file of articles as JSON lines, gzipped where it is named so.
pub fn texts(path: &Path) -> Result<impl Iterator<Item = String>, String> {
    let file = File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let reader: Box<dyn BufRead> =
        if path.extension().is_some_and(|e| e == "gz") { Box::new(BufReader::new(flate2::read::GzDecoder::new(file))) } else { Box::new(BufReader::new(file)) };
    Ok(reader.lines().map_while(Result::ok).filter_map(|line| {
        let article: serde_json::Value = serde_json::from_str(&line).ok()?;
        let part = |name: &str| article[name].as_str().unwrap_or("").to_string();
        Some(part("title") + "\n" + &part("text"))
    }))
}

/// Counts the Arabic words of `articles` and writes those seen at least five times to `out`.
pub fn count(articles: &Path, out: &Path) -> Result<(), String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for text in texts(articles)? {
        let Some(all) = Span::new(&text, 0, text.len()) else { continue };
        for (span, kind) in words(&text, all) {
            if kind == WordKind::Arabic {
                *counts.entry(light(span.of(&text))).or_default() += 1;
            }
        }
    }
    let mut table = String::from(
        "# Words of Arabic newspapers of 2012-2019 and how often they were seen, five times or more; counted by `cargo xtask frequency`.\nword\tcount\n",
    );
    for (word, n) in counts.iter().filter(|(_, n)| **n >= LEAST) {
        table += &format!("{word}\t{n}\n");
    }
    fs::write(out, table).map_err(|e| format!("{}: {e}", out.display()))
}
