//! The problem as published, with indices from 0.

use thiserror::Error;

use crate::random::Random;

/// The most slots, so that a participant's day is one word of bits.
pub const SLOTS_MAX: usize = 60;
/// The most meetings and participants: thirty times the largest published instance.
pub const MEETINGS_MAX: usize = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    Morning,
    Afternoon,
    Any,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Two different participants.
    pub parties: [usize; 2],
    pub session: Session,
    pub fixed: Option<usize>,
    /// Meetings that must be strictly earlier.
    pub after: Vec<usize>,
}

/// **Invariant:** only [`super::read`] and tests make one: indices are in range, sizes limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub participants: usize,
    pub tables: usize,
    pub slots: usize,
    pub morning_slots: usize,
    pub meetings: Vec<Meeting>,
    /// For each participant the slots that are forbidden, as bits.
    pub forbidden: Vec<u64>,
}

impl Problem {
    /// The slots of a session, as bits.
    pub fn session(&self, session: Session) -> u64 {
        let all = (1_u64 << self.slots) - 1;
        let morning = (1_u64 << self.morning_slots) - 1;
        match session {
            Session::Morning => morning,
            Session::Afternoon => all & !morning,
            Session::Any => all,
        }
    }

    /// The slots a meeting may have when only it and its own participants are asked.
    pub fn domain(&self, meeting: usize) -> u64 {
        let Meeting { parties: [a, b], session, fixed, .. } = &self.meetings[meeting];
        let open = self.session(*session) & !self.forbidden[*a] & !self.forbidden[*b];
        fixed.map_or(open, |slot| open & (1 << slot))
    }

    pub fn meetings_of(&self, participant: usize) -> impl Iterator<Item = usize> + '_ {
        let all = self.meetings.iter().enumerate();
        all.filter(move |(_, one)| one.parties.contains(&participant)).map(|(at, _)| at)
    }
}

/// Bits of `set`, lowest first.
pub fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let at = set.trailing_zeros() as usize;
            set &= set - 1;
            at
        })
    })
}

pub fn any_bit(set: u64, random: &mut Random) -> Option<usize> {
    let count = set.count_ones() as usize;
    if count == 0 { None } else { bits(set).nth(random.below(count)) }
}

/// Idle runs between the busy slots of a day.
pub fn breaks(busy: u64) -> i64 {
    i64::from((busy & !(busy << 1)).count_ones()) - i64::from(busy != 0)
}

/// Why a file is not a problem; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FaultyDzn {
    #[error("line {line}: {what}")]
    Syntax { line: usize, what: String },
    #[error("{field} is missing")]
    Missing { field: &'static str },
    #[error("line {line}: {field} is given twice")]
    Twice { line: usize, field: String },
    #[error("line {line}: {field}: {what}")]
    Value { line: usize, field: &'static str, what: String },
}
