//! Who held which office when: questions to the gazetteer.

use jiff::civil::Date;
use mithaq_text::normal::light;
use mithaq_text::{Analyzer, Document, Models};

use super::gazetteer::{Entry, EntryKind, Gazetteer};
use super::mention::{MentionKind, mentions};

/// The tenures that answer a question, in the order of country, office and date.
///
/// A question is an Arabic office with its state (وزير الخارجية الأمريكي), an Arabic or Latin name, a state by name or ISO 3166 alpha-3 code. With a day only tenures that hold on it answer; without one an office or state is answered by who holds it today, a name by all its tenures.
pub fn who<'g>(gazetteer: &'g Gazetteer, question: &str, models: &Models, day: Option<Date>) -> Vec<&'g Entry> {
    let people = || gazetteer.all().iter().filter(|e| e.kind == EntryKind::Person && !e.from.is_empty());
    let of_country = |country: &str| people().filter(|e| e.country == country && e.is_held(day)).collect::<Vec<_>>();
    let mut out: Vec<&Entry> = Vec::new();
    let asked = question.trim();
    if !asked.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)) {
        let state = gazetteer.all().iter().find(|e| e.kind == EntryKind::State && (e.country == asked.to_uppercase() || plain(e.name) == plain(asked)));
        match state {
            Some(state) => out.extend(of_country(state.country)),
            None => out.extend(people().filter(|e| has_words(e.name, asked)).filter(|e| e.holds_on(day))),
        }
    } else {
        // In a sentence of its own a question is read as the noun phrase that it is (ملك could as well have owned something).
        let document = Document::new("question", "", &format!("هو {asked}"));
        for sentence in &Analyzer::new(models).analyze(&document).sentences {
            for m in mentions(sentence, &document.text, gazetteer, day) {
                if !m.name.is_empty() && matches!(m.kind, MentionKind::Person | MentionKind::Role(_)) {
                    out.extend(people().filter(|e| e.name == m.name).filter(|e| e.holds_on(day)));
                } else if !m.office.is_empty() && !m.country.is_empty() {
                    out.extend(gazetteer.holders(&m.country, m.office, day));
                } else if matches!(m.kind, MentionKind::State | MentionKind::Capital) {
                    out.extend(of_country(&m.country));
                }
            }
        }
    }
    out.sort_by_key(|e| (e.country, e.office, e.from, e.name));
    out.dedup();
    out
}

/// Letters and digits in lower case, without diacritics and marks.
fn plain(text: &str) -> String {
    light(text).chars().flat_map(unaccented).filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
}

/// The base letter of the accented Latin letters that names in the gazetteer have.
fn unaccented(c: char) -> Option<char> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ē' | 'ė' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ū' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'š' | 'ş' | 'ș' | 'ś' => 's',
        'ž' | 'ż' | 'ź' => 'z',
        'ñ' | 'ń' | 'ň' => 'n',
        'ğ' => 'g',
        'ł' => 'l',
        'ý' => 'y',
        '-' => ' ',
        '\'' | '’' => return None,
        c => c,
    })
}

/// Every word that was asked for is a word of the name.
fn has_words(name: &str, asked: &str) -> bool {
    let (name, asked) = (plain(name), plain(asked));
    let words: Vec<&str> = name.split_whitespace().collect();
    !asked.trim().is_empty() && asked.split_whitespace().all(|w| words.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(question: &str, day: &str) -> Vec<&'static str> {
        let gazetteer: &'static Gazetteer = Box::leak(Box::new(Gazetteer::embedded()));
        let models = Models::embedded().expect("embedded models");
        let mut names: Vec<&str> = who(gazetteer, question, &models, day.parse().ok()).iter().map(|e| e.name).collect();
        names.dedup();
        names
    }

    #[test]
    fn an_office_is_held_by_whom_its_day_says() {
        assert_eq!(names("وزير الخارجية الأمريكي", "2013-02-15"), ["John Kerry"]);
        assert_eq!(names("وزير الخارجية الأمريكي", "2012-02-15"), ["Hillary Clinton"]);
        assert_eq!(names("الرئيس المصري", "2013-02-15"), ["Mohamed Morsi"]);
        assert_eq!(names("الرئيس المصري", "2015-08-15"), ["Abdel Fattah el-Sisi"]);
        assert_eq!(names("ملك الأردن", "1990-01-01"), ["Hussein of Jordan"]);
    }

    #[test]
    fn a_name_or_a_code_is_enough_and_the_unknown_is_unknown() {
        assert_eq!(names("Angela Merkel", "2015-01-01"), ["Angela Merkel"]);
        assert!(names("FRA", "2015-01-01").contains(&"François Hollande"));
        assert!(names("وزير السعادة الأمريكي", "2015-01-01").is_empty());
        assert!(names("Nobody Whatsoever", "2015-01-01").is_empty());
    }
}
