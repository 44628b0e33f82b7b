//! Reads the library's workbooks, strictly: what is missing, twice, misspelt or no number is refused
//! by sheet and cell.

use super::clock::Hours;
use super::grid::{Grid, Index, ReadError};
use super::problem::{
    CELLS_MAX, PENALTY_MAX, Plan, Problem, SESSIONS_MAX, SLOTS_MAX, SUBMISSIONS_MAX, Session,
    Submission, TRACKS_MAX, Track, WEIGHTS,
};
use crate::sheets::{self, Sheet};

/// Reads a problem from the bytes of an `.xlsx` file.
pub fn read(bytes: &[u8]) -> Result<Problem, ReadError> {
    let book = sheets::read(bytes)?;
    let (hours, weights) = parameters(&Grid::named(&book, "parameters")?)?;
    let zones_count = hours.is_some();
    let (sessions, spans, session_index) = sessions(&Grid::named(&book, "sessions")?, zones_count)?;
    let (rooms, room_index) = rooms(&Grid::named(&book, "rooms")?)?;
    let (tracks, track_index) = tracks(&Grid::named(&book, "tracks")?)?;
    if sessions.len() * rooms.len() > CELLS_MAX {
        let grid = Grid::named(&book, "rooms")?;
        let cells = sessions.len() * rooms.len();
        return Err(grid.refuse((0, 0), format!("{cells} cells; at most {CELLS_MAX} are solved")));
    }
    let table =
        |name, rows: &Index, columns: &Index| matrix(&Grid::named(&book, name)?, rows, columns);
    let track_sessions = table("tracks_sessions|penalty", &track_index, &session_index)?;
    let track_rooms = table("tracks_rooms|penalty", &track_index, &room_index)?;
    let similar = similar(&Grid::named(&book, "similar tracks")?, &track_index)?;
    let session_rooms = table("sessions_rooms|penalty", &session_index, &room_index)?;
    let hours = Convenience { hours, spans };
    let indices = Indices { sessions: &session_index, rooms: &room_index, tracks: &track_index };
    let submissions = submissions(&Grid::named(&book, "submissions")?, &indices, &hours)?;
    Ok(Problem {
        sessions,
        rooms,
        tracks,
        submissions,
        track_sessions,
        track_rooms,
        similar,
        session_rooms,
        weights,
    })
}

/// The place of the weight of time zones.
const ZONES: usize = 7;

/// The names of the weights in column D; columns D and E go by rows, as the library reads them.
const WEIGHT_NAMES: [&str; WEIGHTS] = [
    "Tracks_Sessions|Penalty:",
    "Tracks_Rooms|Penalty:",
    "Sessions_Rooms|Penalty:",
    "Similar Tracks:",
    "Number of Rooms per Track:",
    "Parallel Tracks:",
    "Consecutive Tracks:",
    "Submissions_Timezones:",
    "Submissions Order:",
    "Submissions_Sessions|Penalty:",
    "Submissions_Rooms|Penalty:",
    "Presenters Conflicts:",
    "Attendees Conflicts:",
    "Chairs Conflicts:",
    "Presenters Conflicts Timeslot Level:",
    "Attendees Conflicts Timeslot Level:",
];

/// The weights; and the hours where time zones count at all, for else they may be empty.
fn parameters(grid: &Grid<'_>) -> Result<(Option<Hours>, [i64; WEIGHTS]), ReadError> {
    let mut weights = [0; WEIGHTS];
    for (at, weight) in weights.iter_mut().enumerate() {
        let row = at as u32 + 1;
        let label = grid.needed((row, 3), "the name of a weight")?;
        let same = |name: &str| name.eq_ignore_ascii_case(label.trim());
        if WEIGHT_NAMES.iter().any(|name| same(name)) && !same(WEIGHT_NAMES[at]) {
            let reason = format!("\"{}\" is expected here", WEIGHT_NAMES[at]);
            return Err(grid.refuse((row, 3), reason));
        }
        grid.needed((row, 4), "a weight")?;
        *weight = grid.whole((row, 4), PENALTY_MAX)?;
    }
    if weights[ZONES] == 0 {
        return Ok((None, weights));
    }
    let hours = Hours {
        zone: grid.zone((1, 1))?,
        suitable: grid.span((3, 1), (4, 1))?,
        less_suitable: grid.span((6, 1), (7, 1))?,
        less_suitable_penalty: grid.penalty((8, 1))?,
        unsuitable_penalty: grid.penalty((10, 1))?,
    };
    Ok((Some(hours), weights))
}

type Sessions = (Vec<Session>, Vec<(i64, i64)>, Index);

