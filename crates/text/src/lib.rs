//! Arabic news text analysis. No I/O but opening a compiled lexicon, no clock, no ontology.
//!
//! Everything here is pure and total: odd text yields [`Note`]s, never an error or a panic.

mod error;
pub mod hash;
pub mod lexicon;
pub mod morph;
pub mod normal;
mod span;
pub mod tagger;
pub mod weights;
mod word;

pub use error::Error;
pub use lexicon::Lexicon;
pub use span::{CodePoints, Span};
pub use word::{WordKind, Words, words};
