//! From names to numbers; everything a problem can be refused for is here.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Held, Mark, Order, Sheets};
use super::problem::{
    Choice, Criterion, Evidence, Method, Problem, RankingGiven, Sheet, Unranked, Vote, Winner,
};
use super::strength::{Lists, Said};
use crate::invalid::Invalid;

/// A contest of a whole world; the answer holds a few numbers for each.
const ENTRIES_MAX: usize = 5_000;
/// Kemeny's table holds a number for each pair.
const KEMENY_ENTRIES_MAX: usize = 1_000;
const JUDGES_MAX: usize = 5_000;
/// Each is a few dozen bytes, twice.
const GIVEN_MAX: usize = 2_000_000;
/// The model of severity holds a table of judges by judges.
const SCORING_JUDGES_MAX: usize = 500;
const SHEETS_MAX: usize = 200_000;
const CRITERIA_MAX: usize = 100;
/// A short line can stand for a long ranking; all of them together must stay in memory.
const UNNAMED_MAX: usize = 4_000_000;
/// Each is an addition, and one more when its judge is left out.
const PAIRS_MAX: usize = 2_000_000_000;
/// Beyond this, sums of squares lose their digits.
const MARK_MAX: f64 = 1e6;
const WEIGHT_MAX: f64 = 1e6;
const TIMES_MAX: u32 = 1_000_000;

pub(super) fn check(problem: &Problem) -> Result<Case, Invalid> {
    let mut names = Names::of(&problem.entries)?;
    if let Some(places) = problem.places
        && (places == 0 || places > problem.entries.len())
    {
        let count = problem.entries.len();
        return Err(Invalid::new(
            "places",
            format!("{places} is not from 1 to {count}, the number of entries"),
        ));
    }
    if !(problem.confidence > 0.0 && problem.confidence < 1.0) {
        let given = problem.confidence;
        return Err(Invalid::new("confidence", format!("{given} is not between 0 and 1")));
    }
    let held = match &problem.evidence {
        Evidence::Scores { criteria, sheets, spread } => {
            let marks = marks(&mut names, criteria, sheets)?;
            Held::Sheets(Sheets { marks, spread: *spread })
        }
        Evidence::Votes { votes, prior } => {
            let at = "evidence.votes";
            let said = each(&format!("{at}.votes"), votes, |path, vote| names.vote(path, vote))?;
            Held::Lists(lists(&names, at, said, *prior)?)
        }
        Evidence::Choices { choices, prior } => {
            let at = "evidence.choices";
            let said =
                each(&format!("{at}.choices"), choices, |path, one| names.choice(path, one))?;
            Held::Lists(lists(&names, at, said, *prior)?)
        }
        Evidence::Rankings { rankings, method, prior } => {
            let at = "evidence.rankings";
            let orders =
                each(&format!("{at}.rankings"), rankings, |path, one| names.order(path, one))?;
            match method {
                Method::Strength => {
                    let said = orders.into_iter().map(Said::from).collect();
                    Held::Lists(lists(&names, at, said, *prior)?)
                }
                Method::Kemeny if names.entries.len() > KEMENY_ENTRIES_MAX => {
                    let limit = format!("at most {KEMENY_ENTRIES_MAX} for the method kemeny");
                    return Err(Invalid::new("entries", limit));
                }
                Method::Kemeny if pairs(&orders) > PAIRS_MAX => {
                    let reason = format!("the rankings hold more than {PAIRS_MAX} pairs");
                    return Err(Invalid::new(format!("{at}.rankings"), reason));
                }
                Method::Kemeny => Held::Orders(orders),
            }
        }
    };
    Ok(Case {
        entries: problem.entries.clone(),
        judges: names.judges,
        held,
        places: problem.places,
        confidence: problem.confidence,
    })
}

fn pairs(orders: &[Order]) -> usize {
    let length = |order: &Order| order.groups.iter().map(Vec::len).sum::<usize>();
    orders.iter().map(|order| length(order).pow(2) / 2).sum()
}

/// Every item of a list, each with the path of its field.
fn each<'a, T, U>(
    list: &str,
    items: &'a [T],
    mut read: impl FnMut(&str, &'a T) -> Result<U, Invalid>,
) -> Result<Vec<U>, Invalid> {
    if items.len() > GIVEN_MAX {
        return Err(Invalid::new(list, format!("{} items; at most {GIVEN_MAX}", items.len())));
    }
    items.iter().enumerate().map(|(at, item)| read(&format!("{list}[{at}]"), item)).collect()
}

fn lists(names: &Names<'_>, at: &str, said: Vec<Said>, prior: f64) -> Result<Lists, Invalid> {
    if !(0.0..=WEIGHT_MAX).contains(&prior) {
        return Err(Invalid::new(
            format!("{at}.prior"),
            format!("{prior} is not from 0 to {WEIGHT_MAX}"),
        ));
    }
    Lists::new(names.entries.len(), &said, prior).map_err(|reason| Invalid::new(at, reason))
}

