//! Stories of the door, through the API as a device asks it.

pub mod walked;

use serde_json::{Value, json};
use store::Tx;

use crate::access::{self, Actor, Role};
use crate::admissions::model::AdmissionId;
use crate::admissions::tests::orders;
use crate::api::tests::{Answer, House, edition, everything};
use crate::door::code::{Claim, Days, Signing};
use crate::door::model::DeviceId;
use crate::door::refusal::Unwilling;
use crate::door::verbs::{codes, devices, keys};
use crate::editions::model::EditionId;
use crate::error::Error;

const SCANS: &str = "/editions/sample-2025/scans";

/// A device with its token.
pub struct Gate {
    pub id: DeviceId,
    pub secret: String,
    pub token: String,
}

fn id_of() -> EditionId {
    EditionId::from_uuid(edition().edition_uuid().unwrap())
}

/// Makes that gate, with those rules, unless there is one.
pub fn gate(house: &House, slug: &str, rules: &Value) {
    let mut body = json!({ "name": { "en": slug }, "place": "river" });
    for (key, value) in rules.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    let path = format!("/editions/sample-2025/gates/{slug}");
    let made = house.ask("PUT", &path, Some(&house.organiser()), &[], &body.to_string());
    let there = made.status.as_u16() == 409 && made.problem() == "slug-used";
    assert!(made.status.is_success() || there, "{}", made.text);
}

/// A device that was made for a gate and has not followed its link.
pub fn invited(house: &House, slug: &str) -> (DeviceId, String) {
    let account = house.account("steward@example.org", Some((Role::Organiser, edition())));
    let (ctx, slug) = (house.world.ctx.acting(Actor::Account(account)), slug.to_owned());
    let made = house.world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
        devices::make(tx, &ctx, may, (&slug, "Sample"))
    });
    (made.device.id, made.secret)
}

/// A device that is enrolled at a gate.
pub fn device(house: &House, slug: &str) -> Gate {
    let (id, secret) = invited(house, slug);
    let body = json!({ "secret": secret }).to_string();
    let enrolled = house.ask("POST", "/door/enrolments", None, &[], &body);
    assert_eq!(enrolled.status.as_u16(), 201, "{}", enrolled.text);
    Gate { id, secret, token: enrolled.json()["token"].as_str().unwrap().to_owned() }
}

/// A pass, with its codes.
fn pass(house: &House) -> (AdmissionId, codes::Code) {
    let id: AdmissionId = orders::one(house).1.parse().unwrap();
    let ctx = house.world.ctx.clone();
    house.world.write(move |tx: &mut Tx<'_>| keys::ready(tx, &ctx, id_of()).map(drop));
    let code = house.world.read(move |tx| codes::of(tx, id_of(), &[id])).remove(&id).unwrap();
    (id, code)
}

fn now(house: &House) -> i64 {
    house.world.ctx.now().as_millis()
}

fn send(house: &House, gate: &Gate, scans: &Value) -> Answer {
    let body = json!({ "now": now(house), "scans": scans }).to_string();
    house.ask("POST", SCANS, Some(&gate.token), &[], &body)
}

/// What one code is told, online.
fn told(house: &House, gate: &Gate, number: i64, code: &str) -> String {
    let scan = json!([{ "number": number, "code": code, "at": now(house) }]);
    let answer = send(house, gate, &scan);
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text);
    answer.json()["answers"][0]["answer"].as_str().unwrap().to_owned()
}

fn headcount(house: &House) -> Value {
    house.get("/editions/sample-2025/headcount", Some(&house.organiser())).json()
}

fn whole(house: &House) {
    for one in crate::door::checks::CHECKS {
        let at = house.world.ctx.now();
        let found = house.world.read(move |tx| (one.look)(tx, at));
        assert!(found.broken.is_empty(), "{}: {:?}", one.name, found.broken);
    }
}

#[test]
fn a_pass_comes_in_once_and_leaves_and_comes_again() {
    for house in House::all() {
        gate(&house, "north", &json!({ "direction": "both" }));
        let (north, other) = (device(&house, "north"), device(&house, "north"));
        let (id, code) = pass(&house);
        assert_eq!(told(&house, &north, 1, &code.digits), "admitted");
        assert_eq!(told(&house, &other, 1, &code.digits), "already_inside");
        assert_eq!(told(&house, &north, 2, &code.short.to_lowercase()), "already_inside");
        let count = headcount(&house);
        assert_eq!(count["spaces"][0]["inside"], 1);
        assert_eq!(count["today"], json!({ "person_times": 1, "persons": 1 }));
        let out = |number| {
            let scan = json!([{ "number": number, "code": code.digits, "at": now(&house),
                "direction": "out" }]);
            send(&house, &north, &scan).json()["answers"][0]["answer"].clone()
        };
        assert_eq!(out(3), "left");
        assert_eq!(headcount(&house)["spaces"][0]["inside"], 0);
        let by_name = json!([{ "number": 4, "admission": id, "at": now(&house) }]);
        let again = send(&house, &north, &by_name).json();
        assert_eq!(
            (&again["answers"][0]["answer"], &again["answers"][0]["holder"]),
            (&json!("admitted"), &json!("Sample"))
        );
        let came = headcount(&house)["today"].clone();
        assert_eq!(came, json!({ "person_times": 2, "persons": 1 }));
        whole(&house);
    }
}

