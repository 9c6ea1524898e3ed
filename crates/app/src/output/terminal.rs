//! The readable form: each sentence with what was found in it.

use std::fmt::Write;

use mithaq_ledger::reading::{Actor, Reading};
use mithaq_text::Span;

use super::labels::label;
use crate::args::Lang;

struct Page<'a> {
    reading: &'a Reading,
    lang: Lang,
    terminal: bool,
    out: String,
}

/// The page of a reading. For a terminal, Arabic words stand in Unicode isolates so that they do not reorder what stands beside them.
pub fn page(reading: &Reading, lang: Lang, terminal: bool) -> String {
    let mut page = Page { reading, lang, terminal, out: String::new() };
    page.write();
    page.out
}

impl Page<'_> {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.terminal { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }

    fn arabic(&self, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.terminal { format!("\u{2067}{line}\u{2069}") } else { line }
    }

    fn words(&self, span: Span) -> String {
        self.arabic(span.of(&self.reading.text))
    }

    fn actor(&self, a: &Actor) -> String {
        let mut code = a.country.clone();
        if !a.sector.is_empty() {
            code = format!("{code} {}", a.sector);
        }
        let name = if a.name.is_empty() { a.span.map_or(String::new(), |s| self.words(s)) } else { self.arabic_or_plain(&a.name) };
        if name.is_empty() { code } else { format!("{name} ({code})") }
    }

    fn arabic_or_plain(&self, text: &str) -> String {
        if text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)) { self.arabic(text) } else { text.to_string() }
    }

    fn side(&self, side: &[Actor]) -> String {
        if side.is_empty() { "–".to_string() } else { side.iter().map(|a| self.actor(a)).collect::<Vec<_>>().join(", ") }
    }

    fn line(&mut self, color: &str, kind: &'static str, text: &str) {
        let kind = self.paint(color, label(kind, self.lang));
        let _ = writeln!(self.out, "    {kind} {text}");
    }

    fn write(&mut self) {
        let r = self.reading;
        let told: Vec<&str> = [Some(r.id.as_str()), r.outlet.as_deref(), r.date.as_deref()].into_iter().flatten().collect();
        let head = self.paint("1", &told.join(" · "));
        let _ = writeln!(self.out, "{head}");
        for (n, span) in r.sentences.iter().enumerate() {
            let text = self.words(*span);
            let number = self.paint("2", &format!("[{}]", n + 1));
            let _ = writeln!(self.out, "\n{number} {text}");
            self.sentence(n);
        }
        for note in &r.notes {
            let text = format!("{}: {}", note.kind, note.message);
            self.line("33", "note", &text);
        }
        self.out.push('\n');
    }

    fn sentence(&mut self, n: usize) {
        let r = self.reading;
        let mentions: Vec<String> = r.mentions.iter().filter(|m| m.sentence == n && m.kind != "place").map(|m| self.actor(&m.actor)).collect();
        if !mentions.is_empty() {
            let mut seen = Vec::new();
            mentions.into_iter().for_each(|m| {
                if !seen.contains(&m) {
                    seen.push(m)
                }
            });
            self.line("36", "actors", &seen.join("; "));
        }
        for e in r.events.iter().filter(|e| e.sentence == n) {
            let mode = if e.mode.is_empty() { String::new() } else { format!("/{}", e.mode) };
            let mut text = format!(
                "{}{mode} ({}) «{}»: {} → {}",
                e.event_type.name(),
                e.status.name(),
                self.words(e.trigger),
                self.side(&e.actor),
                self.side(&e.recipient)
            );
            if let Some(date) = &e.date {
                let _ = write!(text, "; {date}");
            }
            if let Some(place) = &e.place {
                let _ = write!(text, "; {} {}", label("place", self.lang), self.words(place.span));
            }
            if !e.by.is_empty() {
                let by: Vec<String> = e.by.iter().map(|b| self.arabic_or_plain(b)).collect();
                let _ = write!(text, "; {} {}", label("by", self.lang), by.join(" < "));
            }
            let _ = write!(text, "  [{}, {:.2}]", e.rule, e.confidence);
            self.line("32", "event", &text);
        }
        for s in r.statements.iter().filter(|s| s.sentence == n) {
            let how = label(if s.direct { "direct" } else { "indirect" }, self.lang);
            let mut text = format!("({how}) {}: «{}»", self.actor(&s.speaker), self.words(s.content));
            if !s.via.is_empty() {
                let _ = write!(text, "; {} {}", label("via", self.lang), self.side(&s.via));
            }
            self.line("34", "statement", &text);
        }
        for d in r.dates.iter().filter(|d| d.sentence == n) {
            let value = d.value.as_deref().unwrap_or(label("unresolved", self.lang));
            let text = format!("{} = {value}", self.words(d.span));
            self.line("35", "date", &text);
        }
        for c in r.commitments.iter().filter(|c| c.sentence == n) {
            let mut text = format!("{} ({}) {}: {}", c.kind, c.status, c.parties.join("–"), self.words(c.span));
            for (name, value) in [("signed", c.signed.clone()), ("terms", c.terms.map(|s| self.words(s))), ("condition", c.condition.map(|s| self.words(s)))] {
                if let Some(value) = value {
                    let _ = write!(text, "; {} {value}", label(name, self.lang));
                }
            }
            self.line("31", "commitment", &text);
        }
    }
}
