//! Files that are cut short, spoilt in one place or too large: refused by the name of a field.

use proptest::prelude::*;
use serde_json::Value;

use super::is_field;
use crate::random::Random;
use crate::run::{Limits, Watch};
use crate::timetable::case::Case;
use crate::timetable::problem::*;
use crate::timetable::tests::made;
use crate::timetable::{read, solve};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn hostile_text_is_refused_or_read(text in ".{0,200}") {
        if let Err(refused) = read(&text) {
            prop_assert!(refused.says.contains("line"), "{refused}");
        }
    }

    /// One thing in a sound file becomes something else: what is then wrong is named.
    #[test]
    fn a_file_in_which_one_thing_is_wrong_is_refused_by_its_name(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let mut file = serde_json::to_value(made(seed % 4, 1)).expect("plain data");
        let path = spoil(&mut file, String::new(), &mut random);
        match read(&file.to_string()) {
            Err(refused) => {
                prop_assert!(refused.at.starts_with(&path), "{path}: {refused}");
                prop_assert!(refused.says.contains("line"), "{refused}");
            }
            Ok(problem) => {
                if let Err(refused) = Case::new(&problem) {
                    prop_assert!(is_field(&refused.at), "{path}: {refused}");
                }
            }
        }
    }
}

/// Puts something else into one place below `at`; its path down to the field or the item.
fn spoil(at: &mut Value, path: String, random: &mut Random) -> String {
    let goes_on = path.is_empty() || random.chance(0.8);
    match at {
        Value::Object(fields) if goes_on && !fields.is_empty() => {
            let drawn = random.below(fields.len());
            let (key, value) = fields.iter_mut().nth(drawn).expect("below their number");
            let dot = if path.is_empty() { "" } else { "." };
            spoil(value, format!("{path}{dot}{key}"), random)
        }
        Value::Array(items) if goes_on && !items.is_empty() => {
            let place = random.below(items.len());
            spoil(&mut items[place], format!("{path}[{place}]"), random)
        }
        _ => {
            let others = [
                Value::Null,
                Value::from(-1),
                Value::from(4.5),
                Value::from(u64::MAX),
                Value::from(i64::MIN),
                Value::from("x"),
                Value::from(true),
                Value::Array(vec![Value::Null]),
                serde_json::json!({"unheard_of": 1}),
            ];
            *at = others[random.below(others.len())].clone();
            path
        }
    }
}

#[test]
fn a_file_that_is_cut_short_anywhere_is_refused_by_its_line() {
    let text = serde_json::to_string_pretty(&made(1, 1)).expect("plain data");
    for end in (0..text.len() - 1).step_by(97) {
        let refused = read(&text[..end]).expect_err("cut short").to_string();
        assert!(refused.contains("line"), "{end}: {refused}");
    }
}

/// What would need memory or time without bound is refused before either is spent.
#[test]
fn what_is_too_large_is_refused_by_the_name_of_its_list() {
    let refused = |change: &dyn Fn(&mut Problem)| {
        let mut problem = made(1, 1);
        change(&mut problem);
        let refused = solve(&problem, Limits::new(1, 1), Watch::NONE).expect_err("refused");
        refused.to_string()
    };
    let busy = |problem: &mut Problem, all: usize| {
        let own = Activity { minutes: 10, parties: vec!["party 0".into()], ..Activity::default() };
        let many = (0..all).map(|at| Activity { id: format!("more {at}"), ..own.clone() });
        problem.activities.extend(many);
    };
    let spans = |step: i32| {
        (0..86_000 / step).map(move |at| Span { from: at * step, until: at * step + 1 })
    };
    let said = refused(&|it| busy(it, 2_500));
    assert_eq!(said, "parties: pairs of activities with something in common: more than 4000000");
    let said = refused(&|it| {
        busy(it, 1_000);
        let avoid = |span| Avoid { span, weight: 1 };
        it.parties[0].avoids = spans(40).map(avoid).collect();
    });
    assert_eq!(said, "parties: times to be spared, for each activity: more than 1000000");
    let said = refused(&|it| {
        it.not_parallel =
            (0..30_000).map(|_| (0..14).map(|at| format!("activity {at}")).collect()).collect();
    });
    assert_eq!(said, "not_parallel: 2730000 of them; at most 2000000");
    let said = refused(&|it| {
        let all = (0..2_000).map(|at| Hall { id: format!("more {at}"), ..Hall::default() });
        it.halls.extend(all);
    });
    assert_eq!(said, "halls: 2004 of them; at most 2000");
    let said = refused(&|it| {
        it.halls[0].features.clear();
        it.halls[0].owner = None;
        let all = (0..400).map(|at| Hall {
            id: format!("more {at}"),
            open: spans(2).collect(),
            ..Hall::default()
        });
        it.halls.extend(all);
        it.activities.iter_mut().for_each(|one| {
            (one.minutes, one.setup_minutes, one.teardown_minutes) = (1, 0, 0);
            one.windows.clear();
            one.features.clear();
        });
    });
    assert_eq!(said, "activities: activities times halls times openings: more than 8000000");
    let said = refused(&|it| it.activities[0].id = "x".repeat(1_001));
    assert_eq!(said, "activities[0].id: 1001 bytes; at most 1000");
    let said = refused(&|it| it.activities[2].topics = vec!["x".into(); 101]);
    assert_eq!(said, "activities[2].topics: 101 of them; at most 100");
}
