//! In which activities people take seats. Pure.
//!
//! An XR space that is open all day holds sessions of forty minutes: seats are taken in the sessions,
//! and the day is their series. A hackathon of three days holds its stages: one seat is for all of it.

use super::index::Index;
use super::model::{Activity, ActivityState, Details, Entry, Programme};

/// How one gets into what an activity is a seat of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seated<'p> {
    /// Its own seats; of a series when it is a session of one.
    Own { series: Option<&'p Activity> },
    /// In its sessions.
    Series,
    /// In the larger activity that holds it.
    Within(&'p Activity),
}

/// Where seats for `activity` are taken; `None` when nobody needs one.
pub fn seated<'p>(
    programme: &'p Programme,
    index: &Index,
    activity: &Activity,
) -> Option<Seated<'p>> {
    if !takes(activity) {
        return None;
    }
    if is_series(programme, index, activity) {
        return Some(Seated::Series);
    }
    let parent = activity.parent.and_then(|id| index.activity(programme, id));
    Some(match parent.filter(|one| takes(one)) {
        None => Seated::Own { series: None },
        Some(parent) if is_series(programme, index, parent) => Seated::Own { series: Some(parent) },
        Some(parent) => Seated::Within(parent),
    })
}

fn takes(activity: &Activity) -> bool {
    matches!(activity.entry, Entry::Booking | Entry::OnSite)
        && activity.state == ActivityState::Planned
        && activity.placement.is_some()
}

fn is_series(programme: &Programme, index: &Index, activity: &Activity) -> bool {
    let comes_and_goes = activity.details.kind().comes_and_goes()
        || matches!(activity.details, Details::Tour { .. });
    comes_and_goes && index.children(programme, activity.id).into_iter().any(takes)
}
