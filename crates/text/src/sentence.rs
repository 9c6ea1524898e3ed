//! Sentences: where one ends, in text as papers and agencies set it.

use crate::Span;

/// Splits `text` into sentences, each trimmed of white space; together they hold every visible character.
///
/// A line break ends a sentence unless the text is hard-wrapped; `.`, `!`, `؟` and `?` end one unless they stand in a number, after an
/// initial (`أ. ف. ب.`), in a run that goes on (`...` in mid-sentence), or inside a quotation that its line closes.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (from, to) in lines(text) {
        split_line(text, from, to, &mut out);
    }
    out
}

/// Byte ranges of lines, joined where the text is hard-wrapped.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        out.push((at, at + line.len()));
        at += line.len() + 1;
    }
    if is_hard_wrapped(text) {
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (from, to) in out {
            match joined.last_mut() {
                Some(last) if goes_on(&text[last.0..last.1]) && !text[from..to].trim().is_empty() => last.1 = to,
                _ => joined.push((from, to)),
            }
        }
        return joined;
    }
    out
}

const WRAP_LEAST: usize = 40;
const WRAP_MOST: usize = 110;

fn goes_on(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.rsplit('\n').next().unwrap_or(line);
    last.chars().count() >= WRAP_LEAST && !line.ends_with(['.', '!', '؟', '?', ':', '"', '»', '”', '…'])
}

/// Five or more lines, none long, most of them broken in mid-sentence.
fn is_hard_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let longest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let broken = lines.iter().filter(|l| goes_on(l)).count();
    lines.len() >= 5 && longest <= WRAP_MOST && broken * 10 >= lines.len() * 6
}

fn split_line(text: &str, from: usize, to: usize, out: &mut Vec<Span>) {
    let line = &text[from..to];
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i].1;
        if matches!(c, '.' | '!' | '؟' | '?' | '…') {
            let mut end = i + 1;
            while end < chars.len() && matches!(chars[end].1, '.' | '!' | '؟' | '?' | '…') {
                end += 1;
            }
            let dots = end - i;
            // Closing quotation marks belong to the sentence they close.
            while end < chars.len() && (matches!(chars[end].1, '»' | '”' | ')') || chars[end].1 == '"' && quotes_before(&chars[start..end]) % 2 == 1) {
                end += 1;
            }
            if ends_sentence(&chars, i, dots, end) {
                push(text, from + chars[start].0, from + chars.get(end).map_or(line.len(), |c| c.0), out);
                start = end;
            }
            i = end;
        } else {
            i += 1;
        }
    }
    if start < chars.len() {
        push(text, from + chars[start].0, to, out);
    }
}

fn quotes_before(chars: &[(usize, char)]) -> usize {
    chars.iter().filter(|c| c.1 == '"').count()
}

fn ends_sentence(chars: &[(usize, char)], at: usize, dots: usize, end: usize) -> bool {
    let Some(&(_, after)) = chars.get(end) else { return true };
    let before = at.checked_sub(1).map(|i| chars[i].1);
    if chars[at].1 == '.' && dots == 1 {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
        if digit(before) && after.is_numeric() {
            return false;
        }
        // An initial: one letter between the dot and the white space (or dot) before it, as in `أ.ف.ب` and `د. فلان`.
        let initial = before.is_some_and(char::is_alphabetic) && at.checked_sub(2).is_none_or(|i| !chars[i].1.is_alphanumeric());
        if initial {
            return false;
        }
    }
    if dots > 1 || chars[at].1 == '…' {
        // An ellipsis ends a sentence only before white space and a new beginning: a conjunction does not begin one.
        let next: String = chars[end..].iter().skip_while(|c| c.1.is_whitespace()).take(2).map(|c| c.1).collect();
        return after.is_whitespace() && !next.starts_with('و') && !next.is_empty();
    }
    after.is_whitespace() || !after.is_ascii_punctuation() && after.is_alphabetic() && before.is_some_and(|c| !c.is_ascii())
}

fn push(text: &str, from: usize, to: usize, out: &mut Vec<Span>) {
    let part = &text[from..to];
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = from + (part.len() - part.trim_start().len());
        out.push(Span::from_bounds(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn ends_and_look_alikes() {
        for (text, expected) in [
            ("زار الوزير بغداد. والتقى نظيره.", vec!["زار الوزير بغداد.", "والتقى نظيره."]),
            ("بلغت النسبة 3.5 في المئة.", vec!["بلغت النسبة 3.5 في المئة."]),
            ("القاهرة (أ. ف. ب.) قال د. أحمد ذلك.", vec!["القاهرة (أ. ف. ب.) قال د. أحمد ذلك."]),
            ("قال: «لن نعود.» ثم غادر.", vec!["قال: «لن نعود.»", "ثم غادر."]),
            ("عنوان بلا نقطة\nنص الخبر.", vec!["عنوان بلا نقطة", "نص الخبر."]),
            ("هل عاد؟ نعم!", vec!["هل عاد؟", "نعم!"]),
            ("قال \"لن نعود.\" ثم غادر.", vec!["قال \"لن نعود.\"", "ثم غادر."]),
            ("سكت... ومضى.", vec!["سكت... ومضى."]),
            ("\n \n", vec![]),
        ] {
            assert_eq!(split(text), expected);
        }
    }

    #[test]
    fn hard_wrapped_lines_join() {
        let line = "وقالت وزارة الخارجية في بيان لها صدر مساء أمس إن الوفد";
        let text = [line, line, line, line, "عاد إلى العاصمة."].join("\n");
        assert_eq!(split(&text).len(), 1);
    }
}
