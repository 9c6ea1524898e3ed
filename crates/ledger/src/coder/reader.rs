//! Reads documents: analysis, mentions, dates, statements, events, commitments, in that order.

use mithaq_text::{Analyzer, Document, Models, Span};

use super::commitments::commitments;
use super::events::{codebook_events, events};
use super::model::EventWeights;
use super::trigger::Gate;
use super::view::ArticleView;
use crate::actors::{Gazetteer, Mention, MentionKind};
use crate::codebook::Codebook;
use crate::reading::{Actor, DateExpression, Event, NamedMention, Reading, Statement};
use crate::statements::{Found, Speaker, statements};

/// Everything that reading needs and that never changes: lexicon, gazetteer, codebook, weights. Share it between threads.
pub struct Knowledge {
    models: Models,
    gazetteer: Gazetteer,
    book: Codebook,
    weights: EventWeights,
    codebook_alone: bool,
}

impl Knowledge {
    /// What is part of the program.
    ///
    /// # Errors
    /// When an embedded part does not fit the program, which a build from a clean checkout excludes.
    pub fn embedded() -> Result<Knowledge, String> {
        Ok(Knowledge {
            models: Models::embedded().map_err(|e| e.to_string())?,
            gazetteer: Gazetteer::embedded(),
            book: Codebook::embedded()?,
            weights: EventWeights::embedded()?,
            codebook_alone: false,
        })
    }

    /// The same knowledge, with events by the codebook's rules alone, as its examples are checked.
    pub fn codebook_alone(self) -> Knowledge {
        Knowledge { codebook_alone: true, ..self }
    }

    /// The same knowledge with other weights, as cross-validation needs it.
    pub fn with_weights(self, weights: EventWeights) -> Knowledge {
        Knowledge { weights, ..self }
    }
}

/// A worker that reads documents one after another. One a thread; what it read before changes nothing.
pub struct Reader<'k> {
    knowledge: &'k Knowledge,
    analyzer: Analyzer<'k>,
    gate: Gate,
}