fn marks<'a>(
    names: &mut Names<'a>,
    criteria: &[Criterion],
    sheets: &'a [Sheet],
) -> Result<Vec<Mark>, Invalid> {
    let at = "evidence.scores";
    let weights = weights(at, criteria)?;
    if sheets.len() > SHEETS_MAX {
        let reason = format!("{} sheets; at most {SHEETS_MAX}", sheets.len());
        return Err(Invalid::new(format!("{at}.sheets"), reason));
    }
    let mut seen = BTreeSet::new();
    let read = each(&format!("{at}.sheets"), sheets, |path, sheet| {
        let judge = names.judge(&format!("{path}.judge"), &sheet.judge)?;
        let entry = names.entry(&format!("{path}.entry"), &sheet.entry)?;
        if !seen.insert((judge, entry)) {
            let reason = format!("{} marked {} twice", sheet.judge, sheet.entry);
            return Err(Invalid::new(path, reason));
        }
        if sheet.marks.len() != weights.len() {
            let (given, asked) = (sheet.marks.len(), weights.len());
            let reason =
                format!("{given} marks for {asked} criteria; write null for a missing one");
            return Err(Invalid::new(format!("{path}.marks"), reason));
        }
        for (at, mark) in sheet.marks.iter().enumerate() {
            if mark.is_some_and(|mark| mark.is_nan() || mark.abs() > MARK_MAX) {
                let reason = format!("a mark must be between -{MARK_MAX} and {MARK_MAX}");
                return Err(Invalid::new(format!("{path}.marks[{at}]"), reason));
            }
        }
        Ok((judge, entry, sheet))
    })?;
    if names.judges.len() > SCORING_JUDGES_MAX {
        let reason = format!("{} judges; at most {SCORING_JUDGES_MAX}", names.judges.len());
        return Err(Invalid::new(format!("{at}.sheets"), reason));
    }
    let marks = weighed(&weights, &read);
    if marks.is_empty() {
        return Err(Invalid::new(format!("{at}.sheets"), "no sheet holds a mark"));
    }
    Ok(marks)
}

/// One mark a sheet. A criterion that a sheet lacks is taken at its mean over all sheets, so that
/// leaving out a strict criterion is no gain.
fn weighed(weights: &[f64], sheets: &[(usize, usize, &Sheet)]) -> Vec<Mark> {
    let mean = |criterion: usize| {
        let given: Vec<f64> =
            sheets.iter().filter_map(|(_, _, sheet)| sheet.marks[criterion]).collect();
        given.iter().sum::<f64>() / given.len().max(1) as f64
    };
    let means: Vec<f64> = (0..weights.len()).map(mean).collect();
    let middle: f64 = weights.iter().zip(&means).map(|(weight, mean)| weight * mean).sum();
    let weigh = |&(judge, entry, sheet): &(usize, usize, &Sheet)| {
        let mut given = 0.0;
        let mut above = 0.0;
        for ((mark, weight), mean) in sheet.marks.iter().zip(weights).zip(&means) {
            if let Some(mark) = mark {
                given += weight;
                above += weight * (mark - mean);
            }
        }
        (given > 0.0).then(|| Mark { judge, entry, value: middle + above / given, weight: given })
    };
    sheets.iter().filter_map(weigh).collect()
}

/// The weights of the criteria, summing to 1.
fn weights(at: &str, criteria: &[Criterion]) -> Result<Vec<f64>, Invalid> {
    if criteria.is_empty() || criteria.len() > CRITERIA_MAX {
        let reason = format!("{} criteria; from 1 to {CRITERIA_MAX} are needed", criteria.len());
        return Err(Invalid::new(format!("{at}.criteria"), reason));
    }
    for (index, criterion) in criteria.iter().enumerate() {
        if !(criterion.weight > 0.0 && criterion.weight <= WEIGHT_MAX) {
            let field = format!("{at}.criteria[{index}].weight");
            let reason = format!("{} is not above 0 and at most {WEIGHT_MAX}", criterion.weight);
            return Err(Invalid::new(field, reason));
        }
    }
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    Ok(criteria.iter().map(|criterion| criterion.weight / sum).collect())
}

struct Names<'a> {
    entries: BTreeMap<&'a str, usize>,
    numbers: BTreeMap<&'a str, usize>,
    judges: Vec<String>,
    /// Entries that rankings imply without naming them.
    unnamed: usize,
}

