//! The arguments of verbs and verbal nouns.

use super::classes::{Class, is};
use super::phrase::{Governor, Phrase, Unit, phrases};
use crate::lexicon::{Gender, Number, Upos};
use crate::token::Token;

/// The part a phrase plays beside a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Grammatical subject of an active verb.
    Subject,
    /// Object; of a passive verb its grammatical subject.
    Object,
    /// Second object.
    Object2,
    /// Genitive after a noun.
    Genitive,
    /// Relational adjective on a noun.
    Adjective,
    /// Agent phrase (من قبل).
    Agent,
    /// Subject of the light verb that carries a noun.
    Host,
    /// Object of a preposition.
    Prepositional,
}

/// A phrase, or a word of it, in its role beside a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its role.
    pub role: Role,
    /// The preposition of a [`Role::Prepositional`]: token and, where it is attached, its letter.
    pub governor: Governor,
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// Head token.
    pub head: usize,
    /// The argument is the pronoun attached to its head.
    pub pronoun: bool,
}

/// Phrases of a sentence and the arguments of its verbs.
pub struct Clauses {
    /// Noun phrases in order.
    pub phrases: Vec<Phrase>,
    /// For each verb: its token and its arguments.
    verbs: Vec<(usize, Vec<Argument>)>,
}

/// How far, in tokens, a verb's arguments are looked for.
const REACH: usize = 30;

impl Clauses {
    /// Analyses a sentence whose names and descriptions of actors (`units`, in order, disjoint) are known.
    pub fn new(tokens: &[Token], units: &[Unit]) -> Clauses {
        let mut clauses = Clauses { phrases: phrases(tokens, units), verbs: Vec::new() };
        for (at, t) in tokens.iter().enumerate() {
            if t.upos() == Upos::Verb {
                let arguments = clauses.of_verb(tokens, at);
                clauses.verbs.push((at, arguments));
            }
        }
        clauses
    }

    /// The verbs in order, each with its arguments.
    pub fn verbs(&self) -> &[(usize, Vec<Argument>)] {
        &self.verbs
    }

    /// The arguments of the verb, noun or participle at `at`; empty for other words.
    pub fn arguments(&self, tokens: &[Token], at: usize) -> Vec<Argument> {
        match self.verbs.binary_search_by_key(&at, |v| v.0) {
            Ok(i) => self.verbs[i].1.clone(),
            Err(_) => self.of_noun(tokens, at),
        }
    }

    /// The phrase that holds the token.
    pub fn phrase_at(&self, at: usize) -> Option<&Phrase> {
        let i = self.phrases.partition_point(|p| p.end <= at);
        self.phrases.get(i).filter(|p| p.start <= at)
    }

    /// The nearest verb before the token in its clause.
    pub fn verb_before(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let i = self.verbs.partition_point(|v| v.0 < at);
        let verb = self.verbs.get(i.checked_sub(1)?)?.0;
        let broken = tokens[verb + 1..at].iter().any(|t| matches!(t.norm(), "." | "؛" | ":") || is(t, Class::Relative));
        (!broken).then_some(verb)
    }

    fn joined(&self, from: usize, argument: Argument, out: &mut Vec<Argument>) {
        out.push(argument);
        for p in self.phrases[from + 1..].iter().take_while(|p| p.joined) {
            out.push(Argument { start: p.start, end: p.end, head: p.head, ..argument });
        }
    }

