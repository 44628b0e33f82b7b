//! Booked, given up, and refused: by the counter and by the calendar.

use std::sync::Arc;
use std::thread;

use super::*;
use crate::admissions::calendar::rules::clash;
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::rules::State;
use crate::admissions::seats::model::Way;
use crate::admissions::seats::rules::alternatives;
use crate::error::Refusal as _;
use crate::words::Words;

#[test]
fn a_seat_is_booked_and_given_up_and_its_place_is_free_again() {
    for world in houses() {
        let all = passes(&world, 3);
        let booked = book(&world, 0, &all[..2]).unwrap();
        assert_eq!(booked.seats.len(), 2);
        assert_eq!(booked.seats[0].group, booked.seats[1].group);
        assert_eq!(seating(&world, 0).free(), 0);
        assert_eq!(book(&world, 0, &all[2..]).unwrap_err(), Unwilling::Full);
        assert_eq!(book(&world, 0, &all[..1]).unwrap_err(), Unwilling::Already);
        let seat = booked.seats[0];
        assert_eq!(cancel(&world, seat.pass, seat.id).unwrap().state, State::Cancelled);
        assert!(matches!(cancel(&world, seat.pass, seat.id), Err(Unwilling::NotNow(_))));
        assert_eq!(book(&world, 0, &all[2..]).unwrap().seats.len(), 1);
        let told = world.told();
        let count = |kind: &str| told.iter().filter(|told| *told == kind).count();
        assert_eq!((count("seats.booked"), count("seats.given_up")), (2, 1));
        sound(&world);
    }
}

#[test]
fn all_of_a_group_get_seats_or_nobody_does() {
    for world in houses() {
        let all = passes(&world, 3);
        assert_eq!(book(&world, 0, &all).unwrap_err(), Unwilling::Full);
        assert_eq!(seating(&world, 0).taken, 0);
        book(&world, 1, &all[..1]).unwrap();
        assert!(matches!(book(&world, 0, &all[..2]), Err(Unwilling::Clash(_))));
        assert_eq!(seating(&world, 0).taken, 0);
        sound(&world);
    }
}

#[test]
fn nobody_has_seats_in_two_places_at_once_and_the_way_counts() {
    for world in houses() {
        let all = passes(&world, 1);
        book(&world, 0, &all).unwrap();
        let Err(Unwilling::Clash(at_once)) = book(&world, 1, &all) else { panic!("no clash") };
        assert_eq!(
            (at_once.gap_minutes, at_once.with.get(kernel::Lang::En)),
            (None, "Model workshop 0")
        );
        let Err(Unwilling::Clash(way)) = book(&world, 2, &all) else { panic!("no clash") };
        assert_eq!((way.gap_minutes, way.travel_minutes), (Some(10), 30));
        let said = Unwilling::Clash(way).words(Words::of(kernel::Lang::En));
        assert!(said.contains("10:00–11:00") && said.contains("30 minutes"), "{said}");
        // They touch, in one house.
        book(&world, 3, &all).unwrap();
        book(&world, 4, &all).unwrap();
        sound(&world);
    }
}

#[test]
fn what_could_be_had_instead_fits_the_calendar_and_has_room() {
    for world in houses() {
        let all = passes(&world, 3);
        book(&world, 0, &all[..1]).unwrap();
        book(&world, 1, &all[1..]).unwrap();
        let (pass, now) = (all[0], world.ctx.hall_now());
        let found = world.read(move |tx| {
            let standing = calendar::of(tx, id(), &[pass.uuid()])?;
            let travel = crate::editions::verbs::travel(tx, id())?;
            let seatings = rows::seatings(tx, id())?;
            let wanted = rows::seating(tx, id(), "activity-1")?.unwrap();
            let others = alternatives(&wanted, &seatings, (&standing, &travel), (1, now));
            assert!(others.iter().all(|one| {
                one.free() > 0 && clash(one.slot().unwrap(), &standing, &travel).is_none()
            }));
            Ok(others.iter().map(|one| one.slug.to_string()).collect::<Vec<_>>())
        });
        assert_eq!(found, ["activity-3", "activity-4", "activity-5"]);
    }
}

#[test]
fn what_somebody_has_a_part_in_stands_in_their_calendar() {
    for world in houses() {
        let all = passes(&world, 1);
        let speaker = crate::people::tests::account(&world, "ada@example.org", None).id;
        let (ctx, pass) = (world.ctx.clone(), all[0]);
        world.write(move |tx: &mut Tx<'_>| {
            let address = "ada@example.org".parse().unwrap();
            let person = fixture::id("person-0");
            let lang = kernel::Lang::En;
            crate::people::contacts::note(tx, &ctx, (id(), person), (&address, lang), 0)?;
            holders::bind(tx, (id(), pass), speaker, ctx.now())
        });
        // Person 0 has a part in the first two workshops.
        let Err(Unwilling::Clash(found)) = book(&world, 2, &all) else { panic!("no clash") };
        assert_eq!(found.with.get(kernel::Lang::En), "Model workshop 0");
        book(&world, 4, &all).unwrap();
        sound(&world);
    }
}

