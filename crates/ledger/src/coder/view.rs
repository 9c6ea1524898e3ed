//! An article with everything that is found before its events.

use jiff::ToSpan;
use mithaq_text::calendar::{DateWords, dates};
use mithaq_text::clause::{Argument, Clauses, Unit};
use mithaq_text::{Document, Sentence, Span, Token};

use crate::actors::{Gazetteer, Mention, MentionKind, Setting, add_short_names, mentions, resolve};
use crate::codebook::SentenceView;
use crate::weights::ClassWeights;

/// The article as the coder sees it.
pub struct ArticleView<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Phrases and verbs of each sentence.
    pub clauses: Vec<Clauses>,
    /// Mentions of each sentence, with countries where they could be told.
    pub mentions: Vec<Vec<Mention>>,
    /// Date expressions of each sentence.
    pub dates: Vec<Vec<DateWords>>,
    /// For each sentence and token: it stands inside quotation marks.
    pub quoted: Vec<Vec<bool>>,
}

impl<'a> ArticleView<'a> {
    /// Builds the view.
    pub fn new(document: &'a Document, sentences: &'a mut [Sentence], gazetteer: &Gazetteer, countries: &ClassWeights) -> ArticleView<'a> {
        let read = |s: &Sentence| mentions(s, &document.text, gazetteer, document.published);
        let mut found: Vec<Vec<Mention>> = sentences.iter().map(read).collect();
        for (sentence, list) in sentences.iter_mut().zip(&found) {
            for m in list.iter().filter(|m| m.is_named()) {
                sentence.tokens[m.start..m.end].iter_mut().skip(1).for_each(Token::prefer_name);
            }
        }
        let sentences: &'a [Sentence] = sentences;
        add_short_names(sentences, &mut found);
        resolve(sentences, &mut found, &Setting::of_outlet(document.outlet.as_deref(), gazetteer), gazetteer, document.published, countries);
        ArticleView {
            document,
            sentences,
            clauses: sentences.iter().zip(&found).map(|(s, m)| Clauses::new(&s.tokens, &units(m))).collect(),
            mentions: found,
            dates: sentences.iter().map(|s| dates(&s.tokens, document.published)).collect(),
            quoted: quoted(sentences),
        }
    }

    /// The sentence as rules see it.
    pub fn sentence(&self, number: usize) -> SentenceView<'_> {
        SentenceView { sentence: &self.sentences[number], clauses: &self.clauses[number], mentions: &self.mentions[number] }
    }

    /// The tokens of a sentence.
    pub fn tokens(&self, number: usize) -> &'a [Token] {
        &self.sentences[number].tokens
    }

    /// The arguments of a token of a sentence.
    pub fn arguments(&self, number: usize, at: usize) -> Vec<Argument> {
        self.clauses[number].arguments(self.tokens(number), at)
    }

    /// The mention of a sentence that covers a token.
    pub fn mention_at(&self, number: usize, at: usize) -> Option<usize> {
        let list = &self.mentions[number];
        let i = list.partition_point(|m| m.end <= at);
        (list.get(i)?.start <= at).then_some(i)
    }

    /// The headline is the first sentence.
    pub fn is_title(&self, number: usize) -> bool {
        number == 0 && !self.document.title.is_empty()
    }

    /// The tokens of a sentence between the token `at` and the stretch `start..end`; none where it stands inside.
    pub fn between(&self, number: usize, at: usize, start: usize, end: usize) -> &'a [Token] {
        let (near, far) = if start > at { (at + 1, start) } else { (end, at) };
        self.tokens(number).get(near..far).unwrap_or(&[])
    }

    /// The date expression nearest to a token in its sentence, no further than a clause away.
    pub fn date_near(&self, number: usize, at: usize) -> Option<&DateWords> {
        let distance = |d: &&DateWords| if d.end <= at { at - d.end } else { d.start.saturating_sub(at) };
        self.dates[number].iter().filter(|d| distance(d) <= 14).min_by_key(|d| (distance(d), d.start))
    }

    /// The sentence names a date that lies more than three months before the article.
    pub fn is_past(&self, number: usize) -> bool {
        let Some(limit) = self.document.published.and_then(|d| d.checked_sub(3.months()).ok()).map(|d| d.to_string()) else { return false };
        // ISO dates of unlike grain compare by the shorter one.
        let before = |value: &str| value.len() >= 4 && !value.contains('W') && limit.get(..value.len()).is_some_and(|l| value < l);
        self.dates[number].iter().filter_map(|d| d.value.as_deref()).any(before)
    }

    /// The span of tokens `start..end` of a sentence.
    pub fn span(&self, number: usize, start: usize, end: usize) -> Span {
        let tokens = self.tokens(number);
        tokens[start].span.cover(tokens[end.max(start + 1) - 1].span)
    }
}

/// The mentions as clause analysis sees them; a lone adjective is no unit of its own.
fn units(mentions: &[Mention]) -> Vec<Unit> {
    let whole = mentions.iter().filter(|m| m.kind != MentionKind::Adjective);
    whole.map(|m| Unit { start: m.start, end: m.end, closed: m.is_named() || m.kind == MentionKind::Capital || m.own_country && m.end > m.start + 1 }).collect()
}

/// Quotation marks open and close over the sentences of a line; a mark left open is closed where the next opens.
fn quoted(sentences: &[Sentence]) -> Vec<Vec<bool>> {
    let mut inside = false;
    sentences
        .iter()
        .map(|s| {
            s.tokens
                .iter()
                .map(|t| {
                    match t.norm() {
                        "«" | "“" | "„" => inside = true,
                        "»" | "”" => inside = false,
                        "\"" => inside = !inside,
                        _ => {}
                    }
                    inside
                })
                .collect()
        })
        .collect()
}
