//! The examples of codebook pages: sentences with the events they must yield, or none.

use super::plover::{EventType, Status};

/// A sentence of a page with what it must yield.
#[derive(Clone, Debug)]
pub struct Example {
    /// Line of the sentence in its page, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// Events it must yield; empty for a look-alike.
    pub events: Vec<Expected>,
    /// It stands under `Must stay silent`.
    pub silent: bool,
}

/// An event that an example must yield.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Line in the page, from 1.
    pub line: usize,
    /// Type.
    pub event_type: EventType,
    /// Mode, empty for none.
    pub mode: String,
    /// The exact words of the trigger.
    pub trigger: String,
    /// Actors as country and sector; either may be empty.
    pub actor: Vec<(String, String)>,
    /// Recipients, likewise.
    pub recipient: Vec<(String, String)>,
    /// Status.
    pub status: Status,
}

/// Reads the examples of a page.
///
/// # Errors
/// Line, what was expected and what was found.
pub fn examples(page: &str) -> Result<Vec<Example>, String> {
    let mut out: Vec<Example> = Vec::new();
    let mut section = "";
    for (at, line) in page.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            section = match title.trim() {
                "Must match" => "match",
                "Must stay silent" => "silent",
                _ => "",
            };
        } else if section.is_empty() {
        } else if let Some(text) = line.strip_prefix("- ") {
            out.push(Example { line: at + 1, text: text.trim().to_string(), events: Vec::new(), silent: section == "silent" });
        } else if let Some(text) = line.trim_start().strip_prefix("- ") {
            let example = out.last_mut().ok_or_else(|| format!("{}: expected a sentence before its events", at + 1))?;
            example.events.push(expected(text, at + 1)?);
        }
    }
    Ok(out)
}

fn expected(text: &str, line: usize) -> Result<Expected, String> {
    let wrong = |what: &str| format!("{line}: expected {what}, found `{text}`");
    let (head, rest) = text.split_once('«').ok_or_else(|| wrong("TYPE «trigger» ACTORS > RECIPIENTS"))?;
    let (trigger, rest) = rest.split_once('»').ok_or_else(|| wrong("a closing » after the trigger"))?;
    let (name, mode) = head.trim().split_once('/').unwrap_or((head.trim(), ""));
    let (sides, status) = rest.split_once(';').unwrap_or((rest, "actual"));
    let (actor, recipient) = sides.split_once('>').ok_or_else(|| wrong("`>` between the sides"))?;
    Ok(Expected {
        line,
        event_type: EventType::from_name(name).ok_or_else(|| wrong("a PLOVER type"))?,
        mode: mode.trim().to_string(),
        trigger: trigger.to_string(),
        actor: side(actor),
        recipient: side(recipient),
        status: Status::from_name(status.trim()).ok_or_else(|| wrong("a status after `;`"))?,
    })
}

fn side(text: &str) -> Vec<(String, String)> {
    text.split(',')
        .map(str::trim)
        .filter(|s| !s.is_empty() && *s != "-")
        .map(|s| match s.split_once(':') {
            Some((country, sector)) => (country.trim().to_string(), sector.trim().to_string()),
            // Only a sector: nobody knows the country.
            None if matches!(
                s,
                "UAF"
                    | "CVL"
                    | "REB"
                    | "COP"
                    | "MIL"
                    | "GOV"
                    | "OPP"
                    | "JRN"
                    | "CRM"
                    | "PTY"
                    | "EDU"
                    | "MED"
                    | "REL"
                    | "BUS"
                    | "LAB"
                    | "UNK"
                    | "PRM"
                    | "SPY"
                    | "JUD"
                    | "LEG"
                    | "REF"
                    | "SOC"
                    | "ELI"
                    | "AGR"
            ) =>
            {
                (String::new(), s.to_string())
            }
            None => (s.to_string(), String::new()),
        })
        .collect()
}
