//! `cargo xtask train events`: the weights behind events, from annotated articles.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use mithaq_ledger::actors::{Gazetteer, Setting};
use mithaq_ledger::codebook::{Codebook, EventType};
use mithaq_ledger::coder::ArticleView;
use mithaq_ledger::coder::trigger::{Trigger, can_trigger, features};
use mithaq_text::{Analyzer, Models, Span};

use crate::gold::{self, Article, GoldEvent};
use crate::learn::{Example, Model, Settings, learn};

const FOLDS: usize = 5;
const NONE: usize = 16;

/// One token of one article as an example, with where it stands.
struct Candidate {
    example: Example,
    gold_sentence: usize,
}

/// The tokens that annotated triggers stand for: for each event the sentence and token of its head word.
pub fn trigger_tokens(view: &ArticleView<'_>, article: &Article, prior: &HashMap<(u64, usize), usize>) -> Vec<Option<(usize, usize)>> {
    article
        .events
        .iter()
        .map(|e| {
            let span = article.span(e.trigger.start, e.trigger.end);
            let ty = EventType::from_name(&e.event_type)? as usize;
            let mut best: Option<(usize, (usize, usize))> = None;
            for (s, sentence) in view.sentences.iter().enumerate().filter(|(_, s)| s.span.overlaps(span)) {
                for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| t.span.overlaps(span) && can_trigger(t)) {
                    let score = prior.get(&(t.lemma_hash(), ty)).copied().unwrap_or(0);
                    if best.is_none_or(|b| score > b.0) {
                        best = Some((score, (s, i)));
                    }
                }
            }
            best.map(|b| b.1)
        })
        .collect()
}

fn single_word(article: &Article, e: &GoldEvent) -> Option<Span> {
    let span = article.span(e.trigger.start, e.trigger.end);
    (!span.of(&article.text).contains(' ')).then_some(span)
}

/// What training needs of the whole collection.
pub struct Trainer {
    pub models: Models,
    pub gazetteer: Gazetteer,
    pub book: Codebook,
    pub articles: Vec<Article>,
}

impl Trainer {
    pub fn new(path: &Path) -> Result<Trainer, String> {
        Ok(Trainer {
            models: Models::embedded().map_err(|e| e.to_string())?,
            gazetteer: Gazetteer::embedded(),
            book: Codebook::embedded()?,
            articles: gold::read(path)?,
        })
    }

