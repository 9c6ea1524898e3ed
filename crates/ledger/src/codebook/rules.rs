//! The rules of the codebook's event pages as values. `codebook/README.md` documents their form.

use std::collections::HashMap;

use mithaq_text::hash::{BuildPassThrough, hash_str};
use mithaq_text::normal::normalize;

use super::plover::{EventType, Status};

static RULES: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.md"));

/// Part of speech of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TriggerClass {
    Verb,
    Noun,
    Adjective,
}

/// A role by which a rule names a side or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SideRole {
    Subject,
    Object,
    Object2,
    Genitive,
    Adjective,
    Agent,
    Host,
    Between,
    Speaker,
    /// An argument with that preposition (hash of its normal form).
    On(u64),
}

/// What fills a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Filler {
    /// A lemma, by the hash of its normal form.
    Lemma(u64),
    State,
    Person,
    Organisation,
    Armed,
    People,
    Place,
    Actor,
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Next,
    Previous,
    Near,
    Clause,
    Role(SideRole),
    That,
    Passive,
    Active,
    Future,
    Definite,
    Plural,
}

/// One condition of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The condition must not hold.
    pub negated: bool,
    /// Where it looks.
    pub place: Place,
    /// What must be there, any of them; empty: anything.
    pub fillers: Vec<Filler>,
}

/// One row of a rule table.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `TYPE/name` of the page and row.
    pub name: String,
    /// Type of the events it proposes.
    pub event_type: EventType,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// Roles that fill the actor side, in order of preference; the roles of one element join.
    pub actor: Vec<Vec<SideRole>>,
    /// Roles that fill the recipient side.
    pub recipient: Vec<Vec<SideRole>>,
    /// Mode, empty for none.
    pub mode: String,
    /// Status, where the rule itself says so.
    pub status: Option<Status>,
}

/// All rules, found by trigger.
pub struct Codebook {
    rules: Vec<Rule>,
    triggers: HashMap<(TriggerClass, u64), Vec<u32>, BuildPassThrough>,
}

impl Codebook {
    /// The codebook that was compiled into the program.
    ///
    /// # Errors
    /// The first row that does not fit the form, by page type and rule.
    pub fn embedded() -> Result<Codebook, String> {
        Codebook::parse(RULES)
    }

