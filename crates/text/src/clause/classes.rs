//! Words by class, from `lexicon/ar/clause.tsv`.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::hash::hash_str;
use crate::token::Token;

/// A class of words that clause analysis asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

const NAMES: [(&str, Class); 6] = [
    ("time", Class::Time),
    ("quantifier", Class::Quantifier),
    ("agent", Class::Agent),
    ("negation", Class::Negation),
    ("relative", Class::Relative),
    ("that", Class::That),
];

fn table() -> &'static HashSet<(u64, Class)> {
    static TABLE: OnceLock<HashSet<(u64, Class)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("../../../../lexicon/ar/clause.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let classed = rows.filter_map(|row| {
            let (name, words) = row.split_once('\t')?;
            let class = NAMES.iter().find(|(n, _)| *n == name)?.1;
            Some(words.split('|').map(move |w| (hash_str(w), class)))
        });
        classed.flatten().collect()
    })
}

/// True where the token's lemma, or its stem, is of the class.
pub fn is(token: &Token, class: Class) -> bool {
    let table = table();
    table.contains(&(token.lemma_hash(), class)) || table.contains(&(token.stem_hash(), class))
}
