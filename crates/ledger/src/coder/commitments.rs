//! Commitments: treaties, pacts, sanctions and truces, by the tables of `codebook/commitments.md` and `gazetteer/treaties.tsv`.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use mithaq_text::clause::{Class, Governor, Role, is};
use mithaq_text::hash::{BuildPassThrough, hash_str};
use mithaq_text::normal::normalize;
use mithaq_text::{Span, Token};

use super::view::ArticleView;
use crate::actors::{Mention, is_state_code, pair_of_states};
use crate::codebook::prepositions;
use crate::reading::{Commitment, DateExpression};

struct Treaty {
    kind: &'static str,
    parties: Vec<String>,
    signed: &'static str,
    ended: &'static str,
}

struct Tables {
    heads: HashMap<u64, &'static str, BuildPassThrough>,
    kinds: Vec<(&'static str, Vec<u64>)>,
    statuses: Vec<(&'static str, Vec<u64>)>,
    obligations: Vec<u64>,
    conditions: Vec<u64>,
    /// Treaties by the hash of the first word of a name (without article), longest name first.
    treaties: HashMap<u64, Vec<(Vec<String>, usize)>, BuildPassThrough>,
    known: Vec<Treaty>,
}

fn hashes(words: &str) -> Vec<u64> {
    words.split_whitespace().map(|w| hash_str(&normalize(w.trim_matches(['.', '،'])))).collect()
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let page: &'static str = include_str!("../../../../codebook/commitments.md");
        let section = |name: &str| page.split(&format!("\n## {name}")).nth(1).and_then(|s| s.split("\n## ").next()).unwrap_or("");
        let rows = |name: &str| -> Vec<(&'static str, Vec<u64>)> {
            let lines = section(name).lines().filter(|l| l.starts_with('|')).skip(2);
            lines.filter_map(|l| l.trim().trim_matches('|').split_once('|')).map(|(k, w)| (k.trim(), hashes(w))).collect()
        };
        let after_colon = |line: usize| {
            section("Obligations").lines().filter(|l| l.contains(':')).nth(line).and_then(|l| l.split_once(':')).map_or(Vec::new(), |l| hashes(l.1))
        };
        let heads = rows("Heads").into_iter().flat_map(|(k, words)| words.into_iter().map(move |w| (w, k))).collect();
        let table: &'static str = include_str!("../../../../gazetteer/treaties.tsv");
        let (mut treaties, mut known) = (Vec::new(), Vec::new());
        for row in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let c: Vec<&'static str> = row.split('\t').collect();
            let [_, names, kind, parties, signed, ended, _] = c[..] else { continue };
            known.push(Treaty { kind, parties: parties.split(' ').map(String::from).collect(), signed, ended });
            treaties.extend(names.split('|').map(|n| (normalize(n).split(' ').map(String::from).collect::<Vec<_>>(), known.len() - 1)));
        }
        treaties.sort_by_key(|t: &(Vec<String>, usize)| std::cmp::Reverse(t.0.len()));
        let mut by_first: HashMap<u64, Vec<(Vec<String>, usize)>, BuildPassThrough> = HashMap::default();
        for t in treaties {
            let first = t.0[0].strip_prefix("ال").unwrap_or(&t.0[0]);
            by_first.entry(hash_str(first)).or_default().push(t);
        }
        Tables { heads, kinds: rows("Kinds"), statuses: rows("Status"), obligations: after_colon(0), conditions: after_colon(1), treaties: by_first, known }
    })
}

/// The commitments that an article mentions; `dates` are its date expressions.
pub fn commitments(view: &ArticleView<'_>, dates: &[DateExpression]) -> Vec<Commitment> {
    let mut out: Vec<Commitment> = Vec::new();
    // What the last mention of every class of head was: الاتفاق speaks of it again.
    let mut last: HashMap<&'static str, usize> = HashMap::new();
    for number in 0..view.sentences.len() {
        let tokens = view.tokens(number);
        let mut at = 0;
        while at < tokens.len() {
            let named = treaty_at(tokens, at);
            let class = head_class(&tokens[at]);
            if named.is_none() && class.is_none() {
                at += 1;
                continue;
            }
            let mut end = named.map_or_else(|| phrase_end(view, number, at), |(_, end)| end);
            // معاهدة للشراكة: what لـ joins is part of the name.
            let joined = tokens.get(end).is_some_and(|t| t.clitics().preposition == Some('ل') && t.clitics().conjunction.is_none() && head_class(t).is_some());
            if joined {
                end = phrase_end(view, number, end);
            }
            let class = class.unwrap_or("pact");
            let before = last.get(class).map(|i| &out[*i]);
            if let Some(found) = commitment(view, number, at, end, class, named.map(|n| n.0), before, dates) {
                last.insert(class, out.len());
                out.push(found);
            }
            at = end.max(at + 1);
        }
    }
    out
}

