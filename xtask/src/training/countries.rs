//! Which state an unnamed actor belongs to: choices for the weights of [`Evidence`].

use mithaq_ledger::actors::{Evidence, Memory, Mention, MentionKind, Setting, mentions};
use mithaq_text::{Analyzer, Span};

use super::articles::Trainer;
use crate::learn::Choice;

/// One choice for every gold actor whose words do not say its country, among the countries that its article names.
pub fn choices(trainer: &Trainer) -> Vec<Choice> {
    let mut analyzer = Analyzer::new(&trainer.models);
    let mut out = Vec::new();
    for (number, article) in trainer.articles.iter().enumerate() {
        let document = article.document();
        let analysis = analyzer.analyze(&document);
        let sentences = &analysis.sentences;
        let mut found: Vec<Vec<Mention>> = sentences.iter().map(|s| mentions(s, &document.text, &trainer.gazetteer, document.published)).collect();
        let said = found.clone();
        let evidence = Evidence::new(sentences, &said, &Setting::of_outlet(document.outlet.as_deref(), &trainer.gazetteer));
        let sides = article.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient)).chain(article.statements.iter().map(|s| &s.speaker));
        let gold: Vec<(Span, &str)> = sides.filter_map(|x| Some((article.span(x.start?, x.end?), x.country.as_str()))).collect();
        let mut memory = Memory::default();
        for (s, list) in found.iter_mut().enumerate() {
            for m in list.iter_mut() {
                let unnamed = m.country.is_empty() && m.kind != MentionKind::Place;
                let right = gold.iter().find(|g| g.0.overlaps(m.span) && g.1 != "---").map(|g| g.1);
                if let (true, Some(right)) = (unnamed, right) {
                    let features = |country| {
                        let mut features = Vec::new();
                        evidence.features(&memory, s, m, country, &mut features);
                        features
                    };
                    let choice = Choice {
                        candidates: evidence.candidates(m).map(features).collect(),
                        right: evidence.candidates(m).map(|c| c == right).collect(),
                        article: number,
                    };
                    if choice.right.contains(&true) {
                        out.push(choice);
                    }
                    m.country = right.to_string();
                }
                memory.remember(&sentences[s].tokens, m);
            }
        }
    }
    out
}
