//! Statements: quotations, direct and indirect, with their speakers and the outlets through which they came.

mod cues;

use mithaq_text::clause::{Argument, Class, Clauses, Role, is};
use mithaq_text::lexicon::Upos;
use mithaq_text::{Sentence, Span, Token};

use crate::actors::{Mention, MentionKind};
use cues::{Cue, cue};

/// A mention of a sentence.
pub type MentionAt = (usize, usize);

/// Who speaks or passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A mention.
    Mention(MentionAt),
    /// Words that name somebody whom no mention covers: sentence, first token, token after the last.
    Words(usize, usize, usize),
}

/// A statement as found: tokens of one sentence, and mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of its sentence.
    pub sentence: usize,
    /// What is said.
    pub content: Span,
    /// First token of the content and the token after its last.
    pub tokens: (usize, usize),
    /// The word that marks it.
    pub cue: Option<Span>,
    /// Its token; 0 where there is none.
    pub cue_at: usize,
    /// All of the content stands in quotation marks.
    pub direct: bool,
    /// The mention that speaks.
    pub speaker: Option<Speaker>,
    /// Mentions through which it came.
    pub via: Vec<MentionAt>,
}

/// How far, in tokens, content may begin after its cue.
const REACH: usize = 45;
/// A quotation shorter than this, without a cue, only distances itself from a word.
const SCARE_QUOTE: usize = 5;

/// The statements of an article.
pub fn statements(text: &str, sentences: &[Sentence], clauses: &[Clauses], mentions: &[Vec<Mention>]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut last_speaker = None;
    let mut open_quote = false;
    for number in 0..sentences.len() {
        let finder = Finder { text, number, tokens: &sentences[number].tokens, clauses: &clauses[number], mentions: &mentions[number] };
        let mut here = finder.find(last_speaker, open_quote);
        here.sort_by_key(|f| f.tokens);
        last_speaker = here.iter().rev().find_map(|f| f.speaker).or(last_speaker);
        open_quote = finder.leaves_open(open_quote);
        out.extend(here);
    }
    out
}

struct Finder<'a> {
    text: &'a str,
    number: usize,
    tokens: &'a [Token],
    clauses: &'a Clauses,
    mentions: &'a [Mention],
}

fn opens(t: &Token) -> bool {
    matches!(t.norm(), "\"" | "«" | "“" | "„" | "”")
}

/// The verb takes what is said as a noun after this preposition (أشار إلى، شدد على).
fn takes_noun(verb: &Token, preposition: &Token) -> bool {
    let wanted = match verb.lemma() {
        "اشار" | "لفت" => "الي",
        "شدد" | "اكد" => "علي",
        "كشف" | "اعرب" | "عبر" | "اعلن" => "عن",
        "افاد" => return verb.upos() == Upos::Verb && preposition.clitics().preposition == Some('ب'),
        _ => return false,
    };
    verb.upos() == Upos::Verb && preposition.norm() == wanted
}

fn closes(t: &Token) -> bool {
    matches!(t.norm(), "\"" | "»" | "”" | "“")
}

