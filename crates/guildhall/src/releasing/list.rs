//! The list that is gone through before a release: what should stop it, and what one should know. A
//! pure report of a draft.

use std::collections::BTreeSet;

use kernel::{Lang, LangTag};

use crate::people::model::PersonId;
use crate::programme::conflicts::{Conflict, conflicts};
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, ActivityState, Programme};

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// Somebody is wanted in two places at once.
    PeopleTwice(usize),
    /// Two activities share a hall.
    HallsTwice(usize),
    /// Activities without a title in a language of the edition.
    Untitled(Lang, Vec<ActivityId>),
    /// Activities that have neither time nor hall.
    Unplaced(Vec<ActivityId>),
    /// Ways between venues that take longer than there is time.
    WaysTooShort(usize),
    HallsTooSmall(usize),
    OutsideOpening(usize),
    /// Activities without a summary in a language of the edition.
    Unsummarised(Lang, Vec<ActivityId>),
    /// Activities that nobody takes part in, of kinds that live by it.
    Deserted(Vec<ActivityId>),
    /// Those who take part and are reached at no address.
    Unreached(Vec<PersonId>),
}

/// How weighty a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A release with it needs a deliberate yes.
    Blocks,
    Warns,
}

impl Point {
    pub const fn weight(&self) -> Weight {
        match self {
            Self::PeopleTwice(_) | Self::HallsTwice(_) | Self::Untitled(..) | Self::Unplaced(_) => {
                Weight::Blocks
            }
            _ => Weight::Warns,
        }
    }

    pub fn count(&self) -> usize {
        match self {
            Self::PeopleTwice(count)
            | Self::HallsTwice(count)
            | Self::WaysTooShort(count)
            | Self::HallsTooSmall(count)
            | Self::OutsideOpening(count) => *count,
            Self::Untitled(_, those) | Self::Unsummarised(_, those) => those.len(),
            Self::Unplaced(those) | Self::Deserted(those) => those.len(),
            Self::Unreached(those) => those.len(),
        }
    }

    /// The activities it is about, where it names them.
    pub fn activities(&self) -> &[ActivityId] {
        match self {
            Self::Untitled(_, those)
            | Self::Unsummarised(_, those)
            | Self::Unplaced(those)
            | Self::Deserted(those) => those,
            _ => &[],
        }
    }
}

/// Every point of the list, what blocks first. `reached` are the people of whom an address is known.
pub fn checked(programme: &Programme, index: &Index, reached: &BTreeSet<PersonId>) -> Vec<Point> {
    let found = conflicts(programme, index);
    let count = |is: fn(&Conflict) -> bool| found.iter().filter(|one| is(one)).count();
    let planned: Vec<&Activity> = programme
        .activities
        .iter()
        .filter(|activity| activity.state == ActivityState::Planned)
        .collect();
    let those = |is: &dyn Fn(&Activity) -> bool| -> Vec<ActivityId> {
        planned.iter().filter(|one| is(one)).map(|one| one.id).collect()
    };
    let langs = Lang::ALL.into_iter().filter(|lang| {
        let spoken = |tag: &LangTag| tag.primary() == lang.code();
        programme.edition.languages.iter().any(spoken)
    });
    let langs: Vec<Lang> = langs.collect();
    let lacks = |text: &kernel::Text, lang: Lang| {
        text.exactly(lang).is_none_or(|words| words.value.trim().is_empty())
    };
    let involved: BTreeSet<PersonId> =
        planned.iter().flat_map(|one| &one.people).map(|one| one.person).collect();
    let mut points = vec![
        Point::PeopleTwice(count(|one| matches!(one, Conflict::PersonTwice { .. }))),
        Point::HallsTwice(count(|one| matches!(one, Conflict::HallTwice { .. }))),
    ];
    let untitled =
        |lang: &Lang| Point::Untitled(*lang, those(&|one: &Activity| lacks(&one.title, *lang)));
    points.extend(langs.iter().map(untitled));
    let is_loose = |one: &Activity| one.parent.is_none() && one.placement.is_none();
    points.push(Point::Unplaced(those(&is_loose)));
    points.extend([
        Point::WaysTooShort(count(|one| matches!(one, Conflict::TravelTooShort { .. }))),
        Point::HallsTooSmall(count(|one| matches!(one, Conflict::HallTooSmall { .. }))),
        Point::OutsideOpening(count(|one| matches!(one, Conflict::OutsideOpening { .. }))),
    ]);
    let unsummarised = |lang: &Lang| {
        Point::Unsummarised(*lang, those(&|one: &Activity| lacks(&one.summary, *lang)))
    };
    points.extend(langs.iter().map(unsummarised));
    let is_deserted = |one: &Activity| {
        one.people.is_empty()
            && !one.details.kind().comes_and_goes()
            && index.children(programme, one.id).is_empty()
    };
    points.push(Point::Deserted(those(&is_deserted)));
    points.push(Point::Unreached(involved.difference(reached).copied().collect()));
    points.retain(|point| point.count() > 0);
    points
}

#[cfg(test)]
mod tests {
    use kernel::Text;

    use super::*;
    use crate::programme::fixture;

    #[test]
    fn what_blocks_comes_first_and_what_is_well_is_not_listed() {
        let mut programme = fixture::programme(6);
        let everybody: BTreeSet<PersonId> = programme.people.iter().map(|one| one.id).collect();
        let points = |programme: &Programme, reached: &BTreeSet<PersonId>| {
            let mut points = checked(programme, &Index::of(programme), reached);
            points.retain(|point| !matches!(point, Point::Unsummarised(..)));
            points
        };
        let clashes = points(&programme, &everybody);
        assert_eq!(clashes, [Point::PeopleTwice(2), Point::WaysTooShort(1)]);
        // Each in a hall of their own, all day.
        for (at, activity) in programme.activities.iter_mut().enumerate() {
            activity.people[0].person = programme.people[at % 3].id;
        }
        assert_eq!(points(&programme, &everybody), []);

        programme.activities[0].placement = programme.activities[3].placement;
        programme.activities[1].title = Text::zh_en("只有中文", "");
        programme.activities[2].placement = None;
        programme.activities[4].people.clear();
        let [untitled, unplaced, deserted] = [1, 2, 4].map(|at: usize| programme.activities[at].id);
        let found = points(&programme, &everybody);
        assert_eq!(
            found,
            [
                Point::PeopleTwice(1),
                Point::HallsTwice(1),
                Point::Untitled(Lang::En, vec![untitled]),
                Point::Unplaced(vec![unplaced]),
                Point::Deserted(vec![deserted]),
            ]
        );
        assert!(found.is_sorted_by_key(Point::weight));
        let nobody = BTreeSet::new();
        let last = points(&programme, &nobody).pop().unwrap();
        assert!(matches!(last, Point::Unreached(ref those) if !those.is_empty()), "{last:?}");
    }

    #[test]
    fn what_is_called_off_blocks_nothing() {
        let mut programme = fixture::programme(2);
        for activity in &mut programme.activities {
            activity.title = Text::empty();
            activity.placement = None;
            activity.state = ActivityState::Cancelled;
        }
        assert_eq!(checked(&programme, &Index::of(&programme), &BTreeSet::new()), []);
    }
}