    fn of_verb(&self, tokens: &[Token], at: usize) -> Vec<Argument> {
        let verb = &tokens[at];
        let passive = verb.features().passive;
        let mut out = Vec::new();
        let own = |role, p: &Phrase| Argument { role, governor: p.governor, start: p.start, end: p.end, head: p.head, pronoun: false };
        let mut object = false;
        if verb.clitics().pronoun.is_some() {
            out.push(Argument { role: Role::Object, governor: Governor::None, start: at, end: at + 1, head: at, pronoun: true });
            object = true;
        }
        let mut subject = false;
        if let Some(i) = self.subject_before(tokens, at) {
            subject = true;
            let first = self.first_of_joined(i);
            self.joined(first, own(if passive { Role::Object } else { Role::Subject }, &self.phrases[first]), &mut out);
        }
        // نفت إيران أنها هاجمت: the pronoun of أن stands for the subject of the verb before.
        if !subject && self.subject_is_pronoun(tokens, at) {
            subject = true;
            if let Some((_, before)) = self.verbs.last() {
                let role = if passive { Role::Object } else { Role::Subject };
                out.extend(before.iter().filter(|a| a.role == Role::Subject).map(|a| Argument { role, ..*a }));
            }
        }
        let mut skip_to = at + 1;
        let first = self.phrases.partition_point(|p| p.start <= at);
        for (i, p) in self.phrases.iter().enumerate().skip(first) {
            if p.start - at > REACH || tokens[skip_to..p.start].iter().any(closes) {
                break;
            }
            skip_to = p.end;
            if p.joined && !out.is_empty() {
                continue;
            }
            if p.governor != Governor::None {
                let role = if matches!(p.governor, Governor::Agent(_)) { Role::Agent } else { Role::Prepositional };
                self.joined(i, own(role, p), &mut out);
                continue;
            }
            if is(&tokens[p.head], Class::Time) || tokens[p.start].clitics().conjunction.is_some() {
                continue;
            }
            if !subject && agrees(verb, &tokens[p.head]) {
                subject = true;
                self.joined(i, own(if passive { Role::Object } else { Role::Subject }, p), &mut out);
            } else if !object {
                object = true;
                subject = true;
                self.joined(i, own(Role::Object, p), &mut out);
            } else if !out.iter().any(|a| a.role == Role::Object2) {
                self.joined(i, own(Role::Object2, p), &mut out);
            }
        }
        // A verb joined to the one before it, without a subject of its own, keeps that verb's subject.
        let has_subject = out.iter().any(|a| a.role == Role::Subject);
        if !has_subject
            && !passive
            && verb.clitics().conjunction.is_some()
            && let Some((_, before)) = self.verbs.last()
        {
            out.extend(before.iter().filter(|a| a.role == Role::Subject).copied());
        }
        out
    }

    /// The phrase before the verb that is its subject, if one is.
    fn subject_before(&self, tokens: &[Token], at: usize) -> Option<usize> {
        if tokens[at].clitics().conjunction.is_some() {
            return None;
        }
        let i = self.phrases.partition_point(|p| p.end <= at).checked_sub(1)?;
        if let Some(modified) = self.modified_subject(tokens, i, at) {
            return Some(modified);
        }
        let p = &self.phrases[i];
        let between = &tokens[p.end..at];
        if between.iter().any(|t| matches!(t.norm(), "." | "؛" | ":") || t.upos() == Upos::Verb || t.upos() == Upos::Sconj || t.upos() == Upos::Adp) {
            return None;
        }
        let relative = between.iter().any(|t| is(t, Class::Relative));
        if relative {
            return Some(i);
        }
        if p.governor != Governor::None
            || is(&tokens[p.head], Class::Time)
            || !between.iter().all(|t| matches!(t.upos(), Upos::Part | Upos::Adv | Upos::Aux) || t.is_punctuation())
        {
            return None;
        }
        // Nothing verbal may stand before the phrase in its clause: there it would be that verb's argument.
        let first = &self.phrases[self.first_of_joined(i)];
        let before = tokens[..first.start].iter().rev().take_while(|t| !closes(t) && !t.is_punctuation());
        let governed = before.clone().any(|t| t.upos() == Upos::Verb);
        (!governed && agrees_before(&tokens[at], &tokens[p.head])).then_some(i)
    }

    /// مسؤول في الوزارة قال: the noun at the start of its clause that phrase `i`, right before the verb, adds to by a preposition.
    fn modified_subject(&self, tokens: &[Token], i: usize, at: usize) -> Option<usize> {
        let (p, noun) = (&self.phrases[i], self.phrases.get(i.checked_sub(1)?)?);
        let adds = p.governor != Governor::None && !p.joined && p.end == at && noun.end + 1 >= p.start;
        let begins = noun.start == 0 || is(&tokens[noun.start - 1], Class::That);
        let fits =
            adds && begins && noun.governor == Governor::None && tokens[noun.head].upos() == Upos::Noun && agrees_before(&tokens[at], &tokens[noun.head]);
        fits.then_some(i - 1)
    }

