//! Enumerates the analyses of a word.

use super::form::{Candidate, Clitics, Guess, Pronoun};
use crate::lexicon::compile::spelling;
use crate::lexicon::{Aspect, Attach, Entry, Features, Lexicon, Upos};
use crate::normal::{light, normalize};
use crate::word::WordKind;

/// All analyses of a surface word that lexicon and grammar allow, in a fixed order; at least one.
pub fn candidates(surface: &str, kind: WordKind, lexicon: &Lexicon) -> Vec<Candidate> {
    let whole = |upos| Candidate {
        clitics: Clitics::default(),
        stem: (0, surface.len().min(u16::MAX as usize) as u16),
        features: Features::bare(upos),
        lemma: None,
        guess: Guess::Exact,
    };
    match kind {
        WordKind::Number => vec![whole(Upos::Num)],
        WordKind::Punctuation => vec![whole(if matches!(surface, "%" | "٪" | "$" | "+" | "=") { Upos::Sym } else { Upos::Punct })],
        WordKind::Other => vec![whole(Upos::Sym)],
        WordKind::Foreign => vec![whole(Upos::Propn), whole(Upos::X)],
        WordKind::Arabic => {
            let found = Splitter::new(surface, lexicon).run();
            if found.is_empty() { vec![whole(Upos::X)] } else { found }
        }
    }
}

/// Words longer than this are not taken apart: no Arabic word is.
const LONGEST: usize = 24;

struct Splitter<'a> {
    lexicon: &'a Lexicon,
    /// Light letters with the surface byte where each starts; a last entry marks the end.
    letters: Vec<(char, u16)>,
    end: u16,
    out: Vec<Candidate>,
}

