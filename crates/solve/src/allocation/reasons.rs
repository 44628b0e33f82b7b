//! Why a wish was not met, in words.

use super::case::Case;
use super::{Granted, Rule, constraints};

/// For each party a sentence a wish that it does not have, the dearest first; for each activity that
/// is full, who has the seats, is told once.
pub fn reasons(case: &Case<'_>, granted: &Granted) -> Vec<Vec<String>> {
    let problem = case.problem;
    let people = constraints::people_in(problem, granted);
    let holders = holders(case, granted);
    let parties = problem.parties.iter().zip(&case.parties).zip(&granted.activities);
    let one = |((party, group), own): ((&super::Party, &super::case::Group), &Vec<u32>)| {
        let mut said = Vec::new();
        for id in &party.wishes {
            let activity = case.number(id);
            if own.contains(&activity) {
                continue;
            }
            let seats = i64::from(problem.activities[activity as usize].seats);
            let left = (seats - people[activity as usize]).max(0);
            let is_confirmed = |at: &&u32| group.confirmed.contains(at);
            let firm = own.iter().filter(is_confirmed);
            let firm = firm.map(|&other| case.calendar.clash(activity, other));
            let clash = own.iter().find_map(|&other| case.calendar.clash(activity, other));
            let has_all = own.len() >= (party.at_most as usize).max(group.confirmed.len());
            said.push(if let Some(busy) = case.calendar.busy(party, activity) {
                busy
            } else if let Some(clash) = firm.flatten().next() {
                format!("{id}: confirmed otherwise: {clash}")
            } else if left < group.people {
                format!(
                    "{id}: {left} seats were left for {}{}",
                    group.people, holders[activity as usize]
                )
            } else if let Some(clash) = clash {
                format!("{id}: {clash}")
            } else if has_all {
                format!("{id}: the party has as many as it may")
            } else {
                format!("{id}: {left} seats are free, but the run ended before it was given")
            });
        }
        said
    };
    parties.map(one).collect()
}

/// Who has the seats of each activity, in half a sentence; a lottery says nothing by ranks.
fn holders(case: &Case<'_>, granted: &Granted) -> Vec<String> {
    let problem = case.problem;
    if problem.rule == Rule::Lottery {
        let says = "; others were drawn earlier".to_owned();
        return vec![says; problem.activities.len()];
    }
    let mut confirmed = vec![0_i64; problem.activities.len()];
    let mut ranks = vec![std::collections::BTreeMap::<usize, i64>::new(); problem.activities.len()];
    for ((party, group), own) in problem.parties.iter().zip(&case.parties).zip(&granted.activities)
    {
        for &at in own {
            let id = &problem.activities[at as usize].id;
            let rank = party.wishes.iter().position(|wish| wish == id);
            match rank {
                Some(rank) if !group.confirmed.contains(&at) => {
                    *ranks[at as usize].entry(rank + 1).or_default() += group.people;
                }
                _ => confirmed[at as usize] += group.people,
            }
        }
    }
    let one = |(confirmed, ranks): (i64, std::collections::BTreeMap<usize, i64>)| {
        let firm = (confirmed > 0).then(|| format!("{confirmed} are confirmed"));
        let ranks =
            ranks.into_iter().map(|(rank, people)| format!("{people} have it as wish {rank}"));
        let said: Vec<String> = firm.into_iter().chain(ranks).collect();
        if said.is_empty() { String::new() } else { format!("; {}", said.join(", ")) }
    };
    confirmed.into_iter().zip(ranks).map(one).collect()
}
