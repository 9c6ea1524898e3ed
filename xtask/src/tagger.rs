//! `cargo xtask train tagger`, `cargo xtask eval tagger`: the averaged perceptron behind word analysis.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use mithaq_text::lexicon::{Gender, Lexicon, Number, Person, Upos};
use mithaq_text::morph::{Candidate, Form, Pronoun, candidates};
use mithaq_text::normal::normalize;
use mithaq_text::tagger::{Context, Decided, FormFeatures, Frequencies, START, Tagger, context_features, form_features};
use mithaq_text::weights::Weights;
use mithaq_text::{Span, words};

use crate::treebank::{self, GoldWord, comparable};

const BITS: u32 = 18;
const ROUNDS: usize = 10;

struct Word {
    surface: String,
    form: Form,
    facts: FormFeatures,
    fixed: Vec<Vec<u64>>,
    right: Vec<bool>,
}

/// The pieces that Universal Dependencies makes of a candidate.
pub fn pieces(surface: &str, c: &Candidate) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let front: Vec<char> = [c.clitics.conjunction, c.clitics.preposition, c.clitics.future.then_some('س')].into_iter().flatten().collect();
    out.extend(front.iter().map(char::to_string));
    out.push(surface[c.stem.0 as usize..c.stem.1 as usize].to_string());
    if let Some(p) = c.clitics.pronoun {
        out.extend(Pronoun::ALL.iter().find(|(q, _)| *q == p).map(|(_, text)| text.to_string()));
    }
    out
}

/// Where the stem stands among the pieces.
fn stem_at(c: &Candidate) -> usize {
    usize::from(c.clitics.conjunction.is_some()) + usize::from(c.clitics.preposition.is_some()) + usize::from(c.clitics.future)
}

fn tag_fits(tag: &str, upos: Upos) -> bool {
    match tag {
        "~V" => matches!(upos, Upos::Verb | Upos::Aux),
        "~NOUN" => matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adv | Upos::Num),
        "~ADJ" => matches!(upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num),
        "~PREP" => upos == Upos::Adp,
        _ => tag.starts_with('~') || Upos::from_name(tag) == Some(upos),
    }
}

fn prepare(gold: &GoldWord, lexicon: &Lexicon) -> Word {
    let surface = gold.surface.clone();
    let whole = Span::new(&surface, 0, surface.len()).expect("whole");
    let kind = words(&surface, whole).next().map_or(mithaq_text::WordKind::Other, |w| w.1);
    let form = Form { norm: normalize(&surface).into(), kind, candidates: candidates(&surface, kind, lexicon).into() };
    let facts = FormFeatures::new(&surface, &form);
    let mut frequencies = Frequencies::new(lexicon, &form);
    let fixed = (0..form.candidates.len())
        .map(|at| {
            let mut out = Vec::new();
            form_features(&surface, &form, at, &facts, &mut frequencies, &mut out);
            out
        })
        .collect();
    let want = comparable(&gold.pieces.iter().map(|p| p.form.clone()).collect::<Vec<_>>());
    let split = |c: &Candidate| comparable(&pieces(&surface, c)) == want;
    let mut right: Vec<bool> = form.candidates.iter().map(|c| split(c) && tag_fits(&gold.pieces[stem_at(c)].tag, c.upos())).collect();
    let lemma = |c: &Candidate| c.lemma.is_some_and(|l| same_lemma(lexicon.lemma(l), &gold.pieces[stem_at(c)].lemma));
    if form.candidates.iter().zip(&right).any(|(c, r)| *r && lemma(c)) {
        right.iter_mut().zip(form.candidates.iter()).for_each(|(r, c)| *r = *r && lemma(c));
    }
    if !right.contains(&true) {
        right = form.candidates.iter().map(split).collect();
    }
    Word { surface, form, facts, fixed, right }
}

fn same_lemma(ours: &str, gold: &str) -> bool {
    normalize(ours) == normalize(gold)
}

struct Perceptron {
    weights: Vec<f32>,
    sums: Vec<f64>,
    step: f64,
}

impl Perceptron {
    fn add(&mut self, hash: u64, by: f32) {
        let at = (hash & ((1 << BITS) - 1)) as usize;
        self.weights[at] += by;
        self.sums[at] += f64::from(by) * self.step;
    }

    fn get(&self, hash: u64) -> f32 {
        self.weights[(hash & ((1 << BITS) - 1)) as usize]
    }
}

