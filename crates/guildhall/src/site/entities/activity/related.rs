//! What else there is: what an activity holds, what stands beside it, what one might go to next.

use std::cmp::Reverse;
use std::collections::HashMap;

use kernel::Lang;

use crate::programme::model::{Activity, ActivityId, ActivityState, Scheme};
use crate::site::Site;
use crate::site::lines::Line;
use crate::site::programme::filter::terms_of;

/// More would be a second programme.
const RELATED_MAX: usize = 5;
const NEXT_IN_HALL_MAX: usize = 2;
/// A term that half the programme is filed under relates nothing to nothing.
const FILED_MAX: usize = 60;

/// What it holds, in order. The hall is said only where it is another one.
pub fn children<'s>(site: &'s Site, lang: Lang, activity: &Activity) -> Vec<Line<'s>> {
    let children = site.index.children(&site.release.programme, activity.id);
    let line = |child: &'s Activity| {
        let mut line = site.line(lang, child);
        let same = |one: &Activity, other: &Activity| {
            one.placement.map(|it| it.hall) == other.placement.map(|it| it.hall)
        };
        if same(child, activity) {
            line.hall = None;
        }
        line
    };
    children.into_iter().map(line).collect()
}

/// The one before and the one after it in the activity that holds them all.
pub fn beside<'s>(site: &'s Site, lang: Lang, activity: &Activity) -> [Option<Line<'s>>; 2] {
    let Some(parent) = activity.parent else { return [None, None] };
    let all = site.index.children(&site.release.programme, parent);
    let Some(at) = all.iter().position(|one| one.id == activity.id) else { return [None, None] };
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    [before, all.get(at + 1)].map(|one| one.map(|one| site.line(lang, one)))
}

/// What comes next in the same hall, then what is filed under most of the same terms.
pub fn related<'s>(site: &'s Site, lang: Lang, activity: &Activity) -> Vec<Line<'s>> {
    let fits = |one: &&Activity| {
        one.id != activity.id
            && one.parent.is_none()
            && Some(one.id) != activity.parent
            && one.state == ActivityState::Planned
    };
    let mut found: Vec<&Activity> =
        next_in_hall(site, activity).into_iter().filter(fits).take(NEXT_IN_HALL_MAX).collect();
    for one in near(site, activity).into_iter().filter(fits) {
        if found.len() < RELATED_MAX && found.iter().all(|known| known.id != one.id) {
            found.push(one);
        }
    }
    found.into_iter().map(|one| site.line(lang, one)).collect()
}

/// What begins in its hall on the same day when it is over.
fn next_in_hall<'s>(site: &'s Site, activity: &Activity) -> Vec<&'s Activity> {
    let programme = &site.release.programme;
    let Some(here) = activity.placement else { return Vec::new() };
    let zone = &programme.edition.zone;
    let day = zone.wall(here.interval.start()).date;
    let after = |one: &&Activity| {
        one.placement.is_some_and(|there| {
            let start = there.interval.start();
            start >= here.interval.end() && zone.wall(start).date == day
        })
    };
    site.index.in_hall(programme, here.hall).into_iter().filter(after).collect()
}

/// Others by the number of terms they share with it, rare terms first; between equals what one can
/// still go to afterwards, then the programme's order.
fn near<'s>(site: &'s Site, activity: &Activity) -> Vec<&'s Activity> {
    let programme = &site.release.programme;
    let mut shared: HashMap<ActivityId, (usize, usize, &Activity)> = HashMap::new();
    let mut order = 0;
    for scheme in Scheme::ALL {
        for slug in terms_of(activity, scheme) {
            let filed = site.index.of_term(programme, (scheme, slug));
            let weight = 1 + FILED_MAX / filed.len().max(1);
            for one in filed.into_iter().take(FILED_MAX) {
                order += 1;
                shared.entry(one.id).or_insert((0, order, one)).0 += weight;
            }
        }
    }
    let mut found: Vec<(usize, usize, &Activity)> = shared.into_values().collect();
    let end = activity.placement.map(|it| it.interval.end());
    let over = |one: &Activity| one.placement.map(|it| it.interval.start()) < end;
    found.sort_by_key(|(score, order, one)| (Reverse(*score), over(one), *order));
    found.into_iter().map(|(_, _, one)| one).collect()
}
