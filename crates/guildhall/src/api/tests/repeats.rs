//! Requests that come twice.

use super::*;

store::statements! {
    ROLES = "select count(*) from role_grant where role = 'speaker'";
}

const BODY: &str = r#"{"email": "guest@example.org", "role": "speaker"}"#;
const PATH: &str = "/editions/sample-2025/roles";

fn speakers(house: &House) -> i64 {
    house.world.read(|tx| tx.one(ROLES, ()))
}

#[test]
fn a_request_that_is_repeated_is_answered_as_before_and_done_once() {
    for house in House::all() {
        let token = house.organiser();
        let key = [("idempotency-key", "one")];
        let first = house.ask("POST", PATH, Some(&token), &key, BODY);
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
        let again = house.ask("POST", PATH, Some(&token), &key, BODY);
        assert_eq!((again.status, &again.text), (first.status, &first.text));
        assert_eq!(speakers(&house), 1);

        let other = BODY.replace("guest", "other");
        let used = house.ask("POST", PATH, Some(&token), &key, &other);
        assert_eq!((used.status.as_u16(), used.problem().as_str()), (422, "idempotency-key-used"));
        let fresh = house.ask("POST", PATH, Some(&token), &[("idempotency-key", "two")], BODY);
        assert_eq!((fresh.status.as_u16(), fresh.problem().as_str()), (409, "held"));
        for wrong in ["", "a b", &"k".repeat(201)] {
            let bad = house.ask("POST", PATH, Some(&token), &[("idempotency-key", wrong)], BODY);
            assert_eq!(bad.problem(), "bad-idempotency-key", "{wrong:?}");
        }
        assert_eq!(speakers(&house), 1);
    }
}

#[test]
fn what_was_refused_is_tried_anew_with_the_same_key() {
    for house in House::all() {
        let (token, key) = (house.organiser(), [("idempotency-key", "one")]);
        let wrong = r#"{"email": "guest", "role": "speaker"}"#;
        let refused = house.ask("POST", PATH, Some(&token), &key, wrong);
        assert_eq!((refused.status.as_u16(), refused.problem().as_str()), (422, "no-address"));
        let done = house.ask("POST", PATH, Some(&token), &key, BODY);
        assert_eq!(done.status, StatusCode::CREATED);
    }
}

#[test]
fn a_key_of_somebody_else_is_another_key() {
    for house in House::all() {
        let (first, key) = (house.organiser(), [("idempotency-key", "one")]);
        let second = house.account("second@example.org", Some((Role::Organiser, edition())));
        let second = house.token(second, edition().edition_uuid().unwrap(), everything());
        assert_eq!(house.ask("POST", PATH, Some(&first), &key, BODY).status, StatusCode::CREATED);
        let other = BODY.replace("guest", "other");
        let answer = house.ask("POST", PATH, Some(&second), &key, &other);
        assert_eq!(answer.status, StatusCode::CREATED);
        assert_eq!(speakers(&house), 2);
    }
}

#[test]
fn sixteen_at_once_with_one_key_do_it_once_and_are_all_answered_alike() {
    for house in House::all() {
        let token = house.organiser();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
        let answers = runtime.block_on(async {
            let all: Vec<_> = (0..16)
                .map(|_| {
                    let key = [("idempotency-key", "one")];
                    let request = request("POST", PATH, Some(&token), &key, BODY);
                    tokio::spawn(asked(house.api.router(), request))
                })
                .collect();
            let mut answers = Vec::new();
            for one in all {
                answers.push(one.await.unwrap());
            }
            answers
        });
        assert_eq!(speakers(&house), 1);
        for answer in &answers {
            assert_eq!((answer.status, &answer.text), (StatusCode::CREATED, &answers[0].text));
        }
    }
}
