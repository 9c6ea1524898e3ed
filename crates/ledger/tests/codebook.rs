//! Every example of every page of the codebook, by the codebook alone. A failure names page and line.
//!
//! `codebook_open.txt` lists the examples that do not hold yet, and nothing else: one that begins to fail, or begins to hold, fails the test.

use std::fs;
use std::path::{Path, PathBuf};

use mithaq_ledger::codebook::{EventType, Example, Expected, examples};
use mithaq_ledger::reading::{Actor, Event, Reading};
use mithaq_ledger::{Knowledge, Reader};
use mithaq_text::Document;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codebook");
    let mut out: Vec<PathBuf> = fs::read_dir(folder.join("events")).expect("codebook/events").filter_map(|f| Some(f.ok()?.path())).collect();
    out.retain(|p| p.extension().is_some_and(|e| e == "md"));
    out.push(folder.join("status.md"));
    out.sort();
    out
}

fn side_fits(want: &[(String, String)], got: &[Actor]) -> bool {
    let fits = |w: &(String, String), a: &Actor| (w.0.is_empty() || w.0 == "---" || w.0 == a.country) && (w.1.is_empty() || w.1 == a.sector);
    let countries: Vec<&String> = want.iter().map(|w| &w.0).filter(|c| !c.is_empty() && *c != "---").collect();
    want.iter().all(|w| got.iter().any(|a| fits(w, a)))
        && got.iter().all(|a| countries.contains(&&a.country) || want.iter().any(|w| (w.0.is_empty() || w.0 == "---") && fits(w, a)))
}

fn fits(want: &Expected, e: &Event, reading: &Reading) -> bool {
    let trigger = e.trigger.of(&reading.text);
    let sides = side_fits(&want.actor, &e.actor) && side_fits(&want.recipient, &e.recipient);
    let swapped =
        want.event_type.is_mutual() && side_fits(&[want.actor.clone(), want.recipient.clone()].concat(), &[e.actor.clone(), e.recipient.clone()].concat());
    want.event_type == e.event_type
        && want.mode == e.mode
        && want.status == e.status
        && (want.trigger.contains(trigger) || trigger.contains(&want.trigger))
        && (sides || swapped)
}

fn told(e: &Event, reading: &Reading) -> String {
    let side = |list: &[Actor]| list.iter().map(|a| format!("{}:{}", a.country, a.sector)).collect::<Vec<_>>().join(", ");
    format!(
        "{}/{} «{}» {} > {}; {} by {}",
        e.event_type.name(),
        e.mode,
        e.trigger.of(&reading.text),
        side(&e.actor),
        side(&e.recipient),
        e.status.name(),
        e.rule
    )
}

fn check(page: Option<EventType>, example: &Example, reading: &Reading) -> Result<(), String> {
    let of_page: Vec<&Event> = reading.events.iter().filter(|e| page.is_none_or(|p| p == e.event_type)).collect();
    let got = || of_page.iter().map(|e| told(e, reading)).collect::<Vec<_>>().join(" | ");
    if example.silent {
        return if of_page.is_empty() { Ok(()) } else { Err(format!("expected silence, found {}", got())) };
    }
    for want in &example.events {
        if !reading.events.iter().any(|e| fits(want, e, reading)) {
            let all = reading.events.iter().map(|e| told(e, reading)).collect::<Vec<_>>().join(" | ");
            return Err(format!("expected the event of line {}, found {all}", want.line));
        }
    }
    let wanted = example.events.iter().filter(|e| page == Some(e.event_type)).count();
    match page {
        Some(_) if of_page.len() > wanted => Err(format!("expected {wanted} events of the page's type, found {}", got())),
        _ => Ok(()),
    }
}

#[test]
fn every_example_yields_what_its_page_says() {
    let knowledge = Knowledge::embedded().expect("embedded knowledge").codebook_alone();
    let mut reader = Reader::new(&knowledge);
    let (mut failures, mut checked) = (Vec::new(), 0);
    for path in pages() {
        let text = fs::read_to_string(&path).expect("a page");
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_string();
        if std::env::var("PAGE").is_ok_and(|p| p != name.trim_end_matches(".md")) {
            continue;
        }
        let page = text.lines().next().and_then(|l| EventType::from_name(l.trim_start_matches("# ").trim()));
        for example in examples(&text).unwrap_or_else(|e| panic!("{name}:{e}")) {
            checked += 1;
            let document = Document { published: "2024-06-19".parse().ok(), ..Document::new("example", "", &example.text) };
            if let Err(message) = check(page, &example, &reader.read(&document)) {
                failures.push(format!("{name}:{}: {}: {message}", example.line, example.text));
            }
        }
    }
    if std::env::var("PAGE").is_ok() {
        assert!(failures.is_empty(), "{} of {checked} examples fail:\n{}", failures.len(), failures.join("\n"));
        return;
    }
    let known: Vec<&str> = include_str!("codebook_open.txt").lines().filter(|l| !l.starts_with('#')).collect();
    let is_known = |f: &String| known.iter().any(|k| f.contains(&format!(": {k}: ")));
    let new: Vec<&String> = failures.iter().filter(|f| !is_known(f)).collect();
    let mended: Vec<&&str> = known.iter().filter(|k| !failures.iter().any(|f| f.contains(&format!(": {k}: ")))).collect();
    let told = |list: String| if list.is_empty() { "none".to_string() } else { list };
    println!("{checked} examples, {} hold, {} are open", checked - failures.len(), failures.len());
    assert!(
        new.is_empty() && mended.is_empty(),
        "examples that fail and are not listed as open:\n{}\nlisted as open but hold now (take them off tests/codebook_open.txt):\n{}",
        told(new.iter().map(|f| format!("{f}\n")).collect()),
        told(mended.iter().map(|k| format!("{k}\n")).collect())
    );
}