#[test]
fn what_opens_nothing_says_why() {
    for house in House::all() {
        gate(&house, "north", &json!({}));
        let north = device(&house, "north");
        let (id, code) = pass(&house);
        let stranger = Signing::new(id_of().uuid(), 1, &[7; 32]);
        let claim = Claim { admission: id.uuid(), days: Days::EVERY, kind: 1, issue: 0 };
        let foreign = Signing::new(kernel::Uuid::from_u128(9), 1, &[7; 32]).code(&claim);
        let old = Signing::new(id_of().uuid(), 200, &[7; 32]).code(&claim);
        let own = house.world.read(|tx| keys::current(tx, id_of())).unwrap().signing();
        let nobody = own.code(&Claim { admission: kernel::Uuid::from_u128(5), ..claim });
        for (number, (text, answer)) in (1..).zip([
            (stranger.code(&claim).as_str(), "forged"),
            (&foreign, "foreign"),
            (&old, "old_code"),
            (&nobody, "unknown"),
            ("hello", "no_code"),
            (&code.digits[..100], "no_code"),
            ("222222222", "unknown"),
            ("", "no_code"),
        ]) {
            let met = told(&house, &north, number, text);
            assert_eq!(met, answer, "{text}");
        }
        let path = format!("/editions/sample-2025/admissions/{id}");
        house.ask("DELETE", &path, Some(&house.organiser()), &[], "");
        assert_eq!(told(&house, &north, 50, &code.digits), "cancelled");
        assert_eq!(headcount(&house)["spaces"][0]["inside"], 0);
        whole(&house);
    }
}

#[test]
fn a_scan_that_is_sent_five_times_out_of_order_counts_once() {
    for house in House::all() {
        gate(&house, "north", &json!({ "direction": "both" }));
        let north = device(&house, "north");
        let (_, code) = pass(&house);
        let scan = |number: i64, minute: i64, way: &str, said: &str| {
            json!({ "number": number, "code": code.digits, "direction": way, "said": said,
                "at": now(&house) - 3_600_000 + minute * 60_000 })
        };
        let (first, second, third) =
            (scan(1, 1, "in", "admitted"), scan(2, 2, "out", "left"), scan(3, 3, "in", "admitted"));
        for scans in
            [[&third, &second, &first], [&first, &second, &third], [&second, &second, &third]]
        {
            let answer = send(&house, &north, &json!(scans));
            assert_eq!(answer.status.as_u16(), 201, "{}", answer.text);
        }
        let count = headcount(&house);
        assert_eq!(count["today"], json!({ "person_times": 2, "persons": 1 }));
        assert_eq!(count["spaces"][0]["inside"], 1);
        whole(&house);
    }
}

#[test]
fn the_same_pass_at_two_gates_without_network_is_found_and_counted_as_one_inside() {
    for house in House::all() {
        gate(&house, "north", &json!({}));
        gate(&house, "south", &json!({}));
        let (north, south) = (device(&house, "north"), device(&house, "south"));
        let (id, code) = pass(&house);
        let offline = |minute: i64| {
            json!([{ "number": 1, "code": code.digits, "said": "admitted",
                "at": now(&house) - minute * 60_000 }])
        };
        send(&house, &north, &offline(50));
        send(&house, &south, &offline(40));
        let path = "/editions/sample-2025/scan-conflicts";
        let found = house.get(path, Some(&house.organiser())).json();
        assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
        assert_eq!(found[0]["admission"], json!(id));
        assert_ne!(found[0]["first"]["gate"], found[0]["second"]["gate"]);
        assert_eq!(found[0]["second"]["offline"], true);
        let count = headcount(&house);
        assert_eq!(count["spaces"][0]["inside"], 1);
        assert_eq!(count["today"], json!({ "person_times": 2, "persons": 1 }));
        whole(&house);
    }
}

#[test]
fn a_clock_that_is_hours_off_is_set_right() {
    for house in House::all() {
        gate(&house, "north", &json!({}));
        let north = device(&house, "north");
        let (_, code) = pass(&house);
        // Three hours and a night ahead: by its own clock it would be another day.
        let ahead = now(&house) + 15 * 3_600_000;
        let body = json!({ "now": ahead, "held": 4, "scans": [
            { "number": 1, "code": code.digits, "at": ahead - 60_000 }] });
        let answer = house.ask("POST", SCANS, Some(&north.token), &[], &body.to_string()).json();
        assert_eq!(answer["clock_off_ms"], -15 * 3_600_000);
        assert_eq!(answer["answers"][0]["answer"], "admitted");
        let scans = house.get(SCANS, Some(&house.organiser())).json();
        let at: kernel::Timestamp = scans["items"][0]["at"].as_str().unwrap().parse().unwrap();
        assert_eq!(at.as_millis(), now(&house) - 60_000);
        whole(&house);
    }
}

