use solve::b2b;
use solve::invalid::from_json;
use solve::meetings::{self, Answer, Case, Problem, violated};

use super::{costs, wrong_in};
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words, Written};

/// Guildhall JSON, answered by its outcome; published B2B problems, answered by one slot a line.
pub struct Meetings;

/// Violations of one constraint that are told in words.
const WORDS_MAX: usize = 5;
/// Unmet wishes whose reasons are told; the answer has all.
const UNMET_MAX: usize = 50;

struct Own {
    problem: Problem,
}

struct Published {
    problem: b2b::Problem,
}

impl Model for Meetings {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        let wrong = wrong_in(&given.path);
        match given.kind {
            Kind::Json => {
                let problem: Problem = from_json(given.text()?).map_err(|error| wrong(&error))?;
                Case::new(&problem).map_err(|error| wrong(&error))?;
                Ok(Box::new(Own { problem }))
            }
            Kind::Dzn => {
                let problem = b2b::read(given.text()?).map_err(|error| wrong(&error))?;
                Ok(Box::new(Published { problem }))
            }
            Kind::Xlsx | Kind::Xml | Kind::Csv | Kind::Folder => {
                given.not_read("meetings", ".json and the .dzn of B2B problems")
            }
        }
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Answer>()
    }
}

impl Task for Own {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = meetings::solve(&self.problem, asked.limits, asked.watch)?;
        let words = match (asked.words, &outcome.answer) {
            (Words::All, Some(answer)) => told(&self.problem, answer)?,
            _ => Vec::new(),
        };
        Ok(Done::as_json(&outcome)?.saying(words))
    }
}

fn told(problem: &Problem, answer: &Answer) -> anyhow::Result<Vec<String>> {
    let mut said = Vec::new();
    for one in violated(&Case::new(problem)?, answer, WORDS_MAX)? {
        let cost = one.score.hard + one.score.soft;
        let (name, asks, times) = (one.constraint, one.asks, one.count);
        said.push(format!("{name}: {asks} (counted {times}, cost {cost})"));
        said.extend(one.words.into_iter().map(|word| format!("  {word}")));
    }
    let why = answer.unmet.iter().take(UNMET_MAX);
    said.extend(why.map(|one| format!("\"{}\" is not held: {}", one.wish, one.because)));
    let more = answer.unmet.len().saturating_sub(UNMET_MAX);
    if more > 0 {
        said.push(format!("and {more} more are not held; the answer says why"));
    }
    Ok(said)
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
