//! The lexicon: one immutable compiled file of inflected forms, lemmas and frequencies, embedded in the program or memory-mapped.

pub mod compile;
mod features;

pub use features::{Aspect, Attach, Features, Gender, Number, Person, Upos};

use crate::error::{Error, Kind};
use crate::normal;
use compile::{MAGIC, SECTIONS, SPELLING_SHIFT, VERSION};
use std::path::Path;
use std::sync::Arc;

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Bytes that live as long as the lexicon: part of the program, or a mapped file.
#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Mapped(Arc<memmap2::Mmap>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Mapped(map) => map,
        }
    }
}

/// A part of [`Bytes`], as the automata want it.
#[derive(Clone)]
struct Section {
    bytes: Bytes,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        &self.bytes.as_ref()[self.start..self.end]
    }
}

/// A compiled lexicon; cheap to share, never changes.
pub struct Lexicon {
    lemma_text: Section,
    lemma_index: Section,
    forms: fst::Map<Section>,
    records: Section,
    frequency: fst::Map<Section>,
}

/// A form of a word as the lexicon knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Lemma, for [`Lexicon::lemma`].
    pub lemma: u32,
    /// Features of the form.
    pub features: Features,
    /// Hash of the form's exact spelling, for comparison with [`compile::spelling`] of a light form.
    pub spelling: u32,
}

impl Lexicon {
    /// The lexicon that was compiled into the program.
    pub fn embedded() -> Lexicon {
        Lexicon::from_bytes(Bytes::Static(EMBEDDED), "embedded lexicon").expect("the build script wrote it with this layout")
    }

    /// Memory-maps a compiled lexicon (`cargo xtask lexicon` writes one).
    ///
    /// # Errors
    /// When the file cannot be opened, is no lexicon, or was written for another version.
    #[allow(unsafe_code)]
    pub fn open(path: &Path) -> Result<Lexicon, Error> {
        let name = path.display().to_string();
        let io = |source| Error::from(Kind::Open { path: name.clone(), source });
        let file = std::fs::File::open(path).map_err(io)?;
        // SAFETY: the file is a finished artefact that nothing rewrites in place; a truncation while mapped would be the user's doing.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(io)?;
        Lexicon::from_bytes(Bytes::Mapped(Arc::new(map)), &name)
    }

    fn from_bytes(bytes: Bytes, name: &str) -> Result<Lexicon, Error> {
        let all = bytes.as_ref();
        let word = |at: usize| all.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let broken = |found: String| Error::from(Kind::Lexicon { path: name.to_string(), found });
        if !all.starts_with(MAGIC) {
            return Err(broken("no lexicon header".into()));
        }
        match word(MAGIC.len()) {
            Some(VERSION) => {}
            found => return Err(broken(format!("version {} where this program reads version {VERSION}", found.unwrap_or(0)))),
        }
        let mut sections = Vec::new();
        for i in 0..SECTIONS {
            let at = MAGIC.len() + 4 + 8 * i;
            let (start, len) = word(at).zip(word(at + 4)).ok_or_else(|| broken("a cut-off section table".into()))?;
            let (start, end) = (start as usize, start as usize + len as usize);
            if end > all.len() {
                return Err(broken(format!("{} bytes where its table promises {end}", all.len())));
            }
            sections.push(Section { bytes: bytes.clone(), start, end });
        }
        let map = |s: &Section| fst::Map::new(s.clone()).map_err(|e| broken(format!("a broken automaton ({e})")));
        Ok(Lexicon {
            forms: map(&sections[2])?,
            frequency: map(&sections[4])?,
            lemma_text: sections[0].clone(),
            lemma_index: sections[1].clone(),
            records: sections[3].clone(),
        })
    }

    /// The entries whose form folds to `normal` (see [`normal::normalize`]).
    pub fn entries(&self, normal: &str) -> impl Iterator<Item = Entry> + '_ {
        let range = self.forms.get(normal).unwrap_or(0);
        let (at, count) = ((range >> 8) as usize, (range & 255) as usize);
        let records = self.records.as_ref();
        let list = records.get(at * 8..(at + count) * 8).unwrap_or(&[]);
        list.chunks_exact(8).map(|r| {
            let bits = u32::from_le_bytes([r[4], r[5], r[6], r[7]]);
            Entry {
                lemma: u32::from_le_bytes([r[0], r[1], r[2], r[3]]),
                features: Features::unpack(bits & ((1 << SPELLING_SHIFT) - 1)),
                spelling: bits >> SPELLING_SHIFT,
            }
        })
    }

    /// The vocalised lemma with that number; empty for a number the lexicon does not have.
    pub fn lemma(&self, id: u32) -> &str {
        self.lemma_and_root(id).split('\t').next().unwrap_or("")
    }

    /// The root of the lemma with that number; empty where it has none.
    pub fn root(&self, id: u32) -> &str {
        self.lemma_and_root(id).split('\t').nth(1).unwrap_or("")
    }

    fn lemma_and_root(&self, id: u32) -> &str {
        let index = self.lemma_index.as_ref();
        let offset = |i: usize| index.get(i * 4..i * 4 + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
        let range = offset(id as usize).zip(offset(id as usize + 1));
        let bytes = range.and_then(|(start, end)| self.lemma_text.as_ref().get(start..end));
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// How often news uses the word that folds to `normal`: 0 for unknown, else the bits of its count.
    pub fn frequency(&self, normal: &str) -> u8 {
        self.frequency.get(normal).unwrap_or(0) as u8
    }
}
