//! Which halls suit an activity: named or any, with its features, its host's own or nobody's.

use std::collections::BTreeMap;

use super::names::at_most;
use super::problem::{self, Problem};
use super::validate::{Known, WORDS_MAX};
use crate::invalid::Invalid;

pub(super) struct Suits<'a> {
    halls: u32,
    /// By feature, the halls that have it, sorted.
    with: BTreeMap<&'a str, Vec<u32>>,
    owners: Vec<Option<u32>>,
}

impl<'a> Suits<'a> {
    pub(super) fn new(problem: &'a Problem, known: &Known<'_>) -> Result<Self, Invalid> {
        let mut with: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut owners = Vec::with_capacity(problem.halls.len());
        for (at, hall) in (0..).zip(&problem.halls) {
            let path = |field: &str| format!("halls[{at}].{field}");
            at_most(&path("features"), hall.features.len(), WORDS_MAX)?;
            for feature in &hall.features {
                let those = with.entry(feature).or_default();
                if those.last() != Some(&at) {
                    those.push(at);
                }
            }
            let owner = hall.owner.as_ref();
            owners.push(owner.map(|one| known.hosts.find(one, || path("owner"))).transpose()?);
        }
        Ok(Self { halls: problem.halls.len() as u32, with, owners })
    }

    /// Sorted, as `named` is.
    pub(super) fn halls(
        &self,
        from: &problem::Activity,
        named: &[u32],
        host: Option<u32>,
    ) -> Vec<u32> {
        let mut halls: Vec<u32> =
            if named.is_empty() { (0..self.halls).collect() } else { named.to_vec() };
        for feature in &from.features {
            let have = self.with.get(feature.as_str()).map_or(&[][..], Vec::as_slice);
            halls.retain(|hall| have.binary_search(hall).is_ok());
        }
        halls.retain(|&hall| self.owners[hall as usize].is_none_or(|owner| Some(owner) == host));
        halls
    }
}
