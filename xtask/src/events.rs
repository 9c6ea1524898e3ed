//! `cargo xtask train events`: the weights behind events, from annotated articles.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use mithaq_ledger::actors::{Evidence, Gazetteer, Memory, Mention, MentionKind, Setting, is_state_code, mentions};
use mithaq_ledger::codebook::{Codebook, EventType, Status};
use mithaq_ledger::coder::attributes::{CONTEXTS, MODE_CLASSES, context_features, mode_features, status_features};
use mithaq_ledger::coder::sides::{self, ACTOR, NEITHER, RECIPIENT, SideContext};
use mithaq_ledger::coder::trigger::{Gate, Trigger, can_trigger, features, gate_features};
use mithaq_ledger::coder::{ArticleView, EventWeights, Thresholds};
use mithaq_ledger::weights::ClassWeights;
use mithaq_ledger::{Knowledge, Reader};
use mithaq_text::{Analyzer, Models, Span};

use crate::gold::{self, Article, GoldEvent};
use crate::learn::{Example, Settings, learn};

const FOLDS: usize = 5;
const NONE: usize = 16;

/// The examples of every classifier behind events.
#[derive(Default)]
struct Examples {
    triggers: Vec<Example>,
    sides: Vec<Example>,
    status: Vec<Example>,
    mode: Vec<Example>,
    context: Vec<Example>,
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
    /// Weights of [`Evidence`], learnt first: everything else sees countries.
    pub countries: ClassWeights,
}

