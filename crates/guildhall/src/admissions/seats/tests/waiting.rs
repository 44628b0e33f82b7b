//! Waiting lists: whose turn it is, how long a seat is held, and who does not come.

use std::time::Duration;

use super::*;
use crate::admissions::rules::State;
use crate::admissions::seats::verbs::Wish;

/// The workshop of the afternoon.
const LATE: usize = 5;

fn set(world: &World, activity: usize, wish: Wish) {
    let (version, ctx) = (seating(world, activity).version, world.ctx.clone());
    let slug = format!("activity-{activity}");
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
        let runner = verbs::Runner::Organiser(may);
        verbs::set(tx, &ctx, runner, (&slug, version), &wish).map(drop)
    });
}

fn two_places(world: &World) {
    set(world, LATE, Wish { places: Some(2), ..Wish::default() });
}

fn wait(world: &World, activity: usize, passes: &[AdmissionId]) -> Result<Vec<Seat>, Unwilling> {
    let (ctx, passes) = (world.ctx.clone(), passes.to_vec());
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &passes)?;
        verbs::wait(tx, &ctx, &holder, &asked(activity, &passes))
    }))
}

fn take(world: &World, seat: &Seat) -> Result<(), Unwilling> {
    let (ctx, pass, group) = (world.ctx.clone(), seat.pass, seat.group);
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &[pass])?;
        verbs::take(tx, &ctx, &holder, (id(), group)).map(drop)
    }))
}

fn round(world: &World) {
    let ctx = world.ctx.clone();
    world.write(move |tx| verbs::round(tx, &ctx));
    sound(world);
}

fn states(world: &World, passes: &[AdmissionId]) -> Vec<State> {
    let passes = passes.to_vec();
    world.read(move |tx| {
        let last = |pass: &AdmissionId| {
            rows::seats_of_passes(tx, &[*pass]).map(|all| all.last().unwrap().state)
        };
        passes.iter().map(last).collect()
    })
}

#[test]
fn those_who_asked_together_get_seats_together_and_nobody_overtakes_them() {
    for world in houses() {
        let all = passes(&world, 6);
        two_places(&world);
        let sitting = book(&world, LATE, &all[..2]).unwrap().seats;
        let pair = wait(&world, LATE, &all[2..4]).unwrap();
        world.pass(Duration::from_secs(1));
        wait(&world, LATE, &all[4..5]).unwrap();
        assert_eq!(wait(&world, LATE, &all[4..5]).unwrap_err(), Unwilling::Already);
        assert_eq!(wait(&world, LATE, &all[3..6]).unwrap_err(), Unwilling::Already);
        assert_eq!(take(&world, &pair[0]).unwrap_err(), Unwilling::NotOffered);
        cancel(&world, sitting[0].pass, sitting[0].id).unwrap();
        assert_eq!(book(&world, LATE, &all[5..]).unwrap_err(), Unwilling::OthersWait);
        round(&world);
        // One place is too few for the pair, and it keeps its turn.
        assert_eq!(states(&world, &all[2..5]), [State::Waitlisted; 3]);
        cancel(&world, sitting[1].pass, sitting[1].id).unwrap();
        round(&world);
        let (held, waits) = (State::Offered, State::Waitlisted);
        assert_eq!(states(&world, &all[2..5]), [held, held, waits]);
        take(&world, &pair[0]).unwrap();
        assert_eq!(states(&world, &[pair[0].pass]), [State::Confirmed]);
        sound(&world);
    }
}

#[test]
fn so_many_could_never_sit_together() {
    for world in houses() {
        let all = passes(&world, 3);
        two_places(&world);
        assert_eq!(wait(&world, LATE, &all).unwrap_err(), Unwilling::TooMany { places: 2 });
    }
}

