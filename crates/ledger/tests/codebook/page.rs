//! Pages of the codebook: sentences, each with what it must yield.

use std::path::Path;

/// A sentence of a page.
pub struct Example {
    /// Line in the page, from 1.
    pub line: usize,
    pub text: String,
    /// What it must yield: line and words.
    pub expected: Vec<(usize, String)>,
    /// It stands under `Must stay silent`.
    pub silent: bool,
}

/// A page: its title and examples.
pub struct Page {
    pub name: String,
    pub title: String,
    pub examples: Vec<Example>,
}

/// Reads a page.
pub fn read(path: &Path) -> Page {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_string();
    let mut examples: Vec<Example> = Vec::new();
    let mut section = "";
    for (at, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.trim();
        } else if !matches!(section, "Must match" | "Must stay silent") {
        } else if let Some(text) = line.strip_prefix("- ") {
            examples.push(Example { line: at + 1, text: text.trim().to_string(), expected: Vec::new(), silent: section == "Must stay silent" });
        } else if let Some(text) = line.trim_start().strip_prefix("- ") {
            let example = examples.last_mut().unwrap_or_else(|| panic!("{name}:{}: expected a sentence before what it yields", at + 1));
            example.expected.push((at + 1, text.trim().to_string()));
        }
    }
    let title = text.lines().next().unwrap_or_default().trim_start_matches("# ").trim().to_string();
    Page { name, title, examples }
}

/// The words between the first « and », and what stands before and after them.
pub fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('«')?;
    let (words, after) = rest.split_once('»')?;
    Some((before.trim(), words.trim(), after.trim()))
}

/// One has the words of the other.
pub fn alike(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
}
