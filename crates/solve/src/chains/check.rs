//! Which problems can be answered at all.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Fit, Problem};
use crate::invalid::Invalid;

pub const LAYERS: std::ops::RangeInclusive<usize> = 2..=8;
/// An organisation in each of its layers is one seat; the table of fits is this many squared.
pub const SEATS_MAX: usize = 6_000;
pub const CAPACITY_MAX: u32 = 1_000;
/// So that prices of whole chains stay in 32 bits.
pub const POINTS_MAX: i32 = 10_000;
pub const WEIGHT_MAX: u32 = 20;
/// Chains that can stand at once.
pub const CHAINS_MAX: u64 = 20_000;
pub const FEATURES_MAX: usize = 256;
pub const MONEY_MAX: i64 = 1_000_000_000_000_000;

impl Problem {
    pub fn check(&self) -> Result<(), Invalid> {
        if !LAYERS.contains(&self.layers.len()) {
            let says = format!("{} layers; a chain has from 2 to 8", self.layers.len());
            return Err(Invalid::new("layers", says));
        }
        let layers: BTreeSet<&str> = self.layers.iter().map(String::as_str).collect();
        if layers.len() < self.layers.len() {
            return Err(Invalid::new("layers", "a layer stands there twice"));
        }
        for (weight, name) in [(self.weights.total, "total"), (self.weights.worst, "worst")] {
            if weight > WEIGHT_MAX {
                let says = format!("{weight} is more than {WEIGHT_MAX}");
                return Err(Invalid::new(format!("weights.{name}"), says));
            }
        }
        let ids = self.check_organisations(&layers)?;
        let room = |layer: &String| -> u64 {
            let here = self.organisations.iter().filter(|one| one.layers.contains(layer));
            here.map(|one| u64::from(one.capacity)).sum()
        };
        let possible = self.layers.iter().map(room).min().unwrap_or(0);
        let possible = possible.min(self.chains_max.map_or(u64::MAX, u64::from));
        if possible > CHAINS_MAX {
            let says = format!("{possible} chains may be possible; at most {CHAINS_MAX}");
            return Err(Invalid::new("chains_max", says));
        }
        for (pair, at) in self.apart.iter().zip(0..) {
            for (id, end) in pair.iter().zip(0..) {
                known(&ids, id, || format!("apart[{at}][{end}]"))?;
            }
        }
        self.check_fit(&ids)
    }

    fn check_organisations(
        &self,
        layers: &BTreeSet<&str>,
    ) -> Result<BTreeMap<&str, usize>, Invalid> {
        let mut ids = BTreeMap::new();
        let mut seats = 0_usize;
        for (one, number) in self.organisations.iter().zip(0..) {
            let at = |field: &str| format!("organisations[{number}].{field}");
            if ids.insert(one.id.as_str(), number).is_some() {
                return Err(Invalid::new(at("id"), format!("a second {:?}", one.id)));
            }
            if let Some(layer) = one.layers.iter().find(|layer| !layers.contains(layer.as_str())) {
                return Err(Invalid::new(at("layers"), format!("{layer:?} is not among layers")));
            }
            if one.layers.len() != one.layers.iter().collect::<BTreeSet<_>>().len() {
                return Err(Invalid::new(at("layers"), "a layer stands there twice"));
            }
            seats += one.layers.len();
            if one.capacity > CAPACITY_MAX {
                let says = format!("{} is more than {CAPACITY_MAX}", one.capacity);
                return Err(Invalid::new(at("capacity"), says));
            }
            for (money, field) in [(one.asks, "asks"), (one.brings, "brings")] {
                if !(0..=MONEY_MAX).contains(&money) {
                    return Err(Invalid::new(at(field), format!("not in 0..={MONEY_MAX}")));
                }
            }
        }
        if seats > SEATS_MAX {
            let says = format!("{seats} places in layers; at most {SEATS_MAX}");
            return Err(Invalid::new("organisations", says));
        }
        Ok(ids)
    }

    fn check_fit(&self, ids: &BTreeMap<&str, usize>) -> Result<(), Invalid> {
        let within = |points: i32, at: &dyn Fn() -> String| {
            if points.unsigned_abs() > POINTS_MAX.unsigned_abs() {
                return Err(Invalid::new(at(), format!("{points} is not within ±{POINTS_MAX}")));
            }
            Ok(())
        };
        match &self.fit {
            Fit::Pairs { pairs, otherwise } => {
                within(otherwise.unwrap_or(0), &|| "fit.pairs.otherwise".to_owned())?;
                for (pair, at) in pairs.iter().zip(0..) {
                    known(ids, &pair.one, || format!("fit.pairs.pairs[{at}].one"))?;
                    known(ids, &pair.other, || format!("fit.pairs.pairs[{at}].other"))?;
                    within(pair.points, &|| format!("fit.pairs.pairs[{at}].points"))?;
                }
            }
            Fit::Matrix(rows) => {
                let wanted = self.organisations.len();
                let sizes = rows.iter().map(Vec::len).chain([rows.len()]);
                if sizes.clone().any(|size| size != wanted) {
                    let says = format!("{wanted} rows of {wanted} numbers are needed");
                    return Err(Invalid::new("fit.matrix", says));
                }
                for (row, at) in rows.iter().zip(0..) {
                    for (points, column) in row.iter().zip(0..) {
                        within(points.unwrap_or(0), &|| format!("fit.matrix[{at}][{column}]"))?;
                    }
                }
            }
            Fit::Features { divisor } => {
                if *divisor < 1 {
                    return Err(Invalid::new("fit.features.divisor", "must be 1 or more"));
                }
                let wanted = self.organisations.first().map_or(0, |one| one.features.len());
                for (one, at) in self.organisations.iter().zip(0..) {
                    let at = || format!("organisations[{at}].features");
                    if one.features.len() != wanted || wanted > FEATURES_MAX {
                        let says = format!("{} numbers, {wanted} elsewhere", one.features.len());
                        return Err(Invalid::new(at(), says));
                    }
                    for &feature in &one.features {
                        within(feature, &at)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn known(ids: &BTreeMap<&str, usize>, id: &str, at: impl Fn() -> String) -> Result<usize, Invalid> {
    let found = ids.get(id).copied();
    found.ok_or_else(|| Invalid::new(at(), format!("{id:?} is no organisation")))
}
