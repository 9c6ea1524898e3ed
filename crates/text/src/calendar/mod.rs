//! Date expressions: the words that fix a calendar day, month, year or week, and their ISO value.
//!
//! Gregorian months of every naming tradition, also doubled (`يونيو/ حزيران`), numeric dates, Hijri dates by the Umm al-Qura calendar,
//! weekdays, days and periods relative to the day of publication.

mod table;

use icu_calendar::Iso;
use icu_calendar::cal::Hijri;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::{Span, Token};
use table::{Meaning, meanings};

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateWords {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// The words, without attached particles.
    pub span: Span,
    /// ISO value with grain, or a range `A/B`; `None` where it is relative and no day of publication is known.
    pub value: Option<String>,
}

/// The date expressions of a sentence.
pub fn dates(tokens: &[Token], published: Option<Date>) -> Vec<DateWords> {
    let words: Vec<&str> = tokens.iter().map(plain).collect();
    let mut reader = Reader { words: &words, tokens, published };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.expression(at) {
            Some((end, value)) => {
                let span = tokens[at].span_without_proclitics_if(particle(&tokens[at])).cover(tokens[end - 1].span);
                out.push(DateWords { start: at, end, span, value });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn particle(t: &Token) -> bool {
    t.clitics().conjunction.is_some() || t.clitics().preposition.is_some()
}

/// The normal form without attached conjunction and preposition; `لل` keeps its own form.
fn plain(t: &Token) -> &str {
    let norm = t.norm();
    let mut rest = norm;
    if let Some(c) = t.clitics().conjunction {
        rest = rest.strip_prefix(c).unwrap_or(rest);
    }
    if let Some(c) = t.clitics().preposition.filter(|c| *c != 'ل' || !t.clitics().article) {
        rest = rest.strip_prefix(c).unwrap_or(rest);
    }
    if rest.is_empty() { norm } else { rest }
}

struct Reader<'a> {
    words: &'a [&'a str],
    tokens: &'a [Token],
    published: Option<Date>,
}

/// The token after the expression, and its value where it can be told.
type Read = Option<(usize, Option<String>)>;

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or("")
    }

    fn number(&self, at: usize) -> Option<i32> {
        self.word(at).parse().ok()
    }

    fn meaning<T>(&self, at: usize, pick: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        meanings(self.words.get(at..)?).find_map(|(m, n)| Some((pick(m)?, at + n)))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (month, mut end) = self.meaning(at, |m| if let Meaning::Month(n) = m { Some(n) } else { None })?;
        // يونيو/ حزيران, حزيران (يونيو): the same month twice.
        if matches!(self.word(end), "/" | "(" | "-")
            && let Some((again, after)) = self.meaning(end + 1, |m| if let Meaning::Month(n) = m { Some(n) } else { None })
            && again == month
        {
            end = after + usize::from(self.word(end) == "(" && self.word(after) == ")");
        }
        Some((month, end))
    }

    fn turn(&self, at: usize) -> Option<(i64, usize)> {
        self.meaning(at, |m| if let Meaning::Turn(n) = m { Some(n) } else { None })
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let start = if self.meaning(at, |m| (m == Meaning::Year).then_some(())).is_some() || self.word(at) == "من" { at + 1 } else { at };
        let start = if start > at && self.word(start) == "عام" { start + 1 } else { start };
        let year = self.number(start).filter(|y| (1000..=2100).contains(y) && self.word(start).len() == 4)?;
        Some((year as i16, start + 1))
    }

    fn expression(&mut self, at: usize) -> Read {
        self.numeric(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.hijri(at))
            .or_else(|| self.relative_day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.unit(at))
            .or_else(|| self.year_alone(at))
    }

    /// 19/6/2024, 2024-06-19, 19-6-2024.
    fn numeric(&self, at: usize) -> Read {
        let mark = self.word(at + 1);
        if !matches!(mark, "/" | "-") || self.word(at + 3) != mark {
            return None;
        }
        let (a, b, c) = (self.number(at)?, self.number(at + 2)?, self.number(at + 4)?);
        let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = if (1300..1500).contains(&year) {
            hijri_day(year, month as u8, day as u8)?
        } else {
            Date::new(year, month, day).ok().filter(|d| d.year() >= 1000)?
        };
        let end = at + 5 + usize::from(matches!(self.word(at + 5), "ه" | "م"));
        Some((end, Some(date.to_string())))
    }

    /// 19 يونيو 2024, الخامس من مايو, 15 مايو الماضي.
    fn day_and_month(&self, at: usize) -> Read {
        let ordinal = |at| self.meaning(at, |m| if let Meaning::Ordinal(n) = m { Some(n) } else { None });
        let (day, mut next) = match self.number(at) {
            Some(n) if (1..=31).contains(&n) => (n as i8, at + 1),
            _ => ordinal(at)?,
        };
        if self.number(at).is_none() && self.word(next) == "عشر" {
            return self.finish_day(day + 10, next + 1);
        }
        if self.number(at).is_none() && matches!(self.word(next), "والعشرين" | "العشرين") {
            next += 1;
            return self.finish_day(day + 20, next);
        }
        self.finish_day(day, next)
    }

    fn finish_day(&self, day: i8, next: usize) -> Read {
        let next = if matches!(self.word(next), "من" | "شهر") { next + 1 } else { next };
        let next = if self.word(next) == "شهر" { next + 1 } else { next };
        let (month, end) = self.month(next)?;
        if let Some((year, end)) = self.year(end) {
            return Some((end, Some(Date::new(year, month, day).ok()?.to_string())));
        }
        let (turn, end) = self.turn(end).map_or((None, end), |(t, e)| (Some(t), e));
        let Some(today) = self.published else { return Some((end, None)) };
        Some((end, Some(nearest(today, turn, |year| Date::new(year, month, day).ok(), 0)?.to_string())))
    }

    /// يونيو 2024, فبراير الماضي, شهر مارس.
    fn month_alone(&self, at: usize) -> Read {
        let (month, end) = self.month(at)?;
        if let Some((year, end)) = self.year(end) {
            return Some((end, Some(format!("{year:04}-{month:02}"))));
        }
        let after_month_word =
            at > 0 && matches!(self.word(at - 1), "شهر" | "مطلع" | "نهايه" | "اوائل" | "اواخر" | "منتصف" | "بدايه" | "منذ" | "حتي" | "خلال" | "في");
        let (turn, end) = match self.turn(end) {
            Some((t, e)) => (Some(t), e),
            // A bare month whose name is also a word needs a sign that time is meant.
            None if after_month_word || particle(&self.tokens[at]) => (None, end),
            None => return None,
        };
        let Some(today) = self.published else { return Some((end, None)) };
        let first = nearest(today, turn, |year| Date::new(year, month, 1).ok(), 27)?;
        Some((end, Some(format!("{:04}-{:02}", first.year(), first.month()))))
    }

    fn hijri(&self, at: usize) -> Read {
        let (month, mut end) = self.meaning(at + 1, |m| if let Meaning::Hijri(n) = m { Some(n) } else { None })?;
        let day = self.number(at).filter(|d| (1..=30).contains(d))?;
        let year = self.number(end).filter(|y| (1300..1500).contains(y));
        let year = match (year, self.published) {
            (Some(year), _) => {
                end += 1 + usize::from(self.word(end + 1) == "ه");
                year as i16
            }
            (None, Some(today)) => hijri_year(today)?,
            (None, None) => return Some((end, None)),
        };
        Some((end, Some(hijri_day(year, month, day as u8)?.to_string())))
    }

    fn relative_day(&self, at: usize) -> Read {
        let (days, mut end) = self.meaning(at, |m| if let Meaning::Day(n) = m { Some(n) } else { None })?;
        // اليوم الأربعاء, أمس (الثلاثاء): one expression with the weekday.
        let open = usize::from(self.word(end) == "(" || self.word(end) == "،");
        if let Some((_, after)) = self.meaning(end + open, |m| if let Meaning::Weekday(n) = m { Some(n) } else { None }) {
            end = after + usize::from(open == 1 && self.word(after) == ")");
        }
        // اليوم means a day of the article only where no noun owns it: اليوم العالمي, يوم.
        let date = self.published.and_then(|d| d.checked_add(days.days()).ok());
        if self.published.is_none() {
            return Some((end, None));
        }
        Some((end, Some(date?.to_string())))
    }

    fn weekday(&self, at: usize) -> Read {
        let (weekday, mut end) = self.meaning(at, |m| if let Meaning::Weekday(n) = m { Some(n) } else { None })?;
        let turn = self.turn(end).filter(|_| !matches!(self.word(end), "هذا" | "هذه"));
        if let Some((_, after)) = turn {
            end = after;
        }
        let Some(today) = self.published else { return Some((end, None)) };
        // الأربعاء 19 يونيو: the date itself is read with its weekday.
        if let Some((end, Some(value))) = self.day_and_month(end) {
            return Some((end, Some(value)));
        }
        let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
        let back = i64::from(today.weekday().since(wanted));
        let date = match turn.map(|t| t.0) {
            Some(1) => today.checked_add((if back == 0 { 7 } else { 7 - back }).days()).ok()?,
            Some(-1) => today.checked_sub((if back == 0 { 7 } else { back }).days()).ok()?,
            _ => today.checked_sub(back.days()).ok()?,
        };
        Some((end, Some(date.to_string())))
    }

    /// الأسبوع الماضي, الشهر الجاري, العام المقبل, هذا العام.
    fn unit(&self, at: usize) -> Read {
        let unit = |at| self.meaning(at, |m| if let Meaning::Unit(u) = m { Some(u) } else { None });
        let (turn, kind, end) = match unit(at) {
            Some((u, next)) => {
                let (t, end) = self.turn(next).filter(|_| !matches!(self.word(next), "هذا" | "هذه"))?;
                (t, u, end)
            }
            None if matches!(self.word(at), "هذا" | "هذه") => {
                let (u, end) = unit(at + 1)?;
                (0, u, end)
            }
            None => return None,
        };
        let Some(today) = self.published else { return Some((end, None)) };
        let value = match kind {
            'w' => {
                let week: ISOWeekDate = today.checked_add((7 * turn).days()).ok()?.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            'm' => {
                let first = today.first_of_month().checked_add(turn.months()).ok()?;
                format!("{:04}-{:02}", first.year(), first.month())
            }
            _ => format!("{:04}", i64::from(today.year()) + turn),
        };
        Some((end, Some(value)))
    }

    /// عام 1961, سنة 2013, (2015).
    fn year_alone(&self, at: usize) -> Read {
        let named = self.meaning(at, |m| (m == Meaning::Year).then_some(())).is_some();
        if named {
            let (year, end) = self.year(at)?;
            // عام 2010 و2012 stay two; 2010-2012 is a range.
            if self.word(end) == "-"
                && let Some((to, after)) = self.year(end + 1).filter(|(to, _)| *to > year)
            {
                return Some((after, Some(format!("{year:04}/{to:04}"))));
            }
            return Some((end, Some(format!("{year:04}"))));
        }
        let before = at.checked_sub(1).map_or("", |i| self.word(i));
        let bare = matches!(before, "منذ" | "في" | "حتي" | "خلال" | "بين" | "عامي" | "مطلع" | "نهايه" | "قبل" | "عام" | "العام" | "من")
            || particle(&self.tokens[at])
            || self.tokens[at].norm().starts_with('و');
        let year = self.number(at).filter(|y| (1900..=2050).contains(y) && self.word(at).len() == 4)?;
        bare.then(|| (at + 1, Some(format!("{year:04}"))))
    }
}

