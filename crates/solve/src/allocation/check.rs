//! Which problems can be answered at all.

use std::collections::BTreeMap;

use super::Problem;
use crate::invalid::Invalid;

pub const ACTIVITIES_MAX: usize = 20_000;
pub const PARTIES_MAX: usize = 500_000;
pub const WISHES_MAX: usize = 100;
/// So that sums of people fit the flow.
pub const PEOPLE_MAX: u32 = 10_000;
pub const WAYS_MAX: usize = 100_000;
pub const WEIGHT_MAX: u32 = 1_000_000;
pub const MINUTE_MAX: i64 = 1_000_000_000_000;

impl Problem {
    pub fn check(&self) -> Result<(), Invalid> {
        let sizes = [
            ("activities", self.activities.len(), ACTIVITIES_MAX),
            ("parties", self.parties.len(), PARTIES_MAX),
            ("travel", self.travel.len(), WAYS_MAX),
        ];
        for (at, count, most) in sizes {
            if count > most {
                return Err(Invalid::new(at, format!("{count} is more than {most}")));
            }
        }
        let mut ids = BTreeMap::new();
        for (one, at) in self.activities.iter().zip(0..) {
            if ids.insert(one.id.as_str(), at).is_some() {
                let at = format!("activities[{at}].id");
                return Err(Invalid::new(at, format!("a second {:?}", one.id)));
            }
            if one.start >= one.end || one.start < -MINUTE_MAX || one.end > MINUTE_MAX {
                let says = format!("from {} to {} is no time", one.start, one.end);
                return Err(Invalid::new(format!("activities[{at}].end"), says));
            }
        }
        let mut parties = BTreeMap::new();
        for (one, at) in self.parties.iter().zip(0_usize..) {
            let at = |field: &str| format!("parties[{at}].{field}");
            if parties.insert(one.id.as_str(), ()).is_some() {
                return Err(Invalid::new(at("id"), format!("a second {:?}", one.id)));
            }
            if !(1..=PEOPLE_MAX).contains(&one.people) {
                return Err(Invalid::new(at("people"), format!("not in 1..={PEOPLE_MAX}")));
            }
            if one.busy.len() > WISHES_MAX {
                return Err(Invalid::new(at("busy"), format!("more than {WISHES_MAX}")));
            }
            for (busy, number) in one.busy.iter().zip(0..) {
                if busy.start >= busy.end || busy.start < -MINUTE_MAX || busy.end > MINUTE_MAX {
                    let says = format!("from {} to {} is no time", busy.start, busy.end);
                    return Err(Invalid::new(at(&format!("busy[{number}].end")), says));
                }
            }
            if !(1..=WEIGHT_MAX).contains(&one.weight) {
                return Err(Invalid::new(at("weight"), format!("not in 1..={WEIGHT_MAX}")));
            }
            for (field, list) in [("wishes", &one.wishes), ("confirmed", &one.confirmed)] {
                if list.len() > WISHES_MAX {
                    return Err(Invalid::new(at(field), format!("more than {WISHES_MAX}")));
                }
                if let Some(id) = list.iter().find(|id| !ids.contains_key(id.as_str())) {
                    return Err(Invalid::new(at(field), format!("{id:?} is no activity")));
                }
            }
        }
        Ok(())
    }
}
