//! Tables of words into one immutable file.
//!
//! Layout, little-endian: magic and version, a table of section offsets, then the sections: lemma text, lemma index, form automaton
//! (folded form to a range of form records), form records, frequency automaton (folded word to a logarithmic count).
//! Also included by the build script, so it depends on nothing but `fst` and its two sibling modules.

use std::collections::BTreeMap;

use super::features::{Features, Gender, Number, Upos};
use super::normal::{light, normalize};

/// First bytes of a compiled lexicon.
pub const MAGIC: &[u8; 8] = b"MITHAQLX";
/// Layout version; raised with every change of the layout.
pub const VERSION: u32 = 1;
/// Number of sections.
pub const SECTIONS: usize = 5;
/// Bits of the spelling hash kept with each form record, above the features.
pub const SPELLING_SHIFT: u32 = 18;

/// The tables of one language as text; see `lexicon/README.md` for their columns.
pub struct Tables<'t> {
    /// `paradigms.tsv`
    pub paradigms: &'t str,
    /// `stems.tsv`
    pub stems: &'t str,
    /// `function.tsv`
    pub function: &'t str,
    /// `names.tsv`
    pub names: &'t str,
    /// `frequency.tsv`
    pub frequency: &'t str,
}

/// One way a stem inflects.
struct Ending {
    prefix: String,
    ending: String,
    code: String,
    attach: String,
}

/// The spelling hash of a light form: how exact spellings are told from folded ones.
pub fn spelling(light_form: &str) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    for byte in light_form.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ hash >> 14) & 0x3fff
}

fn rows<'t>(table: &'t str, name: &'t str, columns: usize) -> impl Iterator<Item = Result<(usize, Vec<&'t str>), String>> {
    let lines = table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    lines.skip(1).map(move |(at, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() == columns { Ok((at + 1, cells)) } else { Err(format!("{name}:{}: expected {columns} columns, found {}", at + 1, cells.len())) }
    })
}

/// Calls `each` with every inflected form (light spelling) of a stem and its features.
fn inflect(stem: &str, endings: &[Ending], upos: Upos, each: &mut impl FnMut(String, Features)) -> Result<(), String> {
    for e in endings {
        let features = Features::from_code(upos, &e.code, &e.attach).ok_or_else(|| format!("bad feature code `{}` or attachment `{}`", e.code, e.attach))?;
        let mut form = format!("{}{stem}{}", e.prefix, e.ending);
        for (from, to) in [("أأ", "آ"), ("أا", "آ"), ("ءا", "ءا")] {
            if form.contains(from) {
                form = form.replace(from, to);
            }
        }
        each(form, features);
    }
    Ok(())
}

/// Compiles the tables.
///
/// # Errors
/// A message with table, line, what was expected and what was found.
pub fn compile(tables: &Tables<'_>) -> Result<Vec<u8>, String> {
    let mut paradigms: BTreeMap<&str, Vec<Ending>> = BTreeMap::new();
    for row in rows(tables.paradigms, "paradigms.tsv", 5) {
        let (_, c) = row?;
        paradigms.entry(c[0]).or_default().push(Ending { prefix: c[1].into(), ending: c[2].into(), code: c[3].into(), attach: c[4].into() });
    }
    let mut lemmas: BTreeMap<String, u32> = BTreeMap::new();
    let mut lemma_text = Vec::new();
    let mut lemma_index = Vec::new();
    let mut lemma_id = |lemma: &str| {
        *lemmas.entry(lemma.to_string()).or_insert_with(|| {
            lemma_index.push(lemma_text.len() as u32);
            lemma_text.extend_from_slice(lemma.as_bytes());
            lemma_index.len() as u32 - 1
        })
    };
    let mut forms: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let mut add = |form: &str, lemma: u32, features: Features| {
        let record = (lemma, features.pack() | spelling(form) << SPELLING_SHIFT);
        let list = forms.entry(normalize(form)).or_default();
        if !list.contains(&record) {
            list.push(record);
        }
    };
    for row in rows(tables.function, "function.tsv", 4) {
        let (line, c) = row?;
        let upos = Upos::from_name(c[2]).ok_or_else(|| format!("function.tsv:{line}: expected a UD part of speech in column 3, found `{}`", c[2]))?;
        add(&light(c[0]), lemma_id(c[1]), Features::bare(upos));
    }
    for row in rows(tables.stems, "stems.tsv", 8) {
        let (line, c) = row?;
        let upos = Upos::from_name(c[1]).ok_or_else(|| format!("stems.tsv:{line}: expected a UD part of speech in column 2, found `{}`", c[1]))?;
        let lemma = lemma_id(&format!("{}\t{}", c[0], c[6]));
        for name in c[3].split(' ') {
            let endings = paradigms.get(name).ok_or_else(|| format!("stems.tsv:{line}: expected a paradigm of paradigms.tsv in column 4, found `{name}`"))?;
            inflect(c[2], endings, upos, &mut |form, mut features| {
                match c[4] {
                    "m" => features.gender = Gender::Masc,
                    "f" => features.gender = Gender::Fem,
                    _ => {}
                }
                match c[5] {
                    "s" => features.number = Number::Sing,
                    "p" => features.number = Number::Plur,
                    _ => {}
                }
                add(&form, lemma, features);
            })
            .map_err(|e| format!("paradigms.tsv: {e}"))?;
        }
    }
    for row in rows(tables.names, "names.tsv", 2) {
        let (_, c) = row?;
        let mut features = Features::bare(Upos::Propn);
        features.name = true;
        add(&light(c[0]), lemma_id(c[0]), features);
    }
    let mut frequency: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows(tables.frequency, "frequency.tsv", 2) {
        let (line, c) = row?;
        let count: u64 = c[1].parse().map_err(|_| format!("frequency.tsv:{line}: expected a count in column 2, found `{}`", c[1]))?;
        *frequency.entry(normalize(c[0])).or_default() += count;
    }

    let mut form_records = Vec::new();
    let mut form_map = fst::MapBuilder::memory();
    for (form, list) in &forms {
        let at = form_records.len() as u64 / 8;
        for (lemma, bits) in list {
            form_records.extend_from_slice(&lemma.to_le_bytes());
            form_records.extend_from_slice(&bits.to_le_bytes());
        }
        form_map.insert(form, at << 8 | (list.len() as u64).min(255)).map_err(|e| e.to_string())?;
    }
    let mut frequency_map = fst::MapBuilder::memory();
    for (word, count) in &frequency {
        frequency_map.insert(word, u64::from(64 - count.leading_zeros())).map_err(|e| e.to_string())?;
    }
    lemma_index.push(lemma_text.len() as u32);
    let sections: [Vec<u8>; SECTIONS] = [
        lemma_text,
        lemma_index.iter().flat_map(|o| o.to_le_bytes()).collect(),
        form_map.into_inner().map_err(|e| e.to_string())?,
        form_records,
        frequency_map.into_inner().map_err(|e| e.to_string())?,
    ];
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    let mut offset = MAGIC.len() + 4 + 8 * SECTIONS;
    for section in &sections {
        out.extend_from_slice(&(offset as u32).to_le_bytes());
        out.extend_from_slice(&(section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    sections.iter().for_each(|s| out.extend_from_slice(s));
    Ok(out)
}
