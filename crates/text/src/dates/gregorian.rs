//! Gregorian dates by name and in figures: `19 حزيران/يونيو 2024`, `الخامس عشر من مايو`, `يناير الماضي`, `2024-06-19`, `عام 1967`.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::calendar;
use super::context::Found;
use super::reader::Reader;
use super::table::{Count, Cue, Meaning, Unit};
use super::value::{DateValue, Period};

/// Years that stand without a word for year.
const PLAIN_YEARS: RangeInclusive<u32> = 1800..=2099;

/// A month or days of it, before the year is settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) days: Option<(i8, i8)>,
    pub(super) month: i8,
    pub(super) year: NamedYear,
}

/// What a date says of its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedYear {
    /// Nothing.
    Silent,
    /// In digits.
    Stated(i16),
    /// Counted from the current year: `العام الماضي`.
    Relative(i8),
    /// `نفس العام`.
    Same,
    /// The month is the last one or the next one of its name: `يونيو الماضي`.
    Nearest(i8),
}

impl Named {
    /// The value in the year.
    pub(super) fn in_year(self, year: i16) -> Option<DateValue> {
        match self.days {
            None => Period::month(year, self.month).map(DateValue::from),
            Some((first, last)) if first == last => Date::new(year, self.month, first).ok().map(|day| Period::Day(day).into()),
            Some((first, last)) => calendar::days_of(year, self.month, first, last),
        }
    }

    /// True where some year has the days.
    fn exists(self) -> bool {
        self.in_year(2000).is_some()
    }
}

