//! Rules against a sentence: which event a word triggers and who stands on its sides.

use mithaq_text::clause::{Argument, Class, Clauses, Governor, Role, is};
use mithaq_text::lexicon::{Number, Upos};
use mithaq_text::{Sentence, Token};

use super::rules::{Codebook, Condition, Filler, Place, Rule, SideRole, TriggerClass};
use crate::actors::{Mention, MentionKind};

/// A sentence with what has been found in it, as rules see it.
pub struct SentenceView<'a> {
    /// Its tokens.
    pub sentence: &'a Sentence,
    /// Its phrases and verbs.
    pub clauses: &'a Clauses,
    /// Its mentions.
    pub mentions: &'a [Mention],
}

/// What a rule proposes for a trigger.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Number of the rule.
    pub rule: u32,
    /// Mentions on the actor side.
    pub actor: Vec<usize>,
    /// Mentions on the recipient side.
    pub recipient: Vec<usize>,
}

/// The normal forms (hashed) under which an argument's preposition may be asked for.
pub fn prepositions(tokens: &[Token], governor: Governor) -> Option<u64> {
    match governor {
        Governor::None | Governor::Agent(_) => None,
        Governor::Attached(c) => Some(mithaq_text::hash::hash_str(c.encode_utf8(&mut [0; 4]))),
        Governor::Token(at) => Some(tokens[at].stem_hash()),
    }
}