/// The class of pact, truce or sanctions that the word names.
fn head_class(t: &Token) -> Option<&'static str> {
    if !t.upos().is_nominal() {
        return None;
    }
    t.lemma_hashes().find_map(|h| tables().heads.get(&h).copied())
}

/// The treaty named from this token on, and the token after its name.
fn treaty_at(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let same = |t: &Token, word: &str, first: bool| t.norm() == word || first && (t.stem() == word || word.strip_prefix("ال") == Some(t.stem()));
    tables().treaties.get(&tokens[at].stem_hash())?.iter().find_map(|(name, treaty)| {
        let words = tokens.get(at..at + name.len())?;
        words.iter().zip(name).enumerate().all(|(i, (t, w))| same(t, w, i == 0)).then_some((*treaty, at + name.len()))
    })
}

fn phrase_end(view: &ArticleView<'_>, number: usize, at: usize) -> usize {
    view.clauses[number].phrase_at(at).map_or(at + 1, |p| p.end.max(at + 1))
}

#[allow(clippy::too_many_arguments)]
fn commitment(
    view: &ArticleView<'_>,
    number: usize,
    at: usize,
    end: usize,
    class: &str,
    treaty: Option<usize>,
    before: Option<&Commitment>,
    dates: &[DateExpression],
) -> Option<Commitment> {
    let t = tables();
    let tokens = view.tokens(number);
    let treaty = treaty.map(|i| &t.known[i]);
    let has = |range: &[Token], words: &[u64]| range.iter().any(|w| w.lemma_hashes().any(|h| words.contains(&h)));
    let window = &tokens[at..(end + 8).min(tokens.len())];
    let clause_end = window.iter().position(|w| matches!(w.norm(), "." | "؛" | "،")).unwrap_or(window.len());
    let window = &window[..clause_end.max(1)];
    let own = &tokens[at..end];
    let terms = after_words(tokens, at, end, &t.obligations);
    let condition = after_words(tokens, at, end, &t.conditions).map(|s| extend_back(tokens, s));
    let inside = |span: Option<Span>| span.map_or(&[][..], |s| tokens_in(tokens, s));
    let kind_of = |range: &[Token]| t.kinds.iter().filter(|k| (k.0 == "sanctions") == (class == "sanctions")).find(|k| has(range, &k.1)).map(|k| k.0);
    // A pact whose condition is an attack is one of defence, whatever else it calls itself.
    let against_attack = || kind_of(inside(condition)).filter(|k| *k == "defence" && class == "pact");
    let told = treaty.map(|t| t.kind).or_else(against_attack).or_else(|| kind_of(own)).or_else(|| kind_of(inside(terms))).or_else(|| kind_of(window));
    let mut kind = match class {
        "sanctions" => Some("sanctions"),
        "truce" => Some("ceasefire"),
        _ => told,
    };
    let mut parties = treaty.map_or_else(|| parties(view, number, at, class == "sanctions"), |t| t.parties.clone());
    let definite = tokens[at].clitics().article || at > 0 && is(&tokens[at - 1], Class::Demonstrative);
    let enough = if class == "sanctions" || kind.is_some_and(|k| matches!(k, "ceasefire" | "peace" | "other")) { 1 } else { 2 };
    if treaty.is_none() && parties.len() < enough {
        let again = before.filter(|b| definite && parties.iter().all(|p| b.parties.contains(p)) && kind.is_none_or(|k| k == b.kind || b.kind == "other"));
        if let Some(b) = again {
            parties.clone_from(&b.parties);
            kind = kind.or(t.kinds.iter().map(|k| k.0).find(|k| *k == b.kind));
        } else if kind.is_some() && class == "pact" {
            let pair = pair_of_states(&view.mentions, number, parties.first().map(String::as_str))?;
            parties = vec![pair.0.to_string(), pair.1.to_string()];
        }
    }
    let from = tokens[..at].iter().rposition(|w| matches!(w.norm(), "." | "؛")).map_or(0, |i| i + 1).max(at.saturating_sub(8));
    let around = &tokens[from..(at + window.len()).min(tokens.len())];
    // Of several words that tell the status, the nearest to the commitment does.
    let head = at - from;
    let distance = |words: &[u64]| around.iter().enumerate().filter(|(_, w)| has(std::slice::from_ref(*w), words)).map(|(i, _)| i.abs_diff(head)).min();
    let cue = t.statuses.iter().filter_map(|s| Some((distance(&s.1)?, s.0))).min_by_key(|c| c.0).map(|c| c.1);
    // A bare "the agreement" without kind or parties says nothing by itself.
    if parties.len() < enough || kind.is_none() && (cue.is_none() || parties.len() < 2) {
        return None;
    }
    let status = match (cue, kind) {
        (Some("signed"), _) if view.sentence(number).is_future(at) => "proposed",
        (Some("ended"), Some("sanctions")) => "in_force",
        (Some(s), _) => s,
        (None, _) => "in_force",
    };
    let signed = treaty.map(|t| t.signed.to_string()).filter(|s| !s.is_empty()).or_else(|| match status {
        "signed" | "in_force" | "ended" if class == "pact" => date_beside(view, number, from, end, dates),
        _ => None,
    });
    Some(Commitment {
        sentence: number,
        span: view.span(number, at, end),
        parties,
        kind: kind.unwrap_or("other").to_string(),
        signed,
        ended: treaty.map(|t| t.ended.to_string()).filter(|s| !s.is_empty()),
        status: status.to_string(),
        terms,
        condition,
        name: Some(view.span(number, at, end)),
    })
}

