//! Who may read what, who had best read it, and what follows from what they said: pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::Slug;
use solve::allocation::reviews::{Paper, Reviewer as Reads, Reviews};
use solve::ranking::{self, Evidence, Problem, Sheet, Spread};
use solve::{Limits, Random, Watch};

use super::model::{Manner, Mode, Ranked, Review, ReviewState, Reviewer, ReviewerId};
use crate::calls::model::{Call, Dossier, ProposalId};

/// A proposal as far as it matters for who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub id: ProposalId,
    pub topics: Vec<Slug>,
    /// Addresses of those who propose it.
    pub emails: Vec<String>,
    /// Whom they belong to and in whose interest they may speak, as they wrote it.
    pub interests: Vec<String>,
}

impl Read {
    pub fn of(Dossier { proposal, speakers, .. }: Dossier, call: &Call) -> Self {
        let mut interests = proposal.sheet.interests(&call.body.fields);
        interests.extend(speakers.iter().map(|one| one.profile.affiliation.clone()));
        Self {
            id: proposal.id,
            topics: proposal.sheet.topics(),
            emails: speakers.into_iter().map(|one| one.email).collect(),
            interests,
        }
    }
}

/// A reviewer with what may keep them from judging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judge {
    pub reviewer: Reviewer,
    pub email: String,
    /// Names of the hosts that they act for, in every language.
    pub hosts: Vec<String>,
}

/// Why somebody must not judge something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// It is their own.
    Own,
    /// They act for a host that those who propose belong to.
    Host,
    /// They declared the same interest.
    Interest,
}

/// The conflict of interest between a reviewer and a proposal that is seen without asking.
pub fn conflict(judge: &Judge, read: &Read) -> Option<Conflict> {
    if read.emails.iter().any(|email| !email.is_empty() && *email == judge.email) {
        return Some(Conflict::Own);
    }
    let plain = |text: &str| text.trim().to_lowercase();
    let theirs: HashSet<String> =
        read.interests.iter().map(|one| plain(one)).filter(|one| !one.is_empty()).collect();
    if judge.hosts.iter().any(|host| theirs.contains(&plain(host))) {
        return Some(Conflict::Host);
    }
    let declared = judge.reviewer.interests.lines().map(plain);
    let same = declared.filter(|one| !one.is_empty()).any(|one| theirs.contains(&one));
    same.then_some(Conflict::Interest)
}

/// What a shared topic is worth, beside which the draw decides between equals.
const TOPIC: f64 = 10.0;

/// Steps are moves of the flow; more than any call needs.
const STEPS: u64 = 200_000_000;

/// New pairs of reviewer and proposal, by their numbers; or why the loads cannot be kept, in words.
/// What is there already stays and counts.
pub fn assign(
    manner: &Manner,
    judges: &[Judge],
    reads: &[Read],
    there: &[Review],
    seed: u64,
) -> Result<Vec<(usize, usize)>, String> {
    let judge_at: HashMap<ReviewerId, usize> =
        judges.iter().enumerate().map(|(at, judge)| (judge.reviewer.id, at)).collect();
    let read_at: HashMap<ProposalId, usize> =
        reads.iter().enumerate().map(|(at, read)| (read.id, at)).collect();
    let mut taken = HashSet::new();
    let mut loads = vec![0_u32; judges.len()];
    let mut had = vec![0_u32; reads.len()];
    for review in there {
        let judge = judge_at.get(&review.reviewer).copied();
        let Some(read) = read_at.get(&review.proposal).copied() else { continue };
        if let Some(judge) = judge {
            taken.insert((judge, read));
        }
        if review.state != ReviewState::Conflict {
            had[read] += 1;
            if let Some(judge) = judge {
                loads[judge] += 1;
            }
        }
    }
    let mut random = Random::new(seed);
    let affinity: Vec<Vec<Option<f64>>> = judges
        .iter()
        .enumerate()
        .map(|(at, judge)| {
            let row = reads.iter().enumerate().map(|(to, read)| {
                let lot = random.unit();
                let may = !taken.contains(&(at, to)) && conflict(judge, read).is_none();
                may.then(|| TOPIC * shared(&judge.reviewer.topics, &read.topics) + lot)
            });
            row.collect()
        })
        .collect();
    let problem = Reviews {
        reviewers: (judges.iter().zip(&loads))
            .map(|(judge, load)| Reads {
                id: judge.email.clone(),
                at_least: 0,
                at_most: u32::try_from(judge.reviewer.load_max)
                    .unwrap_or(u32::MAX)
                    .saturating_sub(*load),
            })
            .collect(),
        papers: (reads.iter().zip(&had).enumerate())
            .map(|(at, (_, had))| Paper {
                id: (at + 1).to_string(),
                reviews: manner.reviews.saturating_sub(*had),
            })
            .collect(),
        affinity,
    };
    let outcome = problem.solve(Limits::new(STEPS, seed), Watch::NONE);
    let outcome = outcome.map_err(|why| why.to_string())?;
    let Some(reading) = outcome.answer else { return Err(outcome.conflict.join("; ")) };
    let pairs = reading.reviewers.iter().enumerate();
    Ok(pairs
        .flat_map(|(read, judges)| judges.iter().map(move |judge| (*judge as usize, read)))
        .collect())
}

