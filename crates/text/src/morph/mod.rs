//! Words into clitics, stem and features: every analysis that lexicon and grammar allow.

mod candidates;
mod form;

pub use candidates::candidates;
pub use form::{Candidate, Clitics, Form, Guess, Pronoun};
