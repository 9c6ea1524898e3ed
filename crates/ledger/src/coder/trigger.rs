//! Which words report an event, and of which type: the codebook proposes, trained weights decide.

use std::collections::HashMap;

use mithaq_text::Token;
use mithaq_text::clause::{Argument, Class, Role, is};
use mithaq_text::hash::{BuildPassThrough, Hash};
use mithaq_text::lexicon::Upos;

use super::clusters::clusters;
use super::view::ArticleView;
use crate::actors::Mention;
use crate::codebook::{Codebook, EventType, Proposal, TriggerClass, prepositions};
use crate::weights::ClassWeights;

/// True for words that can report an event at all.
pub fn can_trigger(t: &Token) -> bool {
    // فجر الأربعاء is a time of day.
    let time = t.upos() == Upos::Noun && is(t, Class::Time);
    matches!(t.upos(), Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::X) && t.stem().len() > 2 && !time
}

/// Features of a word alone, for [`Gate`].
pub fn gate_features(t: &Token, book: &Codebook, out: &mut Vec<u64>) {
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
    let upos = t.upos() as u64;
    let [coarse, fine] = clusters(t.lemma_hash());
    add(700, 0, 0);
    add(701, t.lemma_hash(), 0);
    add(702, t.root_hash(), upos);
    add(703, upos, t.clitics().pattern());
    add(704, coarse, upos);
    add(705, fine, upos);
    let listed = listed_types(t, book);
    add(706, u64::from(listed.count_ones().min(2)), upos);
    for ty in (0..16).filter(|ty| listed >> ty & 1 == 1) {
        add(707, ty, upos);
    }
}

/// The event types under whose rules the codebook lists the word, one bit each.
fn listed_types(t: &Token, book: &Codebook) -> u64 {
    let classes = [TriggerClass::Verb, TriggerClass::Noun, TriggerClass::Adjective];
    let rules = classes.iter().flat_map(|c| t.lemma_hashes().flat_map(move |h| book.triggered(*c, h)));
    rules.fold(0, |bits, rule| bits | 1 << (book.rule(*rule).event_type as u64))
}

/// Turns away words that by themselves almost never report an event, before their context is looked at.
pub struct Gate {
    weights: ClassWeights,
    threshold: f32,
    /// What was decided of a word: by lemma, stem and part of speech.
    decided: HashMap<(u64, u64), bool, BuildPassThrough>,
}

impl Gate {
    /// A gate that lets pass what has at least this probability of being a trigger.
    pub fn new(weights: ClassWeights, threshold: f32) -> Gate {
        Gate { weights, threshold, decided: HashMap::default() }
    }

    /// True where the word is worth a look.
    pub fn passes(&mut self, t: &Token, book: &Codebook) -> bool {
        if !can_trigger(t) {
            return false;
        }
        let key = (t.lemma_hash(), t.stem_hash() ^ (t.upos() as u64) << 8 ^ t.clitics().pattern());
        let (weights, threshold) = (&self.weights, self.threshold);
        *self.decided.entry(key).or_insert_with(|| {
            let (mut features, mut scores) = (Vec::new(), Vec::new());
            gate_features(t, book, &mut features);
            weights.probabilities(&features, &mut scores);
            scores[1] >= threshold
        })
    }
}

/// A candidate trigger with what is known about it.
pub struct Trigger {
    /// Sentence.
    pub sentence: usize,
    /// Token.
    pub at: usize,
    /// Arguments of the token.
    pub arguments: Vec<Argument>,
    /// What the codebook proposes, at most once a type; the most specific first.
    pub proposals: Vec<Proposal>,
}

impl Trigger {
    /// The candidate at a token.
    pub fn new(view: &ArticleView<'_>, book: &Codebook, sentence: usize, at: usize) -> Trigger {
        let arguments = view.arguments(sentence, at);
        let proposals = view.sentence(sentence).propose(book, at, &arguments, None);
        Trigger { sentence, at, arguments, proposals }
    }

