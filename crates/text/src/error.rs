//! Errors of opening a lexicon or weights; analysis itself has none.

use std::fmt;

/// What went wrong while opening a lexicon or weights.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    Open { path: String, source: std::io::Error },
    Lexicon { path: String, found: String },
    Weights { path: String, found: String },
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Open { path, source } => write!(f, "{path}: expected a readable file, found {source}; check the path and its permissions"),
            Kind::Lexicon { path, found } => write!(f, "{path}: expected a compiled lexicon, found {found}; rebuild it with `cargo xtask lexicon`"),
            Kind::Weights { path, found } => write!(f, "{path}: expected weights, found {found}; retrain them with `cargo xtask train`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Open { source, .. } => Some(source),
            Kind::Lexicon { .. } | Kind::Weights { .. } => None,
        }
    }
}
