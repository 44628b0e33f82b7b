//! Scores in integer levels: first what must not be broken, then what is wished.

use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an answer costs; less is better, and no wish outweighs a demand.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
pub struct Score {
    /// Demands broken. 0 in every answer that may be used.
    pub hard: i64,
    /// Wishes unmet, by weight.
    pub soft: i64,
}

impl Score {
    pub const ZERO: Self = Self { hard: 0, soft: 0 };
    pub const WORST: Self = Self { hard: i64::MAX, soft: i64::MAX };

    pub const fn hard(hard: i64) -> Self {
        Self { hard, soft: 0 }
    }

    pub const fn soft(soft: i64) -> Self {
        Self { hard: 0, soft }
    }
}

impl Add for Score {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { hard: self.hard + other.hard, soft: self.soft + other.soft }
    }
}

impl Sub for Score {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { hard: self.hard - other.hard, soft: self.soft - other.soft }
    }
}

impl Neg for Score {
    type Output = Self;
    fn neg(self) -> Self {
        Self { hard: -self.hard, soft: -self.soft }
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Score {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
