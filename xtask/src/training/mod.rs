//! `cargo xtask train events`: the weights behind events, from annotated articles.

mod articles;
mod countries;
mod examples;
mod parties;

use std::collections::BTreeMap;
use std::path::Path;

use mithaq_ledger::codebook::{CONTEXTS, Status};
use mithaq_ledger::coder::attributes::MODE_CLASSES;
use mithaq_ledger::coder::{EventWeights, Thresholds, sides};
use mithaq_ledger::{Knowledge, Reader};

use crate::learn::{Example, Settings, choose, classify, ready};
use articles::Trainer;
use examples::{Coverage, Examples, NO_EVENT};

/// Parts of the articles for cross-validation.
const FOLDS: usize = 5;

/// How far examples pull the weights, chosen by cross-validation.
mod strength {
    pub const GATE: f64 = 0.4;
    pub const COUNTRIES: f64 = 0.2;
    pub const TRIGGERS: f64 = 0.1;
    pub const SIDES: f64 = 0.08;
    pub const PARTIES: f64 = 0.03;
    pub const STATUS: f64 = 0.3;
    pub const MODE: f64 = 0.4;
    pub const CONTEXT: f64 = 0.2;
    pub const DATES: f64 = 0.03;
}

/// Cross-validates by article into `readings` (readings of every article by weights that have not seen it), then trains on all.
pub fn train(gold: &Path, models: &Path, readings: &Path) -> Result<(), String> {
    let mut trainer = Trainer::new(gold)?;
    let save = |name: &str, bytes: &[u8]| {
        println!("{name}: {} bytes", bytes.len());
        std::fs::write(models.join(name), bytes).map_err(|e| format!("{name}: {e}"))
    };
    let choices = countries::choices(&trainer);
    let learnt = choose(&choices.iter().collect::<Vec<_>>(), strength::COUNTRIES);
    save("countries.bin", &learnt)?;
    trainer.countries = ready(&learnt);
    let thresholds = Thresholds::parse(&std::fs::read_to_string(models.join("thresholds.tsv")).map_err(|e| format!("thresholds.tsv: {e}"))?)?;
    let learnt = classify(&examples::gate(&trainer).iter().collect::<Vec<_>>(), Settings { classes: 2, strength: strength::GATE });
    save("gate.bin", &learnt)?;
    let gate = ready(&learnt);
    let (all, coverage) = examples::examples(&trainer, gate, thresholds.gate);
    tell_coverage(&coverage, readings)?;
    // Which countries stand where is learnt from side probabilities as they are for articles that the side weights have not seen.
    let fold_weights: Vec<Learnt> = (0..FOLDS).map(|fold| Learnt::new(&all, |a| a % FOLDS != fold)).collect();
    let side_weights: Vec<_> = fold_weights.iter().map(|l| ready(&l.sides)).collect();
    let choices = parties::choices(&all, |article| side_weights[article % FOLDS]);
    let parties = |keep: &dyn Fn(usize) -> bool| choose(&choices.iter().filter(|c| keep(c.article)).collect::<Vec<_>>(), strength::PARTIES);
    let mut lines: Vec<String> = vec![String::new(); trainer.articles.len()];
    for (fold, learnt) in fold_weights.iter().enumerate() {
        let weights = EventWeights {
            countries: trainer.countries,
            gate,
            triggers: ready(&learnt.triggers),
            sides: ready(&learnt.sides),
            parties: ready(&parties(&|a| a % FOLDS != fold)),
            status: ready(&learnt.status),
            mode: ready(&learnt.mode),
            context: ready(&learnt.context),
            dates: ready(&learnt.dates),
            thresholds,
        };
        let knowledge = Knowledge::embedded()?.with_weights(weights);
        let mut reader = Reader::new(&knowledge);
        for (number, article) in trainer.articles.iter().enumerate().filter(|(n, _)| n % FOLDS == fold) {
            lines[number] = serde_json::to_string(&mithaq_ledger::json(&reader.read(&article.document()))).map_err(|e| e.to_string())?;
        }
    }
    std::fs::write(readings, lines.join("\n") + "\n").map_err(|e| format!("{}: {e}", readings.display()))?;
    println!("cross-validated readings: {}", readings.display());
    let whole = Learnt::new(&all, |_| true);
    save("triggers.bin", &whole.triggers)?;
    save("sides.bin", &whole.sides)?;
    save("parties.bin", &parties(&|_| true))?;
    save("status.bin", &whole.status)?;
    save("mode.bin", &whole.mode)?;
    save("context.bin", &whole.context)?;
    save("dates.bin", &whole.dates)
}

/// Weight files learnt from some of the articles.
struct Learnt {
    triggers: Vec<u8>,
    sides: Vec<u8>,
    status: Vec<u8>,
    mode: Vec<u8>,
    context: Vec<u8>,
    dates: Vec<u8>,
}

impl Learnt {
    fn new(all: &Examples, keep: impl Fn(usize) -> bool) -> Learnt {
        let learnt = |list: &[Example], classes: usize, strength: f64| {
            let kept: Vec<&Example> = list.iter().filter(|e| keep(e.article)).collect();
            classify(&kept, Settings { classes, strength })
        };
        Learnt {
            triggers: learnt(&all.triggers, NO_EVENT + 1, strength::TRIGGERS),
            sides: learnt(&all.sides, sides::CLASSES, strength::SIDES),
            status: learnt(&all.status, Status::ALL.len(), strength::STATUS),
            mode: learnt(&all.mode, MODE_CLASSES, strength::MODE),
            context: learnt(&all.context, CONTEXTS.len(), strength::CONTEXT),
            dates: choose(&all.dates.iter().filter(|c| keep(c.article)).collect::<Vec<_>>(), strength::DATES),
        }
    }
}

/// Prints how many sides mentions cover, and lists beside the readings what they do not.
fn tell_coverage(coverage: &Coverage, readings: &Path) -> Result<(), String> {
    let share = |a: usize, b: usize| a as f32 / b.max(1) as f32;
    let Coverage { sides, covered, country, missing, wrong } = coverage;
    println!("named sides {sides}: covered by a mention {:.3}, of these right country {:.3}", share(*covered, *sides), share(*country, *covered));
    let report = |name: &str, map: &BTreeMap<String, usize>| {
        let mut list: Vec<_> = map.iter().collect();
        list.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let text: String = list.iter().map(|(k, n)| format!("{n}\t{k}\n")).collect();
        std::fs::write(readings.with_extension(name), text).map_err(|e| e.to_string())
    };
    report("missing.tsv", missing)?;
    report("wrong.tsv", wrong)
}