/// Trains on the files and writes the weights.
pub fn train(files: &[&Path], out: &Path) -> Result<(), String> {
    let lexicon = Lexicon::embedded();
    // Segmentation tables have coarser tags, which say nothing between a noun and a name: they join once the trees have settled that.
    let mut sentences: Vec<(bool, Vec<Word>)> = Vec::new();
    for file in files {
        let trees = file.extension().is_some_and(|e| e == "conllu");
        sentences.extend(treebank::read(file)?.iter().map(|s| (trees, s.iter().map(|w| prepare(w, &lexicon)).collect())));
    }
    let mut p = Perceptron { weights: vec![0.0; 1 << BITS], sums: vec![0.0; 1 << BITS], step: 0.0 };
    let boundary = FormFeatures::boundary();
    for round in 0..ROUNDS {
        let (mut wrong, mut all) = (0, 0);
        for n in 0..sentences.len() {
            // A fixed shuffle: a stride coprime to most lengths.
            let (trees, sentence) = &sentences[(n * 7919 + round * 31) % sentences.len()];
            if !trees && round < 2 {
                continue;
            }
            let mut before = [START; 2];
            for (i, word) in sentence.iter().enumerate() {
                let after = [1, 2].map(|k| sentence.get(i + k).map_or(&boundary, |w| &w.facts));
                let context = Context { before, after };
                let mut scores: Vec<f32> = Vec::with_capacity(word.fixed.len());
                for (at, fixed) in word.fixed.iter().enumerate() {
                    let mut s: f32 = fixed.iter().map(|f| p.get(*f)).sum();
                    let (label, stem) = word.facts.candidates[at];
                    context_features(label, stem, &context, |f| s += p.get(f));
                    scores.push(s);
                }
                let best =
                    |keep: &dyn Fn(usize) -> bool| (0..scores.len()).filter(|i| keep(*i)).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
                let guess = best(&|_| true).expect("a form has a candidate");
                p.step += 1.0;
                all += 1;
                if let (false, Some(target)) = (word.right[guess], best(&|i| word.right[i])) {
                    wrong += 1;
                    for (at, by) in [(target, 1.0), (guess, -1.0)] {
                        word.fixed[at].iter().for_each(|f| p.add(*f, by));
                        let (label, stem) = word.facts.candidates[at];
                        let mut features = Vec::new();
                        context_features(label, stem, &context, |f| features.push(f));
                        features.iter().for_each(|f| p.add(*f, by));
                    }
                }
                let (label, stem) = word.facts.candidates[guess];
                before = [Decided { label, stem }, before[0]];
            }
        }
        eprintln!("round {round}: {wrong} of {all} words wrong");
    }
    let mean: Vec<f32> = p.weights.iter().zip(&p.sums).map(|(w, s)| w - (s / p.step.max(1.0)) as f32).collect();
    fs::write(out, Weights::write(&mean)).map_err(|e| format!("{}: {e}", out.display()))
}

