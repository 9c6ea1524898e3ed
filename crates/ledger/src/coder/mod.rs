//! The coder: from an analysed article to its reading.

mod reader;
pub mod trigger;
mod view;

pub use reader::{Knowledge, Reader, actor};
pub use view::ArticleView;
