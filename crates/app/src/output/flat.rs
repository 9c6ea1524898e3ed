//! A flat table, one event a row.

use mithaq_ledger::reading::{Actor, Reading};
use mithaq_text::CodePoints;

const COLUMNS: [&str; 24] = [
    "article",
    "outlet",
    "published",
    "sentence",
    "start",
    "end",
    "trigger",
    "type",
    "mode",
    "status",
    "quad",
    "score",
    "date",
    "actor_country",
    "actor_sector",
    "actor_name",
    "recipient_country",
    "recipient_sector",
    "recipient_name",
    "place",
    "context",
    "by",
    "rule",
    "confidence",
];

fn line(cells: &[String]) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(|e| e.to_string())?;
    writer.into_inner().map_err(|e| e.to_string())
}

/// The header row.
pub fn header() -> Vec<u8> {
    line(&COLUMNS.map(String::from)).unwrap_or_default()
}

/// The rows of a reading. Lists in a cell are joined by `;`; offsets are code points.
pub fn rows(r: &Reading, out: &mut Vec<u8>) -> Result<(), String> {
    let points = CodePoints::new(&r.text);
    let join = |list: &[Actor], part: fn(&Actor) -> &str| list.iter().map(part).collect::<Vec<_>>().join(";");
    for e in &r.events {
        let cells = [
            r.id.clone(),
            r.outlet.clone().unwrap_or_default(),
            r.date.clone().unwrap_or_default(),
            e.sentence.to_string(),
            points.at(&r.text, e.trigger.start()).to_string(),
            points.at(&r.text, e.trigger.end()).to_string(),
            e.trigger.of(&r.text).to_string(),
            e.event_type.name().to_string(),
            e.mode.clone(),
            e.status.name().to_string(),
            e.event_type.quad().to_string(),
            e.event_type.score(&e.mode).to_string(),
            e.date.clone().unwrap_or_default(),
            join(&e.actor, |a| &a.country),
            join(&e.actor, |a| &a.sector),
            join(&e.actor, |a| &a.name),
            join(&e.recipient, |a| &a.country),
            join(&e.recipient, |a| &a.sector),
            join(&e.recipient, |a| &a.name),
            e.place.as_ref().map_or(String::new(), |p| p.span.of(&r.text).to_string()),
            e.context.join(";"),
            e.by.join(";"),
            e.rule.clone(),
            format!("{:.3}", e.confidence),
        ];
        out.extend(line(&cells)?);
    }
    Ok(())
}
