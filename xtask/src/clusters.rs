//! `cargo xtask train clusters`: words that stand in like company, from raw news.
//!
//! Skip-gram with negative sampling (Mikolov et al. 2013) over lemmas, then k-means. The file holds cluster numbers by lemma hash; no passage of
//! the corpus can be read back from it. The same corpus gives the same file.

use std::collections::HashMap;
use std::path::Path;

use mithaq_ledger::coder::clusters::{GRAINS, write};
use mithaq_text::{Analyzer, Document, Models, WordKind};

const DIMENSIONS: usize = 64;
const WINDOW: usize = 4;
const NEGATIVES: usize = 5;
const ROUNDS: usize = 3;
const LEAST: u32 = 15;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// Sentences as numbers of lemmas; for each number its hash and count.
type Corpus = (Vec<Vec<u32>>, Vec<u64>, Vec<u32>);

/// Lemmas of the corpus as numbers, sentence by sentence, with the hash of each number; rarer ones are left out.
fn corpus(path: &Path) -> Result<Corpus, String> {
    let models = Models::embedded().map_err(|e| e.to_string())?;
    let mut analyzer = Analyzer::new(&models);
    let mut raw: Vec<Vec<u64>> = Vec::new();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for text in crate::frequency::texts(path)? {
        for sentence in analyzer.analyze(&Document::new("", "", &text)).sentences {
            let lemmas: Vec<u64> = sentence.tokens.iter().filter(|t| t.kind() == WordKind::Arabic).map(|t| t.lemma_hash()).collect();
            lemmas.iter().for_each(|l| *counts.entry(*l).or_default() += 1);
            raw.push(lemmas);
        }
    }
    let mut kept: Vec<(u64, u32)> = counts.into_iter().filter(|c| c.1 >= LEAST).collect();
    kept.sort_unstable_by_key(|c| (std::cmp::Reverse(c.1), c.0));
    let number: HashMap<u64, u32> = kept.iter().enumerate().map(|(i, c)| (c.0, i as u32)).collect();
    let sentences = raw.iter().map(|s| s.iter().filter_map(|l| number.get(l).copied()).collect()).collect();
    Ok((sentences, kept.iter().map(|c| c.0).collect(), kept.iter().map(|c| c.1).collect()))
}

fn skip_gram(sentences: &[Vec<u32>], counts: &[u32]) -> Vec<f32> {
    let n = counts.len();
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut input: Vec<f32> = (0..n * DIMENSIONS).map(|_| (random.unit() - 0.5) / DIMENSIONS as f32).collect();
    let mut output = vec![0f32; n * DIMENSIONS];
    let mut table: Vec<u32> = Vec::with_capacity(1 << 20);
    let total: f64 = counts.iter().map(|c| f64::from(*c).powf(0.75)).sum();
    for (i, c) in counts.iter().enumerate() {
        let share = f64::from(*c).powf(0.75) / total * (1 << 20) as f64;
        table.resize(table.len() + share.round() as usize, i as u32);
    }
    let words: f64 = counts.iter().map(|c| f64::from(*c)).sum();
    let keep: Vec<f32> = counts.iter().map(|c| ((1e-4 * words / f64::from(*c)).sqrt().min(1.0)) as f32).collect();
    let all = sentences.len() * ROUNDS;
    for step in 0..all {
        let rate = 0.04 * (1.0 - step as f32 / all as f32).max(0.02);
        let s: Vec<u32> = sentences[step % sentences.len()].iter().copied().filter(|w| random.unit() < keep[*w as usize]).collect();
        for (i, word) in s.iter().enumerate() {
            let reach = 1 + random.next() as usize % WINDOW;
            let at = *word as usize * DIMENSIONS;
            for (j, neighbour) in s.iter().enumerate().take(i + reach + 1).skip(i.saturating_sub(reach)) {
                if j == i {
                    continue;
                }
                let mut change = [0f32; DIMENSIONS];
                for k in 0..=NEGATIVES {
                    let (target, label) = if k == 0 { (*neighbour, 1.0) } else { (table[random.next() as usize % table.len()], 0.0) };
                    let to = target as usize * DIMENSIONS;
                    let dot: f32 = (0..DIMENSIONS).map(|d| input[at + d] * output[to + d]).sum();
                    let g = (label - 1.0 / (1.0 + (-dot).exp())) * rate;
                    for d in 0..DIMENSIONS {
                        change[d] += g * output[to + d];
                        output[to + d] += g * input[at + d];
                    }
                }
                (0..DIMENSIONS).for_each(|d| input[at + d] += change[d]);
            }
        }
    }
    for row in input.chunks_mut(DIMENSIONS) {
        let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        row.iter_mut().for_each(|x| *x /= norm);
    }
    input
}

/// Spherical k-means; starts from evenly spaced words, so that frequent and rare ones seed alike.
fn k_means(vectors: &[f32], k: usize) -> Vec<u16> {
    let n = vectors.len() / DIMENSIONS;
    let row = |i: usize| &vectors[i * DIMENSIONS..(i + 1) * DIMENSIONS];
    let mut centres: Vec<f32> = (0..k).flat_map(|c| row(c * n.min(k * 8) / k).to_vec()).collect();
    let mut assigned = vec![0u16; n];
    for _ in 0..12 {
        for (i, slot) in assigned.iter_mut().enumerate() {
            let score = |c: usize| (0..DIMENSIONS).map(|d| centres[c * DIMENSIONS + d] * row(i)[d]).sum::<f32>();
            let mut best = (f32::NEG_INFINITY, 0);
            for c in 0..k {
                let s = score(c);
                if s > best.0 {
                    best = (s, c);
                }
            }
            *slot = best.1 as u16;
        }
        let mut sums = vec![0f32; k * DIMENSIONS];
        for (i, c) in assigned.iter().enumerate() {
            (0..DIMENSIONS).for_each(|d| sums[*c as usize * DIMENSIONS + d] += row(i)[d]);
        }
        for (c, sum) in sums.chunks_mut(DIMENSIONS).enumerate() {
            let norm = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
            if norm > 1e-6 {
                (0..DIMENSIONS).for_each(|d| centres[c * DIMENSIONS + d] = sum[d] / norm);
            }
        }
    }
    assigned
}

/// Trains on a file of articles and writes the clusters.
pub fn train(articles: &Path, out: &Path) -> Result<(), String> {
    let (sentences, hashes, counts) = corpus(articles)?;
    println!("{} sentences, {} lemmas", sentences.len(), hashes.len());
    let vectors = skip_gram(&sentences, &counts);
    let grains: Vec<Vec<u16>> = GRAINS.iter().map(|k| k_means(&vectors, *k)).collect();
    let mut rows: Vec<(u64, [u16; 2])> = hashes.iter().enumerate().map(|(i, h)| (*h, [grains[0][i], grains[1][i]])).collect();
    rows.sort_unstable();
    let bytes = write(&rows);
    println!("{}: {} bytes", out.display(), bytes.len());
    std::fs::write(out, bytes).map_err(|e| format!("{}: {e}", out.display()))
}
