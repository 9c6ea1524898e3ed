//! `cargo xtask eval [train|heldout|GOLD.jsonl]`: reads gold articles and scores the readings with the gold's own script.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mithaq_ledger::{Knowledge, Reader, json};

use crate::gold;

/// Where the gold articles and their script lie beside a checkout that has them.
fn gold_folder(root: &Path) -> PathBuf {
    root.join("../shared/gold")
}

/// Reads the articles and prints the table of measures, the measures per type, and of the worst articles what was missed, made up and mis-sided.
pub fn evaluate(root: &Path, which: &str, worst: usize) -> Result<(), String> {
    let folder = gold_folder(root);
    let (path, script) = match which {
        "train" | "heldout" => (folder.join(format!("{which}.gold.jsonl")), folder.join("score.py")),
        other => (PathBuf::from(other), folder.join("score.py")),
    };
    if !path.exists() || !script.exists() {
        println!("skipped: {} or {} is not here; evaluation needs the gold articles beside the checkout", path.display(), script.display());
        return Ok(());
    }
    let knowledge = Knowledge::embedded()?;
    let mut reader = Reader::new(&knowledge);
    let mut lines = Vec::new();
    for article in gold::read(&path)? {
        let reading = reader.read(&article.document());
        lines.push(serde_json::to_string(&json(&reading)).map_err(|e| e.to_string())?);
    }
    let out = root.join("target/readings.jsonl");
    fs::write(&out, lines.join("\n") + "\n").map_err(|e| format!("{}: {e}", out.display()))?;
    let score = |gold: &Path, readings: &Path, options: &[&str]| {
        let output = Command::new("python3").arg(&script).arg(gold).arg(readings).args(options).output().map_err(|e| format!("python3: {e}"))?;
        Ok::<String, String>(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
    };
    print!("{}", score(&path, &out, &["--by-type"])?);
    if worst > 0 {
        print_worst(&path, &lines, worst, &score)?;
    }
    println!("readings: {}", out.display());
    Ok(())
}

/// Runs the gold's script on two files with options.
type Score<'a> = dyn Fn(&Path, &Path, &[&str]) -> Result<String, String> + 'a;

/// Scores each article alone and shows the errors of those with the lowest event score.
fn print_worst(path: &Path, lines: &[String], worst: usize, score: &Score<'_>) -> Result<(), String> {
    let folder = std::env::temp_dir().join("mithaq-eval");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let (one, read) = (folder.join("gold.jsonl"), folder.join("read.jsonl"));
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut scored: Vec<(f64, usize)> = Vec::new();
    let gold: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    for (i, (g, r)) in gold.iter().zip(lines).enumerate() {
        fs::write(&one, g).and_then(|()| fs::write(&read, r)).map_err(|e| e.to_string())?;
        let table: serde_json::Value = serde_json::from_str(&score(&one, &read, &["--json"])?).map_err(|e| e.to_string())?;
        if table["event"]["gold"].as_u64() > Some(4) {
            scored.push((table["event"]["f1"].as_f64().unwrap_or(0.0), i));
        }
    }
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f1, i) in scored.iter().take(worst) {
        fs::write(&one, gold[*i]).and_then(|()| fs::write(&read, &lines[*i])).map_err(|e| e.to_string())?;
        println!("=== event F1 {f1:.2}");
        let shown = score(&one, &read, &["--misses", "1"])?;
        shown.lines().skip_while(|l| !l.starts_with("---")).for_each(|l| println!("{l}"));
    }
    Ok(())
}
