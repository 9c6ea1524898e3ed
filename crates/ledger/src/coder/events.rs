//! Events of an article: triggers, types, sides, status, mode, context.

use mithaq_text::Span;

use super::attributes::{context_features, mode_features, status_features};
use super::event_date::{Told, candidates, choose};
use super::model::EventWeights;
use super::parties::Parties;
use super::reader::actors_of;
use super::sides::{ACTOR, NEITHER, RECIPIENT, SideContext};
use super::trigger::{Gate, Trigger, can_trigger, features};
use super::view::ArticleView;
use crate::actors::{Mention, MentionKind};
use crate::codebook::{CONTEXTS, Codebook, EventType, Status, context_by_cues, status_cue};
use crate::reading::{Event, Place};

/// Reads the events of an article with rules and weights.
pub fn events(view: &ArticleView<'_>, book: &Codebook, weights: &EventWeights, gate: &mut Gate) -> Vec<Event> {
    let (mut out, mut told) = (Vec::new(), Vec::new());
    let (mut list, mut scores) = (Vec::new(), Vec::new());
    for (number, sentence) in view.sentences.iter().enumerate() {
        let mut before: Option<(EventType, Vec<usize>)> = None;
        for (at, _) in sentence.tokens.iter().enumerate().filter(|(_, t)| gate.passes(t, book)) {
            let trigger = Trigger::new(view, book, number, at);
            list.clear();
            features(view, book, &trigger, &mut list);
            weights.triggers.probabilities(&list, &mut scores);
            let none = EventType::ALL.len();
            let Some(best) = (0..none).max_by(|a, b| scores[*a].total_cmp(&scores[*b])) else { continue };
            if scores[none] < weights.thresholds.none {
                let confidence = 1.0 - scores[none];
                let mut found = event(view, book, weights, &trigger, EventType::ALL[best], confidence, &mut before);
                found.date = choose(candidates(view, &trigger, found.event_type, found.status, &told), &weights.dates, weights.thresholds.undated);
                told.push(Told { sentence: number, event_type: found.event_type, date: found.date.clone() });
                out.push(found);
            }
        }
    }
    out
}

/// The event of a trigger whose type is known.
pub fn event(
    view: &ArticleView<'_>,
    book: &Codebook,
    weights: &EventWeights,
    trigger: &Trigger,
    event_type: EventType,
    confidence: f32,
    before: &mut Option<(EventType, Vec<usize>)>,
) -> Event {
    let mentions = &view.mentions[trigger.sentence];
    let (mut list, mut scores) = (Vec::new(), Vec::new());
    let context = SideContext::new(view, book, trigger, event_type, before.as_ref());
    let probabilities: Vec<[f32; 3]> = (0..mentions.len())
        .map(|i| {
            list.clear();
            context.features(i, &mut list);
            weights.sides.probabilities(&list, &mut scores);
            [scores[NEITHER], scores[ACTOR], scores[RECIPIENT]]
        })
        .collect();
    let sides = Parties::new(mentions, &probabilities, event_type).sides(&weights.parties, weights.thresholds.neither);
    let on = |side: usize| -> Vec<usize> { (0..mentions.len()).filter(|i| sides[*i] & side != 0).collect() };
    let (actors, recipients) = (on(ACTOR), on(RECIPIENT));
    *before = Some((event_type, sides));
    list.clear();
    mode_features(view, book, trigger, event_type, &mut list);
    weights.mode.scores(&list, &mut scores);
    let modes: Vec<&str> = std::iter::once("").chain(event_type.modes()).collect();
    let mode = modes[(0..modes.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0)].to_string();
    list.clear();
    status_features(view, book, trigger, event_type, None, &mut list);
    weights.status.scores(&list, &mut scores);
    let status = Status::ALL[(0..Status::ALL.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0)];
    list.clear();
    context_features(view, trigger, event_type, &mode, &mut list);
    weights.context.probabilities(&list, &mut scores);
    let side = |list: &[usize]| list.iter().flat_map(|i| actors_of(&mentions[*i])).collect();
    Event {
        sentence: trigger.sentence,
        trigger: trigger_span(view, trigger),
        event_type,
        mode,
        status,
        date: None,
        actor: side(&actors),
        recipient: side(&recipients),
        place: place(mentions, trigger.at),
        context: contexts(&scores),
        by: Vec::new(),
        rule: trigger.proposal(book, event_type).map_or_else(|| "model".to_string(), |p| book.rule(p.rule).name.clone()),
        confidence,
    }
}

/// A promise of something to come is actual: its type says already that the thing is in the future.
fn told_by_type(event_type: EventType, status: Status) -> Status {
    if event_type == EventType::Agree && status == Status::Future { Status::Actual } else { status }
}

/// Reads the events of an article by the codebook alone: what its rules propose, and nothing else.
pub fn codebook_events(view: &ArticleView<'_>, book: &Codebook) -> Vec<Event> {
    let mut out = Vec::new();
    for (number, sentence) in view.sentences.iter().enumerate() {
        for (at, _) in sentence.tokens.iter().enumerate().filter(|(_, t)| can_trigger(t)) {
            let trigger = Trigger::new(view, book, number, at);
            let Some(proposal) = trigger.proposals.first() else { continue };
            let rule = book.rule(proposal.rule);
            let mentions = &view.mentions[number];
            let side = |list: &[usize]| list.iter().flat_map(|i| actors_of(&mentions[*i])).collect();
            let status = rule.status.or_else(|| status_cue(&view.sentence(number), at, view.is_past(number)).map(|c| c.1)).unwrap_or(Status::Actual);
            let status = told_by_type(rule.event_type, status);
            out.push(Event {
                sentence: number,
                trigger: trigger_span(view, &trigger),
                event_type: rule.event_type,
                mode: rule.mode.clone(),
                status,
                date: None,
                actor: side(&proposal.actor),
                recipient: side(&proposal.recipient),
                place: place(mentions, at),
                context: context_by_cues(view.tokens(number), at).map(str::to_string).into_iter().collect(),
                by: Vec::new(),
                rule: rule.name.clone(),
                confidence: 1.0,
            });
        }
    }
    out
}

fn trigger_span(view: &ArticleView<'_>, trigger: &Trigger) -> Span {
    view.tokens(trigger.sentence)[trigger.at].stem_span()
}

/// The most likely context, and the second where it is nearly as likely.
fn contexts(scores: &[f32]) -> Vec<String> {
    let mut order: Vec<usize> = (0..CONTEXTS.len().min(scores.len())).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    order.iter().take(2).enumerate().filter(|(rank, i)| *rank == 0 || scores[**i] > 0.3).map(|(_, i)| CONTEXTS[*i].to_string()).collect()
}

/// The first place named after the trigger within the sentence, else the last before it.
fn place(mentions: &[Mention], at: usize) -> Option<Place> {
    let is_place = |m: &&Mention| matches!(m.kind, MentionKind::Place);
    let found = mentions.iter().filter(is_place).find(|m| m.start > at).or_else(|| mentions.iter().rev().find(is_place))?;
    Some(Place { span: found.span, name: found.name.clone(), country: found.country.clone() })
}