/// The day nearest to publication that `make` gives for a year: the last one up to `slack` days ahead, or by the turn told.
fn nearest(today: Date, turn: Option<i64>, make: impl Fn(i16) -> Option<Date>, slack: i64) -> Option<Date> {
    let limit = today.checked_add(slack.max(7).days()).ok()?;
    let this = make(today.year());
    let pick = |years: [i16; 2]| years.iter().find_map(|y| make(*y));
    match turn {
        Some(1) => this.filter(|d| *d > today).or_else(|| make(today.year() + 1)),
        Some(-1) => this.filter(|d| *d < today).or_else(|| make(today.year() - 1)),
        _ => match this {
            Some(date) if date <= limit => Some(date),
            Some(date) if date.since(today).ok()?.get_days() < 150 && slack == 0 => Some(date),
            _ => pick([today.year() - 1, today.year()]),
        },
    }
}

/// The Gregorian day of a Hijri date by the Umm al-Qura calendar.
fn hijri_day(year: i16, month: u8, day: u8) -> Option<Date> {
    let iso = icu_calendar::Date::try_new_hijri_with_calendar(i32::from(year), month, day, Hijri::new_umm_al_qura()).ok()?.to_calendar(Iso);
    Date::new(iso.year().extended_year().try_into().ok()?, iso.month().ordinal.try_into().ok()?, iso.day_of_month().0.try_into().ok()?).ok()
}

