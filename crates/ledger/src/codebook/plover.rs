//! PLOVER's event types, modes, quad classes and scores.

use std::sync::OnceLock;

/// An event type of PLOVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventType {
    /// All types, in the order of their codes.
    pub const ALL: [EventType; 16] = [
        EventType::Agree,
        EventType::Consult,
        EventType::Support,
        EventType::Concede,
        EventType::Cooperate,
        EventType::Aid,
        EventType::Retreat,
        EventType::Request,
        EventType::Accuse,
        EventType::Reject,
        EventType::Threaten,
        EventType::Protest,
        EventType::Sanction,
        EventType::Mobilize,
        EventType::Coerce,
        EventType::Assault,
    ];

    /// The name PLOVER gives it.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 16] = [
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ];
        NAMES[self as usize]
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|t| t.name() == name)
    }

    /// Types whose two sides act alike, so that either may stand first.
    pub fn is_mutual(self) -> bool {
        matches!(self, EventType::Consult | EventType::Agree | EventType::Cooperate | EventType::Support)
    }

    /// Quad class: verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4.
    pub fn quad(self) -> u8 {
        rows().iter().find(|r| r.0 == self).map_or(0, |r| r.2)
    }

    /// Modes of the type in the order of the table, without the empty one.
    pub fn modes(self) -> impl Iterator<Item = &'static str> {
        rows().iter().filter(move |r| r.0 == self && !r.1.is_empty()).map(|r| r.1)
    }

    /// Score from -10 to 10: the mode's where it is known, else the type's.
    pub fn score(self, mode: &str) -> f32 {
        let of = |mode: &str| rows().iter().find(|r| r.0 == self && r.1 == mode).map(|r| r.3);
        of(mode).or_else(|| of("")).unwrap_or(0.0)
    }
}

type Row = (EventType, &'static str, u8, f32);

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let lines = include_str!("../../../../codebook/plover.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        lines
            .filter_map(|line| {
                let c: Vec<&str> = line.split('\t').collect();
                Some((EventType::from_name(c[0])?, *c.get(1)?, c.get(2)?.parse().ok()?, c.get(3)?.parse().ok()?))
            })
            .collect()
    })
}

/// Whether and how an event is real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Status {
    Actual,
    Future,
    Hypothetical,
    Negated,
    Historical,
}

impl Status {
    /// All statuses, in the order of their codes.
    pub const ALL: [Status; 5] = [Status::Actual, Status::Future, Status::Hypothetical, Status::Negated, Status::Historical];

    /// The name in records.
    pub fn name(self) -> &'static str {
        ["actual", "future", "hypothetical", "negated", "historical"][self as usize]
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_covers_every_type() {
        for t in EventType::ALL {
            assert!((1..=4).contains(&t.quad()), "{t:?}");
            assert!(t.score("").abs() <= 10.0);
            assert!(t.modes().all(|m| t.score(m).abs() <= 10.0));
        }
        assert_eq!(EventType::Assault.score("aerial"), -9.5);
    }
}
