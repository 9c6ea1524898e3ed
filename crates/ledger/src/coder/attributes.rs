//! Status, mode and context of an event, by trained weights.

use mithaq_text::clause::{Class, Role, is};
use mithaq_text::hash::Hash;
use mithaq_text::lexicon::Upos;

use super::clusters::clusters;
use super::trigger::{Trigger, role_number};
use super::view::ArticleView;
use crate::codebook::{Codebook, EventType, context_cue};

/// Classes of the mode weights: none, then the modes of the type in their order.
pub const MODE_CLASSES: usize = 16;

/// Features for status: tense, negation, condition, the verb above, the words around.
pub fn status_features(view: &ArticleView<'_>, book: &Codebook, trigger: &Trigger, event_type: EventType, years_ago: Option<i32>, out: &mut Vec<u64>) {
    let tokens = view.tokens(trigger.sentence);
    let sentence = view.sentence(trigger.sentence);
    let at = trigger.at;
    let t = &tokens[at];
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
    let ty = event_type as u64;
    let upos = t.upos() as u64;
    let aspect = t.features().aspect as u64;
    add(300, ty, 0);
    add(301, ty, upos << 4 | aspect);
    add(302, t.lemma_hash(), aspect);
    let future = sentence.is_future(at);
    add(303, u64::from(future), ty);
    let before = &tokens[at.saturating_sub(4)..at];
    let negation = before.iter().rev().find(|t| is(t, Class::Negation)).map_or(0, |t| t.stem_hash());
    add(304, negation, upos);
    let [coarse, fine] = clusters(t.lemma_hash());
    add(330, fine, aspect);
    add(331, coarse, upos << 4 | aspect);
    for (k, other) in before.iter().rev().enumerate() {
        add(332, clusters(other.lemma_hash())[1], k.min(2) as u64);
        add(305, other.lemma_hash(), k.min(2) as u64);
        add(306, other.lemma_hash(), upos);
    }
    for other in tokens[at + 1..].iter().take(3) {
        add(307, other.lemma_hash(), 0);
    }
    for other in &tokens[at.saturating_sub(14)..at.saturating_sub(4)] {
        add(308, other.lemma_hash(), 0);
    }
    if let Some(v) = view.clauses[trigger.sentence].verb_before(tokens, at) {
        let verb = &tokens[v];
        let tense = verb.features().aspect as u64 | u64::from(verb.clitics().future) << 3;
        add(309, verb.lemma_hash(), tense);
        add(310, verb.lemma_hash(), upos);
        add(311, tense, upos);
        let negated = tokens[v.saturating_sub(2)..v].iter().find(|t| is(t, Class::Negation)).map_or(0, |t| t.stem_hash());
        add(312, negated, upos);
        if let Some(w) = view.clauses[trigger.sentence].verb_before(tokens, v) {
            add(313, tokens[w].lemma_hash(), 0);
        }
    }
    if let Some(p) = view.clauses[trigger.sentence].phrase_at(at) {
        let governor = match p.governor {
            mithaq_text::clause::Governor::None => 1,
            _ => crate::codebook::prepositions(tokens, p.governor).unwrap_or(2),
        };
        add(314, governor, ty);
        add(315, tokens[p.start].lemma_hash(), u64::from(p.start == at));
    }
    let cue = crate::codebook::status_cue(&sentence, at, view.is_past(trigger.sentence));
    add(325, cue.map_or(99, |c| c.0 as u64), 0);
    add(326, cue.map_or(99, |c| c.0 as u64), ty);
    add(327, cue.map_or(99, |c| c.1 as u64), upos);
    add(316, t.clitics().pattern(), ty);
    add(317, u64::from(view.quoted[trigger.sentence][at]), ty);
    add(318, u64::from(view.is_title(trigger.sentence)), aspect << 5 | upos);
    let age = years_ago.map_or(99, |y| y.clamp(-1, 3) as u64);
    add(319, age, ty);
    add(320, age, aspect << 5 | upos);
    add(321, trigger.sentence.min(8) as u64, 0);
    if let Some(p) = trigger.proposal(book, event_type) {
        let rule = book.rule(p.rule);
        add(322, u64::from(p.rule), 0);
        add(323, rule.status.map_or(9, |s| s as u64), 0);
    }
    for word in tokens.iter().filter(|t| matches!(t.upos(), Upos::Part | Upos::Sconj | Upos::Aux)) {
        add(324, word.lemma_hash(), 0);
    }
}

