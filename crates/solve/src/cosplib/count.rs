//! What a plan costs, counted from nothing and written apart from the search: plain loops over what
//! the sheets say, sharing no table and no difference with [`super::board`].

use super::problem::{Plan, Problem, WEIGHTS};

/// What was found in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Demands broken, in words; empty when the plan may be used.
    pub broken: Vec<String>,
    /// Violations of each constraint, before weighting.
    pub counts: [i64; WEIGHTS],
    /// The sum of weight times count.
    pub value: i64,
}

pub fn count(problem: &Problem, plan: &Plan) -> Counts {
    let mut broken = misshapen(problem, plan);
    let mut counts = [0; WEIGHTS];
    if broken.is_empty() {
        broken = misplaced(problem, plan);
        let seen = Seen::new(problem, plan);
        counts = [
            seen.tracks_sessions(),
            seen.tracks_rooms(),
            seen.sessions_rooms(),
            seen.similar_tracks(),
            seen.rooms_per_track(),
            seen.parallel_tracks(),
            seen.consecutive_tracks(),
            seen.by_slot(|submission, session, _| submission.zone_penalty[session]),
            seen.submissions_order(),
            seen.by_slot(|submission, session, _| submission.session_penalty[session]),
            seen.by_slot(|submission, _, room| submission.room_penalty[room]),
            seen.in_session(presenters_meet),
            seen.in_session(attendees_meet),
            seen.chairs(),
            seen.in_slot(presenters_meet),
            seen.in_slot(attendees_meet),
        ];
    }
    let value = (0..WEIGHTS).map(|at| problem.weights[at] * counts[at]).sum();
    Counts { broken, counts, value }
}

/// Whether the plan is for other sessions and rooms.
fn misshapen(problem: &Problem, plan: &Plan) -> Vec<String> {
    let shape: Vec<Vec<usize>> =
        plan.slots.iter().map(|rooms| rooms.iter().map(Vec::len).collect()).collect();
    let wanted: Vec<Vec<usize>> =
        problem.sessions.iter().map(|session| vec![session.slots; problem.rooms.len()]).collect();
    let known = plan.slots.iter().flatten().flatten().flatten();
    if shape != wanted {
        vec!["the plan has other sessions, rooms or slots than the problem".to_string()]
    } else if known.into_iter().any(|&at| at as usize >= problem.submissions.len()) {
        vec!["the plan names a submission that the problem does not have".to_string()]
    } else {
        Vec::new()
    }
}

/// Submissions that do not stand whole, once, in one piece, in a cell of their track.
fn misplaced(problem: &Problem, plan: &Plan) -> Vec<String> {
    let mut broken = Vec::new();
    for (at, submission) in problem.submissions.iter().enumerate() {
        let mut found = Vec::new();
        for (session, rooms) in plan.slots.iter().enumerate() {
            for (room, slots) in rooms.iter().enumerate() {
                for (slot, standing) in slots.iter().enumerate() {
                    if *standing == Some(at as u32) {
                        found.push((session, room, slot));
                    }
                }
            }
        }
        let whole = found.len() == submission.slots;
        let one_piece = found
            .windows(2)
            .all(|pair| (pair[0].0, pair[0].1, pair[0].2 + 1) == (pair[1].0, pair[1].1, pair[1].2));
        if !whole || !one_piece {
            let (reference, slots) = (&submission.reference, submission.slots);
            let places = found.len();
            let how = if whole { "not in one piece" } else { "not as often as it needs" };
            broken.push(format!("{reference} needs {slots} slots and stands in {places}, {how}"));
        }
    }
    for (session, rooms) in plan.slots.iter().enumerate() {
        for (room, slots) in rooms.iter().enumerate() {
            let mut tracks: Vec<usize> =
                slots.iter().flatten().map(|&at| problem.submissions[at as usize].track).collect();
            tracks.sort_unstable();
            tracks.dedup();
            if tracks.len() > 1 {
                let names: Vec<&str> =
                    tracks.iter().map(|&track| problem.tracks[track].name.as_str()).collect();
                let (session, room) = (&problem.sessions[session].name, &problem.rooms[room]);
                broken.push(format!("{session} in {room} mixes tracks: {}", names.join("; ")));
            }
        }
    }
    broken
}