fn sessions(grid: &Grid<'_>, zones_count: bool) -> Result<Sessions, ReadError> {
    let (mut sessions, mut spans, mut index) = (Vec::new(), Vec::new(), Index::new("session"));
    for row in grid.rows() {
        let name = grid.needed((row, 0), "the name of a session")?;
        index.add(grid, (row, 0), &name)?;
        let slots = grid.whole((row, 1), SLOTS_MAX as i64)? as usize;
        if slots == 0 {
            return Err(grid.refuse((row, 1), "a session has at least 1 time slot"));
        }
        spans.push(if zones_count { grid.span((row, 3), (row, 4))? } else { (0, 0) });
        sessions.push(Session { name, slots });
    }
    few(grid, sessions.len(), SESSIONS_MAX, "sessions")?;
    Ok((sessions, spans, index))
}

fn rooms(grid: &Grid<'_>) -> Result<(Vec<String>, Index), ReadError> {
    let (mut rooms, mut index) = (Vec::new(), Index::new("room"));
    for row in grid.rows() {
        let name = grid.needed((row, 0), "the name of a room")?;
        index.add(grid, (row, 0), &name)?;
        rooms.push(name);
    }
    few(grid, rooms.len(), CELLS_MAX, "rooms")?;
    Ok((rooms, index))
}

fn tracks(grid: &Grid<'_>) -> Result<(Vec<Track>, Index), ReadError> {
    let (mut tracks, mut index) = (Vec::new(), Index::new("track"));
    for row in grid.rows() {
        let name = grid.needed((row, 0), "the name of a track")?;
        index.add(grid, (row, 0), &name)?;
        tracks.push(Track { name, chairs: grid.names((row, 1)) });
    }
    few(grid, tracks.len(), TRACKS_MAX, "tracks")?;
    Ok((tracks, index))
}

fn few(grid: &Grid<'_>, number: usize, most: usize, what: &str) -> Result<(), ReadError> {
    match number {
        0 => Err(grid.refuse((1, 0), format!("there are no {what}"))),
        number if number > most => {
            Err(grid.refuse((0, 0), format!("{number} {what}; at most {most} are solved")))
        }
        _ => Ok(()),
    }
}

/// A table of penalties with names on both sides; every name must be there, once.
fn matrix(grid: &Grid<'_>, rows: &Index, columns: &Index) -> Result<Vec<Vec<i64>>, ReadError> {
    let mut heads = Vec::new();
    let mut seen = Index::new("column");
    for (column, name) in grid.headings(1) {
        seen.add(grid, (0, column), &name)?;
        heads.push((column, columns.find(grid, (0, column), &name)?));
    }
    if heads.len() != columns.len() {
        let reason = format!("{} columns are named and {} needed", heads.len(), columns.len());
        return Err(grid.refuse((0, 1), reason));
    }
    let mut table = vec![vec![0; columns.len()]; rows.len()];
    let mut seen = Index::new("row");
    for row in grid.rows() {
        let name = grid.needed((row, 0), "the name of the row")?;
        seen.add(grid, (row, 0), &name)?;
        let line = &mut table[rows.find(grid, (row, 0), &name)?];
        for &(column, place) in &heads {
            line[place] = grid.penalty((row, column))?;
        }
    }
    if seen.len() != rows.len() {
        let reason = format!("{} rows are named and {} needed", seen.len(), rows.len());
        return Err(grid.refuse((1, 0), reason));
    }
    Ok(table)
}

/// Each pair stands in two cells: the library takes the one right of the diagonal, and so do we
/// unless it is empty.
fn similar(grid: &Grid<'_>, tracks: &Index) -> Result<Vec<Vec<i64>>, ReadError> {
    let mut table = matrix(grid, tracks, tracks)?;
    let order: Vec<usize> = grid
        .rows()
        .into_iter()
        .map(|row| tracks.find(grid, (row, 0), &grid.text((row, 0)).unwrap_or_default()))
        .collect::<Result<_, _>>()?;
    for (at, &one) in order.iter().enumerate() {
        table[one][one] = 0;
        for &other in &order[at + 1..] {
            let above = table[one][other];
            let cost = if above == 0 { table[other][one] } else { above };
            (table[one][other], table[other][one]) = (cost, cost);
        }
    }
    Ok(table)
}

struct Indices<'a> {
    sessions: &'a Index,
    rooms: &'a Index,
    tracks: &'a Index,
}

struct Convenience {
    /// Nothing where time zones do not count.
    hours: Option<Hours>,
    /// By session.
    spans: Vec<(i64, i64)>,
}

const SUBMISSION_COLUMNS: [&str; 7] =
    ["Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees"];

