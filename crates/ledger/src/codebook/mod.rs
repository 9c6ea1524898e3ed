//! The codebook: PLOVER's types and the rules that find them.

mod examples;
mod matcher;
mod plover;
mod rules;
mod status;

pub use examples::{Example, Expected, examples};
pub use matcher::{Proposal, SentenceView, prepositions};
pub use plover::{EventType, Status};
pub use rules::{Codebook, Condition, Filler, Place, Rule, SideRole, TriggerClass};
pub use status::status_cue;
