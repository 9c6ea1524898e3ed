//! `mithaq who` as a user runs it.

use assert_cmd::Command;

fn who(args: &[&str]) -> (Option<i32>, String) {
    let out = Command::cargo_bin("mithaq").expect("the program").arg("who").args(args).output().expect("it runs");
    (out.status.code(), String::from_utf8(out.stdout).expect("UTF-8"))
}

#[test]
fn an_office_on_a_day_is_answered_with_its_term_and_source() {
    let (code, text) = who(&["وزير الخارجية الأمريكي", "--on", "2013-02-15"]);
    assert_eq!(code, Some(0));
    assert_eq!(text, "John Kerry  USA foreign minister, 2013-02-01 to 2017-01-20  [mithaq]\n");
}

#[test]
fn machines_get_json() {
    let (code, text) = who(&["EGY", "--on", "2013-02-15", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let answers = answer["answers"].as_array().expect("answers");
    assert_eq!(code, Some(0));
    assert!(answers.iter().any(|a| a["name"] == "Mohamed Morsi" && a["office"] == "president" && a["to"] == "2013-07-03"), "{text}");
}

#[test]
fn the_unknown_is_said_to_be_unknown() {
    let (code, text) = who(&["Nobody Whatsoever"]);
    assert_eq!(code, Some(1));
    assert!(text.starts_with("unknown"), "{text}");
}
