//! Logistic regression over hashed features, by L-BFGS; the same input gives the same weights.
//!
//! Two shapes: [`classify`] gives an example one of a fixed number of classes, [`choose`] picks one of the candidates of a choice.

use std::cell::RefCell;
use std::collections::HashMap;

use argmin::core::{CostFunction, Error, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use mithaq_ledger::weights::ClassWeights;

/// One example to classify.
pub struct Example {
    /// Hashed features; a feature may be repeated.
    pub features: Vec<u64>,
    /// Its class.
    pub class: usize,
    /// The article it is from; examples of one article stand together.
    pub article: usize,
}

/// One choice among candidates.
pub struct Choice {
    /// Hashed features of every candidate.
    pub candidates: Vec<Vec<u64>>,
    /// For every candidate, whether it is right. One at least must be.
    pub right: Vec<bool>,
    /// The article it is from.
    pub article: usize,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Number of classes; 1 for choices.
    pub classes: usize,
    /// How far the examples may pull weights from zero: the factor of the log loss beside half the squared weights.
    pub strength: f64,
}

/// Features of fewer articles are dropped.
const LEAST_ARTICLES: usize = 3;
/// Rows of features whose every weight is smaller than this are left out of the file.
const LEAST_WEIGHT: f32 = 0.01;
/// Steps of the optimiser; the loss hardly moves after these.
const STEPS: u64 = 60;
/// Gradients that L-BFGS remembers (Liu, Nocedal 1989).
const MEMORY: usize = 7;
/// Sums are taken over this many parts of the examples at a time, whatever the machine, so that they round alike.
const PARTS: usize = 4;

/// Learns to classify: weights as a file.
pub fn classify(examples: &[&Example], settings: Settings) -> Vec<u8> {
    let index = Index::new(examples.iter().map(|e| (e.article, e.features.as_slice())));
    let items: Vec<(Vec<u32>, usize)> = examples.iter().map(|e| (index.dense(&e.features), e.class)).collect();
    let classes = settings.classes;
    index.learn(settings, &items, |weights, (features, class), gradient| {
        let mut scores = vec![0f64; classes];
        for f in features {
            scores.iter_mut().zip(&weights[*f as usize * classes..]).for_each(|(s, w)| *s += w);
        }
        softmax(&mut scores);
        let loss = -scores[*class].max(1e-300).ln();
        scores[*class] -= 1.0;
        for f in features {
            gradient[*f as usize * classes..].iter_mut().zip(&scores).for_each(|(g, s)| *g += s);
        }
        loss
    })
}

/// Learns to choose: weights of one class as a file. The loss is minus the logarithm of the probability that a right candidate is chosen.
pub fn choose(choices: &[&Choice], strength: f64) -> Vec<u8> {
    let index = Index::new(choices.iter().flat_map(|c| c.candidates.iter().map(|f| (c.article, f.as_slice()))));
    let items: Vec<(Vec<Vec<u32>>, &[bool])> = choices.iter().map(|c| (c.candidates.iter().map(|f| index.dense(f)).collect(), c.right.as_slice())).collect();
    index.learn(Settings { classes: 1, strength }, &items, |weights, (candidates, right), gradient| {
        let mut all: Vec<f64> = candidates.iter().map(|features| features.iter().map(|f| weights[*f as usize]).sum()).collect();
        softmax(&mut all);
        let sum: f64 = all.iter().zip(*right).filter(|(_, r)| **r).map(|(p, _)| p).sum::<f64>().max(1e-300);
        for ((features, p), right) in candidates.iter().zip(&all).zip(*right) {
            let pull = p - if *right { p / sum } else { 0.0 };
            features.iter().for_each(|f| gradient[*f as usize] += pull);
        }
        -sum.ln()
    })
}

/// Weights that were just learnt, ready for use.
pub fn ready(bytes: &[u8]) -> ClassWeights {
    ClassWeights::from_static(bytes.to_vec().leak()).expect("just written")
}

fn softmax(scores: &mut [f64]) {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// Numbers for the features that enough articles have.
struct Index(HashMap<u64, u32>);

impl Index {
    fn new<'e>(items: impl Iterator<Item = (usize, &'e [u64])>) -> Index {
        let mut seen: HashMap<u64, (usize, usize)> = HashMap::new();
        for (article, features) in items {
            for f in features {
                let entry = seen.entry(*f).or_insert((usize::MAX, 0));
                if entry.0 != article {
                    *entry = (article, entry.1 + 1);
                }
            }
        }
        let mut kept: Vec<u64> = seen.iter().filter(|(_, s)| s.1 >= LEAST_ARTICLES).map(|(f, _)| *f).collect();
        kept.sort_unstable();
        Index(kept.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect())
    }

    fn dense(&self, features: &[u64]) -> Vec<u32> {
        features.iter().filter_map(|f| self.0.get(f).copied()).collect()
    }

    /// Minimises the loss over `items`; `each` adds the gradient of one item and returns its loss.
    fn learn<T: Sync>(&self, settings: Settings, items: &[T], each: impl Fn(&[f64], &T, &mut [f64]) -> f64 + Sync) -> Vec<u8> {
        let Settings { classes, strength } = settings;
        let sum = |weights: &[f64]| {
            let size = items.len().div_ceil(PARTS).max(1);
            let each = &each;
            let parts: Vec<(f64, Vec<f64>)> = std::thread::scope(|scope| {
                let part = |items: &[T]| {
                    let mut gradient = vec![0.0; weights.len()];
                    (items.iter().map(|i| each(weights, i, &mut gradient)).sum(), gradient)
                };
                let running: Vec<_> = items.chunks(size).map(|items| scope.spawn(move || part(items))).collect();
                running.into_iter().map(|r| r.join().expect("no panic in sums")).collect()
            });
            let mut gradient = weights.to_vec();
            let mut loss = weights.iter().map(|w| w * w).sum::<f64>() / 2.0;
            for (l, g) in parts {
                loss += l * strength;
                gradient.iter_mut().zip(g).for_each(|(a, b)| *a += b * strength);
            }
            (loss, gradient)
        };
        let start = vec![0.0; self.0.len() * classes];
        let problem = Problem { sum: &sum, last: RefCell::default() };
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), MEMORY);
        let weights = match Executor::new(&problem, solver).configure(|s| s.param(start.clone()).max_iters(STEPS)).run() {
            Ok(result) => result.state.best_param.unwrap_or(start),
            Err(e) => {
                eprintln!("learning stopped: {e}");
                start
            }
        };
        ClassWeights::write(classes, &self.rows(classes, &weights))
    }

    /// Rows in the order of their features, those of no weight left out.
    fn rows(&self, classes: usize, weights: &[f64]) -> Vec<(u64, Vec<f32>)> {
        let row = |i: u32| weights[i as usize * classes..][..classes].iter().map(|w| *w as f32).collect::<Vec<f32>>();
        let mut out: Vec<(u64, Vec<f32>)> = self.0.iter().map(|(f, i)| (*f, row(*i))).filter(|(_, r)| r.iter().any(|w| w.abs() > LEAST_WEIGHT)).collect();
        out.sort_by_key(|r| r.0);
        out
    }
}

/// Loss and gradient of weights.
type Sum<'a> = dyn Fn(&[f64]) -> (f64, Vec<f64>) + 'a;

/// The regularised loss, as the optimiser asks for it.
struct Problem<'a> {
    sum: &'a Sum<'a>,
    /// What was computed last: loss and gradient of the same weights are asked for one after the other.
    last: RefCell<(Vec<f64>, f64, Vec<f64>)>,
}

impl Problem<'_> {
    fn evaluate(&self, weights: &[f64]) {
        if self.last.borrow().0 != weights {
            let (loss, gradient) = (self.sum)(weights);
            *self.last.borrow_mut() = (weights.to_vec(), loss, gradient);
        }
    }
}

impl CostFunction for &Problem<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, weights: &Vec<f64>) -> Result<f64, Error> {
        self.evaluate(weights);
        Ok(self.last.borrow().1)
    }
}

impl Gradient for &Problem<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, Error> {
        self.evaluate(weights);
        Ok(self.last.borrow().2.clone())
    }
}
