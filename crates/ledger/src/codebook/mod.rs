//! The codebook: PLOVER's types and the rules that find them.

mod matcher;
mod plover;
mod rules;

pub use matcher::{Proposal, SentenceView, prepositions};
pub use plover::{EventType, Status};
pub use rules::{Codebook, Condition, Filler, Place, Rule, SideRole, TriggerClass};
