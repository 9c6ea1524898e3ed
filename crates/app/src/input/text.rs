//! Plain text.

use mithaq_text::Document;

use super::{Found, decode};

/// A first line longer than this is no title.
const LONGEST_TITLE: usize = 120;

/// The document of a plain text. The first line is its title when a blank line follows it, or when it is short and unpunctuated and more follows.
pub fn document(bytes: &[u8], name: &str) -> Found {
    let text = decode(bytes, name, None)?.replace("\r\n", "\n");
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim();
    let blank_follows = rest.starts_with('\n') || rest.trim_start_matches([' ', '\t']).starts_with('\n');
    let short = first.chars().count() <= LONGEST_TITLE;
    let unpunctuated = !first.ends_with(['.', '!', '؟', '?', '،', '؛']);
    let titled = !rest.trim().is_empty() && short && (blank_follows || unpunctuated);
    let (title, body) = if titled { (first, rest.trim()) } else { ("", text) };
    Ok(Document::new(name, title, body))
}
