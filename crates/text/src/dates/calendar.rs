//! Calendar arithmetic: shifts, the nearest fitting year, and the Hijri calendar of Umm al-Qura.
//!
//! Everything answers `None` where the calendar has no such day.

use icu_calendar::cal::Hijri;
use jiff::Span;
use jiff::civil::Date;

use super::table::Unit;
use super::value::{DateValue, Period};

/// `date` moved by `count` units.
pub(super) fn shift(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = match unit {
        Unit::Hour => return shift(date, Unit::Day, count / 24),
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The period of the unit's grain that holds `date`; decades have none.
pub(super) fn period(date: Date, unit: Unit) -> Option<Period> {
    match unit {
        Unit::Hour | Unit::Day => Some(Period::Day(date)),
        Unit::Week => Period::week_of(date),
        Unit::Month => Some(Period::Month(date.first_of_month())),
        Unit::Year => Some(Period::Year(date.first_of_year())),
        Unit::Decade => None,
    }
}

/// The decade that starts with `year`.
pub(super) fn decade(year: i16) -> Option<DateValue> {
    DateValue::range(Period::year(year)?, Period::year(year.checked_add(9)?)?)
}

/// The days `first` to `last` of a month, as a range.
pub(super) fn days_of(year: i16, month: i8, first: i8, last: i8) -> Option<DateValue> {
    DateValue::range(Period::Day(Date::new(year, month, first).ok()?), Period::Day(Date::new(year, month, last).ok()?))
}

/// The last day of the week `weekday` (Monday is 1) on or before `date`.
pub(super) fn weekday_on_or_before(date: Date, weekday: i8) -> Option<Date> {
    let back = (date.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    shift(date, Unit::Day, -i64::from(back))
}

/// The first day of the week `weekday` (Monday is 1) on or after `date`.
pub(super) fn weekday_on_or_after(date: Date, weekday: i8) -> Option<Date> {
    let ahead = (weekday - date.weekday().to_monday_one_offset()).rem_euclid(7);
    shift(date, Unit::Day, i64::from(ahead))
}

/// The Gregorian day of a Hijri date by the Umm al-Qura calendar (month lengths of KACST for the years 1300 to 1600).
pub(super) fn hijri(year: i16, month: u8, day: u8) -> Option<Date> {
    let calendar = Hijri::new_umm_al_qura();
    let iso = icu_calendar::Date::try_new_hijri_with_calendar(i32::from(year), month, day, calendar).ok()?.to_iso();
    Date::new(iso.year().extended_year().try_into().ok()?, iso.month().ordinal.try_into().ok()?, iso.day_of_month().0.try_into().ok()?).ok()
}

/// The days of a Hijri month, as a range.
pub(super) fn hijri_month(year: i16, month: u8) -> Option<DateValue> {
    let first = hijri(year, month, 1)?;
    let last = hijri(year, month, 30).or_else(|| hijri(year, month, 29))?;
    DateValue::range(Period::Day(first), Period::Day(last))
}

/// The days of a Hijri year, as a range.
pub(super) fn hijri_year(year: i16) -> Option<DateValue> {
    let last = hijri(year, 12, 30).or_else(|| hijri(year, 12, 29))?;
    DateValue::range(Period::Day(hijri(year, 1, 1)?), Period::Day(last))
}

/// The Hijri year in which the Gregorian day falls.
pub(super) fn hijri_year_of(date: Date) -> Option<i16> {
    let iso = icu_calendar::Date::try_new_iso(i32::from(date.year()), date.month().try_into().ok()?, date.day().try_into().ok()?).ok()?;
    let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
    hijri.year().extended_year().try_into().ok()
}
