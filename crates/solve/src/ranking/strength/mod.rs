//! Strengths: each entry has one number, and an entry is chosen out of several with a probability
//! proportional to its exponential.
//!
//! Two at a time this is the model of Bradley and Terry (Biometrika 39, 1952); one chosen of
//! several is Luce's (*Individual Choice Behavior*, 1959); a ranking is a series of choices from
//! what is left (Plackett, Applied Statistics 24, 1975). All three are lists whose first places
//! were chosen in turn ([`Lists`]), so there is one likelihood and one way to its maximum
//! ([`newton`]).
//!
//! A maximum exists only when no group of entries always won ([`exists`]; Ford, American
//! Mathematical Monthly 64, 1957; Hunter, Annals of Statistics 32, 2004). Otherwise the outcome
//! says which group it is, or a prior makes one exist.

mod belief;
mod exists;
mod likelihood;
mod lists;
mod newton;
mod rank;

pub(super) use likelihood::normal;
pub(super) use lists::{Lists, Said};
pub(super) use rank::{next, rank};
