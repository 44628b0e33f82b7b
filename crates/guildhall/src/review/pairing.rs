//! Which two a reviewer is shown next, and what follows from all that was said of two: pure.
//!
//! The next two are those whose comparison is expected to teach most (`solve::ranking`), among what
//! this reviewer may judge and what their load still lets them read. Where two of a topic that they
//! know teach nearly as much, they are asked for those.

use std::collections::{BTreeMap, HashMap, HashSet};

use solve::ranking::{self, Evidence, Problem, Vote, Winner};
use solve::{Limits, Random, Watch};

use super::model::{Pair, Ranked, Said};
use super::rules::{self, Judge, Read, thousandths};
use crate::calls::model::ProposalId;

/// A reviewer before everything that is compared.
pub struct Table<'a> {
    pub judge: &'a Judge,
    pub reads: &'a [Read],
    /// What the reviewer said they must not judge.
    pub declared: &'a HashSet<ProposalId>,
    /// All of the phase, whoever was asked.
    pub pairs: &'a [Pair],
}

/// How much of a bit a comparison within known topics may teach less than the best one.
const KNOWN: f64 = 0.5;
/// Newton's steps for the strengths; a handful is the rule.
const FIT_STEPS: u64 = 50;
/// As `solve` says it: matters as much as a tenth of one vote.
const PRIOR: f64 = 0.1;

impl Table<'_> {
    /// The proposals that the reviewer has been shown.
    pub fn seen(&self) -> HashSet<ProposalId> {
        let own = self.pairs.iter().filter(|pair| pair.reviewer == self.judge.reviewer.id);
        own.flat_map(|pair| [pair.left, pair.right]).collect()
    }

    /// The two to be shown next, left and right as the lot has it, so that neither side is favoured.
    pub fn next(&self, seed: u64) -> Option<(ProposalId, ProposalId)> {
        let at: HashMap<ProposalId, usize> =
            self.reads.iter().enumerate().map(|(at, read)| (read.id, at)).collect();
        let both = |pair: &Pair| {
            let (left, right) = (*at.get(&pair.left)?, *at.get(&pair.right)?);
            Some((left.min(right), left.max(right)))
        };
        let own = |pair: &&Pair| pair.reviewer == self.judge.reviewer.id;
        let done: HashSet<_> = self.pairs.iter().filter(own).filter_map(both).collect();
        let elsewhere: HashSet<_> =
            self.pairs.iter().filter(|pair| pair.said.is_none()).filter_map(both).collect();
        let seen = self.seen();
        let load = usize::try_from(self.judge.reviewer.load_max).unwrap_or(0);
        let room = load.saturating_sub(seen.len());
        let open: Vec<bool> = self.reads.iter().map(|read| self.may_judge(read)).collect();
        let new: Vec<usize> =
            self.reads.iter().map(|read| usize::from(!seen.contains(&read.id))).collect();
        let known: Vec<bool> = self.reads.iter().map(|read| self.knows(read)).collect();
        let may = |one: usize, other: usize| {
            let fits = open[one] && open[other] && new[one] + new[other] <= room;
            fits && !done.contains(&(one.min(other), one.max(other)))
        };
        let free = |one: usize, other: usize| {
            may(one, other) && !elsewhere.contains(&(one.min(other), one.max(other)))
        };
        let problem = self.problem();
        let best = |may: &dyn Fn(usize, usize) -> bool| {
            let limits = Limits::new(FIT_STEPS, seed);
            let found = ranking::next_pairs(&problem, limits, may).ok()?;
            found.into_iter().next()
        };
        let overall = best(&free).or_else(|| best(&may))?;
        let within = match known.iter().filter(|it| **it).count() {
            0 | 1 => None,
            _ => best(&|one, other| known[one] && known[other] && free(one, other)),
        };
        let chosen = match within {
            Some(within) if within.bits >= overall.bits * KNOWN => within,
            _ => overall,
        };
        let id = |name: &str| name.parse::<ProposalId>().ok();
        let (one, other) = (id(&chosen.between.0)?, id(&chosen.between.1)?);
        Some(if Random::new(seed).unit() < 0.5 { (one, other) } else { (other, one) })
    }

    fn may_judge(&self, read: &Read) -> bool {
        !self.declared.contains(&read.id) && rules::conflict(self.judge, read).is_none()
    }

    fn knows(&self, read: &Read) -> bool {
        read.topics.iter().any(|topic| self.judge.reviewer.topics.contains(topic))
    }

    fn problem(&self) -> Problem {
        let there: HashSet<ProposalId> = self.reads.iter().map(|read| read.id).collect();
        let among = |pair: &&Pair| there.contains(&pair.left) && there.contains(&pair.right);
        let entries = self.reads.iter().map(|read| read.id.to_string()).collect();
        problem(entries, self.pairs.iter().filter(among))
    }
}

fn problem<'p>(entries: Vec<String>, pairs: impl Iterator<Item = &'p Pair>) -> Problem {
    let vote = |pair: &Pair| {
        let winner = match pair.said? {
            Said::Left => Winner::First,
            Said::Right => Winner::Second,
            Said::Equal => Winner::Tie,
        };
        Some(Vote {
            judge: Some(pair.reviewer.to_string()),
            between: (pair.left.to_string(), pair.right.to_string()),
            winner,
            times: 1,
        })
    };
    let votes = pairs.filter_map(vote).collect();
    Problem {
        entries,
        evidence: Evidence::Votes { votes, prior: PRIOR },
        places: None,
        confidence: 0.95,
    }
}

/// The order that follows from what was said of two: strengths, each with how sure it is. `plain` is
/// the share that was won, an equal counting half. `None` when nothing was said.
pub fn rank(pairs: &[Pair], seed: u64) -> Option<Vec<Ranked>> {
    let mut by_name: BTreeMap<String, (ProposalId, i64, i64)> = BTreeMap::new();
    for pair in pairs {
        let Some(said) = pair.said else { continue };
        for (side, proposal) in [(Said::Left, pair.left), (Said::Right, pair.right)] {
            let entry = by_name.entry(proposal.to_string()).or_insert((proposal, 0, 0));
            entry.1 += 1;
            entry.2 += match said {
                Said::Equal => 1,
                won if won == side => 2,
                _ => 0,
            };
        }
    }
    if by_name.is_empty() {
        return None;
    }
    let problem = problem(by_name.keys().cloned().collect(), pairs.iter());
    let outcome =
        ranking::solve(&problem, Limits::new(rules::RANK_STEPS, seed), Watch::NONE).ok()?;
    let each = outcome.answer?.ranking.into_iter().filter_map(|placed| {
        let (proposal, count, halves) = *by_name.get(&placed.entry)?;
        let place = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        Some(Ranked {
            proposal,
            place: place(placed.place),
            value_e3: thousandths(placed.value),
            error_e3: placed.error.map(thousandths),
            places: placed.place_range.map(|(low, high)| (place(low), place(high))),
            plain_e3: halves * 500 / count,
            reviews: count,
        })
    });
    Some(each.collect())
}

/// So many comparisons make each proposal compared as often as the phase asks for.
pub fn wanted(proposals: usize, each: u32) -> usize {
    if proposals < 2 { 0 } else { (proposals * each as usize).div_ceil(2) }
}