impl Trainer {
    pub fn new(path: &Path) -> Result<Trainer, String> {
        let weights = EventWeights::embedded()?;
        Ok(Trainer {
            countries: weights.countries,
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
            let mut analysis = analyzer.analyze(&document);
            let view = ArticleView::new(&document, &mut analysis.sentences, &self.gazetteer, &self.countries);
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

/// How many gold sides a mention covers, and how many of those have the right country.
#[derive(Default)]
struct Coverage {
    sides: usize,
    covered: usize,
    country: usize,
    missing: BTreeMap<String, usize>,
    wrong: BTreeMap<String, usize>,
}

/// Learns which words by themselves can be triggers: [`Gate`]'s weights.
fn gate_weights(trainer: &Trainer, prior: &HashMap<(u64, usize), usize>) -> Vec<u8> {
    let mut out: Vec<Example> = Vec::new();
    trainer.views(|number, article, view| {
        let triggers: std::collections::BTreeSet<(usize, usize)> = trigger_tokens(view, article, prior).into_iter().flatten().collect();
        for (s, sentence) in view.sentences.iter().enumerate() {
            for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| can_trigger(t)) {
                let mut features = Vec::new();
                gate_features(t, &trainer.book, &mut features);
                out.push(Example { features, class: usize::from(triggers.contains(&(s, i))), article: number, group: 0, weight: 1.0 });
            }
        }
    });
    let settings = Settings { classes: 2, rounds: 8, rate: 0.12, decay: 1e-2, least_articles: 3 };
    ClassWeights::write(2, &learn(&out.iter().collect::<Vec<_>>(), settings).rows())
}

fn examples(trainer: &Trainer, gate: ClassWeights, thresholds: Thresholds) -> (Examples, Coverage) {
    let prior = trainer.prior();
    let mut gate = Gate::new(gate, thresholds.gate);
    let (mut passed, mut turned_away) = (0, 0);
    let mut out = Examples::default();
    let mut coverage = Coverage::default();
    let mut group = 0;
    trainer.views(|number, article, view| {
        let mut labels: HashMap<(usize, usize), usize> = HashMap::new();
        let mut cache: Vec<u64> = Vec::new();
        let mut last: Option<(usize, usize, (EventType, Vec<usize>))> = None;
        let mut located: Vec<(&GoldEvent, Option<(usize, usize)>)> = article.events.iter().zip(trigger_tokens(view, article, &prior)).collect();
        located.sort_by_key(|l| l.1);
        for (e, at) in located {
            let (Some((s, i)), Some(ty)) = (at, EventType::from_name(&e.event_type)) else { continue };
            labels.entry((s, i)).or_insert(ty as usize);
            let trigger = Trigger::new(view, &trainer.book, s, i);
            group += 1;
            let example = |features: &Vec<u64>, class: usize| Example { features: features.clone(), class, article: number, group, weight: 1.0 };
            let before = last.as_ref().filter(|(sentence, at, _)| *sentence == s && *at < i).map(|l| &l.2);
            let context = SideContext::new(view, &trigger, ty, before);
            let sides = side_labels(view, article, e, s, &mut coverage);
            for (m, class) in sides.iter().copied().enumerate() {
                cache.clear();
                context.features(m, &mut cache);
                out.sides.push(example(&cache, class));
            }
            last = Some((s, i, (ty, sides)));
            cache.clear();
            status_features(view, &trainer.book, &trigger, ty, None, &mut cache);
            out.status.push(example(&cache, Status::from_name(&e.status).map_or(0, |s| s as usize)));
            cache.clear();
            mode_features(view, &trainer.book, &trigger, ty, &mut cache);
            out.mode.push(example(&cache, ty.modes().position(|m| m == e.mode).map_or(0, |m| m + 1)));
            for c in e.context.iter().filter_map(|c| CONTEXTS.iter().position(|k| k == c)) {
                cache.clear();
                context_features(view, &trigger, ty, &e.mode, &mut cache);
                out.context.push(example(&cache, c));
            }
        }
        for (s, sentence) in view.sentences.iter().enumerate() {
            for (i, t) in sentence.tokens.iter().enumerate() {
                if !gate.passes(t, &trainer.book) {
                    turned_away += usize::from(labels.contains_key(&(s, i)));
                    continue;
                }
                passed += 1;
                let trigger = Trigger::new(view, &trainer.book, s, i);
                cache.clear();
                features(view, &trainer.book, &trigger, &mut cache);
                out.triggers.push(Example {
                    features: cache.clone(),
                    class: labels.get(&(s, i)).copied().unwrap_or(NONE),
                    article: number,
                    group: 0,
                    weight: 1.0,
                });
            }
        }
    });
    println!("gate: {passed} words looked at, {turned_away} triggers turned away");
    (out, coverage)
}

/// Examples for [`Evidence`]: every candidate country of every gold actor whose words do not say its country. Class 1 is the right one.
fn country_examples(trainer: &Trainer) -> Vec<Example> {
    let mut analyzer = Analyzer::new(&trainer.models);
    let mut out = Vec::new();
    let mut group = 0;
    for (number, article) in trainer.articles.iter().enumerate() {
        let document = article.document();
        let analysis = analyzer.analyze(&document);
        let sentences = &analysis.sentences;
        let mut found: Vec<Vec<Mention>> = sentences.iter().map(|s| mentions(s, &document.text, &trainer.gazetteer, document.published)).collect();
        let said = found.clone();
        let evidence = Evidence::new(sentences, &said, &Setting::of_outlet(document.outlet.as_deref(), &trainer.gazetteer));
        let sides = article.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient)).chain(article.statements.iter().map(|s| &s.speaker));
        let gold: Vec<(Span, &str)> = sides.filter_map(|x| Some((article.span(x.start?, x.end?), x.country.as_str()))).collect();
        let mut memory = Memory::default();
        for (s, list) in found.iter_mut().enumerate() {
            for m in list.iter_mut() {
                let unnamed = m.country.is_empty() && m.kind != MentionKind::Place;
                let right = gold.iter().find(|g| g.0.overlaps(m.span) && is_state_code(g.1)).map(|g| g.1);
                if let (true, Some(right)) = (unnamed, right) {
                    group += 1;
                    for country in evidence.candidates() {
                        let mut features = Vec::new();
                        evidence.features(&memory, s, m, country, &mut features);
                        out.push(Example { features, class: usize::from(country == right), article: number, group, weight: 1.0 });
                    }
                    m.country = right.to_string();
                }
                memory.remember(&sentences[s].tokens, m);
            }
        }
    }
    out
}

/// For each mention of the sentence the side on which the gold names it.
fn side_labels(view: &ArticleView<'_>, article: &Article, e: &GoldEvent, sentence: usize, coverage: &mut Coverage) -> Vec<usize> {
    let mentions = &view.mentions[sentence];
    let mut labels = vec![NEITHER; mentions.len()];
    for (side, class) in [(&e.actor, ACTOR), (&e.recipient, RECIPIENT)] {
        for x in side {
            let (Some(start), Some(end)) = (x.start, x.end) else { continue };
            let span = article.span(start, end);
            let shared = |m: &Span| m.end().min(span.end()).saturating_sub(m.start().max(span.start()));
            let best = (0..mentions.len()).filter(|m| mentions[*m].span.overlaps(span)).max_by_key(|m| (shared(&mentions[*m].span), usize::MAX - m));
            coverage.sides += 1;
            match best {
                Some(m) => {
                    labels[m] = class;
                    coverage.covered += 1;
                    if mentions[m].country == x.country || mentions[m].country.is_empty() && x.country == "---" {
                        coverage.country += 1;
                    } else if x.country != "---" {
                        let what =
                            format!("{} gold {} read {} [{}]", span.of(&article.text), x.country, mentions[m].country, mentions[m].span.of(&article.text));
                        *coverage.wrong.entry(what).or_default() += 1;
                    } else {
                        coverage.country += 1;
                    }
                }
                None => *coverage.missing.entry(span.of(&article.text).to_string()).or_default() += 1,
            }
        }
    }
    labels
}

/// Weights learnt from the articles that `keep` keeps, as files.
fn weights(all: &Examples, keep: impl Fn(usize) -> bool) -> [(&'static str, Vec<u8>); 5] {
    let setting = |classes, decay| Settings { classes, rounds: 12, rate: 0.12, decay, least_articles: 3 };
    let envf = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
    let learnt = |list: &[Example], settings: Settings| {
        let kept: Vec<&Example> = list.iter().filter(|e| keep(e.article)).collect();
        ClassWeights::write(settings.classes, &learn(&kept, settings).rows())
    };
    [
        ("triggers.bin", learnt(&all.triggers, setting(NONE + 1, envf("DT", 3e-2)))),
        ("sides.bin", learnt(&all.sides, setting(sides::CLASSES, envf("DS", 1e-1)))),
        ("status.bin", learnt(&all.status, setting(Status::ALL.len(), 2e-1))),
        ("mode.bin", learnt(&all.mode, setting(MODE_CLASSES, 5e-2))),
        ("context.bin", learnt(&all.context, setting(CONTEXTS.len(), 1e-1))),
    ]
}

fn event_weights(countries: ClassWeights, gate: ClassWeights, files: [(&'static str, Vec<u8>); 5], thresholds: Thresholds) -> Result<EventWeights, String> {
    let [triggers, sides, status, mode, context] = files.map(|(_, bytes)| ClassWeights::from_static(bytes.leak()));
    Ok(EventWeights { countries, gate, triggers: triggers?, sides: sides?, status: status?, mode: mode?, context: context?, thresholds })
}

/// Prints how often the highest-scored candidate of a group is the right one, cross-validated, among groups that have the right one.
fn print_choice(name: &str, list: &[Example], settings: Settings) {
    let mut best: BTreeMap<usize, (f32, bool, bool)> = BTreeMap::new();
    for fold in 0..FOLDS {
        let kept: Vec<&Example> = list.iter().filter(|e| e.article % FOLDS != fold).collect();
        let bytes = ClassWeights::write(settings.classes, &learn(&kept, settings).rows()).leak();
        let weights = ClassWeights::from_static(bytes).expect("just written");
        let mut scores = Vec::new();
        for e in list.iter().filter(|e| e.article % FOLDS == fold) {
            weights.scores(&e.features, &mut scores);
            let score = scores[1] - scores[0];
            let b = best.entry(e.group).or_insert((f32::NEG_INFINITY, false, false));
            if score > b.0 {
                (b.0, b.1) = (score, e.class == 1);
            }
            b.2 |= e.class == 1;
        }
    }
    let (right, reachable) = (best.values().filter(|b| b.1).count(), best.values().filter(|b| b.2).count());
    println!("{name}: right {right} of {}, reachable {reachable}", best.len());
}

/// Prints the cross-validated accuracy of a classifier over its examples, and how often all examples of one event are right.
fn print_accuracy(name: &str, list: &[Example], settings: Settings) {
    let (mut right, mut wrong_groups, mut groups) = (0, std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for fold in 0..FOLDS {
        let kept: Vec<&Example> = list.iter().filter(|e| e.article % FOLDS != fold).collect();
        let bytes = ClassWeights::write(settings.classes, &learn(&kept, settings).rows()).leak();
        let weights = ClassWeights::from_static(bytes).expect("just written");
        let mut scores = Vec::new();
        for e in list.iter().filter(|e| e.article % FOLDS == fold) {
            weights.scores(&e.features, &mut scores);
            let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
            right += usize::from(best == e.class);
            groups.insert(e.group);
            if best != e.class {
                wrong_groups.insert(e.group);
            }
        }
    }
    println!(
        "{name}: {:.4} of {} right; whole events {:.4}",
        right as f32 / list.len() as f32,
        list.len(),
        1.0 - wrong_groups.len() as f32 / groups.len() as f32
    );
}

/// Cross-validates by article into `readings` (readings of every article by weights that have not seen it), then trains on all.
pub fn train(gold: &Path, models: &Path, readings: &Path) -> Result<(), String> {
    let mut trainer = Trainer::new(gold)?;
    let envf = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
    let countries = country_examples(&trainer);
    let country_settings = Settings { classes: 2, rounds: 12, rate: 0.12, decay: envf("DC", 5e-2), least_articles: 3 };
    print_choice("countries", &countries, country_settings);
    let learnt = ClassWeights::write(2, &learn(&countries.iter().collect::<Vec<_>>(), country_settings).rows());
    std::fs::write(models.join("countries.bin"), &learnt).map_err(|e| format!("countries.bin: {e}"))?;
    trainer.countries = ClassWeights::from_static(learnt.leak())?;
    let thresholds = Thresholds::parse(&std::fs::read_to_string(models.join("thresholds.tsv")).map_err(|e| format!("thresholds.tsv: {e}"))?)?;
    let gate = gate_weights(&trainer, &trainer.prior());
    std::fs::write(models.join("gate.bin"), &gate).map_err(|e| format!("gate.bin: {e}"))?;
    let gate = ClassWeights::from_static(gate.leak())?;
    let (all, coverage) = examples(&trainer, gate, thresholds);
    let share = |a: usize, b: usize| a as f32 / b.max(1) as f32;
    println!(
        "named sides {}: covered by a mention {:.3}, of these right country {:.3}",
        coverage.sides,
        share(coverage.covered, coverage.sides),
        share(coverage.country, coverage.covered)
    );
    let report = |name: &str, map: &BTreeMap<String, usize>| {
        let mut list: Vec<_> = map.iter().collect();
        list.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let text: String = list.iter().map(|(k, n)| format!("{n}\t{k}\n")).collect();
        std::fs::write(readings.with_extension(name), text).map_err(|e| e.to_string())
    };
    report("missing.tsv", &coverage.missing)?;
    report("wrong.tsv", &coverage.wrong)?;
    let probe = |classes| Settings { classes, rounds: envf("ROUNDS", 12.0) as usize, rate: envf("RATE", 0.12), decay: envf("DECAY", 6e-3), least_articles: 3 };
    print_accuracy("sides", &all.sides, probe(sides::CLASSES));
    print_accuracy("status", &all.status, probe(Status::ALL.len()));
    print_accuracy("mode", &all.mode, probe(MODE_CLASSES));
    if std::env::var("PROBE").is_ok() {
        return Ok(());
    }
    let mut lines: Vec<String> = vec![String::new(); trainer.articles.len()];
    for fold in 0..FOLDS {
        let knowledge = Knowledge::embedded()?.with_weights(event_weights(trainer.countries, gate, weights(&all, |a| a % FOLDS != fold), thresholds)?);
        let mut reader = Reader::new(&knowledge);
        for (number, article) in trainer.articles.iter().enumerate().filter(|(n, _)| n % FOLDS == fold) {
            lines[number] = serde_json::to_string(&mithaq_ledger::json(&reader.read(&article.document()))).map_err(|e| e.to_string())?;
        }
    }
    std::fs::write(readings, lines.join("\n") + "\n").map_err(|e| format!("{}: {e}", readings.display()))?;
    println!("cross-validated readings: {}", readings.display());
    for (name, bytes) in weights(&all, |_| true) {
        println!("{name}: {} bytes", bytes.len());
        std::fs::write(models.join(name), bytes).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}
