//! Actors, codebook and coder: from the analysis of an article to its reading.

pub mod actors;
pub mod codebook;
mod json;
pub mod reading;

pub use json::json;
