use super::{kemeny, name, problem, ranking};
use crate::random::Random;
use crate::ranking::{RankingGiven, Unranked, solve};
use crate::run::{Limits, Status, Watch};

const LIMITS: Limits = Limits::new(20_000, 1);

/// Disagreements of an order with a ranking, from the definition.
fn disagreements(order: &[usize], given: &RankingGiven) -> i64 {
    let place = |entry: usize| given.order.iter().position(|group| group.contains(&name(entry)));
    let last = Some(given.order.len());
    let place = |entry: usize| match given.unranked {
        Unranked::Unseen => place(entry),
        Unranked::Below => place(entry).or(last),
    };
    let mut count = 0;
    for (at, &above) in order.iter().enumerate() {
        for &below in &order[at + 1..] {
            if let (Some(above), Some(below)) = (place(above), place(below)) {
                count += i64::from(below < above) * i64::from(given.times);
            }
        }
    }
    count
}

fn total(order: &[usize], given: &[RankingGiven]) -> i64 {
    given.iter().map(|one| disagreements(order, one)).sum()
}

/// The least over every order.
fn least(order: &mut Vec<usize>, from: usize, given: &[RankingGiven]) -> i64 {
    if from == order.len() {
        return total(order, given);
    }
    let mut best = i64::MAX;
    for at in from..order.len() {
        order.swap(from, at);
        best = best.min(least(order, from + 1, given));
        order.swap(from, at);
    }
    best
}

/// A ranking with ties, of some of the entries.
fn any_ranking(count: usize, random: &mut Random) -> RankingGiven {
    let mut entries: Vec<usize> = (0..count).collect();
    random.shuffle(&mut entries);
    entries.truncate(1 + random.below(count));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for entry in entries {
        match groups.last_mut() {
            Some(group) if random.chance(0.3) => group.push(entry),
            _ => groups.push(vec![entry]),
        }
    }
    let groups: Vec<&[usize]> = groups.iter().map(Vec::as_slice).collect();
    let mut given = ranking(&groups);
    given.times = 1 + random.below(3) as u32;
    if random.chance(0.3) {
        given.unranked = Unranked::Below;
    }
    given
}

fn order_of(answer: &crate::ranking::Answer) -> Vec<usize> {
    answer.ranking.iter().map(|one| one.entry[1..].parse().unwrap()).collect()
}

#[test]
fn the_order_is_as_good_as_the_best_of_all_orders() {
    let mut random = Random::new(4);
    for _ in 0..60 {
        let count = 1 + random.below(7);
        let given: Vec<RankingGiven> =
            (0..1 + random.below(6)).map(|_| any_ranking(count, &mut random)).collect();

        let outcome = solve(&problem(count, kemeny(given.clone())), LIMITS, Watch::NONE).unwrap();

        let order = order_of(&outcome.answer.unwrap());
        let expected = least(&mut (0..count).collect(), 0, &given);
        assert_eq!(total(&order, &given), expected);
        assert_eq!((outcome.value, outcome.status), (expected as f64, Status::Optimal));
        assert_eq!(outcome.bound, Some(expected as f64));
    }
}

/// Rankings that scatter around `e0, e1, ...`: how far is `swaps` neighbours changed.
fn scattered(count: usize, judges: usize, swaps: usize, random: &mut Random) -> Vec<RankingGiven> {
    let one = |_| {
        let mut order: Vec<usize> = (0..count).collect();
        for _ in 0..swaps {
            let at = random.below(count - 1);
            order.swap(at, at + 1);
        }
        let groups: Vec<Vec<usize>> = order.into_iter().map(|entry| vec![entry]).collect();
        let groups: Vec<&[usize]> = groups.iter().map(Vec::as_slice).collect();
        ranking(&groups)
    };
    (0..judges).map(one).collect()
}

#[test]
fn twenty_without_any_agreement_are_ordered_exactly() {
    let mut random = Random::new(8);
    let given: Vec<RankingGiven> = (0..7)
        .map(|_| {
            let mut order: Vec<[usize; 1]> = (0..20).map(|entry| [entry]).collect();
            random.shuffle(&mut order);
            let order: Vec<&[usize]> = order.iter().map(|one| &one[..]).collect();
            ranking(&order)
        })
        .collect();

    let outcome = solve(&problem(20, kemeny(given.clone())), LIMITS, Watch::NONE).unwrap();

    assert_eq!(outcome.status, Status::Optimal);
    let order = order_of(&outcome.answer.unwrap());
    assert_eq!(outcome.value, total(&order, &given) as f64);
    for at in 1..20 {
        let mut other = order.clone();
        other.swap(at - 1, at);
        assert!(total(&other, &given) >= total(&order, &given));
    }
}

#[test]
fn larger_ones_come_with_a_bound_that_holds() {
    let mut random = Random::new(6);
    let given = scattered(40, 9, 600, &mut random);

    let outcome = solve(&problem(40, kemeny(given.clone())), LIMITS, Watch::NONE).unwrap();

    let order = order_of(&outcome.answer.unwrap());
    let bound = outcome.bound.unwrap();
    assert_eq!(outcome.value, total(&order, &given) as f64);
    assert!(
        bound <= outcome.value
            && outcome.value <= total(&(0..40).collect::<Vec<_>>(), &given) as f64
    );
    assert!(bound >= 0.97 * outcome.value, "{bound} of {}", outcome.value);
}

#[test]
fn entries_that_all_put_first_are_settled_apart_from_the_rest() {
    let given = vec![ranking(&[&[0], &[1], &[2], &[3]]), ranking(&[&[0], &[1], &[3], &[2]])];

    let outcome = solve(&problem(4, kemeny(given)), LIMITS, Watch::NONE).unwrap();

    assert_eq!(outcome.value, 1.0);
    assert_eq!(order_of(&outcome.answer.unwrap())[..2], [0, 1]);
}

#[test]
fn removing_a_judge_is_ordering_without_the_rankings_of_that_judge() {
    let by = |judge: &str, order: &[usize]| {
        let groups: Vec<[usize; 1]> = order.iter().map(|entry| [*entry]).collect();
        let groups: Vec<&[usize]> = groups.iter().map(|one| &one[..]).collect();
        RankingGiven { judge: Some(judge.into()), ..ranking(&groups) }
    };
    let given = vec![by("x", &[0, 1, 2]), by("y", &[0, 1, 2]), by("z", &[2, 1, 0])];

    let mut problem = problem(3, kemeny(given));
    problem.places = Some(1);
    let answer = solve(&problem, LIMITS, Watch::NONE).unwrap().answer.unwrap();

    assert_eq!(answer.judges[2].agreement, 0.0);
    assert_eq!(answer.without.len(), 3);
    assert_eq!(answer.without[2].moved_all, 0);
}