    fn subject_is_pronoun(&self, tokens: &[Token], at: usize) -> bool {
        let before = tokens[..at].iter().rev().find(|t| !matches!(t.upos(), Upos::Part | Upos::Aux) || is(t, Class::That));
        before.is_some_and(|t| is(t, Class::That) && t.clitics().pronoun.is_some())
    }

    fn first_of_joined(&self, mut i: usize) -> usize {
        while i > 0 && self.phrases[i].joined {
            i -= 1;
        }
        i
    }

    fn of_noun(&self, tokens: &[Token], at: usize) -> Vec<Argument> {
        let mut out = Vec::new();
        let Some(i) = self.phrases.iter().position(|p| p.start <= at && at < p.end) else { return out };
        let phrase = self.phrases[i];
        let t = &tokens[at];
        let at_role = |role, start: usize, end: usize| Argument { role, governor: Governor::None, start, end, head: start, pronoun: false };
        if t.clitics().pronoun.is_some() {
            out.push(Argument { pronoun: true, ..at_role(Role::Genitive, at, at + 1) });
        }
        let mut j = at + 1;
        while j < phrase.end && tokens[j].upos() == Upos::Adj {
            out.push(at_role(Role::Adjective, j, j + 1));
            j += 1;
        }
        if j < phrase.end && !t.clitics().article && t.clitics().pronoun.is_none() {
            self.joined(i, at_role(Role::Genitive, j, phrase.end), &mut out);
        }
        let mut skip_to = phrase.end;
        for (k, p) in self.phrases.iter().enumerate().skip(i + 1) {
            if p.start - at > REACH || tokens[skip_to..p.start].iter().any(|t| closes(t) || t.upos() == Upos::Verb || t.norm() == "،") {
                break;
            }
            skip_to = p.end;
            if p.joined {
                continue;
            }
            let role = match p.governor {
                Governor::None if is(&tokens[p.head], Class::Time) => continue,
                Governor::None => Role::Object,
                Governor::Agent(_) => Role::Agent,
                _ => Role::Prepositional,
            };
            self.joined(k, Argument { role, governor: p.governor, start: p.start, end: p.end, head: p.head, pronoun: false }, &mut out);
        }
        if let Some((_, carried)) = self.verb_before(tokens, at).and_then(|v| self.verbs.iter().find(|(verb, _)| *verb == v)) {
            let is_subject = carried.iter().any(|a| a.role == Role::Subject && a.start <= at && at < a.end);
            if !is_subject {
                out.extend(carried.iter().filter(|a| a.role == Role::Subject).map(|a| Argument { role: Role::Host, ..*a }));
            }
        }
        out
    }
}

/// Ends the reach of a predicate.
fn closes(t: &Token) -> bool {
    matches!(t.norm(), "." | "؛" | ":" | "؟" | "!") || t.upos() == Upos::Verb || t.upos() == Upos::Sconj || is(t, Class::That) || is(t, Class::Relative)
}

/// A verb before its subject agrees in gender only.
fn agrees(verb: &Token, head: &Token) -> bool {
    match (verb.features().gender, gender(head)) {
        (Gender::Masc, Gender::Fem) => head.features().number == Number::Plur || head.upos() == Upos::Propn,
        (Gender::Fem, Gender::Masc) => head.features().number == Number::Plur || head.upos() == Upos::Propn || head.is_unknown(),
        _ => true,
    }
}

fn agrees_before(verb: &Token, head: &Token) -> bool {
    let plural_verb = verb.features().number == Number::Plur;
    agrees(verb, head) && !(plural_verb && head.features().number == Number::Sing && head.upos() != Upos::Propn)
}

fn gender(head: &Token) -> Gender {
    let f = head.features();
    match f.gender {
        // A name's form does not show its gender.
        _ if head.upos() == Upos::Propn => Gender::Any,
        Gender::Any if head.stem().ends_with('ه') => Gender::Fem,
        g => g,
    }
}
