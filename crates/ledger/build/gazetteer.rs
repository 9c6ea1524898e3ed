//! The tables of `gazetteer/` into one automaton of names and a list of entries.
//!
//! Entries are lines of tab-separated fields: kind, country, sector, English name, from, to, office, flags. The automaton maps keys (words
//! in normal form joined by spaces; roles by the lemma of their first word, under the prefix `R `) to ranges of entry numbers.

use std::collections::BTreeMap;
use std::path::Path;

use mithaq_text::hash::hash_str;
use mithaq_text::normal::{light, normalize};

/// Automaton, entry numbers, entry lines.
pub struct Compiled {
    /// Keys to `first << 16 | count` in `numbers`.
    pub keys: Vec<u8>,
    /// Entry numbers, little-endian `u32`.
    pub numbers: Vec<u8>,
    /// One line an entry.
    pub entries: String,
    /// One bit for every hash of a first word of a key (with and without its article), [`STARTS`] bits long: most words start none.
    pub starts: Vec<u8>,
}

/// How many bits tell first words apart.
const STARTS: u64 = 1 << 19;

struct Builder {
    keys: BTreeMap<String, Vec<u32>>,
    entries: String,
    count: u32,
}

impl Builder {
    fn entry(&mut self, fields: [&str; 8]) -> u32 {
        self.entries.push_str(&fields.join("\t"));
        self.entries.push('\n');
        self.count += 1;
        self.count - 1
    }

    fn key(&mut self, name: &str, entry: u32) {
        let key = name_key(name);
        if key.chars().count() >= 2 {
            let list = self.keys.entry(key).or_default();
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
    }

    fn key_with_article(&mut self, name: &str, entry: u32) {
        self.key(name, entry);
        if let Some(name) = with_article(name) {
            self.key(&name, entry);
        }
    }

    fn role_key(&mut self, name: &str, entry: u32) {
        let list = self.keys.entry(format!("R {}", name_key(name))).or_default();
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}

/// The key of a name: its words in normal form, joined by single spaces; hyphens and quotation marks count as spaces.
pub fn name_key(name: &str) -> String {
    let spaced: String = light(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().map(normalize).collect::<Vec<_>>().join(" ")
}

/// The inflections of a relational adjective (without article): روسي، روسية، روسيون ...
pub fn nisba_forms(adjective: &str) -> Vec<String> {
    let words: Vec<&str> = adjective.split(' ').collect();
    let inflect = |w: &str| -> Vec<String> {
        let endings: &[&str] = if w.ends_with('ي') { &["", "ة", "ون", "ين", "ان", "تان", "تين", "ات"] } else { &["", "ة"] };
        endings.iter().map(|e| format!("{w}{e}")).collect()
    };
    match words.as_slice() {
        [one] => inflect(one),
        [first, second] => {
            let (a, b) = (inflect(first), inflect(second));
            a.iter().zip(b.iter()).map(|(x, y)| format!("{x} {y}")).chain(a.iter().zip(b.iter()).map(|(x, y)| format!("{x} ال{y}"))).collect()
        }
        _ => vec![adjective.to_string()],
    }
}

fn with_article(name: &str) -> Option<String> {
    (!name.starts_with("ال")).then(|| format!("ال{name}"))
}

type Row<'t> = BTreeMap<&'t str, &'t str>;

fn rows<'t>(text: &'t str, table: &str, needed: &[&str]) -> Result<Vec<Row<'t>>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    let header: Vec<&str> = lines.next().map(|(_, l)| l.split('\t').collect()).unwrap_or_default();
    if let Some(missing) = needed.iter().find(|n| !header.contains(n)) {
        return Err(format!("gazetteer/{table}:1: expected a column `{missing}`, found {header:?}"));
    }
    lines
        .map(|(at, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() == header.len() {
                Ok(header.iter().copied().zip(cells).collect())
            } else {
                Err(format!("gazetteer/{table}:{}: expected {} columns, found {}", at + 1, header.len(), cells.len()))
            }
        })
        .collect()
}

fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|n| !n.is_empty())
}

fn add_state(b: &mut Builder, r: &Row<'_>) {
    let state = |b: &mut Builder, kind| b.entry([kind, r["code"], "GOV", r["name_en"], r["from"], r["to"], "", ""]);
    let named = state(b, "state");
    names(r["names"]).for_each(|n| b.key(n, named));
    let adjective = state(b, "adjective");
    names(r["adjective"]).flat_map(nisba_forms).for_each(|form| b.key_with_article(&form, adjective));
    let people = b.entry(["people", r["code"], "CVL", r["name_en"], r["from"], r["to"], "", ""]);
    names(r["people"]).for_each(|p| b.key_with_article(p, people));
    let capital = state(b, "capital");
    names(r["capital"]).for_each(|n| b.key(n, capital));
}

