//! The words that dates are made of, from `lexicon/ar/dates.tsv`, in one hash table under every form that particles and article give them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::normal::normalize;

const SOURCE: &str = include_str!("../../../../lexicon/ar/dates.tsv");

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// How many units a unit's form tells of by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// A singular: `يوم`.
    One,
    /// A dual: `يومين`.
    Two,
    /// A plural: `أيام`.
    Many,
    /// A dual before the two that it announces: `يومي 6 و7`.
    Pair,
}

/// What a word can say in a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Not a word of dates.
    Plain,
    /// A number in digits, with how many digits it has.
    Number { value: u32, digits: u8 },
    /// A number with separators inside, such as `19.6.2024` or `3.5`.
    Dotted,
    /// A mark of punctuation.
    Mark(char),
    /// A Gregorian month; a name that is also another word is not `sure`.
    Month { month: i8, sure: bool },
    /// A Hijri month; a name that is also another word is not `sure`.
    Hijri { month: u8, sure: bool },
    /// A day of the week, Monday being 1.
    Weekday(i8),
    /// A day counted from today.
    Day(i8),
    /// The night of today.
    Tonight,
    /// A part of a day: morning, noon.
    Part,
    /// Periods counted from the current one: last, this, next.
    Relation(i8),
    Unit(Unit, Count),
    /// Beginning (-1), middle (0) or end (1) of a period.
    Edge(i8),
    Cardinal(u16),
    /// The unit of a number from 11 to 12, said before `عشر` only.
    Teen(u16),
    Ordinal(u16),
    /// The years of a decade: 80 for `الثمانينات`.
    Decade(i16),
    /// A season by its first month.
    Season(i8),
    /// A part of a year by its number of months.
    Fraction(i8),
    Cue(Cue),
}

/// Function words and other words around dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    And,
    In,
    Of,
    To,
    Between,
    Ago,
    Since,
    After,
    During,
    This,
    That,
    Same,
    OfIt,
    Dated,
    Equals,
    About,
    Vague,
    Every,
    Gregorian,
    Hijra,
    Age,
    Century,
    The,
    Or,
    Named,
    Fiscal,
    Against,
    Future,
    Place,
    Office,
    Counted,
    Numbered,
}

/// One word or fixed phrase as it stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) meaning: Meaning,
    /// Number of words that the phrase covers.
    pub(super) width: u8,
    /// Letters of attached particles before it, not part of the expression.
    pub(super) particles: u8,
    /// It begins with the attached conjunction `و`.
    pub(super) and: bool,
    /// It has the article.
    pub(super) article: bool,
}

impl Token {
    pub(super) const PLAIN: Token = Token::bare(Meaning::Plain);

    const fn bare(meaning: Meaning) -> Token {
        Token { meaning, width: 1, particles: 0, and: false, article: false }
    }
}

/// A date that is remembered by its day and month: after one of `before`, the phrase means that `date`.
#[derive(Debug)]
pub(super) struct Landmark {
    before: Vec<String>,
    pub(super) day: i8,
    pub(super) month: i8,
    pub(super) date: Date,
}

impl Landmark {
    /// True where `norm`, attached particles aside, introduces the landmark.
    pub(super) fn follows(&self, norm: &str) -> bool {
        let bare = norm.trim_start_matches(['و', 'ف']);
        let bare = bare.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(bare);
        self.before.iter().any(|word| norm == word || bare == word)
    }
}

#[derive(Default)]
struct Slot {
    alone: Option<Token>,
    /// Phrases that begin with the word: the words that must follow, longest first.
    longer: Vec<(Vec<String>, Token)>,
}

/// The parsed table.
pub(super) struct Table {
    slots: HashMap<String, Slot, BuildHasherDefault<Fnv>>,
    pub(super) landmarks: Vec<Landmark>,
    /// Day and month of dates that name a party (`14 آذار`).
    pub(super) names: Vec<(i8, i8)>,
}

/// The table of the language, parsed on first use.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::parse(SOURCE))
}

