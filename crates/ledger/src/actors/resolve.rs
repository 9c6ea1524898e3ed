//! Which state a mention belongs to when its own words do not say: trained weights choose among the states that the article names.

use std::collections::BTreeMap;

use jiff::civil::Date;
use mithaq_text::hash::{Hash, hash_str};
use mithaq_text::lexicon::Number;
use mithaq_text::{Sentence, Token};

use super::gazetteer::{EntryKind, Gazetteer, RoleKind};
use super::mention::{Mention, MentionKind};
use super::pair::pair_of_states;
use crate::weights::ClassWeights;

/// What surrounds an article.
pub struct Setting<'a> {
    /// Country of the outlet, empty where unknown.
    pub outlet_country: &'a str,
}

impl<'a> Setting<'a> {
    /// The setting of an outlet, by its English or Arabic name.
    pub fn of_outlet(outlet: Option<&str>, gazetteer: &'a Gazetteer) -> Setting<'a> {
        let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let wanted = plain(outlet.unwrap_or(""));
        let media = gazetteer.all().iter().filter(|e| e.kind == EntryKind::Media);
        let found = media.clone().find(|e| !wanted.is_empty() && plain(e.name) == wanted).or_else(|| {
            let walk = outlet.and_then(|o| gazetteer.step(gazetteer.names(), &mithaq_text::normal::normalize(o)))?;
            gazetteer.entries(walk).find(|e| e.kind == EntryKind::Media)
        });
        Setting { outlet_country: found.map_or("", |e| e.country) }
    }
}

/// True for the code of one state, as against a bloc or an organisation.
pub fn is_state_code(code: &str) -> bool {
    !matches!(code, "" | "---" | "IGO" | "NGO" | "WST" | "ARB" | "EUR" | "ASA" | "AFR" | "LAM" | "MEA" | "INT")
}

/// A mention that names a state by its own words.
struct Anchor<'m> {
    sentence: usize,
    start: usize,
    country: &'m str,
    class: u64,
}

/// The states that an article names, as evidence for its unnamed actors.
pub struct Evidence<'a> {
    sentences: &'a [Sentence],
    anchors: Vec<Anchor<'a>>,
    /// Countries with how often they are named, most often first.
    counts: Vec<(&'a str, usize)>,
    outlet: &'a str,
}

