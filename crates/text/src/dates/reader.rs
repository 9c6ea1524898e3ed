//! A sentence as tokens, and the small things that dates are made of: numbers, ordinals, names of months, years.
//!
//! A method that takes a position answers with the position after what it read, or `None` where that does not stand there.

use jiff::civil::Date;

use super::Word;
use super::table::{Count, Cue, Meaning, Table, Token, Unit};
use super::value::DateValue;

/// The tokens of one sentence, and what is known while it is read from start to end.
pub(super) struct Reader<'a> {
    pub(super) words: &'a [Word<'a>],
    pub(super) text: &'a str,
    pub(super) table: &'static Table,
    tokens: Vec<Token>,
    /// The day on which the text was written.
    pub(super) today: Option<Date>,
    /// What the last expression of the sentence said.
    pub(super) seen: Option<DateValue>,
    /// The last year that the sentence states in digits.
    pub(super) stated_year: Option<i16>,
}

impl<'a> Reader<'a> {
    /// Looks up every word; `None` where no word can begin a date.
    pub(super) fn new(text: &'a str, words: &'a [Word<'a>], table: &'static Table, today: Option<Date>) -> Option<Reader<'a>> {
        let mut tokens = Vec::new();
        let mut promising = false;
        for (at, word) in words.iter().enumerate() {
            let token = table.token(word.norm, words[at + 1..].iter().map(|word| word.norm));
            promising |= carries(token.meaning);
            if token != Token::PLAIN && tokens.is_empty() {
                tokens = vec![Token::PLAIN; words.len()];
            }
            if let Some(slot) = tokens.get_mut(at) {
                *slot = token;
            }
        }
        promising.then_some(Reader { words, text, table, tokens, today, seen: None, stated_year: None })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(Token::PLAIN)
    }

    pub(super) fn meaning(&self, at: usize) -> Meaning {
        self.token(at).meaning
    }

    /// The meaning of the word before `at`.
    pub(super) fn before(&self, at: usize) -> Meaning {
        at.checked_sub(1).map_or(Meaning::Plain, |at| self.meaning(at))
    }