/// Features for the mode: the word, its rule, its arguments and neighbours, each with the type.
pub fn mode_features(view: &ArticleView<'_>, book: &Codebook, trigger: &Trigger, event_type: EventType, out: &mut Vec<u64>) {
    let tokens = view.tokens(trigger.sentence);
    let t = &tokens[trigger.at];
    let ty = event_type as u64;
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(ty).with(a).with(b).0);
    add(400, 0, 0);
    add(401, t.lemma_hash(), 0);
    add(402, t.root_hash(), 0);
    let [coarse, fine] = clusters(t.lemma_hash());
    add(415, fine, 0);
    add(416, coarse, 0);
    add(403, t.upos() as u64, 0);
    if let Some(p) = trigger.proposal(book, event_type) {
        let rule = book.rule(p.rule);
        add(404, u64::from(p.rule), 0);
        add(405, mithaq_text::hash::hash_str(&rule.mode), rule.event_type as u64);
    }
    for a in &trigger.arguments {
        let role = role_number(a, tokens);
        for other in &tokens[a.start..a.end.min(a.start + 4)] {
            add(406, role, other.lemma_hash());
            if a.role != Role::Host {
                add(407, other.lemma_hash(), 0);
            }
        }
    }
    let from = trigger.at.saturating_sub(5);
    for (i, other) in tokens[from..(trigger.at + 6).min(tokens.len())].iter().enumerate() {
        if from + i != trigger.at {
            add(408, other.lemma_hash(), 0);
            add(417, clusters(other.lemma_hash())[1], 0);
        }
        if (from + i).abs_diff(trigger.at) == 1 {
            add(409, other.lemma_hash(), u64::from(from + i > trigger.at));
            add(410, other.lemma_hash(), t.lemma_hash());
        }
    }
    for m in &view.mentions[trigger.sentence] {
        add(411, super::trigger::mention_class(m), 0);
    }
    for other in tokens {
        add(412, other.lemma_hash(), 0);
    }
}

/// Features for the context: type, mode, the word, the words of the sentence.
pub fn context_features(view: &ArticleView<'_>, trigger: &Trigger, event_type: EventType, mode: &str, out: &mut Vec<u64>) {
    let tokens = view.tokens(trigger.sentence);
    let t = &tokens[trigger.at];
    let ty = event_type as u64;
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
    add(500, ty, 0);
    add(501, ty, mithaq_text::hash::hash_str(mode));
    add(502, t.lemma_hash(), ty);
    add(503, t.root_hash(), 0);
    add(507, clusters(t.lemma_hash())[1], ty);
    for m in &view.mentions[trigger.sentence] {
        add(504, super::trigger::mention_class(m), ty);
    }
    for (i, cue) in tokens.iter().enumerate().filter_map(|(i, t)| Some((i, context_cue(t)?))) {
        add(508, cue as u64, 0);
        add(509, cue as u64, u64::from(i.abs_diff(trigger.at) <= 6));
    }
    for cue in view.tokens(0).iter().filter_map(context_cue) {
        add(510, cue as u64, 0);
    }
    for other in tokens.iter().filter(|t| matches!(t.upos(), Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn)) {
        add(505, other.lemma_hash(), 0);
    }
    for other in view.tokens(0).iter().filter(|t| matches!(t.upos(), Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn)) {
        add(506, other.lemma_hash(), 0);
    }
}
