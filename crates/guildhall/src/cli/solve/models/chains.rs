use solve::chains::{Chain, Problem, explain, solve};
use solve::invalid::from_json;

use super::{costs, wrong_in};
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words};

/// Guildhall JSON: consortia of one organisation for each layer.
pub struct Chains;

struct Chained {
    problem: Problem,
}

impl Model for Chains {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        if given.kind != Kind::Json {
            return given.not_read("chains", ".json");
        }
        let wrong = wrong_in(&given.path);
        let problem: Problem = from_json(given.text()?).map_err(|error| wrong(&error))?;
        problem.check().map_err(|error| wrong(&error))?;
        Ok(Box::new(Chained { problem }))
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Vec<Chain>>()
    }
}

impl Task for Chained {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = solve(&self.problem, asked.limits, asked.watch)?;
        let mut words = Vec::new();
        if let (Words::All, Some(chains)) = (asked.words, &outcome.answer) {
            words = costs(&outcome.penalties);
            words.extend(explain(&self.problem, chains));
        }
        Ok(Done::as_json(&outcome)?.saying(words))
    }
}