#[test]
fn a_seat_that_nobody_takes_goes_to_the_next_and_both_are_told() {
    for world in houses() {
        let all = passes(&world, 4);
        two_places(&world);
        let owner = crate::people::tests::account(&world, "ada@example.org", None).id;
        let (ctx, pass) = (world.ctx.clone(), all[2]);
        world.write(move |tx| holders::bind(tx, (id(), pass), owner, ctx.now()));
        let sitting = book(&world, LATE, &all[..2]).unwrap().seats;
        let late = wait(&world, LATE, &all[2..3]).unwrap();
        world.pass(Duration::from_secs(1));
        wait(&world, LATE, &all[3..]).unwrap();
        cancel(&world, sitting[0].pass, sitting[0].id).unwrap();
        round(&world);
        assert_eq!(states(&world, &all[2..]), [State::Offered, State::Waitlisted]);
        world.pass(Duration::from_secs(15 * 60));
        assert_eq!(take(&world, &late[0]).unwrap_err(), Unwilling::Expired);
        round(&world);
        assert_eq!(states(&world, &all[2..]), [State::Released, State::Offered]);
        let letters: i64 = world.read(|tx| tx.one(LETTERS, ()));
        assert_eq!(letters, 2, "a seat is held; it was let go");
    }
}

#[test]
fn whoever_is_somewhere_else_then_is_passed_over_and_keeps_their_turn() {
    for world in houses() {
        let all = passes(&world, 4);
        let sitting = book(&world, 0, &all[..2]).unwrap().seats;
        wait(&world, 0, &all[2..3]).unwrap();
        world.pass(Duration::from_secs(1));
        wait(&world, 0, &all[3..]).unwrap();
        book(&world, 1, &all[2..3]).unwrap();
        cancel(&world, sitting[0].pass, sitting[0].id).unwrap();
        round(&world);
        let first = all[2];
        let own = world.read(move |tx| rows::seats_of_passes(tx, &[first]));
        assert_eq!((own[0].state, own[1].state), (State::Waitlisted, State::Confirmed));
        assert_eq!(states(&world, &all[3..]), [State::Offered]);
        round(&world);
    }
}

#[test]
fn the_seats_of_those_who_do_not_come_go_to_those_who_wait() {
    for world in houses() {
        let all = passes(&world, 3);
        set(&world, 0, Wish { release_minutes: Some(10), ..Wish::default() });
        book(&world, 0, &all[..2]).unwrap();
        wait(&world, 0, &all[2..]).unwrap();
        world.clock.set(at(600).plus_minutes(9));
        round(&world);
        assert_eq!(states(&world, &all[..2]), [State::Confirmed; 2]);
        world.clock.set(at(610));
        round(&world);
        assert_eq!(states(&world, &all[..2]), [State::NoShow; 2]);
        assert_eq!(states(&world, &all[2..]), [State::Offered]);
    }
}

#[test]
fn a_round_that_two_nodes_run_at_once_offers_each_seat_once() {
    for world in houses() {
        let all = passes(&world, 12);
        two_places(&world);
        let sitting = book(&world, LATE, &all[..2]).unwrap().seats;
        for pass in &all[2..] {
            wait(&world, LATE, &[*pass]).unwrap();
            world.pass(Duration::from_secs(1));
        }
        for seat in sitting {
            cancel(&world, seat.pass, seat.id).unwrap();
        }
        let world = std::sync::Arc::new(world);
        let nodes = [0; 4].map(|_| {
            let world = std::sync::Arc::clone(&world);
            std::thread::spawn(move || {
                let ctx = world.ctx.clone();
                world.write(move |tx| verbs::round(tx, &ctx));
            })
        });
        nodes.into_iter().for_each(|one| one.join().unwrap());
        let held = states(&world, &all[2..]).into_iter().filter(|it| *it == State::Offered);
        assert_eq!((held.count(), seating(&world, LATE).taken), (2, 2));
        sound(&world);
    }
}

store::statements! {
    LETTERS = "select count(*) from outbox where kind = 'seats.news'";
}