impl<'a> Names<'a> {
    fn of(entries: &'a [String]) -> Result<Self, Invalid> {
        if entries.is_empty() || entries.len() > ENTRIES_MAX {
            let reason = format!("{} entries; from 1 to {ENTRIES_MAX} are ranked", entries.len());
            return Err(Invalid::new("entries", reason));
        }
        let mut numbers = BTreeMap::new();
        for (number, name) in entries.iter().enumerate() {
            if let Some(first) = numbers.insert(name.as_str(), number) {
                let reason = format!("{name:?} stands at entries[{first}] as well");
                return Err(Invalid::new(format!("entries[{number}]"), reason));
            }
        }
        Ok(Self { entries: numbers, numbers: BTreeMap::new(), judges: Vec::new(), unnamed: 0 })
    }

    fn entry(&self, field: &str, name: &str) -> Result<usize, Invalid> {
        let found = self.entries.get(name).copied();
        found.ok_or_else(|| Invalid::new(field, format!("{name:?} is not one of the entries")))
    }

    fn judge(&mut self, field: &str, name: &'a str) -> Result<usize, Invalid> {
        if let Some(&number) = self.numbers.get(name) {
            return Ok(number);
        }
        if self.judges.len() == JUDGES_MAX {
            return Err(Invalid::new(field, format!("more than {JUDGES_MAX} judges")));
        }
        self.numbers.insert(name, self.judges.len());
        self.judges.push(name.to_owned());
        Ok(self.judges.len() - 1)
    }

    fn maybe_judge(
        &mut self,
        path: &str,
        name: Option<&'a String>,
    ) -> Result<Option<usize>, Invalid> {
        name.map(|name| self.judge(&format!("{path}.judge"), name)).transpose()
    }

    fn vote(&mut self, path: &str, vote: &'a Vote) -> Result<Said, Invalid> {
        let judge = self.maybe_judge(path, vote.judge.as_ref())?;
        let times = times(path, vote.times)?;
        let first = self.entry(&format!("{path}.between[0]"), &vote.between.0)?;
        let second = self.entry(&format!("{path}.between[1]"), &vote.between.1)?;
        if first == second {
            let reason = format!("{:?} is put against itself", vote.between.0);
            return Err(Invalid::new(format!("{path}.between"), reason));
        }
        let groups = match vote.winner {
            Winner::First => vec![vec![first], vec![second]],
            Winner::Second => vec![vec![second], vec![first]],
            Winner::Tie => vec![vec![first, second]],
        };
        Ok(Said { judge, times: f64::from(times), groups, last_is_unordered: false })
    }

    fn choice(&mut self, path: &str, choice: &'a Choice) -> Result<Said, Invalid> {
        let judge = self.maybe_judge(path, choice.judge.as_ref())?;
        let times = times(path, choice.times)?;
        let chosen = self.entry(&format!("{path}.chosen"), &choice.chosen)?;
        let over =
            each(&format!("{path}.over"), &choice.over, |field, name| self.entry(field, name))?;
        let mut seen = BTreeSet::from([chosen]);
        if let Some(at) = over.iter().position(|entry| !seen.insert(*entry)) {
            let reason = format!("{:?} could be chosen twice", choice.over[at]);
            return Err(Invalid::new(format!("{path}.over[{at}]"), reason));
        }
        let groups = vec![vec![chosen], over];
        Ok(Said { judge, times: f64::from(times), groups, last_is_unordered: true })
    }

    fn order(&mut self, path: &str, ranking: &'a RankingGiven) -> Result<Order, Invalid> {
        let judge = self.maybe_judge(path, ranking.judge.as_ref())?;
        let times = i64::from(times(path, ranking.times)?);
        let mut seen = vec![false; self.entries.len()];
        let mut groups = Vec::new();
        for (at, group) in ranking.order.iter().enumerate() {
            let mut tied = Vec::new();
            for (inside, name) in group.iter().enumerate() {
                let field = format!("{path}.order[{at}][{inside}]");
                let entry = self.entry(&field, name)?;
                if std::mem::replace(&mut seen[entry], true) {
                    return Err(Invalid::new(field, format!("{name:?} is ranked twice")));
                }
                tied.push(entry);
            }
            if !tied.is_empty() {
                groups.push(tied);
            }
        }
        self.unnamed += if ranking.unranked == Unranked::Below { seen.len() } else { 0 };
        if self.unnamed > UNNAMED_MAX {
            let reason = format!("rankings leave more than {UNNAMED_MAX} entries below, all told");
            return Err(Invalid::new(format!("{path}.unranked"), reason));
        }
        let rest: Vec<usize> = (0..seen.len()).filter(|&entry| !seen[entry]).collect();
        let unranked_below = ranking.unranked == Unranked::Below && !rest.is_empty();
        if unranked_below {
            groups.push(rest);
        }
        Ok(Order { judge, times, groups, unranked_below })
    }
}

fn times(path: &str, times: u32) -> Result<u32, Invalid> {
    if times == 0 || times > TIMES_MAX {
        let reason = format!("{times} is not from 1 to {TIMES_MAX}");
        return Err(Invalid::new(format!("{path}.times"), reason));
    }
    Ok(times)
}
