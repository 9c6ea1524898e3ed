//! Words that mark speech, from `lexicon/ar/speech.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use mithaq_text::Token;
use mithaq_text::hash::{BuildPassThrough, hash_str};
use mithaq_text::lexicon::Upos;

/// How a word marks speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A verb of saying.
    Verb,
    /// A participle that goes on (مضيفا أن).
    Participle,
    /// A noun of saying (قوله إن).
    Noun,
    /// A source phrase (بحسب، وفقا ل).
    Source,
}

fn table() -> &'static HashMap<u64, Cue, BuildPassThrough> {
    static TABLE: OnceLock<HashMap<u64, Cue, BuildPassThrough>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("../../../../lexicon/ar/speech.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let mut out = HashMap::default();
        for (class, words) in rows.filter_map(|r| r.split_once('\t')) {
            let cue = match class {
                "say" => Cue::Verb,
                "participle" => Cue::Participle,
                "noun" => Cue::Noun,
                _ => Cue::Source,
            };
            words.split('|').for_each(|w| {
                out.insert(hash_str(w) ^ cue as u64, cue);
            });
        }
        out
    })
}

/// How the token marks speech, if it does.
pub fn cue(t: &Token) -> Option<Cue> {
    let known = |hash: u64, cue: Cue| table().contains_key(&(hash ^ cue as u64));
    let either = |cue: Cue| known(t.lemma_hash(), cue) || known(t.stem_hash(), cue);
    match t.upos() {
        Upos::Verb if either(Cue::Verb) => Some(Cue::Verb),
        Upos::Noun | Upos::Adj | Upos::Adv | Upos::Propn if !t.clitics().article && is_circumstantial(t) => Some(Cue::Participle),
        Upos::Noun if either(Cue::Noun) => Some(Cue::Noun),
        _ if either(Cue::Source) || known(t.norm_hash(), Cue::Source) => Some(Cue::Source),
        _ => None,
    }
}

/// A participle of saying in the accusative (مضيفا، مشيرة): what accompanies the main verb.
fn is_circumstantial(t: &Token) -> bool {
    let stem = t.stem();
    let bare = stem.strip_suffix("ين").or_else(|| stem.strip_suffix(['ا', 'ه'])).unwrap_or("");
    table().contains_key(&(hash_str(bare) ^ Cue::Participle as u64))
}
