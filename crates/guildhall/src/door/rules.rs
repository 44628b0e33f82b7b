//! What a gate answers. Pure, and the same in the gate page's script (`shell/js/gate/judge.js`).

use kernel::{Date, Timestamp, Uuid};

use super::code::Unread;
use super::model::{Direction, Gate, Lane, Reentry, Space};
use crate::admissions::rules::State;

/// What whoever stands at a gate is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Admitted,
    /// On the way out; they were inside.
    Left,
    /// On the way out, and nobody saw them come in: they go all the same.
    NotInside,
    AlreadyInside,
    /// They came in today, and this gate lets nobody in twice.
    Used,
    WrongDay,
    /// The category does not come in here.
    WrongGate,
    /// Given up or taken back.
    Cancelled,
    /// There is no place for them yet.
    NotConfirmed,
    /// The signature is wrong.
    Forged,
    Foreign,
    /// Signed by a key that was retired: a newer code is wanted.
    OldCode,
    /// Signed well, or a well-typed short code, and no pass is known by it.
    Unknown,
    /// No code of ours at all.
    NoCode,
    /// Without network: this pass comes in at another lane.
    OtherLane,
}

impl Verdict {
    pub const ALL: [Self; 15] = [
        Self::Admitted,
        Self::Left,
        Self::NotInside,
        Self::AlreadyInside,
        Self::Used,
        Self::WrongDay,
        Self::WrongGate,
        Self::Cancelled,
        Self::NotConfirmed,
        Self::Forged,
        Self::Foreign,
        Self::OldCode,
        Self::Unknown,
        Self::NoCode,
        Self::OtherLane,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Left => "left",
            Self::NotInside => "not_inside",
            Self::AlreadyInside => "already_inside",
            Self::Used => "used",
            Self::WrongDay => "wrong_day",
            Self::WrongGate => "wrong_gate",
            Self::Cancelled => "cancelled",
            Self::NotConfirmed => "not_confirmed",
            Self::Forged => "forged",
            Self::Foreign => "foreign",
            Self::OldCode => "old_code",
            Self::Unknown => "unknown",
            Self::NoCode => "no_code",
            Self::OtherLane => "other_lane",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// True when somebody goes through.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Admitted | Self::Left | Self::NotInside)
    }
}

impl From<Unread> for Verdict {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::NoCode => Self::NoCode,
            Unread::Foreign => Self::Foreign,
            Unread::NoKey => Self::OldCode,
            Unread::Forged => Self::Forged,
        }
    }
}

/// A pass as a gate sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    pub id: Uuid,
    pub state: State,
    pub category: Uuid,
    /// Of its category; none: every day.
    pub days: Vec<Date>,
}

/// Who was seen at a space before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    pub inside: bool,
    pub at: Timestamp,
}

/// Before that moment who came in and was not seen to leave has left: their stay has lapsed, or the
/// day is over.
pub fn lapses_at(space: &Space, now: Timestamp) -> Timestamp {
    let midnight = space.zone.moment(space.zone.wall(now).date, 0);
    midnight.max(now.plus_minutes(-space.stay_minutes))
}

/// What a pass is told at a gate before anybody asks whether it is inside; `None`: it may come.
pub fn entitled(gate: &Gate, pass: &Pass, day: Date) -> Option<Verdict> {
    let good = |days: &[Date]| days.is_empty() || days.contains(&day);
    let category = gate.categories.is_empty() || gate.categories.contains(&pass.category);
    match pass.state {
        State::Cancelled | State::Released | State::NoShow => Some(Verdict::Cancelled),
        State::Wished | State::Waitlisted | State::Offered => Some(Verdict::NotConfirmed),
        State::Confirmed | State::Attended if !category => Some(Verdict::WrongGate),
        State::Confirmed | State::Attended if !good(&gate.days) || !good(&pass.days) => {
            Some(Verdict::WrongDay)
        }
        State::Confirmed | State::Attended => None,
    }
}

/// What somebody who is entitled is told on their way in.
pub fn enters(gate: &Gate, before: Option<Presence>, lapsed: Timestamp) -> Verdict {
    let Some(before) = before.filter(|before| before.at >= lapsed) else {
        return Verdict::Admitted;
    };
    match gate.reentry {
        Reentry::Free => Verdict::Admitted,
        Reentry::AfterExit if !before.inside => Verdict::Admitted,
        Reentry::AfterExit => Verdict::AlreadyInside,
        Reentry::Never => Verdict::Used,
    }
}

/// Which way somebody goes: the gate's, or what the device says where both go.
pub fn direction(gate: &Gate, said: Option<Direction>) -> Direction {
    gate.direction.or(said).unwrap_or(Direction::In)
}

/// The lane of a pass, of so many: by the last byte of its id, which is random.
pub fn lane_of(pass: Uuid, lanes: i64) -> i64 {
    i64::from(pass.as_bytes()[15]) % lanes.max(1)
}

/// True when a gate without network may admit a pass.
pub fn is_in_lane(lane: Lane, pass: Uuid) -> bool {
    lane_of(pass, lane.of) == lane.number
}
