//! The gazetteer as the coder asks it: names and roles to entries.

use std::collections::HashMap;
use std::sync::OnceLock;

use fst::raw::{CompiledAddr, Node};
use jiff::civil::Date;
use mithaq_text::hash::{BuildPassThrough, Hash};

static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.fst"));
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.numbers"));
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.starts"));
static ENTRIES: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteer.entries"));

/// What an entry of the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum EntryKind {
    State,
    Adjective,
    People,
    Capital,
    Place,
    Organisation,
    Group,
    Media,
    Person,
    Role,
}

/// Whether a role noun is a person, a body or a crowd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum RoleKind {
    Person,
    Body,
    Crowd,
}

/// One row of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// ISO 3166 alpha-3 or one of the codebook's pseudo-codes; empty for roles and for places of no state.
    pub country: &'static str,
    /// PLOVER sector; empty for organisations between states.
    pub sector: &'static str,
    /// Canonical English name.
    pub name: &'static str,
    /// First day of the state or tenure, ISO with any grain; empty where open.
    pub from: &'static str,
    /// Last day, likewise.
    pub to: &'static str,
    /// Office of a person or role; kind of a place.
    pub office: &'static str,
    /// Kind of a role.
    pub role: Option<RoleKind>,
    /// A role noun that is an actor by itself.
    pub bare: bool,
    /// A group that acts in several states.
    pub transnational: bool,
    /// Where a tenure is known from, a key of `gazetteer/SOURCES.tsv`; empty for others.
    pub source: &'static str,
}

impl Entry {
    /// A tenure that holds on the day; without one, a tenure that is still open.
    pub fn is_held(&self, day: Option<Date>) -> bool {
        !self.from.is_empty() && if day.is_some() { self.holds_on(day) } else { self.to.is_empty() }
    }

    /// True where the entry holds on the day (always, where no day is known).
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        let day = day.to_string();
        // A coarser date compares by its own length: 2013 holds from any day of 2013.
        let cut = |bound: &str| day.get(..bound.len()).unwrap_or(&day).to_string();
        (self.from.is_empty() || self.from <= cut(self.from).as_str()) && (self.to.is_empty() || cut(self.to).as_str() <= self.to)
    }
}

/// Names and roles of actors and places; immutable.
pub struct Gazetteer {
    keys: fst::Map<&'static [u8]>,
    entries: Vec<Entry>,
    /// Numbers of tenures by country and office; made when first asked for.
    holders: OnceLock<HashMap<u64, Vec<u32>, BuildPassThrough>>,
}

/// A partial match that can be continued word by word.
#[derive(Clone, Copy)]
pub struct Walk {
    at: CompiledAddr,
    output: u64,
}

impl Gazetteer {
    /// The gazetteer that was compiled into the program.
    pub fn embedded() -> Gazetteer {
        let keys = fst::Map::new(KEYS).expect("the build script wrote the automaton");
        Gazetteer { keys, entries: ENTRIES.lines().filter_map(parse).collect(), holders: OnceLock::new() }
    }

    /// False where no name or role starts with the word of that hash (its article left out).
    pub fn may_start(&self, hash: u64) -> bool {
        let bit = hash % (STARTS.len() as u64 * 8);
        STARTS[(bit / 8) as usize] >> (bit % 8) & 1 == 1
    }

    /// The start of a name.
    pub fn names(&self) -> Walk {
        Walk { at: self.keys.as_fst().root().addr(), output: 0 }
    }

    /// The start of a role, by the lemma of its first word.
    pub fn roles(&self) -> Walk {
        self.step(self.names(), "R ").unwrap_or(self.names())
    }

    /// Continues a walk over the letters of `text`, if any key goes on so.
    pub fn step(&self, walk: Walk, text: &str) -> Option<Walk> {
        let fst = self.keys.as_fst();
        let mut node: Node<'_> = fst.node(walk.at);
        let mut output = walk.output;
        for byte in text.bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output += transition.out.value();
            node = fst.node(transition.addr);
        }
        Some(Walk { at: node.addr(), output })
    }

    /// The entries whose key ends where the walk stands.
    pub fn entries(&self, walk: Walk) -> impl Iterator<Item = &Entry> + '_ {
        let node = self.keys.as_fst().node(walk.at);
        let range = if node.is_final() { walk.output + node.final_output().value() } else { 0 };
        let (at, count) = ((range >> 16) as usize, (range & 0xffff) as usize);
        let list = NUMBERS.get(at * 4..(at + count) * 4).unwrap_or(&[]);
        list.chunks_exact(4).filter_map(|n| self.entries.get(u32::from_le_bytes([n[0], n[1], n[2], n[3]]) as usize))
    }

    /// The tenures of an office of a country that hold on a day, in the order of the tables; without a day those that are still open.
    pub fn holders(&self, country: &str, office: &str, day: Option<Date>) -> impl Iterator<Item = &Entry> + use<'_> {
        let holders = self.holders.get_or_init(|| {
            let mut out: HashMap<u64, Vec<u32>, BuildPassThrough> = HashMap::default();
            for (i, e) in self.entries.iter().enumerate().filter(|(_, e)| e.kind == EntryKind::Person && !e.office.is_empty()) {
                out.entry(post(e.country, e.office)).or_default().push(i as u32);
            }
            out
        });
        let list = holders.get(&post(country, office)).map_or(&[][..], Vec::as_slice);
        list.iter().map(|i| &self.entries[*i as usize]).filter(move |e| e.is_held(day))
    }

    /// The one person who holds an office of a country on a day; `None` where nobody or more than one is known to.
    pub fn holder(&self, country: &str, office: &str, day: Option<Date>) -> Option<&Entry> {
        let mut list = self.holders(country, office, day);
        let one = list.next()?;
        list.all(|e| e.name == one.name).then_some(one)
    }

    /// All entries, in the order of the tables.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }
}

/// A number for an office of a country.
fn post(country: &str, office: &str) -> u64 {
    Hash::template(0).with_str(country).with_str(office).0
}

fn parse(line: &'static str) -> Option<Entry> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let kind = match next()? {
        "state" => EntryKind::State,
        "adjective" => EntryKind::Adjective,
        "people" => EntryKind::People,
        "capital" => EntryKind::Capital,
        "place" => EntryKind::Place,
        "organisation" => EntryKind::Organisation,
        "group" => EntryKind::Group,
        "media" => EntryKind::Media,
        "person" => EntryKind::Person,
        _ => EntryKind::Role,
    };
    let [country, sector, name, from, to, office, flags] = [next()?, next()?, next()?, next()?, next()?, next()?, next()?];
    let role = match flags.split(' ').next() {
        Some("person") => Some(RoleKind::Person),
        Some("body") => Some(RoleKind::Body),
        Some("crowd") => Some(RoleKind::Crowd),
        _ => None,
    };
    let source = if kind == EntryKind::Person { flags } else { "" };
    Some(Entry { source, kind, country, sector, name, from, to, office, role, bare: flags.ends_with("yes"), transnational: flags == "transnational" })
}
