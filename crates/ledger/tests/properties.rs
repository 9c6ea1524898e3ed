//! Laws of reading, held against random text.

use mithaq_ledger::{Knowledge, Reader, json};
use mithaq_text::normal::{normalize, normalize_mapped};
use mithaq_text::{Document, Span, sentences, words};
use proptest::prelude::*;
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::embedded().expect("embedded knowledge"))
}

/// Words of news, marks and odd characters in any order.
fn newslike() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "قال",
        "وأضاف",
        "إن",
        "أن",
        "الرئيس",
        "الروسي",
        "بوتين",
        "هاجم",
        "«",
        "»",
        "\"",
        ":",
        "،",
        ".",
        "...",
        "بحسب",
        "روسيا",
        "وقع",
        "اتفاق",
        "على",
        "في حالة",
        "مشيرا",
        "عام",
        "1961",
        "أمس",
        "للدولة",
        "كيم",
        "الدفاع",
        "\n",
        "مصدر",
        "أنها",
        "قد",
        "لم",
        "نقلت",
        "وكالة رويترز",
        "عن",
        "قوله",
        "(",
        ")",
        "-",
        "ـ",
        "\u{202B}",
        "ﻻ",
        "A",
        "5+1",
        "و",
        "ل",
        "لل",
        "ال",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|p| p.join(" "))
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let document = Document { published: "2024-06-19".parse().ok(), ..Document::new("x", "", text) };
    let reading = Reader::new(knowledge()).read(&document);
    prop_assert_eq!(&reading.text, text);
    let spans = reading
        .events
        .iter()
        .map(|e| e.trigger)
        .chain(reading.statements.iter().map(|s| s.content))
        .chain(reading.mentions.iter().filter_map(|m| m.actor.span));
    for span in spans.chain(reading.commitments.iter().map(|c| c.span)) {
        prop_assert!(text.get(span.start()..span.end()).is_some_and(|s| !s.is_empty()));
    }
    let again = Reader::new(knowledge()).read(&document);
    let told = |r| serde_json::to_string(&json(r)).expect("it serialises");
    prop_assert_eq!(told(&reading), told(&again));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_panics_and_spans_fit(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn no_newslike_text_panics_and_spans_fit(text in newslike()) {
        check(&text)?;
    }

    #[test]
    fn words_and_gaps_rebuild_the_text(text in any::<String>()) {
        let whole = Span::new(&text, 0, text.len()).expect("whole");
        let (mut rebuilt, mut at) = (String::new(), 0);
        for (span, _) in words(&text, whole) {
            prop_assert!(span.start() >= at);
            rebuilt.push_str(&text[at..span.start()]);
            rebuilt.push_str(span.of(&text));
            at = span.end();
        }
        rebuilt.push_str(&text[at..]);
        prop_assert_eq!(rebuilt, text);
    }

    #[test]
    fn sentences_hold_every_visible_character(text in newslike()) {
        let inside: usize = sentences(&text).iter().map(|s| s.of(&text).chars().filter(|c| !c.is_whitespace()).count()).sum();
        prop_assert_eq!(inside, text.chars().filter(|c| !c.is_whitespace()).count());
    }

    #[test]
    fn normal_forms_map_back(text in any::<String>()) {
        let (normal, map) = normalize_mapped(&text);
        prop_assert_eq!(&normal, &normalize(&text));
        prop_assert_eq!(map.len(), normal.len() + 1);
        prop_assert!(map.windows(2).all(|w| w[0] <= w[1]));
        for (at, _) in normal.char_indices() {
            prop_assert!(text.is_char_boundary(map[at] as usize));
            let from = map[at] as usize;
            let end = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
            prop_assert!(normalize(&text[from..end]).contains(normal[at..].chars().next().expect("a character")));
        }
    }
}
