//! The coder: from an analysed article to its reading.

pub mod attributes;
pub mod clusters;
mod commitments;
pub mod event_date;
mod events;
mod model;
pub mod parties;
mod reader;
pub mod sides;
pub mod trigger;
mod view;

pub use model::{EventWeights, Thresholds};
pub use reader::{Knowledge, Reader, actor};
pub use view::ArticleView;
