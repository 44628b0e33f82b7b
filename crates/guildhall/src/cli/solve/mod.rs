//! `guildhall solve`: the solvers on a file, in the formats in which problems are published.
//!
//! What it is *not*: it knows no edition and opens no database; nothing here decides anything. A
//! model is one line in [`Name`] and one in [`Name::model`], its formats are a file in [`models`].
//! Start with [`task`], then [`run`].

mod clock;
mod given;
mod models;
mod report;
mod run;
mod schedule;
mod task;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

pub use run::run;
use task::Model;

/// What is asked on the command line.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Solve {
    #[command(subcommand)]
    other: Option<Other>,
    /// What is decided
    #[arg(value_enum, required = true)]
    model: Option<Name>,
    /// The problem; a folder where the format is several files
    #[arg(required = true)]
    file: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// How long, from which seed, and what is said.
#[derive(Args)]
struct How {
    /// Stop after so many seconds; 10 when neither this nor --steps is given
    #[arg(long, value_name = "S", conflicts_with = "steps", value_parser = seconds)]
    seconds: Option<f64>,
    /// Stop after so many steps of each search: the same steps and seed give the same answer
    #[arg(long, value_name = "N")]
    steps: Option<u64>,
    #[arg(long, value_name = "K", default_value_t = 1)]
    seed: u64,
    /// Plan a released timetable again after this: JSON, or a file of it, such as
    /// {"hall_lost": {"hall": "A", "during": {"from": 0, "until": 1440}}}
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    /// Write the answer, in the problem's own format
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Say in words what was found and what stands against it
    #[arg(long)]
    explain: bool,
    /// Print one summary as a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum Other {
    /// Print the JSON schemas of a model's problem and outcome
    Schema {
        #[arg(value_enum)]
        model: Name,
    },
}

/// The models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Who ranks first: judges' marks, votes, rankings, choices (.json, choix .json)
    Ranking,
    /// Activities to halls and times (.json, CoSPLib .xlsx, schedule.xml with its times dropped)
    Timetable,
    /// Who meets whom, when and where (.json, B2B .dzn)
    Meetings,
    /// Wishes to places (.json, MIDL .csv)
    Allocation,
    /// Offers and needs (.json)
    Matching,
    /// Consortia of one organisation for each layer (.json)
    Chains,
}

impl Name {
    fn model(self) -> &'static dyn Model {
        match self {
            Self::Ranking => &models::Ranking,
            Self::Timetable => &models::Timetable,
            Self::Meetings => &models::Meetings,
            Self::Allocation => &models::Allocation,
            Self::Matching => &models::Matching,
            Self::Chains => &models::Chains,
        }
    }
}

/// The longest that anybody waits for one answer.
const SECONDS_MAX: f64 = 7.0 * 24.0 * 3600.0;

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    if seconds > 0.0 && seconds <= SECONDS_MAX {
        Ok(seconds)
    } else {
        Err(format!("not above 0 and at most {SECONDS_MAX}"))
    }
}
