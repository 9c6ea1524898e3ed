//! The tables of tenures: dates that can be, countries that are known, sources that are named, one holder at a time of an office that one holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Offices that one person holds at a time.
const SOLE: [&str; 6] = ["president", "prime minister", "king", "emir", "chancellor", "foreign minister"];
/// Offices that two held at a time, as history has it: two governments in Beirut.
const RIVALS: [(&str, &str); 1] = [("LBN", "1988-09-22")];

/// From, to, name.
type Term = (String, String, String);

fn table(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').map(String::from).collect()).collect()
}

fn tenures() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer/people");
    let mut files: Vec<String> = fs::read_dir(folder).expect("gazetteer/people").filter_map(|f| f.ok()?.file_name().into_string().ok()).collect();
    files.sort();
    files.iter().flat_map(|f| table(&format!("people/{f}")).into_iter().enumerate().map(move |(i, r)| (format!("people/{f}:{}", i + 2), r))).collect()
}

fn is_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    full.parse::<jiff::civil::Date>().is_ok()
}

#[test]
fn dates_can_be_and_countries_and_sources_are_known() {
    let states: BTreeSet<String> = table("states.tsv").into_iter().map(|r| r[0].clone()).collect();
    let sources: BTreeSet<String> = table("SOURCES.tsv").into_iter().map(|r| r[0].clone()).collect();
    let mut wrong = Vec::new();
    for (at, r) in tenures() {
        let (country, from, to, source) = (&r[2], &r[5], &r[6], &r[7]);
        if !states.contains(country) && !matches!(country.as_str(), "IGO" | "NGO") {
            wrong.push(format!("{at}: expected a country of states.tsv, found `{country}`"));
        }
        if !is_date(from) || !to.is_empty() && !is_date(to) {
            wrong.push(format!("{at}: expected ISO dates, found `{from}` and `{to}`"));
        }
        let grain = from.len().min(to.len());
        if from[..grain] > to[..grain] {
            wrong.push(format!("{at}: expected an end after `{from}`, found `{to}`"));
        }
        if !sources.contains(source) {
            wrong.push(format!("{at}: expected a key of SOURCES.tsv, found `{source}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn offices_that_one_holds_have_one_holder_at_a_time() {
    let mut posts: BTreeMap<(String, String), Vec<Term>> = BTreeMap::new();
    for (_, r) in tenures().into_iter().filter(|(_, r)| SOLE.contains(&r[4].as_str())) {
        let to = if r[6].is_empty() { "9999".to_string() } else { r[6].clone() };
        posts.entry((r[2].clone(), r[4].clone())).or_default().push((r[5].clone(), to, r[0].clone()));
    }
    let mut overlaps = Vec::new();
    for ((country, office), mut list) in posts {
        list.sort();
        for pair in list.windows(2) {
            let [(_, to, one), (from, _, other)] = pair else { continue };
            let grain = to.len().min(from.len());
            if one != other && from[..grain] < to[..grain] && !RIVALS.contains(&(country.as_str(), from.as_str())) {
                overlaps.push(format!("{country} {office}: {one} until {to}, {other} from {from}"));
            }
        }
    }
    assert!(overlaps.is_empty(), "{}", overlaps.join("\n"));
}
