//! Stories of the draft table on every engine.

use kernel::{Interval, Lang};
use store::Tx;

use super::model::{Answer, Answers, Cause, Sort, Spot, seen};
use super::refusal::Unwilling;
use super::verbs::places::{self, Done, Wish};
use super::verbs::steps::{self, Turned};
use super::verbs::{answers, places as verbs};
use crate::access::{self, Actor, Can, EditProgramme, ManageAccounts, Permission, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, Hall};
use crate::error::Error;
use crate::people::verbs::{accounts, roles};
use crate::programme::conflicts::Conflict;
use crate::programme::model::{Activity, Placement, Programme};
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

const DAY: &str = "2025-02-21";

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn may<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

fn import(world: &World, programme: Programme) {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        programme::import(tx, &ctx, may, &programme).map(drop)
    });
}

/// Houses on every engine with the fixture's six activities as a draft.
pub(super) fn worlds() -> Vec<World> {
    let worlds = World::all();
    worlds.iter().for_each(|world| import(world, fixture::programme(6)));
    worlds
}

/// An organiser of that name, and the circumstances in which they act.
pub(super) fn organiser(world: &World, name: &str) -> Ctx {
    let (ctx, address) = (world.ctx.clone(), format!("{name}@example.org").parse().unwrap());
    let account = world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may: Can<ManageAccounts> = may(tx, &ctx, Scope::Site)?;
        let made = accounts::ensure(tx, &ctx, may, &address, "Sample", Lang::En);
        let made = made.map_err(|no| no.map(|_| Unwilling::NoHall))?;
        roles::appoint(tx, &ctx, may, made.id, (Role::Organiser, edition()))
            .map_err(|no| no.map(|_| Unwilling::NoHall))?;
        Ok(made.id)
    });
    world.ctx.acting(Actor::Account(account))
}

fn sheet(world: &World) -> Programme {
    let ctx = world.ctx.clone();
    let read = world.db.read_now(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = may(tx, &ctx, edition())?;
        verbs::sheet(tx, may)
    });
    read.unwrap().programme
}

pub(super) fn place_of(world: &World, name: &str) -> Option<Placement> {
    let id = fixture::id::<Activity>(name);
    sheet(world).activities.iter().find(|one| one.id == id).unwrap().placement
}

fn spot(hall: &str, minute: u16) -> Option<Spot> {
    Some(Spot { hall: fixture::id::<Hall>(hall), day: DAY.parse().unwrap(), minute, minutes: 10 })
}

/// The place of [`spot`] as rows have it.
fn placed(hall: &str, minute: u16) -> Option<Placement> {
    let start = fixture::at(minute);
    let interval = Interval::new(start, start.plus_minutes(10)).unwrap();
    Some(Placement { hall: fixture::id(hall), spot: None, interval })
}

fn wish(name: &str, from: Option<Placement>, to: Option<Spot>) -> Wish {
    Wish { activity: name.parse().unwrap(), seen: seen(from), to }
}

pub(super) fn verb<T: Send + 'static>(
    world: &World,
    ctx: &Ctx,
    verb: impl Fn(&mut Tx<'_>, &Ctx, Can<EditProgramme>) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Unwilling> {
    let ctx = ctx.clone();
    let did = world.db.write_now(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, edition())?;
        verb(tx, &ctx, may)
    });
    did.map_err(|error| match error {
        Error::Refused(why) => why,
        other => panic!("{other}"),
    })
}

fn put(world: &World, ctx: &Ctx, wish: Wish) -> Result<Done, Unwilling> {
    verb(world, ctx, move |tx, ctx, may| places::place(tx, ctx, may, &wish))
}

fn answer(world: &World, ctx: &Ctx, sort: Sort, answer: Answer) {
    verb(world, ctx, move |tx, ctx, may| answers::set(tx, ctx, may, (&[(sort, answer)], None)))
        .unwrap();
}

fn told(world: &World) -> Vec<String> {
    let told = world.told().into_iter();
    told.filter(|kind| kind.starts_with("programme.plac") || kind.starts_with("programme.r"))
        .collect()
}