#[test]
fn a_device_follows_its_link_once_and_is_dead_when_it_is_revoked() {
    for house in House::all() {
        gate(&house, "north", &json!({}));
        let north = device(&house, "north");
        let again = json!({ "secret": north.secret }).to_string();
        let twice = house.ask("POST", "/door/enrolments", None, &[], &again);
        assert_eq!((twice.status.as_u16(), twice.problem().as_str()), (409, "no-invite"));
        let door = house.get("/editions/sample-2025/door", Some(&north.token)).json();
        assert_eq!(door["gate"]["slug"], "north");
        assert_eq!(door["keys"].as_array().unwrap().len(), 1);
        let (id, code) = pass(&house);
        let list = house.get("/editions/sample-2025/door/passes", Some(&north.token)).json();
        let mine = list["passes"].as_array().unwrap().iter().find(|one| one["id"] == json!(id));
        assert_eq!(mine.unwrap()["short"], code.short.replace('-', ""));
        assert_eq!(mine.unwrap()["spelled"], "sample s");
        // Its role is narrow: neither gates nor orders nor anything else.
        for path in ["/editions/sample-2025/gates", "/editions/sample-2025/headcount"] {
            assert_eq!(house.get(path, Some(&north.token)).problem(), "out-of-reach");
        }
        let account = house.account("steward@example.org", None);
        let (ctx, id) = (house.world.ctx.acting(Actor::Account(account)), north.id);
        house.world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
            devices::revoke(tx, &ctx, may, id)
        });
        let dead = house.get("/editions/sample-2025/door", Some(&north.token));
        assert_eq!((dead.status.as_u16(), dead.problem().as_str()), (401, "bad-token"));
        let organisers = house.token(account, id_of().uuid(), everything());
        assert_eq!(
            house.get("/editions/sample-2025/door", Some(&organisers)).problem(),
            "no-device"
        );
    }
}

#[test]
fn a_gate_keeps_its_rules_by_day_category_and_reentry() {
    for house in House::all() {
        let guest = json!({ "kind": "guest", "name": { "en": "Guest" }, "places": 9 }).to_string();
        let path = "/editions/sample-2025/passes/guest";
        house.ask("PUT", path, Some(&house.organiser()), &[], &guest);
        gate(&house, "guests", &json!({ "passes": ["guest"] }));
        gate(&house, "once", &json!({ "reentry": "never", "direction": "both" }));
        let (_, code) = pass(&house);
        assert_eq!(told(&house, &device(&house, "guests"), 1, &code.digits), "wrong_gate");
        gate(&house, "first-day", &json!({ "days": ["2025-02-21"], "reentry": "free" }));
        let first_day = device(&house, "first-day");
        assert_eq!(told(&house, &first_day, 1, &code.digits), "admitted");
        // Once is once for the space, whichever gate it was.
        let once = device(&house, "once");
        assert_eq!(told(&house, &once, 1, &code.digits), "used");
        let out =
            json!([{ "number": 2, "code": code.digits, "at": now(&house), "direction": "out" }]);
        assert_eq!(send(&house, &once, &out).json()["answers"][0]["answer"], "left");
        assert_eq!(told(&house, &once, 3, &code.digits), "used");
        house.world.pass(std::time::Duration::from_secs(25 * 3_600));
        assert_eq!(told(&house, &first_day, 2, &code.digits), "wrong_day");
        assert_eq!(told(&house, &once, 4, &code.digits), "admitted", "another day");
        whole(&house);
    }
}

#[test]
fn what_a_new_key_retires_opens_nothing_any_more() {
    for house in House::all() {
        gate(&house, "north", &json!({}));
        let north = device(&house, "north");
        let (id, code) = pass(&house);
        let ctx = house.world.ctx.clone();
        let rotate = |older: keys::Older| {
            let ctx = ctx.clone();
            house.world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
                let may =
                    access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
                keys::rotate(tx, &ctx, may, older)
            })
        };
        assert_eq!(rotate(keys::Older::Keep), 2);
        assert_eq!(told(&house, &north, 1, &code.digits), "admitted");
        assert_eq!(rotate(keys::Older::Retire), 3);
        assert_eq!(told(&house, &north, 2, &code.digits), "old_code");
        assert_eq!(told(&house, &north, 3, &code.short), "unknown");
        let fresh = house.world.read(move |tx| codes::of(tx, id_of(), &[id])).remove(&id).unwrap();
        assert_eq!(told(&house, &north, 4, &fresh.digits), "already_inside");
        assert_eq!(told(&house, &north, 5, &fresh.short), "already_inside");
    }
}