impl<'a> Splitter<'a> {
    fn new(surface: &str, lexicon: &'a Lexicon) -> Splitter<'a> {
        let mut letters = Vec::with_capacity(surface.len() / 2);
        let mut buffer = [0; 4];
        for (at, c) in surface.char_indices() {
            for l in light(c.encode_utf8(&mut buffer)).chars() {
                letters.push((l, at.min(u16::MAX as usize) as u16));
            }
        }
        Splitter { lexicon, letters, end: surface.len().min(u16::MAX as usize) as u16, out: Vec::new() }
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.letters[from..to].iter().map(|(c, _)| c).collect()
    }

    fn byte(&self, at: usize) -> u16 {
        self.letters.get(at).map_or(self.end, |l| l.1)
    }

    fn run(mut self) -> Vec<Candidate> {
        let n = self.letters.len();
        if n <= LONGEST {
            for (clitics, stem_from, word_from) in self.fronts() {
                self.look_up(clitics, stem_from, word_from, n);
                for (pronoun, ending) in Pronoun::ALL {
                    let k = ending.chars().count();
                    if !clitics.article && n > word_from + k && self.text(n - k, n) == ending {
                        self.look_up(Clitics { pronoun: Some(pronoun), ..clitics }, stem_from, word_from, n - k);
                    }
                }
            }
        }
        // A word of two letters that can be a complementiser (إن، أن) is never a noun or a name.
        if n <= 2 && self.out.iter().any(|c| c.upos() == Upos::Sconj) {
            self.out.retain(|c| !matches!(c.upos(), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb));
        }
        if !self.out.iter().any(|c| c.guess == Guess::Exact) {
            self.guess(n);
        }
        self.out
    }

    /// Possible clitics in front, with the letter where the stem (with its article) starts and where the bare word starts.
    fn fronts(&self) -> Vec<(Clitics, usize, usize)> {
        let letter = |i: usize| self.letters.get(i).map(|l| l.0);
        let mut out = Vec::new();
        let mut starts = vec![(Clitics::default(), 0)];
        if let Some(c @ ('و' | 'ف')) = letter(0) {
            starts.push((Clitics { conjunction: Some(c), ..Clitics::default() }, 1));
        }
        for (before, at) in starts {
            let mut inner = vec![(before, at)];
            match letter(at) {
                Some(c @ ('ب' | 'ل' | 'ك')) => inner.push((Clitics { preposition: Some(c), ..before }, at + 1)),
                Some('س') => inner.push((Clitics { future: true, ..before }, at + 1)),
                _ => {}
            }
            for (clitics, at) in inner {
                out.push((clitics, at, at));
                if clitics.future {
                    continue;
                }
                if letter(at) == Some('ا') && letter(at + 1) == Some('ل') {
                    out.push((Clitics { article: true, ..clitics }, at, at + 2));
                }
                if clitics.preposition == Some('ل') && letter(at) == Some('ل') {
                    let article = Clitics { article: true, ..clitics };
                    out.push((article, at, at + 1));
                    out.push((article, at, at));
                }
            }
        }
        out.retain(|(_, _, word_from)| *word_from < self.letters.len());
        out
    }

    fn look_up(&mut self, clitics: Clitics, stem_from: usize, word_from: usize, to: usize) {
        if word_from >= to {
            return;
        }
        let text = self.text(word_from, to);
        let exact = spelling(&text);
        let stem = (self.byte(stem_from), self.byte(to));
        for entry in self.lexicon.entries(&normalize(&text)) {
            if !fits(&clitics, &entry) {
                continue;
            }
            let guess = if entry.spelling == exact { Guess::Exact } else { Guess::Respelled };
            let base = Candidate { clitics, stem, features: entry.features, lemma: Some(entry.lemma), guess };
            // A noun may name, a participle may be a noun: which it is, the context tells.
            let also: &[Upos] = match entry.features.upos {
                Upos::Noun => &[Upos::Propn],
                Upos::Adj => &[Upos::Noun, Upos::Propn],
                _ => &[],
            };
            self.push(base.clone());
            for &upos in also {
                self.push(Candidate { features: Features { upos, ..base.features }, ..base.clone() });
            }
        }
    }

    fn push(&mut self, candidate: Candidate) {
        if !self.out.contains(&candidate) {
            self.out.push(candidate);
        }
    }

    fn guess(&mut self, n: usize) {
        for (clitics, stem_from, word_from) in self.fronts() {
            let length = n - word_from.min(n);
            if clitics != Clitics::default() && length < 3 {
                continue;
            }
            let stem = (self.byte(stem_from), self.end);
            let text = self.text(word_from, n);
            for upos in guessed_parts(&text, &clitics) {
                let features = Features::bare(*upos);
                self.push(Candidate { clitics, stem, features, lemma: None, guess: Guess::Unknown });
            }
        }
    }
}

/// Parts of speech that an unknown word of this shape may have.
fn guessed_parts(text: &str, clitics: &Clitics) -> &'static [Upos] {
    if clitics.future {
        return &[Upos::Verb];
    }
    if text.ends_with('ي') || text.ends_with("ية") || text.ends_with("يه") || text.ends_with("يون") || text.ends_with("يين") {
        return &[Upos::Propn, Upos::Adj, Upos::Noun];
    }
    if !clitics.article && clitics.preposition.is_none() && text.starts_with(['ي', 'ت']) {
        return &[Upos::Propn, Upos::Noun, Upos::Verb];
    }
    &[Upos::Propn, Upos::Noun]
}

fn fits(clitics: &Clitics, entry: &Entry) -> bool {
    let f = &entry.features;
    let attached = match clitics.pronoun {
        None => f.attach != Attach::Bound,
        Some(pronoun) => {
            f.attach != Attach::Free
                && match f.upos {
                    Upos::Verb | Upos::Aux => pronoun != Pronoun::Ya,
                    Upos::Propn | Upos::Cconj | Upos::Adv | Upos::Pron | Upos::Intj => false,
                    Upos::Part | Upos::Sconj => true,
                    _ => pronoun != Pronoun::Ni,
                }
        }
    };
    if !attached {
        return false;
    }
    if clitics.article {
        return (f.upos.is_nominal() || f.upos == Upos::Det) && !f.no_article;
    }
    if clitics.future {
        return matches!(f.upos, Upos::Verb) && f.aspect == Aspect::Imp || f.upos == Upos::Aux;
    }
    match clitics.preposition {
        None => true,
        Some('ل') if f.upos == Upos::Verb => f.aspect == Aspect::Imp,
        Some('ل') => f.upos != Upos::Cconj,
        Some(_) => !matches!(f.upos, Upos::Verb | Upos::Cconj | Upos::Aux | Upos::Intj),
    }
}
