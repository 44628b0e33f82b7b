//! The few options that every family understands.

use std::path::PathBuf;

use anyhow::{Context, Result};
use solve::Limits;

use crate::stopwatch::Clock;

#[derive(Clone)]
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
    /// Whether seconds are processor seconds, a share for each search: for a machine that others use
    /// as well (`b2b` and `cosplib`).
    pub cpu: bool,
    /// A Python that has OR-Tools: CP-SAT is run beside, for the same seconds (`b2b`, `cosplib`).
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
            cpu: false,
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
                "--cpu" => options.cpu = true,
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

    /// What the seconds of this run are, and how many: those asked for or `goal`.
    pub fn budget(&self, goal: f64) -> (Clock, f64) {
        let clock = if self.cpu { Clock::Cpu { cores: self.searches } } else { Clock::Wall };
        (clock, self.seconds.unwrap_or(goal))
    }

    /// Whether an instance of this name was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted.as_str()))
    }
}
