//! Orthographic words: runs of letters, numbers, single marks of punctuation.

use crate::Span;
use crate::normal::is_ignorable;

/// What an orthographic word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Arabic letters (with their marks).
    Arabic,
    /// Letters of another script.
    Foreign,
    /// Digits, with separators inside (`3.5`, `1,500`, `١٫٥`).
    Number,
    /// One mark of punctuation, or a run of dots.
    Punctuation,
    /// Anything else: emoji, symbols, controls.
    Other,
}

fn char_kind(c: char) -> WordKind {
    match c {
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => WordKind::Number,
        '\u{0620}'..='\u{064A}'
        | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDFB}'
        | '\u{FE70}'..='\u{FEFC}' => WordKind::Arabic,
        _ if c.is_ascii_punctuation() => WordKind::Punctuation,
        '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‹' | '›' | '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '–' | '—' | '―' | '…' | '·' | '•' | '۔' | '﴾' | '﴿' => {
            WordKind::Punctuation
        }
        _ if c.is_alphabetic() => WordKind::Foreign,
        _ => WordKind::Other,
    }
}

/// The words of `text[range]` in order; white space and ignorable characters between words belong to none.
///
/// A word keeps the ignorable characters (vowel marks, tatweel, zero-width controls) that stand inside it.
pub fn words(text: &str, range: Span) -> Words<'_> {
    Words { text, at: range.start(), end: range.end() }
}

/// Iterator over words; see [`words`].
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Iterator for Words<'_> {
    type Item = (Span, WordKind);

    fn next(&mut self) -> Option<(Span, WordKind)> {
        let rest = &self.text[self.at..self.end];
        let mut chars = rest.char_indices().peekable();
        let (start, first) = chars.find(|&(_, c)| !c.is_whitespace() && !is_ignorable(c))?;
        let kind = char_kind(first);
        let mut end = start + first.len_utf8();
        match kind {
            WordKind::Arabic | WordKind::Foreign => {
                for (at, c) in chars {
                    let same = char_kind(c) == kind;
                    if !same && !is_ignorable(c) {
                        break;
                    }
                    end = if same || is_mark(c) { at + c.len_utf8() } else { end };
                }
            }
            WordKind::Number => {
                while let Some((at, c)) = chars.next() {
                    let next_is_digit = chars.peek().is_some_and(|&(_, n)| char_kind(n) == WordKind::Number);
                    let separator = matches!(c, '.' | ',' | '٫' | '٬') && next_is_digit;
                    if char_kind(c) != WordKind::Number && !separator {
                        break;
                    }
                    end = at + c.len_utf8();
                }
            }
            WordKind::Punctuation if first == '.' => {
                for (at, c) in chars.take_while(|&(_, c)| c == '.') {
                    end = at + c.len_utf8();
                }
            }
            WordKind::Punctuation | WordKind::Other => {}
        }
        let span = Span::from_bounds(self.at + start, self.at + end);
        self.at += end;
        Some((span, kind))
    }
}

/// Marks that belong to the letter before them, also at the end of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let all = Span::new(text, 0, text.len()).expect("whole text");
        words(text, all).map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(split("وقال: \"نعم\"..."), ["وقال", ":", "\"", "نعم", "\"", "..."]);
        assert_eq!(split("يونيو/حزيران 3.5 و1,500"), ["يونيو", "/", "حزيران", "3.5", "و", "1,500"]);
        assert_eq!(split("إف-16 ٢٠١٥م"), ["إف", "-", "16", "٢٠١٥", "م"]);
        assert_eq!(split("مُحَمَّدٌ\u{200F}،"), ["مُحَمَّدٌ", "،"]);
    }
}
