//! `cargo xtask stems`: derives `lexicon/ar/stems.tsv` from the published Camel Morph MSA tables.
//!
//! Camel Morph (CC BY 4.0) lists vocalised stems with the conditions under which affixes join. Each row here is one unvocalised stem
//! with the paradigms of `paradigms.tsv` that it takes. Stems none of whose forms the frequency list knows are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mithaq_text::normal::{light, normalize};

/// A row of the derived table, all but its frequency.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    lemma: String,
    upos: &'static str,
    stem: String,
    paradigms: String,
    gender: char,
    number: char,
    root: String,
}

/// Reads `camel` (the stem table) and `known` (words one a line, first column) and writes `out`.
pub fn derive(camel: &Path, known: &Path, lexicon: &Path) -> Result<(), String> {
    let read = |p: &Path| fs::read_to_string(p).map_err(|e| format!("{}: {e}", p.display()));
    let known: BTreeSet<String> = read(known)?.lines().filter_map(|l| l.split('\t').next()).map(normalize).collect();
    let mut endings: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in read(&lexicon.join("paradigms.tsv"))?.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let c: Vec<&str> = line.split('\t').collect();
        endings.entry(c[0].into()).or_default().push((c[1].into(), c[2].into()));
    }
    let mut rows = BTreeSet::new();
    for line in read(camel)?.lines().skip(1) {
        let c: Vec<&str> = line.split('\t').collect();
        let row = match c[3] {
            "[STEM-PV]" | "[STEM-IV]" => verb(&c),
            "[STEM-NOM]" | "[STEM-ADJ]" => nominal(&c),
            _ => continue,
        };
        rows.extend(row);
    }
    let attested = |row: &Row| {
        row.paradigms.split(' ').filter_map(|p| endings.get(p)).flatten().any(|(prefix, ending)| {
            let form = normalize(&format!("{prefix}{}{ending}", row.stem));
            known.contains(&form) || known.contains(&format!("ال{form}")) || known.contains(&format!("و{form}"))
        })
    };
    let mut text = String::from(
        "# Stems derived from Camel Morph MSA (https://github.com/CAMeL-Lab/camel_morph, CC BY 4.0) by `cargo xtask stems`; key: camel.\n\
         lemma\tupos\tstem\tparadigms\tgender\tnumber\troot\tsource\n",
    );
    let mut kept = 0;
    let corrections = read(&lexicon.join("corrections.tsv"))?;
    let dropped = |r: &Row| corrections.lines().any(|l| l == format!("drop\t{}\t{}", r.lemma, r.stem));
    for r in rows.iter().filter(|r| attested(r) && !dropped(r)) {
        text += &format!("{}\t{}\t{}\t{}\t{}\t{}\t{}\tcamel\n", r.lemma, r.upos, r.stem, r.paradigms, r.gender, r.number, r.root);
        kept += 1;
    }
    println!("{kept} of {} stems kept", rows.len());
    for row in corrections.lines().filter_map(|l| l.strip_prefix("add\t")) {
        text += &format!("{row}\n");
    }
    let out = lexicon.join("stems.tsv");
    fs::write(&out, text).map_err(|e| format!("{}: {e}", out.display()))
}

/// The vocalised lemma in one spelling: wasla as alef, no dagger-alef or sukun variants, long vowels without a written short one.
fn lemma(camel: &str) -> String {
    // `قال-ُ` names the vowel of the imperfect after a hyphen.
    let camel = camel.split(['-', '_']).next().unwrap_or(camel);
    camel.replace('ٱ', "ا").replace("َا", "ا").replace("ِي", "ي").replace("ُو", "و").replace(['ْ', 'ٰ'], "").replace("اِ", "ا")
}

/// The root's letters; empty where the source has none (loan words).
fn root(camel: &str) -> String {
    let letters: String = camel.chars().filter(|c| *c != '.').collect();
    if letters.chars().all(|c| ('ء'..='ي').contains(&c) || c == '#') && letters.chars().count() >= 3 { letters } else { String::new() }
}

fn feature(feats: &str, name: &str) -> char {
    feats.split(' ').find_map(|f| f.strip_prefix(name)).and_then(|v| v.chars().next()).unwrap_or('-')
}

