use solve::invalid::from_json;
use solve::matching::{Assigned, Matched as Answer, Problem, explain, matched};

use super::wrong_in;
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words};

/// Guildhall JSON: the best of each entry, and who is brought together within all capacities.
pub struct Matching;

/// Pairs that are explained; every pair has a dozen sentences.
const EXPLAINED_MAX: usize = 50;

struct Matched {
    problem: Problem,
}

impl Model for Matching {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        if given.kind != Kind::Json {
            return given.not_read("matching", ".json");
        }
        let wrong = wrong_in(&given.path);
        let problem: Problem = from_json(given.text()?).map_err(|error| wrong(&error))?;
        problem.check().map_err(|error| wrong(&error))?;
        Ok(Box::new(Matched { problem }))
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Answer>()
    }
}

impl Task for Matched {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = matched(&self.problem, asked.limits, asked.watch)?;
        let words = match (asked.words, &outcome.answer) {
            (Words::All, Some(answer)) => self.words(&answer.assigned),
            _ => Vec::new(),
        };
        Ok(Done::as_json(&outcome)?.saying(words))
    }
}

impl Matched {
    fn words(&self, assigned: &[Assigned]) -> Vec<String> {
        let mut said = Vec::new();
        for pair in assigned.iter().take(EXPLAINED_MAX) {
            let (offer, need) = (pair.offer as usize, pair.need as usize);
            let Some(explained) = explain(&self.problem, offer, need) else { continue };
            let (one, other) = (&self.problem.offers[offer].id, &self.problem.needs[need].id);
            said.push(format!("{one} and {other}: {} points", explained.points));
            let giving = explained.parts.iter().filter(|part| part.points > 0);
            said.extend(giving.map(|part| format!("  {}: {}", part.part, part.says)));
        }
        said
    }
}