/// A plan as one looks at it.
struct Seen<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    /// The track in each room of each session.
    tracks: Vec<Vec<Option<usize>>>,
}

impl<'a> Seen<'a> {
    fn new(problem: &'a Problem, plan: &'a Plan) -> Self {
        let track = |slots: &Vec<Option<u32>>| {
            slots.iter().flatten().next().map(|&at| problem.submissions[at as usize].track)
        };
        let tracks = plan.slots.iter().map(|rooms| rooms.iter().map(track).collect()).collect();
        Self { problem, plan, tracks }
    }

    fn used(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.tracks.iter().enumerate().flat_map(|(session, rooms)| {
            let rooms = rooms.iter().enumerate();
            rooms.filter_map(move |(room, track)| track.map(|track| (track, session, room)))
        })
    }

    fn tracks_sessions(&self) -> i64 {
        self.used().map(|(track, session, _)| self.problem.track_sessions[track][session]).sum()
    }

    fn tracks_rooms(&self) -> i64 {
        self.used().map(|(track, _, room)| self.problem.track_rooms[track][room]).sum()
    }

    fn sessions_rooms(&self) -> i64 {
        self.used().map(|(_, session, room)| self.problem.session_rooms[session][room]).sum()
    }

    fn similar_tracks(&self) -> i64 {
        self.room_pairs(
            |one, other| {
                if one == other { 0 } else { self.problem.similar[one][other] }
            },
        )
    }

    fn chairs(&self) -> i64 {
        let chairs = |track: usize| &self.problem.tracks[track].chairs;
        self.room_pairs(|one, other| {
            i64::from(one != other && chairs(one).iter().any(|name| chairs(other).contains(name)))
        })
    }

    /// Sums over pairs of rooms of one session that both have a track.
    fn room_pairs(&self, cost: impl Fn(usize, usize) -> i64) -> i64 {
        let mut sum = 0;
        for rooms in &self.tracks {
            let running: Vec<usize> = rooms.iter().copied().flatten().collect();
            for (at, &one) in running.iter().enumerate() {
                for &other in &running[at + 1..] {
                    sum += cost(one, other);
                }
            }
        }
        sum
    }

    fn rooms_per_track(&self) -> i64 {
        let rooms = |wanted: usize| {
            let mut rooms: Vec<usize> =
                self.used().filter(|(track, ..)| *track == wanted).map(|(.., room)| room).collect();
            rooms.sort_unstable();
            rooms.dedup();
            (rooms.len() as i64 - 1).max(0)
        };
        (0..self.problem.tracks.len()).map(rooms).sum()
    }

    fn parallel_tracks(&self) -> i64 {
        let mut sum = 0;
        for rooms in &self.tracks {
            for wanted in 0..self.problem.tracks.len() {
                let running = rooms.iter().filter(|track| **track == Some(wanted)).count() as i64;
                sum += (running - 1).max(0);
            }
        }
        sum
    }

    fn consecutive_tracks(&self) -> i64 {
        let broken = |wanted: &usize| {
            let runs = |session: &usize| self.tracks[*session].contains(&Some(*wanted));
            let sessions: Vec<usize> = (0..self.tracks.len()).filter(runs).collect();
            sessions.windows(2).any(|pair| pair[0] + 1 != pair[1])
        };
        (0..self.problem.tracks.len()).filter(broken).count() as i64
    }

