//! Stories of reviews on every engine.

pub mod pairs;

use kernel::{Lang, Text};
use store::Tx;

use super::model::{Criterion, Manner, Mode, PhaseState, Review, ReviewId, ReviewState};
use super::refusal::Unwilling;
use super::store as rows;
use super::verbs::{assign, current, give, phases, reviewers};
use crate::calls::model::{Call, ProposalId};
use crate::calls::tests::{self as calls, EDITION, a_call, acting, email, handed_in, worlds};
use crate::calls::verbs::gate;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::trial::World;

fn manner(reviews: u32) -> Manner {
    let criterion = |name: &str| Criterion { name: Text::zh_en(name, name), weight: 1 };
    let criteria = vec![criterion("content"), criterion("clarity")];
    Manner { mode: Mode::Rubric, anonymous: true, reviews, criteria }
}

fn outcome<T: Send + 'static>(
    world: &World,
    verb: impl FnMut(&mut Tx<'_>) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Option<Unwilling>> {
    world.db.write_now(verb).map_err(|error| match error {
        Error::Refused(why) => Some(why),
        Error::Missing => None,
        Error::Fault(fault) => panic!("{fault}"),
    })
}

/// Runs a verb as whoever runs the call.
fn run<T: Send + 'static>(
    world: &World,
    call: &Call,
    verb: impl Fn(&mut Tx<'_>, &Ctx, &gate::Runs) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Option<Unwilling>> {
    let (ctx, call) = (world.ctx.clone(), call.clone());
    outcome(world, move |tx| {
        let may = gate::of_call(tx, &ctx, call.clone()).map_err(|no| no.map(Unwilling::from))?;
        verb(tx, &ctx, &may)
    })
}

