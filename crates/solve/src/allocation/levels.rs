//! The aims of a rule, one after the other: a later one never costs an earlier one anything.

use super::{Aim, Rule};

/// The aims of a rule over wishes of `ranks` ranks; a lottery has none.
pub fn aims(rule: Rule, ranks: usize) -> Vec<Aim> {
    let ranks = ranks as u32;
    match rule {
        Rule::Lottery => Vec::new(),
        Rule::RankMaximal => (1..=ranks).map(Aim::Most).collect(),
        // How many have their first wish follows from all others.
        Rule::Fair => {
            let least = (2..=ranks).rev().map(Aim::Least);
            [Aim::Served, Aim::Granted].into_iter().chain(least).collect()
        }
    }
}

impl Aim {
    /// What one person's wish of a rank, numbered from 0, adds.
    pub fn of_rank(self, rank: usize) -> i64 {
        match self {
            Self::Served => 0,
            Self::Granted => 1,
            Self::Most(most) => i64::from(most as usize == rank + 1),
            Self::Least(least) => -i64::from(least as usize == rank + 1),
        }
    }

    /// What it adds that one more person has something.
    pub const fn of_first(self) -> i64 {
        match self {
            Self::Served => 1,
            Self::Granted | Self::Most(_) | Self::Least(_) => 0,
        }
    }
}

/// What the aims come to for so many people with each rank, and with something.
pub fn reached(aims: &[Aim], ranks: &[i64], served: i64) -> Vec<i64> {
    let one = |aim: &Aim| {
        let of_ranks = ranks.iter().enumerate().map(|(rank, people)| aim.of_rank(rank) * people);
        of_ranks.sum::<i64>() + aim.of_first() * served
    };
    aims.iter().map(one).collect()
}
