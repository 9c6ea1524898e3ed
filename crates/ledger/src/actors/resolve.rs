//! Which state a mention belongs to when its own words do not say.

use std::collections::BTreeMap;

use super::mention::{Mention, MentionKind};
use mithaq_text::Sentence;

/// What surrounds an article.
pub struct Setting<'a> {
    /// Country of the outlet, empty where unknown.
    pub outlet_country: &'a str,
}

/// Gives countries to mentions that have none, from the same words earlier, the sentence, the sentences before, the article, the outlet.
pub fn resolve(sentences: &[Sentence], mentions: &mut [Vec<Mention>], setting: &Setting<'_>) {
    let main = main_country(mentions, setting);
    // Word (lemma of the head, or last word of a name) to the country and name it had last.
    let mut known: BTreeMap<String, (String, &'static str, String)> = BTreeMap::new();
    let mut last: Option<String> = None;
    for (sentence, list) in sentences.iter().zip(mentions.iter_mut()) {
        let local: Vec<(usize, String, MentionKind)> =
            list.iter().filter(|m| m.own_country && is_state_code(&m.country)).map(|m| (m.start, m.country.clone(), m.kind)).collect();
        for m in list.iter_mut() {
            let head = sentence.tokens[m.head].lemma().to_string();
            let tail = sentence.tokens[m.end - 1].stem().to_string();
            let named = m.kind == MentionKind::Person || !m.name.is_empty();
            let key = if m.kind == MentionKind::Person || named && m.end > m.start + 1 { tail } else { head };
            if m.country.is_empty() && m.kind != MentionKind::Place {
                if let Some((country, sector, name)) = known.get(&key) {
                    m.country.clone_from(country);
                    if m.sector.is_empty() {
                        m.sector = sector;
                    }
                    if m.name.is_empty() && matches!(m.kind, MentionKind::Role(super::RoleKind::Person)) && sentence.tokens[m.start].clitics().article {
                        m.name.clone_from(name);
                    }
                } else {
                    m.country = nearest(m, &local).or_else(|| last.clone()).unwrap_or_else(|| main.clone());
                }
            }
            if !m.country.is_empty() && (m.own_country || named) && matches!(m.kind, MentionKind::Role(_) | MentionKind::Person) {
                known.insert(key.clone(), (m.country.clone(), m.sector, m.name.clone()));
                if m.kind != MentionKind::Person {
                    let head = sentence.tokens[m.head].lemma().to_string();
                    known.insert(head, (m.country.clone(), m.sector, m.name.clone()));
                }
            }
        }
        last = local.last().map(|l| l.1.clone()).or(last);
    }
}

/// True for the code of one state, as against a bloc or an organisation.
pub fn is_state_code(code: &str) -> bool {
    !matches!(code, "" | "---" | "IGO" | "NGO" | "WST" | "ARB" | "EUR" | "ASA" | "AFR" | "LAM" | "MEA" | "INT")
}

/// The last country named before the mention in its sentence, else the first after it.
fn nearest(m: &Mention, local: &[(usize, String, MentionKind)]) -> Option<String> {
    let place_after = local.iter().find(|l| l.0 > m.start && matches!(l.2, MentionKind::Place | MentionKind::Capital));
    let before = local.iter().rev().find(|l| l.0 < m.start);
    place_after.or(before).or(local.first()).map(|l| l.1.clone())
}

fn main_country(mentions: &[Vec<Mention>], setting: &Setting<'_>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, m) in mentions.iter().enumerate().flat_map(|(i, l)| l.iter().map(move |m| (i, m))) {
        if is_state_code(&m.country) {
            *counts.entry(&m.country).or_default() += if i == 0 { 2 } else { 1 };
        }
    }
    let top = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    top.map_or(setting.outlet_country, |t| t.0).to_string()
}
