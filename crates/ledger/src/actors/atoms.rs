//! Atoms: the longest stretches of words that the gazetteer knows.

use mithaq_text::{Token, WordKind};

use super::gazetteer::{Entry, Gazetteer, Walk};

/// A stretch of tokens that names or describes an actor or place.
pub struct Atom<'g> {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What it can be, in the order of the gazetteer's tables; not empty.
    pub entries: Vec<&'g Entry>,
}

/// The atoms of a sentence, disjoint, in order; of two that start together the longer, of equally long ones names before roles.
pub fn atoms<'g>(tokens: &[Token], gazetteer: &'g Gazetteer) -> Vec<Atom<'g>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(tokens, at, gazetteer) {
            Some(atom) => {
                at = atom.end;
                out.push(atom);
            }
            None => at += 1,
        }
    }
    out
}

const LONGEST: usize = 9;

fn longest<'g>(tokens: &[Token], start: usize, gazetteer: &'g Gazetteer) -> Option<Atom<'g>> {
    let first = &tokens[start];
    if first.kind() != WordKind::Arabic || !may_start(first, gazetteer) {
        return None;
    }
    let mut best: Option<(usize, Walk)> = None;
    // Names first, so that a role of the same length does not replace one.
    let mut walks: Vec<Walk> = name_steps(gazetteer, gazetteer.names(), first, true);
    let role = |key: &str| gazetteer.step(gazetteer.roles(), key);
    let role_walks = [role(first.lemma()), (first.stem() != first.lemma()).then(|| role(first.stem())).flatten()];
    walks.extend(role_walks.into_iter().flatten());
    let mut end = start + 1;
    loop {
        for walk in &walks {
            if best.is_none_or(|(e, _)| end > e) && gazetteer.entries(*walk).next().is_some() {
                best = Some((end, *walk));
            }
        }
        while tokens.get(end).is_some_and(|t| matches!(t.norm(), "-" | "ـ" | "\"" | "«")) && end < start + LONGEST {
            end += 1;
        }
        let Some(next) = tokens.get(end).filter(|_| end < start + LONGEST) else { break };
        let spaced: Vec<Walk> = walks.iter().filter_map(|w| gazetteer.step(*w, " ")).collect();
        walks = spaced.iter().flat_map(|w| name_steps(gazetteer, *w, next, false)).collect();
        if walks.is_empty() {
            break;
        }
        end += 1;
    }
    best.map(|(end, walk)| Atom { start, end, entries: gazetteer.entries(walk).collect() })
}

/// False for most words: none of the forms under which a token may start a name or role starts one.
fn may_start(token: &Token, gazetteer: &Gazetteer) -> bool {
    let clitics = token.clitics();
    let hashes = [token.stem_hash(), token.lemma_hash(), token.norm_hash()];
    clitics.pronoun.is_some() || hashes.into_iter().any(|h| gazetteer.may_start(h))
}

/// Walks on over a token: as analysed (the first word of a name may carry و or a preposition), and as written.
fn name_steps(gazetteer: &Gazetteer, from: Walk, token: &Token, first: bool) -> Vec<Walk> {
    let clitics = token.clitics();
    let mut out = Vec::with_capacity(2);
    if first || clitics.conjunction.is_none() && clitics.preposition.is_none() {
        let with_article = if clitics.article { gazetteer.step(from, "ال") } else { Some(from) };
        let stem = with_article.and_then(|w| gazetteer.step(w, token.stem()));
        let pronoun = clitics.pronoun.and_then(|p| mithaq_text::morph::Pronoun::ALL.iter().find(|(q, _)| *q == p));
        out.extend(match pronoun {
            Some((_, letters)) => stem.and_then(|w| gazetteer.step(w, letters)),
            None => stem,
        });
    }
    if clitics.pattern() & 7 != 0 || out.is_empty() {
        out.extend(gazetteer.step(from, token.norm()));
    }
    out
}