/// Compiles the tables of the folder, and those of the names `people` in its folder `people/`. A table that is missing is empty.
///
/// # Errors
/// A message with table, line, what was expected and what was found.
pub fn compile(folder: &Path, people: &[String], mut read: impl FnMut(&Path) -> Option<String>) -> Result<Compiled, String> {
    let mut b = Builder { keys: BTreeMap::new(), entries: String::new(), count: 0 };
    let mut each = |table: &str, needed: &[&str], add: &mut dyn FnMut(&mut Builder, &Row<'_>)| -> Result<(), String> {
        let text = read(&folder.join(table)).unwrap_or_default();
        rows(&text, table, needed)?.iter().for_each(|r| add(&mut b, r));
        Ok(())
    };
    each("states.tsv", &["code", "name_en", "names", "adjective", "people", "capital", "from", "to"], &mut add_state)?;
    each("places.tsv", &["name_en", "names", "country", "kind"], &mut |b, r| {
        let place = b.entry(["place", r["country"], "", r["name_en"], "", "", r["kind"], ""]);
        names(r["names"]).for_each(|n| b.key(n, place));
    })?;
    each("organisations.tsv", &["name_en", "names", "acronyms", "country", "sector"], &mut |b, r| {
        let entry = b.entry(["organisation", r["country"], r["sector"], r["name_en"], "", "", "", ""]);
        names(r["names"]).chain(names(r["acronyms"])).for_each(|n| b.key(n, entry));
    })?;
    each("groups.tsv", &["name_en", "names", "country", "sector", "members", "transnational"], &mut |b, r| {
        let flags = if r["transnational"] == "yes" { "transnational" } else { "" };
        let entry = b.entry(["group", r["country"], r["sector"], r["name_en"], "", "", "", flags]);
        names(r["names"]).for_each(|n| b.key(n, entry));
        names(r["members"]).for_each(|n| b.key_with_article(n, entry));
        // الحوثيون: the adjective حوثي in all its forms says whose something is.
        for adjective in names(r["members"]).filter_map(|n| n.strip_suffix("ون")).filter(|n| n.ends_with('ي')) {
            let adjective = adjective.strip_prefix("ال").unwrap_or(adjective);
            let of_group = b.entry(["adjective", r["country"], r["sector"], r["name_en"], "", "", "", ""]);
            nisba_forms(adjective).iter().for_each(|form| b.key_with_article(form, of_group));
        }
    })?;
    each("media.tsv", &["name_en", "names", "country"], &mut |b, r| {
        let entry = b.entry(["media", r["country"], "JRN", r["name_en"], "", "", "", ""]);
        names(r["names"]).for_each(|n| b.key(n, entry));
    })?;
    for table in people {
        each(&format!("people/{table}"), &["name_en", "names", "country", "sector", "office", "from", "to", "source"], &mut |b, r| {
            let entry = b.entry(["person", r["country"], r["sector"], r["name_en"], r["from"], r["to"], r["office"], r["source"]]);
            names(r["names"]).for_each(|n| b.key(n, entry));
        })?;
    }
    each("roles.tsv", &["noun", "forms", "sector", "kind", "office", "bare", "country"], &mut |b, r| {
        let entry = b.entry(["role", r["country"], r["sector"], "", "", "", r["office"], &format!("{} {}", r["kind"], r["bare"])]);
        b.role_key(r["noun"], entry);
        names(r["forms"]).for_each(|n| b.role_key(n, entry));
    })?;
    let mut map = fst::MapBuilder::memory();
    let mut numbers = Vec::new();
    let mut starts = vec![0u8; (STARTS / 8) as usize];
    for (key, list) in &b.keys {
        let first = key.strip_prefix("R ").unwrap_or(key).split(' ').next().unwrap_or("");
        for word in [first, first.strip_prefix("ال").unwrap_or(first)] {
            let bit = hash_str(word) % STARTS;
            starts[(bit / 8) as usize] |= 1 << (bit % 8);
        }
        let at = numbers.len() as u64 / 4;
        list.iter().for_each(|n| numbers.extend_from_slice(&n.to_le_bytes()));
        map.insert(key, at << 16 | list.len() as u64).map_err(|e| e.to_string())?;
    }
    Ok(Compiled { keys: map.into_inner().map_err(|e| e.to_string())?, numbers, entries: b.entries, starts })
}
