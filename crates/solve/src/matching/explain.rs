//! Why two fit, part by part, in sentences; counted from the entries, not by the search.

use serde::{Deserialize, Serialize};

use super::parts::{self, NAMES};
use super::problem::{Entry, Problem};
use super::text::Corpus;

/// One pair with all its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    pub points: u32,
    pub parts: Vec<Share>,
    /// Parts that one of the two must have and that give nothing; not empty is no match.
    pub missing: Vec<String>,
}

/// What one part gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub part: String,
    pub weight: u32,
    /// Of a whole fit; `None` where one of the two has said nothing.
    pub permille: Option<u32>,
    pub points: u32,
    pub says: String,
}

/// Every part of the pair of offer number `offer` and need number `need`; `None` where there are
/// no such.
pub fn explain(problem: &Problem, offer: usize, need: usize) -> Option<Explained> {
    let (one, other) = (problem.offers.get(offer)?, problem.needs.get(need)?);
    let texts = |side: &'static str| match side {
        "offers" => problem.offers.iter().map(|one| &one.text[..]).collect::<Vec<_>>(),
        _ => problem.needs.iter().map(|one| &one.text[..]).collect(),
    };
    let corpus = Corpus::new([&texts("offers"), &texts("needs")]);
    Some(explained(problem, &corpus, Two { one, other, offer, need }))
}

#[derive(Clone, Copy)]
pub(super) struct Two<'a> {
    pub one: &'a Entry,
    pub other: &'a Entry,
    pub offer: usize,
    pub need: usize,
}

pub(super) fn explained(problem: &Problem, corpus: &Corpus, two: Two<'_>) -> Explained {
    let Two { one, other, .. } = two;
    let fixed = [
        corpus.likeness((0, two.offer), (1, two.need)),
        parts::tags(one, other),
        parts::layers(one, other),
        parts::sectors(one, other),
        parts::languages(one, other),
        parts::places(one, other),
        parts::budget(one, other),
        parts::times(one, other, problem.minutes),
    ];
    let fixed = NAMES.iter().zip(problem.weights.fixed()).zip(fixed);
    let fixed = fixed.map(|((&name, weight), permille)| (name, weight, permille));
    let fields = problem.weights.fields.iter().map(|(name, &weight)| {
        let both = one.fields.get(name).zip(other.fields.get(name));
        (&name[..], weight, both.and_then(|(one, other)| parts::field(one, other)))
    });
    let shares = fixed.chain(fields).map(|(part, weight, permille)| Share {
        part: part.to_owned(),
        weight,
        permille,
        points: weight * permille.unwrap_or(0),
        says: says(part, permille, two),
    });
    let shares: Vec<Share> = shares.collect();
    let gives = |part: &String| {
        shares.iter().any(|share| share.part == *part && share.permille.unwrap_or(0) > 0)
    };
    let mut missing: Vec<String> =
        one.must.iter().chain(&other.must).filter(|part| !gives(part)).cloned().collect();
    missing.sort_unstable();
    missing.dedup();
    Explained { points: shares.iter().map(|share| share.points).sum(), parts: shares, missing }
}

fn says(part: &str, permille: Option<u32>, two: Two<'_>) -> String {
    let Two { one, other, .. } = two;
    let Some(permille) = permille else {
        return format!("{part}: one of the two says nothing");
    };
    let common = |one: &[String], other: &[String]| {
        let (one, other) = (parts::keys(one), parts::keys(other));
        let both: Vec<&str> = one.intersection(&other).map(String::as_str).collect();
        if both.is_empty() {
            format!("no {part} in common")
        } else {
            format!("{part} in common: {}", both.join(", "))
        }
    };
    match part {
        "text" => format!("the texts are alike to {} %", permille / 10),
        "tags" => common(&one.tags, &other.tags),
        "layers" => common(&one.layers, &other.layers),
        "sectors" => common(&one.sectors, &other.sectors),
        "languages" => common(&one.languages, &other.languages),
        "places" => common(&one.places, &other.places),
        "budget" => match one.budget.zip(other.budget) {
            Some((one, other)) if parts::missing(one, other) > 0 => {
                format!("the budgets miss each other by {}", parts::missing(one, other))
            }
            _ => "the budgets meet".to_owned(),
        },
        "times" => format!("both are free for {} % of a meeting", permille / 10),
        field => format!("{field} fits to {} %", permille / 10),
    }
}