impl Finder<'_> {
    fn find(&self, last_speaker: Option<Speaker>, open_quote: bool) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let cues: Vec<(usize, Cue)> = self.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, cue(t)?))).collect();
        if open_quote {
            let end = self.tokens.iter().position(closes).unwrap_or(self.tokens.len());
            out.extend(self.statement(0, end, None, true, last_speaker));
        }
        let mut speaker_here = None;
        for (k, &(at, kind)) in cues.iter().enumerate() {
            if out.iter().any(|f| f.tokens.0 <= at && at < f.tokens.1 && f.direct) {
                continue;
            }
            // A verb of a relative clause (ما كشفه موقع كذا) begins no statement of its own.
            let next =
                cues[k + 1..].iter().map(|c| c.0).find(|i| !is(&self.tokens[*i - 1], Class::Relative) && !matches!(self.tokens[*i - 1].norm(), "ما" | "بما"));
            let found = match kind {
                // قالت وكالة كذا نقلا عن فلان إن: the verb has told it already.
                Cue::Source if out.last().is_some_and(|f| f.cue_at < at && at < f.tokens.0) => None,
                Cue::Source => self.by_source(at),
                _ => self.by_word(at, kind, next, speaker_here, last_speaker),
            };
            if let Some(mut found) = found {
                // A statement inside another came through whoever makes that one.
                let nested = self.tokens[at].clitics().conjunction.is_none() && at > 0 && !matches!(self.tokens[at - 1].norm(), "،" | "فيما" | "بينما");
                let outer =
                    out.last().filter(|f| nested && kind == Cue::Verb && !f.direct && f.tokens.0 < at && at < f.tokens.1 && found.tokens.1 <= f.tokens.1);
                if let Some(Speaker::Mention(speaker)) = outer.and_then(|f| f.speaker)
                    && found.speaker != Some(Speaker::Mention(speaker))
                {
                    found.via.push(speaker);
                    out.push(found);
                    continue;
                }
                speaker_here = found.speaker.or(speaker_here);
                // Indirect speech ends where the next statement's own clause begins.
                if let Some(before) = out.last_mut().filter(|f| f.tokens.0 < at && at < f.tokens.1) {
                    let end = self.trim_end(before.tokens.0, self.clause_start(at, before.tokens.0));
                    if let Some(shorter) = self.statement(before.tokens.0, end, None, before.direct, before.speaker) {
                        before.content = shorter.content;
                        before.tokens = shorter.tokens;
                    }
                }
                out.push(found);
            }
        }
        if out.is_empty() {
            out.extend(self.by_colon());
        }
        out.extend(self.loose_quotes(&out, speaker_here.or(last_speaker)));
        out
    }

    fn statement(&self, start: usize, end: usize, cue: Option<usize>, direct: bool, speaker: Option<Speaker>) -> Option<Found> {
        let end = self.trim_end(start, end.min(self.tokens.len()));
        if end <= start {
            return None;
        }
        let content = self.tokens[start].span_without_proclitics_if(self.tokens[start].clitics().preposition.is_some()).cover(self.tokens[end - 1].span);
        debug_assert!(self.text.get(content.start()..content.end()).is_some());
        Some(Found {
            sentence: self.number,
            content,
            tokens: (start, end),
            cue: cue.map(|c| self.tokens[c].span),
            cue_at: cue.unwrap_or(0),
            direct,
            speaker,
            via: Vec::new(),
        })
    }

    /// Leaves out punctuation at the end, but a closing mark whose opening is inside.
    fn trim_end(&self, start: usize, mut end: usize) -> usize {
        while end > start {
            let t = &self.tokens[end - 1];
            let pairs = closes(t) && self.tokens[start..end - 1].iter().filter(|t| opens(t) || closes(t)).count() % 2 == 1;
            if !t.is_punctuation() || pairs {
                break;
            }
            end -= 1;
        }
        end
    }

    /// The first token of the clause that a cue stands in: its conjunction or the mark before it.
    fn clause_start(&self, at: usize, least: usize) -> usize {
        let subject = self.clauses.arguments(self.tokens, at).iter().find(|a| a.role == Role::Subject && a.start < at).map(|a| a.start);
        let from = subject.unwrap_or(at).max(least);
        let mark = self.tokens[least..from].iter().rposition(|t| matches!(t.norm(), "،" | "؛" | "," | "-")).map(|i| least + i);
        match mark {
            Some(mark) if from - mark <= 3 => mark,
            _ => from,
        }
    }

    fn by_word(&self, at: usize, kind: Cue, next: Option<usize>, said_here: Option<Speaker>, last_speaker: Option<Speaker>) -> Option<Found> {
        // ما وصفه بأنه: a name that somebody gives to a thing, no statement.
        if kind == Cue::Verb
            && at > 0
            && matches!(self.tokens[at - 1].norm(), "ما" | "بما" | "مما" | "لما" | "فيما")
            && self.tokens[at].clitics().pronoun.is_some()
        {
            return None;
        }
        let (start, quoted) = self.content_start(at, next)?;
        let end = if quoted { self.quote_end(start) } else { self.indirect_end(start) };
        let speaker = self.speaker(at, kind, start, said_here).or(said_here).or(last_speaker);
        let mut found = self.statement(start, end, Some(at), quoted, speaker)?;
        let own = match speaker {
            Some(Speaker::Mention((sentence, m))) if sentence == self.number => Some(m),
            _ => None,
        };
        // قالت وكالة كذا نقلا عن فلان إن: the words are his.
        if let Some(source) = (at + 1..start).find(|i| self.tokens[*i].norm() == "نقلا")
            && let Some(m) = (0..self.mentions.len()).find(|m| self.mentions[*m].start > source && self.mentions[*m].end <= start && self.can_speak(*m))
        {
            found.via.extend(own.map(|o| (self.number, o)));
            found.speaker = Some(Speaker::Mention((self.number, m)));
            return Some(found);
        }
        // قال فلان لرويترز إن, في مقابلة مع قناة كذا
        let outlets = (0..self.mentions.len()).filter(|m| self.mentions[*m].start > at && self.mentions[*m].end <= start && Some(*m) != own);
        found.via.extend(outlets.filter(|m| self.mentions[*m].kind == MentionKind::Media).map(|m| (self.number, m)));
        if let Some((_, outlet)) = self.reported_through(at) {
            found.via.push((self.number, outlet));
        }
        Some(found)
    }

    /// The token where the content begins after a cue, and whether a quotation mark opens it.
    fn content_start(&self, at: usize, next: Option<usize>) -> Option<(usize, bool)> {
        let mut complement = None;
        let limit = next.unwrap_or(self.tokens.len()).min(at + REACH).min(self.tokens.len());
        let mut i = at + 1;
        while i < limit {
            let t = &self.tokens[i];
            if t.norm() == "." {
                break;
            }
            if t.norm() == ":" {
                let quoted = self.tokens.get(i + 1).is_some_and(opens);
                return Some((i + 1 + usize::from(quoted), quoted));
            }
            if is(t, Class::That) && !matches!(t.lemma(), "لكن") {
                if t.clitics().pronoun.is_some() {
                    return Some((i, false));
                }
                let quoted = self.tokens.get(i + 1).is_some_and(opens) && self.closes_at_end(i + 2);
                return Some((i + 1 + usize::from(quoted), quoted));
            }
            if t.norm() != "،" && complement.is_none() && takes_noun(&self.tokens[at], t) {
                complement = Some(i);
            }
            if opens(t) {
                let end = self.quote_end(i + 1);
                // A quoted name or word is no content.
                if end - (i + 1) >= 3 && !self.mentions.iter().any(|m| m.start <= i + 1 && m.end >= end) {
                    return Some((i + 1, true));
                }
                i = end;
            }
            i += 1;
        }
        // شدد على أهمية كذا: what is said is a noun phrase.
        complement.map(|i| (i, false))
    }

    /// A quotation that begins here runs to the end of its clause.
    fn closes_at_end(&self, from: usize) -> bool {
        let end = self.quote_end(from);
        self.tokens.get(end + 1).is_none_or(|t| t.is_punctuation() || t.clitics().conjunction.is_some())
    }

    fn quote_end(&self, from: usize) -> usize {
        self.tokens[from.min(self.tokens.len())..].iter().position(closes).map_or(self.tokens.len(), |i| from + i)
    }

    /// Indirect speech runs to the end of its sentence, or to a source phrase.
    fn indirect_end(&self, from: usize) -> usize {
        let stop = |i: &usize| {
            let t = &self.tokens[*i];
            let source = cue(t) == Some(Cue::Source) || t.norm() == "علي" && self.tokens.get(*i + 1).is_some_and(|t| t.norm() == "حد");
            source && *i > from && matches!(self.tokens[*i - 1].norm(), "،" | "\"" | "»" | ",")
        };
        (from..self.tokens.len()).find(stop).unwrap_or(self.tokens.len())
    }

    fn can_speak(&self, m: usize) -> bool {
        let m = &self.mentions[m];
        !matches!(m.kind, MentionKind::Place) && (m.can_act() || matches!(m.kind, MentionKind::Role(_))) || !m.name.is_empty()
    }

    fn speaker(&self, at: usize, kind: Cue, content: usize, said_here: Option<Speaker>) -> Option<Speaker> {
        let inside = |a: &Argument| self.mentions.iter().position(|m| m.start < a.end && a.start < m.end).filter(|m| self.can_speak(*m));
        let arguments = self.clauses.arguments(self.tokens, at);
        let of = |role: Role| arguments.iter().filter(|a| a.role == role && !a.pronoun).find_map(inside);
        let mention = |m: usize| Speaker::Mention((self.number, m));
        match kind {
            Cue::Verb => {
                let words = || {
                    let named = |a: &&Argument| matches!(self.tokens[a.head].upos(), Upos::Noun | Upos::Propn | Upos::Adj | Upos::X);
                    let own = arguments.iter().filter(named).find(|a| a.role == Role::Subject && a.start > at && a.start <= at + 2 && a.end <= content);
                    own.map(|a| Speaker::Words(self.number, a.start, a.end))
                };
                let near = || {
                    (0..self.mentions.len())
                        .find(|m| self.mentions[*m].start > at && self.mentions[*m].end <= content && self.can_speak(*m) && self.mentions[*m].start <= at + 3)
                };
                let right_after = (0..self.mentions.len()).find(|m| self.mentions[*m].start == at + 1 && self.can_speak(*m));
                let begins = at > 0 && (self.tokens[at - 1].norm() == "،" || is(&self.tokens[at - 1], Class::Relative));
                right_after.filter(|_| begins).or_else(|| of(Role::Subject)).map(mention).or_else(words).or_else(|| near().map(mention))
            }
            // A participle goes on with who has spoken, else with the subject of its sentence.
            Cue::Participle => said_here.or_else(|| {
                let verbs = self.clauses.verbs().iter().filter(|v| v.0 < at);
                let mut subjects = verbs.filter_map(|v| v.1.iter().find(|a| a.role == Role::Subject).and_then(inside));
                subjects.next().map(mention)
            }),
            _ => of(Role::Genitive)
                // نقلت وكالة كذا عن فلان قوله
                .or_else(|| (0..self.mentions.len()).rev().find(|m| self.mentions[*m].end <= at && self.mentions[*m].start + 8 > at && self.can_speak(*m)))
                .map(mention),
        }
    }

    /// The outlet of نقلت وكالة كذا عن فلان, where the cue stands after it.
    fn reported_through(&self, at: usize) -> Option<(usize, usize)> {
        let verb = (0..at).rev().take(25).find(|i| self.tokens[*i].upos() == Upos::Verb && matches!(self.tokens[*i].lemma(), "نقل" | "ذكر" | "اورد"))?;
        let subject = self.clauses.arguments(self.tokens, verb).into_iter().find(|a| a.role == Role::Subject)?;
        let outlet = self.mentions.iter().position(|m| m.start < subject.end && subject.start < m.end)?;
        Some((verb, outlet))
    }

    /// بحسب X: the words before it, or after it where the sentence begins with it.
    fn by_source(&self, at: usize) -> Option<Found> {
        let source = (0..self.mentions.len()).find(|m| self.mentions[*m].start > at && self.mentions[*m].start <= at + 8 && self.can_speak(*m));
        let after = self.clauses.phrases.iter().find(|p| p.start > at && p.start <= at + 2);
        let (speaker, speaker_end) = match (source, after) {
            (Some(m), _) => (Some(Speaker::Mention((self.number, m))), self.mentions[m].end),
            // وفق الدويري: a name that is known to nobody.
            (None, Some(p)) if self.tokens[p.head].upos() == Upos::Propn => (Some(Speaker::Words(self.number, p.start, p.end)), p.end),
            _ => return None,
        };
        if at <= 1 {
            let mut comma = self.tokens[at..].iter().position(|t| t.norm() == "،").map(|i| at + i + 1)?;
            comma += usize::from(self.tokens.get(comma).is_some_and(|t| t.norm() == "فان"));
            return self.statement(comma, self.tokens.len(), Some(at), false, speaker);
        }
        let start = self.tokens[..at - 1].iter().rposition(|t| matches!(t.norm(), "." | "؛")).map_or(0, |i| i + 1);
        // A source phrase between commas leaves the clause around it whole.
        let parenthesis = self.tokens[at - 1].norm() == "،" && self.tokens.get(speaker_end).is_some_and(|t| t.norm() == "،");
        let goes_on = self.tokens.get(speaker_end + 1).is_some_and(|t| t.clitics().conjunction.is_none() && t.upos() != Upos::Verb && !t.is_punctuation());
        let end = if parenthesis && goes_on { self.trim_end(start, self.tokens.len()) } else { self.trim_end(start, at) };
        (end > start + 2).then(|| self.statement(start, end, Some(at), false, speaker)).flatten()
    }

    /// أوباما: الاتفاق يمنع ...
    fn by_colon(&self) -> Option<Found> {
        let colon = self.tokens.iter().take(14).position(|t| t.norm() == ":")?;
        let speaker = (0..self.mentions.len()).rev().find(|m| self.mentions[*m].end <= colon && self.can_speak(*m))?;
        let verbal = self.tokens[..colon].iter().any(|t| t.upos() == Upos::Verb);
        let start = colon + 1 + usize::from(self.tokens.get(colon + 1).is_some_and(opens));
        (!verbal && self.tokens.len() > start + 2)
            .then(|| self.statement(start, self.tokens.len(), Some(colon), start > colon + 1, Some(Speaker::Mention((self.number, speaker)))))
            .flatten()
    }

    /// Longer quotations that no cue claimed: the last speaker's.
    fn loose_quotes(&self, claimed: &[Found], speaker: Option<Speaker>) -> Vec<Found> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            if opens(&self.tokens[i]) {
                let end = self.quote_end(i + 1);
                let taken = claimed.iter().any(|f| f.tokens.0 < end && i < f.tokens.1);
                if !taken && end > i + SCARE_QUOTE {
                    // «...»، قال فلان: the verb may stand behind what it says.
                    let verb = (end + 1..(end + 4).min(self.tokens.len())).find(|v| cue(&self.tokens[*v]) == Some(Cue::Verb));
                    let own = verb.and_then(|v| self.speaker(v, Cue::Verb, self.tokens.len(), None));
                    out.extend(self.statement(i + 1, end, verb.filter(|_| own.is_some()), true, own.or(speaker)));
                }
                i = end;
            }
            i += 1;
        }
        out
    }

    fn leaves_open(&self, before: bool) -> bool {
        self.tokens.iter().fold(before, |open, t| match t.norm() {
            "«" | "“" => true,
            "»" | "”" => false,
            "\"" => !open,
            _ => open,
        })
    }
}
