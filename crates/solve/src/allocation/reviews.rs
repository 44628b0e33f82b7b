//! Reviewers to papers: who reads what, under loads from and to, at the greatest total affinity.
//!
//! Answered exactly by one b-matching; nothing here is drawn by lot.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::flow::pairing::{Shortage, Verdict};
use crate::flow::{Load, Pair, Pairing, Scale};
use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Penalty, Status, Watch};
use crate::score::Score;

/// Reviewers, papers and what each pair is worth.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviews {
    pub reviewers: Vec<Reviewer>,
    pub papers: Vec<Paper>,
    /// One row a reviewer, one number a paper; `null` where the reviewer must not read it.
    pub affinity: Vec<Vec<Option<f64>>>,
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    pub id: String,
    #[serde(default)]
    pub at_least: u32,
    pub at_most: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub id: String,
    /// Exactly so many reviews.
    pub reviews: u32,
}

#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Reading {
    /// For each paper, the numbers of its reviewers, ascending.
    pub reviewers: Vec<Vec<u32>>,
    /// The paper whose reviews have the least affinity together, and how much that is.
    pub worst: Option<(u32, f64)>,
}

/// Rows times columns; about 1 GB of network.
pub const CELLS_MAX: usize = 10_000_000;
/// Beyond this an affinity times the number of people no longer fits the integers of the flow.
pub const AFFINITY_MAX: f64 = 1e9;

impl Reviews {
    pub fn check(&self) -> Result<(), Invalid> {
        if self.reviewers.len().saturating_mul(self.papers.len()) > CELLS_MAX {
            return Err(Invalid::new("affinity", format!("more than {CELLS_MAX} cells")));
        }
        if self.affinity.len() != self.reviewers.len() {
            let says = format!(
                "{} rows for {} reviewers; one row a reviewer is needed",
                self.affinity.len(),
                self.reviewers.len()
            );
            return Err(Invalid::new("affinity", says));
        }
        for (row, at) in self.affinity.iter().zip(0..) {
            if row.len() != self.papers.len() {
                let says = format!("{} numbers for {} papers", row.len(), self.papers.len());
                return Err(Invalid::new(format!("affinity[{at}]"), says));
            }
            for (cell, paper) in row.iter().zip(0..) {
                if cell.is_some_and(|value| value.is_nan() || value.abs() > AFFINITY_MAX) {
                    let at = format!("affinity[{at}][{paper}]");
                    return Err(Invalid::new(at, format!("not within ±{AFFINITY_MAX}")));
                }
            }
        }
        for (reviewer, at) in self.reviewers.iter().zip(0..) {
            if reviewer.at_least > reviewer.at_most {
                let says = format!(
                    "at least {} is more than at most {}",
                    reviewer.at_least, reviewer.at_most
                );
                return Err(Invalid::new(format!("reviewers[{at}].at_least"), says));
            }
        }
        Ok(())
    }

    /// The greatest total affinity, proved, or why the loads cannot be kept.
    pub fn solve(&self, limits: Limits, watch: Watch<'_>) -> Result<Outcome<Reading>, Invalid> {
        self.check()?;
        let nodes = self.reviewers.len() + self.papers.len() + 2;
        let largest =
            self.affinity.iter().flatten().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
        let scale = Scale::fitting(largest, nodes as u32);
        let pairing = self.pairing(scale);
        let paired =
            pairing.solve(limits.steps, watch).map_err(|unfit| Invalid::new("affinity", unfit))?;
        let (status, chosen, conflict) = match paired.verdict {
            Verdict::Best(chosen) => (Status::Optimal, Some(chosen), Vec::new()),
            Verdict::Good(chosen) => (Status::Feasible, Some(chosen), Vec::new()),
            Verdict::Impossible(shortage) => (Status::Infeasible, None, self.words(&shortage)),
            Verdict::Unknown => (Status::None, None, Vec::new()),
        };
        let answer = chosen.map(|chosen| {
            let mut reviewers = vec![Vec::new(); self.papers.len()];
            for pair in chosen {
                let pair = pairing.pairs[pair];
                reviewers[pair.right as usize].push(pair.left);
            }
            let worst = self.worst(&reviewers);
            Reading { reviewers, worst }
        });
        Ok(Outcome {
            status,
            score: Score::ZERO,
            value: answer.as_ref().map_or(0.0, |reading| self.sum(&reading.reviewers)),
            bound: (status != Status::Infeasible).then(|| scale.to_value(paired.bound)),
            penalties: answer.as_ref().map_or_else(Vec::new, |reading| self.penalties(reading)),
            answer,
            conflict,
            steps: paired.steps,
            seed: limits.seed,
        })
    }

