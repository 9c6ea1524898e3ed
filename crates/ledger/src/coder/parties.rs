//! Which countries stand on which sides of an event, decided for all of them together.
//!
//! [`super::sides`] looks at one mention at a time. An event has few sides, and several mentions may name the same country: here the likeliest
//! assignments of the countries to sides compete as wholes, and trained weights choose one (as in reranking of semantic roles, Toutanova et al. 2008).

use std::collections::BTreeSet;

use mithaq_text::hash::Hash;

use super::sides::{ACTOR, NEITHER, RECIPIENT};
use crate::actors::Mention;
use crate::codebook::EventType;
use crate::weights::ClassWeights;

/// How many assignments compete.
const WIDTH: usize = 48;
/// A place of a party less likely than this is not tried.
const LEAST: f32 = 0.02;
/// A place of a party: nowhere, actor, recipient, both; the bits are [`ACTOR`] and [`RECIPIENT`].
const PLACES: usize = 4;

/// The mentions of one country in a sentence.
struct Party {
    country: String,
    members: Vec<usize>,
    /// Probabilities that any member acts, and that the event is done to any.
    acts: f32,
    suffers: f32,
}

/// The countries of a sentence beside one event, and how they may be assigned to its sides.
pub struct Parties<'a> {
    event_type: EventType,
    probabilities: &'a [[f32; 3]],
    parties: Vec<Party>,
    candidates: Vec<Candidate>,
}

struct Candidate {
    places: Vec<usize>,
    log_probability: f32,
}

/// The countries on either side.
pub type Countries = (BTreeSet<String>, BTreeSet<String>);

impl<'a> Parties<'a> {
    /// Gathers the parties; `probabilities` are those of the classes of [`super::sides`] for each mention.
    pub fn new(mentions: &[Mention], probabilities: &'a [[f32; 3]], event_type: EventType) -> Parties<'a> {
        let mut parties: Vec<Party> = Vec::new();
        for (i, country) in mentions.iter().enumerate().flat_map(|(i, m)| m.countries().map(move |c| (i, c))) {
            match parties.iter_mut().find(|p| p.country == country) {
                Some(p) => p.members.push(i),
                None => parties.push(Party { country: country.to_string(), members: vec![i], acts: 0.0, suffers: 0.0 }),
            }
        }
        for p in &mut parties {
            let any = |class: usize| 1.0 - p.members.iter().map(|m| 1.0 - probabilities[*m][class]).product::<f32>();
            (p.acts, p.suffers) = (any(ACTOR), any(RECIPIENT));
        }
        let candidates = candidates(&parties);
        Parties { event_type, probabilities, parties, candidates }
    }

    /// The numbers of the assignments that compete; one at least does.
    pub fn candidates(&self) -> std::ops::Range<usize> {
        0..self.candidates.len()
    }

    /// The countries that an assignment puts on either side.
    pub fn countries(&self, candidate: usize) -> Countries {
        let places = &self.candidates[candidate].places;
        let on = |side: usize| self.parties.iter().zip(places).filter(|(_, p)| *p & side != 0).map(|(p, _)| p.country.clone()).collect();
        (on(ACTOR), on(RECIPIENT))
    }

    /// Features of an assignment.
    pub fn features(&self, candidate: usize, out: &mut Vec<u64>) {
        self.whole_features(candidate, out);
        for (party, place) in self.candidates[candidate].places.iter().enumerate() {
            self.party_features(party, *place, out);
        }
    }

    /// The best assignment by the weights: for each mention the side it stands on, [`ACTOR`] and [`RECIPIENT`] together for both.
    ///
    /// A mention of no known country stands by itself where it is less likely than `neither` to be on no side.
    pub fn sides(&self, weights: &ClassWeights, neither: f32) -> Vec<usize> {
        let (mut list, mut scores) = (Vec::new(), Vec::new());
        let mut score = |list: &[u64]| {
            weights.scores(list, &mut scores);
            scores[0]
        };
        let by_party: Vec<[f32; PLACES]> = (0..self.parties.len())
            .map(|party| {
                std::array::from_fn(|place| {
                    list.clear();
                    self.party_features(party, place, &mut list);
                    score(&list)
                })
            })
            .collect();
        let mut best: Option<(f32, usize)> = None;
        for (i, c) in self.candidates.iter().enumerate() {
            list.clear();
            self.whole_features(i, &mut list);
            let total = score(&list) + c.places.iter().zip(&by_party).map(|(place, scores)| scores[*place]).sum::<f32>();
            if best.is_none_or(|b| total > b.0) {
                best = Some((total, i));
            }
        }
        let mut sides: Vec<usize> = self.probabilities.iter().map(|p| if p[NEITHER] < neither { likelier(p) } else { NEITHER }).collect();
        let places: &[usize] = best.map_or(&[], |b| &self.candidates[b.1].places);
        self.parties.iter().flat_map(|p| &p.members).for_each(|m| sides[*m] = NEITHER);
        for (party, place) in self.parties.iter().zip(places) {
            self.place(party, *place, &mut sides);
        }
        sides
    }

    /// Puts the members of a party where the party stands: the likeliest member, and whoever is more likely there than nowhere.
    fn place(&self, party: &Party, place: usize, sides: &mut [usize]) {
        for side in [ACTOR, RECIPIENT].into_iter().filter(|s| place & s != 0) {
            let likeliest = party.members.iter().copied().max_by(|a, b| self.probabilities[*a][side].total_cmp(&self.probabilities[*b][side]).then(b.cmp(a)));
            let also = party.members.iter().copied().filter(|m| self.probabilities[*m][side] > 0.5);
            likeliest.into_iter().chain(also).for_each(|m| sides[m] |= side);
        }
    }

    fn whole_features(&self, candidate: usize, out: &mut Vec<u64>) {
        let Candidate { places, log_probability } = &self.candidates[candidate];
        let ty = self.event_type as u64;
        let count = |test: &dyn Fn(usize) -> bool| places.iter().filter(|p| test(**p)).count();
        let actors = count(&|p| p & ACTOR != 0).min(3) as u64;
        let recipients = count(&|p| p & RECIPIENT != 0).min(3) as u64;
        let both = count(&|p| p == ACTOR | RECIPIENT).min(2) as u64;
        let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(a).with(b).0);
        let shape = actors << 2 | recipients;
        add(800, shape, 0);
        add(801, shape, ty);
        add(802, shape << 2 | both, ty);
        add(803, shape, self.parties.len().min(5) as u64);
        // The distance from the likeliest, told by repetition.
        let distance = ((self.candidates[0].log_probability - log_probability) * 2.0).round().clamp(0.0, 20.0) as usize;
        out.extend(std::iter::repeat_n(Hash::template(804).0, distance));
    }

