//! Noun phrases: maximal runs of a head with its genitives, adjectives and names.

use super::classes::{Class, is};
use crate::lexicon::Upos;
use crate::token::Token;

/// What governs a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governor {
    /// Nothing: subject, object, predicate or adverbial.
    None,
    /// The attached preposition of its first word.
    Attached(char),
    /// The preposition at that token.
    Token(usize),
    /// An agent phrase (من قبل، على يد) whose preposition is at that token.
    Agent(usize),
}

/// A noun phrase without what follows a preposition or conjunction inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// Its head: the first noun that does not merely count.
    pub head: usize,
    /// What governs it.
    pub governor: Governor,
    /// The phrase is joined by `و` or `أو` to the one that ends right before it.
    pub joined: bool,
}

fn opens(t: &Token) -> bool {
    match t.upos() {
        Upos::Noun | Upos::Propn | Upos::Num | Upos::X | Upos::Det => true,
        Upos::Pron => !is(t, Class::Relative),
        Upos::Adj => true,
        _ => false,
    }
}

fn is_quote(t: &Token) -> bool {
    matches!(t.norm(), "\"" | "«" | "»" | "“" | "”" | "'" | "‘" | "’")
}

/// A stretch of tokens known to name or describe one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// Nothing but an adjective can follow it in its phrase: it is a proper name, or says whose it is.
    pub closed: bool,
}

/// The noun phrases of a sentence, in order and disjoint; no `unit` (in order, disjoint) is cut.
pub fn phrases(tokens: &[Token], units: &[Unit]) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let mut i = 0;
    let mut preposition: Option<usize> = None;
    while i < tokens.len() {
        let t = &tokens[i];
        if t.upos() == Upos::Adp && !is(t, Class::That) {
            preposition = Some(i);
            i += 1;
            continue;
        }
        if !opens(t) {
            if !is_quote(t) {
                preposition = None;
            }
            i += 1;
            continue;
        }
        let governor = match (t.clitics().preposition, preposition) {
            (Some(c), _) => Governor::Attached(c),
            (None, Some(at)) => Governor::Token(at),
            (None, None) => Governor::None,
        };
        // من قبل X, على يد X: the noun is part of the preposition.
        if matches!(governor, Governor::Token(at) if is_agent(&tokens[at], t)) && tokens.get(i + 1).is_some_and(opens) && !t.clitics().article {
            let at = i;
            i += 1;
            let end = extend(tokens, i, units);
            out.push(Phrase { start: i, end, head: head(tokens, i, end), governor: Governor::Agent(at), joined: false });
            i = end;
            preposition = None;
            continue;
        }
        let end = extend(tokens, i, units);
        let joined = t.clitics().conjunction == Some('و') || i > 0 && matches!(tokens[i - 1].norm(), "او" | "ثم");
        let adjacent = out.last().is_some_and(|p: &Phrase| p.end + usize::from(t.clitics().conjunction.is_none()) >= i);
        out.push(Phrase { start: i, end, head: head(tokens, i, end), governor, joined: joined && adjacent });
        i = end;
        preposition = None;
    }
    out
}

fn is_agent(preposition: &Token, noun: &Token) -> bool {
    matches!(preposition.norm(), "من" | "علي" | "ومن" | "وعلي") && is(noun, Class::Agent)
}

/// The end of the phrase that starts at `start`.
fn extend(tokens: &[Token], start: usize, units: &[Unit]) -> usize {
    let unit_at = |i: usize| units.get(units.partition_point(|u| u.start < i)).filter(|u| u.start == i);
    // The last noun can take a genitive while it has neither article nor pronoun, and no adjective has closed it.
    let after = |u: &Unit| !u.closed && is_open(&tokens[u.end - 1]) && tokens[u.end - 1].upos() != Upos::Adj;
    let (mut end, mut open) = unit_at(start).map_or((start + 1, is_open(&tokens[start])), |u| (u.end, after(u)));
    let mut last = tokens[end - 1].upos();
    let of_time = is(&tokens[start], Class::Time);
    while let Some(t) = tokens.get(end) {
        let next = tokens.get(end + 1);
        if is_quote(t) && next.is_some_and(|n| (n.upos() == Upos::Propn || n.upos() == Upos::Adj && n.clitics().article) && n.clitics().pattern() & 7 == 0) {
            end += 1;
            continue;
        }
        if t.clitics().conjunction.is_some() || t.clitics().preposition.is_some() || t.is_punctuation() {
            break;
        }
        if is(t, Class::Time) && !of_time && !is(&tokens[end - 1], Class::Quantifier) {
            break;
        }
        let unit = unit_at(end);
        let goes_on = match t.upos() {
            // A unit that starts with an adjective is a name in apposition or a new phrase.
            // One without article, after a noun that is definite, is its predicate or begins a new phrase.
            Upos::Adj => unit.is_none_or(|u| u.end == u.start + 1) && (!is_comparative(t) || open) && (is_definite(t) || !is_definite(&tokens[end - 1])),
            Upos::Propn | Upos::X => open || unit.is_none() && last != Upos::Pron && last != Upos::Adj,
            Upos::Noun | Upos::Num | Upos::Det => (open && !is_adverbial(t)) || last == Upos::Pron && t.clitics().article,
            _ => false,
        };
        if !goes_on {
            break;
        }
        match unit {
            Some(u) => {
                open = after(u);
                end = u.end;
            }
            None => {
                open = is_open(t) && (t.upos() != Upos::Adj || is_comparative(t));
                end += 1;
            }
        }
        last = tokens[end - 1].upos();
    }
    end
}

/// An elative (أكبر، أشد), which takes a genitive as a noun does.
fn is_comparative(t: &Token) -> bool {
    t.upos() == Upos::Adj && t.stem().chars().count() == 4 && t.stem().starts_with('ا') && !t.stem().ends_with('ي') && !t.clitics().article
}

/// An accusative without article (أهدافا، صباحا) is no genitive.
fn is_adverbial(t: &Token) -> bool {
    t.upos() == Upos::Noun && t.features().no_article && t.stem().ends_with('ا') && !t.lemma().ends_with('ا') && t.clitics().pronoun.is_none()
}

fn is_definite(t: &Token) -> bool {
    t.clitics().article || t.clitics().pronoun.is_some() || t.upos() == Upos::Propn
}

fn is_open(t: &Token) -> bool {
    !t.clitics().article && t.clitics().pronoun.is_none()
}

fn head(tokens: &[Token], start: usize, end: usize) -> usize {
    let counts = |t: &Token| matches!(t.upos(), Upos::Num | Upos::Det) || t.upos() == Upos::Pron || is(t, Class::Quantifier);
    (start..end).find(|&i| !counts(&tokens[i]) && !is_quote(&tokens[i])).unwrap_or(start)
}
