//! Files, folders and standard input into documents.

mod html;
mod text;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use mithaq_text::Document;
use serde::Deserialize;

use crate::args::InputFormat;

/// A line longer than this is no article: it is reported and skipped.
const LONGEST_LINE: usize = 32 << 20;

/// What a text lacks and the user tells.
#[derive(Clone, Default)]
pub struct Defaults {
    /// Day of publication.
    pub date: Option<jiff::civil::Date>,
    /// Outlet.
    pub outlet: Option<String>,
}

/// A document, or the reason why something was skipped, naming file and line.
pub type Found = Result<Document, String>;

/// The files that the arguments name: folders recursively, in the order of their names.
pub fn files(inputs: &[String]) -> Vec<Result<PathBuf, String>> {
    let mut out = Vec::new();
    for input in inputs {
        let path = PathBuf::from(input);
        if input == "-" {
            out.push(Ok(path));
        } else if path.is_dir() {
            walk(&path, &mut out);
        } else {
            out.push(Ok(path));
        }
    }
    out
}

fn walk(folder: &Path, out: &mut Vec<Result<PathBuf, String>>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return out.push(Err(format!("{}: expected a readable folder, found {e}; check its permissions", folder.display()))),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, out);
        } else if format_of_name(&path).is_some() {
            out.push(Ok(path));
        }
    }
}

fn format_of_name(path: &Path) -> Option<InputFormat> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "txt" => Some(InputFormat::Text),
        "html" | "htm" | "xhtml" => Some(InputFormat::Html),
        "json" | "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        _ => None,
    }
}

fn format_of_content(bytes: &[u8]) -> InputFormat {
    let start: Vec<u8> = bytes.iter().copied().skip_while(u8::is_ascii_whitespace).take(512).collect();
    let lower = String::from_utf8_lossy(&start).trim_start_matches('\u{feff}').to_ascii_lowercase();
    if lower.starts_with('{') {
        InputFormat::Jsonl
    } else if lower.starts_with("<!doctype") || lower.contains("<html") || lower.contains("<body") {
        InputFormat::Html
    } else {
        InputFormat::Text
    }
}

/// Calls `each` with every document of a file, or what was wrong with it; `each` answers whether to go on.
pub fn documents(path: &Path, format: Option<InputFormat>, defaults: &Defaults, each: &mut dyn FnMut(Found) -> bool) {
    let name = if path == Path::new("-") { "standard input".to_string() } else { path.display().to_string() };
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            each(Err(format!("{name}: expected a readable file, found {e}; check the path and its permissions")));
            return;
        }
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        each(Err(format!("{name}: expected an article, found nothing; is the file empty?")));
        return;
    }
    match format.or_else(|| format_of_name(path)).unwrap_or_else(|| format_of_content(&bytes)) {
        InputFormat::Jsonl => json_lines(&bytes, &name, defaults, each),
        InputFormat::Html => {
            each(html::document(&bytes, &name).map(|d| with_defaults(d, defaults)));
        }
        InputFormat::Text => {
            each(text::document(&bytes, &name).map(|d| with_defaults(d, defaults)));
        }
    }
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut raw)?;
    } else {
        raw = fs::read(path)?;
    }
    if raw.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(raw.as_slice()).read_to_end(&mut plain)?;
        return Ok(plain);
    }
    Ok(raw)
}

fn with_defaults(mut d: Document, defaults: &Defaults) -> Document {
    d.published = d.published.or(defaults.date);
    d.outlet = d.outlet.or_else(|| defaults.outlet.clone());
    d
}

/// An article as a line of JSON; other fields are ignored.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    title: Option<String>,
    text: Option<String>,
    date: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
}

fn json_lines(bytes: &[u8], name: &str, defaults: &Defaults, each: &mut dyn FnMut(Found) -> bool) {
    for (at, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let number = at + 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if !each(json_line(line, &format!("{name}:{number}"), number).map(|d| with_defaults(d, defaults))) {
            return;
        }
    }
}

fn json_line(line: &[u8], place: &str, number: usize) -> Found {
    if line.len() > LONGEST_LINE {
        return Err(format!("{place}: expected an article, found a line of {} MiB; split it into one article a line", line.len() >> 20));
    }
    let article: Line = serde_json::from_slice(line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line))
        .map_err(|e| format!("{place}: expected a JSON object with id, title, text, date, outlet, url, found {e}"))?;
    let text = article.text.as_deref().map(str::trim_end).filter(|t| !t.trim().is_empty());
    let Some(text) = text else { return Err(format!("{place}: expected a field `text` with the article, found none")) };
    let id = match article.id {
        serde_json::Value::String(s) => s,
        serde_json::Value::Null => number.to_string(),
        other => other.to_string(),
    };
    let mut d = Document::new(id, article.title.as_deref().unwrap_or("").trim(), text);
    if let Some(date) = article.date.as_deref().filter(|d| !d.is_empty()) {
        let day = date.get(..10).unwrap_or(date);
        d.published = Some(day.parse().map_err(|_| format!("{place}: expected a date such as 2024-06-19, found `{date}`"))?);
    }
    d.outlet = article.outlet.filter(|o| !o.is_empty());
    d.url = article.url.filter(|u| !u.is_empty());
    Ok(d)
}

/// Text of bytes whose encoding is not told: UTF-8 or UTF-16 by mark, UTF-8 where it fits, else windows-1256 where that gives Arabic.
fn decode(bytes: &[u8], name: &str, told: Option<&'static encoding_rs::Encoding>) -> Result<String, String> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err(not_text(name)) } else { Ok(text.to_string()) };
    }
    let encoding = told.unwrap_or(encoding_rs::WINDOWS_1256);
    let (text, _, broken) = encoding.decode(bytes);
    let control = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    let arabic = text.chars().filter(|c| ('\u{0600}'..='\u{06FF}').contains(c)).count();
    let plausible = !broken && control == 0 && (told.is_some() || arabic * 3 > text.chars().count());
    if plausible { Ok(text.into_owned()) } else { Err(not_text(name)) }
}

fn not_text(name: &str) -> String {
    format!("{name}: expected text in UTF-8 (or windows-1256, UTF-16), found other bytes; convert it, for example with iconv")
}