#[test]
fn what_is_placed_is_stored_told_and_says_what_it_causes() {
    for world in worlds() {
        let ada = organiser(&world, "ada");
        // At noon in the main hall nothing is in the way.
        let done = put(&world, &ada, wish("activity-4", placed("side", 552), spot("main", 720)));
        let done = done.unwrap();
        assert_eq!((done.caused, done.changes.len()), (vec![], 1));
        assert_eq!(place_of(&world, "activity-4"), placed("main", 720));
        // There it meets the one before, and its own person is elsewhere in the same venue.
        let done = put(&world, &ada, wish("activity-5", placed("room", 552), spot("main", 720)));
        let (hall, person) = (fixture::id("main"), fixture::id("person-2"));
        let [one, other] = ["activity-4", "activity-5"].map(fixture::id::<Activity>);
        let (first, second) = (one.min(other), one.max(other));
        assert_eq!(
            done.unwrap().caused,
            [
                Conflict::PersonTwice { person, first, second },
                Conflict::HallTwice { hall, first, second }
            ]
        );
        // Back into the tray.
        put(&world, &ada, wish("activity-5", placed("main", 720), None)).unwrap();
        assert_eq!(place_of(&world, "activity-5"), None);
        assert_eq!(told(&world), ["programme.placed"; 3]);
    }
}

#[test]
fn who_did_not_see_where_it_is_now_moves_nothing() {
    for world in worlds() {
        let (ada, bob) = (organiser(&world, "ada"), organiser(&world, "bob"));
        let before = placed("side", 552);
        put(&world, &ada, wish("activity-4", before, spot("main", 720))).unwrap();
        let late = put(&world, &bob, wish("activity-4", before, spot("room", 800)));
        assert_eq!(late, Err(Unwilling::MovedMeanwhile));
        assert_eq!(place_of(&world, "activity-4"), placed("main", 720));
        assert_eq!(told(&world), ["programme.placed"]);
    }
}

#[test]
fn what_no_programme_knows_is_refused_by_its_field() {
    for world in worlds() {
        let ada = organiser(&world, "ada");
        let to = |change: fn(&mut Spot)| {
            let mut spot = spot("main", 720).unwrap();
            change(&mut spot);
            wish("activity-4", placed("side", 552), Some(spot))
        };
        let refused = |wish| put(&world, &ada, wish).unwrap_err().field();
        assert_eq!(refused(to(|spot| spot.hall = fixture::id("nowhere"))), "hall");
        assert_eq!(refused(to(|spot| spot.day = "2030-01-01".parse().unwrap())), "day");
        assert_eq!(refused(to(|spot| spot.minute = 1440)), "start");
        assert_eq!(refused(to(|spot| spot.minutes = 0)), "minutes");
        assert_eq!(refused(to(|spot| spot.minutes = 1441)), "minutes");
        assert_eq!(told(&world), [] as [String; 0]);
    }
}

#[test]
fn an_edition_blocks_warns_and_ignores_as_it_says() {
    for world in worlds() {
        let ada = organiser(&world, "ada");
        let there = || wish("activity-4", placed("side", 552), spot("main", 540));
        answer(&world, &ada, Sort::HallTwice, Answer::Block);
        assert!(matches!(put(&world, &ada, there()), Err(Unwilling::Blocked(of)) if of.len() == 1));
        assert_eq!(place_of(&world, "activity-4"), placed("side", 552));
        answer(&world, &ada, Sort::HallTwice, Answer::Ignore);
        let caused = put(&world, &ada, there()).unwrap().caused;
        assert_eq!(caused.iter().map(Sort::of).collect::<Vec<_>>(), [Sort::TravelTooShort]);
        // What was so before is given back, whatever the rules say by now.
        answer(&world, &ada, Sort::HallTwice, Answer::Block);
        put(&world, &ada, wish("activity-4", placed("main", 540), spot("main", 720))).unwrap();
        assert!(matches!(verb(&world, &ada, steps::undo), Ok(Turned::Done(_))));
        assert_eq!(place_of(&world, "activity-4"), placed("main", 540));
        let kept = verb(&world, &ada, |tx, _, may| answers::of_edition(tx, may));
        assert_eq!(kept.unwrap(), Answers(vec![(Sort::HallTwice, Answer::Block)]));
    }
}