fn submissions(
    grid: &Grid<'_>,
    indices: &Indices<'_>,
    convenience: &Convenience,
) -> Result<Vec<Submission>, ReadError> {
    let first = SUBMISSION_COLUMNS.len() as u32;
    for (column, name) in (0..).zip(SUBMISSION_COLUMNS) {
        let found = grid.text((0, column)).unwrap_or_default();
        if !found.trim().eq_ignore_ascii_case(name) {
            let reason = format!("\"{name}\" is expected here and \"{found}\" found");
            return Err(grid.refuse((0, column), reason));
        }
    }
    let heads = grid.headings(first);
    let (sessions, rooms) = (indices.sessions.len(), indices.rooms.len());
    if heads.len() != sessions + rooms {
        let reason = format!("{} columns for {sessions} sessions and {rooms} rooms", heads.len());
        return Err(grid.refuse((0, first), reason));
    }
    let (session_heads, room_heads) = heads.split_at(sessions);
    let session_columns = columns(grid, session_heads, indices.sessions)?;
    let room_columns = columns(grid, room_heads, indices.rooms)?;
    let (mut submissions, mut index) = (Vec::new(), Index::new("reference"));
    for row in grid.rows() {
        let submission = submission(grid, row, indices, convenience)?;
        index.add(grid, (row, 0), &submission.reference)?;
        let penalties = |columns: &[u32]| {
            columns.iter().map(|&column| grid.penalty((row, column))).collect::<Result<_, _>>()
        };
        let session_penalty = penalties(&session_columns)?;
        let room_penalty = penalties(&room_columns)?;
        submissions.push(Submission { session_penalty, room_penalty, ..submission });
    }
    few(grid, submissions.len(), SUBMISSIONS_MAX, "submissions")?;
    Ok(submissions)
}

/// The column of each session or room.
fn columns(grid: &Grid<'_>, heads: &[(u32, String)], index: &Index) -> Result<Vec<u32>, ReadError> {
    let mut columns = vec![None; index.len()];
    for (column, name) in heads {
        let place = &mut columns[index.find(grid, (0, *column), name)?];
        if place.replace(*column).is_some() {
            return Err(grid.refuse((0, *column), format!("column \"{name}\" is there twice")));
        }
    }
    Ok(columns.into_iter().flatten().collect())
}

fn submission(
    grid: &Grid<'_>,
    row: u32,
    indices: &Indices<'_>,
    convenience: &Convenience,
) -> Result<Submission, ReadError> {
    let reference = grid.needed((row, 0), "a reference")?;
    let track = grid.needed((row, 1), "the track")?;
    let track = indices.tracks.find(grid, (row, 1), &track)?;
    let slots = grid.whole((row, 2), SLOTS_MAX as i64)? as usize;
    if slots == 0 {
        return Err(grid.refuse((row, 2), "a submission needs at least 1 time slot"));
    }
    let order = grid.whole((row, 3), SUBMISSIONS_MAX as i64)? as usize;
    let zone_penalty = match convenience.hours {
        Some(hours) => {
            let zone = grid.zone((row, 4))?;
            convenience.spans.iter().map(|span| hours.penalty(*span, zone)).collect()
        }
        None => vec![0; convenience.spans.len()],
    };
    let (presenters, attendees) = (grid.names((row, 5)), grid.names((row, 6)));
    Ok(Submission {
        reference,
        track,
        slots,
        order,
        presenters,
        attendees,
        session_penalty: Vec::new(),
        room_penalty: Vec::new(),
        zone_penalty,
    })
}

/// Reads a plan from the library's solution sheet.
pub fn read_plan(problem: &Problem, bytes: &[u8]) -> Result<Plan, ReadError> {
    let book = sheets::read(bytes)?;
    let sheet: &Sheet = book.first().ok_or(ReadError::Missing { sheet: "Solution" })?;
    let grid = Grid::of(sheet);
    let mut rooms = Index::new("room");
    for (place, name) in problem.rooms.iter().enumerate() {
        rooms.add(&grid, (0, place as u32 + 1), name)?;
    }
    let mut references = Index::new("submission");
    for submission in &problem.submissions {
        references.add(&grid, (0, 0), &submission.reference)?;
    }
    let heads = columns(&grid, &grid.headings(1), &rooms)?;
    let mut plan = problem.empty_plan();
    let mut row = problem.sessions.len() as u32 + 2;
    for (session, rooms) in problem.sessions.iter().zip(&mut plan.slots) {
        for slot in 0..session.slots {
            let name = grid.needed((row, 0), "the name of a session")?;
            if name.trim() != session.name.trim() {
                let reason = format!("\"{}\" is expected here", session.name);
                return Err(grid.refuse((row, 0), reason));
            }
            for (&column, slots) in heads.iter().zip(rooms.iter_mut()) {
                if let Some(reference) = grid.text((row, column)) {
                    slots[slot] = Some(references.find(&grid, (row, column), &reference)? as u32);
                }
            }
            row += 1;
        }
    }
    Ok(plan)
}
