//! Stories of reviews in pairs on every engine.

use std::collections::{BTreeSet, HashSet};

use kernel::{Lang, Text};

use super::{assigned, outcome, run};
use crate::calls::model::{Call, ProposalId};
use crate::calls::store::call_by_slug;
use crate::calls::tests::{EDITION, a_call, acting, email, handed_in, worlds};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::programme::fixture;
use crate::review::model::{
    Criterion, Manner, Mode, Pair, PairId, PhaseId, PhaseState, Ranked, Said,
};
use crate::review::refusal::Unwilling;
use crate::review::store as rows;
use crate::review::verbs::{assign, compare, current, phases, reviewers};
use crate::trial::World;

fn manner() -> Manner {
    let question = Criterion { name: Text::zh_en("哪个？", "Which?"), weight: 1 };
    Manner { mode: Mode::Pairs, anonymous: true, reviews: 4, criteria: vec![question] }
}

/// A call whose open phase is judged in pairs, and its reviewers with what they take.
fn in_pairs(world: &World, slug: &str, takers: &[(&'static str, i64)]) -> (Call, PhaseId) {
    let call = a_call(world, slug, false);
    let takers = takers.to_vec();
    let phase = run(world, &call, move |tx, ctx, may| {
        phases::set(tx, ctx, may, 0, manner())?;
        phases::set_state(tx, ctx, may, 1, PhaseState::Open)?;
        for (name, load_max) in &takers {
            let wish = reviewers::Wish {
                email: email(&format!("{name}@example.org")),
                topics: Vec::new(),
                interests: String::new(),
                load_max: *load_max,
                lang: Lang::En,
            };
            reviewers::put(tx, ctx, may, &wish)?;
        }
        Ok(current(tx, may.call())?.unwrap().id)
    });
    (call, phase.unwrap())
}

fn whoever(world: &World, name: &str) -> Ctx {
    acting(world, &format!("{name}@example.org"), None)
}

/// The next two of a reviewer, as the pages find them.
fn next(world: &World, ctx: &Ctx, phase: PhaseId, seed: u64) -> Option<Pair> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let task = compare::task(tx, &ctx, EDITION, phase)?;
        let id = match (task.asked(), task.next(seed)) {
            (Some(asked), _) => asked,
            (None, Some(two)) => compare::ask(tx, &ctx, (EDITION, phase), two)?,
            (None, None) => return Ok(None),
        };
        Ok(rows::pair(tx, id)?)
    })
    .unwrap()
}

fn say(
    world: &World,
    ctx: &Ctx,
    (id, version): (PairId, i64),
    said: Option<Said>,
) -> Result<PhaseId, Option<Unwilling>> {
    let ctx = ctx.clone();
    outcome(world, move |tx| compare::say(tx, &ctx, (EDITION, id), version, said))
}

fn ranked(world: &World, call: &Call) -> Result<Vec<Ranked>, Option<Unwilling>> {
    run(world, call, |tx, ctx, may| {
        let (phase, given) = assign::given(tx, may)?;
        let order = given.rank(&phase, 1);
        let order = order.ok_or(crate::error::Error::Refused(Unwilling::NothingToRank))?;
        assign::keep_order(tx, ctx, may, (&phase, &order))?;
        Ok(rows::results_of(tx, phase.id)?)
    })
}

#[test]
fn two_at_a_time_make_the_order_that_reviewers_have_in_mind() {
    for world in worlds() {
        let (call, phase) = in_pairs(&world, "paired", &[("a", 20), ("b", 20)]);
        let ids: Vec<ProposalId> =
            (0..6).map(|at| handed_in(&world, &call, &format!("s{at}@example.org")).0).collect();
        assert_eq!(ranked(&world, &call), Err(Some(Unwilling::NothingToRank)));
        assert_eq!(assigned(&world, &call, 1), Err(Some(Unwilling::NotAssigned)));
        let worth = |id: ProposalId| ids.iter().position(|one| *one == id).unwrap() / 2;
        let mut asked = Vec::new();
        for round in 0..10 {
            for name in ["a", "b"] {
                let ctx = whoever(&world, name);
                let Some(pair) = next(&world, &ctx, phase, round) else { panic!("{round} {name}") };
                let said = match worth(pair.left).cmp(&worth(pair.right)) {
                    std::cmp::Ordering::Less => Said::Right,
                    std::cmp::Ordering::Equal => Said::Equal,
                    std::cmp::Ordering::Greater => Said::Left,
                };
                say(&world, &ctx, (pair.id, 1), Some(said)).unwrap();
                asked.push((name, BTreeSet::from([pair.left, pair.right])));
            }
        }
        let different: BTreeSet<_> = asked.iter().collect();
        assert_eq!(different.len(), asked.len(), "nobody is asked the same twice");
        let order = ranked(&world, &call).unwrap();
        assert_eq!(order.len(), 6);
        for (at, one) in order.iter().enumerate() {
            assert_eq!(worth(one.proposal), 2 - at / 2, "{order:?}");
            assert!(one.error_e3.is_some() && one.reviews >= 4, "{order:?}");
        }
        assert!(order[0].plain_e3 > 800 && order[5].plain_e3 < 200, "{order:?}");
    }
}

