//! What a date expression says: a point of the calendar at some grain, or a range of two.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar period at one of four grains, from a day to a year (Gregorian).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day, written `2024-06-19`.
    Day(Date),
    /// An ISO week, written `2013-W20`; the date is its Monday.
    Week(Date),
    /// A month, written `2013-05`; the date is its first day.
    Month(Date),
    /// A year, written `1961`; the date is its first day.
    Year(Date),
}

impl Period {
    /// The ISO week that holds `day`.
    pub fn week_of(day: Date) -> Option<Period> {
        let iso = day.iso_week_date();
        let monday = ISOWeekDate::new(iso.year(), iso.week(), Weekday::Monday).ok()?;
        Some(Period::Week(monday.date()))
    }

    /// The month `month` (1 to 12) of `year`, or `None` where there is none.
    pub fn month(year: i16, month: i8) -> Option<Period> {
        Date::new(year, month, 1).ok().map(Period::Month)
    }

    /// The Gregorian year `year`.
    pub fn year(year: i16) -> Option<Period> {
        Date::new(year, 1, 1).ok().map(Period::Year)
    }

    /// First day of the period.
    pub fn first(self) -> Date {
        match self {
            Period::Day(date) | Period::Week(date) | Period::Month(date) | Period::Year(date) => date,
        }
    }

    /// Last day of the period.
    pub fn last(self) -> Date {
        match self {
            Period::Day(date) => date,
            Period::Week(date) => date.saturating_add(jiff::Span::new().days(6)),
            Period::Month(date) => date.last_of_month(),
            Period::Year(date) => date.last_of_year(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Period::Week(date) => {
                let iso = date.iso_week_date();
                write!(f, "{:04}-W{:02}", iso.year(), iso.week())
            }
            Period::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Period::Year(date) => write!(f, "{:04}", date.year()),
        }
    }
}

impl FromStr for Period {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Period, ParseValueError> {
        let error = || ParseValueError(text.to_owned());
        let number = |part: &str, digits: usize| -> Option<i16> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.splitn(3, '-');
        let year = parts.next().and_then(|part| number(part, 4)).ok_or_else(error)?;
        let period = match (parts.next(), parts.next()) {
            (None, _) => Period::year(year),
            (Some(week), None) if week.starts_with('W') => number(&week[1..], 2)
                .and_then(|week| ISOWeekDate::new(year, week as i8, Weekday::Monday).ok())
                .map(|monday| Period::Week(monday.date())),
            (Some(month), None) => number(month, 2).and_then(|month| Period::month(year, month as i8)),
            (Some(month), Some(day)) => number(month, 2)
                .zip(number(day, 2))
                .and_then(|(month, day)| Date::new(year, month as i8, day as i8).ok())
                .map(Period::Day),
        };
        period.ok_or_else(error)
    }
}

/// The value of a date expression: one [`Period`], or a range of two, written `A/B` with both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateValue {
    from: Period,
    to: Option<Period>,
}

impl DateValue {
    /// The range from `from` to `to`, or `None` where it would end before it starts.
    pub fn range(from: Period, to: Period) -> Option<DateValue> {
        (from.first() <= to.first() && from.last() <= to.last()).then_some(DateValue { from, to: Some(to) })
    }

    /// The period that the value names or starts with.
    pub fn from(self) -> Period {
        self.from
    }

    /// The period that a range ends with; `None` for a single period.
    pub fn to(self) -> Option<Period> {
        self.to
    }

    /// First day covered.
    pub fn first(self) -> Date {
        self.from.first()
    }

    /// Last day covered.
    pub fn last(self) -> Date {
        self.to.unwrap_or(self.from).last()
    }

    /// The day, where the value is exactly one day.
    pub fn day(self) -> Option<Date> {
        match (self.from, self.to) {
            (Period::Day(date), None) => Some(date),
            _ => None,
        }
    }
}

impl From<Period> for DateValue {
    fn from(from: Period) -> DateValue {
        DateValue { from, to: None }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            None => self.from.fmt(f),
            Some(to) => write!(f, "{}/{to}", self.from),
        }
    }
}

impl FromStr for DateValue {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<DateValue, ParseValueError> {
        match text.split_once('/') {
            None => text.parse::<Period>().map(DateValue::from),
            Some((from, to)) => {
                DateValue::range(from.parse()?, to.parse()?).ok_or_else(|| ParseValueError(text.to_owned()))
            }
        }
    }
}

impl Serialize for DateValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DateValue, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// A text that is no date value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseValueError(String);

impl fmt::Display for ParseValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date such as 2024-06-19, 2013-05, 1961, 2013-W20 or a range of two as A/B, found `{}`", self.0)
    }
}

impl std::error::Error for ParseValueError {}