/// What earlier mentions with the same words were resolved to.
#[derive(Default)]
pub struct Memory {
    /// Word key to the country, sector and name it had last.
    known: BTreeMap<u64, (String, &'static str, String)>,
}

fn anchor_number(kind: MentionKind) -> u64 {
    match kind {
        MentionKind::Place => 1,
        MentionKind::State | MentionKind::Capital => 2,
        MentionKind::Adjective | MentionKind::People => 3,
        MentionKind::Person => 4,
        _ => 5,
    }
}

impl<'a> Evidence<'a> {
    /// Gathers what `mentions` say by their own words.
    pub fn new(sentences: &'a [Sentence], mentions: &'a [Vec<Mention>], setting: &Setting<'a>) -> Evidence<'a> {
        let mut anchors = Vec::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (sentence, m) in mentions.iter().enumerate().flat_map(|(i, l)| l.iter().map(move |m| (i, m))) {
            if m.own_country {
                anchors.push(Anchor { sentence, start: m.start, country: &m.country, class: anchor_number(m.kind) });
                *counts.entry(&m.country).or_default() += 1;
            }
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        if is_state_code(setting.outlet_country) && !counts.iter().any(|c| c.0 == setting.outlet_country) {
            counts.push((setting.outlet_country, 0));
        }
        Evidence { sentences, anchors, counts, outlet: setting.outlet_country }
    }

    /// The countries and blocs that an actor of no told country may belong to.
    pub fn candidates(&self, m: &Mention) -> impl Iterator<Item = &'a str> + '_ {
        let others = ["IGO", "ARB", "INT", m.home].into_iter().filter(|c| !c.is_empty() && !self.counts.iter().any(|n| n.0 == *c));
        self.counts.iter().map(|c| c.0).chain(others)
    }

    /// Features of a country as that of a mention.
    pub fn features(&self, memory: &Memory, sentence: usize, m: &Mention, country: &str, out: &mut Vec<u64>) {
        let tokens = &self.sentences[sentence].tokens;
        let head = &tokens[m.head];
        let class = m.kind_number() << 8 | m.sector.bytes().fold(0, |h, b| h ^ u64::from(b) << 4);
        let definite = u64::from(head.clitics().article);
        let mut add = |template: u64, a: u64, b: u64| {
            out.push(Hash::template(template).with(a).with(b).0);
            out.push(Hash::template(template + 50).with(a).with(b).with(class).0);
        };
        let rank = self.counts.iter().position(|c| c.0 == country).unwrap_or(9).min(4) as u64;
        let count = self.counts.iter().find(|c| c.0 == country).map_or(0, |c| c.1);
        let total: usize = self.counts.iter().map(|c| c.1).sum();
        add(600, rank, definite);
        add(601, (count * 8 / total.max(1)) as u64, rank);
        add(602, u64::from(country == self.outlet), definite);
        let here = || self.anchors.iter().filter(|a| a.sentence == sentence);
        let nearest_before = here().rfind(|a| a.start < m.start);
        let nearest_after = here().find(|a| a.start >= m.end);
        let own_before = here().rfind(|a| a.start < m.start && a.country == country);
        let own_after = here().find(|a| a.start >= m.end && a.country == country);
        let reach = |d: usize| match d {
            0..=2 => 1,
            3..=5 => 2,
            6..=10 => 3,
            _ => 4u64,
        };
        add(603, own_before.map_or(0, |a| reach(m.start - a.start) << 4 | a.class), u64::from(nearest_before.is_some_and(|a| a.country == country)));
        add(604, own_after.map_or(0, |a| reach(a.start - m.end) << 4 | a.class), u64::from(nearest_after.is_some_and(|a| a.country == country)));
        add(605, u64::from(own_before.is_some()) << 1 | u64::from(own_after.is_some()), u64::from(here().next().is_some()));
        let last_before = self.anchors.iter().rfind(|a| a.sentence < sentence);
        add(606, u64::from(last_before.is_some_and(|a| a.country == country)), u64::from(here().next().is_some()));
        let in_previous = self.anchors.iter().any(|a| a.sentence + 1 == sentence && a.country == country);
        let ever_before = self.anchors.iter().any(|a| a.sentence < sentence && a.country == country);
        add(607, u64::from(in_previous) << 1 | u64::from(ever_before), u64::from(here().next().is_some()));
        let title = self.anchors.iter().find(|a| a.sentence == 0);
        add(608, u64::from(title.is_some_and(|a| a.country == country)), u64::from(self.anchors.iter().any(|a| a.sentence == 0 && a.country == country)));
        let first = self.anchors.first();
        add(609, u64::from(first.is_some_and(|a| a.country == country)), rank);
        let remembered = memory.known.get(&key(tokens, m)).map(|k| k.0.as_str());
        add(610, u64::from(remembered.is_some()) << 1 | u64::from(remembered == Some(country)), definite);
        let joined = tokens.get(m.end).map_or(0, |t| t.stem_hash());
        add(611, own_after.map_or(0, |a| reach(a.start - m.end)), joined);
        // قواتها, وزير خارجيته: the pronoun speaks of a state named before.
        if let Some(p) = tokens[m.start..m.end].iter().find_map(|t| t.clitics().pronoun) {
            let p = p as u64;
            add(614, p, own_before.map_or(0, |a| reach(m.start - a.start)));
            add(615, p, u64::from(here().next().is_some_and(|a| a.country == country)) << 1 | u64::from(nearest_before.is_some_and(|a| a.country == country)));
            add(616, p, u64::from(here().next().is_some()) << 1 | u64::from(last_before.is_some_and(|a| a.country == country)));
        }
        add(612, head.lemma_hash(), hash_str(country));
        if !m.home.is_empty() {
            add(617, u64::from(country == m.home), u64::from(own_before.is_some()) << 1 | u64::from(own_after.is_some()));
            add(618, hash_str(&m.name), hash_str(country));
        }
        add(619, u64::from(is_state_code(country)), u64::from(count == 0));
        add(613, head.lemma_hash(), u64::from(rank == 0) << 2 | u64::from(own_before.is_some()) << 1 | u64::from(own_after.is_some()));
    }
}

impl Memory {
    /// What earlier words say of a mention, if anything: country, sector, name.
    pub fn recall(&self, tokens: &[Token], m: &Mention) -> Option<&(String, &'static str, String)> {
        self.known.get(&key(tokens, m))
    }

    /// Remembers what a mention was resolved to.
    pub fn remember(&mut self, tokens: &[Token], m: &Mention) {
        if m.country.is_empty() || !matches!(m.kind, MentionKind::Role(_) | MentionKind::Person) {
            return;
        }
        let value = (m.country.clone(), m.sector, m.name.clone());
        if m.kind != MentionKind::Person {
            self.known.insert(tokens[m.head].lemma_hash(), value.clone());
        }
        self.known.insert(key(tokens, m), value);
    }
}

/// A named person is known again by the last word of the name, a role by its first.
fn key(tokens: &[Token], m: &Mention) -> u64 {
    let named = m.kind == MentionKind::Person || !m.name.is_empty() && m.end > m.start + 1;
    if named { tokens[m.end - 1].stem_hash() } else { tokens[m.head].lemma_hash() }
}

/// Gives countries to mentions that have none.
pub fn resolve(sentences: &[Sentence], mentions: &mut [Vec<Mention>], setting: &Setting<'_>, gazetteer: &Gazetteer, day: Option<Date>, weights: &ClassWeights) {
    let said = mentions.to_vec();
    let evidence = Evidence::new(sentences, &said, setting);
    let mut memory = Memory::default();
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    for (number, list) in mentions.iter_mut().enumerate() {
        let tokens = &sentences[number].tokens;
        for m in list.iter_mut() {
            let head = &tokens[m.head];
            let both = matches!(m.kind, MentionKind::Role(_)) && head.features().number == Number::Dual && head.clitics().article;
            if both
                && m.country.is_empty()
                && let Some((one, other)) = pair_of_states(&said, number, None)
            {
                (m.country, m.partner) = (one.to_string(), other.to_string());
                continue;
            }
            if m.country.is_empty() && m.kind != MentionKind::Place {
                let mut best: Option<(f32, &str)> = None;
                for country in evidence.candidates(m) {
                    features.clear();
                    evidence.features(&memory, number, m, country, &mut features);
                    weights.scores(&features, &mut scores);
                    let score = scores[0];
                    if best.is_none_or(|b| score > b.0) {
                        best = Some((score, country));
                    }
                }
                if let Some((_, country)) = best {
                    m.country = country.to_string();
                }
                if let Some((country, sector, name)) = memory.recall(tokens, m).filter(|k| k.0 == m.country) {
                    debug_assert_eq!(country, &m.country);
                    if m.sector.is_empty() {
                        m.sector = sector;
                    }
                    if m.name.is_empty() && matches!(m.kind, MentionKind::Role(RoleKind::Person)) && tokens[m.start].clitics().article {
                        m.name.clone_from(name);
                    }
                }
            }
            if let Some(person) = office_holder(tokens, m, gazetteer, day) {
                m.name = person.to_string();
            }
            memory.remember(tokens, m);
        }
    }
}

/// Who holds the office that a role names: الرئيس المصري is another man in 2013 than in 2015.
fn office_holder<'g>(tokens: &[Token], m: &Mention, gazetteer: &'g Gazetteer, day: Option<Date>) -> Option<&'g str> {
    let one = tokens[m.head].features().number == Number::Sing || tokens[m.head].features().number == Number::Any;
    if m.office.is_empty() || !m.name.is_empty() || !one || !is_state_code(&m.country) || day.is_none() {
        return None;
    }
    let definite = tokens[m.start..m.end].iter().any(|t| t.clitics().article) || m.end > m.start + 1;
    let another = |t: &Token| matches!(t.lemma(), "سابق" | "اسبق" | "راحل" | "مخلوع" | "معزول" | "مقبل" | "منتخب" | "نظير" | "نايب" | "نائب" | "مساعد");
    let former = tokens[m.start..(m.end + 1).min(tokens.len())].iter().any(another);
    (definite && !former).then(|| gazetteer.holder(&m.country, m.office, day)).flatten().map(|e| e.name)
}
