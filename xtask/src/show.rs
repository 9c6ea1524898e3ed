//! `cargo xtask show SENTENCE`: what analysis and codebook say of a sentence, for those who write rules.

use mithaq_ledger::actors::Gazetteer;
use mithaq_ledger::codebook::{Codebook, Proposal};
use mithaq_ledger::coder::trigger::{Trigger, can_trigger};
use mithaq_ledger::coder::{ArticleView, EventWeights};
use mithaq_text::{Analyzer, Document, Models};

/// Prints tokens, mentions, arguments and proposals.
pub fn show(text: &str) -> Result<(), String> {
    let models = Models::embedded().map_err(|e| e.to_string())?;
    let (gazetteer, book) = (Gazetteer::embedded(), Codebook::embedded()?);
    let weights = EventWeights::embedded()?;
    let document = Document::new("show", "", text);
    let mut analysis = Analyzer::new(&models).analyze(&document);
    let view = ArticleView::new(&document, &mut analysis.sentences, &gazetteer, &weights.countries);
    for (s, sentence) in view.sentences.iter().enumerate() {
        for (i, t) in sentence.tokens.iter().enumerate() {
            println!("{i:3} {} {} lemma {} stem {} {:?}", t.span.of(text), t.upos().name(), t.lemma(), t.stem(), t.clitics());
        }
        for p in &view.clauses[s].phrases {
            println!("phrase {}..{} head {} {:?} joined {}", p.start, p.end, p.head, p.governor, p.joined);
        }
        for (n, m) in view.mentions[s].iter().enumerate() {
            println!("mention {n} «{}» {}..{} {:?} {} {} {} bare {}", m.span.of(text), m.start, m.end, m.kind, m.country, m.sector, m.name, m.bare);
        }
        for (i, t) in sentence.tokens.iter().enumerate().filter(|(_, t)| can_trigger(t)) {
            let trigger = Trigger::new(&view, &book, s, i);
            let arguments: Vec<String> = trigger
                .arguments
                .iter()
                .map(|a| format!("{:?}{}:{}", a.role, if a.pronoun { "(pronoun)" } else { "" }, view.span(s, a.start, a.end).of(text)))
                .collect();
            let tell = |p: &Proposal| format!("=> {} actor {:?} recipient {:?}", book.rule(p.rule).name, p.actor, p.recipient);
            let proposal = trigger.proposals.iter().map(tell).collect::<Vec<_>>().join(" ");
            println!("{}: {} {proposal}", t.span.of(text), arguments.join(" | "));
        }
    }
    Ok(())
}
