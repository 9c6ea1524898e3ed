//! Readings in the forms that users ask for.

mod flat;
mod labels;
mod plover;
mod terminal;

use mithaq_ledger::reading::Reading;

use crate::args::{Format, Lang};

/// How to write readings.
#[derive(Clone, Copy)]
pub struct Writer {
    /// The form.
    pub format: Format,
    /// Language of labels.
    pub lang: Lang,
    /// Colours and direction marks, for a terminal.
    pub terminal: bool,
}

impl Writer {
    /// What stands before the first reading.
    pub fn head(&self) -> Vec<u8> {
        if self.format == Format::Csv { flat::header() } else { Vec::new() }
    }

    /// One reading as bytes, with a line break at its end.
    ///
    /// # Errors
    /// When a part does not serialise, which no reading should cause.
    pub fn reading(&self, reading: &Reading) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        match self.format {
            Format::Json => {
                serde_json::to_writer(&mut out, &mithaq_ledger::json(reading)).map_err(|e| e.to_string())?;
                out.push(b'\n');
            }
            Format::Plover => plover::records(reading, &mut out)?,
            Format::Csv => flat::rows(reading, &mut out)?,
            Format::Text => out.extend_from_slice(terminal::page(reading, self.lang, self.terminal).as_bytes()),
        }
        Ok(out)
    }
}
