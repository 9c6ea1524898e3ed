//! Examples of the classifiers behind events, from annotated articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use mithaq_ledger::codebook::{CONTEXTS, EventType, Status};
use mithaq_ledger::coder::ArticleView;
use mithaq_ledger::coder::attributes::{context_features, mode_features, status_features};
use mithaq_ledger::coder::event_date::{Told, candidates};
use mithaq_ledger::coder::parties::Countries;
use mithaq_ledger::coder::sides::{ACTOR, NEITHER, RECIPIENT, SideContext};
use mithaq_ledger::coder::trigger::{Gate, Trigger, can_trigger, features, gate_features};
use mithaq_ledger::weights::ClassWeights;

use super::articles::{Trainer, trigger_tokens};
use crate::gold::{Article, Entity, GoldEvent};
use crate::learn::{Choice, Example};

/// The class of a word that is no trigger.
pub const NO_EVENT: usize = 16;

/// The examples of every classifier behind events.
#[derive(Default)]
pub struct Examples {
    pub triggers: Vec<Example>,
    pub sides: Vec<Example>,
    pub status: Vec<Example>,
    pub mode: Vec<Example>,
    pub context: Vec<Example>,
    /// Dates of events among those that offer themselves.
    pub dates: Vec<Choice>,
    /// Sides of whole events, in the order of the groups of `sides`.
    pub parties: Vec<GoldSides>,
}

/// The sides of an annotated event, and the mentions of its sentence that `Examples::sides` has examples of.
pub struct GoldSides {
    pub article: usize,
    pub event_type: EventType,
    pub mentions: Vec<mithaq_ledger::actors::Mention>,
    /// First of its examples in `Examples::sides`.
    pub first: usize,
    /// Countries that the sentence names on either side.
    pub named: Countries,
    /// Countries on either side, named or implied.
    pub all: Countries,
}

/// How many gold sides a mention covers, and how many of those have the right country.
#[derive(Default)]
pub struct Coverage {
    pub sides: usize,
    pub covered: usize,
    pub country: usize,
    /// Words that no mention covers.
    pub missing: BTreeMap<String, usize>,
    /// Words whose country is wrong.
    pub wrong: BTreeMap<String, usize>,
}

/// Examples of which words by themselves can be triggers.
pub fn gate(trainer: &Trainer) -> Vec<Example> {
    let prior = trainer.prior();
    let mut out: Vec<Example> = Vec::new();
    trainer.views(|article_number, article, view| {
        let triggers: BTreeSet<(usize, usize)> = trigger_tokens(view, article, &prior).into_iter().flatten().collect();
        for (s, sentence) in view.sentences.iter().enumerate() {
            for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| can_trigger(t)) {
                let mut features = Vec::new();
                gate_features(t, &trainer.book, &mut features);
                out.push(Example { features, class: usize::from(triggers.contains(&(s, i))), article: article_number });
            }
        }
    });
    out
}

/// Examples of everything else; triggers only of words that pass the gate.
pub fn examples(trainer: &Trainer, gate: ClassWeights, threshold: f32) -> (Examples, Coverage) {
    let prior = trainer.prior();
    let mut gate = Gate::new(gate, threshold);
    let (mut passed, mut turned_away) = (0, 0);
    let mut out = Examples::default();
    let mut coverage = Coverage::default();
    trainer.views(|number, article, view| {
        let mut labels: HashMap<(usize, usize), usize> = HashMap::new();
        let mut located: Vec<(&GoldEvent, Option<(usize, usize)>)> = article.events.iter().zip(trigger_tokens(view, article, &prior)).collect();
        located.sort_by_key(|l| l.1);
        let mut told = Vec::new();
        let mut last: Option<(usize, usize, (EventType, Vec<usize>))> = None;
        for (e, at) in located {
            let (Some((s, i)), Some(ty)) = (at, EventType::from_name(&e.event_type)) else { continue };
            labels.entry((s, i)).or_insert(ty as usize);
            let trigger = Trigger::new(view, &trainer.book, s, i);
            let before = last.as_ref().filter(|(sentence, at, _)| *sentence == s && *at < i).map(|l| &l.2);
            let sides = side_labels(view, article, e, s, &mut coverage);
            out.add_sides(number, &SideContext::new(view, &trainer.book, &trigger, ty, before), e, &view.mentions[s], &sides, ty);
            out.add_attributes(trainer, number, view, &trigger, e, ty);
            out.add_date(number, view, &trigger, e, ty, &mut told);
            last = Some((s, i, (ty, sides)));
        }
        let mut list = Vec::new();
        for (s, sentence) in view.sentences.iter().enumerate() {
            for (i, t) in sentence.tokens.iter().enumerate() {
                if !gate.passes(t, &trainer.book) {
                    turned_away += usize::from(labels.contains_key(&(s, i)));
                    continue;
                }
                passed += 1;
                list.clear();
                features(view, &trainer.book, &Trigger::new(view, &trainer.book, s, i), &mut list);
                let class = labels.get(&(s, i)).copied().unwrap_or(NO_EVENT);
                out.triggers.push(Example { features: list.clone(), class, article: number });
            }
        }
    });
    println!("gate: {passed} words looked at, {turned_away} triggers turned away");
    (out, coverage)
}

