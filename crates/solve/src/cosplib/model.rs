//! The problem as the search wants it: weights multiplied in, persons turned into pairs.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::Problem;

pub struct Model {
    pub sessions: usize,
    pub rooms: usize,
    pub tracks: usize,
    /// Time slots of each session.
    pub session_slots: Vec<u32>,
    /// The most slots that a session has: every cell's row in the board is as long.
    pub stride: usize,
    /// By submission.
    pub length: Vec<u32>,
    pub track: Vec<u32>,
    pub order: Vec<u32>,
    /// The submissions of each track.
    pub members: Vec<Vec<u32>>,
    /// Whether somebody in the track wishes a position.
    pub ordered: Vec<bool>,
    /// Weighted cost of a track in a cell, by track and cell.
    pub cell_cost: Vec<i64>,
    /// Weighted cost of two tracks in one session, by track and track.
    pub pair_cost: Vec<i64>,
    /// Whether the track has any pair that costs.
    pub pairs_cost: Vec<bool>,
    /// Weighted cost of a submission in a session, by submission and session.
    pub session_cost: Vec<i64>,
    /// The same for rooms.
    pub room_cost: Vec<i64>,
    /// Whom a submission must not meet.
    pub meets: Vec<Vec<Meet>>,
    pub rooms_weight: i64,
    pub parallel_weight: i64,
    pub consecutive_weight: i64,
    pub order_weight: i64,
    /// Whether it matters which slot of a cell a submission has.
    pub slots_matter: bool,
}

/// Two submissions that share people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meet {
    pub other: u32,
    /// Weighted cost in one session and different rooms.
    pub session: i64,
    /// Weighted cost of each common time slot.
    pub slot: i64,
}

impl Model {
    pub fn new(problem: &Problem) -> Self {
        let (sessions, rooms) = (problem.sessions.len(), problem.rooms.len());
        let tracks = problem.tracks.len();
        let weights = &problem.weights;
        let mut members = vec![Vec::new(); tracks];
        for (at, submission) in problem.submissions.iter().enumerate() {
            members[submission.track].push(at as u32);
        }
        let order: Vec<u32> =
            problem.submissions.iter().map(|submission| submission.order as u32).collect();
        let wishes = |of: &Vec<u32>| weights[8] > 0 && of.iter().any(|&at| order[at as usize] > 0);
        let ordered: Vec<bool> = members.iter().map(wishes).collect();
        let pair_cost = pair_cost(problem);
        let pairs_cost =
            (0..tracks).map(|at| pair_cost[at * tracks..][..tracks].iter().any(|&cost| cost > 0));
        let pairs_cost = pairs_cost.collect();
        let meets = meets(problem);
        let slots_matter = ordered.contains(&true) || meets.iter().flatten().any(|m| m.slot > 0);
        Self {
            sessions,
            rooms,
            tracks,
            session_slots: problem.sessions.iter().map(|one| one.slots as u32).collect(),
            stride: problem.sessions.iter().map(|one| one.slots).max().unwrap_or(1),
            length: problem.submissions.iter().map(|one| one.slots as u32).collect(),
            track: problem.submissions.iter().map(|one| one.track as u32).collect(),
            order,
            members,
            ordered,
            cell_cost: cell_cost(problem),
            pair_cost,
            pairs_cost,
            session_cost: session_cost(problem),
            room_cost: room_cost(problem),
            meets,
            rooms_weight: weights[4],
            parallel_weight: weights[5],
            consecutive_weight: weights[6],
            order_weight: weights[8],
            slots_matter,
        }
    }

    pub fn cells(&self) -> usize {
        self.sessions * self.rooms
    }

    pub fn submissions(&self) -> usize {
        self.length.len()
    }
}

fn cell_cost(problem: &Problem) -> Vec<i64> {
    let weights = &problem.weights;
    let mut costs = Vec::new();
    for (by_session, by_room) in problem.track_sessions.iter().zip(&problem.track_rooms) {
        for (session, in_room) in by_session.iter().zip(&problem.session_rooms) {
            for (room, both) in by_room.iter().zip(in_room) {
                costs.push(weights[0] * session + weights[1] * room + weights[2] * both);
            }
        }
    }
    costs
}

