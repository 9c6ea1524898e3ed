//! Mentions: atoms and names joined to the actors and places that a sentence speaks of.

use jiff::civil::Date;
use mithaq_text::lexicon::{Number, Upos};
use mithaq_text::{Sentence, Span, Token};

use super::atoms::{Atom, atoms};
use super::gazetteer::{Entry, EntryKind, Gazetteer, RoleKind};

/// What a mention speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum MentionKind {
    /// A state by its name.
    State,
    /// A state by an adjective on some noun (الغارات الإسرائيلية).
    Adjective,
    /// A state by its capital or seat, or the city itself.
    Capital,
    /// People of a state.
    People,
    Place,
    Person,
    Organisation,
    Group,
    Media,
    /// A person, body or crowd by role (وزير، جيش، متظاهرون).
    Role(RoleKind),
}

/// An actor or place that a sentence names.
#[derive(Clone, Debug)]
pub struct Mention {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// Where it stands, without attached conjunction or preposition.
    pub span: Span,
    /// What it is.
    pub kind: MentionKind,
    /// Country code; empty while unknown.
    pub country: String,
    /// PLOVER sector; empty for organisations between states.
    pub sector: &'static str,
    /// Canonical English name; empty for plain states and unnamed roles.
    pub name: String,
    /// The words themselves give the country (else it was worked out from the article).
    pub own_country: bool,
    /// An actor by itself (a mere role word such as مدير is not, without a name or state).
    pub bare: bool,
    /// Token of the word that says what it is.
    pub head: usize,
    /// The other country of two that the words stand for together (البلدين); empty otherwise.
    pub partner: String,
    /// Office that a role names, in English; empty for others.
    pub office: &'static str,
    /// Where a group that acts in several states has its home; empty otherwise.
    pub home: &'static str,
}

impl Mention {
    /// A number for the kind alone.
    pub fn kind_number(&self) -> u64 {
        match self.kind {
            MentionKind::State => 1,
            MentionKind::Adjective => 2,
            MentionKind::Capital => 3,
            MentionKind::People => 4,
            MentionKind::Place => 5,
            MentionKind::Person => 6,
            MentionKind::Organisation => 7,
            MentionKind::Group => 8,
            MentionKind::Media => 9,
            MentionKind::Role(RoleKind::Person) => 10,
            MentionKind::Role(RoleKind::Body) => 11,
            MentionKind::Role(RoleKind::Crowd) => 12,
        }
    }

    /// A person, organisation, group or place by its own name.
    pub fn is_named(&self) -> bool {
        matches!(self.kind, MentionKind::Person | MentionKind::Organisation | MentionKind::Group | MentionKind::Place | MentionKind::State)
            || !self.name.is_empty()
    }

    /// The countries that the words stand for.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        [self.country.as_str(), self.partner.as_str()].into_iter().filter(|c| !c.is_empty())
    }

    /// القوات التركية والروسية: a joined adjective speaks of the noun of the mention right before it.
    fn share_noun(&mut self, before: &Mention, tokens: &[Token]) {
        let t = &tokens[self.start];
        // ونظيره السوري: a counterpart has the office of whom he is the counterpart of.
        let person = |m: &Mention| matches!(m.kind, MentionKind::Person | MentionKind::Role(RoleKind::Person));
        if t.lemma() == "نظير" && person(before) && !before.sector.is_empty() {
            self.sector = before.sector;
        }
        let joined = t.clitics().conjunction == Some('و') && t.upos() == Upos::Adj && self.end == self.start + 1;
        let adjective = matches!(self.kind, MentionKind::Adjective | MentionKind::People);
        let noun = matches!(before.kind, MentionKind::Role(_)) && before.own_country && before.end == self.start && tokens[before.end - 1].upos() == Upos::Adj;
        if joined && adjective && noun && t.clitics().article == tokens[before.end - 1].clitics().article {
            (self.kind, self.sector, self.bare) = (before.kind, before.sector, before.bare);
        }
    }

    /// Neither a mere place nor a role that is no actor by itself.
    pub fn can_act(&self) -> bool {
        self.kind != MentionKind::Place && (self.bare || self.own_country || !self.name.is_empty())
    }

    /// Army, police or armed group.
    pub fn is_armed(&self) -> bool {
        matches!(self.sector, "MIL" | "COP" | "REB" | "PRM" | "UAF" | "SPY") && self.kind != MentionKind::Person
    }

    /// Civilians and crowds.
    pub fn is_people(&self) -> bool {
        self.kind == MentionKind::People
            || matches!(self.kind, MentionKind::Role(RoleKind::Crowd))
            || matches!(self.sector, "CVL" | "REF" | "EDU" | "LAB" | "SOC")
    }
}

