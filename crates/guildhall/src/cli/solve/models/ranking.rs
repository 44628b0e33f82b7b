use serde_json::{Value, json};
use solve::invalid::from_json;
use solve::ranking::{Answer, Problem, choix, explain, solve};

use super::wrong_in;
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words, Written};

/// Guildhall JSON, and the test cases of choix, whose answer is the same object with `params`.
pub struct Ranking;

struct Ranked {
    problem: Problem,
    /// The file, when it is one of choix.
    choix: Option<Value>,
}

impl Model for Ranking {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        if given.kind != Kind::Json {
            return given.not_read("ranking", ".json and the .json of choix");
        }
        let wrong = wrong_in(&given.path);
        let text = given.text()?;
        let file: Value = serde_json::from_str(text).map_err(|error| wrong(&error))?;
        let is_choix = file.get("n_items").is_some();
        let problem = match is_choix {
            true => choix::read(&file),
            false => from_json(text),
        };
        let problem: Problem = problem.map_err(|error| wrong(&error))?;
        problem.check().map_err(|error| wrong(&error))?;
        Ok(Box::new(Ranked { problem, choix: is_choix.then_some(file) }))
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Answer>()
    }
}

impl Task for Ranked {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = solve(&self.problem, asked.limits, asked.watch)?;
        let words = match asked.words {
            Words::All => explain(&outcome),
            Words::Few => Vec::new(),
        };
        let done = match &self.choix {
            None => Done::as_json(&outcome)?,
            Some(file) => {
                let answer = outcome.answer.as_ref().map(|answer| params(file, answer));
                Done::of(&outcome).with_answer(answer.transpose()?.map(Written::Text))
            }
        };
        Ok(done.saying(words))
    }
}

/// The parameters by item, as the library gives them.
fn params(file: &Value, answer: &Answer) -> anyhow::Result<String> {
    let mut params = vec![0.0; answer.ranking.len()];
    for one in &answer.ranking {
        params[one.entry.parse::<usize>()?] = one.value;
    }
    let text = serde_json::to_string(&json!({ "n_items": file["n_items"], "params": params }))?;
    Ok(text + "\n")
}
