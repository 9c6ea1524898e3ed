//! A document as it comes in.

/// One news article. Its text is never altered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Identifier, unique in its collection.
    pub id: String,
    /// Outlet or agency that published it, where known.
    pub outlet: Option<String>,
    /// Day of publication in the Gregorian calendar, where known. Relative dates resolve against it.
    pub published: Option<jiff::civil::Date>,
    /// Address, where known.
    pub url: Option<String>,
    /// Headline; empty where there is none.
    pub title: String,
    /// Headline, newline, body; only the body where there is no headline. All spans point here.
    pub text: String,
}

impl Document {
    /// A document whose text is `title`, a newline and `body`, or `body` alone where the title is empty.
    pub fn new(id: impl Into<String>, title: &str, body: &str) -> Document {
        let text = if title.is_empty() { body.to_string() } else { format!("{title}\n{body}") };
        Document { id: id.into(), title: title.to_string(), text, ..Document::default() }
    }
}