/// The Hijri year in which a Gregorian day falls.
fn hijri_year(day: Date) -> Option<i16> {
    let iso = icu_calendar::Date::try_new_iso(i32::from(day.year()), day.month().try_into().ok()?, day.day().try_into().ok()?).ok()?;
    iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Models};

    fn read(text: &str) -> Vec<(String, String)> {
        let models = Models::embedded().expect("embedded");
        let analysis = Analyzer::new(&models).analyze(&Document::new("t", "", text));
        let day = "2024-06-19".parse().ok();
        let found = analysis.sentences.iter().flat_map(|s| dates(&s.tokens, day));
        found.map(|d| (d.span.of(text).to_string(), d.value.unwrap_or_default())).collect()
    }

    #[test]
    fn words_of_dates_and_their_values() {
        for (text, words, value) in [
            ("وصل الوفد في 19 يونيو 2024 إلى الدوحة", "19 يونيو 2024", "2024-06-19"),
            ("وقع الاتفاق في 5 حزيران/ يونيو 2023", "5 حزيران/ يونيو 2023", "2023-06-05"),
            ("عاد الوزير أمس إلى بلاده", "أمس", "2024-06-18"),
            ("قال اليوم الأربعاء إنه عائد", "اليوم الأربعاء", "2024-06-19"),
            ("التقى الوزيران الاثنين الماضي في عمان", "الاثنين الماضي", "2024-06-17"),
            ("تعقد القمة الخميس المقبل", "الخميس المقبل", "2024-06-20"),
            ("اندلعت الحرب في فبراير 2022", "فبراير 2022", "2022-02"),
            ("زار الرئيس البلاد في مارس الماضي", "مارس الماضي", "2024-03"),
            ("أبرمت المعاهدة عام 1961 في موسكو", "عام 1961", "1961"),
            ("انتهت المهلة الشهر الماضي", "الشهر الماضي", "2024-05"),
            ("يبدأ التنفيذ العام المقبل", "العام المقبل", "2025"),
            ("جرت المحادثات الأسبوع الماضي", "الأسبوع الماضي", "2024-W24"),
            ("صدر القرار في 14/4/2015 بالإجماع", "14/4/2015", "2015-04-14"),
            ("أعلن في 10 محرم 1445 ه", "10 محرم 1445 ه", "2023-07-28"),
            ("وقع الانفجار في الخامس من مايو 2020", "الخامس من مايو 2020", "2020-05-05"),
            ("هدد بالرد غدا", "غدا", "2024-06-20"),
        ] {
            assert_eq!(read(text), [(words.to_string(), value.to_string())], "{text}");
        }
    }

    #[test]
    fn look_alikes_and_impossible_days() {
        for text in ["مارس اللاعب الرياضة", "أيار جميل", "31 فبراير 2020", "قتل 2015 شخصا"] {
            let found = read(text);
            assert!(found.iter().all(|d| !d.1.contains("02-31")), "{text}: {found:?}");
        }
        assert_eq!(read("قتل 2015 شخصا"), []);
    }
}
