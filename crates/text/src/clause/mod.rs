//! Clauses: who does what to whom, as far as order, prepositions, genitives and agreement tell.

mod arguments;
mod classes;
mod phrase;

pub use arguments::{Argument, Clauses, Role};
pub(crate) use classes::bits;
pub use classes::{Class, is};
pub use phrase::{Governor, Phrase, Unit, phrases};