/// A call with an open phase and reviewers by the beginnings of their addresses.
fn reviewed(world: &World, reviews: u32, names: &[&'static str]) -> Call {
    let call = a_call(world, "reviewed", false);
    let names = names.to_vec();
    run(world, &call, move |tx, ctx, may| {
        phases::set(tx, ctx, may, 0, manner(reviews))?;
        phases::set_state(tx, ctx, may, 1, PhaseState::Open)?;
        for name in &names {
            let wish = reviewers::Wish {
                email: email(&format!("{name}@example.org")),
                topics: Vec::new(),
                interests: if *name == "paid" { "Sample Corp".into() } else { String::new() },
                load_max: 10,
                lang: Lang::En,
            };
            reviewers::put(tx, ctx, may, &wish)?;
        }
        Ok(())
    })
    .unwrap();
    call
}

/// Assigns from that seed; the pairs as they are then.
fn assigned(world: &World, call: &Call, seed: i64) -> Result<Vec<Review>, Option<Unwilling>> {
    run(world, call, move |tx, ctx, may| {
        let task = assign::task(tx, ctx, may)?;
        let pairs = task.solve(seed.unsigned_abs());
        let pairs = pairs.map_err(|why| Error::Refused(Unwilling::Impossible(why)))?;
        assign::keep(tx, ctx, may, &task, (seed, &pairs))?;
        Ok(rows::reviews_of(tx, task.phase.id)?)
    })
}

/// The reviews of whoever has that address.
fn of(world: &World, name: &str) -> (Ctx, Vec<ReviewId>) {
    let ctx = acting(world, &format!("{name}@example.org"), None);
    let asking = ctx.clone();
    let mine = outcome(world, move |tx| give::mine(tx, &asking, EDITION)).unwrap();
    (ctx, mine.into_iter().map(|(_, review, _)| review.id).collect())
}

fn marked(
    world: &World,
    ctx: &Ctx,
    (id, version): (ReviewId, i64),
    marks: &[i64],
) -> Result<(), Option<Unwilling>> {
    let (ctx, marks) = (ctx.clone(), marks.to_vec());
    outcome(world, move |tx| give::give(tx, &ctx, (EDITION, id), version, (&marks, "Fine.")))
}

#[test]
fn readers_are_found_under_loads_and_conflicts_and_the_same_seed_finds_the_same() {
    for world in worlds() {
        let call = reviewed(&world, 2, &["a", "b", "c", "paid"]);
        let own = handed_in(&world, &call, "a@example.org").0;
        let (other, who) = handed_in(&world, &call, "x@example.org");
        let mut typed = calls::typed("Talk of x@example.org again");
        typed.profile.affiliation = " sample corp ".into();
        let saved = calls::save(
            &world,
            &who,
            (other, 2),
            (typed, crate::calls::verbs::proposals::Act::Save),
        );
        assert!(saved.is_ok(), "{saved:?}");
        let solve = |seed: u64| {
            run(&world, &call, move |tx, ctx, may| Ok(assign::task(tx, ctx, may)?.solve(seed)))
        };
        assert_eq!(solve(7).unwrap(), solve(7).unwrap());
        let found = assigned(&world, &call, 7).unwrap();
        assert_eq!(found.len(), 4);
        let (_, of_a) = of(&world, "a");
        let (_, of_paid) = of(&world, "paid");
        let reads = |ids: &[ReviewId], proposal: ProposalId| {
            found.iter().any(|one| ids.contains(&one.id) && one.proposal == proposal)
        };
        assert!(!reads(&of_a, own), "nobody judges their own");
        assert!(!reads(&of_paid, other), "nobody judges who pays them");
        let id = call.id;
        let phases = world.read(move |tx| rows::phases_of(tx, id));
        assert_eq!(phases[0].seed, Some(7));
        // Again: everything has its readers already.
        assert_eq!(assigned(&world, &call, 8).unwrap().len(), 4);
    }
}

#[test]
fn loads_that_cannot_be_kept_are_said_and_nothing_is_assigned() {
    for world in worlds() {
        let call = reviewed(&world, 3, &["a", "b"]);
        handed_in(&world, &call, "x@example.org");
        let refused = assigned(&world, &call, 1);
        let Err(Some(Unwilling::Impossible(why))) = refused else { panic!("{refused:?}") };
        assert!(why.contains("3 reviews"), "{why}");
    }
}

#[test]
fn a_review_is_its_reviewers_alone_and_who_declares_a_conflict_is_replaced() {
    for world in worlds() {
        let call = reviewed(&world, 1, &["a", "b"]);
        handed_in(&world, &call, "x@example.org");
        assigned(&world, &call, 3).unwrap();
        let (mut first, mut second) = ("a", "b");
        if of(&world, first).1.is_empty() {
            (first, second) = (second, first);
        }
        let (reader, ids) = of(&world, first);
        let (other, none) = of(&world, second);
        assert_eq!((ids.len(), none.len()), (1, 0));
        assert_eq!(marked(&world, &other, (ids[0], 1), &[3, 3]), Err(None));
        assert_eq!(marked(&world, &reader, (ids[0], 1), &[3]), Err(Some(Unwilling::NoMarks)));
        assert_eq!(marked(&world, &reader, (ids[0], 1), &[3, 6]), Err(Some(Unwilling::NoMarks)));
        let (ctx, id) = (reader.clone(), ids[0]);
        outcome(&world, move |tx| give::declare(tx, &ctx, (EDITION, id))).unwrap();
        assert_eq!(marked(&world, &reader, (ids[0], 2), &[3, 3]), Err(Some(Unwilling::NotOpen)));
        let all = assigned(&world, &call, 4).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(of(&world, second).1.len(), 1);
        let again = assigned(&world, &call, 5).unwrap();
        assert_eq!(again.iter().filter(|one| one.state == ReviewState::Conflict).count(), 1);
    }
}

#[test]
fn severe_and_mild_reviewers_are_brought_to_one_measure() {
    for world in worlds() {
        let call = reviewed(&world, 2, &["mild", "severe"]);
        let ids: Vec<ProposalId> =
            (0..6).map(|at| handed_in(&world, &call, &format!("s{at}@example.org")).0).collect();
        let all = assigned(&world, &call, 2).unwrap();
        for (name, shift) in [("mild", 1), ("severe", -1)] {
            let (ctx, mine) = of(&world, name);
            assert_eq!(mine.len(), 6);
            for id in mine {
                let proposal = all.iter().find(|one| one.id == id).unwrap().proposal;
                let at = ids.iter().position(|one| *one == proposal).unwrap();
                let mark = (2 + i64::try_from(at / 2).unwrap() + shift).clamp(1, 5);
                marked(&world, &ctx, (id, 1), &[mark, mark]).unwrap();
                assert_eq!(marked(&world, &ctx, (id, 1), &[1, 1]), Err(Some(Unwilling::Changed)));
            }
        }
        let order = run(&world, &call, |tx, ctx, may| {
            let (phase, given) = assign::given(tx, may)?;
            let order = given.rank(&phase, 1);
            let order = order.ok_or(Error::Refused(Unwilling::NothingToRank))?;
            assign::keep_order(tx, ctx, may, (&phase, &order))?;
            Ok(rows::results_of(tx, phase.id)?)
        });
        let order = order.unwrap();
        assert_eq!(order.len(), 6);
        assert_eq!((order[0].reviews, order[0].place), (2, 1));
        let best: Vec<ProposalId> = order[..2].iter().map(|one| one.proposal).collect();
        assert!(best.contains(&ids[4]) && best.contains(&ids[5]), "{order:?}");
        assert!(order.iter().all(|one| one.error_e3.is_some()), "{order:?}");
        // The discussion is for those who have judged.
        let (ctx, mine) = of(&world, "mild");
        let id = mine[0];
        outcome(&world, move |tx| give::say(tx, &ctx, (EDITION, id), "Close call.")).unwrap();
        let (ctx, theirs) = of(&world, "severe");
        let same = all.iter().find(|one| one.id == mine[0]).unwrap().proposal;
        let id = *theirs
            .iter()
            .find(|id| all.iter().any(|one| one.id == **id && one.proposal == same))
            .unwrap();
        let sheet = outcome(&world, move |tx| give::one(tx, &ctx, EDITION, id)).unwrap();
        assert_eq!(sheet.notes[0].words, "Close call.");
    }
}

#[test]
fn what_was_marked_keeps_its_rubric_and_a_closed_phase_takes_nothing() {
    for world in worlds() {
        let call = reviewed(&world, 1, &["a"]);
        handed_in(&world, &call, "x@example.org");
        assigned(&world, &call, 1).unwrap();
        let (ctx, mine) = of(&world, "a");
        marked(&world, &ctx, (mine[0], 1), &[4, 4]).unwrap();
        let version =
            |world: &World| {
                run(world, &call, |tx, _, may| {
                    Ok(current(tx, may.call())?.map_or(0, |one| one.version))
                })
                .unwrap()
            };
        let at = version(&world);
        let shorter = Manner { criteria: manner(1).criteria[..1].to_vec(), ..manner(1) };
        let refused =
            run(&world, &call, move |tx, ctx, may| phases::set(tx, ctx, may, at, shorter.clone()));
        assert_eq!(refused, Err(Some(Unwilling::NoCriteria)));
        run(&world, &call, move |tx, ctx, may| {
            phases::set_state(tx, ctx, may, at, PhaseState::Closed)
        })
        .unwrap();
        assert_eq!(marked(&world, &ctx, (mine[0], 2), &[1, 1]), Err(Some(Unwilling::NotOpen)));
        // What follows is another phase.
        run(&world, &call, |tx, ctx, may| phases::set(tx, ctx, may, 0, manner(2))).unwrap();
        let id = call.id;
        let numbers: Vec<i64> =
            world.read(move |tx| rows::phases_of(tx, id)).iter().map(|one| one.number).collect();
        assert_eq!(numbers, [1, 2]);
    }
}

/// A review of somebody else's, for the walk of all roles.
pub fn walked(world: &World, call: &Call) -> (ReviewId, super::model::ReviewerId) {
    run(world, call, |tx, ctx, may| {
        if current(tx, may.call())?.is_none() {
            phases::set(tx, ctx, may, 0, manner(1))?;
            phases::set_state(tx, ctx, may, 1, PhaseState::Open)?;
        }
        let phase = current(tx, may.call())?.ok_or(Error::Missing)?;
        let name = format!("reader-{}@example.org", ctx.id::<()>());
        let wish = reviewers::Wish {
            email: email(&name),
            topics: Vec::new(),
            interests: String::new(),
            load_max: 5,
            lang: Lang::En,
        };
        let before = rows::reviewers_of(tx, may.call().id)?;
        reviewers::put(tx, ctx, may, &wish)?;
        let after = rows::reviewers_of(tx, may.call().id)?;
        let fresh = after.into_iter().find(|one| !before.contains(one));
        let reviewer = fresh.ok_or(Error::Missing)?;
        let all =
            crate::calls::verbs::decide::all(tx, may).map_err(|no| no.map(Unwilling::from))?;
        let proposal = all.first().ok_or(Error::Missing)?.proposal.id;
        let id: ReviewId = ctx.id();
        rows::insert_reviews(tx, [(id, phase.id, proposal, reviewer.id, ctx.now())])?;
        Ok((id, reviewer.id))
    })
    .unwrap()
}