#[expect(clippy::cast_precision_loss, reason = "a handful of topics")]
fn shared(of: &[Slug], to: &[Slug]) -> f64 {
    to.iter().filter(|topic| of.contains(topic)).count() as f64
}

/// The order that follows from what was said: marks brought to one measure, each with how sure it
/// is. `None` when the evidence allows no order.
pub fn rank(manner: &Manner, given: &[Review], seed: u64) -> Option<Vec<Ranked>> {
    let mut by_proposal: BTreeMap<String, (ProposalId, Vec<f64>)> = BTreeMap::new();
    let weights: Vec<f64> = manner.criteria.iter().map(|one| f64::from(one.weight)).collect();
    let all: f64 = weights.iter().sum();
    let mut sheets = Vec::new();
    for review in given.iter().filter(|review| review.state == ReviewState::Given) {
        if review.marks.len() != manner.criteria.len() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "marks are from 0 to 5")]
        let marks: Vec<f64> = review.marks.iter().map(|mark| *mark as f64).collect();
        let plain =
            marks.iter().zip(&weights).map(|(mark, weight)| mark * weight).sum::<f64>() / all;
        let entry = review.proposal.to_string();
        by_proposal.entry(entry.clone()).or_insert((review.proposal, Vec::new())).1.push(plain);
        let marks = marks.into_iter().map(Some).collect();
        sheets.push(Sheet { judge: review.reviewer.to_string(), entry, marks });
    }
    if by_proposal.is_empty() {
        return None;
    }
    let criteria = manner.criteria.iter().enumerate().map(|(at, one)| ranking::Criterion {
        name: format!("{}", at + 1),
        weight: f64::from(one.weight),
    });
    let spread = if manner.mode == Mode::YesNo { Spread::Kept } else { Spread::Corrected };
    let evidence = Evidence::Scores { criteria: criteria.collect(), sheets, spread };
    let entries = by_proposal.keys().cloned().collect();
    let problem = Problem { entries, evidence, places: None, confidence: 0.95 };
    let outcome = ranking::solve(&problem, Limits::new(RANK_STEPS, seed), Watch::NONE).ok()?;
    let each = outcome.answer?.ranking.into_iter().filter_map(|placed| {
        let (proposal, plain) = by_proposal.get(&placed.entry)?;
        let count = i64::try_from(plain.len()).unwrap_or(i64::MAX);
        #[expect(clippy::cast_precision_loss, reason = "a handful of reviews")]
        let mean = plain.iter().sum::<f64>() / plain.len() as f64;
        let place = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        Some(Ranked {
            proposal: *proposal,
            place: place(placed.place),
            value_e3: thousandths(placed.value),
            error_e3: placed.error.map(thousandths),
            places: placed.place_range.map(|(low, high)| (place(low), place(high))),
            plain_e3: thousandths(mean),
            reviews: count,
        })
    });
    Some(each.collect())
}

/// Enough for the corrected marks of any call; what each reviewer's absence would change is tried
/// only as far as this goes.
pub(super) const RANK_STEPS: u64 = 20_000;

#[expect(clippy::cast_possible_truncation, reason = "marks are small")]
pub(super) fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}
