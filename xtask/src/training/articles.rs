//! The annotated articles, and where their triggers stand among the tokens.

use std::collections::HashMap;
use std::path::Path;

use mithaq_ledger::actors::Gazetteer;
use mithaq_ledger::codebook::{Codebook, EventType};
use mithaq_ledger::coder::trigger::can_trigger;
use mithaq_ledger::coder::{ArticleView, EventWeights};
use mithaq_ledger::weights::ClassWeights;
use mithaq_text::{Analyzer, Models, Span};

use crate::gold::{self, Article, GoldEvent};

/// What training needs of the whole collection.
pub struct Trainer {
    pub models: Models,
    pub gazetteer: Gazetteer,
    pub book: Codebook,
    pub articles: Vec<Article>,
    /// Weights that give countries to unnamed actors, learnt first: everything else sees countries.
    pub countries: ClassWeights,
}

/// How often a lemma is a one-word trigger of a type.
pub type Prior = HashMap<(u64, usize), usize>;

impl Trainer {
    pub fn new(path: &Path) -> Result<Trainer, String> {
        Ok(Trainer {
            countries: EventWeights::embedded()?.countries,
            models: Models::embedded().map_err(|e| e.to_string())?,
            gazetteer: Gazetteer::embedded(),
            book: Codebook::embedded()?,
            articles: gold::read(path)?,
        })
    }

    /// Calls `each` with every article's number and view.
    pub fn views(&self, mut each: impl FnMut(usize, &Article, &ArticleView<'_>)) {
        let mut analyzer = Analyzer::new(&self.models);
        for (number, article) in self.articles.iter().enumerate() {
            let document = article.document();
            let mut analysis = analyzer.analyze(&document);
            let view = ArticleView::new(&document, &mut analysis.sentences, &self.gazetteer, &self.countries);
            each(number, article, &view);
        }
    }

    /// Counts one-word triggers.
    pub fn prior(&self) -> Prior {
        let mut prior = HashMap::new();
        self.views(|_, article, view| {
            for e in &article.events {
                let (Some(span), Some(ty)) = (single_word(article, e), EventType::from_name(&e.event_type)) else { continue };
                for t in view.sentences.iter().flat_map(|s| &s.tokens).filter(|t| t.span.overlaps(span)) {
                    *prior.entry((t.lemma_hash(), ty as usize)).or_default() += 1;
                }
            }
        });
        prior
    }
}

/// The tokens that annotated triggers stand for: for each event the sentence and token of its head word.
pub fn trigger_tokens(view: &ArticleView<'_>, article: &Article, prior: &Prior) -> Vec<Option<(usize, usize)>> {
    let token = |e: &GoldEvent| {
        let span = article.span(e.trigger.start, e.trigger.end);
        let ty = EventType::from_name(&e.event_type)? as usize;
        let mut best: Option<(usize, (usize, usize))> = None;
        for (s, sentence) in view.sentences.iter().enumerate().filter(|(_, s)| s.span.overlaps(span)) {
            for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| t.span.overlaps(span) && can_trigger(t)) {
                let score = prior.get(&(t.lemma_hash(), ty)).copied().unwrap_or(0);
                if best.is_none_or(|b| score > b.0) {
                    best = Some((score, (s, i)));
                }
            }
        }
        best.map(|b| b.1)
    };
    article.events.iter().map(token).collect()
}

fn single_word(article: &Article, e: &GoldEvent) -> Option<Span> {
    let span = article.span(e.trigger.start, e.trigger.end);
    (!span.of(&article.text).contains(' ')).then_some(span)
}