impl Examples {
    fn add_sides(
        &mut self,
        article: usize,
        context: &SideContext<'_>,
        e: &GoldEvent,
        mentions: &[mithaq_ledger::actors::Mention],
        labels: &[usize],
        event_type: EventType,
    ) {
        let first = self.sides.len();
        for (m, class) in labels.iter().copied().enumerate() {
            let mut features = Vec::new();
            context.features(m, &mut features);
            self.sides.push(Example { features, class, article });
        }
        let countries = |keep: &dyn Fn(&Entity) -> bool| {
            let side = |list: &[Entity]| list.iter().filter(|x| x.country != "---" && keep(x)).map(|x| x.country.clone()).collect();
            (side(&e.actor), side(&e.recipient))
        };
        let (named, all) = (countries(&|x| x.start.is_some()), countries(&|_| true));
        self.parties.push(GoldSides { article, event_type, mentions: mentions.to_vec(), first, named, all });
    }

    fn add_date(&mut self, article: usize, view: &ArticleView<'_>, trigger: &Trigger, e: &GoldEvent, ty: EventType, told: &mut Vec<Told>) {
        let date = Some(e.date.clone()).filter(|d| !d.is_empty());
        let status = Status::from_name(&e.status).unwrap_or(Status::Actual);
        let list = candidates(view, trigger, ty, status, told);
        let right: Vec<bool> = list.iter().map(|c| c.date == date).collect();
        if right.contains(&true) {
            self.dates.push(Choice { candidates: list.into_iter().map(|c| c.features).collect(), right, article });
        }
        // What reading will know of events before is no better than this guess, so weights must not learn to trust more.
        let own = view.date_near(trigger.sentence, trigger.at).and_then(|d| d.value.clone());
        let guess = own.or_else(|| told.iter().rev().find(|t| t.event_type == ty).and_then(|t| t.date.clone()));
        told.push(Told { sentence: trigger.sentence, event_type: ty, date: guess });
    }

    fn add_attributes(&mut self, trainer: &Trainer, article: usize, view: &ArticleView<'_>, trigger: &Trigger, e: &GoldEvent, ty: EventType) {
        let example = |features: Vec<u64>, class: usize| Example { features, class, article };
        let mut list = Vec::new();
        status_features(view, &trainer.book, trigger, ty, None, &mut list);
        self.status.push(example(std::mem::take(&mut list), Status::from_name(&e.status).map_or(0, |s| s as usize)));
        mode_features(view, &trainer.book, trigger, ty, &mut list);
        self.mode.push(example(std::mem::take(&mut list), ty.modes().position(|m| m == e.mode).map_or(0, |m| m + 1)));
        for c in e.context.iter().filter_map(|c| CONTEXTS.iter().position(|k| k == c)) {
            context_features(view, trigger, ty, &e.mode, &mut list);
            self.context.push(example(std::mem::take(&mut list), c));
        }
    }
}

/// For each mention of the sentence the side on which the gold names it.
fn side_labels(view: &ArticleView<'_>, article: &Article, e: &GoldEvent, sentence: usize, coverage: &mut Coverage) -> Vec<usize> {
    let mentions = &view.mentions[sentence];
    let mut labels = vec![NEITHER; mentions.len()];
    for (side, class) in [(&e.actor, ACTOR), (&e.recipient, RECIPIENT)] {
        for x in side {
            let (Some(start), Some(end)) = (x.start, x.end) else { continue };
            let span = article.span(start, end);
            let shared = |m: usize| mentions[m].span.end().min(span.end()).saturating_sub(mentions[m].span.start().max(span.start()));
            let best = (0..mentions.len()).filter(|m| mentions[*m].span.overlaps(span)).max_by_key(|m| (shared(*m), usize::MAX - m));
            coverage.sides += 1;
            let words = span.of(&article.text);
            let Some(m) = best else {
                *coverage.missing.entry(words.to_string()).or_default() += 1;
                continue;
            };
            labels[m] = class;
            coverage.covered += 1;
            if mentions[m].country == x.country || x.country == "---" {
                coverage.country += 1;
            } else {
                let what = format!("{words} gold {} read {} [{}]", x.country, mentions[m].country, mentions[m].span.of(&article.text));
                *coverage.wrong.entry(what).or_default() += 1;
            }
        }
    }
    labels
}
