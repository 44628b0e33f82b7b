use solve::b2b;

use super::{costs, wrong_in};
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words, Written};

/// Published B2B problems, answered by one slot a line.
pub struct Meetings;

struct Published {
    problem: b2b::Problem,
}

impl Model for Meetings {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        if given.kind != Kind::Dzn {
            return given.not_read("meetings", "the .dzn of B2B problems");
        }
        let problem = b2b::read(given.text()?).map_err(|error| wrong_in(&given.path)(&error))?;
        Ok(Box::new(Published { problem }))
    }

    fn schemas(&self) -> Option<Schemas> {
        None
    }
}

impl Task for Published {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = b2b::solve(&self.problem, asked.limits, asked.watch);
        let slots = outcome.answer.as_deref().map(|slots| Written::Text(b2b::write(slots)));
        let words = match asked.words {
            Words::All => costs(&outcome.penalties),
            Words::Few => Vec::new(),
        };
        Ok(Done::of(&outcome).with_answer(slots).saying(words))
    }
}