fn tokens_in(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|t| t.span.end() <= span.start());
    let to = tokens.partition_point(|t| t.span.start() < span.end());
    &tokens[from..to]
}

/// The date of the clause that a commitment stands in: from its verb on, to a few words after its phrase.
fn date_beside(view: &ArticleView<'_>, number: usize, from: usize, end: usize, dates: &[DateExpression]) -> Option<String> {
    let tokens = view.tokens(number);
    let reach = &tokens[from..(end + 6).min(tokens.len())];
    let (start, stop) = (reach.first()?.span.start(), reach.last()?.span.end());
    let inside = dates.iter().filter(|d| d.sentence == number && d.span.start() >= start && d.span.end() <= stop);
    let at = tokens[end - 1].span.end();
    inside.min_by_key(|d| d.span.start().abs_diff(at)).and_then(|d| d.value.clone())
}

/// The words after one of `words` that follows the commitment, up to the next mark of punctuation.
fn after_words(tokens: &[Token], at: usize, end: usize, words: &[u64]) -> Option<Span> {
    let rest = &tokens[end.min(tokens.len())..];
    let reach = rest.iter().take(30).position(|t| matches!(t.norm(), "." | "؛")).unwrap_or(rest.len().min(30));
    let hit = rest[..reach].iter().position(|t| t.lemma_hashes().any(|h| words.contains(&h)) || words.contains(&hash_str(t.norm())))?;
    let mut start = end + hit + 1;
    // تنص، من بين أمور أخرى، على: a parenthesis may part the word from what it governs.
    if tokens.get(start).is_some_and(|t| t.norm() == "،") {
        start = tokens[start + 1..].iter().take(8).position(|t| t.norm() == "،").map_or(start, |i| start + 2 + i);
    }
    start += usize::from(tokens.get(start).is_some_and(|t| t.norm() == "علي"));
    let stop = tokens[start.min(tokens.len())..].iter().position(Token::is_punctuation).map_or(tokens.len(), |i| start + i);
    debug_assert!(at < end);
    (stop > start).then(|| tokens[start].span.cover(tokens[stop - 1].span))
}

/// A condition includes its preposition and head (في حالة ...).
fn extend_back(tokens: &[Token], span: Span) -> Span {
    let first = tokens.iter().position(|t| t.span.start() >= span.start()).unwrap_or(0);
    let from = first.saturating_sub(2);
    let from = if matches!(tokens[from].norm(), "في") { from } else { first.saturating_sub(1) };
    tokens[from].span.cover(span)
}

/// The states that a commitment binds: what stands between, with, on its noun, or signs it; of sanctions sender and target.
fn parties(view: &ArticleView<'_>, number: usize, at: usize, sanctions: bool) -> Vec<String> {
    let tokens = view.tokens(number);
    let sentence = view.sentence(number);
    let mut out = BTreeSet::new();
    let mut add = |m: &Mention| {
        if is_state_code(&m.country) || matches!(m.country.as_str(), "IGO" | "WST" | "INT" | "EUR") {
            out.insert(m.country.clone());
        }
    };
    let wanted = ["بين", "مع", "علي", "ضد"].map(hash_str);
    let mentions = &view.mentions[number];
    for a in view.arguments(number, at) {
        let preposition = match a.governor {
            Governor::None | Governor::Agent(_) => None,
            g => prepositions(tokens, g),
        };
        let binds = match a.role {
            Role::Prepositional => preposition.is_some_and(|p| wanted.contains(&p)),
            Role::Genitive | Role::Adjective | Role::Agent => true,
            Role::Host => !sanctions || !a.pronoun,
            _ => false,
        };
        if let Some(m) = sentence.mention_of(&a).filter(|_| binds) {
            add(&mentions[m]);
        }
    }
    // مصري - يمني: adjectives joined by a dash after the noun.
    for m in mentions.iter().filter(|m| m.start > at && m.start <= at + 5 && m.kind == crate::actors::MentionKind::Adjective) {
        add(m);
    }
    out.into_iter().collect()
}
