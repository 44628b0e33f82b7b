//! Each format is read, and answered in itself.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, CIRCLE, data};

#[test]
fn the_summary_is_one_object_with_the_agreed_fields() {
    let bench = Bench::new("summary");
    bench.file("votes.json", CIRCLE);

    let summary = bench.summary(&["ranking", "votes.json", "--steps", "50", "--seed", "7"]);

    let fields: Vec<&String> = summary.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["bound", "hard", "seconds", "seed", "status", "steps", "value"]);
    assert_eq!(summary["status"], "optimal");
    assert_eq!((&summary["hard"], &summary["seed"]), (&Value::from(0), &Value::from(7)));
    assert!((summary["value"].as_f64().unwrap() + 2.567_813_628).abs() < 1e-8);
    assert_eq!(summary["value"], summary["bound"]);
}

#[test]
fn votes_of_choix_are_answered_by_parameters() {
    let bench = Bench::new("choix");
    bench.file("votes.json", CIRCLE);

    bench.summary(&["ranking", "votes.json", "--out", "answer.json"]);

    let answer: Value =
        serde_json::from_slice(&fs::read(bench.path("answer.json")).unwrap()).unwrap();
    let expected = [0.419_617_624, -0.419_617_624, 0.0];
    for (found, expected) in answer["params"].as_array().unwrap().iter().zip(expected) {
        assert!((found.as_f64().unwrap() - expected).abs() < 1e-6, "{answer}");
    }
}

#[test]
fn the_houses_own_problem_is_answered_by_its_outcome_and_explained() {
    let bench = Bench::new("own");
    let problem = r#"{"entries": ["Ada", "Bo"], "places": 1, "evidence": {"votes": {"votes": [
        {"judge": "x", "between": ["Ada", "Bo"], "winner": "first", "times": 9},
        {"judge": "y", "between": ["Ada", "Bo"], "winner": "second"}]}}}"#;
    bench.file("votes.json", problem);

    let ran = bench.run(&["ranking", "votes.json", "--explain"]);

    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(outcome["answer"]["ranking"][0]["entry"], "Ada");
    assert!(ran.err.contains("1. Ada at"), "{}", ran.err);
    assert!(ran.err.contains("y agrees with 0 %"), "{}", ran.err);
}

#[test]
fn no_order_is_said_to_be_infeasible_with_the_reason_and_is_no_error() {
    let bench = Bench::new("infeasible");
    bench.file("votes.json", r#"{"n_items": 2, "data": [[0, 1]]}"#);

    let summary = bench.summary(&["ranking", "votes.json"]);

    assert_eq!((&summary["status"], &summary["value"]), (&Value::from("infeasible"), &Value::Null));
    assert!(summary["conflict"][0].as_str().unwrap().contains("never lost"), "{summary}");
}

#[test]
fn reviews_are_read_from_a_folder_or_from_one_table_with_those_beside_it() {
    let bench = Bench::new("midl");
    bench.file("scores.csv", "0.9,0.1\n0.8,0.7\n0.2,0.3\n");
    bench.file("covs.csv", "1\n1\n");
    bench.file("loads.csv", "2\n2\n2\n");
    bench.file("loads-lb.csv", "0\n0\n1\n");

    let both = bench.summary(&["allocation", ".", "--out", "both.csv"]);
    let upper = bench.summary(&["allocation", "scores.csv", "--out", "upper.csv"]);

    assert!((both["value"].as_f64().unwrap() - 1.2).abs() < 1e-9, "{both}");
    assert!((upper["value"].as_f64().unwrap() - 1.6).abs() < 1e-9, "{upper}");
    assert_eq!(fs::read_to_string(bench.path("both.csv")).unwrap(), "1,0\n0,0\n0,1\n");
    assert_eq!(fs::read_to_string(bench.path("upper.csv")).unwrap(), "1,0\n0,1\n0,0\n");
}

#[test]
fn offers_and_needs_are_brought_together() {
    let bench = Bench::new("matching");
    let problem = r#"{"offers": [{"id": "o1", "tags": ["rust"]}, {"id": "o2", "tags": ["go"]}],
        "needs": [{"id": "n1", "tags": ["go"]}, {"id": "n2", "tags": ["rust"]}]}"#;
    bench.file("market.json", problem);

    let ran = bench.run(&["matching", "market.json"]);

    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    let pairs: Vec<(u64, u64)> = (outcome["answer"]["assigned"].as_array().unwrap().iter())
        .map(|pair| (pair["offer"].as_u64().unwrap(), pair["need"].as_u64().unwrap()))
        .collect();
    assert_eq!(pairs, [(0, 1), (1, 0)]);
}