    fn party_features(&self, party: usize, place: usize, out: &mut Vec<u64>) {
        let p = &self.parties[party];
        let ty = self.event_type as u64;
        let place = place as u64;
        let mut add = |template: u64, a: u64, b: u64| out.push(Hash::template(template).with(place).with(a).with(b).0);
        let (acts, suffers) = (step(p.acts), step(p.suffers));
        let others = || self.parties.iter().enumerate().filter(|(i, _)| *i != party).map(|(_, o)| o);
        let rank_acts = others().filter(|o| o.acts > p.acts).count().min(3) as u64;
        let rank_suffers = others().filter(|o| o.suffers > p.suffers).count().min(3) as u64;
        let other_acts = step(others().fold(0.0, |top, o| o.acts.max(top)));
        let other_suffers = step(others().fold(0.0, |top, o| o.suffers.max(top)));
        let members = p.members.len().min(4) as u64;
        let count = self.parties.len().min(6) as u64;
        add(810, acts, 0);
        add(811, suffers, 0);
        add(812, acts, suffers);
        add(813, rank_acts, acts);
        add(814, rank_suffers, suffers);
        add(815, rank_acts.min(2), ty);
        add(816, rank_suffers.min(2), ty);
        add(817, acts, ty);
        add(818, suffers, ty);
        add(819, other_acts, acts);
        add(820, other_suffers, suffers);
        add(821, other_acts, suffers);
        add(822, other_suffers, acts);
        add(823, members, acts << 8 | suffers);
        add(824, count, rank_acts.min(2) << 2 | rank_suffers.min(2));
        add(825, count, acts.max(suffers));
        add(826, members.min(3), ty);
    }
}

fn likelier(p: &[f32; 3]) -> usize {
    if p[ACTOR] >= p[RECIPIENT] { ACTOR } else { RECIPIENT }
}

/// A probability in steps of two thirds of a logit, 0 to 16.
fn step(p: f32) -> u64 {
    let logit = ((p + 1e-6) / (1.0 - p + 1e-6)).ln();
    ((logit * 1.5).floor().clamp(-8.0, 8.0) + 8.0) as u64
}

/// The likeliest assignments as if parties were independent, best first.
fn candidates(parties: &[Party]) -> Vec<Candidate> {
    let mut beam = vec![Candidate { places: Vec::new(), log_probability: 0.0 }];
    for p in parties {
        let chances: [f32; PLACES] = std::array::from_fn(|place| {
            let one = |side: usize, chance: f32| if place & side != 0 { chance } else { 1.0 - chance };
            one(ACTOR, p.acts) * one(RECIPIENT, p.suffers)
        });
        let top = chances.iter().fold(0.0f32, |a, b| a.max(*b));
        let mut next: Vec<Candidate> = Vec::with_capacity(beam.len() * 2);
        for (place, chance) in chances.iter().enumerate().filter(|(_, c)| **c > LEAST || **c >= top) {
            next.extend(beam.iter().map(|c| {
                let mut places = Vec::with_capacity(parties.len());
                places.extend_from_slice(&c.places);
                places.push(place);
                Candidate { places, log_probability: c.log_probability + (chance + 1e-6).ln() }
            }));
        }
        next.sort_by(|a, b| b.log_probability.total_cmp(&a.log_probability).then_with(|| a.places.cmp(&b.places)));
        next.truncate(WIDTH);
        beam = next;
    }
    beam
}
