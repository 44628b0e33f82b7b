//! Marks corrected for who gave them.
//!
//! A mark is `middle + severity(judge) + spread(judge) · quality(entry) + chance`. Severities and
//! spreads are drawn towards those of all judges, the more so the fewer marks a judge gave, and
//! qualities towards the middle, the more so the fewer marks an entry has (best linear unbiased
//! prediction: Henderson, Biometrics 31, 1975; Robinson, Statistical Science 6, 1991). How strongly
//! is read off the marks themselves: the variances are those of restricted maximum likelihood
//! (Patterson and Thompson, Biometrika 58, 1971) reached by the fixed point of MacKay (Neural
//! Computation 4, 1992), each with a prior as weak as one more observation so that three marks do
//! not make a variance of 0. Spread makes the model bend; it is fitted by Gauss and Newton's
//! steps and its uncertainty is that of Laplace's approximation. The question and additive answers:
//! MacKay, Kenna, Low and Parker, *Calibration with confidence*, Royal Society Open Science 4, 2017.
//!
//! Judges who share no entry with the others are compared through the belief that judges and
//! entries are alike on average; the answer then says so.

mod model;
mod rank;
mod state;

pub(super) use rank::rank;