#[test]
fn of_two_who_set_the_rules_at_once_the_second_is_told_and_sets_nothing() {
    for world in worlds() {
        let (ada, bob) = (organiser(&world, "ada"), organiser(&world, "bob"));
        let seen = answers::seen_of(&Answers::default());
        let set = |who: &Ctx, sort, answer| {
            let seen = seen.clone();
            verb(&world, who, move |tx, ctx, may| {
                answers::set(tx, ctx, may, (&[(sort, answer)], Some(&seen)))
            })
        };
        assert_eq!(set(&ada, Sort::HallTwice, Answer::Block), Ok(()));
        let late = set(&bob, Sort::HallTwice, Answer::Ignore);
        assert_eq!(late, Err(Unwilling::RulesChanged));
        let kept = verb(&world, &ada, |tx, _, may| answers::of_edition(tx, may)).unwrap();
        assert_eq!(kept, Answers(vec![(Sort::HallTwice, Answer::Block)]));
    }
}

#[test]
fn own_steps_are_taken_back_and_done_again_in_order() {
    for world in worlds() {
        let ada = organiser(&world, "ada");
        let [home, noon, one] = [placed("side", 552), placed("main", 720), placed("main", 780)];
        put(&world, &ada, wish("activity-4", home, spot("main", 720))).unwrap();
        put(&world, &ada, wish("activity-4", noon, spot("main", 780))).unwrap();
        let turned = |verb_of: fn(&mut Tx<'_>, &Ctx, _) -> _| {
            let turned = verb(&world, &ada, verb_of);
            (turned.map(|_| ()), place_of(&world, "activity-4"))
        };
        assert_eq!(turned(steps::undo), (Ok(()), noon));
        assert_eq!(turned(steps::undo), (Ok(()), home));
        assert_eq!(turned(steps::undo), (Err(Unwilling::NothingToUndo), home));
        assert_eq!(turned(steps::redo), (Ok(()), noon));
        assert_eq!(turned(steps::redo), (Ok(()), one));
        assert_eq!(turned(steps::redo), (Err(Unwilling::NothingToRedo), one));
        // Whoever goes on from an earlier place has left the later one behind.
        assert_eq!(turned(steps::undo), (Ok(()), noon));
        put(&world, &ada, wish("activity-4", noon, None)).unwrap();
        assert_eq!(turned(steps::redo), (Err(Unwilling::NothingToRedo), None));
        assert_eq!(turned(steps::undo), (Ok(()), noon));
    }
}

#[test]
fn nobody_takes_back_what_others_have_moved_since() {
    for world in worlds() {
        let (ada, bob) = (organiser(&world, "ada"), organiser(&world, "bob"));
        let home = placed("side", 552);
        put(&world, &ada, wish("activity-4", home, spot("main", 720))).unwrap();
        assert_eq!(verb(&world, &bob, steps::undo), Err(Unwilling::NothingToUndo));
        put(&world, &bob, wish("activity-4", placed("main", 720), spot("room", 800))).unwrap();
        assert_eq!(verb(&world, &ada, steps::undo), Ok(Turned::Overtaken));
        assert_eq!(place_of(&world, "activity-4"), placed("room", 800));
        assert_eq!(verb(&world, &ada, steps::undo), Err(Unwilling::NothingToUndo));
    }
}

#[test]
fn what_rides_in_an_activity_moves_with_it() {
    for world in World::all() {
        let mut programme = fixture::programme(6);
        // Activity 3 takes place within activity 0.
        programme.activities[0].placement = placed("main", 600);
        programme.activities[3].parent = Some(programme.activities[0].id);
        let mut inner = placed("main", 604).unwrap();
        let start = inner.interval.start();
        inner.interval = Interval::new(start, start.plus_minutes(5)).unwrap();
        programme.activities[3].placement = Some(inner);
        import(&world, programme);
        let ada = organiser(&world, "ada");
        put(&world, &ada, wish("activity-0", placed("main", 600), spot("room", 720))).unwrap();
        let moved = place_of(&world, "activity-3").unwrap();
        assert_eq!(moved.hall, fixture::id("room"));
        assert_eq!(moved.interval.start(), fixture::at(724));
        assert_eq!(moved.interval.minutes(), 5);
        verb(&world, &ada, steps::undo).unwrap();
        assert_eq!(place_of(&world, "activity-3"), Some(inner));
    }
}

#[test]
fn an_import_tells_every_table_to_read_anew() {
    for world in worlds() {
        import(&world, fixture::programme(7));
        let edition = fixture::id("edition");
        let steps = world.read(move |tx| super::store::steps_after(tx, edition, 0, 10));
        let causes: Vec<_> = steps.iter().map(|step| (step.version, step.cause)).collect();
        assert_eq!(causes, [(1, Cause::Elsewhere), (2, Cause::Elsewhere)]);
    }
}
