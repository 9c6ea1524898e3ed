//! Which year, and which side of today: what the words around a date decide.

use jiff::civil::Date;

use super::calendar;
use super::gregorian::{Named, NamedYear};
use super::reader::Reader;
use super::table::{Cue, Meaning, Unit};
use super::value::{DateValue, Period};

/// How many words before an expression can tell that it lies ahead.
const REACH: usize = 12;

/// An expression read: the position after it, and its value where it can be known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) value: Option<DateValue>,
}

impl Found {
    pub(super) fn value(end: usize, value: DateValue) -> Found {
        Found { end, value: Some(value) }
    }

    pub(super) fn day(end: usize, day: Date) -> Found {
        Found::value(end, Period::Day(day).into())
    }

    /// The same with another end.
    pub(super) fn until(self, end: usize) -> Found {
        Found { end, ..self }
    }
}

impl Reader<'_> {
    /// The value of a month or days of it: outer `None` for days that do not exist, inner `None` where the year cannot be known.
    pub(super) fn settle(&self, named: Named, at: usize) -> Option<Option<DateValue>> {
        let year = match named.year {
            NamedYear::Stated(year) => Some(year),
            NamedYear::Relative(shift) => self.today.and_then(|today| today.year().checked_add(i16::from(shift))),
            NamedYear::Same => self.seen.map(|seen| seen.first().year()).or(self.today.map(Date::year)),
            NamedYear::Nearest(relation) => return Some(self.today.and_then(|today| nearest(named, today, relation))),
            NamedYear::Silent => {
                if let Some(date) = self.landmark(named, at) {
                    return Some(Some(Period::Day(date).into()));
                }
                match self.stated_year {
                    Some(year) => Some(year),
                    None => return Some(self.today.and_then(|today| self.closest(named, today, at))),
                }
            }
        };
        match year {
            Some(year) => named.in_year(year).map(Some),
            None => Some(None),
        }
    }

    /// The date that a landmark row gives for the day and month after the word before them.
    fn landmark(&self, named: Named, at: usize) -> Option<Date> {
        let (day, last) = named.days?;
        let before = self.norm(at.checked_sub(1)?);
        let landmark = self.table.landmarks.iter().find(|mark| (mark.day, mark.month) == (day, named.month) && mark.follows(before))?;
        let known = self.today.is_none_or(|today| landmark.date <= today);
        (day == last && known).then_some(landmark.date)
    }

    /// The value in the year that brings it closest to today; the past wins unless the words before speak of what is to come.
    fn closest(&self, named: Named, today: Date, at: usize) -> Option<DateValue> {
        let ahead = self.looks_ahead(at);
        let year = today.year();
        let mut best: Option<(i64, DateValue)> = None;
        for year in [year - 1, year, year + 1] {
            let Some(value) = named.in_year(year) else { continue };
            let distance = if today < value.first() {
                days_between(today, value.first()) * if ahead { 1 } else { FUTURE_WEIGHT }
            } else if value.last() < today {
                days_between(value.last(), today) * if ahead { 4 } else { 1 }
            } else {
                0
            };
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, value));
            }
        }
        best.map(|(_, value)| value)
    }

    /// The day of the week meant by its bare name.
    pub(super) fn bare_weekday(&self, weekday: i8, today: Date, at: usize) -> Option<Date> {
        if self.looks_ahead(at) {
            calendar::weekday_on_or_after(today, weekday)
        } else {
            calendar::weekday_on_or_before(today, weekday)
        }
    }

    /// True where the words shortly before speak of what is to come.
    pub(super) fn looks_ahead(&self, at: usize) -> bool {
        for at in (at.saturating_sub(REACH)..at).rev() {
            match self.meaning(at) {
                Meaning::Cue(Cue::Future) => return true,
                Meaning::Mark('.' | ':' | '"' | '«' | '؛') => return false,
                Meaning::Plain if is_future_verb(self.norm(at)) => return true,
                _ => {}
            }
        }
        false
    }
}

/// How much farther than a past date a coming one seems without a word that points ahead.
const FUTURE_WEIGHT: i64 = 2;

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The last (-1), current (0) or next (1) month of its name, seen from today.
fn nearest(named: Named, today: Date, relation: i8) -> Option<DateValue> {
    let year = today.year();
    let day = named.days.map_or(0, |(first, _)| first);
    let before = named.month < today.month() || (named.month == today.month() && day > 0 && day <= today.day());
    let after = named.month > today.month() || (named.month == today.month() && day > today.day());
    let year = match relation {
        ..=-2 => year - 1 - i16::from(!before),
        -1 => year - i16::from(!before),
        0 if named.month > today.month() + 6 => year - 1,
        0 if named.month + 6 < today.month() => year + 1,
        0 => year,
        1 => year + i16::from(!after),
        2.. => year + 1 + i16::from(!after),
    };
    named.in_year(year)
}

/// True for a verb with the particle of the future: `سيلتقي`, `وستعقد`.
fn is_future_verb(norm: &str) -> bool {
    let verb = norm.strip_prefix(['و', 'ف']).unwrap_or(norm);
    let Some(rest) = verb.strip_prefix("سي").or_else(|| verb.strip_prefix("ست")) else { return false };
    // Nouns and names that begin with the same letters.
    const NOUNS: [&str; 26] = [
        "اس", "ار", "ناري", "نا", "طر", "ده", "د", "في", "رغ", "رج", "ول", "ر", "ف", "ل", "ه", "ين", "ون", "راتي", "يف", "اد", "اق", "اج", "ام", "وف",
        "سي", "ائر",
    ];
    rest.chars().count() >= 2 && !NOUNS.iter().any(|noun| rest == *noun || (noun.chars().count() > 1 && rest.starts_with(noun)))
}

/// A period counted from the one that holds today.
pub(super) fn counted_period(today: Date, unit: Unit, count: i64) -> Option<DateValue> {
    calendar::period(calendar::shift(today, unit, count)?, unit).map(DateValue::from)
}