    /// Reads rule tables, each under a line `# TYPE`.
    ///
    /// # Errors
    /// The first row that does not fit the form: the rule, what was expected and what was found.
    pub fn parse(text: &str) -> Result<Codebook, String> {
        let mut book = Codebook { rules: Vec::new(), triggers: HashMap::default() };
        let mut page = None;
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("# ") {
                let name = title.split_whitespace().next().unwrap_or("");
                page = Some(EventType::from_name(name).ok_or_else(|| format!("expected one of PLOVER's types in a page's title, found `{title}`"))?);
                continue;
            }
            let page = page.ok_or("expected a line `# TYPE` before the first rule")?;
            book.row(page, line)?;
        }
        Ok(book)
    }

    fn row(&mut self, page: EventType, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [name, trigger, conditions, actor, recipient, mode, status] = cells[..] else {
            return Err(format!("{}: expected 7 cells in `{line}`, found {}", page.name(), cells.len()));
        };
        let wrong = |what: &str, found: &str| format!("{}/{name}: expected {what}, found `{found}`", page.name());
        let (event_type, short) = match name.split_once(':') {
            Some((other, short)) => (EventType::from_name(other).ok_or_else(|| wrong("a PLOVER type before the colon", other))?, short),
            None => (page, name),
        };
        let mode = mode.trim_matches('-');
        if !mode.is_empty() && !event_type.modes().any(|m| m == mode) {
            return Err(wrong(&format!("a mode of {}", event_type.name()), mode));
        }
        let status = match status.trim_matches('-') {
            "" => None,
            s => Some(Status::from_name(s).ok_or_else(|| wrong("a status", s))?),
        };
        let rule = Rule {
            name: format!("{}/{short}", page.name()),
            event_type,
            conditions: conditions
                .split_whitespace()
                .map(|c| condition(c).ok_or_else(|| wrong("a condition of codebook/README.md", c)))
                .collect::<Result<_, _>>()?,
            actor: sides(actor).ok_or_else(|| wrong("roles for the actor", actor))?,
            recipient: sides(recipient).ok_or_else(|| wrong("roles for the recipient", recipient))?,
            mode: mode.to_string(),
            status,
        };
        let index = self.rules.len() as u32;
        for t in trigger.split_whitespace() {
            let (class, lemma) = t.split_once(':').ok_or_else(|| wrong("a trigger such as V:اتهم", t))?;
            let class = match class {
                "V" => TriggerClass::Verb,
                "N" => TriggerClass::Noun,
                "A" => TriggerClass::Adjective,
                _ => return Err(wrong("V, N or A before the colon", t)),
            };
            let list = self.triggers.entry((class, lemma_hash(lemma))).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        self.rules.push(rule);
        Ok(())
    }

    /// The rules that a word of this class and lemma (hash of its normal form) can trigger, in the order of the pages.
    pub fn triggered(&self, class: TriggerClass, lemma: u64) -> &[u32] {
        self.triggers.get(&(class, lemma)).map_or(&[], Vec::as_slice)
    }

    /// The rule of that number.
    pub fn rule(&self, number: u32) -> &Rule {
        &self.rules[number as usize]
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// True without rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

fn lemma_hash(lemma: &str) -> u64 {
    hash_str(&normalize(lemma))
}

fn role(name: &str) -> Option<SideRole> {
    Some(match name {
        "subj" => SideRole::Subject,
        "obj" => SideRole::Object,
        "obj2" => SideRole::Object2,
        "gen" => SideRole::Genitive,
        "adj" => SideRole::Adjective,
        "by" => SideRole::Agent,
        "host" => SideRole::Host,
        "between" => SideRole::Between,
        "speaker" => SideRole::Speaker,
        _ => SideRole::On(lemma_hash(name.strip_prefix("on:")?)),
    })
}

fn sides(cell: &str) -> Option<Vec<Vec<SideRole>>> {
    cell.split_whitespace().filter(|c| *c != "-").map(|choice| choice.split('+').map(role).collect()).collect()
}

fn fillers(list: &str) -> Vec<Filler> {
    list.split([',', '،'])
        .filter(|f| !f.is_empty())
        .map(|f| match f {
            "@state" => Filler::State,
            "@person" => Filler::Person,
            "@org" => Filler::Organisation,
            "@armed" => Filler::Armed,
            "@people" => Filler::People,
            "@place" => Filler::Place,
            "@actor" => Filler::Actor,
            lemma => Filler::Lemma(lemma_hash(lemma)),
        })
        .collect()
}

fn condition(text: &str) -> Option<Condition> {
    let (negated, text) = text.strip_prefix('!').map_or((false, text), |t| (true, t));
    let simple = match text {
        "that" => Some(Place::That),
        "passive" => Some(Place::Passive),
        "active" => Some(Place::Active),
        "future" => Some(Place::Future),
        "definite" => Some(Place::Definite),
        "plural" => Some(Place::Plural),
        _ => None,
    };
    if let Some(place) = simple {
        return Some(Condition { negated, place, fillers: Vec::new() });
    }
    let (name, rest) = text.split_once(':').unwrap_or((text, ""));
    let (place, list) = match name {
        "next" => (Place::Next, rest),
        "prev" => (Place::Previous, rest),
        "near" => (Place::Near, rest),
        "clause" => (Place::Clause, rest),
        "on" => {
            let (preposition, list) = rest.split_once('=').unwrap_or((rest, ""));
            (Place::Role(SideRole::On(lemma_hash(preposition))), list)
        }
        _ => (Place::Role(role(name)?), rest),
    };
    let place_needs_words = !matches!(place, Place::Role(_));
    (!place_needs_words || !list.is_empty()).then(|| Condition { negated, place, fillers: fillers(list) })
}
