//! Every reason of the solver has its sentence in both languages.

use kernel::{Interval, Lang, Timestamp};
use solve::timetable::problem::Span;
use solve::timetable::reason::{Halls, Reason, Times};
use solve::{Limits, Watch};

use super::reasons::lines;
use crate::demo;
use crate::programme::absences::{Absence, AbsenceId, Sort, Whose};
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::programme::table::solver::{Task, propose};
use crate::programme::table::wishes::Wishes;
use crate::programme::timetable::{Lengths, hall_name};
use crate::words::Words;

fn said(programme: &Programme, lang: Lang, reasons: &[Reason]) -> Vec<String> {
    lines(Words::of(lang), programme, &Index::of(programme), reasons)
}

/// Two talks of one speaker, when she is there for one of them only.
#[test]
fn what_is_impossible_is_said_in_both_languages_with_titles_and_clocks() {
    let mut programme = demo::programme().unwrap();
    let at = |slug: &str, programme: &Programme| {
        programme.activities.iter().position(|one| one.slug.as_str() == slug).unwrap()
    };
    let (one, other) = (at("explain-a-no", &programme), at("offline-tutor", &programme));
    let people = programme.activities[one].people.clone();
    programme.activities[other].people = people;
    for at in [one, other] {
        programme.activities[at].placement = None;
    }
    let index = Index::of(&programme);
    let whose = Whose::Person(programme.activities[one].people[0].person);
    let edition = &programme.edition;
    let days = edition.first_day.through(edition.last_day, 10);
    // She is there on the first day only, and no longer than one of the two lasts.
    let away = |from: Timestamp, until: Timestamp, at: usize| Absence {
        id: AbsenceId::named("test", &at.to_string()),
        whose,
        sort: Sort::Away,
        interval: Interval::new(from, until).unwrap(),
    };
    let lengths = Lengths::of(&programme, &index);
    let longest =
        [one, other].map(|at| lengths.minutes(&programme.activities[at])).into_iter().max();
    let start = |day: usize| edition.zone.moment(days[day], 0);
    let mut absences = vec![
        away(start(0), start(0).plus_minutes(10 * 60), 0),
        away(start(0).plus_minutes(10 * 60 + longest.unwrap()), start(1), 1),
    ];
    absences.extend(
        (1..days.len()).map(|day| away(start(day), start(day).plus_minutes(24 * 60), day + 1)),
    );
    let slugs = [one, other].map(|at| programme.activities[at].slug.clone());

    let proposal = propose(
        (&programme, &Wishes { absences: &absences, stars: &[] }),
        &Task::These(slugs.to_vec()),
        Limits::new(2_000, 1),
        Watch::NONE,
    )
    .unwrap();

    let titles = |lang| [one, other].map(|at| programme.activities[at].title.get(lang).to_owned());
    for lang in [Lang::Zh, Lang::En] {
        let told = lines(Words::of(lang), &programme, &index, &proposal.reasons);
        let text = told.join("\n");
        assert!(titles(lang).iter().any(|title| text.contains(title)), "{text}");
        assert!(text.contains("10:00") && !text.contains("offline-tutor"), "{text}");
    }
    assert_eq!(proposal.left.len(), 1);
}

#[test]
fn every_reason_has_a_sentence_in_both_languages() {
    let programme = demo::programme().unwrap();
    let activity = programme.activities[0].slug.to_string();
    let reasons = every_reason(&programme);
    for lang in [Lang::Zh, Lang::En] {
        let told = said(&programme, lang, &reasons);
        assert_eq!(told.len(), reasons.len());
        for (line, reason) in told.iter().zip(&reasons) {
            assert!(!line.trim().is_empty(), "{reason:?}");
            assert!(!line.contains(&activity) && !line.contains('~'), "{line}");
        }
    }
}

/// One of each kind, about what the programme has.
fn every_reason(programme: &Programme) -> Vec<Reason> {
    let name = |at: usize| programme.activities[at].slug.to_string();
    let (activity, other) = (name(0), name(1));
    let hall = hall_name(&programme.venues[0], programme.venues[0].halls[0].slug.as_str());
    let party = programme.people[0].slug.to_string();
    let times = |count| Times {
        first: vec![Span { from: 540, until: 600 }; count],
        more: count,
        minutes: 60,
    };
    let (minutes, day) = (60, Some("2025-02-21".to_owned()));
    let both = || (activity.clone(), other.clone());
    vec![
        Reason::NoHallSuits { activity: activity.clone() },
        Reason::Takes { activity: activity.clone(), minutes },
        Reason::FixedIn { activity: activity.clone(), hall: hall.clone() },
        Reason::HallUnsuited { hall: hall.clone() },
        Reason::FixedAt { activity: activity.clone(), hall: hall.clone(), start: 540 },
        Reason::Open {
            activity: activity.clone(),
            halls: Halls::One(hall.clone()),
            times: times(0),
        },
        Reason::Open { activity: activity.clone(), halls: Halls::All(3), times: times(2) },
        Reason::Windows { activity: activity.clone(), times: times(1) },
        Reason::There { party: party.clone(), times: times(1) },
        Reason::NeededInBoth { party: party.clone(), one: both().0, other: both().1 },
        Reason::StartsAt { activity: activity.clone(), start: 540, end: 600, hall: None },
        Reason::StartsAt {
            activity: format!("~{activity}"),
            start: 540,
            end: 600,
            hall: Some(format!("~{activity}")),
        },
        Reason::StartsBetween {
            activity: activity.clone(),
            first: 540,
            last: 2_000,
            minutes,
            hall: None,
        },
        Reason::StartsBetween {
            activity: activity.clone(),
            first: 540,
            last: 600,
            minutes,
            hall: Some(hall.clone()),
        },
        Reason::Way { minutes },
        Reason::NeitherFirst,
        Reason::NotSideBySide { one: both().0, other: both().1 },
        Reason::OneAtATime { hall: hall.clone() },
        Reason::Before { first: both().0, then: both().1 },
        Reason::OneDay { activities: vec![both().0, both().1] },
        Reason::Needed { party: party.clone(), minutes: 60, activities: vec![both().0] },
        Reason::TimeThere { from: 540, until: 600, minutes: 60 },
        Reason::HallTimeNeeded { activities: 2, minutes: 60, day: None },
        Reason::HallTimeNeeded { activities: 2, minutes: 60, day: day.clone() },
        Reason::HallTimeOpen { halls: Halls::One(hall), minutes: 60, day },
        Reason::HallTimeOpen { halls: Halls::All(2), minutes: 60, day: None },
        Reason::Granted { host: party, minutes: 60 },
        Reason::NeededOutside { minutes: 60 },
        Reason::LongLost { activities: 2, minutes },
        Reason::RoomBetween { activities: 0 },
        Reason::MoreMove { activities: 1 },
    ]
}
