//! From a document to its analysis.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::morph::{Form, candidates};
use crate::normal::normalize;
use crate::sentence::sentences;
use crate::tagger::{Context, Decided, FormFeatures, Frequencies, START, Tagger, form_features};
use crate::token::{Token, Word};
use crate::weights::Weights;
use crate::word::{WordKind, words};
use crate::{Error, Span};

static TAGGER: &[u8] = include_bytes!("../../../models/ar/tagger.bin");

/// A sentence with its tokens.
#[derive(Clone)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its words and marks in order.
    pub tokens: Vec<Token>,
}

/// What was noticed about a document while reading it; never an error.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// A fixed name for the kind of note.
    pub kind: String,
    /// The note in English.
    pub message: String,
}

/// The analysis of one document.
pub struct Analysis {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// What was noticed.
    pub notes: Vec<Note>,
}

/// Words beyond this many forget the ones before: bounds the memory of a long run.
const REMEMBERED: usize = 200_000;

/// A fast hasher for words. Its order never reaches output: the map is only looked up.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        self.0 ^= self.0 >> 32;
    }
}

/// What analysis needs that never changes; share it between threads.
pub struct Models {
    /// Forms and lemmas.
    pub lexicon: Lexicon,
    tagger: Tagger,
}

impl Models {
    /// The lexicon and weights that are part of the program.
    ///
    /// # Errors
    /// When the embedded weights do not fit this program, which a build from a clean checkout excludes.
    pub fn embedded() -> Result<Models, Error> {
        Models::with_lexicon(Lexicon::embedded())
    }

    /// Another lexicon with the embedded weights.
    ///
    /// # Errors
    /// As [`Models::embedded`].
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Models, Error> {
        Ok(Models { lexicon, tagger: Tagger::new(Weights::from_static(TAGGER, "models/ar/tagger.bin")?) })
    }
}

/// A worker that analyses documents, remembering the words it has met. One a thread.
pub struct Analyzer<'m> {
    models: &'m Models,
    remembered: HashMap<Box<str>, Arc<Word>, BuildHasherDefault<WordHasher>>,
}

impl<'m> Analyzer<'m> {
    /// A worker over shared models.
    pub fn new(models: &'m Models) -> Analyzer<'m> {
        Analyzer { models, remembered: HashMap::default() }
    }

    /// Analyses a document. Pure and total: what was analysed before changes nothing, odd text yields notes.
    pub fn analyze(&mut self, document: &Document) -> Analysis {
        let text = &document.text;
        let mut notes = Vec::new();
        let all: Vec<Sentence> = sentences(text).into_iter().map(|span| self.sentence(text, span)).collect();
        let count = |kind| all.iter().flat_map(|s| &s.tokens).filter(|t| t.kind() == kind).count();
        let (arabic, foreign) = (count(WordKind::Arabic), count(WordKind::Foreign));
        if arabic == 0 && foreign == 0 {
            notes.push(note("empty", "expected text, found no word"));
        } else if arabic < foreign {
            notes.push(note("not-arabic", &format!("expected Arabic text, found {arabic} Arabic words among {}", arabic + foreign)));
        }
        if document.published.is_none() {
            notes.push(note("no-date", "no publication date is known, so relative dates stay unresolved; give one with --date"));
        }
        Analysis { sentences: all, notes }
    }

    fn word(&mut self, surface: &str, kind: WordKind) -> Arc<Word> {
        if let Some(known) = self.remembered.get(surface) {
            return Arc::clone(known);
        }
        let lexicon = &self.models.lexicon;
        let form = Form { norm: normalize(surface).into(), kind, candidates: candidates(surface, kind, lexicon).into() };
        let facts = FormFeatures::new(surface, &form);
        let mut frequencies = Frequencies::new(lexicon, &form);
        let mut features = Vec::new();
        let scores = (0..form.candidates.len())
            .map(|at| {
                features.clear();
                form_features(surface, &form, at, &facts, &mut frequencies, &mut features);
                self.models.tagger.form_score(&features)
            })
            .collect();
        let word = Arc::new(Word::new(surface, form, facts, scores, lexicon));
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(surface.into(), Arc::clone(&word));
        word
    }

    fn sentence(&mut self, text: &str, span: Span) -> Sentence {
        let mut tokens: Vec<Token> = words(text, span).map(|(span, kind)| Token { span, word: self.word(span.of(text), kind), choice: 0 }).collect();
        let boundary = FormFeatures::boundary();
        let mut before = [START; 2];
        for i in 0..tokens.len() {
            let after = [1, 2].map(|k| tokens.get(i + k).map_or(&boundary, |t| &t.word.facts));
            let word = &tokens[i].word;
            let chosen = self.models.tagger.choose(&word.facts, &word.scores, &Context { before, after });
            let (label, stem) = word.facts.candidates[chosen];
            before = [Decided { label, stem }, before[0]];
            tokens[i].choice = chosen as u32;
        }
        Sentence { span, tokens }
    }
}

fn note(kind: &str, message: &str) -> Note {
    Note { kind: kind.into(), message: message.into() }
}