/// Prints segmentation, part-of-speech, lemma and feature accuracy on a file.
pub fn evaluate(file: &Path, weights: &Path) -> Result<(), String> {
    let lexicon = Lexicon::embedded();
    let bytes: &'static [u8] = fs::read(weights).map_err(|e| format!("{}: {e}", weights.display()))?.leak();
    let tagger = Tagger::new(Weights::from_static(bytes, &weights.display().to_string()).map_err(|e| e.to_string())?);
    let boundary = FormFeatures::boundary();
    let (mut words_all, mut split_right, mut reachable, mut gold_pieces, mut our_pieces, mut tag_right) = (0, 0, 0, 0, 0, 0);
    let (mut stems, mut stem_tag, mut lemma_asked, mut lemma_right, mut full_lemma) = (0, 0, 0, 0, 0);
    let mut features: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut confusion: HashMap<String, usize> = HashMap::new();
    for sentence in treebank::read(file)? {
        let prepared: Vec<Word> = sentence.iter().map(|w| prepare(w, &lexicon)).collect();
        let mut before = [START; 2];
        for (i, word) in prepared.iter().enumerate() {
            let gold = &sentence[i];
            let after = [1, 2].map(|k| prepared.get(i + k).map_or(&boundary, |w| &w.facts));
            let scores: Vec<f32> = word.fixed.iter().map(|f| tagger.form_score(f)).collect();
            let chosen = tagger.choose(&word.facts, &scores, &Context { before, after });
            let (label, stem) = word.facts.candidates[chosen];
            before = [Decided { label, stem }, before[0]];
            let c = &word.form.candidates[chosen];
            let want = comparable(&gold.pieces.iter().map(|p| p.form.clone()).collect::<Vec<_>>());
            let got = comparable(&pieces(&word.surface, c));
            words_all += 1;
            gold_pieces += want.len();
            our_pieces += got.len();
            reachable += usize::from(word.form.candidates.iter().any(|c| comparable(&pieces(&word.surface, c)) == want));
            if got != want {
                *confusion.entry(format!("split {} as {}", want.join("+"), got.join("+"))).or_default() += 1;
                continue;
            }
            split_right += 1;
            let at = stem_at(c);
            let piece = &gold.pieces[at];
            stems += 1;
            // Clitics are of closed classes; with the split right, only their tag's convention is at issue.
            tag_right += gold.pieces.iter().enumerate().filter(|(k, p)| *k != at && clitic_tag(c, *k, at, &p.tag)).count();
            if tag_fits(&piece.tag, c.upos()) {
                stem_tag += 1;
                tag_right += 1;
            } else {
                *confusion.entry(format!("tag {} as {}", piece.tag, c.upos().name())).or_default() += 1;
            }
            if piece.lemma != "_" {
                let ours = c.lemma.map(|l| lexicon.lemma(l).to_string()).unwrap_or_else(|| piece.form.trim_start_matches("ال").to_string());
                lemma_asked += 1;
                lemma_right += usize::from(same_lemma(&ours, &piece.lemma));
                full_lemma += usize::from(vocalised(&ours) == vocalised(&piece.lemma));
            }
            for pair in piece.feats.split('|') {
                let Some((name, value)) = pair.split_once('=') else { continue };
                let ours = match name {
                    "Gender" => [("Masc", Gender::Masc), ("Fem", Gender::Fem)].iter().find(|(_, g)| *g == c.features.gender).map(|x| x.0),
                    "Number" => {
                        [("Sing", Number::Sing), ("Dual", Number::Dual), ("Plur", Number::Plur)].iter().find(|(_, g)| *g == c.features.number).map(|x| x.0)
                    }
                    "Person" => [("1", Person::First), ("2", Person::Second), ("3", Person::Third)].iter().find(|(_, g)| *g == c.features.person).map(|x| x.0),
                    "Definite" => Some(if c.clitics.article { "Def" } else { "Ind" }),
                    _ => continue,
                };
                let key = ["Gender", "Number", "Person", "Definite"].into_iter().find(|k| *k == name).expect("matched above");
                let e = features.entry(key).or_default();
                e.1 += 1;
                e.0 += usize::from(ours == Some(value));
            }
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    let (p, r) = (share(tag_right, our_pieces), share(tag_right, gold_pieces));
    println!("{}", file.display());
    println!("segmentation: words right {:.4} of {words_all} (reachable {:.4})", share(split_right, words_all), share(reachable, words_all));
    println!("part of speech over syntactic words: F1 {:.4}; stems of rightly split words {:.4}", 2.0 * p * r / (p + r), share(stem_tag, stems));
    println!("lemma: unvocalised {:.4}, vocalised {:.4} of {lemma_asked}", share(lemma_right, lemma_asked), share(full_lemma, lemma_asked));
    let mut names: Vec<_> = features.iter().collect();
    names.sort();
    for (name, (right, asked)) in names {
        println!("{name}: {:.4} of {asked}", share(*right, *asked));
    }
    let mut confusion: Vec<_> = confusion.into_iter().collect();
    confusion.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (what, n) in confusion.iter().take(25) {
        println!("{n:5} {what}");
    }
    Ok(())
}

fn clitic_tag(c: &Candidate, at: usize, stem: usize, gold: &str) -> bool {
    if at > stem {
        return gold == "PRON";
    }
    match (at, c.clitics.conjunction, c.clitics.preposition) {
        (0, Some('و'), _) => gold == "CCONJ",
        (0, Some(_), _) => matches!(gold, "PART" | "CCONJ"),
        (_, _, Some(_)) => gold == "ADP",
        _ => matches!(gold, "PART" | "AUX"),
    }
}

fn vocalised(lemma: &str) -> String {
    lemma
        .replace(['ْ', 'ٰ', '`'], "")
        .replace("َا", "ا")
        .replace("ِي", "ي")
        .replace("ُو", "و")
        .replace(['ٱ', 'أ', 'إ'], "ا")
        .replace("اِ", "ا")
        .replace("اَ", "ا")
        .replace("اُ", "ا")
}