impl SentenceView<'_> {
    fn tokens(&self) -> &[Token] {
        &self.sentence.tokens
    }

    /// The mention that fills an argument: the one at its head, else the first inside it.
    pub fn mention_of(&self, a: &Argument) -> Option<usize> {
        if a.pronoun {
            return None;
        }
        let inside = |m: &Mention| m.start < a.end && a.start < m.end;
        let at_head = self.mentions.iter().position(|m| m.start <= a.head && a.head < m.end);
        at_head.or_else(|| self.mentions.iter().position(inside))
    }

    /// What the codebook proposes for the word at `at`: for every event type the first of its rules that holds; of the types the one with the
    /// most conditions first.
    pub fn propose(&self, book: &Codebook, at: usize, arguments: &[Argument], speaker: Option<usize>) -> Vec<Proposal> {
        let token = &self.tokens()[at];
        let classes: &[TriggerClass] = match token.upos() {
            Upos::Verb => &[TriggerClass::Verb],
            Upos::Noun => &[TriggerClass::Noun, TriggerClass::Adjective],
            Upos::Propn | Upos::X => &[TriggerClass::Noun],
            Upos::Adj => &[TriggerClass::Adjective, TriggerClass::Noun],
            _ => return Vec::new(),
        };
        let mut found: Vec<(&Rule, u32)> = Vec::new();
        for class in classes {
            let mut candidates: Vec<u32> = token.lemma_hashes().flat_map(|h| book.triggered(*class, h).iter().copied()).collect();
            candidates.sort_unstable();
            candidates.dedup();
            for number in candidates {
                let rule = book.rule(number);
                let told = found.iter().any(|(r, _)| r.event_type == rule.event_type);
                if !told && rule.conditions.iter().all(|c| self.holds(c, at, arguments) != c.negated) {
                    found.push((rule, number));
                }
            }
        }
        found.sort_by_key(|(rule, _)| std::cmp::Reverse(rule.conditions.len()));
        found.into_iter().map(|(rule, number)| self.fill(rule, number, arguments, speaker)).collect()
    }

    fn fill(&self, rule: &Rule, number: u32, arguments: &[Argument], speaker: Option<usize>) -> Proposal {
        let side = |choices: &[Vec<SideRole>]| -> Vec<usize> {
            for choice in choices {
                let mut found: Vec<usize> = Vec::new();
                for role in choice {
                    if *role == SideRole::Speaker {
                        found.extend(speaker);
                    } else {
                        found.extend(
                            self.fillers_of(*role, arguments)
                                .filter_map(|a| self.mention_of(a))
                                .filter(|m| self.mentions[*m].can_act() || self.mentions[*m].kind == MentionKind::Place),
                        );
                    }
                }
                if !found.is_empty() {
                    found.sort_unstable();
                    found.dedup();
                    return found;
                }
            }
            Vec::new()
        };
        let actor = side(&rule.actor);
        let mut recipient = side(&rule.recipient);
        recipient.retain(|m| !actor.contains(m));
        Proposal { rule: number, actor, recipient }
    }

    /// The arguments that play a role.
    pub fn fillers_of<'b>(&'b self, role: SideRole, arguments: &'b [Argument]) -> impl Iterator<Item = &'b Argument> {
        let between = mithaq_text::hash::hash_str("بين");
        arguments.iter().filter(move |a| match role {
            SideRole::Subject => a.role == Role::Subject,
            SideRole::Object => a.role == Role::Object,
            SideRole::Object2 => a.role == Role::Object2,
            SideRole::Genitive => a.role == Role::Genitive,
            SideRole::Adjective => a.role == Role::Adjective,
            SideRole::Agent => a.role == Role::Agent,
            SideRole::Host => a.role == Role::Host,
            SideRole::Between => a.role == Role::Prepositional && prepositions(self.tokens(), a.governor) == Some(between),
            SideRole::On(p) => a.role == Role::Prepositional && prepositions(self.tokens(), a.governor) == Some(p),
            SideRole::Speaker => false,
        })
    }

    fn holds(&self, c: &Condition, at: usize, arguments: &[Argument]) -> bool {
        let tokens = self.tokens();
        let word = |t: &Token| c.fillers.iter().any(|f| matches!(f, Filler::Lemma(h) if t.lemma_hashes().any(|l| l == *h)));
        match c.place {
            Place::Next => tokens[at + 1..].iter().find(|t| !t.is_punctuation()).is_some_and(word),
            Place::Previous => tokens[..at].iter().rev().find(|t| !t.is_punctuation()).is_some_and(word),
            Place::Near => tokens[at.saturating_sub(5)..(at + 6).min(tokens.len())].iter().enumerate().any(|(i, t)| i != at.min(5) && word(t)),
            Place::Clause => self.clause(at).iter().any(word),
            Place::Role(role) => self.fillers_of(role, arguments).any(|a| c.fillers.is_empty() || self.fits(c, a)),
            Place::That => self.has_complement(at),
            Place::Passive => tokens[at].features().passive,
            Place::Active => !tokens[at].features().passive,
            Place::Future => self.is_future(at),
            Place::Definite => tokens[at].clitics().article || tokens[at].clitics().pronoun.is_some() || arguments.iter().any(|a| a.role == Role::Genitive),
            Place::Plural => tokens[at].features().number == Number::Plur,
        }
    }

    fn fits(&self, c: &Condition, a: &Argument) -> bool {
        let mention = self.mention_of(a).map(|m| &self.mentions[m]);
        c.fillers.iter().any(|f| match f {
            // The head of an argument may be counted or titled: any of its first words will do.
            Filler::Lemma(h) => self.tokens()[a.start..a.end].iter().take(3).any(|t| t.lemma_hashes().any(|l| l == *h)),
            Filler::State => mention.is_some_and(|m| matches!(m.kind, MentionKind::State | MentionKind::Capital | MentionKind::Adjective)),
            Filler::Person => mention.is_some_and(|m| matches!(m.kind, MentionKind::Person | MentionKind::Role(crate::actors::RoleKind::Person))),
            Filler::Organisation => {
                mention.is_some_and(|m| matches!(m.kind, MentionKind::Organisation | MentionKind::Role(crate::actors::RoleKind::Body) | MentionKind::Group))
            }
            Filler::Armed => mention.is_some_and(Mention::is_armed),
            Filler::People => mention.is_some_and(Mention::is_people),
            Filler::Place => mention.is_some_and(|m| matches!(m.kind, MentionKind::Place | MentionKind::Capital | MentionKind::State)),
            Filler::Actor => mention.is_some_and(Mention::can_act),
        })
    }

    /// The words of the clause around a token: up to 15 to either side, within full stops and semicolons.
    fn clause(&self, at: usize) -> &[Token] {
        let tokens = self.tokens();
        let ends = |t: &Token| matches!(t.norm(), "." | "؛");
        let from = tokens[..at].iter().rposition(ends).map_or(0, |i| i + 1).max(at.saturating_sub(15));
        let to = tokens[at..].iter().position(ends).map_or(tokens.len(), |i| at + i).min(at + 16);
        &tokens[from..to]
    }

    /// A أن/إن clause follows within a few words.
    pub fn has_complement(&self, at: usize) -> bool {
        let tokens = self.tokens();
        tokens[at + 1..].iter().take(12).take_while(|t| t.upos() != Upos::Verb && t.norm() != ".").any(|t| is(t, Class::That))
    }

    /// The word, or the verb that carries it, is in the future.
    pub fn is_future(&self, at: usize) -> bool {
        let tokens = self.tokens();
        let marked = |i: usize| tokens[i].clitics().future || i > 0 && matches!(tokens[i - 1].norm(), "سوف" | "وسوف" | "لن");
        marked(at) || tokens[at].upos() != Upos::Verb && self.clauses.verb_before(tokens, at).is_some_and(marked)
    }
}
