//! What is known about one word form before its context is seen.

use crate::lexicon::{Features, Upos};
use crate::word::WordKind;

/// An attached pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Pronoun {
    Ha,
    Haa,
    Hum,
    Hunna,
    Huma,
    Ka,
    Kum,
    Kuma,
    Na,
    Ya,
    Ni,
}

impl Pronoun {
    /// Every attached pronoun with its letters, longest first.
    pub const ALL: [(Pronoun, &'static str); 11] = [
        (Pronoun::Huma, "هما"),
        (Pronoun::Kuma, "كما"),
        (Pronoun::Haa, "ها"),
        (Pronoun::Hum, "هم"),
        (Pronoun::Hunna, "هن"),
        (Pronoun::Kum, "كم"),
        (Pronoun::Na, "نا"),
        (Pronoun::Ni, "ني"),
        (Pronoun::Ha, "ه"),
        (Pronoun::Ka, "ك"),
        (Pronoun::Ya, "ي"),
    ];
}

/// The clitics around a stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Clitics {
    /// `و` or `ف` in front.
    pub conjunction: Option<char>,
    /// `ب`, `ل` or `ك` in front.
    pub preposition: Option<char>,
    /// `س` of the future.
    pub future: bool,
    /// `ال` (also assimilated in `لل`).
    pub article: bool,
    /// A pronoun behind.
    pub pronoun: Option<Pronoun>,
}

impl Clitics {
    /// A number for the pattern of clitics (not which letters), as weights see it.
    pub fn pattern(&self) -> u64 {
        u64::from(self.conjunction.is_some())
            | u64::from(self.preposition.is_some()) << 1
            | u64::from(self.future) << 2
            | u64::from(self.article) << 3
            | u64::from(self.pronoun.is_some()) << 4
    }

    /// How many clitics Universal Dependencies would split off (the article stays with its noun).
    pub fn split_off(&self) -> usize {
        (self.pattern() & !8).count_ones() as usize
    }
}

/// How a candidate came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guess {
    /// The lexicon has the form in this spelling.
    Exact,
    /// The lexicon has it in another spelling of hamza, ى/ي or ه/ة.
    Respelled,
    /// The lexicon does not have it.
    Unknown,
}

/// One analysis of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Clitics around the stem.
    pub clitics: Clitics,
    /// Bytes of the surface before the stem (which keeps the article) and bytes up to its end.
    pub stem: (u16, u16),
    /// Part of speech and features of the stem.
    pub features: Features,
    /// Lemma in the lexicon; `None` where guessed.
    pub lemma: Option<u32>,
    /// Where the analysis comes from.
    pub guess: Guess,
}

impl Candidate {
    /// Part of speech of the stem.
    pub fn upos(&self) -> Upos {
        self.features.upos
    }

    /// Label of the analysis as weights see it: part of speech and pattern of clitics.
    pub fn label(&self) -> u64 {
        self.upos() as u64 | self.clitics.pattern() << 5
    }
}

/// A distinct word form with all its analyses.
#[derive(Clone, Debug)]
pub struct Form {
    /// Normal form (see [`crate::normal::normalize`]).
    pub norm: Box<str>,
    /// What the word is made of.
    pub kind: WordKind,
    /// Possible analyses, never empty.
    pub candidates: Box<[Candidate]>,
}
