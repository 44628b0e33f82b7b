//! Which meetings are held.

use super::{Standing, Tally, held};
use crate::meetings::case::Case;
use crate::meetings::problem::Says;

/// Each must (or fixed) meeting that is not held.
pub fn must_held(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (wish, place) in case.wishes.iter().zip(plan) {
        let missing = wish.must && place.is_none();
        tally.add(i64::from(missing), || format!("\"{}\" must be held and is not", wish.id));
    }
}

/// Each party that meets although it said no.
pub fn no_kept(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, _) in held(case, plan) {
        let wish = &case.wishes[at as usize];
        for (&party, says) in wish.parties.iter().zip(&wish.says) {
            tally.add(i64::from(*says == Says::No), || {
                format!("\"{}\" is held, and {} said no", wish.id, case.person(party))
            });
        }
    }
}

/// Each wished meeting that is not held, those left out that one of the parties refused.
pub fn unmet(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (wish, place) in case.wishes.iter().zip(plan) {
        let missing = !wish.must && !wish.refused && place.is_none();
        tally.add(i64::from(missing), || format!("\"{}\" is not held", wish.id));
    }
}

/// For each party its first missing meetings: 3^9 for none at all, 3^8 more for only one, ..
pub fn fairness(case: &Case, plan: &Standing, tally: &mut Tally) {
    let mut met = vec![0_u32; case.parties as usize];
    for (wish, _) in held(case, plan) {
        case.wishes[wish as usize].parties.iter().for_each(|&one| met[one as usize] += 1);
    }
    for (party, (&met, &cap)) in (0..).zip(met.iter().zip(&case.caps)) {
        let mut cost = 0;
        let mut weight = 3_i64.pow(9);
        for level in 0..10 {
            if met <= level && level < cap {
                cost += weight;
            }
            weight /= 3;
        }
        tally.add(cost, || format!("{} has {met} meetings of {cap} possible", case.person(party)));
    }
}
