//! Words with their gold pieces, from CoNLL-U trees or segmentation tables.

use std::fs;
use std::path::Path;

use mithaq_text::normal::{light, normalize};

/// A piece that Universal Dependencies makes of a word.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Form as written.
    pub form: String,
    /// Universal part of speech, or with `~` before it a coarse tag of a segmentation table.
    pub tag: String,
    /// Lemma, `_` where none.
    pub lemma: String,
    /// CoNLL-U features, `_` where none.
    pub feats: String,
}

/// An orthographic word with its pieces.
#[derive(Clone, Debug)]
pub struct GoldWord {
    /// The word as written.
    pub surface: String,
    /// Its pieces, at least one.
    pub pieces: Vec<Piece>,
}

/// Sentences of a file, by its ending (`.conllu` or a segmentation table).
pub fn read(path: &Path) -> Result<Vec<Vec<GoldWord>>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let blocks = text.split("\n\n").filter(|b| !b.trim().is_empty());
    let parse = if path.extension().is_some_and(|e| e == "conllu") { conllu } else { table };
    Ok(blocks.map(parse).filter(|s| !s.is_empty()).collect())
}

fn conllu(block: &str) -> Vec<GoldWord> {
    let mut out: Vec<GoldWord> = Vec::new();
    let mut open = 0usize;
    for line in block.lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&str> = line.split('\t').collect();
        if c.len() != 10 || c[0].contains('.') {
            continue;
        }
        if let Some((from, to)) = c[0].split_once('-') {
            open = to.parse::<usize>().unwrap_or(0) + 1 - from.parse::<usize>().unwrap_or(0);
            out.push(GoldWord { surface: c[1].into(), pieces: Vec::new() });
            continue;
        }
        let piece = Piece { form: c[1].into(), tag: c[3].into(), lemma: c[2].into(), feats: c[5].into() };
        if open > 0 {
            open -= 1;
            out.last_mut().expect("a range opened it").pieces.push(piece);
        } else {
            out.push(GoldWord { surface: c[1].into(), pieces: vec![piece] });
        }
    }
    out
}

fn table(block: &str) -> Vec<GoldWord> {
    let lines = block.lines().filter(|l| !l.starts_with("# "));
    lines
        .filter_map(|line| {
            let c: Vec<&str> = line.split('\t').collect();
            if c.len() < 3 {
                return None;
            }
            let (forms, tags): (Vec<&str>, Vec<&str>) =
                if c[0] == "+" { (vec!["+"], vec![c[2]]) } else { (c[1].split('+').collect(), c[2].split('+').collect()) };
            let piece = |(i, form): (usize, &&str)| Piece {
                form: (*form).into(),
                tag: format!("~{}", tags.get(i).copied().unwrap_or("")),
                lemma: "_".into(),
                feats: "_".into(),
            };
            Some(GoldWord { surface: c[0].into(), pieces: forms.iter().enumerate().map(piece).collect() })
        })
        .collect()
}

/// Pieces in the spelling in which both sources can be compared: folded, `ل+ال…` as `ل+ل…`.
pub fn comparable(pieces: &[String]) -> Vec<String> {
    let mut out: Vec<String> = pieces.iter().map(|p| normalize(&light(p))).collect();
    for i in 1..out.len() {
        if out[i - 1] == "ل" && out[i].starts_with("ال") {
            out[i] = out[i]["ا".len()..].to_string();
        }
    }
    out
}
