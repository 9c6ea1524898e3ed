//! When an event is told to be: trained weights choose among the dates that its sentence, its article and the events before it offer.

use mithaq_text::calendar::DateWords;
use mithaq_text::hash::Hash;
use mithaq_text::lexicon::Upos;

use super::trigger::Trigger;
use super::view::ArticleView;
use crate::codebook::{EventType, Status};
use crate::weights::{ClassWeights, softmax};

/// A date that an event before had.
#[derive(Clone, Debug)]
pub struct Told {
    /// Sentence of that event.
    pub sentence: usize,
    /// Its type.
    pub event_type: EventType,
    /// Its date, ISO, where it had one.
    pub date: Option<String>,
}

/// A date that an event may have, with the features that speak for it.
pub struct Candidate {
    /// ISO date; `None` for no date.
    pub date: Option<String>,
    /// Features for the choice.
    pub features: Vec<u64>,
}

/// The dates that compete; the first is none.
pub fn candidates(view: &ArticleView<'_>, trigger: &Trigger, event_type: EventType, status: Status, told: &[Told]) -> Vec<Candidate> {
    let mut list = Collector::new(view, trigger, event_type, status);
    list.add(None, &[0]);
    let here = &view.dates[trigger.sentence];
    for (i, d) in here.iter().enumerate().filter(|(_, d)| d.value.is_some() && !is_last_time(view, trigger.sentence, d)) {
        list.add_own(i, d, here.len());
    }
    if let Some(day) = view.document.published {
        list.add(Some(day.to_string()), &[10]);
        list.add(Some(day.strftime("%Y-%m").to_string()), &[11]);
    }
    let back = |sentence: usize| (trigger.sentence - sentence).min(4) as u64;
    if let Some(same) = told.iter().rev().find(|t| t.event_type == event_type) {
        list.add(same.date.clone(), &[12, back(same.sentence), u64::from(same.date.is_some())]);
    }
    if let Some(last) = told.last() {
        list.add(last.date.clone(), &[13, back(last.sentence), u64::from(last.event_type == event_type)]);
    }
    let earlier = view.dates[..trigger.sentence].iter().enumerate().rev().find_map(|(s, dates)| dates.iter().rev().find_map(|d| Some((s, d.value.clone()?))));
    if let Some((sentence, value)) = earlier {
        list.add(Some(value), &[14, back(sentence)]);
    }
    list.out
}

/// أول زيارة منذ يوليو 2000: the date is that of the time before.
fn is_last_time(view: &ArticleView<'_>, sentence: usize, d: &DateWords) -> bool {
    let tokens = view.tokens(sentence);
    let since = (1..=2).any(|k| d.start.checked_sub(k).is_some_and(|i| tokens[i].norm() == "منذ"));
    since && tokens[d.start.saturating_sub(12)..d.start].iter().any(|t| matches!(t.norm(), "اول" | "الاولي" | "الاول"))
}

/// The likeliest date by the weights; none where it is likelier than `undated` that nothing tells.
pub fn choose(candidates: Vec<Candidate>, weights: &ClassWeights, undated: f32) -> Option<String> {
    let mut scores = Vec::new();
    let mut all: Vec<f32> = candidates
        .iter()
        .map(|c| {
            weights.scores(&c.features, &mut scores);
            scores[0]
        })
        .collect();
    softmax(&mut all);
    let none = candidates.iter().zip(&all).find(|(c, _)| c.date.is_none()).map_or(0.0, |(_, p)| *p);
    let dated = candidates.into_iter().zip(all).filter(|(c, _)| c.date.is_some());
    dated.reduce(|best, next| if next.1 > best.1 { next } else { best }).filter(|_| none <= undated).and_then(|(c, _)| c.date)
}

struct Collector<'a> {
    view: &'a ArticleView<'a>,
    trigger: &'a Trigger,
    event_type: u64,
    /// Status, part of speech, tense and place of the trigger, as one number.
    setting: u64,
    out: Vec<Candidate>,
}

