//! Problems as somebody who means harm would write them, and what is said of wrong ones.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::search::problem;
use crate::meetings::problem::{
    Guest, Interpreter, Party, Precedence, Problem, Rest, Says, Span, Spot, Table, Travel, Weights,
    Wish,
};
use crate::meetings::{Case, solve};
use crate::run::{Limits, Watch};

fn spans() -> impl Strategy<Value = Option<Vec<Span>>> {
    let span = (0..40, 1..30)
        .prop_map(|(from, long): (i32, i32)| Span { from: from * 60, until: (from + long) * 60 });
    option::weighted(0.3, vec(span, 0..3))
}

fn rests() -> impl Strategy<Value = Vec<Rest>> {
    let rest = (0..40, 1..6, 0..200_u32).prop_map(|(from, long, minutes): (i32, i32, u32)| Rest {
        within: Span { from: from * 60, until: (from + long) * 60 },
        minutes: minutes.min(long as u32 * 60),
    });
    vec(rest, 0..2)
}

fn name(kind: &str, at: usize) -> String {
    format!("{kind}{at}")
}

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let languages = vec(prop_oneof![Just("zh"), Just("en"), Just("de")], 0..2);
    let one = (spans(), option::weighted(0.3, 0..3_u32), rests(), languages, 0..3_u32);
    vec(one, 2..7).prop_map(|all| {
        let party = |(at, (available, day_max, rests, languages, people)): (
            usize,
            (_, _, _, Vec<&str>, _),
        )| Party {
            id: name("p", at),
            people,
            available,
            day_max,
            rests,
            languages: languages.into_iter().map(String::from).collect(),
        };
        all.into_iter().enumerate().map(party).collect()
    })
}

fn wishes(parties: usize) -> impl Strategy<Value = Vec<Wish>> {
    let says = prop_oneof![4 => Just(Says::Want), 2 => Just(Says::Must), 1 => Just(Says::No)];
    let guests = vec((0..parties, says), 2..5);
    let one =
        (guests, spans(), option::weighted(0.15, 0..6), option::weighted(0.1, 0..3_usize), 0..4);
    vec(one, 0..8).prop_map(|all| {
        let mut wishes = Vec::new();
        for (at, (guests, windows, fixed, table, venue)) in all.into_iter().enumerate() {
            let mut guests: Vec<(usize, Says)> = guests;
            guests.sort_unstable();
            guests.dedup_by_key(|(party, _)| *party);
            if guests.len() < 2 {
                continue;
            }
            let guest = |(at, says)| Guest { party: name("p", at), says };
            wishes.push(Wish {
                id: name("w", at),
                parties: guests.into_iter().map(guest).collect(),
                tables: table.map(|at| name("t", at)).into_iter().collect(),
                venues: if venue == 3 { vec!["v0".into()] } else { Vec::new() },
                windows: windows.unwrap_or_default(),
                fixed: fixed.map(|at: i32| Spot { start: at * 300, table: None }),
            });
        }
        wishes
    })
}

