//! Actors, codebook and coder: from the analysis of an article to its reading.

pub mod actors;
pub mod codebook;
pub mod coder;
mod json;
pub mod reading;
pub mod statements;
pub mod weights;

pub use coder::{Knowledge, Reader};
pub use json::json;