    fn submissions_order(&self) -> i64 {
        let mut sum = 0;
        for wanted in 0..self.problem.tracks.len() {
            let mut sequence: Vec<u32> = Vec::new();
            for at in self.plan.slots.iter().flatten().flatten().flatten() {
                let of_track = self.problem.submissions[*at as usize].track == wanted;
                if of_track && !sequence.contains(at) {
                    sequence.push(*at);
                }
            }
            for (position, at) in sequence.iter().enumerate() {
                let order = self.problem.submissions[*at as usize].order;
                sum += i64::from(order != 0 && order != position + 1);
            }
        }
        let ordered = |at: u32| self.problem.submissions[at as usize].order != 0;
        let track = |at: u32| self.problem.submissions[at as usize].track;
        self.each_slot(|standing| {
            sum += pairs(standing, |one, other| {
                ordered(one) && ordered(other) && track(one) == track(other)
            });
        });
        sum
    }

    fn by_slot(&self, cost: impl Fn(&super::problem::Submission, usize, usize) -> i64) -> i64 {
        let mut sum = 0;
        for (session, rooms) in self.plan.slots.iter().enumerate() {
            for (room, slots) in rooms.iter().enumerate() {
                for at in slots.iter().flatten() {
                    sum += cost(&self.problem.submissions[*at as usize], session, room);
                }
            }
        }
        sum
    }

    /// Pairs that meet in a session, in different rooms.
    fn in_session(&self, meet: impl Fn(&Problem, u32, u32) -> bool) -> i64 {
        let mut sum = 0;
        for rooms in &self.plan.slots {
            let mut standing: Vec<(u32, usize)> = Vec::new();
            for (room, slots) in rooms.iter().enumerate() {
                for at in slots.iter().flatten() {
                    if !standing.contains(&(*at, room)) {
                        standing.push((*at, room));
                    }
                }
            }
            for (place, &(one, room)) in standing.iter().enumerate() {
                for &(other, another) in &standing[place + 1..] {
                    sum += i64::from(room != another && meet(self.problem, one, other));
                }
            }
        }
        sum
    }

    /// Pairs that meet in a time slot.
    fn in_slot(&self, meet: impl Fn(&Problem, u32, u32) -> bool) -> i64 {
        let mut sum = 0;
        self.each_slot(|standing| {
            sum += pairs(standing, |one, other| meet(self.problem, one, other));
        });
        sum
    }

    /// Looks at what stands side by side in each time slot.
    fn each_slot(&self, mut look: impl FnMut(&[u32])) {
        for (session, rooms) in self.plan.slots.iter().enumerate() {
            for slot in 0..self.problem.sessions[session].slots {
                let mut standing: Vec<u32> = Vec::new();
                for at in rooms.iter().filter_map(|slots| slots[slot]) {
                    if !standing.contains(&at) {
                        standing.push(at);
                    }
                }
                look(&standing);
            }
        }
    }
}

fn pairs(standing: &[u32], counts: impl Fn(u32, u32) -> bool) -> i64 {
    let mut sum = 0;
    for (place, &one) in standing.iter().enumerate() {
        for &other in &standing[place + 1..] {
            sum += i64::from(counts(one, other));
        }
    }
    sum
}

fn presenters_meet(problem: &Problem, one: u32, other: u32) -> bool {
    let (a, b) = (&problem.submissions[one as usize], &problem.submissions[other as usize]);
    let (chairs_a, chairs_b) = (&problem.tracks[a.track].chairs, &problem.tracks[b.track].chairs);
    share(&a.presenters, &b.presenters)
        || a.track != b.track && (share(&a.presenters, chairs_b) || share(&b.presenters, chairs_a))
}

fn attendees_meet(problem: &Problem, one: u32, other: u32) -> bool {
    let (a, b) = (&problem.submissions[one as usize], &problem.submissions[other as usize]);
    let (chairs_a, chairs_b) = (&problem.tracks[a.track].chairs, &problem.tracks[b.track].chairs);
    share(&a.attendees, &b.attendees)
        || share(&a.attendees, &b.presenters)
        || share(&b.attendees, &a.presenters)
        || a.track != b.track && (share(&a.attendees, chairs_b) || share(&b.attendees, chairs_a))
}

fn share(one: &[String], other: &[String]) -> bool {
    one.iter().any(|name| other.contains(name))
}
