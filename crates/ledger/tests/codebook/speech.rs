//! Examples of statements: `«content» SPEAKER[; direct][; via NAME]`; of attribution: `TYPE «trigger» by A < B`, `by -` for the article itself.

use mithaq_ledger::codebook::EventType;
use mithaq_ledger::reading::{Actor, Reading, Statement};

use crate::page::{Example, Page, alike, quoted};

fn words(a: &Actor, reading: &Reading) -> String {
    a.span.map_or_else(|| "-".to_string(), |s| s.of(&reading.text).to_string())
}

/// All statements of an example, and no other.
pub fn check_statements(_: &Page, example: &Example, reading: &Reading) -> Result<(), String> {
    let tell = |s: &Statement| {
        let via: Vec<String> = s.via.iter().map(|v| words(v, reading)).collect();
        format!("«{}» {}; direct {}; via {via:?}", s.content.of(&reading.text), words(&s.speaker, reading), s.direct)
    };
    let found = || reading.statements.iter().map(tell).collect::<Vec<_>>().join(" | ");
    for (line, text) in &example.expected {
        let (_, content, rest) = quoted(text).ok_or_else(|| format!("line {line}: expected «content» SPEAKER, found `{text}`"))?;
        let mut parts = rest.split(';').map(str::trim);
        let speaker = parts.next().unwrap_or("-");
        let (mut direct, mut via) = (false, None);
        for part in parts {
            direct |= part == "direct";
            via = via.or(part.strip_prefix("via "));
        }
        let bare = |s: &str| s.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
        let fits = |s: &&Statement| {
            bare(s.content.of(&reading.text)) == bare(content)
                && s.direct == direct
                && (speaker == "-" && s.speaker.span.is_none() || alike(speaker, &words(&s.speaker, reading)))
                && via.is_none_or(|v| s.via.iter().any(|a| alike(v, &words(a, reading))))
        };
        if !reading.statements.iter().any(|s| fits(&s)) {
            return Err(format!("expected the statement of line {line}, found {}", found()));
        }
    }
    if reading.statements.len() > example.expected.len() { Err(format!("expected {} statements, found {}", example.expected.len(), found())) } else { Ok(()) }
}

/// On whose word the events of an example stand.
pub fn check_attribution(_: &Page, example: &Example, reading: &Reading) -> Result<(), String> {
    for (line, text) in &example.expected {
        let wrong = || format!("line {line}: expected TYPE «trigger» by A < B, found `{text}`");
        let (name, trigger, rest) = quoted(text).ok_or_else(wrong)?;
        let event_type = EventType::from_name(name).ok_or_else(wrong)?;
        let by: Vec<&str> = rest.strip_prefix("by ").ok_or_else(wrong)?.split('<').map(str::trim).filter(|b| *b != "-").collect();
        let mut found = reading.events.iter().filter(|e| e.event_type == event_type && alike(trigger, e.trigger.of(&reading.text)));
        if !found.any(|e| e.by.len() == by.len() && e.by.iter().zip(&by).all(|(a, b)| alike(a, b))) {
            let all: Vec<String> = reading.events.iter().map(|e| format!("{} «{}» {:?}", e.event_type.name(), e.trigger.of(&reading.text), e.by)).collect();
            return Err(format!("expected the event of line {line}, found {}", all.join(" | ")));
        }
    }
    Ok(())
}