impl<'a> Collector<'a> {
    fn new(view: &'a ArticleView<'a>, trigger: &'a Trigger, event_type: EventType, status: Status) -> Collector<'a> {
        let t = &view.tokens(trigger.sentence)[trigger.at];
        let setting = status as u64 | (t.features().aspect as u64) << 4 | (t.upos() as u64) << 8;
        Collector { view, trigger, event_type: event_type as u64, setting, out: Vec::new() }
    }

    fn add_own(&mut self, number: usize, d: &DateWords, dates: usize) {
        let tokens = self.view.tokens(self.trigger.sentence);
        let at = self.trigger.at;
        let gap = self.view.between(self.trigger.sentence, at, d.start, d.end);
        let distance = match gap.len() {
            n @ 0..=2 => n as u64,
            3..=5 => 3,
            6..=9 => 4,
            10..=16 => 5,
            _ => 6,
        };
        let verbs = gap.iter().filter(|t| t.upos() == Upos::Verb).count().min(2) as u64;
        let commas = gap.iter().filter(|t| t.is_punctuation()).count().min(2) as u64;
        let after = u64::from(d.start > at);
        let before = d.start.checked_sub(1).map_or(0, |i| tokens[i].norm_hash());
        let only = u64::from(dates == 1);
        let nearest = u64::from(self.view.date_near(self.trigger.sentence, at).is_some_and(|n| n.start == d.start));
        self.add(d.value.clone(), &[1, distance, after, verbs]);
        self.add(d.value.clone(), &[2, nearest, only]);
        self.add(d.value.clone(), &[3, before]);
        self.add(d.value.clone(), &[4, after, verbs, commas]);
        self.add(d.value.clone(), &[5, number.min(3) as u64, dates.min(4) as u64]);
    }

    /// Adds evidence for a date; the same date from two sources is one candidate.
    fn add(&mut self, date: Option<String>, evidence: &[u64]) {
        let grain = date.as_ref().map_or(0, |d| d.len() as u64);
        let value = date.as_deref().unwrap_or("");
        let age = self.age(value);
        let at = match self.out.iter().position(|c| c.date == date) {
            Some(at) => at,
            None => {
                let mut features = Vec::new();
                for (template, a, b) in [(900, grain, age), (901, grain, self.event_type), (902, age, self.setting), (903, grain, self.setting)] {
                    features.push(Hash::template(template).with(a).with(b).0);
                }
                self.out.push(Candidate { date, features });
                self.out.len() - 1
            }
        };
        let own = evidence.iter().fold(Hash::template(910), |h, e| h.with(*e));
        let source = Hash::template(911).with(evidence[0]);
        let quoted = u64::from(self.view.quoted[self.trigger.sentence][self.trigger.at]);
        let place = self.trigger.sentence.min(3) as u64;
        let lemma = self.view.tokens(self.trigger.sentence)[self.trigger.at].lemma_hash();
        self.out[at].features.extend([
            own.0,
            own.with(self.setting).0,
            own.with(self.event_type ^ 64).0,
            own.with(age ^ 512).0,
            source.with(self.setting).with(self.event_type).0,
            source.with(quoted).with(place).0,
            source.with(lemma).0,
            source.with(age).with(self.setting).0,
        ]);
    }

    /// How a date lies to publication: after, the same day, days, months or years before.
    fn age(&self, value: &str) -> u64 {
        let Some(day) = self.view.document.published.map(|d| d.to_string()) else { return 9 };
        if value.is_empty() {
            return 8;
        }
        if value.contains(['/', 'W']) {
            return 7;
        }
        let cut = day.get(..value.len()).unwrap_or(&day);
        match value.cmp(cut) {
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Less if value.get(..7) == day.get(..7) => 3,
            std::cmp::Ordering::Less if value.get(..4) == day.get(..4) => 4,
            std::cmp::Ordering::Less => 5,
        }
    }
}
