//! Which activities are placed, and which ride in another.
//!
//! An activity inside its parent's time and hall rides with it: a pitch in its Demo Day, a stall in
//! its market. A parent without a place, such as a hackathon of three days, is not placed; its parts
//! are, in their order.

use std::collections::{BTreeMap, BTreeSet};

use crate::people::model::PersonId;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, ActivityState, Details, Kind, Programme};

pub struct Blocks<'p> {
    leads: Vec<&'p Activity>,
    riders: BTreeMap<ActivityId, Vec<&'p Activity>>,
    /// By activity: those directly below it.
    children: BTreeMap<ActivityId, Vec<&'p Activity>>,
}

/// A loop of parents would be the work of a broken file: it ends at this depth.
const DEPTH_MAX: usize = 8;

impl<'p> Blocks<'p> {
    pub fn of(programme: &'p Programme, index: &Index) -> Self {
        let planned = |one: &&Activity| one.state == ActivityState::Planned;
        let parent = |one: &Activity| {
            one.parent.and_then(|id| index.activity(programme, id)).filter(planned)
        };
        let mut children: BTreeMap<ActivityId, Vec<&Activity>> = BTreeMap::new();
        for one in programme.activities.iter().filter(planned) {
            if let Some(parent) = parent(one) {
                children.entry(parent.id).or_default().push(one);
            }
        }
        children.values_mut().for_each(|all| {
            all.sort_by_key(|one| (one.placement.map(|it| it.interval), one.id));
        });
        let (mut leads, mut riders) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        for one in programme.activities.iter().filter(planned) {
            let mut lead = one;
            for _ in 0..DEPTH_MAX {
                match parent(lead).filter(|above| rides(lead, above)) {
                    Some(above) => lead = above,
                    None => break,
                }
            }
            if lead.id != one.id {
                riders.entry(lead.id).or_default().push(one);
            } else if one.placement.is_some() || !children.contains_key(&one.id) {
                leads.push(one);
            }
        }
        Self { leads, riders, children }
    }

    /// What is to be placed, in the order of the programme.
    pub fn leads(&self) -> impl Iterator<Item = &'p Activity> {
        self.leads.iter().copied()
    }

    pub fn riders(&self, lead: ActivityId) -> impl Iterator<Item = &'p Activity> {
        self.riders.get(&lead).into_iter().flatten().copied()
    }

    /// The parts, in order of time, of every whole that is not placed.
    pub fn wholes(&self) -> impl Iterator<Item = &[&'p Activity]> {
        let placed: BTreeSet<ActivityId> =
            self.leads().chain(self.riders.values().flatten().copied()).map(|one| one.id).collect();
        let wholes = self.children.iter().filter(move |(id, _)| !placed.contains(id));
        wholes.map(|(_, parts)| parts.as_slice())
    }

    /// Who is needed while it lasts. Whoever only rides is needed for all of it, unless people come
    /// and go there; whoever is in one of its parts elsewhere is at that part.
    pub fn people(&self, lead: &Activity) -> BTreeSet<PersonId> {
        let of = |one: &Activity| one.people.iter().map(|it| it.person).collect::<Vec<_>>();
        let rides = |id: ActivityId| self.riders(lead.id).any(|one| one.id == id);
        let mut people: BTreeSet<PersonId> = of(lead).into_iter().collect();
        for part in self.children.get(&lead.id).into_iter().flatten() {
            if !rides(part.id) {
                of(part).iter().for_each(|person| _ = people.remove(person));
            }
        }
        if !lead.details.kind().comes_and_goes() {
            people.extend(self.riders(lead.id).flat_map(of));
        }
        people
    }
}

/// Whether it stands within the one above and moves with it.
pub fn rides(one: &Activity, above: &Activity) -> bool {
    match (one.placement, above.placement) {
        (Some(own), Some(around)) => {
            own.hall == around.hall && around.interval.covers(own.interval)
        }
        // It has no time of its own within a whole that has one.
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

/// How long it lasts: as it stands, else as its host says, else as its kind's fields say, else as such things usually last.
pub fn minutes(one: &Activity, blocks: &Blocks<'_>) -> i64 {
    if let Some(placement) = one.placement {
        return placement.interval.minutes().max(1);
    }
    let parts = blocks.children.get(&one.id).map_or(0, Vec::len) as i64;
    let told = match one.details {
        _ if one.minutes.is_some() => one.minutes.unwrap_or(0),
        Details::OpenMic { slot_minutes: Some(each), slots: Some(slots) } => each * slots,
        Details::DemoDay { pitch_minutes: Some(pitch), question_minutes } => {
            parts * (pitch + question_minutes.unwrap_or(0))
        }
        _ => 0,
    };
    if (1..=LENGTH_MAX).contains(&told) { told } else { usual_minutes(one.details.kind()) }
}

/// Longer than a day is no length of one activity.
const LENGTH_MAX: i64 = 24 * 60;

const fn usual_minutes(kind: Kind) -> i64 {
    match kind {
        Kind::Talk | Kind::Keynote => 45,
        Kind::Workshop | Kind::Tour => 90,
        Kind::Forum | Kind::Opening | Kind::YoungExchange => 120,
        Kind::Hackathon | Kind::Matchmaking | Kind::Esports | Kind::Contest => 180,
        Kind::Pitch => 10,
        _ => 60,
    }
}
