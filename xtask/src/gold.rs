//! Gold articles: annotations with code-point offsets, turned into bytes.

use std::fs;
use std::path::Path;

use mithaq_text::{Document, Span};
use serde::Deserialize;

/// Words of an annotation.
#[derive(Deserialize, Clone, Debug)]
pub struct Words {
    pub start: usize,
    pub end: usize,
}

/// An actor as annotated; without offsets where it is implied.
#[derive(Deserialize, Clone, Debug)]
pub struct Entity {
    pub country: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
}

/// An event as annotated.
#[derive(Deserialize, Clone, Debug)]
pub struct GoldEvent {
    pub trigger: Words,
    #[serde(rename = "type")]
    pub event_type: String,
    pub mode: String,
    pub status: String,
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub context: Vec<String>,
    pub actor: Vec<Entity>,
    pub recipient: Vec<Entity>,
}

/// A statement as annotated.
#[derive(Deserialize, Clone, Debug)]
pub struct GoldStatement {
    pub speaker: Entity,
}

/// An annotated article.
#[derive(Deserialize, Clone, Debug)]
pub struct Article {
    pub id: String,
    pub outlet: Option<String>,
    pub date: Option<String>,
    pub title: String,
    pub text: String,
    pub events: Vec<GoldEvent>,
    pub statements: Vec<GoldStatement>,
    /// Byte offset of every code point, and of the end.
    #[serde(skip)]
    bytes: Vec<usize>,
}

impl Article {
    /// The span of code points `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(&self.text, self.bytes[start], self.bytes[end]).expect("gold offsets fit their text")
    }

    /// The article as a reader gets it.
    pub fn document(&self) -> Document {
        Document {
            id: self.id.clone(),
            outlet: self.outlet.clone(),
            published: self.date.as_deref().and_then(|d| d.parse().ok()),
            url: None,
            title: self.title.clone(),
            text: self.text.clone(),
        }
    }
}

/// Reads a file of gold articles.
pub fn read(path: &Path) -> Result<Vec<Article>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(at, line)| {
            let mut a: Article = serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), at + 1))?;
            a.bytes = a.text.char_indices().map(|(b, _)| b).chain([a.text.len()]).collect();
            Ok(a)
        })
        .collect()
}
