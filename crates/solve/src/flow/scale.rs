//! Decimals to integers and back.

use super::cost_max;

/// How many integer units one unit of affinity is.
///
/// A sum of `n` scaled affinities differs from the true sum by at most `n / 2` units; with 2^40
/// units (the usual scale) a thousand pairs are exact to 5e-10.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    units: f64,
}

/// More would not make sums of `f64` affinities any truer.
const UNITS_MAX: f64 = (1_u64 << 40) as f64;

impl Scale {
    /// The finest scale at which the largest magnitude still fits a network of `nodes` nodes.
    pub fn fitting(largest: f64, nodes: u32) -> Self {
        let room = (cost_max(nodes) / 4) as f64;
        let largest = largest.abs().max(f64::MIN_POSITIVE);
        let units = (room / largest).min(UNITS_MAX);
        // A power of two scales without rounding of its own.
        Self { units: units.log2().floor().exp2() }
    }

    pub fn to_units(self, value: f64) -> i64 {
        (value * self.units).round() as i64
    }

    pub fn to_value(self, units: i128) -> f64 {
        units as f64 / self.units
    }
}
