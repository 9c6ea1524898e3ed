//! Chooses one analysis for each word in its context, left to right, by trained weights.
//!
//! The weights come from an averaged perceptron (Collins 2002) over the features below, trained by `cargo xtask train tagger`.

use crate::hash::{Hash, hash_str};
use crate::lexicon::{Lexicon, Upos};
use crate::morph::{Candidate, Form, Guess};
use crate::weights::Weights;

/// Word-internal facts about a form's candidates, computed once a form.
pub struct FormFeatures {
    /// Hash of the normal form.
    pub word: u64,
    /// Hash of the set of labels that the form can have.
    pub class: u64,
    /// Hash of the last two letters.
    pub ending: u64,
    /// The form starts with the article.
    pub article: bool,
    /// For each candidate: its label and the hash of its stem.
    pub candidates: Vec<(u64, u64)>,
}

impl FormFeatures {
    /// Gathers the facts of a form whose surface is `surface`.
    pub fn new(surface: &str, form: &Form) -> FormFeatures {
        let mut labels: Vec<u64> = form.candidates.iter().map(Candidate::label).collect();
        let stem = |c: &Candidate| hash_str(&crate::normal::normalize(&surface[c.stem.0 as usize..c.stem.1 as usize]));
        let candidates = form.candidates.iter().map(|c| (c.label(), stem(c))).collect();
        labels.sort_unstable();
        labels.dedup();
        let ending: String = form.norm.chars().rev().take(2).collect();
        FormFeatures {
            word: hash_str(&form.norm),
            class: labels.iter().fold(Hash::template(90), |h, l| h.with(*l)).0,
            ending: hash_str(&ending),
            article: form.norm.starts_with("ال"),
            candidates,
        }
    }

    /// What a word outside the sentence looks like.
    pub fn boundary() -> FormFeatures {
        FormFeatures { word: 1, class: 1, ending: 1, article: false, candidates: Vec::new() }
    }
}

/// How often news uses the pieces of a form; its candidates share most of them.
pub struct Frequencies<'a> {
    lexicon: &'a Lexicon,
    whole: u8,
    stems: Vec<(u64, bool, [u8; 3])>,
}

