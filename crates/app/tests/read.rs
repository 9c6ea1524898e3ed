//! The program as users run it: each test in a fresh folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const STORY: &str = "التقى وزير الخارجية الروسي نظيره الصيني في موسكو أمس. وقال الوزير الروسي إن روسيا ستدعم الصين.";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn mithaq(folder: &Path, args: &[&str]) -> Output {
    Command::cargo_bin("mithaq").expect("the binary").current_dir(folder).args(args).output().expect("it runs")
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

#[test]
fn json_fits_its_schema_and_spans_give_their_words() {
    let schema: Value = serde_json::from_str(&fs::read_to_string(root().join("docs/reading.schema.json")).expect("the schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (visit, articles) = (root().join("examples/visit.txt"), root().join("examples/articles.jsonl"));
    let output = mithaq(&root(), &["read", "--json", "--date", "2024-06-19", visit.to_str().expect("path"), articles.to_str().expect("path")]);
    assert!(output.status.success(), "{output:?}");
    let readings = lines(&output);
    assert_eq!(readings.len(), 4);
    for reading in &readings {
        let errors: Vec<String> = validator.iter_errors(reading).map(|e| format!("{e} at {}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let text: Vec<char> = reading["text"].as_str().expect("text").chars().collect();
        check_words(reading, &text);
    }
    assert!(readings[0]["events"].as_array().is_some_and(|e| e.iter().any(|e| e["type"] == "CONSULT" && e["mode"] == "visit")));
}

/// Every object with start, end and text says what stands there.
fn check_words(value: &Value, text: &[char]) {
    if let (Some(start), Some(end), Some(words)) = (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str()) {
        let found: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(found, words);
    }
    match value {
        Value::Array(list) => list.iter().for_each(|v| check_words(v, text)),
        Value::Object(map) => map.values().for_each(|v| check_words(v, text)),
        _ => {}
    }
}

#[test]
fn every_form_of_input_gives_the_same_text() {
    let html = format!(
        "<html><head><title>x</title><meta property=\"article:published_time\" content=\"2024-06-19T10:00:00Z\"><meta property=\"og:site_name\" content=\"مثال\"></head><body><nav><p>قائمة</p></nav><article><h1>خبر</h1><p>{STORY}</p></article></body></html>"
    );
    let line = serde_json::json!({"id": "j", "title": "خبر", "text": STORY, "date": "2024-06-19", "outlet": "مثال"}).to_string();
    let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(STORY);
    let dir = folder(&[("a.txt", format!("خبر\n\n{STORY}").as_bytes()), ("b.html", html.as_bytes()), ("c.jsonl", line.as_bytes()), ("d.txt", &windows)]);
    let readings = lines(&mithaq(dir.path(), &["read", "--json", "."]));
    assert_eq!(readings.len(), 4);
    assert_eq!(readings[0]["text"], readings[1]["text"].as_str().expect("text").replacen('x', "خبر", 1));
    assert_eq!(readings[1]["date"], "2024-06-19");
    assert_eq!(readings[1]["outlet"], "مثال");
    assert_eq!(readings[2]["text"], format!("خبر\n{STORY}"));
    assert_eq!(readings[3]["text"], STORY);
}

#[test]
fn bad_input_is_named_and_the_rest_is_read() {
    let long = format!("{{\"id\":\"x\",\"text\":\"{}\"}}\n", "س".repeat(17 << 20));
    let jsonl = format!("{}\nnot json\n{{\"id\":\"2\"}}\n{long}", serde_json::json!({"id": "1", "text": STORY}));
    let dir = folder(&[
        ("good.txt", STORY.as_bytes()),
        ("empty.txt", b""),
        ("binary.txt", &[0, 159, 146, 150, 0, 1]),
        ("mixed.jsonl", jsonl.as_bytes()),
        ("latin.txt", b"Nothing here is Arabic."),
    ]);
    let output = mithaq(dir.path(), &["read", "good.txt", "empty.txt", "binary.txt", "mixed.jsonl", "latin.txt", "missing.txt"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    for expected in [
        "empty.txt: expected an article",
        "binary.txt: expected text",
        "mixed.jsonl:2: expected a JSON object",
        "mixed.jsonl:3: expected a field `text`",
        "mixed.jsonl:4: expected an article, found a line",
        "latin.txt: expected Arabic",
        "missing.txt: expected a readable file",
    ] {
        assert!(errors.contains(expected), "{expected} in {errors}");
    }
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("[1]").count(), 2);
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let file = root().join("examples/articles.jsonl");
    let path = file.to_str().expect("path");
    let one = mithaq(&root(), &["read", "--json", "--jobs", "1", path, path, path]);
    let four = mithaq(&root(), &["read", "--json", "--jobs", "4", path, path, path]);
    assert!(!one.stdout.is_empty());
    assert_eq!(one.stdout, four.stdout);
}

#[test]
fn standard_input_csv_and_plover() {
    let run = |format: &str| {
        let mut command = Command::cargo_bin("mithaq").expect("the binary");
        let output = command.args(["read", "-", "--date", "2024-06-19", "--format", format]).write_stdin(STORY).output().expect("it runs");
        assert!(output.status.success());
        output
    };
    let table = run("csv");
    let mut reader = csv::Reader::from_reader(table.stdout.as_slice());
    let headers = reader.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|h| h == name).expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    assert!(rows.iter().any(|r| &r[column("type")] == "CONSULT"), "{rows:?}");
    let records = lines(&run("plover"));
    for record in &records {
        for field in ["id", "date", "actor", "event"] {
            assert!(!record[field].is_null(), "{field} in {record}");
        }
    }
    assert_eq!(records.len(), rows.len());
}

#[test]
fn without_a_date_a_note_says_so() {
    let dir = folder(&[("a.txt", STORY.as_bytes())]);
    let readings = lines(&mithaq(dir.path(), &["read", "--json", "a.txt"]));
    assert!(readings[0]["notes"].as_array().is_some_and(|n| n.iter().any(|n| n["kind"] == "no-date")));
}

#[test]
fn help_shows_examples_and_completions_are_written() {
    let help = mithaq(&root(), &["read", "--help"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("Examples:"));
    let completions = mithaq(&root(), &["completions", "bash"]);
    assert!(String::from_utf8_lossy(&completions.stdout).contains("mithaq"));
    assert_eq!(mithaq(&root(), &["read"]).status.code(), Some(2));
}