/// Three who meet each other, and three slots.
const MEETINGS: &str = "nBusiness = 3;\nnMeetings = 3;\nnTables = 1;\nnTotalSlots = 3;\n\
    nMorningSlots = 3;\nrequested = [|1, 2, 3, |1, 3, 3, |2, 3, 3, |];\n\
    forbidden = [{0}, {0}, {0}];\nfixed = [2, 0, 0];\nprecedences = [{}, {}, {}];\n";

#[test]
fn meetings_are_answered_by_one_slot_a_line() {
    let bench = Bench::new("meetings");
    bench.file("meetings.dzn", MEETINGS);
    bench.file("broken.dzn", &MEETINGS.replace("nTables = 1", "nTables = one"));

    let summary = bench.summary(&["meetings", "meetings.dzn", "--steps", "2000", "--out", "slots"]);

    let slots = fs::read_to_string(bench.path("slots")).unwrap();
    let mut lines: Vec<&str> = slots.lines().collect();
    assert_eq!((summary["hard"].as_i64(), lines[0]), (Some(0), "2"));
    lines.sort_unstable();
    assert_eq!(lines, ["1", "2", "3"]);
    let refused = bench.run(&["meetings", "broken.dzn"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("broken.dzn: ") && refused.err.contains("nTables"),
        "{}",
        refused.err
    );
}

/// The one of the manual.
const OWN: &str = include_str!("../../../../docs/manual/examples/meetings.json");

#[test]
fn the_manuals_meetings_are_answered_by_their_outcome_with_a_reason_for_each_unmet_wish() {
    let bench = Bench::new("own-meetings");
    bench.file("meetings.json", OWN);
    bench.file("broken.json", &OWN.replace("\"must\"", "\"maybe\""));

    let ran = bench.run(&["meetings", "meetings.json", "--steps", "20000", "--explain"]);

    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&outcome["score"]["hard"], &outcome["value"]),
        (&Value::from(0), &Value::from(3.0))
    );
    let unmet: Vec<&Value> = outcome["answer"]["unmet"].as_array().unwrap().iter().collect();
    assert_eq!(
        unmet[1],
        &serde_json::json!({"wish": "fund and compute", "because": "fund said no"})
    );
    assert!(ran.err.contains("\"fund and compute\" is not held: fund said no"), "{}", ran.err);
    let refused = bench.run(&["meetings", "broken.json"]);
    let field = "broken.json: wishes[0].parties[0].says";
    assert!(refused.code == Some(1) && refused.err.contains(field), "{}", refused.err);
    assert!(refused.err.contains("unknown variant `maybe`"), "{}", refused.err);
}

#[test]
fn chains_take_the_best_of_each_layer() {
    let bench = Bench::new("chains");
    let problem = r#"{"layers": ["owner", "model"], "organisations": [
        {"id": "a", "layers": ["owner"]}, {"id": "b", "layers": ["model"]}, {"id": "c", "layers": ["model"]}],
        "fit": {"pairs": {"pairs": [{"one": "a", "other": "b", "points": 5}, {"one": "a", "other": "c", "points": 9}]}}}"#;
    bench.file("chains.json", problem);

    let ran = bench.run(&["chains", "chains.json", "--steps", "10000"]);

    let outcome: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(outcome["answer"], serde_json::json!([[0, 2]]), "{}", ran.err);
}

const SCHEDULE: &str = include_str!("schedule.xml");

#[test]
fn a_published_schedule_is_placed_again_and_answered_as_a_schedule() {
    let bench = Bench::new("schedule");
    bench.file("schedule.xml", SCHEDULE);

    let summary =
        bench.summary(&["timetable", "schedule.xml", "--steps", "5000", "--out", "answer.xml"]);

    assert_eq!(summary["hard"], 0);
    let written = fs::read(bench.path("answer.xml")).unwrap();
    let placed = ::formats::read(&written).unwrap().schedule;
    let given = ::formats::read(SCHEDULE.as_bytes()).unwrap().schedule;
    assert_eq!(placed.events.len(), given.events.len());
    // The same person twice at once in the given one, and no longer.
    let overlap = |schedule: &::formats::Schedule| {
        let both = schedule.events.iter().filter(|event| !event.persons.is_empty());
        let both: Vec<_> = both.map(|event| event.interval).collect();
        both[0].overlaps(both[1])
    };
    assert!(overlap(&given) && !overlap(&placed));
}