impl<'k> Reader<'k> {
    /// A worker over shared knowledge.
    pub fn new(knowledge: &'k Knowledge) -> Reader<'k> {
        Reader { knowledge, analyzer: Analyzer::new(&knowledge.models), gate: Gate::new(knowledge.weights.gate, knowledge.weights.thresholds.gate) }
    }

    /// Reads a document. Pure and total: odd text yields notes.
    pub fn read(&mut self, document: &Document) -> Reading {
        let mut analysis = self.analyzer.analyze(document);
        let view = ArticleView::new(document, &mut analysis.sentences, &self.knowledge.gazetteer, &self.knowledge.weights.countries);
        let dates = date_expressions(&view);
        let said = statements(&document.text, view.sentences, &view.clauses, &view.mentions);
        let Knowledge { book, weights, .. } = self.knowledge;
        let mut events = if self.knowledge.codebook_alone { codebook_events(&view, book) } else { events(&view, book, weights, &mut self.gate) };
        attribute(&view, &said, &mut events);
        let arabic = !analysis.notes.iter().any(|n| n.kind == "not-arabic" || n.kind == "empty");
        Reading {
            id: document.id.clone(),
            title: document.title.clone(),
            date: document.published.map(|d| d.to_string()),
            outlet: document.outlet.clone(),
            url: document.url.clone(),
            language: if arabic { "ar" } else { "und" },
            text: document.text.clone(),
            sentences: view.sentences.iter().map(|s| s.span).collect(),
            mentions: named_mentions(&view),
            events,
            statements: said.iter().map(|f| statement(&view, f)).collect(),
            commitments: commitments(&view, &dates),
            dates,
            notes: analysis.notes,
        }
    }
}

fn named_mentions(view: &ArticleView<'_>) -> Vec<NamedMention> {
    let lists = view.mentions.iter().enumerate();
    let named = |sentence: usize, m: &Mention| actors_of(m).map(|actor| NamedMention { sentence, kind: kind_name(m.kind), actor }).collect::<Vec<_>>();
    lists.flat_map(|(sentence, list)| list.iter().flat_map(move |m| named(sentence, m))).collect()
}

fn date_expressions(view: &ArticleView<'_>) -> Vec<DateExpression> {
    let lists = view.dates.iter().enumerate();
    lists.flat_map(|(sentence, list)| list.iter().map(move |d| DateExpression { sentence, span: d.span, value: d.value.clone() })).collect()
}

/// An event inside a statement stands on its speaker's word, and on that of those through whom it came.
fn attribute(view: &ArticleView<'_>, said: &[Found], events: &mut [Event]) {
    let mention = |(sentence, index): (usize, usize)| view.mentions[sentence][index].span.of(&view.document.text).to_string();
    let words = |s: Speaker| match s {
        Speaker::Mention(at) => mention(at),
        Speaker::Words(sentence, start, end) => view.span(sentence, start, end).of(&view.document.text).to_string(),
    };
    for e in events {
        let inside = said.iter().filter(|f| f.sentence == e.sentence && f.content.contains(e.trigger));
        if let Some(f) = inside.min_by_key(|f| f.content.len()) {
            let via = f.via.iter().filter(|v| Some(Speaker::Mention(**v)) != f.speaker).map(|v| mention(*v));
            e.by = f.speaker.into_iter().map(words).chain(via).collect();
        }
    }
}

fn statement(view: &ArticleView<'_>, f: &Found) -> Statement {
    let of = |(sentence, index): (usize, usize)| {
        let m = &view.mentions[sentence][index];
        actor(m, (sentence == f.sentence).then_some(m.span))
    };
    let speaker = match f.speaker {
        Some(Speaker::Mention(at)) => of(at),
        Some(Speaker::Words(sentence, start, end)) => named_by_words(view, f.sentence, sentence, start, end),
        None => Actor { country: "---".into(), sector: "UNK".into(), name: String::new(), span: None },
    };
    Statement {
        sentence: f.sentence,
        content: f.content,
        speaker,
        cue: f.cue,
        direct: f.direct,
        via: f.via.iter().filter(|v| Some(Speaker::Mention(**v)) != f.speaker).map(|v| of(*v)).collect(),
    }
}

/// A speaker whom no mention covers: the person of an earlier mention that ends in the same word, else the words themselves.
fn named_by_words(view: &ArticleView<'_>, here: usize, sentence: usize, start: usize, end: usize) -> Actor {
    let span = view.span(sentence, start, end);
    let word = view.tokens(sentence)[end - 1].stem_hash();
    let earlier = (0..sentence).rev().flat_map(|s| view.mentions[s].iter().map(move |m| (s, m)));
    let same = earlier.filter(|(_, m)| !m.name.is_empty()).find(|(s, m)| view.tokens(*s)[m.end - 1].stem_hash() == word);
    let span_here = (sentence == here).then_some(span);
    match same {
        Some((_, m)) => actor(m, span_here),
        None => Actor { country: "---".into(), sector: "UNK".into(), name: span.of(&view.document.text).to_string(), span: span_here },
    }
}

/// The actor of a mention in its own sentence; two where the words stand for two countries (البلدين).
pub fn actors_of(m: &Mention) -> impl Iterator<Item = Actor> + use<> {
    let one = actor(m, Some(m.span));
    let other = (!m.partner.is_empty()).then(|| Actor { country: m.partner.clone(), ..one.clone() });
    std::iter::once(one).chain(other)
}

/// The actor of a mention, with the words that name it in the sentence at hand.
pub fn actor(m: &Mention, span: Option<Span>) -> Actor {
    let country = if m.country.is_empty() { "---" } else { &m.country };
    Actor { country: country.to_string(), sector: m.sector.to_string(), name: m.name.clone(), span }
}

fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::State | MentionKind::Adjective | MentionKind::Capital => "state",
        MentionKind::People => "people",
        MentionKind::Place => "place",
        MentionKind::Person => "person",
        MentionKind::Organisation => "organisation",
        MentionKind::Group => "group",
        MentionKind::Media => "media",
        MentionKind::Role(_) => "role",
    }
}
