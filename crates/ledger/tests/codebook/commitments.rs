//! Examples of commitments: `KIND STATUS PARTIES «name»[; signed DATE][; terms «...»][; condition «...»]`.

use mithaq_ledger::reading::{Commitment, Reading};
use mithaq_text::Span;

use crate::page::{Example, Page, alike, quoted};

/// The commitments of an example, each listed once however often its sentence speaks of it.
pub fn check(_: &Page, example: &Example, reading: &Reading) -> Result<(), String> {
    let words = |s: Option<Span>| s.map_or("", |s| s.of(&reading.text));
    let tell = |c: &Commitment| {
        let (signed, name) = (c.signed.as_deref().unwrap_or("-"), words(c.name));
        format!("{} {} {} «{name}»; signed {signed}; terms «{}»; condition «{}»", c.kind, c.status, c.parties.join("-"), words(c.terms), words(c.condition))
    };
    let found = || reading.commitments.iter().map(tell).collect::<Vec<_>>().join(" | ");
    if example.silent {
        return if reading.commitments.is_empty() { Ok(()) } else { Err(format!("expected silence, found {}", found())) };
    }
    for (line, text) in &example.expected {
        let wrong = || format!("line {line}: expected KIND STATUS PARTIES «name», found `{text}`");
        let (head, name, rest) = quoted(text).ok_or_else(wrong)?;
        let [kind, status, parties] = head.split_whitespace().collect::<Vec<_>>()[..] else { return Err(wrong()) };
        let part = |key: &str| rest.split(';').find_map(|p| p.trim().strip_prefix(key)).map(|p| p.trim_matches(['«', '»', ' ']));
        let fits = |c: &&Commitment| {
            c.kind == kind
                && c.status == status
                && c.parties.join("-") == parties
                && alike(name, words(c.name))
                && part("signed").is_none_or(|d| c.signed.as_deref() == Some(d))
                && part("terms").is_none_or(|t| alike(t, words(c.terms)))
                && part("condition").is_none_or(|t| alike(t, words(c.condition)))
        };
        if !reading.commitments.iter().any(|c| fits(&c)) {
            return Err(format!("expected the commitment of line {line}, found {}", found()));
        }
    }
    Ok(())
}
