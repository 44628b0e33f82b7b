//! Whoever writes a draft, on every engine: what differs is a step and a fact, and nobody's words are lost.

use kernel::Text;
use store::Tx;

use super::fixture;
use super::model::{Activity, Placement, Programme};
use super::pen::{self, Edit, Hand, Stroke, Written};
use super::table::model::Cause;
use super::table::store as steps;
use crate::access::{self, EditProgramme, ImportSchedule, Scope};
use crate::documents::Touched;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::Host;
use crate::journal::Fact;
use crate::people::model::Person;
use crate::programme::verbs::{self, Unwilling};
use crate::trial::World;

fn edition() -> EditionId {
    fixture::id::<Edition>("edition")
}

fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let may = access::require::<ImportSchedule>(tx, &ctx, Scope::edition(edition()))
                .map_err(|no| no.map(Unwilling::from))?;
            verbs::import(tx, &ctx, may, &fixture::programme(6)).map(drop)
        });
    }
    worlds
}

/// Opens the draft, has it changed, and writes what the change names.
fn written(
    world: &World,
    change: impl Fn(&mut Programme) -> Vec<Own> + Send + Sync + 'static,
) -> Written {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<Written, Error<Unwilling>> {
        let may = access::require::<EditProgramme>(tx, &ctx, Scope::edition(edition()))
            .map_err(|no| no.map(Unwilling::from))?;
        let mut draft = pen::open(tx, edition())?.ok_or(Error::Missing)?;
        let own = change(&mut draft);
        let strokes = own.iter().map(Own::stroke).collect();
        let fact = Fact::new("programme.tried", edition());
        Ok(pen::write(tx, &ctx, Hand::of(may), Edit::elsewhere(fact, strokes))?)
    })
}

enum Own {
    Activity(Box<Activity>),
    Host(Host),
    Person(Person),
    Whole(Box<Programme>),
}

impl Own {
    const fn stroke(&self) -> Stroke<'_> {
        match self {
            Self::Activity(one) => Stroke::Activity(one),
            Self::Host(one) => Stroke::Host(one),
            Self::Person(one) => Stroke::Person(one),
            Self::Whole(one) => Stroke::Whole(one),
        }
    }
}

/// The steps after the import's own: what each names, and whether it moved.
fn steps_of(world: &World) -> Vec<Vec<(kernel::Uuid, bool)>> {
    let steps = world.read(|tx| steps::steps_after(tx, edition(), 1, 100));
    let named = |step: &super::table::model::Step| {
        assert_eq!(step.cause, Cause::Elsewhere);
        step.changes.iter().map(|one| (one.activity.uuid(), one.from != one.to)).collect()
    };
    steps.iter().map(named).collect()
}

#[test]
fn what_differs_is_one_step_and_one_fact_whatever_was_written() {
    for world in worlds() {
        let changed = Touched { changed: 1, ..Touched::default() };
        let title = |draft: &mut Programme| {
            draft.activities[0].title = Text::zh_en("另一个题目", "Another title");
            vec![Own::Activity(Box::new(draft.activities[0].clone()))]
        };
        let expected = Written { touched: changed, version: Some(2) };
        assert_eq!(written(&world, title), expected);
        // Said again nothing differs: no step, no fact.
        assert_eq!(written(&world, title), Written::default());
        // Who else is there is a change too, and a place is told as one that moved.
        let moved = written(&world, |draft| {
            let one = &mut draft.activities[1];
            one.people.clear();
            one.placement = None;
            vec![Own::Activity(Box::new(one.clone()))]
        });
        assert_eq!(moved, Written { touched: changed, version: Some(3) });
        // A host's and a person's names stand on what they take part in.
        written(&world, |draft| {
            draft.hosts[0].name = Text::zh_en("新名字", "New name");
            vec![Own::Host(draft.hosts[0].clone())]
        });
        written(&world, |draft| {
            draft.people[0].name = Text::zh_en("新名字", "New name");
            vec![Own::Person(draft.people[0].clone())]
        });
        // Everything: whoever looks reads it anew.
        written(&world, |draft| {
            draft.venues[0].name = Text::zh_en("新名字", "New name");
            vec![Own::Whole(Box::new(draft.clone()))]
        });
        let id = |name: &str| fixture::id::<Activity>(name).uuid();
        let found = steps_of(&world);
        assert_eq!(found[0], [(id("activity-0"), false)]);
        assert_eq!(found[1], [(id("activity-1"), true)]);
        assert!(!found[2].is_empty() && found[2].iter().all(|(_, moved)| !moved));
        assert!(!found[3].is_empty() && found[3].iter().all(|(_, moved)| !moved));
        assert_eq!((found.len(), found[4].as_slice()), (5, &[][..]));
        let told = world.told().into_iter().filter(|kind| kind == "programme.tried");
        assert_eq!(told.count(), 5);
    }
}

#[test]
fn a_draft_that_is_imported_with_other_places_alone_is_a_change() {
    for world in worlds() {
        let touched = written(&world, |draft| {
            draft.activities[2].placement = None;
            vec![Own::Whole(Box::new(draft.clone()))]
        });
        assert_eq!(touched.touched, Touched { changed: 1, ..Touched::default() });
        assert_eq!(touched.version, Some(2));
    }
}

#[test]
fn of_many_who_write_one_activity_at_once_nobody_loses_anything() {
    const ROUNDS: usize = 12;
    for world in worlds() {
        let id = fixture::id::<Activity>("activity-0");
        let find = |draft: &mut Programme| {
            draft.activities.iter().position(|one| one.id == fixture::id::<Activity>("activity-0"))
        };
        std::thread::scope(|scope| {
            // One writes words, one moves it a minute a time, both from what stands.
            let words = scope.spawn(|| {
                for _ in 0..ROUNDS {
                    written(&world, move |draft| {
                        let at = find(draft).unwrap();
                        let one = &mut draft.activities[at];
                        let said = one.title.get(kernel::Lang::En).to_owned();
                        one.title = Text::zh_en("题目", format!("{said}+"));
                        vec![Own::Activity(Box::new(one.clone()))]
                    });
                }
            });
            let places = scope.spawn(|| {
                for _ in 0..ROUNDS {
                    written(&world, move |draft| {
                        let at = find(draft).unwrap();
                        let one = &mut draft.activities[at];
                        let was = one.placement.unwrap();
                        let (start, end) = (was.interval.start(), was.interval.end());
                        let later =
                            kernel::Interval::new(start.plus_minutes(1), end.plus_minutes(1));
                        one.placement = Some(Placement { interval: later.unwrap(), ..was });
                        vec![Own::Activity(Box::new(one.clone()))]
                    });
                }
            });
            words.join().unwrap();
            places.join().unwrap();
        });
        let draft = world.read(pen_read);
        let one = draft.activities.iter().find(|one| one.id == id).unwrap();
        let said = one.title.get(kernel::Lang::En);
        assert_eq!(said.chars().filter(|sign| *sign == '+').count(), ROUNDS, "{said}");
        let before = fixture::programme(6).activities[0].placement.unwrap();
        let later = before.interval.start().plus_minutes(ROUNDS as i64);
        assert_eq!(one.placement.unwrap().interval.start(), later);
        assert_eq!(steps_of(&world).len(), 2 * ROUNDS);
    }
}

fn pen_read(tx: &mut Tx<'_>) -> Result<Programme, store::Fault> {
    let edition = crate::editions::verbs::by_id(tx, edition())?.expect("it was imported");
    super::draft::read(tx, edition)
}
