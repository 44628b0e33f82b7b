//! Orders through the API: taken, refused, repeated, given up, and never more than there are places.

use std::sync::Arc;

use serde_json::{Value, json};
use store::Tx;

use crate::access;
use crate::admissions::model::Kind;
use crate::admissions::refusal::Unwilling;
use crate::admissions::verbs::categories::{self, Wish};
use crate::api::tests::{Answer, House, asked, edition, request};
use crate::error::Error;

const ORDERS: &str = "/editions/sample-2025/orders";
const EXAMPLE: &str = "11010519491231002X";

fn wish(slug: &str, kind: Kind, places: i64) -> Wish {
    Wish {
        slug: slug.parse().unwrap(),
        kind,
        name: kernel::Text::zh_en("通行证", "Pass"),
        opens_at: None,
        closes_at: None,
        days: Vec::new(),
        price_minor: 0,
        currency: "CNY".to_owned(),
        code: None,
        real_name: false,
        places,
    }
}

/// Makes the category, unless there is one.
fn set(house: &House, wish: Wish) {
    let ctx = house.world.ctx.clone();
    house.world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
        match categories::set(tx, &ctx, may, &wish, None) {
            Err(Error::Refused(Unwilling::Changed)) => Ok(()),
            made => made.map(drop),
        }
    });
}

/// Visitors' passes, as many as that.
pub fn category(house: &House, places: i64) {
    set(house, wish("visitor", Kind::Visitor, places));
}

fn order(house: &House, token: &str, key: &str, passes: &Value) -> Answer {
    let body = json!({ "passes": passes }).to_string();
    house.ask("POST", ORDERS, Some(token), &[("idempotency-key", key)], &body)
}

fn visitor(holder: &str) -> Value {
    json!([{ "pass": "visitor", "holder": holder }])
}

/// An order with its only admission.
pub fn one(house: &House) -> (String, String) {
    category(house, 1_000);
    let account = house.account("shop@example.org", Some((access::Role::Organiser, edition())));
    let own = edition().edition_uuid().unwrap();
    let token = house.token(account, own, crate::api::tests::everything());
    let key = house.world.ctx.id::<()>().to_string();
    let placed = order(house, &token, &key, &visitor("Sample")).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&placed["id"]), text(&placed["admissions"][0]["id"]))
}

fn holders(order: &Value) -> Vec<&str> {
    let all = order["admissions"].as_array().unwrap().iter();
    let mut all: Vec<&str> = all.map(|one| one["holder"].as_str().unwrap()).collect();
    all.sort_unstable();
    all
}

fn free(house: &House) -> i64 {
    house.get("/editions/sample-2025/passes/visitor", None).json()["free"].as_i64().unwrap()
}

