//! What is given and what is decided.

use serde::{Deserialize, Serialize};

/// Sessions, so that a track's sessions fit one word of bits; published instances have up to 20.
pub const SESSIONS_MAX: usize = 128;
/// Time slots of one session.
pub const SLOTS_MAX: usize = 64;
/// Cells (session, room).
pub const CELLS_MAX: usize = 20_000;
/// Submissions.
pub const SUBMISSIONS_MAX: usize = 20_000;
/// Tracks.
pub const TRACKS_MAX: usize = 2_000;
/// A weight or a penalty, so that no sum overflows.
pub const PENALTY_MAX: i64 = 1_000_000_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub sessions: Vec<Session>,
    pub rooms: Vec<String>,
    pub tracks: Vec<Track>,
    pub submissions: Vec<Submission>,
    /// By track, then session.
    pub track_sessions: Vec<Vec<i64>>,
    /// By track, then room.
    pub track_rooms: Vec<Vec<i64>>,
    /// By track and track; symmetric, 0 on the diagonal.
    pub similar: Vec<Vec<i64>>,
    /// By session, then room.
    pub session_rooms: Vec<Vec<i64>>,
    pub weights: [i64; WEIGHTS],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub name: String,
    /// Time slots in each room.
    pub slots: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub name: String,
    pub chairs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub reference: String,
    /// Index of its track.
    pub track: usize,
    /// Consecutive time slots that it takes.
    pub slots: usize,
    /// Wanted position in its track, from 1; 0: any.
    pub order: usize,
    pub presenters: Vec<String>,
    pub attendees: Vec<String>,
    /// By session, for each slot.
    pub session_penalty: Vec<i64>,
    /// By room, for each slot.
    pub room_penalty: Vec<i64>,
    /// By session, for each slot: how inconvenient the hour is where its people are.
    pub zone_penalty: Vec<i64>,
}

/// Number of constraints.
pub const WEIGHTS: usize = 16;

/// The constraints, in the order of the sheet `parameters`.
pub const CONSTRAINTS: [&str; WEIGHTS] = [
    "tracks_sessions",
    "tracks_rooms",
    "sessions_rooms",
    "similar_tracks",
    "rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "submissions_time_zones",
    "submissions_order",
    "submissions_sessions",
    "submissions_rooms",
    "presenters_sessions",
    "attendees_sessions",
    "chairs",
    "presenters_slots",
    "attendees_slots",
];

/// What each asks for, in a sentence, in the same order.
pub const ASKS: [&str; WEIGHTS] = [
    "a track is in the sessions that suit it",
    "a track is in the rooms that suit it",
    "a session uses the rooms that suit it",
    "tracks alike do not run side by side",
    "a track keeps to one room",
    "a track does not run beside itself",
    "a track's sessions follow each other",
    "nobody speaks at an hour that is night where they are",
    "submissions of a track keep their order",
    "a submission is in the sessions that suit it",
    "a submission is in the rooms that suit it",
    "nobody presents in two places in one session",
    "nobody misses in one session what they would attend",
    "nobody chairs two tracks in one session",
    "nobody presents in two places in one slot",
    "nobody misses in one slot what they would attend",
];

/// What is decided: the submission in each slot of each room of each session. A cell's track is
/// that of its submissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// By session, room and slot: the index of a submission.
    pub slots: Vec<Vec<Vec<Option<u32>>>>,
}

impl Problem {
    /// A plan without any submission.
    pub fn empty_plan(&self) -> Plan {
        let cell = |session: &Session| vec![vec![None; session.slots]; self.rooms.len()];
        Plan { slots: self.sessions.iter().map(cell).collect() }
    }
}
