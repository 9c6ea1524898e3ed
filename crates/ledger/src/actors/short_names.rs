//! Persons named again by the last word of their name: «جيمس إنهوف ... وقال إنهوف».

use std::collections::HashMap;

use mithaq_text::hash::BuildPassThrough;
use mithaq_text::lexicon::Upos;
use mithaq_text::{Sentence, Token, WordKind};

use super::gazetteer::RoleKind;
use super::mention::{Mention, MentionKind};

/// States where the family name stands before the given names, and is what news goes on with.
const FAMILY_NAME_FIRST: [&str; 6] = ["PRK", "KOR", "CHN", "TWN", "VNM", "KHM"];

/// Adds to the mentions of every sentence the short names of persons whose full names stand before it in the article.
pub fn add_short_names(sentences: &[Sentence], mentions: &mut [Vec<Mention>]) {
    let mut known: HashMap<u64, Mention, BuildPassThrough> = HashMap::default();
    for (sentence, list) in sentences.iter().zip(mentions.iter_mut()) {
        let tokens = &sentence.tokens;
        let mut passed = 0;
        let mut found = Vec::new();
        for (at, t) in tokens.iter().enumerate() {
            while let Some(m) = list.get(passed).filter(|m| m.end <= at) {
                remember(m, tokens, &mut known);
                passed += 1;
            }
            let free = list.get(passed).is_none_or(|m| m.start > at);
            if let Some(full) = known.get(&t.stem_hash()).filter(|_| free && can_be_name(tokens, at)) {
                found.push(Mention { start: at, end: at + 1, span: t.span_without_proclitics(), head: at, ..full.clone() });
            }
        }
        list[passed..].iter().for_each(|m| remember(m, tokens, &mut known));
        list.extend(found);
        list.sort_by_key(|m| m.start);
    }
}

/// Keeps a full name under the word that news goes on with.
fn remember(m: &Mention, tokens: &[Token], known: &mut HashMap<u64, Mention, BuildPassThrough>) {
    if !is_full_name(m, tokens) {
        return;
    }
    let full = Mention { kind: MentionKind::Person, bare: true, partner: String::new(), ..m.clone() };
    // كيم جونغ أون is كيم: there the family name comes first.
    if FAMILY_NAME_FIRST.contains(&m.country.as_str()) {
        known.insert(tokens[name_start(m, tokens)].stem_hash(), full.clone());
    }
    known.insert(tokens[m.end - 1].stem_hash(), full);
}

/// The first word of the name at the end of a mention.
fn name_start(m: &Mention, tokens: &[Token]) -> usize {
    let of_name = |i: &usize| matches!(tokens[*i].upos(), Upos::Propn | Upos::X) || tokens[*i].is_unknown();
    (m.start..m.end).rev().take_while(of_name).last().unwrap_or(m.end - 1)
}

/// A name of at least two words, or one after a title.
fn is_full_name(m: &Mention, tokens: &[Token]) -> bool {
    let person = matches!(m.kind, MentionKind::Person | MentionKind::Role(RoleKind::Person));
    let last = &tokens[m.end - 1];
    let name = matches!(last.upos(), Upos::Propn | Upos::X) || last.is_unknown();
    person && !m.name.is_empty() && m.end > m.start + 1 && name && last.stem().chars().count() >= 3
}

fn can_be_name(tokens: &[Token], at: usize) -> bool {
    let t = &tokens[at];
    let word = t.kind() == WordKind::Arabic && t.clitics().pronoun.is_none() && !t.clitics().future;
    word && match t.upos() {
        Upos::Propn | Upos::X => true,
        Upos::Noun | Upos::Adj => t.is_unknown(),
        _ => false,
    }
}
