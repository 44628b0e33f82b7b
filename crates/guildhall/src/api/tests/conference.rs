//! A program makes a programme: places, releases, letters, and what two who write at once are told.

use serde_json::json;

use super::*;
use crate::people::contacts;

#[test]
fn a_program_moves_what_it_saw_and_the_second_of_two_is_told() {
    for house in House::all() {
        let token = house.organiser();
        let path = "/editions/sample-2025/places/activity-4";
        let seen = house.get(path, Some(&token)).header("etag").to_owned();
        let to = |start: &str| {
            json!({ "hall": "river/main", "day": "2025-02-21", "start": start, "minutes": 30 })
                .to_string()
        };
        let put = |start: &str| {
            house.ask("PUT", path, Some(&token), &[("if-match", seen.as_str())], &to(start))
        };
        let first = put("12:00");
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        assert_eq!(first.json()["moved"][0]["place"]["hall"], "river/main");
        let second = put("13:00");
        assert_eq!((second.status.as_u16(), second.problem().as_str()), (412, "changed"));
        // What open tables follow: the import of the fixture, and this one move by the token's owner.
        let edition = fixture::id::<Edition>("edition");
        let steps = house
            .world
            .read(move |tx| crate::programme::table::store::steps_after(tx, edition, 0, 10));
        let moved = steps.last().unwrap();
        assert_eq!(
            (moved.version, moved.changes.len()),
            (first.json()["version"].as_i64().unwrap(), 1)
        );
        assert!(moved.by.is_some());
        let nowhere =
            r#"{"hall": "river/nowhere", "day": "2025-02-21", "start": "9:00", "minutes": 5}"#;
        let any = [("if-match", "*")];
        let wrong = house.ask("PUT", path, Some(&token), &any, nowhere);
        assert_eq!(
            (wrong.problem().as_str(), wrong.json()["pointer"].as_str()),
            ("no-hall", Some("/hall"))
        );
    }
}

#[test]
fn a_release_of_a_program_tells_exactly_those_whose_things_changed() {
    for house in House::all() {
        let (token, releases) = (house.organiser(), "/editions/sample-2025/releases");
        let people = fixture::programme(6).people;
        let id = fixture::id::<Edition>("edition");
        let (ctx, own, other) = (house.world.ctx.clone(), people[2].id, people[0].id);
        house.world.write(move |tx: &mut Tx<'_>| -> Result<(), store::Fault> {
            for (person, name) in [(own, "own"), (other, "other")] {
                let address = format!("{name}@example.org").parse().unwrap();
                contacts::note(tx, &ctx, (id, person), (&address, Lang::En), 0)?;
            }
            Ok(())
        });
        // Activity 4 is person 2's.
        let put = house.ask(
            "PUT",
            "/editions/sample-2025/places/activity-4",
            Some(&token),
            &[("if-match", "*")],
            r#"{"hall": "river/main", "day": "2025-02-21", "start": "15:00", "minutes": 10}"#,
        );
        assert_eq!(put.status, StatusCode::OK, "{}", put.text);
        let prospect = house.get("/editions/sample-2025/prospect", Some(&token)).json();
        assert_eq!((&prospect["differs"], &prospect["readers"]), (&json!(true), &json!(1)));
        let made = house.ask("POST", releases, Some(&token), &[], r#"{"anyway": true}"#);
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        assert_eq!(made.json()["letters"], 1);
        let queued = house.get("/editions/sample-2025/letters?tray=queued", Some(&token)).json();
        let kinds: Vec<_> =
            queued["items"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
        assert!(kinds.contains(&json!(crate::letters::changed::CHANGED)), "{kinds:?}");
        let quiet = house.ask("POST", releases, Some(&token), &[], r#"{"tell": "nobody"}"#);
        assert_eq!(quiet.problem(), "nothing-changed");
    }
}
