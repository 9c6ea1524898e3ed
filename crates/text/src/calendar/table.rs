//! Words of dates, from `lexicon/ar/calendar.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::hash::{BuildPassThrough, hash_str};

/// What a word, or a run of words, says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A Gregorian month.
    Month(i8),
    /// A month of the Hijri calendar.
    Hijri(u8),
    /// A weekday, Monday 1.
    Weekday(i8),
    /// Days from publication.
    Day(i64),
    /// Before (-1), around (0) or after (1) publication: الماضي، الجاري، المقبل.
    Turn(i64),
    /// The week (`w`), month (`m`) or year (`y`).
    Unit(char),
    /// A day of the month in words.
    Ordinal(i8),
    /// `عام` before a year.
    Year,
}

type Table = HashMap<u64, Vec<(Vec<&'static str>, Meaning)>, BuildPassThrough>;

/// Meanings by the first word of a run, longest run first.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut out = Table::default();
        let rows = include_str!("../../../../lexicon/ar/calendar.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        for cells in rows.map(|r| r.split('\t').collect::<Vec<_>>()) {
            let [kind, value, words] = cells[..] else { continue };
            let number: i64 = value.parse().unwrap_or(0);
            let meaning = match kind {
                "month" => Meaning::Month(number as i8),
                "hijri" => Meaning::Hijri(number as u8),
                "weekday" => Meaning::Weekday(number as i8),
                "day" => Meaning::Day(number),
                "unit" => Meaning::Unit(value.chars().next().unwrap_or('m')),
                "ordinal" => Meaning::Ordinal(number as i8),
                "year" => Meaning::Year,
                _ => Meaning::Turn(number),
            };
            for run in words.split('|') {
                let run: Vec<&'static str> = run.split(' ').collect();
                out.entry(hash_str(run[0])).or_default().push((run, meaning));
            }
        }
        out.values_mut().for_each(|list| list.sort_by_key(|r| std::cmp::Reverse(r.0.len())));
        out
    })
}

/// The meanings of the words at the start of `words` (without attached particles), each with the number of words, longest first.
pub(super) fn meanings<'w>(words: &'w [&'w str]) -> impl Iterator<Item = (Meaning, usize)> + 'w {
    let list = words.first().and_then(|w| table().get(&hash_str(w))).map_or(&[][..], Vec::as_slice);
    list.iter().filter(move |(run, _)| words.get(..run.len()).is_some_and(|w| w == run.as_slice())).map(|(run, m)| (*m, run.len()))
}