    fn pairing(&self, scale: Scale) -> Pairing {
        let lefts = self.reviewers.iter().map(|reviewer| Load {
            low: i64::from(reviewer.at_least),
            high: i64::from(reviewer.at_most),
        });
        let rights = self.papers.iter().map(|paper| {
            let reviews = i64::from(paper.reviews);
            Load { low: reviews, high: reviews }
        });
        let pairs = self.affinity.iter().zip(0..).flat_map(|(row, left)| {
            row.iter().zip(0..).filter_map(move |(cell, right)| {
                cell.map(|value| Pair { left, right, gain: scale.to_units(value) })
            })
        });
        Pairing { lefts: lefts.collect(), rights: rights.collect(), pairs: pairs.collect() }
    }

    fn words(&self, shortage: &Shortage) -> Vec<String> {
        match shortage {
            Shortage::Lefts { which, needed, open } => {
                let ids = which.iter().map(|&at| &self.reviewers[at as usize].id);
                vec![format!(
                    "reviewers {} must read at least {needed} together, and the papers open to \
                     them have {open} places",
                    listed(ids)
                )]
            }
            Shortage::Rights { which, needed, open } => {
                let ids = which.iter().map(|&at| &self.papers[at as usize].id);
                vec![format!(
                    "papers {} need {needed} reviews together, and the reviewers open to them \
                     give at most {open}",
                    listed(ids)
                )]
            }
        }
    }
}

/// The evaluator: counts an answer from nothing.
impl Reviews {
    pub fn sum(&self, reviewers: &[Vec<u32>]) -> f64 {
        let papers = reviewers.iter().zip(0..);
        papers.map(|(readers, paper)| self.paper_sum(readers, paper)).sum()
    }

    pub fn worst(&self, reviewers: &[Vec<u32>]) -> Option<(u32, f64)> {
        let papers = reviewers.iter().zip(0..);
        let sums = papers.map(|(readers, paper)| (paper, self.paper_sum(readers, paper)));
        sums.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn paper_sum(&self, readers: &[u32], paper: u32) -> f64 {
        let cells = readers.iter().map(|&one| self.affinity[one as usize][paper as usize]);
        cells.flatten().sum()
    }

    pub fn penalties(&self, reading: &Reading) -> Vec<Penalty> {
        let counts = [
            (
                "reviews_a_paper_needs",
                "a paper has as many readers as it needs",
                self.reviews_a_paper_needs(reading),
            ),
            (
                "load_of_a_reviewer",
                "a reviewer reads no fewer and no more than agreed",
                self.load_of_a_reviewer(reading),
            ),
            ("pair_is_allowed", "nobody reads what they must not", self.pair_is_allowed(reading)),
        ];
        counts.map(|(name, asks, count)| Penalty::hard(name, asks, count)).into()
    }

    /// Each review too few or too many.
    pub fn reviews_a_paper_needs(&self, reading: &Reading) -> i64 {
        let papers = self.papers.iter().zip(&reading.reviewers);
        let off = papers.map(|(paper, readers)| i64::from(paper.reviews) - readers.len() as i64);
        off.map(i64::abs).sum()
    }

    /// Each review beyond what a reviewer takes, or short of what they must.
    pub fn load_of_a_reviewer(&self, reading: &Reading) -> i64 {
        let mut loads = vec![0_u32; self.reviewers.len()];
        for &reader in reading.reviewers.iter().flatten() {
            loads[reader as usize] += 1;
        }
        let off = self.reviewers.iter().zip(loads).map(|(reviewer, load)| {
            load.saturating_sub(reviewer.at_most) + reviewer.at_least.saturating_sub(load)
        });
        off.map(i64::from).sum()
    }

    /// Each pair that must not be, or is there twice.
    pub fn pair_is_allowed(&self, reading: &Reading) -> i64 {
        let papers = reading.reviewers.iter().zip(0_usize..);
        let wrong = papers.map(|(readers, paper)| {
            let barred =
                readers.iter().filter(|&&one| self.affinity[one as usize][paper].is_none());
            let twice = (1..readers.len()).filter(|&at| readers[..at].contains(&readers[at]));
            barred.count() + twice.count()
        });
        wrong.sum::<usize>() as i64
    }
}

/// A few ids, and how many more there are.
fn listed<'a>(ids: impl Iterator<Item = &'a String>) -> String {
    const NAMED_MAX: usize = 12;
    let ids: Vec<&str> = ids.map(String::as_str).collect();
    let named = ids[..ids.len().min(NAMED_MAX)].join(", ");
    match ids.len().saturating_sub(NAMED_MAX) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
