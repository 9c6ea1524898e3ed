//! `cargo fuzz run read`: no bytes make reading panic, and every trigger stands in its text.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use mithaq_ledger::{Knowledge, Reader};
use mithaq_text::Document;

static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let knowledge = KNOWLEDGE.get_or_init(|| Knowledge::embedded().expect("embedded knowledge"));
    let text = String::from_utf8_lossy(bytes);
    let (title, body) = text.split_once('\n').unwrap_or(("", &text));
    let reading = Reader::new(knowledge).read(&Document::new("fuzz", title, body));
    for e in &reading.events {
        assert!(!e.trigger.of(&reading.text).is_empty());
    }
});