#[test]
fn passes_are_ordered_all_or_none_and_a_place_that_is_given_up_is_free() {
    for house in House::all() {
        category(&house, 3);
        let token = house.organiser();
        let two = json!([{ "pass": "visitor", "holder": "Lin" }, { "pass": "visitor", "holder": " Ada  L " }]);
        let placed = order(&house, &token, "a", &two);
        assert_eq!(placed.status.as_u16(), 201, "{}", placed.text);
        assert_eq!(
            (free(&house), placed.json()["admissions"][1]["holder"].as_str()),
            (1, Some("Ada L"))
        );
        let again = order(&house, &token, "a", &two);
        assert_eq!((again.text, free(&house)), (placed.text.clone(), 1));
        let more = order(&house, &token, "b", &two);
        assert_eq!((more.status.as_u16(), more.problem().as_str()), (409, "sold-out"));
        assert_eq!(free(&house), 1);
        let path = placed.header("location").trim_start_matches("/api/v1").to_owned();
        let found = house.get(&path, Some(&token)).json();
        assert_eq!((&found["id"], holders(&found)), (&placed.json()["id"], vec!["Ada L", "Lin"]));
        let id = placed.json()["admissions"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/editions/sample-2025/admissions/{id}");
        let given = house.ask("DELETE", &path, Some(&token), &[], "");
        assert_eq!((given.status.as_u16(), free(&house)), (204, 2));
        let twice = house.ask("DELETE", &path, Some(&token), &[], "");
        assert_eq!((twice.problem().as_str(), free(&house)), ("not-now", 2));
        let keyless = house.ask("POST", ORDERS, Some(&token), &[], r#"{"passes": []}"#);
        assert_eq!(keyless.problem(), "no-idempotency-key");
    }
}

#[test]
fn what_an_order_lacks_is_told() {
    for house in House::all() {
        let token = house.organiser();
        let now = house.world.ctx.now();
        category(&house, 9);
        let real = |slug: &str, kind| Wish { real_name: true, ..wish(slug, kind, 9) };
        set(&house, real("developer", Kind::Developer));
        set(&house, real("minor", Kind::Minor));
        set(&house, Wish { price_minor: 100, ..wish("exhibitor", Kind::Exhibitor, 9) });
        set(&house, Wish { opens_at: Some(now.plus_minutes(1)), ..wish("press", Kind::Press, 9) });
        set(&house, Wish { code: Some("open sesame".to_owned()), ..wish("guest", Kind::Guest, 9) });
        let mut key = 0;
        let mut problem = |passes: Value| {
            key += 1;
            let answer = order(&house, &token, &key.to_string(), &passes);
            if answer.status.is_success() { String::new() } else { answer.problem() }
        };
        let pass = |slug: &str, document: Value| json!([{ "pass": slug, "holder": "Lin", "document": document }]);
        let id = |number: &str| json!({ "kind": "chinese_id", "number": number });
        assert_eq!(problem(json!([])), "no-passes");
        assert_eq!(problem(json!([{ "pass": "visitor", "holder": " " }])), "no-holder");
        assert_eq!(problem(json!([{ "pass": "moon", "holder": "Lin" }])), "no-category");
        assert_eq!(problem(pass("exhibitor", Value::Null)), "priced");
        assert_eq!(problem(pass("press", Value::Null)), "closed");
        assert_eq!(problem(pass("guest", Value::Null)), "no-code");
        assert_eq!(problem(pass("developer", Value::Null)), "wants-document");
        assert_eq!(problem(pass("developer", id("110105194912310021"))), "no-document");
        assert_eq!(problem(pass("developer", id(EXAMPLE))), "");
        assert_eq!(problem(pass("developer", id(&EXAMPLE.to_lowercase()))), "document-used");
        // Born in 2015; the conference is in 2025.
        let child = id("110105201501010013");
        let child = if problem(pass("developer", child.clone())) == "no-document" {
            id(&with_check("11010520150101001"))
        } else {
            child
        };
        assert_eq!(problem(pass("developer", child.clone())), "wants-guardian");
        assert_eq!(problem(pass("minor", child.clone())), "wants-guardian");
        let (_, guardian) = one(&house);
        let with = |guardian: &str| json!([{ "pass": "minor", "holder": "Child", "document": child, "guardian": guardian }]);
        assert_eq!(problem(with("nonsense")), "no-guardian");
        assert_eq!(problem(with(&house.world.ctx.id::<()>().to_string())), "no-guardian");
        assert_eq!(problem(with(&guardian)), "");
        assert_eq!(problem(with(&guardian)), "document-used");
    }
}

/// The number with the check digit that makes it one.
fn with_check(number: &str) -> String {
    use crate::admissions::document::{Document, DocumentKind};
    let whole = "0123456789X".chars().map(|check| format!("{number}{check}"));
    let mut right = whole.filter(|it| Document::read(DocumentKind::ChineseId, it).is_some());
    right.next().unwrap()
}

#[test]
fn places_are_never_fewer_than_are_taken_and_two_editors_meet() {
    for house in House::all() {
        let (token, path) = (house.organiser(), "/editions/sample-2025/passes/visitor");
        let body = |places: i64| {
            json!({ "kind": "visitor", "name": { "en": "Visitor" }, "places": places }).to_string()
        };
        let set = |places, tag: &str| {
            let tag = [("if-match", tag)];
            let tag = if tag[0].1.is_empty() { &[][..] } else { &tag[..] };
            house.ask("PUT", path, Some(&token), tag, &body(places))
        };
        let made = set(5, "");
        assert_eq!(made.status.as_u16(), 200, "{}", made.text);
        order(&house, &token, "a", &visitor("Lin"));
        assert_eq!(set(5, "").problem(), "changed");
        let lower = set(0, made.header("etag"));
        assert_eq!((lower.status.as_u16(), lower.problem().as_str()), (409, "below-taken"));
        assert_eq!(set(1, made.header("etag")).status.as_u16(), 200);
        assert_eq!(set(9, made.header("etag")).problem(), "changed");
        assert_eq!(order(&house, &token, "b", &visitor("Ada")).problem(), "sold-out");
    }
}

#[test]
fn sixteen_shops_at_once_sell_exactly_as_many_as_there_are() {
    const PLACES: i64 = 50;
    for house in House::all() {
        category(&house, PLACES);
        let account = house.account("o@example.org", Some((access::Role::Organiser, edition())));
        let own = edition().edition_uuid().unwrap();
        let tokens: Vec<String> =
            (0..16).map(|_| house.token(account, own, crate::api::tests::everything())).collect();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
        let api = Arc::clone(&house.api);
        let (sold, refused) = runtime.block_on(async {
            let shops = tokens.into_iter().enumerate().map(|(shop, token)| {
                let api = Arc::clone(&api);
                tokio::spawn(async move {
                    let (mut sold, mut refused) = (0, 0);
                    for number in 0..10 {
                        let key = format!("{shop}-{number}");
                        let body = json!({ "passes": visitor("Sample") }).to_string();
                        let key = [("idempotency-key", key.as_str())];
                        let request = request("POST", ORDERS, Some(&token), &key, &body);
                        match asked(api.router(), request).await {
                            it if it.status.as_u16() == 201 => sold += 1,
                            it if it.problem() == "sold-out" => refused += 1,
                            it => panic!("{}", it.text),
                        }
                    }
                    (sold, refused)
                })
            });
            let mut sum = (0, 0);
            for shop in shops.collect::<Vec<_>>() {
                let (sold, refused) = shop.await.unwrap();
                sum = (sum.0 + sold, sum.1 + refused);
            }
            sum
        });
        assert_eq!((sold, refused, free(&house)), (PLACES, 160 - PLACES, 0));
    }
}
