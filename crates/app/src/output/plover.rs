//! PLOVER event records as JSON lines, in the field names of the manual's data chapter.

use mithaq_ledger::codebook::Status;
use mithaq_ledger::reading::{Actor, Event, Reading};
use mithaq_text::CodePoints;
use serde_json::{Value, json};

/// PLOVER's code of an actor: `IGO` becomes `UNO` or `EUR` for the United Nations and the European Union.
fn code(a: &Actor) -> &str {
    match a.country.as_str() {
        "IGO" if a.name.starts_with("United Nations") || a.name.starts_with("UN ") => "UNO",
        "IGO" if a.name.starts_with("European Union") => "EUR",
        other => other,
    }
}

fn entity(a: &Actor, r: &Reading) -> Value {
    let mut out = json!({"code": code(a)});
    if !a.sector.is_empty() {
        out["sector"] = json!(a.sector);
    }
    if let Some(span) = a.span {
        out["entity_text"] = json!(span.of(&r.text));
    }
    if !a.name.is_empty() {
        out["identifier_text"] = json!(a.name);
    }
    out
}

/// The type's name and, where it says more than the type, the mark of its status.
fn event(e: &Event) -> Vec<&'static str> {
    match e.status {
        Status::Actual => vec![e.event_type.name()],
        Status::Negated => vec![e.event_type.name(), "negation"],
        other => vec![e.event_type.name(), other.name()],
    }
}

/// Writes the records of a reading. A record needs a date: where nothing tells the event's own, the article's stands in and `comment` says so.
pub fn records(r: &Reading, out: &mut Vec<u8>) -> Result<(), String> {
    let points = CodePoints::new(&r.text);
    for (n, e) in r.events.iter().enumerate() {
        let (start, end) = (points.at(&r.text, e.trigger.start()), points.at(&r.text, e.trigger.end()));
        let own = e.date.as_deref().filter(|d| d.len() == 10);
        let mut record = json!({
            "id": format!("{}-{n}", r.id),
            "date": own.or(r.date.as_deref()).unwrap_or(""),
            "actor": e.actor.iter().map(|a| entity(a, r)).collect::<Vec<_>>(),
            "event": event(e),
            "recipient": e.recipient.iter().map(|a| entity(a, r)).collect::<Vec<_>>(),
            "event_text": e.trigger.of(&r.text),
            "quad_code": e.event_type.quad(),
            "event_scale": e.event_type.score(&e.mode),
            "mode": e.mode,
            "context": e.context,
            "text": r.sentences.get(e.sentence).map_or("", |s| s.of(&r.text)),
            "text_info": {"sequence": e.sentence, "start": start, "end": end},
            "cite_info": {
                "title": r.title, "language": r.language, "publication": r.outlet, "url": r.url, "citation": r.id,
                "coder": "mithaq", "codebook": "PLOVER 2.0 draft", "version": env!("CARGO_PKG_VERSION"),
            },
            "coder": "mithaq",
        });
        if let Some(p) = &e.place {
            record["event_loc"] = json!({"geonames": p.name, "text": p.span.of(&r.text), "country_code": p.country});
        }
        if own.is_none() {
            let told = e.date.as_deref().map_or("the date of publication stands in for the event's, which nothing tells".to_string(), |d| {
                format!("the event's date is known as {d}; the date of publication stands in")
            });
            record["comment"] = json!(told);
        }
        serde_json::to_writer(&mut *out, &record).map_err(|e| e.to_string())?;
        out.push(b'\n');
    }
    Ok(())
}