    /// Calls `each` with every article's number and view.
    pub fn views(&self, mut each: impl FnMut(usize, &Article, &ArticleView<'_>)) {
        let mut analyzer = Analyzer::new(&self.models);
        for (number, article) in self.articles.iter().enumerate() {
            let document = article.document();
            let analysis = analyzer.analyze(&document);
            let view = ArticleView::new(&document, &analysis, &self.gazetteer, &Setting { outlet_country: "" });
            each(number, article, &view);
        }
    }

    /// How often a lemma is a one-word trigger of a type.
    pub fn prior(&self) -> HashMap<(u64, usize), usize> {
        let mut prior = HashMap::new();
        self.views(|_, article, view| {
            for e in &article.events {
                let (Some(span), Some(ty)) = (single_word(article, e), EventType::from_name(&e.event_type)) else { continue };
                for t in view.sentences.iter().flat_map(|s| &s.tokens).filter(|t| t.span.overlaps(span)) {
                    *prior.entry((t.lemma_hash(), ty as usize)).or_default() += 1;
                }
            }
        });
        prior
    }
}

/// Trains trigger weights, prints what cross-validation by article says, and writes them.
pub fn train_triggers(trainer: &Trainer, out: &Path) -> Result<f32, String> {
    let prior = trainer.prior();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut gold: Vec<BTreeMap<(usize, usize), usize>> = Vec::new();
    let mut lost = 0;
    trainer.views(|number, article, view| {
        let mut labels: HashMap<(usize, usize), usize> = HashMap::new();
        let mut here = BTreeMap::new();
        for (e, at) in article.events.iter().zip(trigger_tokens(view, article, &prior)) {
            let ty = EventType::from_name(&e.event_type).map_or(NONE, |t| t as usize);
            let span = article.span(e.trigger.start, e.trigger.end);
            *here.entry((article.sentence_at(span.start()), ty)).or_default() += 1;
            match at {
                Some(at) => {
                    labels.entry(at).or_insert(ty);
                }
                None => lost += 1,
            }
        }
        gold.push(here);
        for (s, sentence) in view.sentences.iter().enumerate() {
            for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| can_trigger(t)) {
                let trigger = Trigger::new(view, &trainer.book, s, i);
                let mut list = Vec::new();
                features(view, &trainer.book, &trigger, &mut list);
                let class = labels.get(&(s, i)).copied().unwrap_or(NONE);
                candidates.push(Candidate {
                    example: Example { features: list, class, article: number, weight: 1.0 },
                    gold_sentence: article.sentence_at(t.span.start()),
                });
            }
        }
    });
    let envf = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
    let settings = Settings { classes: NONE + 1, rounds: envf("ROUNDS", 12.0) as usize, rate: envf("RATE", 0.12), decay: envf("DECAY", 2e-4), least_articles: envf("LEAST", 3.0) as usize };
    println!("{} candidates, {} events, {lost} triggers without a token", candidates.len(), gold.iter().flat_map(|g| g.values()).sum::<usize>());
    let mut probabilities: Vec<Vec<f32>> = vec![Vec::new(); candidates.len()];
    for fold in 0..FOLDS {
        let examples: Vec<&Example> = candidates.iter().filter(|c| c.example.article % FOLDS != fold).map(|c| &c.example).collect();
        let model = learn(&examples, settings);
        for (c, p) in candidates.iter().zip(&mut probabilities).filter(|(c, _)| c.example.article % FOLDS == fold) {
            *p = model.probabilities(&c.example.features);
        }
    }
    let mut best = (0.0f32, 0.5f32);
    for step in 4..=16 {
        let threshold = step as f32 * 0.05;
        let mut read: Vec<BTreeMap<(usize, usize), usize>> = vec![BTreeMap::new(); gold.len()];
        for (c, p) in candidates.iter().zip(&probabilities) {
            if let Some(ty) = decide(p, threshold) {
                *read[c.example.article].entry((c.gold_sentence, ty)).or_default() += 1;
            }
        }
        let count = |m: &BTreeMap<(usize, usize), usize>| m.values().sum::<usize>();
        let hit: usize = gold.iter().zip(&read).map(|(g, r)| g.iter().map(|(k, n)| (*n).min(r.get(k).copied().unwrap_or(0))).sum::<usize>()).sum();
        let (g, r): (usize, usize) = (gold.iter().map(count).sum(), read.iter().map(count).sum());
        let (precision, recall) = (hit as f32 / r.max(1) as f32, hit as f32 / g as f32);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("  none below {threshold:.2}: P {precision:.3} R {recall:.3} F1 {f1:.3}");
        if f1 > best.0 {
            best = (f1, threshold);
        }
    }
    println!("triggers: cross-validated event F1 {:.3} at {:.2}", best.0, best.1);
    let all: Vec<&Example> = candidates.iter().map(|c| &c.example).collect();
    write(&learn(&all, settings), NONE + 1, out)?;
    Ok(best.1)
}

/// The most likely type, where no event is less likely than the threshold.
pub fn decide(p: &[f32], threshold: f32) -> Option<usize> {
    let ty = (0..NONE).max_by(|a, b| p[*a].total_cmp(&p[*b]))?;
    (p[NONE] < threshold).then_some(ty)
}

fn write(model: &Model, classes: usize, out: &Path) -> Result<(), String> {
    let rows = model.rows();
    let bytes = mithaq_ledger::weights::ClassWeights::write(classes, &rows);
    println!("{}: {} features, {} bytes", out.display(), rows.len(), bytes.len());
    std::fs::write(out, bytes).map_err(|e| format!("{}: {e}", out.display()))
}