fn verb(c: &[&str]) -> Vec<Row> {
    let stem = light(c[1]);
    let has = |term: &str| c[5].split(' ').chain(c[6].split(' ')).any(|t| t == term);
    let perfect = c[3] == "[STEM-PV]";
    let base = if perfect { "P" } else { "I" };
    let kind = ["#-ay", "#-aw", "#-iy", "#-uw", "#-aY", "#-a>"].into_iter().find(|k| has(k));
    let paradigm = match kind {
        Some("#-ay") => "P/ay".to_string(),
        Some("#-aw") => "P/aw".to_string(),
        Some(k) => format!("{base}/{}", &k[2..]),
        None if has("v-suff") => format!("{base}/v"),
        None if has("c-suff") => format!("{base}/c"),
        None if perfect && has("#n") => "P/n".to_string(),
        None => base.to_string(),
    };
    if has("CV")
        || !matches!(
            paradigm.as_str(),
            "P" | "P/v" | "P/c" | "P/ay" | "P/aw" | "P/iy" | "P/a>" | "P/n" | "I" | "I/v" | "I/c" | "I/iy" | "I/uw" | "I/aY" | "I/a>"
        )
    {
        return Vec::new();
    }
    let row =
        |stem: String, paradigms: &str| Row { lemma: lemma(c[0]), upos: "VERB", stem, paradigms: paradigms.into(), gender: '-', number: '-', root: root(c[4]) };
    let mut out = vec![row(stem.clone(), &paradigm)];
    if let Some((stem, paradigms)) = passive(c[1], c[4], &stem, &paradigm) {
        out.push(row(stem, paradigms));
    }
    out
}

/// The passive stem where its letters differ from the active's: hollow (قيل, يقال), weak-final (يُرمى), third form (هوجم), initial waw (يوصف).
fn passive(vocalised: &str, root: &str, stem: &str, paradigm: &str) -> Option<(String, &'static str)> {
    let letters: Vec<char> = stem.chars().collect();
    let n = letters.len();
    let hollow = n >= 2 && matches!(letters[n - 2], 'ا' | 'و' | 'ي') && paradigm.ends_with("/v") && !vocalised.ends_with('ّ');
    match paradigm {
        "P/v" if hollow => {
            let mut s = letters;
            s[n - 2] = 'ي';
            Some((s.into_iter().collect(), "PV"))
        }
        "I/v" if hollow && letters[n - 2] != 'ا' => {
            let mut s = letters;
            s[n - 2] = 'ا';
            Some((s.into_iter().collect(), "IV"))
        }
        "P" | "P/n" if n == 4 && letters[1] == 'ا' => Some((format!("{}و{}", letters[0], letters[2..].iter().collect::<String>()), "PV")),
        "P" | "P/n" if n == 5 && letters[0] == 'ت' && letters[2] == 'ا' => {
            Some((format!("ت{}و{}", letters[1], letters[3..].iter().collect::<String>()), "PV"))
        }
        "P/ay" if n >= 2 => Some((stem.to_string(), "PV/ay")),
        "I/iy" | "I/uw" => Some((stem.to_string(), "IV/aY")),
        "I" if root.starts_with('و') && n == 2 => Some((format!("و{stem}"), "IV")),
        _ => None,
    }
}

fn nominal(c: &[&str]) -> Vec<Row> {
    let upos = match feature(c[7], "pos:").to_string().as_str() {
        _ if c[7].starts_with("pos:noun_prop") => "PROPN",
        _ if c[7].starts_with("pos:noun_num") || c[7].starts_with("pos:adj_num") => "NUM",
        "a" => "ADJ",
        "n" => "NOUN",
        _ => return Vec::new(),
    };
    let has = |term: &str| c[6].split([' ', '|']).any(|t| t == term);
    let mut stem = light(c[1]);
    let kind = if has("#iy") {
        "/iy"
    } else if has("#aY-Ap-y") || has("#aY") {
        "/aY"
    } else if has("#aA-Ap-w") || has("#aA") || has("#aA-Ap-y") {
        "/aA"
    } else if has("#A'") || has("#A'-w") || has("#A'@w") {
        "/A'"
    } else if has("#o'-con") || has("#A}iy") {
        "/con"
    } else if has("#o'-dis") {
        "/dis"
    } else if has("#w'") {
        "/wA"
    } else if has("#a>") || has("#u&") || has("#i}") {
        "/a>"
    } else {
        ""
    };
    if stem.is_empty() {
        return Vec::new();
    }
    if has("Mono") && stem.ends_with('ٱ') {
        stem.pop();
    }
    let number = feature(c[7], "num:");
    let gender = feature(c[7], "gen:");
    // The slots of a broken plural are formal: its own number and gender are given.
    let slots: Vec<String> = c[5]
        .split("||")
        .map(|s| s.split(' ').next().unwrap_or("").replace("FS100", "FS"))
        .filter(|s| matches!(s.as_str(), "MS" | "MD" | "MP" | "FS" | "FD" | "FP"))
        .map(|s| format!("{s}{kind}"))
        .filter(|s| !matches!(s.as_str(), "FS/dis" | "FP/dis" | "FD/dis" | "FD/A'" | "FD/con" | "FD/wA" | "FD/a>" | "MD/wA" | "MP/aA" | "MP/dis"))
        .collect();
    if slots.is_empty() {
        return Vec::new();
    }
    vec![Row {
        lemma: lemma(c[0]),
        upos,
        stem,
        paradigms: slots.join(" "),
        gender: if matches!(gender, 'm' | 'f') { gender } else { '-' },
        number: if number == 'p' { 'p' } else { '-' },
        root: root(c[4]),
    }]
}
