//! The two states that an article speaks of together: who البلدان are, who else is bound by a pact with one named party.

use std::collections::BTreeMap;

use super::mention::{Mention, MentionKind};
use super::resolve::is_state_code;

/// The pair of states that the sentences up to `sentence` name together most, the nearer the more; one of them `with`, where that is given.
///
/// `mentions` are those of every sentence.
pub fn pair_of_states<'m>(mentions: &'m [Vec<Mention>], sentence: usize, with: Option<&str>) -> Option<(&'m str, &'m str)> {
    let mut weights: BTreeMap<(&str, &str), f32> = BTreeMap::new();
    for (number, list) in mentions.iter().enumerate().take(sentence + 1) {
        let mut states: Vec<(&str, f32)> = Vec::new();
        for m in list.iter().filter(|m| m.own_country && is_state_code(&m.country) && !matches!(m.kind, MentionKind::Place | MentionKind::Media)) {
            match states.iter_mut().find(|s| s.0 == m.country) {
                Some(known) => known.1 += 1.0,
                None => states.push((&m.country, 1.0)),
            }
        }
        let near = 1.0 / (1.0 + (sentence - number) as f32);
        // A sentence that names many states says less of each pair.
        let share = near / (states.len().max(2) - 1) as f32;
        for (i, (one, times)) in states.iter().enumerate() {
            for (other, as_often) in &states[i + 1..] {
                *weights.entry((one.min(other), one.max(other))).or_default() += share * (times * as_often).sqrt();
            }
        }
    }
    let fits = |pair: &(&str, &str)| with.is_none_or(|w| pair.0 == w || pair.1 == w);
    let best = weights.iter().filter(|(pair, _)| fits(pair)).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    best.map(|(pair, _)| *pair)
}
