//! Multinomial logistic regression over hashed features, by AdaGrad (Duchi, Hazan, Singer 2011); the same input gives the same weights.

use std::collections::HashMap;

/// One example to learn from.
pub struct Example {
    /// Hashed features.
    pub features: Vec<u64>,
    /// Its class.
    pub class: usize,
    /// The article it is from; examples of one article stand together.
    pub article: usize,
    /// The event it belongs to.
    pub group: usize,
    /// How much it counts.
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Number of classes.
    pub classes: usize,
    /// Passes over the examples.
    pub rounds: usize,
    /// Step size.
    pub rate: f32,
    /// Pull of every weight towards zero, a step.
    pub decay: f32,
    /// Features of fewer articles are dropped.
    pub least_articles: usize,
}

/// A learnt classifier: rows of weights by feature.
pub struct Model {
    classes: usize,
    index: HashMap<u64, u32>,
    rows: Vec<f32>,
}

/// Learns from the examples.
pub fn learn(examples: &[&Example], settings: Settings) -> Model {
    let Settings { classes, rounds, rate, decay, least_articles } = settings;
    let mut seen: HashMap<u64, (usize, usize)> = HashMap::new();
    for e in examples {
        for f in &e.features {
            let entry = seen.entry(*f).or_insert((usize::MAX, 0));
            if entry.0 != e.article {
                *entry = (e.article, entry.1 + 1);
            }
        }
    }
    let mut kept: Vec<u64> = seen.iter().filter(|(_, s)| s.1 >= least_articles).map(|(f, _)| *f).collect();
    kept.sort_unstable();
    let index: HashMap<u64, u32> = kept.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect();
    let dense: Vec<Vec<u32>> = examples.iter().map(|e| e.features.iter().filter_map(|f| index.get(f).copied()).collect()).collect();
    let mut rows = vec![0f32; kept.len() * classes];
    let mut squares = vec![1e-6f32; kept.len() * classes];
    let mut scores = vec![0f32; classes];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    for _ in 0..rounds {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &i in &order {
            scores.fill(0.0);
            for f in &dense[i] {
                let row = &rows[*f as usize * classes..(*f as usize + 1) * classes];
                scores.iter_mut().zip(row).for_each(|(s, w)| *s += w);
            }
            mithaq_ledger::weights::softmax(&mut scores);
            scores[examples[i].class] -= 1.0;
            scores.iter_mut().for_each(|s| *s *= examples[i].weight);
            for f in &dense[i] {
                let at = *f as usize * classes;
                for (k, g) in scores.iter().enumerate() {
                    let g = g + decay * rows[at + k];
                    squares[at + k] += g * g;
                    rows[at + k] -= rate * g / squares[at + k].sqrt();
                }
            }
        }
    }
    Model { classes, index, rows }
}

impl Model {
    /// Rows in the order of their features, those of no weight left out.
    pub fn rows(&self) -> Vec<(u64, Vec<f32>)> {
        let mut out: Vec<(u64, Vec<f32>)> = self
            .index
            .iter()
            .map(|(f, i)| (*f, self.rows[*i as usize * self.classes..(*i as usize + 1) * self.classes].to_vec()))
            .filter(|(_, r)| r.iter().any(|w| w.abs() > 0.01))
            .collect();
        out.sort_by_key(|r| r.0);
        out
    }
}
