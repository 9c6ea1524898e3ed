//! Tokens: words in their context, each with the analysis chosen for it.

use std::sync::Arc;

use crate::Span;
use crate::hash::hash_str;
use crate::lexicon::{Features, Lexicon, Upos};
use crate::morph::{Candidate, Clitics, Form, Guess};
use crate::normal::normalize;
use crate::tagger::FormFeatures;
use crate::word::WordKind;

/// Everything known about a distinct surface word before its context is seen; shared by all its tokens.
pub struct Word {
    /// The form with its candidate analyses.
    pub form: Form,
    pub(crate) facts: FormFeatures,
    pub(crate) scores: Box<[f32]>,
    /// For each candidate: normal forms of its stem (without article) and of its lemma.
    keys: Box<[Keys]>,
}

struct Keys {
    stem: Box<str>,
    lemma: Box<str>,
    stem_hash: u64,
    lemma_hash: u64,
    root_hash: u64,
    class_bits: u8,
}

impl Word {
    pub(crate) fn new(surface: &str, form: Form, facts: FormFeatures, scores: Vec<f32>, lexicon: &Lexicon) -> Word {
        let keys = form
            .candidates
            .iter()
            .map(|c| {
                let text = normalize(&surface[c.stem.0 as usize..c.stem.1 as usize]);
                let stem = bare_stem(&text, &c.clitics);
                let lemma = match c.lemma.map(|l| normalize(lexicon.lemma(l))) {
                    Some(lemma) if lemma != "gazetteer" && lemma != "netransliteration" => lemma,
                    _ => stem.to_string(),
                };
                let root = c.lemma.map(|l| lexicon.root(l)).filter(|r| !r.is_empty());
                let class_bits = crate::clause::bits(hash_str(&lemma), hash_str(stem));
                Keys {
                    class_bits,
                    root_hash: root.map_or(0, hash_str),
                    stem_hash: hash_str(stem),
                    lemma_hash: hash_str(&lemma),
                    stem: stem.into(),
                    lemma: lemma.into(),
                }
            })
            .collect();
        Word { form, facts, scores: scores.into(), keys }
    }
}

/// The stem without its article (`لل` has lost the article's alef).
fn bare_stem<'s>(text: &'s str, clitics: &Clitics) -> &'s str {
    if !clitics.article {
        return text;
    }
    text.strip_prefix("ال").or_else(|| text.strip_prefix('ل')).filter(|s| !s.is_empty()).unwrap_or(text)
}

/// A word in its context.
#[derive(Clone)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The surface word.
    pub word: Arc<Word>,
    pub(crate) choice: u32,
}

impl Token {
    /// The analysis chosen.
    pub fn candidate(&self) -> &Candidate {
        &self.word.form.candidates[self.choice as usize]
    }

    /// Part of speech of the stem.
    pub fn upos(&self) -> Upos {
        self.candidate().upos()
    }

    /// Features of the stem.
    pub fn features(&self) -> &Features {
        &self.candidate().features
    }

    /// Clitics around the stem.
    pub fn clitics(&self) -> &Clitics {
        &self.candidate().clitics
    }

    /// Takes another analysis: a name or noun with the same word boundaries, where the word has one. Names in a gazetteer ask for it.
    pub fn prefer_name(&mut self) {
        if self.upos().is_nominal() {
            return;
        }
        let rank = |c: &Candidate| match c.upos() {
            Upos::Propn => 0,
            Upos::Noun => 1,
            _ => 2,
        };
        let candidates = self.word.form.candidates.iter().enumerate();
        let best = candidates.filter(|(_, c)| c.upos().is_nominal() && c.clitics.split_off() == 0).min_by_key(|(i, c)| (rank(c), *i));
        if let Some((i, _)) = best {
            self.choice = i as u32;
        }
    }

    /// Normal form of the whole word.
    pub fn norm(&self) -> &str {
        &self.word.form.norm
    }

    /// Stable hash of [`Token::norm`].
    pub fn norm_hash(&self) -> u64 {
        self.word.facts.word
    }

    /// What the word is made of.
    pub fn kind(&self) -> WordKind {
        self.word.form.kind
    }

    /// Normal form of the stem without clitics and article.
    pub fn stem(&self) -> &str {
        &self.word.keys[self.choice as usize].stem
    }

    /// Normal form of the lemma, the stem where the lexicon does not know the word. This is what rules compare.
    pub fn lemma(&self) -> &str {
        &self.word.keys[self.choice as usize].lemma
    }

    /// Stable hash of [`Token::stem`].
    pub fn stem_hash(&self) -> u64 {
        self.word.keys[self.choice as usize].stem_hash
    }

    /// Stable hash of [`Token::lemma`].
    pub fn lemma_hash(&self) -> u64 {
        self.word.keys[self.choice as usize].lemma_hash
    }

    pub(crate) fn class_bits(&self) -> u8 {
        self.word.keys[self.choice as usize].class_bits
    }

    /// Stable hash of the root; 0 where the word has none.
    pub fn root_hash(&self) -> u64 {
        self.word.keys[self.choice as usize].root_hash
    }

    /// Hashes of the lemmas that the word can have with the chosen clitics and part of speech, and of its stem; the chosen lemma first.
    pub fn lemma_hashes(&self) -> impl Iterator<Item = u64> + '_ {
        let chosen = self.candidate();
        let alike = move |c: &Candidate| c.upos() == chosen.upos() && c.stem == chosen.stem && c.clitics == chosen.clitics;
        let others = self.word.form.candidates.iter().zip(self.word.keys.iter()).filter(move |(c, _)| alike(c)).map(|(_, k)| k.lemma_hash);
        [self.lemma_hash(), self.stem_hash()].into_iter().chain(others)
    }

    /// True where the lexicon does not know the word.
    pub fn is_unknown(&self) -> bool {
        self.candidate().guess == Guess::Unknown
    }

    /// The span of the stem with its article, without other clitics.
    pub fn stem_span(&self) -> Span {
        let (from, to) = self.candidate().stem;
        Span::from_bounds(self.span.start() + from as usize, self.span.start() + to as usize)
    }

    /// The span without attached conjunction and preposition, with an attached pronoun.
    pub fn span_without_proclitics(&self) -> Span {
        Span::from_bounds(self.stem_span().start(), self.span.end())
    }

    /// [`Token::span_without_proclitics`] where `condition` holds, else the whole span.
    pub fn span_without_proclitics_if(&self, condition: bool) -> Span {
        if condition { self.span_without_proclitics() } else { self.span }
    }

    /// True for a mark of punctuation.
    pub fn is_punctuation(&self) -> bool {
        self.kind() == WordKind::Punctuation
    }
}
