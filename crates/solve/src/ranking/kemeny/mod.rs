//! The order with the fewest disagreements with all rankings together (Kemeny, Daedalus 88, 1959).
//!
//! A disagreement is a judge who puts one entry above another that the order puts below it. Ties
//! and entries a judge did not see disagree with nothing. Entries that beat all of a group by
//! majority stand above it in some best order (Truchon, *An extension of the Condorcet criterion
//! and Kemeny orders*, 1998), so the problem falls into groups; groups of up to 20 are solved
//! exactly over all their subsets, larger ones by search, with a [`bound`] that may prove them best.

mod bound;
mod descent;
mod exact;
mod groups;
mod rank;
mod search;
mod table;

pub(super) use rank::rank;
