//! Which countries stand on which sides of an event: choices among whole assignments.

use mithaq_ledger::coder::parties::{Countries, Parties};
use mithaq_ledger::weights::ClassWeights;

use super::examples::{Examples, GoldSides};
use crate::learn::Choice;

/// One choice for every annotated event with a right assignment among its candidates.
///
/// `weights` gives the side weights for an article: weights that have not seen it.
pub fn choices(all: &Examples, weights: impl Fn(usize) -> ClassWeights) -> Vec<Choice> {
    let mut scores = Vec::new();
    let mut out = Vec::new();
    for gold in &all.parties {
        let weights = weights(gold.article);
        let probabilities: Vec<[f32; 3]> = all.sides[gold.first..][..gold.mentions.len()]
            .iter()
            .map(|e| {
                weights.probabilities(&e.features, &mut scores);
                [scores[0], scores[1], scores[2]]
            })
            .collect();
        let parties = Parties::new(&gold.mentions, &probabilities, gold.event_type);
        let features = |candidate| {
            let mut features = Vec::new();
            parties.features(candidate, &mut features);
            features
        };
        let choice = Choice {
            candidates: parties.candidates().map(features).collect(),
            right: parties.candidates().map(|c| is_right(gold, &parties.countries(c))).collect(),
            article: gold.article,
        };
        if choice.right.contains(&true) {
            out.push(choice);
        }
    }
    out
}

/// All countries that the annotation names are there, and none beyond those that it names or implies.
fn is_right(gold: &GoldSides, read: &Countries) -> bool {
    gold.named.0.is_subset(&read.0) && read.0.is_subset(&gold.all.0) && gold.named.1.is_subset(&read.1) && read.1.is_subset(&gold.all.1)
}
