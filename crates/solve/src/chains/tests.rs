use proptest::prelude::*;

use super::board::Board;
use super::family::{Kind, generated};
use super::seating::{Seating, recount};
use super::{Between, Chain, Fit, Organisation, PairFit, Problem, Weights, constraints, solve};
use crate::invalid::from_json;
use crate::random::Random;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::search::check_moves;

const LIMITS: Limits = Limits::new(200_000, 1);

const KINDS: [Kind; 5] =
    [Kind::Uniform, Kind::Features, Kind::Neighbours, Kind::Sparse, Kind::Mixed];

fn organisation(id: &str, layer: &str) -> Organisation {
    Organisation {
        id: id.to_owned(),
        layers: vec![layer.to_owned()],
        capacity: 1,
        asks: 0,
        brings: 0,
        features: Vec::new(),
    }
}

/// Two layers of two each; a fits c, and all others fit a little.
fn small() -> Problem {
    let pair = PairFit { one: "a".to_owned(), other: "c".to_owned(), points: 50 };
    Problem {
        layers: vec!["model".to_owned(), "fund".to_owned()],
        organisations: vec![
            organisation("a", "model"),
            organisation("b", "model"),
            organisation("c", "fund"),
            organisation("d", "fund"),
        ],
        fit: Fit::Pairs { pairs: vec![pair], otherwise: Some(10) },
        between: Between::All,
        weights: Weights { total: 1, worst: 1 },
        fit_min: None,
        apart: Vec::new(),
        chains_max: None,
    }
}

fn solved(problem: &Problem) -> Outcome<Vec<Chain>> {
    solve(problem, LIMITS, Watch::NONE).unwrap()
}

#[test]
fn members_given_the_wrong_layer_are_counted_each() {
    assert_eq!(constraints::one_of_each_layer(&small(), &[vec![0, 2]]), 0);
    assert_eq!(constraints::one_of_each_layer(&small(), &[vec![2, 0], vec![1]]), 3);
}

#[test]
fn capacity_given_two_chains_of_one_is_over_by_one() {
    assert_eq!(constraints::capacity_of_organisations(&small(), &[vec![0, 2], vec![0, 3]]), 1);
}

#[test]
fn competitors_given_one_chain_are_one_pair() {
    let apart = vec![["c".to_owned(), "a".to_owned()]];
    let problem = Problem { apart, ..small() };

    assert_eq!(constraints::never_together(&problem, &[vec![0, 2], vec![1, 3]]), 1);
    assert_eq!(solved(&problem).value, 40.0);
}

#[test]
fn a_fit_below_the_least_given_is_never_together() {
    let problem = Problem { fit_min: Some(11), ..small() };

    assert_eq!(constraints::never_together(&problem, &[vec![0, 2], vec![1, 3]]), 1);
    assert_eq!(solved(&problem).value, 100.0);
}

#[test]
fn asks_given_less_than_is_brought_are_short() {
    let mut problem = small();
    problem.organisations[0].asks = 5;
    problem.organisations[3].brings = 4;

    assert_eq!(constraints::asks_are_covered(&problem, &[vec![0, 3], vec![1, 2]]), 1);
    assert_eq!(solved(&problem).value, 20.0);
}

#[test]
fn chains_given_one_too_many_or_twice_are_counted() {
    let problem = Problem { chains_max: Some(1), ..small() };
    let chains = [vec![0, 2], vec![0, 2]];

    assert_eq!(constraints::chains_at_most(&problem, &chains), 1);
    assert_eq!(constraints::no_chain_twice(&chains), 1);
    assert_eq!(solved(&problem).answer, Some(vec![vec![0, 2]]));
}

#[test]
fn the_best_is_proved_on_a_small_problem() {
    let outcome = solved(&small());

    assert_eq!((outcome.status, outcome.value), (Status::Optimal, 120.0));
    assert_eq!(outcome.answer, Some(vec![vec![0, 2], vec![1, 3]]));
}