#[test]
fn nobody_is_shown_their_own_or_what_they_must_not_judge_or_more_than_they_take() {
    for world in worlds() {
        let (call, phase) = in_pairs(&world, "paired", &[("a", 3), ("x", 20)]);
        let own = handed_in(&world, &call, "x@example.org").0;
        for at in 0..5 {
            handed_in(&world, &call, &format!("s{at}@example.org"));
        }
        let (few, many) = (whoever(&world, "a"), whoever(&world, "x"));
        let mut read = HashSet::new();
        let mut count = 0;
        while let Some(pair) = next(&world, &few, phase, 7) {
            assert_eq!(next(&world, &few, phase, 8), Some(pair.clone()), "one at a time");
            read.extend([pair.left, pair.right]);
            count += 1;
            say(&world, &few, (pair.id, 1), Some(Said::Equal)).unwrap();
        }
        assert_eq!((read.len(), count), (3, 3), "three proposals make three pairs");

        let first = next(&world, &many, phase, 1).unwrap();
        let refused = say(&world, &few, (first.id, 1), Some(Said::Left));
        assert_eq!(refused, Err(None), "a comparison is its reviewer's alone");
        assert_eq!(say(&world, &many, (first.id, 1), None), Err(Some(Unwilling::NotSaid)));
        say(&world, &many, (first.id, 1), Some(Said::Left)).unwrap();
        let stale = say(&world, &many, (first.id, 1), Some(Said::Right));
        assert_eq!(stale, Err(Some(Unwilling::Changed)));
        say(&world, &many, (first.id, 2), Some(Said::Right)).unwrap();
        // They remember that the left one is their cousin's.
        let (ctx, id) = (many.clone(), first.id);
        outcome(&world, move |tx| compare::declare(tx, &ctx, (EDITION, id), Some(Said::Left)))
            .unwrap();
        let gone = world.read(move |tx| rows::pair(tx, id));
        assert_eq!(gone, None, "what was said of it is taken out");
        let mut met = HashSet::new();
        while let Some(pair) = next(&world, &many, phase, 3) {
            met.extend([pair.left, pair.right]);
            say(&world, &many, (pair.id, 1), Some(Said::Equal)).unwrap();
        }
        assert!(!met.contains(&own) && !met.contains(&first.left), "{met:?}");
        assert_eq!(met.len(), 4, "everything else is");
    }
}

#[test]
fn a_phase_that_is_closed_asks_nothing_and_what_was_compared_is_not_judged_otherwise() {
    for world in worlds() {
        let (call, phase) = in_pairs(&world, "paired", &[("a", 5)]);
        handed_in(&world, &call, "s0@example.org");
        let (gone, who) = handed_in(&world, &call, "s1@example.org");
        let ctx = whoever(&world, "a");
        let overtaken = next(&world, &ctx, phase, 1).unwrap();
        let version = world.read(move |tx| {
            Ok::<_, store::Fault>(crate::calls::verbs::dossier(tx, gone).unwrap().proposal.version)
        });
        crate::calls::tests::withdrawn(&world, &who, (gone, version)).unwrap();
        assert_eq!(next(&world, &ctx, phase, 1), None, "one alone cannot be compared");
        handed_in(&world, &call, "s2@example.org");
        let pair = next(&world, &ctx, phase, 1).unwrap();
        assert!(pair.id != overtaken.id && !pair.has(gone), "{pair:?}");
        say(&world, &ctx, (pair.id, 1), Some(Said::Left)).unwrap();
        let rubric = Manner { mode: Mode::Rubric, ..manner() };
        let refused =
            run(&world, &call, move |tx, ctx, may| phases::set(tx, ctx, may, 2, rubric.clone()));
        assert_eq!(refused, Err(Some(Unwilling::NoCriteria)));
        run(&world, &call, |tx, ctx, may| phases::set_state(tx, ctx, may, 2, PhaseState::Closed))
            .unwrap();
        assert_eq!(
            say(&world, &ctx, (pair.id, 2), Some(Said::Left)),
            Err(Some(Unwilling::NotOpen))
        );
        let asking = ctx.clone();
        let closed =
            outcome(&world, move |tx| compare::task(tx, &asking, EDITION, phase).map(drop));
        assert_eq!(closed, Err(Some(Unwilling::NotOpen)));
    }
}

/// A comparison of somebody else's, for the walk of all roles.
pub fn walked(world: &World) -> (PhaseId, PairId) {
    let edition = fixture::id::<Edition>("edition");
    let there = world.read(move |tx| call_by_slug(tx, edition, "compared"));
    let call = there.unwrap_or_else(|| {
        let (call, _) = in_pairs(world, "compared", &[]);
        handed_in(world, &call, "one@example.org");
        handed_in(world, &call, "other@example.org");
        call
    });
    run(world, &call, |tx, ctx, may| {
        let name = format!("comparer-{}@example.org", ctx.id::<()>());
        let wish = reviewers::Wish {
            email: email(&name),
            topics: Vec::new(),
            interests: String::new(),
            load_max: 5,
            lang: Lang::En,
        };
        let before = rows::reviewers_of(tx, may.call().id)?;
        reviewers::put(tx, ctx, may, &wish)?;
        let phase = current(tx, may.call())?.unwrap().id;
        let after = rows::reviewers_of(tx, may.call().id)?;
        let reviewer = after.into_iter().find(|one| !before.contains(one)).unwrap().id;
        let all = crate::calls::verbs::decide::all_of(tx, may.call())?;
        let (left, right) = (all[0].proposal.id, all[1].proposal.id);
        let pair = Pair { id: ctx.id(), phase, reviewer, left, right, said: None, version: 1 };
        rows::ask_pair(tx, &pair, ctx.now())?;
        Ok((phase, pair.id))
    })
    .unwrap()
}
