//! Words by class, from `lexicon/ar/clause.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::hash::{BuildPassThrough, hash_str};
use crate::token::Token;

/// A class of words that clause analysis asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// Nouns of time, which are adverbials where they stand without a preposition.
    Time,
    /// Heads that count or select the noun after them.
    Quantifier,
    /// Nouns of agent phrases (من قبل، من جانب).
    Agent,
    /// Negating words.
    Negation,
    /// Relative pronouns.
    Relative,
    /// Complementisers.
    That,
    /// Demonstratives.
    Demonstrative,
}

const NAMES: [(&str, Class); 7] = [
    ("time", Class::Time),
    ("quantifier", Class::Quantifier),
    ("agent", Class::Agent),
    ("negation", Class::Negation),
    ("relative", Class::Relative),
    ("that", Class::That),
    ("demonstrative", Class::Demonstrative),
];

type Table = HashMap<u64, u8, BuildPassThrough>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut out = Table::default();
        for row in include_str!("../../../../lexicon/ar/clause.tsv").lines().filter(|l| !l.starts_with('#')).skip(1) {
            let Some((name, words)) = row.split_once('\t') else { continue };
            let Some(class) = NAMES.iter().find(|(n, _)| *n == name).map(|n| n.1) else { continue };
            words.split('|').for_each(|w| *out.entry(hash_str(w)).or_default() |= 1 << class as u8);
        }
        out
    })
}

/// The classes of a word by the hashes of its lemma and stem, one bit each.
pub(crate) fn bits(lemma: u64, stem: u64) -> u8 {
    let of = |hash: u64| table().get(&hash).copied().unwrap_or(0);
    of(lemma) | of(stem)
}

/// True where the token's lemma, or its stem, is of the class.
pub fn is(token: &Token, class: Class) -> bool {
    token.class_bits() >> class as u8 & 1 == 1
}
