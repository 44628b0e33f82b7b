use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::pairing::{Shortage, Verdict};
use super::{Arc, Circulation, FLOW_MAX, Found, Load, Network, Pair, Pairing, Unfit};
use super::{Stages, circulate, cost_max, proof};
use crate::random::Random;
use crate::run::Watch;

fn arc(from: u32, to: u32, (low, high): (i64, i64), cost: i64) -> Arc {
    Arc { from, to, low, high, cost }
}

fn network(nodes: u32, arcs: &[Arc]) -> Network {
    let mut network = Network::new(nodes);
    for &arc in arcs {
        network.arc(arc).unwrap();
    }
    network
}

/// Whatever is claimed of a network is proved here without the simplex.
fn prove(network: &Network, circulation: &Circulation) {
    match &circulation.found {
        Found::Least { flow, potentials } => {
            assert!(proof::is_kept(network, flow));
            assert_eq!(proof::cost(network, flow), proof::bound(network, potentials));
        }
        Found::Kept { flow, potentials } => {
            assert!(proof::is_kept(network, flow));
            assert!(proof::cost(network, flow) >= proof::bound(network, potentials));
        }
        Found::Impossible { cut } => assert!(proof::overflow(network, cut).unwrap() > 0),
        Found::Nothing { .. } => {}
    }
}

#[test]
fn the_cheaper_way_is_filled_first() {
    let net = network(
        3,
        &[arc(0, 1, (0, 3), 1), arc(0, 1, (0, 9), 5), arc(1, 2, (0, 9), 0), arc(2, 0, (5, 5), 0)],
    );

    let circulation = circulate(&net, 1_000, Watch::NONE);

    prove(&net, &circulation);
    let Found::Least { flow, .. } = circulation.found else { panic!("{circulation:?}") };
    assert_eq!(flow, [3, 2, 5, 5]);
}

#[test]
fn a_gain_around_a_circle_is_taken_as_far_as_it_is_open() {
    let net = network(2, &[arc(0, 1, (0, 7), -3), arc(1, 0, (0, 4), 1), arc(0, 0, (0, 2), -1)]);

    let circulation = circulate(&net, 1_000, Watch::NONE);

    prove(&net, &circulation);
    let Found::Least { flow, .. } = circulation.found else { panic!("{circulation:?}") };
    assert_eq!(flow, [4, 4, 2]);
}

#[test]
fn what_cannot_flow_out_is_shown_as_a_cut() {
    let net = network(3, &[arc(0, 1, (5, 9), 0), arc(1, 2, (0, 3), 0), arc(2, 0, (0, 9), 0)]);

    let circulation = circulate(&net, 1_000, Watch::NONE);

    assert_eq!(circulation.found, Found::Impossible { cut: vec![1] });
    prove(&net, &circulation);
}

#[test]
fn an_arc_that_does_not_fit_is_refused() {
    let mut net = Network::new(2);

    assert_eq!(net.arc(arc(0, 2, (0, 1), 0)), Err(Unfit::NoSuchNode(2)));
    assert_eq!(net.arc(arc(0, 1, (2, 1), 0)), Err(Unfit::Bounds { low: 2, high: 1 }));
    assert_eq!(net.arc(arc(0, 1, (0, 1), i64::MIN)), Err(Unfit::Cost(i64::MIN)));
    assert_eq!(
        net.arc(arc(0, 1, (0, FLOW_MAX + 1), 0)),
        Err(Unfit::Bounds { low: 0, high: FLOW_MAX + 1 })
    );
}

#[test]
fn a_stop_or_the_last_step_ends_the_search() {
    let net = network(2, &[arc(0, 1, (1, 7), -3), arc(1, 0, (0, 4), 1)]);
    let stop = AtomicBool::new(true);

    let stopped = circulate(&net, 1_000, Watch { stop: Some(&stop), progress: None });
    let limited = circulate(&net, 0, Watch::NONE);

    assert_eq!((stopped.steps, limited.steps), (0, 0));
    assert!(matches!(limited.found, Found::Nothing { .. }));
}

#[test]
fn loads_that_cannot_be_met_name_who_is_short() {
    let one = Load { low: 0, high: 1 };
    let pairs = [(0, 0), (1, 0), (1, 1)].map(|(left, right)| Pair { left, right, gain: 1 });
    let two = Load { low: 2, high: 3 };

    let rights = Pairing { lefts: vec![one, one], rights: vec![one, two], pairs: pairs.to_vec() };
    let lefts = Pairing { lefts: vec![two, one], rights: vec![two, one], pairs: pairs.to_vec() };

    let shortage = |pairing: Pairing| pairing.solve(1_000, Watch::NONE).unwrap().verdict;
    assert_eq!(
        shortage(rights),
        Verdict::Impossible(Shortage::Rights { which: vec![1], needed: 2, open: 1 })
    );
    assert_eq!(
        shortage(lefts),
        Verdict::Impossible(Shortage::Lefts { which: vec![0], needed: 2, open: 1 })
    );
}