/// The mentions of a sentence, disjoint, in order. Those whose words give no country have none yet.
pub fn mentions(sentence: &Sentence, text: &str, gazetteer: &Gazetteer, day: Option<Date>) -> Vec<Mention> {
    let tokens = &sentence.tokens;
    let atoms = atoms(tokens, gazetteer);
    let mut reader = MentionReader { tokens, text, day, atoms: &atoms, next: 0 };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.read(at) {
            Some(mut mention) => {
                at = mention.end;
                if let Some(before) = out.last() {
                    mention.share_noun(before, tokens);
                }
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
}

/// A word that the lexicon lists as a name, or does not have.
fn is_name(t: &Token) -> bool {
    t.is_unknown() || t.features().name && t.upos() == Upos::Propn
}

struct MentionReader<'a, 'g> {
    tokens: &'a [Token],
    text: &'a str,
    day: Option<Date>,
    atoms: &'a [Atom<'g>],
    next: usize,
}

impl<'a, 'g> MentionReader<'a, 'g> {
    fn atom_at(&mut self, at: usize) -> Option<&'a Atom<'g>> {
        while self.atoms.get(self.next).is_some_and(|a| a.end <= at) {
            self.next += 1;
        }
        self.atoms[self.next..].iter().take_while(|a| a.start <= at).find(|a| a.start == at)
    }

    fn read(&mut self, at: usize) -> Option<Mention> {
        let Some(atom) = self.atom_at(at) else { return self.unknown_name(at) };
        let entry = self.pick(atom)?;
        if entry.kind == EntryKind::Role && (self.is_attribute(atom.start) || self.is_other_noun(atom, entry)) {
            return None;
        }
        let mut m = self.mention(atom, entry);
        match entry.kind {
            EntryKind::Role => self.extend_role(&mut m),
            EntryKind::State | EntryKind::Capital | EntryKind::People | EntryKind::Media | EntryKind::Place => {}
            EntryKind::Adjective => self.people_or_adjective(&mut m),
            EntryKind::Organisation | EntryKind::Group => self.skip_adjectives(&mut m),
            EntryKind::Person => self.extend_name(&mut m),
        }
        m.span = self.span(m.start, m.end);
        // Whoever speaks for an organisation between states is of no state's government.
        if m.country == "IGO" && m.sector == "GOV" {
            m.sector = "";
        }
        Some(m)
    }

    /// Of several entries, for a person the tenure that holds on the day (else the latest before it), else the first.
    fn pick(&self, atom: &Atom<'g>) -> Option<&'g Entry> {
        let first = *atom.entries.first()?;
        if self.is_common_word(atom, first) {
            return None;
        }
        if first.kind != EntryKind::Person {
            // A name that a state bore on the day goes before one that it had lost.
            return atom.entries.iter().find(|e| e.kind == first.kind && e.holds_on(self.day)).copied().or(Some(first));
        }
        let holds = atom.entries.iter().find(|e| e.kind == EntryKind::Person && e.holds_on(self.day));
        let day = self.day.map(|d| d.to_string()).unwrap_or_default();
        let started = atom.entries.iter().filter(|e| e.kind == EntryKind::Person && (day.is_empty() || e.from <= day.as_str())).max_by_key(|e| e.from);
        holds.or(started).copied().or(Some(first))
    }

    /// A one-word place or short name that the context reads as a verb or particle is not one.
    fn is_common_word(&self, atom: &Atom<'g>, entry: &Entry) -> bool {
        let t = &self.tokens[atom.start];
        let word = atom.end == atom.start + 1;
        let named = matches!(entry.kind, EntryKind::Place | EntryKind::Person | EntryKind::Organisation | EntryKind::Media | EntryKind::Role);
        word && named && matches!(t.upos(), Upos::Verb | Upos::Adp | Upos::Aux | Upos::Part | Upos::Sconj | Upos::Cconj | Upos::Adv)
            || word && matches!(entry.kind, EntryKind::Place) && matches!(t.upos(), Upos::Adj) && !t.is_unknown()
    }

    /// مساعدات is no plural of a helper: a feminine form of a role that is an actor only with a name is likelier another noun.
    fn is_other_noun(&self, atom: &Atom<'g>, entry: &Entry) -> bool {
        let t = &self.tokens[atom.start];
        let feminine = t.stem().ends_with("ات") || t.stem().ends_with('ه') && t.clitics().pronoun.is_none();
        let alone = !entry.bare && atom.end == atom.start + 1;
        // الموقعة عام 1961 is signed, no site.
        alone && (entry.role == Some(RoleKind::Person) && feminine && t.upos() == Upos::Noun || entry.role != Some(RoleKind::Person) && t.upos() == Upos::Adj)
    }

    /// An adjective on the noun before it (مؤتمرا صحفيا) describes and does not name.
    fn is_attribute(&self, at: usize) -> bool {
        let t = &self.tokens[at];
        let free = t.clitics().conjunction.is_none() && t.clitics().preposition.is_none();
        let mut before = self.tokens[..at].iter().rev();
        let noun = before.find(|n| n.upos() != Upos::Adj || n.clitics().conjunction.is_some() || n.clitics().preposition.is_some());
        let noun = noun.filter(|n| n.upos() == Upos::Noun && n.clitics().pronoun.is_none());
        let plural = |t: &Token| t.features().number == Number::Plur;
        t.upos() == Upos::Adj && free && noun.is_some_and(|n| n.clitics().article == t.clitics().article && (!plural(t) || plural(n)))
    }

    fn mention(&self, atom: &Atom<'g>, entry: &Entry) -> Mention {
        let kind = match entry.kind {
            EntryKind::State => MentionKind::State,
            EntryKind::Adjective => MentionKind::Adjective,
            EntryKind::People => MentionKind::People,
            EntryKind::Capital => MentionKind::Capital,
            EntryKind::Place => MentionKind::Place,
            EntryKind::Organisation => MentionKind::Organisation,
            EntryKind::Group => MentionKind::Group,
            EntryKind::Media => MentionKind::Media,
            EntryKind::Person => MentionKind::Person,
            EntryKind::Role => MentionKind::Role(entry.role.unwrap_or(RoleKind::Person)),
        };
        let (country, home) = if entry.transnational { ("", entry.country) } else { (entry.country, "") };
        let plain = matches!(kind, MentionKind::State | MentionKind::Adjective | MentionKind::Capital | MentionKind::People);
        Mention {
            start: atom.start,
            end: atom.end,
            span: self.span(atom.start, atom.end),
            kind,
            country: country.to_string(),
            sector: entry.sector,
            name: if plain { String::new() } else { entry.name.to_string() },
            own_country: !country.is_empty(),
            bare: entry.kind != EntryKind::Role || entry.bare,
            head: atom.start,
            partner: String::new(),
            office: if entry.kind == EntryKind::Role { entry.office } else { "" },
            home,
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let last = &self.tokens[end - 1];
        let first = self.tokens[start].span_without_proclitics();
        let tail = if end - 1 == start || last.clitics().pronoun.is_none() { last.span } else { last.stem_span() };
        let last_end = if last.clitics().pronoun.is_some() { last.stem_span().end() } else { tail.end() };
        Span::new(self.text, first.start(), last_end.max(first.start())).unwrap_or(first)
    }

    /// True where the token can go on a phrase: no clitic in front, no punctuation.
    fn goes_on(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.clitics().conjunction.is_none() && t.clitics().preposition.is_none() && !t.is_punctuation())
    }

    /// A role takes the adjectives, genitives and names after it: وزير الخارجية الروسي سيرغي لافروف.
    fn extend_role(&mut self, m: &mut Mention) {
        let mut person = matches!(m.kind, MentionKind::Role(RoleKind::Person));
        while m.end < self.tokens.len() {
            let at = m.end;
            // المتحدث باسم البيت الأبيض, السفير لدى الأمم المتحدة
            let joint = matches!(self.tokens[at].norm(), "باسم" | "بلسان" | "لدي");
            let from = if joint { at + 1 } else { at };
            if !joint && !self.goes_on(at) {
                // الأمين العام للأمم المتحدة: what an organisation between states has, لـ joins to it.
                if person && m.country.is_empty() && self.tokens[at].clitics().preposition == Some('ل') && self.tokens[at].clitics().conjunction.is_none() {
                    let owner = self.atom_at(at).and_then(|a| self.pick(a).map(|e| (a.end, e)));
                    if let Some((end, _)) = owner.filter(|(_, e)| e.kind == EntryKind::Organisation && e.country == "IGO") {
                        (m.country, m.own_country, m.bare, m.sector) = ("IGO".to_string(), true, true, "");
                        m.end = end;
                        continue;
                    }
                }
                // Quotation marks around a name do not part it from its title.
                let quoted = matches!(self.tokens[at].norm(), "\"" | "«" | "“")
                    && self.atom_at(at + 1).is_some_and(|a| a.entries.iter().any(|e| e.kind == EntryKind::Person));
                if !(quoted && person && m.name.is_empty()) {
                    return;
                }
                m.end += 1;
                continue;
            }
            let Some(entry) = self.atom_at(from).and_then(|a| self.pick(a).map(|e| (a, e))) else {
                let Some(t) = self.tokens.get(from) else { return };
                let named = t.upos() == Upos::Propn || t.is_unknown() && t.upos() == Upos::Noun && !t.clitics().article;
                if t.upos() == Upos::Adj || matches!(t.norm(), "العام" | "العامه" | "السابق" | "الاول" | "الاعلي") {
                    m.end = from + 1;
                } else if person && named && m.name.is_empty() && !joint {
                    m.end = self.name_end(from);
                    m.name = self.latin(from, m.end);
                    return;
                } else {
                    return;
                }
                continue;
            };
            let (atom, entry) = entry;
            // An adjective closes its phrase to genitives.
            let last = &self.tokens[m.end - 1];
            let takes_genitive = !last.clitics().article && (last.upos() != Upos::Adj || m.end == m.start + 1) || joint;
            match entry.kind {
                EntryKind::Adjective | EntryKind::State | EntryKind::Capital | EntryKind::Place
                    if m.country.is_empty() && (entry.kind == EntryKind::Adjective || takes_genitive) && !entry.country.is_empty() =>
                {
                    m.country = entry.country.to_string();
                    m.own_country = true;
                    // الميليشيات الحوثية: the adjective of an armed group says whose they are.
                    if entry.kind == EntryKind::Adjective && entry.sector != "GOV" && matches!(m.sector, "GOV" | "MIL" | "" | "UNK") {
                        m.sector = entry.sector;
                    }
                }
                EntryKind::Adjective => {}
                EntryKind::Person if person && m.name.is_empty() => {
                    m.name = entry.name.to_string();
                    if m.country.is_empty() {
                        m.country = entry.country.to_string();
                    }
                    m.own_country = true;
                    m.end = atom.end;
                    m.bare = true;
                    return;
                }
                EntryKind::Organisation | EntryKind::Group | EntryKind::Media if takes_genitive && m.country.is_empty() => {
                    if entry.transnational {
                        m.home = entry.country;
                    } else {
                        m.country = entry.country.to_string();
                        m.own_country = true;
                    }
                    if m.name.is_empty() && !person {
                        m.name = entry.name.to_string();
                    }
                    if matches!(entry.kind, EntryKind::Group) || matches!(m.sector, "" | "GOV" | "MIL" | "PTY" | "UNK") {
                        m.sector = entry.sector;
                    }
                }
                EntryKind::Role if takes_genitive => {
                    if matches!(m.sector, "GOV" | "" | "UNK" | "CVL") && !entry.sector.is_empty() {
                        m.sector = entry.sector;
                    }
                    m.bare |= entry.bare;
                }
                EntryKind::Role if matches!(entry.role, Some(RoleKind::Person)) && person && self.is_apposition(at, m) => {}
                _ => return,
            }
            m.end = atom.end;
            person |= matches!(entry.role, Some(RoleKind::Person)) && entry.kind == EntryKind::Role;
        }
    }

    /// الرئيس التركي نظيره: a title with a pronoun, or without article after whose country is told, is another person's.
    fn is_apposition(&self, at: usize, m: &Mention) -> bool {
        let clitics = self.tokens[at].clitics();
        clitics.pronoun.is_none() && (clitics.article || m.country.is_empty())
    }

    /// An adjective of a state without a noun before it, in the plural, names its people.
    fn people_or_adjective(&self, m: &mut Mention) {
        let t = &self.tokens[m.start];
        let after_noun = m.start > 0 && {
            let b = &self.tokens[m.start - 1];
            b.upos().is_nominal() && t.clitics().conjunction.is_none() && t.clitics().preposition.is_none() && b.clitics().article == t.clitics().article
        };
        if !after_noun && (t.features().number == Number::Plur || t.stem().ends_with("ين") || t.stem().ends_with("ون")) {
            m.kind = MentionKind::People;
        } else if !after_noun {
            m.kind = MentionKind::People;
            m.bare = t.upos() != Upos::Adj;
        }
        if m.kind == MentionKind::People && m.sector == "GOV" {
            m.sector = "CVL";
        }
    }

    fn skip_adjectives(&mut self, m: &mut Mention) {
        while self.goes_on(m.end) {
            match self.atom_at(m.end).and_then(|a| self.pick(a).map(|e| (a.end, e.kind))) {
                Some((end, EntryKind::Adjective)) => m.end = end,
                _ => return,
            }
        }
    }

    /// A known short name may be part of a longer one.
    fn extend_name(&mut self, m: &mut Mention) {
        while self.goes_on(m.end) && self.tokens[m.end].upos() == Upos::Propn && self.atom_at(m.end).is_none() {
            m.end += 1;
        }
    }

    fn name_end(&mut self, from: usize) -> usize {
        let mut end = from + 1;
        while self.goes_on(end) && end < from + 6 {
            let t = &self.tokens[end];
            let particle = matches!(t.norm(), "بن" | "ابن" | "ال" | "ابو" | "عبد" | "بو" | "دي" | "فان" | "ولد");
            let atom = self.atom_at(end).is_some_and(|a| a.entries.iter().any(|e| !matches!(e.kind, EntryKind::Person | EntryKind::Place)));
            if atom || !(particle || is_name(t) || t.upos() == Upos::Propn && end > from + 1) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Two or more names in a row that the gazetteer does not know.
    fn unknown_name(&mut self, at: usize) -> Option<Mention> {
        let t = &self.tokens[at];
        if t.upos() != Upos::Propn || !is_name(t) || t.stem().chars().count() < 3 || t.clitics().article || t.kind() != mithaq_text::WordKind::Arabic {
            return None;
        }
        let end = self.name_end(at);
        if end < at + 2 {
            return None;
        }
        let name = self.latin(at, end);
        Some(Mention {
            start: at,
            end,
            span: self.span(at, end),
            kind: MentionKind::Person,
            country: String::new(),
            sector: "",
            name,
            own_country: false,
            bare: true,
            head: at,
            partner: String::new(),
            office: "",
            home: "",
        })
    }

    /// The name in the words of the text: no Latin form is known for it.
    fn latin(&self, from: usize, to: usize) -> String {
        self.span(from, to).of(self.text).to_string()
    }
}