    /// The normal form of a word; empty past the end.
    pub(super) fn norm(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.norm)
    }

    /// The word as it is written.
    pub(super) fn surface(&self, at: usize) -> &'a str {
        self.words.get(at).and_then(|word| self.text.get(word.span.start()..word.span.end())).unwrap_or("")
    }

    /// The position after the token at `at`.
    pub(super) fn after(&self, at: usize) -> usize {
        at + usize::from(self.token(at).width)
    }

    /// True where nothing stands between the word and the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(at)) {
            (Some(before), Some(word)) => before.span.end() == word.span.start(),
            _ => false,
        }
    }

    pub(super) fn mark(&self, at: usize, mark: char) -> Option<usize> {
        (self.meaning(at) == Meaning::Mark(mark)).then_some(at + 1)
    }

    pub(super) fn cue(&self, at: usize, cue: Cue) -> Option<usize> {
        (self.meaning(at) == Meaning::Cue(cue)).then(|| self.after(at))
    }

    /// Past the cue where it stands, else where it was.
    pub(super) fn skip(&self, at: usize, cue: Cue) -> usize {
        self.cue(at, cue).unwrap_or(at)
    }

    /// A conjunction, standing alone or attached to the word at the position answered.
    pub(super) fn and(&self, at: usize) -> Option<usize> {
        self.cue(at, Cue::And).or_else(|| self.token(at).and.then_some(at))
    }

    /// `إلى`, `حتى`, `لغاية`, with or without `و`.
    pub(super) fn to(&self, at: usize) -> Option<usize> {
        self.cue(self.skip(at, Cue::And), Cue::To)
    }

    pub(super) fn relation(&self, at: usize) -> Option<(usize, i8)> {
        match self.meaning(at) {
            Meaning::Relation(relation) => Some((self.after(at), relation)),
            _ => None,
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<(usize, Unit, Count)> {
        match self.meaning(at) {
            Meaning::Unit(unit, count) => Some((self.after(at), unit, count)),
            _ => None,
        }
    }

    /// The unit in the singular without the article: `شهر` before a name, `عام` before a number.
    pub(super) fn label(&self, at: usize, unit: Unit) -> Option<usize> {
        (self.meaning(at) == Meaning::Unit(unit, Count::One)).then(|| self.after(at))
    }

    /// Digits, after a detached article where one stands (`الـ15`).
    pub(super) fn digits(&self, at: usize) -> Option<(usize, u32, u8)> {
        let at = self.skip(at, Cue::The);
        match self.meaning(at) {
            Meaning::Number { value, digits } => Some((at + 1, value, digits)),
            _ => None,
        }
    }

    /// A whole number in digits or words, up to 199: `24`, `ثلاثة`, `خمسة عشر`, `الأربع والعشرين`.
    pub(super) fn cardinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some((end, value, _)) = self.digits(at) {
            return Some((end, value));
        }
        let (mut end, mut value) = match self.meaning(at) {
            Meaning::Cardinal(value) => (at + 1, u32::from(value)),
            Meaning::Teen(value) if self.is_ten(at + 1) => return Some((at + 2, u32::from(value) + 10)),
            _ => return None,
        };
        if (3..10).contains(&value) && self.is_ten(end) {
            return Some((end + 1, value + 10));
        }
        while let Meaning::Cardinal(more) = self.meaning(end) {
            let grows = value == 100 || (value < 10 && more >= 20);
            if !(self.token(end).and && grows) {
                break;
            }
            (end, value) = (end + 1, value + u32::from(more));
        }
        Some((end, value))
    }

    /// `عشر` of the numbers from 11 to 19.
    fn is_ten(&self, at: usize) -> bool {
        self.meaning(at) == Meaning::Cardinal(10) && !self.token(at).article && !self.token(at).and
    }

    /// An ordinal in words: `الخامس`, `الخامس عشر`, `الحادي والعشرين`, `العشرين`.
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        match self.meaning(at) {
            Meaning::Ordinal(value) => {
                let value = u32::from(value);
                match self.meaning(at + 1) {
                    Meaning::Cardinal(10) if self.is_ten(at + 1) => Some((at + 2, value + 10)),
                    Meaning::Cardinal(tens @ 20..=90) if self.token(at + 1).and && self.token(at + 1).article => {
                        Some((at + 2, value + u32::from(tens)))
                    }
                    _ => Some((at + 1, value)),
                }
            }
            Meaning::Cardinal(tens @ 20..=90) if self.token(at).article => Some((at + 1, u32::from(tens))),
            _ => None,
        }
    }

    /// The day of a month, in digits or as an ordinal.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(usize, i8)> {
        let (end, value) = match self.digits(at) {
            Some((end, value, 1..=2)) => (end, value),
            Some(_) => return None,
            None => self.ordinal(at)?,
        };
        let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        Some((end, day))
    }

    /// A Gregorian month with its second name where one is given: `يوليو`, `يوليو (تموز)`, `تموز/يوليو`. The flag tells whether the
    /// name can stand for the month alone.
    pub(super) fn month_name(&self, at: usize) -> Option<(usize, i8, bool)> {
        let Meaning::Month { month, mut sure } = self.meaning(at) else { return None };
        sure |= self.surface(at).contains('آ');
        let end = self.after(at);
        let open = match self.meaning(end) {
            Meaning::Mark('(' | '/' | '-') => end + 1,
            _ => end,
        };
        match self.meaning(open) {
            Meaning::Month { month: second, .. } if second == month && !self.token(open).and => {
                let close = self.after(open);
                let close = if self.meaning(end) == Meaning::Mark('(') { self.mark(close, ')').unwrap_or(close) } else { close };
                Some((close, month, true))
            }
            _ => Some((end, month, sure)),
        }
    }

    /// Past the sign of the Gregorian era.
    pub(super) fn gregorian_sign(&self, at: usize) -> usize {
        self.skip(at, Cue::Gregorian)
    }

    /// A Gregorian year in digits after the word for year: `عام 2013`, `العام 2013م`, `من سنة 1948`.
    pub(super) fn labelled_year(&self, at: usize) -> Option<(usize, i16)> {
        let label = self.label(at, Unit::Year)?;
        let (end, year) = self.year_digits(label, 1000..=2199)?;
        let hijri = self.cue(end, Cue::Hijra).is_some();
        (!hijri).then_some((end, year))
    }

    /// Four digits that can be a Gregorian year.
    pub(super) fn year_digits(&self, at: usize, within: std::ops::RangeInclusive<u32>) -> Option<(usize, i16)> {
        match self.meaning(at) {
            Meaning::Number { value, digits: 4 } if within.contains(&value) => {
                Some((self.gregorian_sign(at + 1), i16::try_from(value).ok()?))
            }
            _ => None,
        }
    }
}

/// True for a meaning without which no sentence dates anything.
fn carries(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Month { .. }
            | Meaning::Hijri { .. }
            | Meaning::Weekday(_)
            | Meaning::Day(_)
            | Meaning::Tonight
            | Meaning::Relation(_)
            | Meaning::Unit(..)
            | Meaning::Decade(_)
            | Meaning::Season(_)
            | Meaning::Dotted
            | Meaning::Number { digits: 4, .. }
    )
}