#[test]
fn the_worst_fit_of_all_and_who_is_left_over_are_told() {
    let mut problem = small();
    problem.organisations.push(organisation("e", "fund"));

    let says = super::explain(&problem, &[vec![0, 2], vec![1, 3]]);

    assert_eq!(
        says,
        [
            "2 chains, worth 120",
            "the worst fit in any chain is 10, of b and d; `fit_min` sets a floor",
            "a + c: worth 100; a and c fit worst, 50",
            "b + d: worth 20; b and d fit worst, 10",
            "in no chain: e",
        ]
    );
}

#[test]
fn a_layer_that_nobody_fills_is_said() {
    let mut problem = small();
    problem.layers.push("corpus".to_owned());

    let outcome = solved(&problem);

    assert_eq!(outcome.status, Status::Infeasible);
    assert_eq!(outcome.conflict, ["no organisation can fill the layer \"corpus\""]);
}

#[test]
fn a_problem_that_cannot_be_read_names_the_field() {
    let refused = |text: &str| {
        let read = from_json::<Problem>(text).and_then(|problem| problem.check());
        read.unwrap_err().to_string()
    };
    let with = |organisations: &str| {
        refused(&format!(
            r#"{{"layers":["m","f"],"organisations":{organisations},"fit":{{"features":{{"divisor":1}}}}}}"#
        ))
    };

    assert_eq!(
        with(r#"[{"id":"a","layers":["x"]}]"#),
        "organisations[0].layers: \"x\" is not among layers"
    );
    assert_eq!(
        with(r#"[{"id":"a","layers":[]},{"id":"a","layers":[]}]"#),
        "organisations[1].id: a second \"a\""
    );
    assert_eq!(
        with(r#"[{"id":"a","layers":[],"capacity":2000}]"#),
        "organisations[0].capacity: 2000 is more than 1000"
    );
    assert_eq!(
        with(r#"[{"id":"a","layers":[],"capacity":-1}]"#)[..42],
        "organisations[0].capacity: invalid value: i"[..42]
    );
}

#[test]
fn every_promise_of_a_swap_comes_true() {
    for kind in KINDS {
        let problem = generated(kind, 40, 3);
        let board = Board::new(&problem);
        let seating = Seating::new(&board, &[], &mut Random::new(1));

        check_moves(seating, 5, 400, recount);
    }
}

/// The greatest worth by trying every set of chains.
fn by_trying(board: &Board, chains: &[(Vec<u32>, i64)], used: &mut Vec<u32>, left: usize) -> i64 {
    let Some(((chain, value), rest)) = chains.split_first() else { return 0 };
    let most = by_trying(board, rest, used, left);
    let organisation = |seat: &u32| board.organisation[*seat as usize] as usize;
    if left == 0 || chain.iter().any(|seat| used[organisation(seat)] == 0) {
        return most;
    }
    chain.iter().for_each(|seat| used[organisation(seat)] -= 1);
    let with = value + by_trying(board, rest, used, left - 1);
    chain.iter().for_each(|seat| used[organisation(seat)] += 1);
    most.max(with)
}

fn all_chains(board: &Board) -> Vec<(Vec<u32>, i64)> {
    let mut chains = vec![Vec::new()];
    for layer in 0..board.layers {
        let longer = |chain: &Vec<u32>| {
            let seats = board.seats(layer).map(|seat| [&chain[..], &[seat as u32]].concat());
            seats.collect::<Vec<_>>()
        };
        chains = chains.iter().flat_map(longer).collect();
    }
    let valued = chains.into_iter().filter_map(|chain| Some((board.value(&chain)?, chain)));
    valued.filter(|(value, _)| *value > 0).map(|(value, chain)| (chain, value)).collect()
}

#[test]
fn the_bound_holds_and_the_answer_keeps_every_constraint() {
    for (kind, seed) in KINDS.into_iter().flat_map(|kind| (0..4).map(move |seed| (kind, seed))) {
        let mut problem = generated(kind, 14, seed);
        problem.layers.truncate(3);
        problem
            .organisations
            .iter_mut()
            .for_each(|one| one.layers.retain(|layer| problem.layers.contains(layer)));
        problem.organisations.iter_mut().for_each(|one| one.capacity = one.capacity.min(2));
        let board = Board::new(&problem);
        let most =
            by_trying(&board, &all_chains(&board), &mut board.capacity.clone(), board.chains_max);

        let outcome = solved(&problem);

        let chains = outcome.answer.unwrap();
        assert!(outcome.bound.unwrap() >= most as f64, "{kind:?} {seed}");
        assert!(outcome.value <= most as f64, "{kind:?} {seed}");
        assert!(outcome.value >= 0.9 * most as f64, "{kind:?} {seed}: {}", outcome.value);
        assert_eq!(constraints::worth(&problem, &chains).0 as f64, outcome.value);
        assert!(outcome.penalties.iter().all(|penalty| penalty.count == 0), "{kind:?} {seed}");
    }
}

#[test]
fn the_number_of_threads_never_shows_in_the_prices() {
    let problem = generated(Kind::Features, 70, 2);
    let with = |steps| solve(&problem, Limits::new(steps, 1), Watch::NONE).unwrap();

    assert_eq!(with(100_000), with(100_000));
}

#[test]
fn ways_through_neighbours_are_the_proved_best() {
    let outcome = solved(&generated(Kind::Neighbours, 70, 1));

    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!(outcome.bound, Some(outcome.value));
}

fn hostile() -> impl Strategy<Value = Problem> {
    let points = prop_oneof![Just(i32::MIN), Just(i32::MAX), -10_000..10_001, Just(10_000)];
    let money = prop_oneof![4 => Just(0), 1 => 0..9_i64, 1 => Just(i64::MAX), 1 => Just(-1_i64)];
    let one = (
        "[a-d]{1,2}",
        prop::collection::vec("[m-p]", 0..3),
        prop_oneof![4 => 0..4_u32, 1 => Just(1_000), 1 => Just(u32::MAX)],
        money.clone(),
        money,
        prop::collection::vec(points.clone(), 2),
    );
    let organisations = prop::collection::vec(one, 0..9).prop_map(|all| {
        let one = |(id, layers, capacity, asks, brings, features)| Organisation {
            id,
            layers,
            capacity,
            asks,
            brings,
            features,
        };
        all.into_iter().map(one).collect::<Vec<_>>()
    });
    let pair = ("[a-d]{1,2}", "[a-d]{1,2}", points.clone())
        .prop_map(|(one, other, points)| PairFit { one, other, points });
    let fit = prop_oneof![
        (prop::collection::vec(pair, 0..6), prop::option::of(points.clone()))
            .prop_map(|(pairs, otherwise)| Fit::Pairs { pairs, otherwise }),
        points.clone().prop_map(|divisor| Fit::Features { divisor }),
    ];
    (
        prop::collection::vec("[m-p]", 0..5),
        organisations,
        fit,
        (any::<bool>(), 0..25_u32, 0..25_u32),
        prop::option::of(points),
        prop::option::of(prop_oneof![0..4_u32, Just(u32::MAX)]),
    )
        .prop_map(
            |(layers, mut organisations, fit, (all, total, worst), fit_min, chains_max)| {
                organisations.sort_by(|one, other| one.id.cmp(&other.id));
                organisations.dedup_by(|one, other| one.id == other.id);
                let between = if all { Between::All } else { Between::Neighbours };
                let weights = Weights { total, worst };
                let apart = organisations.first().zip(organisations.last());
                let apart = apart.map(|(one, other)| [one.id.clone(), other.id.clone()]);
                let apart = apart.into_iter().collect();
                Problem { layers, organisations, fit, between, weights, fit_min, apart, chains_max }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn hostile_problems_are_refused_or_answered_within_the_steps(
        problem in hostile(),
        steps in 0..3_000_u64,
    ) {
        if let Ok(outcome) = solve(&problem, Limits::new(steps, 1), Watch::NONE) {
            prop_assert!(outcome.penalties.iter().all(|penalty| penalty.count == 0));
            if let Some(bound) = outcome.bound {
                prop_assert!(bound >= outcome.value);
            }
        }
    }
}
