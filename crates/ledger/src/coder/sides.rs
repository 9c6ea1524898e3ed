//! Who stands on which side of an event: trained weights over what clauses and codebook say of each mention.

use mithaq_text::clause::{Governor, Role};
use mithaq_text::hash::Hash;
use mithaq_text::lexicon::Upos;

use super::clusters::clusters;
use super::trigger::{Trigger, mention_class, role_number};
use super::view::ArticleView;
use crate::codebook::{Codebook, EventType, Proposal, prepositions};

/// Classes of the side weights.
pub const NEITHER: usize = 0;
/// The mention acts.
pub const ACTOR: usize = 1;
/// The event is done to the mention.
pub const RECIPIENT: usize = 2;
/// How many classes there are.
pub const CLASSES: usize = 3;

/// What is the same for all mentions beside one trigger.
pub struct SideContext<'a> {
    view: &'a ArticleView<'a>,
    trigger: &'a Trigger,
    event_type: EventType,
    /// What the codebook proposes of that type.
    proposal: Option<&'a Proposal>,
    /// For each mention, the argument it fills.
    filled: Vec<Option<usize>>,
    /// For each mention, the verb (by its number in the sentence) that it is an argument of, and its role there.
    verbs: Vec<Option<(usize, u64)>>,
    /// For each mention, its side in the event before this one in the sentence, and whether that had the same type.
    before: Vec<(usize, u64)>,
}

