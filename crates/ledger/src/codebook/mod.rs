//! The codebook: PLOVER's types and the rules that find them.

mod contexts;
mod matcher;
mod plover;
mod rules;
mod status;

pub use contexts::{CONTEXTS, context_by_cues, context_cue};
pub use matcher::{Proposal, SentenceView, prepositions};
pub use plover::{EventType, Status};
pub use rules::{Codebook, Condition, Filler, Place, Rule, SideRole, TriggerClass};
pub use status::status_cue;