#[test]
fn what_has_begun_is_closed_or_wants_no_seat_is_not_booked() {
    for world in houses() {
        let all = passes(&world, 1);
        let runner = |tx: &mut Tx<'_>, ctx: &Ctx| -> Result<verbs::Runner, Error<Unwilling>> {
            let may = access::require(tx, ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
            Ok(verbs::Runner::Organiser(may))
        };
        let set = |activity: usize, wish: verbs::Wish| {
            let (version, ctx) = (seating(&world, activity).version, world.ctx.clone());
            let slug = format!("activity-{activity}");
            refused(world.db.write_now(move |tx: &mut Tx<'_>| {
                let runner = runner(tx, &ctx)?;
                verbs::set(tx, &ctx, runner, (&slug, version), &wish)
            }))
        };
        let closed = verbs::Wish { closed: true, ..verbs::Wish::default() };
        set(3, closed).unwrap();
        assert_eq!(book(&world, 3, &all).unwrap_err(), Unwilling::Closed);
        set(3, verbs::Wish::default()).unwrap();
        let open = verbs::Wish { way: Some(Way::Open), ..verbs::Wish::default() };
        set(4, open).unwrap();
        assert_eq!(book(&world, 4, &all).unwrap_err(), Unwilling::NotBooked);
        let none = verbs::Wish { places: Some(-1), ..verbs::Wish::default() };
        assert_eq!(set(4, none).unwrap_err(), Unwilling::NoPlaces);
        // Fewer than are taken: nobody loses a seat, nobody gets one.
        let more = passes(&world, 2);
        book(&world, 5, &more).unwrap();
        let one = verbs::Wish { places: Some(1), ..verbs::Wish::default() };
        let lowered = set(5, one).unwrap();
        assert_eq!((lowered.taken, lowered.places, lowered.free()), (2, 1, 0));
        assert!(lowered.lowered_at.is_some());
        assert_eq!(book(&world, 5, &all).unwrap_err(), Unwilling::Full);
        sound(&world);
        world.clock.set(at(660));
        assert_eq!(book(&world, 3, &all).unwrap_err(), Unwilling::Begun);
    }
}

#[test]
fn at_any_load_exactly_as_many_seats_are_given_as_there_are_places() {
    const EACH: usize = 8;
    for world in houses() {
        let all = passes(&world, 16 * EACH);
        seating(&world, 5);
        let world = Arc::new(world);
        let crowd: Vec<_> = all
            .chunks(EACH)
            .map(|own| {
                let (own, world) = (own.to_vec(), Arc::clone(&world));
                thread::spawn(move || {
                    let tries = own.into_iter().map(|pass| book(&world, 5, &[pass]));
                    tries
                        .filter(|done| match done {
                            Ok(_) => true,
                            Err(Unwilling::Full) => false,
                            Err(other) => panic!("{other:?}"),
                        })
                        .count()
                })
            })
            .collect();
        let given: usize = crowd.into_iter().map(|one| one.join().unwrap()).sum();
        assert_eq!((given, seating(&world, 5).free()), (50, 0));
        sound(&world);
    }
}

#[test]
fn of_two_seats_at_once_for_one_pass_one_is_given() {
    for world in houses() {
        let all = passes(&world, 12);
        seating(&world, 0);
        let world = Arc::new(world);
        for pass in all {
            let pair = [2, 3].map(|activity| {
                let world = Arc::clone(&world);
                thread::spawn(move || book(&world, activity, &[pass]).is_ok())
            });
            let given = pair.map(|one| one.join().unwrap());
            assert!(given[0] != given[1], "{given:?}");
        }
        sound(&world);
    }
}

#[test]
fn whoever_gives_their_pass_up_gives_up_its_seats_and_whoever_comes_is_noted_once() {
    use crate::admissions::seats::verbs::Came;
    for world in houses() {
        let all = passes(&world, 2);
        book(&world, 0, &all).unwrap();
        let (ctx, pass) = (world.ctx.clone(), all[0]);
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<PassRefusal>> {
            let may = access::require::<SellPasses>(tx, &ctx, edition());
            let may = may.map_err(|no| no.map(PassRefusal::from))?;
            crate::admissions::verbs::orders::give_up(tx, &ctx, may, pass)
        });
        assert_eq!(seating(&world, 0).taken, 1);
        sound(&world);
        let came = |pass: AdmissionId| {
            let ctx = world.ctx.clone();
            let at = fixture::id("activity-0");
            world.write(move |tx| verbs::attend(tx, &ctx, (id(), at, pass)))
        };
        assert_eq!(
            [came(all[1]), came(all[1]), came(all[0])],
            [Came::In, Came::Again, Came::NoSeat]
        );
        sound(&world);
    }
}
