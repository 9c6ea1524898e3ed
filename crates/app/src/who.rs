//! `mithaq who`: who held which office when.

use std::io::Write;

use mithaq_ledger::actors::{Entry, Gazetteer, who};
use mithaq_text::Models;

use crate::args::WhoArgs;
use crate::run::Outcome;

/// Prints the tenures that answer the question; nothing known is [`Outcome::SomeSkipped`].
///
/// # Errors
/// A message when embedded data does not fit, or output cannot be written.
pub fn answer(args: &WhoArgs) -> Result<Outcome, String> {
    let models = Models::embedded().map_err(|e| e.to_string())?;
    let gazetteer = Gazetteer::embedded();
    let tenures = who(&gazetteer, &args.question.join(" "), &models, args.on);
    let lines = if args.json { json(args, &tenures)? } else { text(args, &tenures) };
    std::io::stdout().write_all(lines.as_bytes()).map_err(|e| format!("standard output: {e}"))?;
    Ok(if tenures.is_empty() { Outcome::SomeSkipped } else { Outcome::Clean })
}

fn text(args: &WhoArgs, tenures: &[&Entry]) -> String {
    if tenures.is_empty() {
        let day = args.on.map_or(String::new(), |d| format!(" on {d}"));
        return format!("unknown: the gazetteer has no answer to \"{}\"{day}\n", args.question.join(" "));
    }
    let line = |e: &&Entry| {
        let to = if e.to.is_empty() { "today" } else { e.to };
        format!("{}  {} {}, {} to {to}  [{}]\n", e.name, e.country, e.office, e.from, e.source)
    };
    tenures.iter().map(line).collect()
}

fn json(args: &WhoArgs, tenures: &[&Entry]) -> Result<String, String> {
    let tenure = |e: &&Entry| {
        let to = (!e.to.is_empty()).then_some(e.to);
        serde_json::json!({"name": e.name, "country": e.country, "sector": e.sector, "office": e.office, "from": e.from, "to": to, "source": e.source})
    };
    let answer = serde_json::json!({
        "question": args.question.join(" "),
        "on": args.on.map(|d| d.to_string()),
        "answers": tenures.iter().map(tenure).collect::<Vec<_>>(),
    });
    serde_json::to_string(&answer).map(|s| s + "\n").map_err(|e| e.to_string())
}
