//! Seats follow the newest release.

use super::*;
use crate::admissions::calendar::verbs as calendar;
use crate::programme::model::ActivityState;

fn when(world: &World, pass: AdmissionId) -> Vec<(Interval, bool)> {
    let all = world.read(move |tx| calendar::of(tx, id(), &[pass.uuid()]));
    all.into_iter().map(|one| (one.slot.interval, one.moved_at.is_some())).collect()
}

#[test]
fn an_activity_that_moves_keeps_its_seats_and_calendars_follow() {
    for world in houses() {
        let all = passes(&world, 1);
        let seat = book(&world, 4, &all).unwrap().seats[0];
        book(&world, 0, &all).unwrap();
        let mut moved = conference();
        placed(&mut moved.activities[4], ("room", 610, 700));
        publish(&world, moved);
        seating(&world, 4);
        let later = Interval::new(at(610), at(700)).unwrap();
        assert!(when(&world, all[0]).contains(&(later, true)));
        // It clashes now, and they are told on their page; what was given stays.
        sound(&world);
        let mut off = conference();
        off.activities[4].state = ActivityState::Cancelled;
        publish(&world, off);
        assert_eq!(seating(&world, 4).taken, 1);
        assert_eq!(when(&world, all[0]).len(), 1);
        sound(&world);
        publish(&world, conference());
        assert_eq!((seating(&world, 4).taken, when(&world, all[0]).len()), (1, 2));
        sound(&world);
        cancel(&world, seat.pass, seat.id).unwrap();
        sound(&world);
    }
}

#[test]
fn a_release_with_fewer_places_takes_no_seat_away_and_a_slug_may_pass_on() {
    for world in houses() {
        let all = passes(&world, 2);
        book(&world, 4, &all).unwrap();
        let mut fewer = conference();
        fewer.activities[4].places = Some(1);
        let (four, five) = (fewer.activities[4].slug.clone(), fewer.activities[5].slug.clone());
        (fewer.activities[4].slug, fewer.activities[5].slug) = (five, four);
        publish(&world, fewer);
        let four = seating(&world, 5);
        assert_eq!((four.activity, four.taken, four.places), (fixture::id("activity-4"), 2, 1));
        sound(&world);
    }
}

#[test]
fn what_nobody_has_a_seat_in_goes_with_the_release_that_leaves_it_out() {
    for world in houses() {
        seating(&world, 4);
        let mut without = conference();
        without.activities.remove(4);
        publish(&world, without);
        seating(&world, 3);
        assert_eq!(world.read(|tx| rows::seating(tx, id(), "activity-4")), None);
    }
}
