use anyhow::Context as _;
use formats::Schedule;
use solve::cosplib;
use solve::timetable::{self, Answer, Case, Problem, violated};

use super::{costs, mending, wrong_in};
use crate::cli::solve::given::{Given, Kind};
use crate::cli::solve::schedule::{self, Hours};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words, Written};

/// Guildhall JSON; CoSPLib workbooks, answered by the library's solution sheet; published
/// schedules, whose times are dropped and found again.
pub struct Timetable;

/// Violations of one constraint that are told in words.
const WORDS_MAX: usize = 5;

struct Own {
    problem: Problem,
}

struct Published {
    problem: Problem,
    schedule: Schedule,
}

struct Workbook {
    problem: cosplib::Problem,
}

impl Model for Timetable {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        let wrong = wrong_in(&given.path);
        match given.kind {
            Kind::Json => {
                let problem = timetable::read(given.text()?).map_err(|error| wrong(&error))?;
                Case::new(&problem).map_err(|error| wrong(&error))?;
                Ok(Box::new(Own { problem }))
            }
            Kind::Xlsx => {
                let problem = cosplib::read(given.bytes()).map_err(|error| wrong(&error))?;
                Ok(Box::new(Workbook { problem }))
            }
            Kind::Xml => {
                let reading = formats::read(given.bytes()).map_err(|error| wrong(&error))?;
                let (problem, _) = schedule::problem(&reading.schedule, Hours::OfRoom);
                Ok(Box::new(Published { problem, schedule: reading.schedule }))
            }
            Kind::Dzn | Kind::Csv | Kind::Folder => {
                given.not_read("timetable", ".json, CoSPLib .xlsx and schedule.xml")
            }
        }
    }

    fn mend(&self, given: &Given, event: &str) -> anyhow::Result<Box<dyn Task>> {
        mending::read(given, event)
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Answer>()
    }
}

impl Task for Own {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = timetable::solve(&self.problem, asked.limits, asked.watch)?;
        let words = words(&self.problem, outcome.answer.as_ref(), asked.words)?;
        Ok(Done::as_json(&outcome)?.saying(words))
    }
}

impl Task for Published {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = timetable::solve(&self.problem, asked.limits, asked.watch)?;
        let words = words(&self.problem, outcome.answer.as_ref(), asked.words)?;
        let answer = match &outcome.answer {
            Some(answer) => Some(schedule::with_places(&self.schedule, &answer.placed)?),
            None => None,
        };
        let xml = answer.map(|schedule| Written::Text(formats::schedule_xml::write(&schedule)));
        Ok(Done::of(&outcome).with_answer(xml).saying(words))
    }
}

fn words(problem: &Problem, answer: Option<&Answer>, words: Words) -> anyhow::Result<Vec<String>> {
    let (Words::All, Some(answer)) = (words, answer) else { return Ok(Vec::new()) };
    let case = Case::new(problem)?;
    let plan = timetable::plan(&case, answer)?;
    let mut said = Vec::new();
    for one in violated(&case, &plan, WORDS_MAX) {
        said.push(format!("{}: {} ({} times)", one.constraint, one.asks, one.count));
        said.extend(one.words.into_iter().map(|word| format!("  {word}")));
    }
    Ok(said)
}

impl Task for Workbook {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = cosplib::solve(&self.problem, asked.limits, asked.watch);
        let sheet = match &outcome.answer {
            Some(plan) => {
                let bytes = cosplib::write(&self.problem, plan);
                Some(Written::Bytes(bytes.context("the solution sheet cannot be written")?))
            }
            None => None,
        };
        let words = match asked.words {
            Words::All => costs(&outcome.penalties),
            Words::Few => Vec::new(),
        };
        Ok(Done::of(&outcome).with_answer(sheet).saying(words))
    }
}
