//! Actors: the gazetteer, mentions of actors and places, and which state each belongs to.

mod atoms;
mod gazetteer;
mod mention;
mod pair;
mod resolve;
mod short_names;
mod who;

pub use gazetteer::{Entry, EntryKind, Gazetteer, RoleKind, Walk};
pub use mention::{Mention, MentionKind, mentions};
pub use pair::pair_of_states;
pub use resolve::{Evidence, Memory, Setting, is_state_code, resolve};
pub use short_names::add_short_names;
pub use who::who;
