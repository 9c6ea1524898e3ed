//! The status page of the codebook: cues and the status they give.

use std::sync::OnceLock;

use mithaq_text::Token;
use mithaq_text::hash::hash_str;
use mithaq_text::lexicon::Aspect;
use mithaq_text::normal::normalize;

use super::matcher::SentenceView;
use super::plover::Status;

/// Where a cue is looked for; see `codebook/status.md`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Before,
    Imperfect,
    Above,
    Head,
    Future,
    Year,
}

struct Cue {
    scope: Scope,
    words: Vec<u64>,
    status: Status,
}

fn cues() -> &'static [Cue] {
    static CUES: OnceLock<Vec<Cue>> = OnceLock::new();
    CUES.get_or_init(|| {
        let page = include_str!("../../../../codebook/status.md");
        let rows = page.split("\n## Cues").nth(1).and_then(|r| r.split("\n## ").next()).unwrap_or("");
        rows.lines().filter(|l| l.starts_with('|')).skip(2).filter_map(cue).collect()
    })
}

fn cue(row: &str) -> Option<Cue> {
    let cells: Vec<&str> = row.trim().trim_matches('|').split('|').map(str::trim).collect();
    let [_, scope, words, status] = cells[..] else { return None };
    let scope = match scope {
        "before" => Scope::Before,
        "imperfect" => Scope::Imperfect,
        "above" => Scope::Above,
        "head" => Scope::Head,
        "self" => Scope::Future,
        "year" => Scope::Year,
        _ => return None,
    };
    Some(Cue { scope, words: words.split_whitespace().map(|w| hash_str(&normalize(w))).collect(), status: Status::from_name(status)? })
}

/// The number of the first cue that holds for the word at `at`, and its status.
///
/// `past` says that the sentence names a date more than three months before the article.
pub fn status_cue(view: &SentenceView<'_>, at: usize, past: bool) -> Option<(usize, Status)> {
    let tokens = &view.sentence.tokens;
    let has = |t: &Token, words: &[u64]| t.lemma_hashes().any(|h| words.contains(&h)) || words.contains(&t.norm_hash());
    let holds = |cue: &Cue| match cue.scope {
        Scope::Before => {
            let near = tokens[at.saturating_sub(4)..at].iter().rev().take_while(|t| !matches!(t.norm(), "." | "؛" | ":" | "،"));
            near.into_iter().any(|t| has(t, &cue.words))
        }
        Scope::Imperfect => tokens[at].features().aspect == Aspect::Imp && tokens[at.saturating_sub(2)..at].iter().any(|t| has(t, &cue.words)),
        Scope::Above => {
            let first = view.clauses.verb_before(tokens, at);
            let second = first.and_then(|v| view.clauses.verb_before(tokens, v));
            [first, second].into_iter().flatten().any(|v| has(&tokens[v], &cue.words))
        }
        Scope::Head => {
            let phrase = view.clauses.phrase_at(at);
            phrase.is_some_and(|p| tokens[p.start..at].iter().any(|t| has(t, &cue.words)))
        }
        Scope::Future => view.is_future(at),
        Scope::Year => past,
    };
    cues().iter().enumerate().find(|(_, c)| holds(c)).map(|(i, c)| (i, c.status))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_of_the_page_is_read() {
        let page = include_str!("../../../../codebook/status.md");
        let rows = page.split("\n## Cues").nth(1).unwrap_or("").split("\n## ").next().unwrap_or("").lines().filter(|l| l.starts_with('|')).count() - 2;
        assert_eq!(super::cues().len(), rows);
    }
}