fn some_network() -> impl Strategy<Value = Network> {
    let one = |nodes: u32, span: i64| {
        let bounds = prop_oneof![
            8 => (0..6_i64, 0..6_i64),
            1 => Just((0, FLOW_MAX)),
            1 => (0..=FLOW_MAX, 0..=FLOW_MAX),
        ];
        let costs = prop_oneof![8 => -9..9_i64, 1 => Just(span), 1 => Just(-span)];
        (0..nodes, 0..nodes, bounds, costs).prop_map(|(from, to, (a, b), cost)| {
            arc(from, to, if b > 8 { (0, b) } else { (a.min(b), a.max(b)) }, cost)
        })
    };
    (1..9_u32).prop_flat_map(move |nodes| {
        prop::collection::vec(one(nodes, cost_max(nodes)), 0..40)
            .prop_map(move |arcs| network(nodes, &arcs))
    })
}

/// The gain of the best choice by trying them all.
fn by_trying(pairing: &Pairing) -> Option<i64> {
    let choices = (0_u32..1 << pairing.pairs.len()).filter_map(|mask| {
        let mut used = [[0_i64; 8]; 2];
        let mut gain = 0;
        for (pair, at) in pairing.pairs.iter().zip(0..) {
            if mask >> at & 1 == 1 {
                used[0][pair.left as usize] += 1;
                used[1][pair.right as usize] += 1;
                gain += pair.gain;
            }
        }
        let keeps = |loads: &[Load], used: &[i64]| {
            loads.iter().zip(used).all(|(load, used)| (load.low..=load.high).contains(used))
        };
        let kept = keeps(&pairing.lefts, &used[0]) && keeps(&pairing.rights, &used[1]);
        kept.then_some(gain)
    });
    choices.max()
}

fn some_pairing() -> impl Strategy<Value = Pairing> {
    let load = (0..3_i64, 0..3_i64).prop_map(|(a, b)| Load { low: a.min(b), high: a.max(b) });
    let side = || prop::collection::vec(load.clone(), 1..5);
    (side(), side(), prop::collection::vec((0..4_u32, 0..4_u32, -20..40_i64), 0..10)).prop_map(
        |(lefts, rights, pairs)| {
            let count = (lefts.len() as u32, rights.len() as u32);
            let pair =
                |(left, right, gain)| Pair { left: left % count.0, right: right % count.1, gain };
            Pairing { lefts, rights, pairs: pairs.into_iter().map(pair).collect() }
        },
    )
}

proptest! {
    #[test]
    fn every_claim_about_a_network_is_proved(net in some_network(), steps in 0..400_u64) {
        let limited = circulate(&net, steps, Watch::NONE);
        let whole = circulate(&net, 100_000, Watch::NONE);

        prove(&net, &limited);
        prove(&net, &whole);
        prop_assert!(limited.steps <= steps);
        let ended = matches!(whole.found, Found::Least { .. } | Found::Impossible { .. });
        prop_assert!(ended);
    }

    #[test]
    fn a_pairing_is_the_best_of_all_choices(pairing in some_pairing()) {
        let paired = pairing.solve(100_000, Watch::NONE).unwrap();

        let gain = |chosen: &[usize]| chosen.iter().map(|&at| pairing.pairs[at].gain).sum::<i64>();
        match (by_trying(&pairing), &paired.verdict) {
            (Some(best), Verdict::Best(chosen)) => {
                prop_assert_eq!(gain(chosen), best);
                prop_assert_eq!(paired.bound, i128::from(best));
            }
            (None, Verdict::Impossible(shortage)) => {
                let (Shortage::Lefts { needed, open, .. } | Shortage::Rights { needed, open, .. }) =
                    shortage;
                prop_assert!(needed > open);
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

/// Pivots on a random sparse pairing with `size` on each side.
fn steps_of(size: u32) -> u64 {
    let mut random = Random::new(u64::from(size));
    let pairs = (0..size * 8).map(|at| Pair {
        left: at / 8,
        right: random.below(size as usize) as u32,
        gain: random.below(1_000_000) as i64,
    });
    let load = Load { low: 0, high: 2 };
    let pairing = Pairing {
        lefts: vec![load; size as usize],
        rights: vec![load; size as usize],
        pairs: pairs.collect(),
    };
    let paired = pairing.solve(u64::MAX, Watch::NONE).unwrap();
    assert!(matches!(paired.verdict, Verdict::Best(_)));
    paired.steps
}

#[test]
fn pivots_grow_about_as_the_network_does() {
    let (one, sixteen) = (steps_of(250), steps_of(4_000));

    assert!(sixteen < 32 * one, "{one} pivots became {sixteen} at 16 times the size");
}

#[test]
fn a_second_aim_is_met_among_the_best_answers_of_the_first() {
    // Two ways of the first cost 1 each; the second aim would rather have the third, which costs 2.
    let ways = [arc(0, 1, (0, 1), 0), arc(0, 1, (0, 1), 0), arc(0, 1, (0, 1), 0)];
    let back = arc(1, 0, (1, 1), 0);
    let mut stages = Stages::new(network(2, &[ways[0], ways[1], ways[2], back]));

    let first = stages.meet([1, 1, 2, 0].into_iter(), 100, Watch::NONE).unwrap();
    let second = stages.meet([0, -1, -9, 0].into_iter(), 100, Watch::NONE).unwrap();

    assert!(matches!(first.found, Found::Least { .. }));
    prove(stages.network(), &second);
    let Found::Least { flow, .. } = second.found else { panic!("{second:?}") };
    assert_eq!(flow, [0, 1, 0, 1]);
}
