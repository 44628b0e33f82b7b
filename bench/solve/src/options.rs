//! The few options that every family understands.

use std::path::PathBuf;

use anyhow::{Context, Result};
use solve::Limits;

pub struct Options {
    /// Seconds of wall time for each instance and seed; `None`: as the family's goal has it.
    pub seconds: Option<f64>,
    /// Steps for each search, instead of seconds: such a run can be repeated to the bit.
    pub steps: Option<u64>,
    /// The first seed.
    pub seed: u64,
    /// How many seeds are tried.
    pub seeds: u64,
    /// Independent searches side by side, each on a thread of its own.
    pub searches: u32,
    /// A Python that has OR-Tools: CP-SAT is run beside, for the same seconds (B2B).
    pub beside: Option<PathBuf>,
    /// Where answers that are better than the best known are kept.
    pub keep: bool,
    /// Instances whose names contain one of these; all when there are none.
    pub names: Vec<String>,
}

impl Options {
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            seconds: None,
            steps: None,
            seed: 1,
            seeds: 1,
            searches: 2,
            beside: None,
            keep: false,
            names: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut value =
                || arguments.next().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--seconds" => options.seconds = Some(value()?.parse()?),
                "--steps" => options.steps = Some(value()?.parse()?),
                "--seed" => options.seed = value()?.parse()?,
                "--seeds" => options.seeds = value()?.parse()?,
                "--searches" => options.searches = value()?.parse()?,
                "--beside" => options.beside = Some(value()?.into()),
                "--keep" => options.keep = true,
                _ => options.names.push(argument),
            }
        }
        Ok(options)
    }

    /// The first seed of each run; a run takes one for each of its searches.
    pub fn seeds(&self) -> impl Iterator<Item = u64> {
        (0..self.seeds).map(|run| self.seed + run * u64::from(self.searches))
    }

    pub fn limits(&self, seed: u64) -> Limits {
        Limits { steps: self.steps.unwrap_or(u64::MAX), seed, searches: self.searches }
    }

    /// Whether an instance of this name was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted.as_str()))
    }
}
