//! Every example of every page of the codebook, by the codebook alone. A failure names page and line.
//!
//! `open.txt` lists the examples that do not hold yet, and nothing else: one that begins to fail, or begins to hold, fails the test.
//! `PAGE=assault cargo test --test codebook` runs the examples of one page and tells what fails.

mod commitments;
mod events;
mod page;
mod speech;

use std::path::{Path, PathBuf};

use mithaq_ledger::reading::Reading;
use mithaq_ledger::{Knowledge, Reader};
use mithaq_text::Document;
use page::{Example, Page};

/// How the examples of a page are checked: what was expected and found, where they do not fit.
type Check = fn(&Page, &Example, &Reading) -> Result<(), String>;

fn pages() -> Vec<(PathBuf, Check)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codebook");
    let types = std::fs::read_dir(folder.join("events")).expect("codebook/events").filter_map(|f| Some(f.ok()?.path()));
    let mut out: Vec<(PathBuf, Check)> = types.filter(|p| p.extension().is_some_and(|e| e == "md")).map(|p| (p, events::check as Check)).collect();
    out.push((folder.join("status.md"), events::check));
    out.push((folder.join("contexts.md"), events::check_context));
    out.push((folder.join("statements.md"), speech::check_statements));
    out.push((folder.join("attribution.md"), speech::check_attribution));
    out.push((folder.join("commitments.md"), commitments::check));
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

#[test]
fn every_example_yields_what_its_page_says() {
    let knowledge = Knowledge::embedded().expect("embedded knowledge").codebook_alone();
    let mut reader = Reader::new(&knowledge);
    let only = std::env::var("PAGE").ok();
    let (mut failures, mut checked) = (Vec::new(), 0);
    for (path, check) in pages() {
        let page = page::read(&path);
        if only.as_ref().is_some_and(|p| *p != page.name.trim_end_matches(".md")) {
            continue;
        }
        for example in &page.examples {
            checked += 1;
            let document = Document { published: "2024-06-19".parse().ok(), ..Document::new("example", "", &example.text) };
            if let Err(message) = check(&page, example, &reader.read(&document)) {
                failures.push((example.text.as_str().to_string(), format!("{}:{}: {}: {message}", page.name, example.line, example.text)));
            }
        }
    }
    if only.is_some() {
        let told: Vec<&str> = failures.iter().map(|f| f.1.as_str()).collect();
        assert!(failures.is_empty(), "{} of {checked} examples fail:\n{}", failures.len(), told.join("\n"));
        return;
    }
    let open: Vec<&str> = include_str!("open.txt").lines().filter(|l| !l.starts_with('#')).collect();
    let new: Vec<&str> = failures.iter().filter(|f| !open.contains(&f.0.as_str())).map(|f| f.1.as_str()).collect();
    let mended: Vec<&str> = open.iter().copied().filter(|o| !failures.iter().any(|f| f.0 == *o)).collect();
    println!("{checked} examples, {} hold, {} are open", checked - failures.len(), failures.len());
    assert!(
        new.is_empty() && mended.is_empty(),
        "examples that fail and are not listed as open:\n{}\nlisted as open but hold now (take them off tests/codebook/open.txt):\n{}",
        new.join("\n"),
        mended.join("\n")
    );
}

#[test]
fn every_page_of_an_event_type_has_enough_examples() {
    for (path, _) in pages().iter().filter(|(p, _)| p.parent().is_some_and(|f| f.ends_with("events"))) {
        let page = page::read(path);
        let silent = page.examples.iter().filter(|e| e.silent).count();
        assert!(page.examples.len() - silent >= 25, "{}: expected 25 sentences that match, found {}", page.name, page.examples.len() - silent);
        assert!(silent >= 10, "{}: expected 10 look-alikes, found {silent}", page.name);
    }
}