    /// What the codebook proposes of a type.
    pub fn proposal(&self, book: &Codebook, event_type: EventType) -> Option<&Proposal> {
        self.proposals.iter().find(|p| book.rule(p.rule).event_type == event_type)
    }
}

/// A coarse kind of a mention, as features see it.
pub fn mention_class(m: &Mention) -> u64 {
    m.kind_number() << 8 | sector_class(m.sector)
}

fn sector_class(sector: &str) -> u64 {
    match sector {
        "GOV" | "LEG" | "JUD" | "SPY" => 1,
        "MIL" | "COP" => 2,
        "REB" | "UAF" | "PRM" => 3,
        "PTY" | "OPP" => 4,
        "" => 5,
        "JRN" | "MED" => 6,
        _ => 7,
    }
}

fn lemma(tokens: &[Token], at: Option<usize>) -> u64 {
    at.and_then(|i| tokens.get(i)).map_or(3, Token::lemma_hash)
}

/// A number for a role, as features see it.
pub fn role_number(a: &Argument, tokens: &[Token]) -> u64 {
    match a.role {
        Role::Prepositional => 16 ^ prepositions(tokens, a.governor).unwrap_or(0),
        role => role as u64,
    }
}

/// Features of a candidate for deciding its event type.
pub fn features(view: &ArticleView<'_>, book: &Codebook, trigger: &Trigger, out: &mut Vec<u64>) {
    let tokens = view.tokens(trigger.sentence);
    let at = trigger.at;
    let t = &tokens[at];
    let sentence = view.sentence(trigger.sentence);
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
    let upos = t.upos() as u64;
    let lemma_hash = t.lemma_hash();
    let clitics = t.clitics();
    let shape = upos | clitics.pattern() << 5;
    add(100, 0, 0);
    add(101, lemma_hash, 0);
    add(102, lemma_hash, upos);
    add(103, t.stem_hash(), 0);
    add(104, t.root_hash(), 0);
    add(105, t.root_hash(), upos);
    add(106, shape, 0);
    add(107, u64::from(t.features().pack()) & 0x3fff, 0);
    add(108, lemma_hash, u64::from(clitics.article) | u64::from(clitics.pronoun.is_some()) << 1);
    // Endings stand for patterns that the lexicon does not know.
    let letters: Vec<char> = t.stem().chars().collect();
    let piece = |range: std::ops::Range<usize>| letters[range].iter().fold(7u64, |h, c| h.wrapping_mul(1_000_003) ^ *c as u64);
    add(109, piece(0..letters.len().min(3)), 0);
    add(110, piece(letters.len().saturating_sub(3)..letters.len()), 0);
    for (template, offset) in [(111, -1i64), (112, 1), (113, -2), (114, 2), (115, 3), (116, -3)] {
        let i = usize::try_from(at as i64 + offset).ok();
        let other = lemma(tokens, i);
        add(template, other, 0);
        if offset.abs() == 1 {
            add(template + 10, other, lemma_hash);
            add(template + 20, other, upos);
        }
    }
    let next_upos = tokens.get(at + 1).map_or(31, |t| t.upos() as u64);
    let before_upos = at.checked_sub(1).map_or(31, |i| tokens[i].upos() as u64);
    add(140, next_upos, before_upos << 5 | upos);
    for (offset, other) in (-6i64..=6).filter(|o| o.abs() > 1).filter_map(|o| Some((o, tokens.get(usize::try_from(at as i64 + o).ok()?)?))) {
        if other.upos() != Upos::Punct {
            add(141, other.lemma_hash(), u64::from(offset > 0));
        }
    }
    // The noun that this one is a genitive of, and the verb that carries it.
    if let Some(p) = view.clauses[trigger.sentence].phrase_at(at) {
        add(142, u64::from(p.head == at), upos);
        if p.start < at {
            add(143, tokens[at - 1].lemma_hash(), lemma_hash);
            add(144, tokens[p.start].lemma_hash(), 0);
        }
        let governor = match p.governor {
            mithaq_text::clause::Governor::None => 1,
            _ => prepositions(tokens, p.governor).unwrap_or(2),
        };
        add(145, governor, upos);
        add(146, governor, lemma_hash);
    }
    if t.upos() != Upos::Verb
        && let Some(v) = view.clauses[trigger.sentence].verb_before(tokens, at)
    {
        add(147, tokens[v].lemma_hash(), 0);
        add(148, tokens[v].lemma_hash(), lemma_hash);
        add(149, tokens[v].root_hash(), upos);
    }
    for a in &trigger.arguments {
        let role = role_number(a, tokens);
        let filler = sentence.mention_of(a).map_or(0, |m| mention_class(&view.mentions[trigger.sentence][m]));
        add(150, role, upos);
        add(151, role, lemma_hash);
        add(152, role, filler);
        add(153, role ^ filler << 20, lemma_hash);
        add(154, role, tokens[a.head].lemma_hash());
        add(155, role ^ t.root_hash(), tokens[a.head].lemma_hash());
    }
    let [coarse, fine] = clusters(lemma_hash);
    add(180, coarse, upos);
    add(181, fine, upos);
    add(182, fine, 0);
    let near = |offset: i64| usize::try_from(at as i64 + offset).ok().and_then(|i| tokens.get(i)).map_or([0, 0], |t| clusters(t.lemma_hash()));
    for (i, offset) in [-2i64, -1, 1, 2].into_iter().enumerate() {
        let [c, f] = near(offset);
        add(183, f, i as u64);
        add(184, c << 8 | coarse, i as u64);
    }
    for a in &trigger.arguments {
        let [c, f] = clusters(tokens[a.head].lemma_hash());
        let role = role_number(a, tokens);
        add(185, role, f);
        add(186, role, c << 8 | coarse);
    }
    if let Some(v) = view.clauses[trigger.sentence].verb_before(tokens, at).filter(|_| t.upos() != Upos::Verb) {
        let [c, f] = clusters(tokens[v].lemma_hash());
        add(187, f, upos);
        add(188, c << 8 | coarse, upos);
    }
    add(156, u64::from(sentence.has_complement(at)), lemma_hash);
    add(157, u64::from(trigger.arguments.is_empty()), upos);
    let inside = view.mention_at(trigger.sentence, at).map(|m| &view.mentions[trigger.sentence][m]);
    add(158, inside.map_or(0, mention_class), 0);
    add(159, inside.map_or(0, |m| m.kind_number() << 1 | u64::from(m.head == at)), lemma_hash);
    let list = &view.mentions[trigger.sentence];
    add(
        160,
        list.iter().filter(|m| m.end <= at && m.can_act()).count().min(3) as u64,
        list.iter().filter(|m| m.start > at && m.can_act()).count().min(3) as u64,
    );
    add(161, u64::from(view.is_title(trigger.sentence)), upos);
    add(162, trigger.sentence.min(6) as u64, 0);
    add(163, u64::from(view.quoted[trigger.sentence][at]), upos);
    add(164, tokens.len().min(64) as u64 / 8, upos);
    let negated = tokens[at.saturating_sub(3)..at].iter().any(|t| is(t, Class::Negation));
    add(165, u64::from(negated), lemma_hash);
    add(166, u64::from(sentence.is_future(at)), lemma_hash);
    match trigger.proposals.first() {
        Some(p) => {
            let rule = book.rule(p.rule);
            let sides = u64::from(!p.actor.is_empty()) | u64::from(!p.recipient.is_empty()) << 1;
            add(170, rule.event_type as u64, 0);
            add(171, rule.event_type as u64, sides);
            add(172, u64::from(p.rule), 0);
            add(173, u64::from(p.rule), sides);
            add(174, rule.event_type as u64, upos);
        }
        None => add(170, 99, 0),
    }
    for p in &trigger.proposals {
        add(177, book.rule(p.rule).event_type as u64, trigger.proposals.len().min(3) as u64);
        add(178, u64::from(p.rule), 0);
    }
    let listed = listed_types(t, book);
    for ty in 0..16 {
        if listed >> ty & 1 == 1 {
            add(175, ty, upos);
        }
    }
    add(176, u64::from(listed.count_ones().min(3)), u64::from(!trigger.proposals.is_empty()));
}
