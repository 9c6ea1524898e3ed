//! Arabic news text analysis. No I/O but opening a compiled lexicon, no clock, no ontology.
//!
//! Everything here is pure and total: odd text yields [`Note`]s, never an error or a panic.

mod analyzer;
pub mod calendar;
pub mod clause;
mod document;
mod error;
pub mod hash;
pub mod lexicon;
pub mod morph;
pub mod normal;
mod sentence;
mod span;
pub mod tagger;
mod token;
pub mod weights;
mod word;

pub use analyzer::{Analysis, Analyzer, Models, Note, Sentence};
pub use document::Document;
pub use error::Error;
pub use lexicon::Lexicon;
pub use sentence::sentences;
pub use span::{CodePoints, Span};
pub use token::{Token, Word};
pub use word::{WordKind, Words, words};
