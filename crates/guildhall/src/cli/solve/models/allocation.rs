use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::Value;
use solve::allocation::reviews::{Reading, Reviews};
use solve::allocation::{Aim, Granted, Level, Problem, midl};
use solve::invalid::from_json;

use super::{costs, wrong_in};
use crate::cli::solve::given::{Given, Kind, read_text};
use crate::cli::solve::task::{Asked, Done, Model, Schemas, Task, Words, Written};

/// Wishes and reviews as Guildhall JSON, and the tables of the fair-matching collection, answered by a table of 0 and 1.
pub struct Allocation;

struct Reviewed {
    reviews: Reviews,
    format: Format,
}

struct Wished {
    problem: Problem,
}

#[derive(Clone, Copy)]
enum Format {
    Own,
    Tables,
}

impl Model for Allocation {
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>> {
        let (reviews, format) = match given.kind {
            Kind::Json => {
                let wrong = wrong_in(&given.path);
                let file: Value =
                    serde_json::from_str(given.text()?).map_err(|error| wrong(&error))?;
                if file.get("papers").is_none() {
                    let problem: Problem =
                        from_json(given.text()?).map_err(|error| wrong(&error))?;
                    problem.check().map_err(|error| wrong(&error))?;
                    return Ok(Box::new(Wished { problem }));
                }
                let reviews: Reviews = from_json(given.text()?).map_err(|error| wrong(&error))?;
                reviews.check().map_err(|error| wrong(&error))?;
                (reviews, Format::Own)
            }
            Kind::Folder => {
                let lower = given.path.join(LOWER);
                let lower = lower.exists().then_some(lower);
                (tables(&given.path, &given.path.join(SCORES), lower)?, Format::Tables)
            }
            Kind::Csv => {
                let folder = given.path.parent().unwrap_or_else(|| Path::new("."));
                let is_lower = given.path.file_name().is_some_and(|name| name == LOWER);
                let reviews = match is_lower {
                    true => tables(folder, &folder.join(SCORES), Some(given.path.clone()))?,
                    false => tables(folder, &given.path, None)?,
                };
                (reviews, Format::Tables)
            }
            Kind::Xlsx | Kind::Dzn | Kind::Xml => {
                return given.not_read("allocation", ".json and the .csv tables of MIDL");
            }
        };
        Ok(Box::new(Reviewed { reviews, format }))
    }

    fn schemas(&self) -> Option<Schemas> {
        Schemas::of::<Problem, Granted>()
    }
}

const SCORES: &str = "scores.csv";
const LOWER: &str = "loads-lb.csv";

fn tables(folder: &Path, scores: &Path, lower: Option<PathBuf>) -> anyhow::Result<Reviews> {
    let scores = read_text(scores)?;
    let covers = read_text(&folder.join("covs.csv"))?;
    let at_most = read_text(&folder.join("loads.csv"))?;
    let at_least = lower.as_deref().map(read_text).transpose()?;
    let tables = midl::Tables {
        scores: &scores,
        covers: &covers,
        at_most: &at_most,
        at_least: at_least.as_deref(),
    };
    let reviews = midl::read(tables).with_context(|| folder.display().to_string())?;
    reviews.check().with_context(|| folder.display().to_string())?;
    Ok(reviews)
}

impl Task for Reviewed {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = self.reviews.solve(asked.limits, asked.watch)?;
        let done = match self.format {
            Format::Own => Done::as_json(&outcome)?,
            Format::Tables => {
                let table = outcome.answer.as_ref().map(|reading| self.table(reading));
                Done::of(&outcome).with_answer(table.map(Written::Text))
            }
        };
        let mut words = Vec::new();
        if let (Words::All, Some(reading)) = (asked.words, &outcome.answer) {
            words = costs(&outcome.penalties);
            if let Some((paper, sum)) = reading.worst {
                let paper = &self.reviews.papers[paper as usize].id;
                words.push(format!("The least is given to {paper}: {sum:.6}"));
            }
        }
        Ok(done.saying(words))
    }
}

impl Task for Wished {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done> {
        let outcome = solve::allocation::solve(&self.problem, asked.limits, asked.watch)?;
        let mut words = Vec::new();
        if let (Words::All, Some(granted)) = (asked.words, &outcome.answer) {
            words.push(granted.strategy.clone());
            words.push(granted.proof.clone());
            words.extend(granted.proved.iter().map(in_words));
            for (party, reasons) in self.problem.parties.iter().zip(&granted.reasons) {
                words.extend(reasons.iter().map(|reason| format!("{}: {reason}", party.id)));
            }
        }
        Ok(Done::as_json(&outcome)?.saying(words))
    }
}

/// A level of a rule: what it reached, and the bound where that is more.
fn in_words(level: &Level) -> String {
    let Level { aim, reached, bound } = *level;
    let (what, reached, bound) = match aim {
        Aim::Served => ("people with something".to_owned(), reached, bound),
        Aim::Granted => ("wishes granted".to_owned(), reached, bound),
        Aim::Most(rank) => (format!("people with wish {rank}"), reached, bound),
        Aim::Least(rank) => (
            format!("people with wish {rank} (the fewer the better)"),
            -reached,
            bound.map(|one| -one),
        ),
    };
    match bound {
        Some(bound) if bound == reached => format!("{what}: {reached}"),
        Some(bound) => format!("{what}: {reached}; at best {bound}"),
        None => format!("{what}: {reached}; not proved"),
    }
}

impl Reviewed {
    /// As the scores: one row a reviewer, one column a paper; 1 where one reads the other.
    fn table(&self, reading: &Reading) -> String {
        let papers = self.reviews.papers.len();
        let mut cells = vec![vec!["0"; papers]; self.reviews.reviewers.len()];
        for (paper, reviewers) in reading.reviewers.iter().enumerate() {
            for &reviewer in reviewers {
                cells[reviewer as usize][paper] = "1";
            }
        }
        cells.into_iter().map(|row| row.join(",") + "\n").collect()
    }
}
