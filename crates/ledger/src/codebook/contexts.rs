//! Words that tell what an event is about, from `codebook/contexts.md`.

use std::collections::HashMap;
use std::sync::OnceLock;

use mithaq_text::Token;
use mithaq_text::hash::{BuildPassThrough, hash_str};
use mithaq_text::normal::normalize;

/// PLOVER's contexts, in the order of their codes.
pub const CONTEXTS: [&str; 37] = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

fn cues() -> &'static HashMap<u64, u8, BuildPassThrough> {
    static CUES: OnceLock<HashMap<u64, u8, BuildPassThrough>> = OnceLock::new();
    CUES.get_or_init(|| {
        let page = include_str!("../../../../codebook/contexts.md");
        let table = page.split("\n## Cues").nth(1).and_then(|r| r.split("\n## ").next()).unwrap_or("");
        let rows = table.lines().filter(|l| l.starts_with('|')).skip(2).filter_map(|l| l.trim().trim_matches('|').split_once('|'));
        let number = |name: &str| CONTEXTS.iter().position(|c| *c == name.trim()).map(|n| n as u8);
        rows.filter_map(|(name, words)| Some((number(name)?, words)))
            .flat_map(|(n, words)| words.split_whitespace().map(move |w| (hash_str(&normalize(w)), n)))
            .collect()
    })
}

/// The context that a word points to, by its number in [`CONTEXTS`].
pub fn context_cue(t: &Token) -> Option<usize> {
    t.lemma_hashes().find_map(|h| cues().get(&h)).map(|n| usize::from(*n))
}

/// The context that most words near the token at `at` point to, the nearer counting more; `None` where none does.
pub fn context_by_cues(tokens: &[Token], at: usize) -> Option<&'static str> {
    const REACH: usize = 15;
    let mut weights = [0f32; CONTEXTS.len()];
    for (i, t) in tokens.iter().enumerate().filter(|(i, _)| i.abs_diff(at) <= REACH) {
        if let Some(n) = context_cue(t) {
            weights[n] += 1.0 / (4.0 + i.abs_diff(at) as f32);
        }
    }
    let best = (0..CONTEXTS.len()).max_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(b.cmp(a)))?;
    (weights[best] > 0.0).then_some(CONTEXTS[best])
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_of_the_page_is_a_context() {
        let page = include_str!("../../../../codebook/contexts.md");
        let table = page.split("\n## Cues").nth(1).unwrap_or("").split("\n## ").next().unwrap_or("");
        let names: Vec<&str> = table.lines().filter(|l| l.starts_with('|')).skip(2).filter_map(|l| l.split('|').nth(1)).map(str::trim).collect();
        for name in &names {
            assert!(super::CONTEXTS.contains(name), "codebook/contexts.md: `{name}` is no context of PLOVER");
        }
        assert_eq!(names.len(), super::CONTEXTS.len());
    }
}