impl<'a> Frequencies<'a> {
    /// The pieces of a form.
    pub fn new(lexicon: &'a Lexicon, form: &Form) -> Frequencies<'a> {
        Frequencies { lexicon, whole: lexicon.frequency(&form.norm), stems: Vec::new() }
    }

    /// Of a stem, of it without its article, and (where `ask_article`) of it with one.
    fn of(&mut self, hash: u64, stem: &str, bare: &str, ask_article: bool) -> [u8; 3] {
        if let Some(known) = self.stems.iter().find(|s| s.0 == hash && s.1 == ask_article) {
            return known.2;
        }
        let with_article = if ask_article { self.lexicon.frequency(&format!("ال{bare}")) } else { 0 };
        let found = [self.lexicon.frequency(stem), self.lexicon.frequency(bare), with_article];
        self.stems.push((hash, ask_article, found));
        found
    }
}

/// Features of a candidate that its context does not change.
pub fn form_features(surface: &str, form: &Form, at: usize, facts: &FormFeatures, frequencies: &mut Frequencies<'_>, out: &mut Vec<u64>) {
    let c = &form.candidates[at];
    let (label, stem) = facts.candidates[at];
    let upos = c.upos() as u64;
    let pattern = c.clitics.pattern();
    let text = crate::normal::normalize(&surface[c.stem.0 as usize..c.stem.1 as usize]);
    let bare = if c.clitics.article { text.strip_prefix("ال").unwrap_or(&text) } else { &text };
    let letters: Vec<char> = bare.chars().collect();
    let n = letters.len();
    let piece = |from: usize, to: usize| letters[from.min(n)..to.min(n)].iter().fold(Hash::template(91), |h, c| h.with(*c as u64)).0;
    let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
    add(0, label, 0);
    add(1, label, facts.word);
    add(2, upos, stem);
    add(3, upos, hash_str(bare));
    for k in 1..=4.min(n) {
        add(3 + k as u64, upos, piece(n - k, n));
    }
    for k in 1..=3.min(n) {
        add(8 + k as u64, upos, piece(0, k));
    }
    add(12, upos, piece(0, 1) ^ piece(n.saturating_sub(2), n).rotate_left(7));
    add(13, pattern, n.min(8) as u64);
    add(14, label, c.guess as u64);
    add(15, label, facts.class);
    let own = frequencies.whole;
    // A noun that is used at all is used with the article; a verb never is.
    let ask_article = !c.clitics.article && c.clitics.pronoun.is_none();
    let [stem_frequency, bare_frequency, with_article] = frequencies.of(stem ^ u64::from(c.clitics.article), &text, bare, ask_article);
    let size = |f: u8| u64::from(f / 2);
    add(16, pattern, size(stem_frequency) << 8 | size(own));
    add(17, upos, size(bare_frequency));
    add(18, pattern, size(bare_frequency) << 8 | n.min(6) as u64);
    if ask_article {
        add(25, upos, size(with_article));
        add(26, upos, size(with_article) << 8 | size(bare_frequency));
    }
    let f = c.features;
    add(19, upos, u64::from(f.pack() >> 5 & 0x1ff) | u64::from(f.name) << 20);
    add(20, label, u64::from(f.name));
    add(21, pattern, u64::from(c.guess == Guess::Unknown) << 8 | upos);
    let clitic_letters = c.clitics.conjunction.map_or(0, |c| c as u64) << 40
        | c.clitics.preposition.map_or(0, |c| c as u64) << 20
        | c.clitics.pronoun.map_or(0, |p| p as u64 + 1);
    add(22, upos, clitic_letters);
    add(23, clitic_letters, n.min(5) as u64);
    add(24, upos, c.lemma.map_or(0, |l| u64::from(l) + 1));
}

/// A word already decided, as later words see it.
#[derive(Clone, Copy)]
pub struct Decided {
    /// Label of the chosen candidate.
    pub label: u64,
    /// Hash of its stem.
    pub stem: u64,
}

/// Before the first word.
pub const START: Decided = Decided { label: 1 << 12, stem: 2 };

/// The words around a position.
pub struct Context<'a> {
    /// The two words before, nearest first.
    pub before: [Decided; 2],
    /// The two words after, nearest first.
    pub after: [&'a FormFeatures; 2],
}

/// Calls `each` with every contextual feature of a candidate.
#[inline]
pub fn context_features(label: u64, stem: u64, context: &Context<'_>, mut each: impl FnMut(u64)) {
    let upos = label & 31;
    let [p1, p2] = context.before;
    let [n1, n2] = context.after;
    let mut add = |template: u64, a: u64, b: u64| each(Hash::template(template).with(a).with(b).0);
    add(40, label, p1.label);
    add(41, label, p1.label << 16 | p2.label & 0xffff);
    add(42, upos, p1.stem);
    add(43, upos, n1.word);
    add(44, label, n1.class);
    add(45, upos, p1.label << 32 ^ n1.class);
    add(46, upos, n1.ending | u64::from(n1.article) << 63);
    add(47, stem, p1.label & 31);
    add(48, label, n2.class);
    add(49, stem, n1.class);
    add(50, upos, p2.stem);
    add(51, stem, p1.stem);
}

/// Chooses candidates by weights.
pub struct Tagger {
    weights: Weights,
}

impl Tagger {
    /// A tagger with these weights.
    pub fn new(weights: Weights) -> Tagger {
        Tagger { weights }
    }

    /// The part of a candidate's score that its context does not change.
    pub fn form_score(&self, features: &[u64]) -> f32 {
        features.iter().map(|f| self.weights.get(*f)).sum()
    }

    /// The candidate with the highest score; the first of equals.
    pub fn choose(&self, facts: &FormFeatures, form_scores: &[f32], context: &Context<'_>) -> usize {
        if facts.candidates.len() == 1 {
            return 0;
        }
        let mut best = (f32::NEG_INFINITY, 0);
        for (at, (label, stem)) in facts.candidates.iter().enumerate() {
            let mut score = form_scores.get(at).copied().unwrap_or(0.0);
            context_features(*label, *stem, context, |f| score += self.weights.get(f));
            if score > best.0 {
                best = (score, at);
            }
        }
        best.1
    }
}

/// True for a part of speech that can head a noun phrase.
pub fn heads_noun_phrase(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron | Upos::X)
}
