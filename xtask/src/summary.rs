//! What ran, how long it took, and what did not run and why.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

#[derive(Default)]
pub struct Summary {
    steps: Vec<Step>,
    /// The reason, by what did not run: each is said once, however many tests say it.
    not_run: BTreeMap<String, String>,
}

struct Step {
    name: String,
    outcome: Outcome,
    took: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
}

impl Summary {
    pub fn step(&mut self, name: &str, outcome: Outcome, took: Duration) {
        self.steps.push(Step { name: name.to_owned(), outcome, took });
    }

    pub fn not_run(&mut self, what: &str, why: &str) {
        self.not_run.entry(what.to_owned()).or_insert_with(|| why.to_owned());
    }

    /// Takes in the lines that tests wrote: `what<TAB>why`.
    pub fn tests_not_run(&mut self, lines: &str) {
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let (what, why) = line.split_once('\t').unwrap_or((line, "the test did not say why"));
            self.not_run(what, why);
        }
    }

    pub fn passed(&self) -> bool {
        self.steps.iter().all(|step| step.outcome == Outcome::Passed)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Step { name, outcome, took } in &self.steps {
            let outcome = match outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
            };
            writeln!(f, "{outcome}   {:>7.1} s  {name}", took.as_secs_f64())?;
        }
        for (what, why) in &self.not_run {
            writeln!(f, "not run             {what}: {why}")?;
        }
        let total: Duration = self.steps.iter().map(|step| step.took).sum();
        let verdict = match (self.passed(), self.not_run.is_empty()) {
            (false, _) => "FAILED",
            (true, true) => "passed",
            (true, false) => "what ran passed; not everything ran",
        };
        write!(f, "{verdict} in {:.0} s", total.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_run_is_said_once_and_with_its_reason() {
        let mut summary = Summary::default();
        summary.step("formatting", Outcome::Passed, Duration::from_millis(400));
        summary.step("tests", Outcome::Failed, Duration::from_secs(125));
        summary.tests_not_run("journeys\tno Chromium\n\njourneys\tno Chromium\nodd\n");

        let expected = "\
passed       0.4 s  formatting
FAILED     125.0 s  tests
not run             journeys: no Chromium
not run             odd: the test did not say why
FAILED in 125 s";
        assert_eq!(summary.to_string(), expected);
        assert!(!summary.passed());
    }

    #[test]
    fn a_run_that_left_something_out_does_not_claim_to_be_whole() {
        let mut summary = Summary::default();
        summary.step("tests", Outcome::Passed, Duration::from_secs(1));
        summary.not_run("published files", "GUILDHALL_DATA is not set");

        assert!(summary.passed());
        assert!(summary.to_string().ends_with("what ran passed; not everything ran in 1 s"));
    }
}