impl Reader<'_> {
    /// A month or days of a month, or a range from one to another.
    pub(super) fn gregorian(&self, at: usize) -> Option<Found> {
        let (end, named) = self.named(at)?;
        if let Some(found) = self.named_range(at, end, named) {
            return Some(found);
        }
        let value = self.settle(named, at)?;
        Some(Found { end, value })
    }

    /// A month or days of a month with what is said of the year.
    pub(super) fn named(&self, at: usize) -> Option<(usize, Named)> {
        let (days_end, days) = match self.days(at) {
            Some((end, first, last)) => (end, Some((first, last))),
            None => (at, None),
        };
        let of = if days.is_some() { self.skip(days_end, Cue::Of) } else { days_end };
        let start = self.label(of, Unit::Month).unwrap_or(of);
        let (end, month, sure) = self.month_name(start)?;
        let (end, year) = self.year_of_month(end);
        let named = Named { days, month, year };
        if !named.exists() {
            return None;
        }
        let company = sure || days.is_some() || start != of || year != NamedYear::Silent || self.expects_month(at);
        let bare = year == NamedYear::Silent && start == of;
        (company && !(bare && self.names_something(at, days, month))).then_some((end, named))
    }

    /// True where the words before want a time, so that even a name that is also another word is a month.
    fn expects_month(&self, at: usize) -> bool {
        let attached = self.token(at).particles > u8::from(self.token(at).and);
        !attached && matches!(self.before(at), Meaning::Cue(Cue::In | Cue::Since | Cue::To | Cue::During) | Meaning::Edge(_))
    }

    /// True where a day and month, or a month, belong to the name of a place, a party or an upheaval.
    fn names_something(&self, at: usize, days: Option<(i8, i8)>, month: i8) -> bool {
        let before = self.before(at);
        match days {
            Some((day, _)) => {
                let short = self.after(at) == at + 1 && self.meaning(at + 2) != Meaning::Mark('/');
                before == Meaning::Cue(Cue::Place) || (short && self.table.names.contains(&(day, month)) && !self.follows_day(at))
            }
            None => matches!(before, Meaning::Cue(Cue::Place | Cue::Named)),
        }
    }

    /// True where `يوم` or a preposition of time announces the day.
    fn follows_day(&self, at: usize) -> bool {
        matches!(self.before(at), Meaning::Unit(Unit::Day, _) | Meaning::Weekday(_) | Meaning::Cue(Cue::In | Cue::Since))
    }

    /// Days of a month: one, or two as a range (`12 و13`, `3-9`, `4 إلى 6`).
    fn days(&self, at: usize) -> Option<(usize, i8, i8)> {
        let (end, first) = self.day_of_month(at)?;
        let dash = self.mark(end, '-').or_else(|| self.to(end));
        if let Some((end, last)) = dash.and_then(|next| self.day_of_month(next)) {
            return (last > first).then_some((end, first, last));
        }
        if let Some((end, last)) = self.and(end).and_then(|next| self.day_of_month(next)) {
            return (last == first + 1).then_some((end, first, last));
        }
        Some((end, first, first))
    }

    /// What follows a month and tells its year, with the position after it.
    fn year_of_month(&self, at: usize) -> (usize, NamedYear) {
        let plain = self.mark(at, '/').unwrap_or(at);
        if let Some((end, year)) = self.year_digits(plain, PLAIN_YEARS) {
            return (end, NamedYear::Stated(year));
        }
        if let Some((end, relation)) = self.relation(at) {
            return (end, NamedYear::Nearest(relation));
        }
        let of = self.skip(at, Cue::Of);
        if let Some((end, year)) = self.labelled_year(of).or_else(|| self.year_digits(of, PLAIN_YEARS)) {
            return (end, NamedYear::Stated(year));
        }
        if let Some((end, Unit::Year)) = self.same(of) {
            return (end, NamedYear::Same);
        }
        match self.relative_unit(of) {
            Some((end, Unit::Year, relation)) => (end, NamedYear::Relative(relation)),
            _ => (at, NamedYear::Silent),
        }
    }

    /// A range whose ends are months or days: `من 18 مارس إلى 28 مارس القادم`, `17 يوليو حتى 19 منه`.
    fn named_range(&self, at: usize, end: usize, first: Named) -> Option<Found> {
        let next = match self.mark(end, '-') {
            Some(next) => next,
            None => {
                let opened = matches!(self.before(at), Meaning::Cue(Cue::Of | Cue::Since | Cue::Between));
                let between = self.before(at) == Meaning::Cue(Cue::Between);
                self.to(end).or_else(|| self.and(end).filter(|_| between)).filter(|_| opened)?
            }
        };
        let next = self.label(next, Unit::Day).unwrap_or(next);
        let (end, second) = match self.named(next) {
            Some(found) => found,
            None => {
                let (end, day) = self.day_of_month(next)?;
                (self.cue(end, Cue::OfIt)?, Named { days: Some((day, day)), ..first })
            }
        };
        if first.days.is_some() != second.days.is_some() {
            return None;
        }
        let value = match (self.settle(first, at)?, self.settle(second, next)?) {
            (Some(mut from), Some(mut to)) => {
                if first.year == NamedYear::Silent {
                    let earlier = i16::from(first.month > second.month);
                    from = first.in_year(to.first().year().checked_sub(earlier)?)?;
                } else if second.year == NamedYear::Silent {
                    let later = i16::from(second.month < first.month);
                    to = second.in_year(from.first().year().checked_add(later)?)?;
                }
                Some(DateValue::range(from.from(), to.to().unwrap_or(to.from()))?)
            }
            _ => None,
        };
        Some(Found { end, value })
    }

    /// A date in figures: `19/6/2024`, `2024-06-19`, `19.6.2024`, and with the sign of the Hijra in that calendar.
    pub(super) fn figures(&self, at: usize) -> Option<Found> {
        let (end, parts) = match self.meaning(at) {
            Meaning::Dotted => (at + 1, dotted(self.norm(at))?),
            Meaning::Number { value, .. } => {
                let Meaning::Mark(mark @ ('/' | '-')) = self.meaning(at + 1) else { return None };
                let (middle, last) = (self.meaning(at + 2), self.meaning(at + 4));
                let joined = (at + 1..=at + 4).all(|at| self.touches(at));
                match (middle, last) {
                    (Meaning::Number { value: middle, .. }, Meaning::Number { value: last, .. }) if joined && self.mark(at + 3, mark).is_some() => {
                        (at + 5, [value, middle, last])
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        let (year, month, day) = match parts {
            [year, month, day] if year >= 1000 => (year, month, day),
            [month, day, year] if year >= 1000 && day > 12 => (year, month, day),
            [day, month, year] if year >= 1000 => (year, month, day),
            _ => return None,
        };
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let hijra = self.cue(end, Cue::Hijra);
        let date = if hijra.is_some() || (1300..=1500).contains(&year) {
            calendar::hijri(year, month.try_into().ok()?, day.try_into().ok()?)?
        } else if (1800..=2199).contains(&year) {
            Date::new(year, month, day).ok()?
        } else {
            return None;
        };
        Some(Found::day(hijra.unwrap_or_else(|| self.gregorian_sign(end)), date))
    }

    /// A year or a range of years: `عام 1967`, `بين عامي 2010 و2012`, `2010-2012`, or four digits where a year can stand.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let pair = match self.unit(at) {
            Some((next, Unit::Year, Count::Two | Count::Pair)) => Some(next),
            _ => None,
        };
        let (end, first) = match pair {
            Some(next) => self.year_digits(next, PLAIN_YEARS)?,
            None => self.labelled_year(at).or_else(|| self.plain_year(at))?,
        };
        let between = pair.is_some() || self.before(at) == Meaning::Cue(Cue::Between);
        let dash = self.mark(end, '-').or_else(|| self.mark(end, '/')).filter(|&next| self.touches(next) || self.meaning(end) == Meaning::Mark('-'));
        let next = dash.or_else(|| self.to(end)).or_else(|| self.and(end).filter(|_| between));
        if let Some((end, second)) = next.and_then(|next| self.labelled_year(next).or_else(|| self.year_digits(next, PLAIN_YEARS))) {
            if second > first {
                let value = DateValue::range(Period::year(first)?, Period::year(second)?)?;
                return Some(Found::value(end, value));
            }
        }
        (pair.is_none()).then_some(Found::value(end, Period::year(first)?.into()))
    }

    /// Four digits without a word for year, unless they count or number something.
    fn plain_year(&self, at: usize) -> Option<(usize, i16)> {
        let (end, year) = self.year_digits(at, PLAIN_YEARS)?;
        let timed = matches!(self.before(at), Meaning::Cue(Cue::In | Cue::Since | Cue::To | Cue::After | Cue::Ago | Cue::Between | Cue::Named));
        let opens = at == 0 && matches!(self.meaning(end), Meaning::Mark('-' | ':'));
        if matches!(self.before(at), Meaning::Cue(Cue::Numbered | Cue::About | Cue::Against) | Meaning::Month { .. } | Meaning::Mark('/' | '+')) {
            return None;
        }
        if matches!(self.meaning(end), Meaning::Cue(Cue::Counted | Cue::Hijra) | Meaning::Unit(..) | Meaning::Mark('%' | '$')) {
            return None;
        }
        if end < self.len() && self.touches(end) && matches!(self.meaning(end), Meaning::Number { .. } | Meaning::Dotted | Meaning::Mark('/')) {
            return None;
        }
        // Round numbers and years far back are more often counts.
        let usual = (1900..2050).contains(&year) && year % 100 != 0;
        (timed || opens || (usual && !self.counts(end))).then_some((end, year))
    }

    /// True where the word looks like a counted noun: bare of article and particles, and no word that the table knows.
    fn counts(&self, at: usize) -> bool {
        let norm = self.norm(at);
        self.meaning(at) == Meaning::Plain
            && norm.chars().count() > 2
            && norm.chars().all(char::is_alphabetic)
            && !norm.starts_with("ال")
            && !norm.starts_with(['و', 'ف', 'ب', 'ل'])
            && matches!(norm.chars().last(), Some('ا' | 'ه'))
    }
}

/// The three numbers of `19.6.2024`.
fn dotted(norm: &str) -> Option<[u32; 3]> {
    let mut parts = norm.split('.').map(|part| part.parse().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}
