//! `cargo xtask bench CORPUS [WORDS]`: how fast `mithaq read --json` turns JSON lines into JSON lines, as a whole process.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use mithaq_text::{Span, WordKind, words};

/// Words (runs of letters or digits) of a text.
fn count_words(text: &str) -> usize {
    Span::new(text, 0, text.len()).map_or(0, |all| words(text, all).filter(|w| !matches!(w.1, WordKind::Punctuation | WordKind::Other)).count())
}

/// Runs the release binary over the first `limit` words of the corpus, three times with one thread and once with all, and prints the figures.
pub fn bench(root: &Path, corpus: &Path, limit: usize) -> Result<(), String> {
    let binary = root.join("target/release/mithaq");
    if !binary.exists() {
        return Err(format!("{}: expected the release binary; build it with `cargo build --release`", binary.display()));
    }
    let input = root.join("target/bench.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&input).map_err(|e| format!("{}: {e}", input.display()))?);
    let (mut total, mut articles) = (0, 0);
    for text in crate::frequency::texts(corpus)? {
        if total >= limit {
            break;
        }
        total += count_words(&text);
        articles += 1;
        let line = serde_json::json!({"id": articles.to_string(), "title": "", "text": text.trim(), "date": "2015-08-01"});
        writeln!(file, "{line}").map_err(|e| e.to_string())?;
    }
    file.flush().map_err(|e| e.to_string())?;
    println!("{articles} articles, {total} words from {}", corpus.display());
    let run = |args: &[&str]| -> Result<f64, String> {
        let start = Instant::now();
        let status = Command::new(&binary).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status().map_err(|e| e.to_string())?;
        status.success().then(|| start.elapsed().as_secs_f64()).ok_or_else(|| format!("mithaq {args:?}: {status}"))
    };
    let path = input.display().to_string();
    let mut one: Vec<f64> = (0..3).map(|_| run(&["read", "--json", "--jobs", "1", &path])).collect::<Result<_, _>>()?;
    one.sort_by(f64::total_cmp);
    println!("one thread: {:.0} words/s (median of 3; {:.2} s to {:.2} s)", total as f64 / one[1], one[0], one[2]);
    println!("all threads: {:.0} words/s", total as f64 / run(&["read", "--json", &path])?);
    let mut starts: Vec<f64> = (0..7).map(|_| run(&["--version"])).collect::<Result<_, _>>()?;
    starts.sort_by(f64::total_cmp);
    let small = root.join("target/bench-one.jsonl");
    std::fs::write(&small, "{\"id\":\"1\",\"title\":\"\",\"text\":\"زار الرئيس الفرنسي مصر.\",\"date\":\"2015-08-01\"}\n").map_err(|e| e.to_string())?;
    let small = small.display().to_string();
    let mut firsts: Vec<f64> = (0..7).map(|_| run(&["read", "--json", &small])).collect::<Result<_, _>>()?;
    firsts.sort_by(f64::total_cmp);
    println!("start-up: {:.1} ms for --version, {:.1} ms to read one sentence (medians of 7)", starts[3] * 1e3, firsts[3] * 1e3);
    let memory =
        Command::new("/usr/bin/time").args(["-f", "%M", &binary.display().to_string(), "read", "--json", "--jobs", "1", &path]).stdout(Stdio::null()).output();
    match memory {
        Ok(out) => println!("peak memory: {} KiB", String::from_utf8_lossy(&out.stderr).lines().last().unwrap_or("?").trim()),
        Err(_) => println!("peak memory: skipped, /usr/bin/time is not here"),
    }
    Ok(())
}
