//! A reading: everything found in one article, pinned to its text. Spans are bytes here; [`crate::json`] speaks code points.

use mithaq_text::{Note, Span};

use crate::codebook::{EventType, Status};

/// A political actor as one finding names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// ISO 3166 alpha-3, one of the codebook's pseudo-codes, or `---` where unknown.
    pub country: String,
    /// PLOVER sector; empty for organisations between states.
    pub sector: String,
    /// Canonical English name (the text's own words where none is known); empty for plain states and unnamed roles.
    pub name: String,
    /// The words that name it in the sentence of the finding; `None` where it is only implied.
    pub span: Option<Span>,
}

/// A mention of an actor or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMention {
    /// Number of its sentence.
    pub sentence: usize,
    /// Kind, in lower case: state, person, organisation, group, media, place, people, role.
    pub kind: &'static str,
    /// The actor or place; its span is never `None`.
    pub actor: Actor,
}

/// An event of PLOVER.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Number of its sentence.
    pub sentence: usize,
    /// The word or words that report it.
    pub trigger: Span,
    /// Type.
    pub event_type: EventType,
    /// Mode, empty for none.
    pub mode: String,
    /// Status.
    pub status: Status,
    /// When it happened or is to happen, ISO with grain; `None` where nothing tells.
    pub date: Option<String>,
    /// Who does it.
    pub actor: Vec<Actor>,
    /// To whom it is done.
    pub recipient: Vec<Actor>,
    /// Where.
    pub place: Option<Place>,
    /// PLOVER contexts, at most two.
    pub context: Vec<String>,
    /// On whose word it stands, outermost last.
    pub by: Vec<String>,
    /// The codebook rule that proposed it, or `model` where the weights did.
    pub rule: String,
    /// Probability that the event is there with this type, from 0 to 1.
    pub confidence: f32,
}

/// Where an event happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words that name it.
    pub span: Span,
    /// English name, empty where unknown.
    pub name: String,
    /// Country code, empty where unknown.
    pub country: String,
}

/// A quotation, direct or indirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Number of its sentence.
    pub sentence: usize,
    /// What is said.
    pub content: Span,
    /// Who says it.
    pub speaker: Actor,
    /// The verb or phrase that marks it; `None` where a quotation runs on without one.
    pub cue: Option<Span>,
    /// The whole content stands in quotation marks.
    pub direct: bool,
    /// Outlets or people through whom it reached the article, nearest the speaker first.
    pub via: Vec<Actor>,
}

/// An expression that fixes a calendar date or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// Number of its sentence.
    pub sentence: usize,
    /// The words.
    pub span: Span,
    /// ISO value with grain, or a range `A/B`; `None` where it is relative and no publication date is known.
    pub value: Option<String>,
}

/// A treaty, pact, sanction, pledge or other standing obligation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Number of its sentence.
    pub sentence: usize,
    /// The words that name it.
    pub span: Span,
    /// Country codes of its parties, sorted.
    pub parties: Vec<String>,
    /// ATOP-like kind: defence, nonaggression, neutrality, consultation, cooperation, trade, arms, arms-control, peace, ceasefire, sanctions, other.
    pub kind: String,
    /// When it was signed, ISO with grain.
    pub signed: Option<String>,
    /// When it ended.
    pub ended: Option<String>,
    /// in_force, signed, proposed, ended, breached.
    pub status: String,
    /// The words of the obligation.
    pub terms: Option<Span>,
    /// The condition of the obligation (في حالة العدوان).
    pub condition: Option<Span>,
    /// The name it is given (شراكة استراتيجية شاملة).
    pub name: Option<Span>,
}

/// Everything found in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The article's identifier.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its day of publication, ISO.
    pub date: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// `ar`, or `und` where the text is not Arabic.
    pub language: &'static str,
    /// Its unaltered text.
    pub text: String,
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Mentions in order.
    pub mentions: Vec<NamedMention>,
    /// Events in the order of their triggers.
    pub events: Vec<Event>,
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// Dates in order.
    pub dates: Vec<DateExpression>,
    /// Commitments in order.
    pub commitments: Vec<Commitment>,
    /// What was noticed.
    pub notes: Vec<Note>,
}