#[test]
fn a_release_is_planned_again_after_an_event() {
    let bench = Bench::new("mend");
    let problem = serde_json::json!({
        "days": ["Friday"],
        "halls": [
            {"id": "A", "open": [{"from": 540, "until": 720}]},
            {"id": "C", "open": [{"from": 540, "until": 720}]}
        ],
        "activities": [{"id": "one", "minutes": 60}, {"id": "two", "minutes": 60}],
        "release": [
            {"activity": "one", "hall": "A", "start": 540},
            {"activity": "two", "hall": "C", "start": 540}
        ]
    });
    bench.file("released.json", &problem.to_string());
    bench.file("schedule.xml", include_str!("schedule.xml"));
    let lost = r#"{"hall_lost": {"hall": "C", "during": {"from": 0, "until": 1440}}}"#;
    bench.file("lost.json", lost);

    let run = ["timetable", "released.json", "--steps", "500", "--event", "lost.json"];
    let summary = bench.summary(&run);
    let ran = bench.run(&run);

    let told = "1 activities lost their place, 1 moved; no mending moves fewer than 1";
    assert_eq!(summary["explanation"][0], told);
    let mended: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let moved = &mended["moved"][0];
    assert_eq!((&moved["activity"], &moved["hall"]), (&"two".into(), &"A".into()));
    assert!(ran.err.contains(told), "{}", ran.err);
    let refused = |arguments: &[&str]| {
        let ran = bench.run(&[arguments, &["--steps", "1"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
        ran.err
    };
    let unknown = refused(&[
        "timetable",
        "released.json",
        "--event",
        r#"{"hall_lost": {"hall": "D", "during": {"from": 0, "until": 9}}}"#,
    ]);
    assert!(unknown.contains("hall_lost.hall: there is no hall \"D\""), "{unknown}");
    let none = refused(&["timetable", "released.json", "--event", "{\"rain\": 1}"]);
    assert!(none.contains("--event is no event: unknown variant `rain`"), "{none}");
    let absent = refused(&["timetable", "released.json", "--event", "absent.json"]);
    assert!(absent.contains("cannot read absent.json"), "{absent}");
    let other = refused(&["ranking", "released.json", "--event", lost]);
    assert!(other.contains("--event is for timetables"), "{other}");
    let room = include_str!("schedule.xml").split("<room>").nth(1).unwrap();
    let room = room.split('<').next().unwrap();
    let gone = serde_json::json!({
        "hall_lost": {"hall": room, "during": {"from": 0, "until": 1}}
    });
    let xml =
        bench.run(&["timetable", "schedule.xml", "--steps", "200", "--event", &gone.to_string()]);
    assert_eq!(xml.code, Some(0), "{}", xml.err);
    assert!(xml.out.contains("<schedule>"), "{}", xml.out);
    assert!(xml.err.contains("0 activities lost their place"), "{}", xml.err);
}

#[test]
fn published_schema_files_are_what_the_command_prints() {
    let bench = Bench::new("schema");
    for model in ["ranking", "timetable", "meetings", "allocation", "matching", "chains"] {
        let printed = bench.run(&["schema", model]).out;
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
        let kept = fs::read_to_string(root.join(format!("{model}.json"))).unwrap();
        assert!(
            printed == kept,
            "docs/schemas/{model}.json: write it with `guildhall solve schema {model}`"
        );
    }
}

/// Runs when `GUILDHALL_DATA` names the folder.
#[test]
fn published_conferences_and_reviews_are_answered_with_guildhall_data() {
    let (Some(workbook), Some(reviews)) = (data("cosplib/N2OR.xlsx"), data("midl")) else { return };
    let bench = Bench::new("published");

    let placed =
        bench.summary(&["timetable", &workbook, "--steps", "200000", "--out", "answer.xlsx"]);
    let assigned = bench.summary(&["allocation", &reviews]);

    assert_eq!(placed["hard"], 0);
    assert!((assigned["value"].as_f64().unwrap() - 150.043_125).abs() < 1e-6);
    assert_eq!(assigned["status"], "optimal");
    let problem = ::solve::cosplib::read(&fs::read(workbook).unwrap()).unwrap();
    let answer = fs::read(bench.path("answer.xlsx")).unwrap();
    let plan = ::solve::cosplib::read_plan(&problem, &answer).unwrap();
    let counts = ::solve::cosplib::count(&problem, &plan);
    assert_eq!((counts.broken.len(), counts.value as f64), (0, placed["value"].as_f64().unwrap()));
    // A solution sheet is no problem: the refusal names what is missing.
    let refused = bench.run(&["timetable", "answer.xlsx"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("answer.xlsx: ") && refused.err.contains("parameters"));
}
