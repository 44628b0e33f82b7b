//! Plain reasons why no plan can exist, in words.

use super::problem::Problem;

/// The first reason found, as the sentences that cannot all be met; empty when none was found.
pub fn impossible(problem: &Problem) -> Vec<String> {
    let longest = problem.sessions.iter().map(|session| session.slots).max().unwrap_or(0);
    if let Some(one) = problem.submissions.iter().find(|one| one.slots > longest) {
        let (reference, slots) = (&one.reference, one.slots);
        return vec![
            format!("{reference} needs {slots} time slots in one cell"),
            format!("the longest session has {longest}"),
        ];
    }
    let rooms = problem.rooms.len();
    let offered: usize = problem.sessions.iter().map(|session| session.slots * rooms).sum();
    let needed: usize = problem.submissions.iter().map(|one| one.slots).sum();
    if needed > offered {
        return vec![
            format!("all submissions together need {needed} time slots"),
            format!("all sessions in all rooms have {offered}"),
        ];
    }
    let cells = problem.sessions.len() * rooms;
    let least: usize = (0..problem.tracks.len()).map(|track| cells_min(problem, track)).sum();
    if least > cells {
        return vec![
            format!("no cell is shared by two tracks, so the tracks need at least {least} cells"),
            format!("{} sessions in {rooms} rooms are {cells} cells", problem.sessions.len()),
        ];
    }
    Vec::new()
}

/// Cells that a track needs when it gets the longest sessions first.
fn cells_min(problem: &Problem, track: usize) -> usize {
    let mut needed: usize =
        problem.submissions.iter().filter(|one| one.track == track).map(|one| one.slots).sum();
    let mut sizes: Vec<usize> = problem.sessions.iter().map(|session| session.slots).collect();
    sizes.sort_unstable_by_key(|&slots| std::cmp::Reverse(slots));
    let mut cells = 0;
    for size in sizes.iter().flat_map(|&size| std::iter::repeat_n(size, problem.rooms.len())) {
        if needed == 0 {
            break;
        }
        needed = needed.saturating_sub(size);
        cells += 1;
    }
    cells
}