impl Table {
    /// The token that starts at the first of `norms`.
    pub(super) fn token<'a>(&self, norm: &str, following: impl Iterator<Item = &'a str> + Clone) -> Token {
        let Some(&first) = norm.as_bytes().first() else { return Token::PLAIN };
        if first.is_ascii_digit() {
            return number(norm);
        }
        if first < 0x80 || matches!(norm, "–" | "—" | "،" | "«" | "»") {
            let mark = norm.chars().next().filter(|_| norm.chars().count() == 1);
            return mark.map_or(Token::PLAIN, |mark| Token::bare(Meaning::Mark(if mark == '–' || mark == '—' { '-' } else { mark })));
        }
        let Some(slot) = self.slots.get(norm) else { return Token::PLAIN };
        for (rest, token) in &slot.longer {
            let ahead = following.clone();
            if rest.iter().map(String::as_str).eq(ahead.take(rest.len())) {
                return *token;
            }
        }
        slot.alone.unwrap_or(Token::PLAIN)
    }

    fn parse(source: &str) -> Table {
        let mut table = Table { slots: HashMap::default(), landmarks: Vec::new(), names: Vec::new() };
        let mut rows = Vec::new();
        let mut remembered = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut columns = line.split('\t');
            let (Some(form), Some(kind), Some(value)) = (columns.next(), columns.next(), columns.next()) else { continue };
            match kind {
                "landmark" | "name" => remembered.push((normalize(form), value)),
                _ => rows.extend(meaning(kind, value).map(|meaning| (normalize(form), meaning))),
            }
        }
        // Forms as they are written come first, so that no particle is seen in a word that merely begins like one.
        for pass in [Pass::Written, Pass::Derived] {
            for (form, meaning) in &rows {
                table.add(form, *meaning, pass);
            }
        }
        for (form, value) in remembered {
            table.remember(&form, value);
        }
        table
    }

    fn add(&mut self, form: &str, meaning: Meaning, pass: Pass) {
        let mut words = form.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Vec<String> = words.map(str::to_owned).collect();
        for (key, mut token) in forms(first, meaning, pass) {
            token.width = 1 + rest.len() as u8;
            let slot = self.slots.entry(key).or_default();
            if rest.is_empty() {
                slot.alone.get_or_insert(token);
            } else if !slot.longer.iter().any(|(other, _)| *other == rest) {
                slot.longer.push((rest.clone(), token));
                slot.longer.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
    }

    /// Takes in a row `before|before 25 يناير` with its date, or a name `14 آذار`.
    fn remember(&mut self, form: &str, value: &str) {
        let (mut before, mut day, mut month) = (Vec::new(), 0, 0);
        let words: Vec<&str> = form.split(' ').collect();
        for (at, &word) in words.iter().enumerate() {
            match self.token(word, words[at + 1..].iter().copied()).meaning {
                Meaning::Number { value, .. } => day = value.try_into().unwrap_or_default(),
                Meaning::Month { month: found, .. } => month = found,
                _ => before.extend(word.split('|').map(str::to_owned)),
            }
        }
        match value.parse() {
            Ok(date) => self.landmarks.push(Landmark { before, day, month, date }),
            Err(_) => self.names.push((day, month)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Written,
    Derived,
}

/// The forms of `first` with its particles and, where its kind takes one, the article.
fn forms(first: &str, meaning: Meaning, pass: Pass) -> Vec<(String, Token)> {
    if pass == Pass::Written {
        return vec![(first.to_owned(), Token { article: first.starts_with("ال"), ..Token::bare(meaning) })];
    }
    let (stem, bare, article) = match first.strip_prefix("ال") {
        Some(stem) if !matches!(meaning, Meaning::Cue(_)) => (stem, false, true),
        _ => (first, true, takes_article(meaning)),
    };
    let lam = if stem.starts_with('ل') { "ل" } else { "لل" };
    let mut out = Vec::new();
    for and in ["", "و", "ف"] {
        let lead = and.chars().count() as u8;
        let mut push = |prefix: &str, particles: u8, article: bool| {
            let token = Token { particles, and: and == "و", article, ..Token::bare(meaning) };
            out.push((format!("{and}{prefix}{stem}"), token));
        };
        if bare {
            let particles: &[&str] = if takes_particles(meaning) { &["", "ب", "ل", "ك"] } else { &[""] };
            for &particle in particles {
                push(particle, lead + particle.chars().count() as u8, false);
            }
        }
        if article {
            push("ال", lead, true);
            push("بال", lead + 1, true);
            push("كال", lead + 1, true);
            push(lam, lead, true);
        }
    }
    out
}

/// Function words take `و` and `ف` at most; `لم` is not `ل` before the sign of the era.
fn takes_particles(meaning: Meaning) -> bool {
    !matches!(meaning, Meaning::Cue(_)) || takes_article(meaning)
}

fn takes_article(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Part
            | Meaning::Unit(..)
            | Meaning::Cardinal(_)
            | Meaning::Ordinal(_)
            | Meaning::Decade(_)
            | Meaning::Season(_)
            | Meaning::Fraction(_)
            | Meaning::Cue(Cue::Place | Cue::Office | Cue::Numbered | Cue::Named)
    )
}

/// The meaning of a row's kind and value.
fn meaning(kind: &str, value: &str) -> Option<Meaning> {
    Some(match kind {
        "month" => Meaning::Month { month: value.parse().ok()?, sure: true },
        "month?" => Meaning::Month { month: value.parse().ok()?, sure: false },
        "hijri" => Meaning::Hijri { month: value.parse().ok()?, sure: true },
        "hijri?" => Meaning::Hijri { month: value.parse().ok()?, sure: false },
        "weekday" => Meaning::Weekday(value.parse().ok()?),
        "day" => Meaning::Day(value.parse().ok()?),
        "tonight" => Meaning::Tonight,
        "part" => Meaning::Part,
        "relation" => Meaning::Relation(value.parse().ok()?),
        "unit" => {
            let (unit, count) = value.split_once(':')?;
            Meaning::Unit(self::unit(unit)?, self::count(count)?)
        }
        "edge" => Meaning::Edge(value.parse().ok()?),
        "cardinal" => Meaning::Cardinal(value.parse().ok()?),
        "teen" => Meaning::Teen(value.parse().ok()?),
        "ordinal" => Meaning::Ordinal(value.parse().ok()?),
        "decade" => Meaning::Decade(value.parse().ok()?),
        "season" => Meaning::Season(value.parse().ok()?),
        "fraction" => Meaning::Fraction(value.parse().ok()?),
        "cue" => Meaning::Cue(cue(value)?),
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => return None,
    })
}

fn count(name: &str) -> Option<Count> {
    Some(match name {
        "1" => Count::One,
        "2" => Count::Two,
        "many" => Count::Many,
        "pair" => Count::Pair,
        _ => return None,
    })
}

fn cue(name: &str) -> Option<Cue> {
    Some(match name {
        "and" => Cue::And,
        "in" => Cue::In,
        "of" => Cue::Of,
        "to" => Cue::To,
        "between" => Cue::Between,
        "ago" => Cue::Ago,
        "since" => Cue::Since,
        "after" => Cue::After,
        "during" => Cue::During,
        "this" => Cue::This,
        "that" => Cue::That,
        "same" => Cue::Same,
        "of-it" => Cue::OfIt,
        "dated" => Cue::Dated,
        "equals" => Cue::Equals,
        "about" => Cue::About,
        "vague" => Cue::Vague,
        "every" => Cue::Every,
        "gregorian" => Cue::Gregorian,
        "hijra" => Cue::Hijra,
        "age" => Cue::Age,
        "century" => Cue::Century,
        "the" => Cue::The,
        "or" => Cue::Or,
        "named" => Cue::Named,
        "fiscal" => Cue::Fiscal,
        "against" => Cue::Against,
        "future" => Cue::Future,
        "place" => Cue::Place,
        "office" => Cue::Office,
        "counted" => Cue::Counted,
        "numbered" => Cue::Numbered,
        _ => return None,
    })
}

/// A token for digits; a number too long for a date has a value that fits none.
fn number(norm: &str) -> Token {
    if norm.bytes().all(|b| b.is_ascii_digit()) {
        let value = norm.parse().unwrap_or(u32::MAX);
        Token::bare(Meaning::Number { value, digits: norm.len().min(255) as u8 })
    } else {
        Token::bare(Meaning::Dotted)
    }
}

/// FNV-1a: short keys, a table that never changes and no need against chosen keys.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
