//! The JSON of a reading: offsets in Unicode code points. `docs/reading.md` documents it; `docs/reading.schema.json` is its schema.

use mithaq_text::{CodePoints, Note, Span};
use serde::Serialize;

use crate::reading::{Actor, Reading};

#[derive(Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Entity<'a> {
    country: &'a str,
    sector: &'a str,
    name: &'a str,
    #[serde(flatten)]
    words: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Mention<'a> {
    sentence: usize,
    kind: &'a str,
    #[serde(flatten)]
    entity: Entity<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    name: &'a str,
    country: &'a str,
}

#[derive(Serialize)]
struct Event<'a> {
    sentence: usize,
    trigger: Words<'a>,
    #[serde(rename = "type")]
    event_type: &'a str,
    mode: &'a str,
    status: &'a str,
    quad: u8,
    score: f64,
    date: &'a str,
    actor: Vec<Entity<'a>>,
    recipient: Vec<Entity<'a>>,
    place: Option<Place<'a>>,
    context: &'a [String],
    by: &'a [String],
    rule: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct Statement<'a> {
    sentence: usize,
    content: Words<'a>,
    speaker: Entity<'a>,
    cue: Option<Words<'a>>,
    direct: bool,
    via: Vec<Entity<'a>>,
}

#[derive(Serialize)]
struct Date<'a> {
    sentence: usize,
    #[serde(flatten)]
    words: Words<'a>,
    value: &'a str,
}

#[derive(Serialize)]
struct Commitment<'a> {
    sentence: usize,
    #[serde(flatten)]
    words: Words<'a>,
    parties: &'a [String],
    kind: &'a str,
    signed: &'a str,
    ended: &'a str,
    status: &'a str,
    terms: Option<Words<'a>>,
    condition: Option<Words<'a>>,
    name: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Json<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    language: &'a str,
    text: &'a str,
    sentences: Vec<[usize; 2]>,
    mentions: Vec<Mention<'a>>,
    events: Vec<Event<'a>>,
    statements: Vec<Statement<'a>>,
    dates: Vec<Date<'a>>,
    commitments: Vec<Commitment<'a>>,
    notes: &'a [Note],
}

/// A value that serialises as the JSON object of a reading.
pub fn json(reading: &Reading) -> impl Serialize + '_ {
    let text = reading.text.as_str();
    let points = CodePoints::new(text);
    let words = |span: Span| Words { start: points.at(text, span.start()), end: points.at(text, span.end()), text: span.of(text) };
    build(reading, &words)
}

fn entity<'a>(a: &'a Actor, words: &dyn Fn(Span) -> Words<'a>) -> Entity<'a> {
    Entity { country: &a.country, sector: &a.sector, name: &a.name, words: a.span.map(words) }
}

fn build<'a>(r: &'a Reading, words: &dyn Fn(Span) -> Words<'a>) -> Json<'a> {
    let entities = |list: &'a [Actor]| list.iter().map(|a| entity(a, words)).collect::<Vec<_>>();
    let span = |s: &Span| {
        let w = words(*s);
        [w.start, w.end]
    };
    Json {
        id: &r.id,
        title: &r.title,
        date: r.date.as_deref(),
        outlet: r.outlet.as_deref(),
        url: r.url.as_deref(),
        language: r.language,
        text: &r.text,
        sentences: r.sentences.iter().map(span).collect(),
        mentions: r.mentions.iter().map(|m| Mention { sentence: m.sentence, kind: m.kind, entity: entity(&m.actor, words) }).collect(),
        events: r
            .events
            .iter()
            .map(|e| Event {
                sentence: e.sentence,
                trigger: words(e.trigger),
                event_type: e.event_type.name(),
                mode: &e.mode,
                status: e.status.name(),
                quad: e.event_type.quad(),
                score: round(e.event_type.score(&e.mode)),
                date: e.date.as_deref().unwrap_or(""),
                actor: entities(&e.actor),
                recipient: entities(&e.recipient),
                place: e.place.as_ref().map(|p| Place { words: words(p.span), name: &p.name, country: &p.country }),
                context: &e.context,
                by: &e.by,
                rule: &e.rule,
                confidence: round(e.confidence),
            })
            .collect(),
        statements: r
            .statements
            .iter()
            .map(|s| Statement {
                sentence: s.sentence,
                content: words(s.content),
                speaker: entity(&s.speaker, words),
                cue: s.cue.map(words),
                direct: s.direct,
                via: entities(&s.via),
            })
            .collect(),
        dates: r.dates.iter().map(|d| Date { sentence: d.sentence, words: words(d.span), value: d.value.as_deref().unwrap_or("") }).collect(),
        commitments: r
            .commitments
            .iter()
            .map(|c| Commitment {
                sentence: c.sentence,
                words: words(c.span),
                parties: &c.parties,
                kind: &c.kind,
                signed: c.signed.as_deref().unwrap_or(""),
                ended: c.ended.as_deref().unwrap_or(""),
                status: &c.status,
                terms: c.terms.map(words),
                condition: c.condition.map(words),
                name: c.name.map(words),
            })
            .collect(),
        notes: &r.notes,
    }
}

/// Three decimals: more would suggest a precision that scores and probabilities do not have.
fn round(x: f32) -> f64 {
    (f64::from(x) * 1000.0).round() / 1000.0
}