fn session_cost(problem: &Problem) -> Vec<i64> {
    let (zones, wishes) = (problem.weights[7], problem.weights[9]);
    let of = |one: &super::problem::Submission| {
        let costs = one.zone_penalty.iter().zip(&one.session_penalty);
        let slots = one.slots as i64;
        costs.map(|(zone, wish)| slots * (zones * zone + wishes * wish)).collect::<Vec<_>>()
    };
    problem.submissions.iter().flat_map(of).collect()
}

fn room_cost(problem: &Problem) -> Vec<i64> {
    let weight = problem.weights[10];
    let of = |one: &super::problem::Submission| {
        let slots = one.slots as i64;
        one.room_penalty.iter().map(|cost| slots * weight * cost).collect::<Vec<_>>()
    };
    problem.submissions.iter().flat_map(of).collect()
}

fn pair_cost(problem: &Problem) -> Vec<i64> {
    let tracks = problem.tracks.len();
    let (similar, chairs) = (problem.weights[3], problem.weights[13]);
    let mut costs = vec![0; tracks * tracks];
    for one in 0..tracks {
        for other in (0..tracks).filter(|&other| other != one) {
            let shared = problem.tracks[one]
                .chairs
                .iter()
                .any(|name| problem.tracks[other].chairs.contains(name));
            costs[one * tracks + other] =
                similar * problem.similar[one][other] + if shared { chairs } else { 0 };
        }
    }
    costs
}

/// Pairs by the people they share, found person by person so that it is fast for many people.
fn meets(problem: &Problem) -> Vec<Vec<Meet>> {
    let mut people: BTreeMap<&str, Roles> = BTreeMap::new();
    for (at, submission) in (0..).zip(&problem.submissions) {
        for name in &submission.presenters {
            people.entry(name).or_default().presents.push(at);
        }
        for name in &submission.attendees {
            people.entry(name).or_default().attends.push(at);
        }
        for name in &problem.tracks[submission.track].chairs {
            people.entry(name).or_default().chairs.push(at);
        }
    }
    let track = |at: u32| problem.submissions[at as usize].track;
    let mut presenters = BTreeSet::new();
    let mut attendees = BTreeSet::new();
    for roles in people.values() {
        let Roles { presents, attends, chairs } = roles;
        mark(&mut presenters, presents, presents, |_, _| true);
        mark(&mut presenters, presents, chairs, |a, b| track(a) != track(b));
        mark(&mut attendees, attends, attends, |_, _| true);
        mark(&mut attendees, attends, presents, |_, _| true);
        mark(&mut attendees, attends, chairs, |a, b| track(a) != track(b));
    }
    let weights = &problem.weights;
    let mut meets = vec![Vec::new(); problem.submissions.len()];
    let mut both: BTreeMap<(u32, u32), Meet> = BTreeMap::new();
    for (found, session, slot) in
        [(presenters, weights[11], weights[14]), (attendees, weights[12], weights[15])]
    {
        for (one, other) in found {
            let meet = both.entry((one, other)).or_insert(Meet { other, session: 0, slot: 0 });
            meet.session += session;
            meet.slot += slot;
        }
    }
    for ((one, other), meet) in both {
        if meet.session + meet.slot > 0 {
            meets[one as usize].push(meet);
            meets[other as usize].push(Meet { other: one, ..meet });
        }
    }
    meets
}

#[derive(Default)]
struct Roles {
    presents: Vec<u32>,
    attends: Vec<u32>,
    /// Submissions of tracks that the person chairs.
    chairs: Vec<u32>,
}

fn mark(
    pairs: &mut BTreeSet<(u32, u32)>,
    ones: &[u32],
    others: &[u32],
    counts: impl Fn(u32, u32) -> bool,
) {
    for &one in ones {
        for &other in others {
            if one != other && counts(one, other) {
                pairs.insert((one.min(other), one.max(other)));
            }
        }
    }
}