impl<'a> SideContext<'a> {
    /// Prepares a trigger of a known type.
    /// `before` holds the type of the event before this one in the sentence, and the side of each mention there.
    pub fn new(
        view: &'a ArticleView<'a>,
        book: &Codebook,
        trigger: &'a Trigger,
        event_type: EventType,
        before: Option<&(EventType, Vec<usize>)>,
    ) -> SideContext<'a> {
        let sentence = view.sentence(trigger.sentence);
        let mut filled = vec![None; view.mentions[trigger.sentence].len()];
        for (i, a) in trigger.arguments.iter().enumerate() {
            if let Some(m) = sentence.mention_of(a) {
                filled[m].get_or_insert(i);
            }
        }
        let tokens = view.tokens(trigger.sentence);
        let mut verbs = vec![None; filled.len()];
        for (n, (_, arguments)) in view.clauses[trigger.sentence].verbs().iter().enumerate() {
            for a in arguments {
                if let Some(m) = sentence.mention_of(a) {
                    verbs[m].get_or_insert((n, role_number(a, tokens)));
                }
            }
        }
        let before = match before {
            Some((ty, sides)) => sides.iter().map(|s| (*s, 1 + u64::from(*ty == event_type))).collect(),
            None => vec![(NEITHER, 0); filled.len()],
        };
        SideContext { view, trigger, event_type, proposal: trigger.proposal(book, event_type), filled, verbs, before }
    }

    /// Features of a mention as a side of the event.
    pub fn features(&self, mention: usize, out: &mut Vec<u64>) {
        let SideContext { view, trigger, event_type, proposal, filled, verbs: governing_verbs, before } = self;
        let list = &view.mentions[trigger.sentence];
        let tokens = view.tokens(trigger.sentence);
        let clauses = &view.clauses[trigger.sentence];
        let (m, at) = (&list[mention], trigger.at);
        let t = &tokens[at];
        let ty = *event_type as u64;
        let mut add = |template: u64, a: u64, b: u64, c: u64| out.push(Hash::template(template).with(a).with(b).with(c).0);
        let class = mention_class(m);
        let kind = m.kind_number();
        let upos = t.upos() as u64 | u64::from(t.features().passive) << 5;
        let lemma = t.lemma_hash();
        let after = u64::from(m.start > at);
        let inside = m.start <= at && at < m.end;
        let gap = view.between(trigger.sentence, at, m.start, m.end);
        let distance = match gap.len() {
            n @ 0..=3 => n as u64,
            4..=6 => 4,
            7..=10 => 5,
            11..=18 => 6,
            _ => 7,
        } | u64::from(inside) << 4;
        let nearest = !list
            .iter()
            .enumerate()
            .any(|(i, o)| i != mention && o.can_act() && (o.start > at) == (m.start > at) && o.start.abs_diff(at) < m.start.abs_diff(at));
        let role = filled[mention].map_or(1, |a| role_number(&trigger.arguments[a], tokens));
        let joined = filled[mention].map_or(0, |a| {
            trigger.arguments[..a].iter().filter(|b| b.role == trigger.arguments[a].role && b.governor == trigger.arguments[a].governor).count().min(2) as u64
        });
        add(200, ty, 0, 0);
        add(201, ty, class, 0);
        add(202, ty, role, 0);
        add(203, ty, role, class);
        add(204, role, lemma, 0);
        add(207, role, kind, upos);
        add(208, after, distance, upos);
        add(211, after, lemma, kind);
        add(212, joined, role, ty);
        let verbs = gap.iter().filter(|t| t.upos() == Upos::Verb).count().min(2) as u64;
        let marks = gap.iter().filter(|t| t.is_punctuation()).count().min(2) as u64;
        add(215, after, verbs, marks << 8 | upos);
        if gap.len() <= 5 {
            let path = gap.iter().fold(5u64, |h, t| h.wrapping_mul(31) ^ (t.upos() as u64 + 1 + 40 * u64::from(t.clitics().preposition.is_some())));
            add(217, path, after, upos);
            add(218, path, after, ty);
        }
        if gap.len() <= 2 {
            let words = gap.iter().fold(9u64, |h, t| h.wrapping_mul(1_000_003) ^ t.lemma_hash());
            add(219, words, after, upos);
            add(220, words, after, ty);
        }
        let phrase = clauses.phrase_at(m.start);
        let governor = phrase.map_or(0, |p| match p.governor {
            Governor::None => 1,
            Governor::Agent(_) => 2,
            g => prepositions(tokens, g).unwrap_or(3),
        });
        let own = tokens[m.start].clitics().preposition.map_or(0, |c| c as u64);
        add(221, governor, after, ty);
        add(222, governor, after, upos);
        add(223, governor, lemma, after);
        add(224, governor ^ own, kind, after << 8 | ty);
        // The noun that the mention is a genitive of (مواقع الجيش, زعيم الحزب).
        if let Some(p) = phrase.filter(|p| p.start < m.start) {
            let over = &tokens[m.start - 1];
            add(225, over.lemma_hash(), ty, after);
            add(226, u64::from(p.start <= at && at < p.end), upos, after);
        } else {
            add(226, 9, upos, after);
        }
        let is_subject = |verb: usize| clauses.arguments(tokens, verb).iter().any(|a| a.role == Role::Subject && a.start < m.end && m.start < a.end);
        if let Some(v) = clauses.verb_before(tokens, at).filter(|_| t.upos() != Upos::Verb) {
            let subject = u64::from(is_subject(v));
            add(228, subject, tokens[v].lemma_hash(), ty);
            add(229, subject, tokens[v].lemma_hash(), lemma);
            add(230, subject, ty, upos);
        }
        // The verb that the mention belongs to, counted from the trigger's place among the verbs.
        let list_of_verbs = clauses.verbs();
        let own_place = list_of_verbs.partition_point(|v| v.0 < at);
        match governing_verbs[mention] {
            Some((n, role)) => {
                let offset = (n as i64 - own_place as i64).clamp(-4, 3) as u64;
                let verb = &tokens[list_of_verbs[n].0];
                add(250, role, offset, upos);
                add(251, role, offset, ty);
                add(252, role, verb.lemma_hash(), ty);
                add(253, role, verb.lemma_hash(), offset);
                add(254, role ^ verb.lemma_hash(), lemma, offset);
                add(255, u64::from(view.sentence(trigger.sentence).has_complement(list_of_verbs[n].0)), role ^ offset << 32, ty);
            }
            None => add(250, 77, after, upos),
        }
        let [coarse, fine] = clusters(lemma);
        add(270, role, coarse, upos);
        add(271, role, fine, upos);
        add(272, after, coarse, kind << 8 | upos);
        add(273, after, fine, u64::from(nearest));
        let [head_coarse, head_fine] = clusters(tokens[m.head].lemma_hash());
        add(274, head_coarse, ty, role);
        add(275, head_fine, ty, after);
        add(256, before[mention].0 as u64, before[mention].1, ty);
        add(257, before[mention].0 as u64, before[mention].1, role);
        let country = m.country.bytes().fold(0, |h, b| h << 8 | u64::from(b));
        add(258, country, ty, 0);
        add(259, country, ty, m.sector.bytes().fold(0, |h, b| h << 8 | u64::from(b)));
        let same_before = list[..mention].iter().any(|o| o.country == m.country && !m.country.is_empty());
        let same_after = list[mention + 1..].iter().any(|o| o.country == m.country && !m.country.is_empty());
        add(260, u64::from(same_before) << 1 | u64::from(same_after), after, ty);
        let in_title = trigger.sentence > 0 && view.mentions[0].iter().any(|o| o.country == m.country && o.can_act());
        add(261, u64::from(in_title), after, ty);
        match proposal {
            Some(p) => {
                let slot = if p.actor.contains(&mention) {
                    1
                } else if p.recipient.contains(&mention) {
                    2
                } else {
                    0
                };
                let sides = u64::from(p.actor.is_empty()) | u64::from(p.recipient.is_empty()) << 1;
                add(232, slot, ty, sides);
                add(233, slot, u64::from(p.rule), 0);
                add(234, slot, kind, ty);
                add(235, slot, role, 0);
            }
            None => add(232, 9, ty, 0),
        }
        let quoted = &view.quoted[trigger.sentence];
        add(238, u64::from(quoted[at]) << 1 | u64::from(quoted[m.start]), after, ty);
        add(239, tokens[m.head].lemma_hash(), ty, 0);
        add(240, tokens[m.head].lemma_hash(), role, 0);
        let only = list.iter().filter(|m| m.can_act()).count() == 1;
        add(241, u64::from(only), kind, ty);
        add(242, u64::from(m.can_act()), u64::from(m.own_country), ty);
        add(243, m.sector.bytes().fold(0, |h, b| h << 8 | u64::from(b)), ty, role);
        let before_mention = m.start.checked_sub(1).map_or(0, |i| tokens[i].lemma_hash());
        add(244, before_mention, ty, after);
        add(245, before_mention, upos, after);
        add(246, u64::from(nearest), after, ty << 8 | kind);
    }
}