/// Two days of six slots, three tables in two venues; everything else as it comes. Some are refused.
pub fn problems() -> impl Strategy<Value = Problem> {
    let tables = vec((0..2_usize, 2..7_u32, spans()), 3..4);
    let pairs = vec((0..3_usize, 0..3_usize), 0..3);
    let interpreters = vec((pairs, spans(), option::weighted(0.3, 0..3_u32), rests()), 0..3);
    let orders = vec((0..8_usize, 0..8_usize), 0..4);
    let slots = vec((0..12_i32, 1..300_i32), 0..8);
    let weights = (0..3_u32, 0..3_u32, 0..3_u32);
    let parties = parties().prop_flat_map(|parties| (wishes(parties.len()), Just(parties)));
    (parties, tables, interpreters, orders, slots, 0..500_u32, weights).prop_map(
        |((wishes, parties), tables, interpreters, orders, slots, minutes, weights)| {
            let mut slots: Vec<(i32, i32)> = slots;
            slots.sort_unstable();
            slots.dedup_by_key(|(at, _)| *at);
            let slot = |(at, long): (i32, i32)| Span { from: at * 300, until: at * 300 + long };
            let known: Vec<String> = wishes.iter().map(|wish: &Wish| wish.id.clone()).collect();
            let order = |(one, other): (usize, usize)| {
                (one != other)
                    .then(|| Precedence { before: name("w", one), after: name("w", other) })
            };
            let orders = orders.into_iter().filter_map(order);
            let there =
                |order: &Precedence| known.contains(&order.before) && known.contains(&order.after);
            let table = |(at, (venue, seats, open)): (usize, (usize, u32, _))| Table {
                id: name("t", at),
                venue: name("v", if at == 0 { 0 } else { venue }),
                seats,
                open,
            };
            let tongue = |at: usize| String::from(["zh", "en", "de"][at]);
            let interpreter = |(at, (pairs, available, day_max, rests)): (
                usize,
                (Vec<(usize, usize)>, _, _, _),
            )| {
                let pairs = pairs.into_iter().map(|(one, other)| (tongue(one), tongue(other)));
                Interpreter { id: name("i", at), pairs: pairs.collect(), available, day_max, rests }
            };
            let tables: Vec<Table> = tables.into_iter().enumerate().map(table).collect();
            let both = tables.iter().any(|table| table.venue == "v1");
            let way = Travel { from: "v0".into(), to: "v1".into(), minutes };
            Problem {
                days: Vec::new(),
                slots: slots.into_iter().map(slot).collect(),
                travel: if both { vec![way] } else { Vec::new() },
                tables,
                interpreters: interpreters.into_iter().enumerate().map(interpreter).collect(),
                parties,
                wishes,
                precedences: orders.filter(there).collect(),
                weights: Weights { unmet: weights.0, fairness: weights.1, waits: weights.2 },
            }
        },
    )
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let good = problem(2, 1, &[&[0, 1], &[1, 2]]);
    let with = |change: fn(&mut Problem)| {
        let mut problem = good.clone();
        change(&mut problem);
        solve(&problem, Limits::new(10, 1), Watch::NONE).unwrap_err().to_string()
    };

    let late = with(|it| it.slots[1].from = 0);
    assert_eq!(late, "slots[1]: begins before the one before it ends");
    let twice = with(|it| it.parties[2].id = "p0".into());
    assert_eq!(twice, "parties[2].id: party \"p0\" is there twice");
    let empty = with(|it| it.tables[0].id = " ".into());
    assert_eq!(empty, "tables[0].id: is empty");
    let stranger = with(|it| it.wishes[1].parties[1].party = "Zoe".into());
    assert_eq!(stranger, "wishes[1].parties[1].party: there is no party \"Zoe\"");
    let alone = with(|it| it.wishes[0].parties.truncate(1));
    assert_eq!(alone, "wishes[0].parties: 1 of them; two to eight meet");
    let same = with(|it| it.wishes[0].parties[1].party = "p0".into());
    assert_eq!(same, "wishes[0].parties[1].party: \"p0\" is named twice");
    let venue = with(|it| it.wishes[0].venues = vec!["Mars".into()]);
    assert_eq!(venue, "wishes[0].venues[0]: no table is in venue \"Mars\"");
    let fixed = with(|it| it.wishes[0].fixed = Some(Spot { start: 1, table: None }));
    assert_eq!(fixed, "wishes[0].fixed.start: no slot begins at minute 1");
    let order =
        with(|it| it.precedences = vec![Precedence { before: "w0".into(), after: "x".into() }]);
    assert_eq!(order, "precedences[0].after: there is no wish \"x\"");
    let rest = with(|it| {
        let within = Span { from: 600, until: 660 };
        it.parties[1].rests = vec![Rest { within, minutes: 61 }];
    });
    assert_eq!(rest, "parties[1].rests[0].minutes: 61 do not fit into the span");
    let weight = with(|it| it.weights.waits = 2_000_000);
    assert_eq!(weight, "weights.waits: 2000000 is more than 1000000");
    let way = with(|it| {
        it.travel = vec![Travel { from: String::new(), to: "Mars".into(), minutes: 1 }];
    });
    assert_eq!(way, "travel[0].to: no table is in venue \"Mars\"");
}

#[test]
fn a_problem_that_would_not_fit_into_memory_is_refused() {
    let mut large = problem(2, 1, &[&[0, 1]]);
    large.slots = (0..2_000).map(|at| Span { from: at * 40, until: at * 40 + 1 }).collect();
    let party = |at: usize| Party { id: name("q", at), ..Party::default() };
    large.parties.extend((0..100_000).map(party));

    let refused = Case::new(&large).unwrap_err().to_string();

    assert_eq!(refused, "parties: times slots or days: 200004000; at most 10000000");
}
