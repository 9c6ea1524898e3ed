//! The weights behind events, as one value.

use crate::weights::ClassWeights;

/// Trained weights that decide on events. Each is trained by `cargo xtask train events`.
#[derive(Clone, Copy)]
pub struct EventWeights {
    /// Whether a country is that of an unnamed actor.
    pub countries: ClassWeights,
    /// Whether a word by itself can be a trigger.
    pub gate: ClassWeights,
    /// Type of a word as a trigger; the last class is no event.
    pub triggers: ClassWeights,
    /// Side of a mention: neither, actor, recipient.
    pub sides: ClassWeights,
    /// Assignment of countries to sides.
    pub parties: ClassWeights,
    /// Status.
    pub status: ClassWeights,
    /// Mode of a known type: none, then its modes.
    pub mode: ClassWeights,
    /// Context.
    pub context: ClassWeights,
    /// Date of an event.
    pub dates: ClassWeights,
    /// Decision points.
    pub thresholds: Thresholds,
}

/// Where decisions fall; chosen by cross-validation on the training articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// A word is looked at where its own probability of being a trigger is at least this.
    pub gate: f32,
    /// A word is a trigger where the probability of no event is below this.
    pub none: f32,
    /// A mention of no known country stands on a side where the probability of neither is below this.
    pub neither: f32,
    /// An event has no date where the probability of none is above this.
    pub undated: f32,
}

impl Thresholds {
    /// Reads `name<TAB>value` lines.
    ///
    /// # Errors
    /// A message naming the line that does not fit.
    pub fn parse(text: &str) -> Result<Thresholds, String> {
        let mut out = Thresholds { gate: 0.01, none: 0.5, neither: 0.5, undated: 0.5 };
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (name, value) = line.split_once('\t').ok_or_else(|| format!("thresholds.tsv: expected name and value, found `{line}`"))?;
            let value: f32 = value.parse().map_err(|_| format!("thresholds.tsv: expected a number for {name}, found `{value}`"))?;
            match name {
                "gate" => out.gate = value,
                "none" => out.none = value,
                "neither" => out.neither = value,
                "undated" => out.undated = value,
                _ => return Err(format!("thresholds.tsv: expected `gate`, `none`, `neither` or `undated`, found `{name}`")),
            }
        }
        Ok(out)
    }
}

impl EventWeights {
    /// The weights that are part of the program.
    ///
    /// # Errors
    /// When an embedded file does not fit the program.
    pub fn embedded() -> Result<EventWeights, String> {
        macro_rules! weights {
            ($name:literal) => {
                ClassWeights::from_static(include_bytes!(concat!("../../../../models/ar/", $name))).map_err(|e| format!("models/ar/{}: {e}", $name))?
            };
        }
        Ok(EventWeights {
            countries: weights!("countries.bin"),
            gate: weights!("gate.bin"),
            triggers: weights!("triggers.bin"),
            sides: weights!("sides.bin"),
            parties: weights!("parties.bin"),
            status: weights!("status.bin"),
            mode: weights!("mode.bin"),
            context: weights!("context.bin"),
            dates: weights!("dates.bin"),
            thresholds: Thresholds::parse(include_str!("../../../../models/ar/thresholds.tsv"))?,
        })
    }
}
