//! Webhooks against a real server that takes deliveries, fails, leads elsewhere or says nothing.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::receiver::{Came, Manner, Receiver};
use super::*;
use crate::access::Role;
use crate::integrations::courier::{Courier, Reachable, round};
use crate::integrations::model::{Delivery, Obstacle, Outcome, Webhook, WebhookId, Why};
use crate::integrations::verbs::webhooks::{self, Wish};
use crate::work::Next;

store::statements! {
    LETTERS = "select kind from outbox order by kind, id";
}

fn make(house: &House, url: &str, kinds: &str) -> (WebhookId, String) {
    let (ctx, wish) =
        (house.world.ctx.clone(), Wish { url: url.to_owned(), kinds: kinds.to_owned() });
    // What waits for the sealer is from before.
    house.world.write(|tx| journal::seal(tx, 1_000));
    house.world.write(move |tx: &mut Tx<'_>| {
        let may = manages(tx, &ctx)?;
        webhooks::make(tx, &ctx, may, &wish, Reachable::Everything)
    })
}

fn look(house: &House, id: WebhookId) -> (Webhook, Vec<Delivery>) {
    let ctx = house.world.ctx.clone();
    let read = house.world.db.read_now(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = manages(tx, &ctx)?;
        Ok((webhooks::find(tx, may, id)?, webhooks::deliveries(tx, may, id)?))
    });
    read.unwrap()
}

fn anywhere() -> Courier {
    Courier::patient(Reachable::Everything, Duration::from_millis(500))
}

/// Lets a courier go until nothing is due.
fn go(house: &House, courier: &Courier) {
    while round(&house.world.db, &house.world.ctx, courier).unwrap() == Next::Now {}
}

#[test]
fn facts_arrive_in_order_signed_and_only_those_that_are_wanted() {
    for house in House::all() {
        let receiver = Receiver::open([]);
        let (id, secret) = make(&house, &receiver.url, "programme. hosting.granted");
        for kind in ["programme.released", "people.role_given", "hosting.granted"] {
            tell(&house, kind);
        }
        go(&house, &anywhere());
        assert_eq!(receiver.told(), ["programme.released", "hosting.granted"]);
        for came in receiver.came() {
            assert_eq!(came.header("webhook-signature"), signed(&secret, &came));
            let json: serde_json::Value = serde_json::from_str(&came.body).unwrap();
            assert_eq!(json["data"]["id"], came.header("webhook-id"));
            assert_eq!(json["data"]["edition"], "sample-2025");
        }
        let (webhook, tries) = look(&house, id);
        let (head, _) = house.world.read(journal::head);
        assert_eq!((webhook.position, webhook.failures, tries.len()), (head, 0, 2));
        go(&house, &anywhere());
        assert_eq!(receiver.came().len(), 2);
    }
}

/// What Standard Webhooks asks of a receiver: an implementation of its own.
fn signed(secret: &str, came: &Came) -> String {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let (id, at) = (came.header("webhook-id"), came.header("webhook-timestamp"));
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{at}.{}", came.body).as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[test]
fn what_failed_is_sent_again_later_and_nothing_overtakes_it() {
    for house in House::all() {
        let receiver = Receiver::open([Manner::Status(500), Manner::Status(404)]);
        let (id, _) = make(&house, &receiver.url, "*");
        tell(&house, "programme.released");
        tell(&house, "hosting.granted");
        let courier = anywhere();
        go(&house, &courier);
        assert_eq!(receiver.told().len(), 1);
        house.world.pass(Duration::from_secs(4));
        go(&house, &courier);
        assert_eq!(receiver.told().len(), 1);
        house.world.pass(Duration::from_secs(1));
        go(&house, &courier);
        house.world.pass(Duration::from_secs(30));
        go(&house, &courier);
        let first = ["integrations.webhook_made"; 3];
        let then = ["programme.released", "hosting.granted"];
        assert_eq!(receiver.told(), [&first[..], &then].concat());
        let ids: Vec<String> =
            receiver.came().iter().map(|one| one.header("webhook-id").to_owned()).collect();
        assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3]);
        let (webhook, tries) = look(&house, id);
        let mut told: Vec<_> = tries.iter().map(|one| (one.attempt, one.outcome)).collect();
        told.reverse();
        let answered = Outcome::Answered;
        let wanted = [
            (1, answered(500)),
            (2, answered(404)),
            (3, answered(204)),
            (1, answered(204)),
            (1, answered(204)),
        ];
        assert_eq!(told, wanted);
        assert_eq!((webhook.failures, webhook.failing_since), (0, None));
    }
}

#[test]
fn what_takes_nothing_for_three_days_is_disabled_with_a_letter_and_goes_on_where_it_stopped() {
    for house in House::all() {
        house.account("first@example.org", Some((Role::Organiser, edition())));
        house.account("second@example.org", Some((Role::Organiser, edition())));
        house.account("lead@example.org", Some((Role::Speaker, edition())));
        let receiver = Receiver::open(std::iter::repeat_n(Manner::Status(503), 60));
        let (id, _) = make(&house, &receiver.url, "programme.");
        tell(&house, "programme.released");
        let courier = anywhere();
        for _ in 0..60 {
            go(&house, &courier);
            house.world.pass(Duration::from_secs(2 * 3600));
        }
        let (webhook, _) = look(&house, id);
        assert_eq!(webhook.disabled.map(|(_, why)| why), Some(Why::Failing));
        let letters: Vec<String> = house.world.read(|tx| tx.all(LETTERS, ()));
        assert_eq!(letters, ["integrations.webhook_disabled"; 2]);
        assert!(house.world.told().contains(&"integrations.webhook_disabled".to_owned()));
        let tried = receiver.came().len();
        tell(&house, "programme.imported");
        go(&house, &courier);
        assert_eq!(receiver.came().len(), tried);

        let ctx = house.world.ctx.clone();
        house.world.write(move |tx: &mut Tx<'_>| {
            let may = manages(tx, &ctx)?;
            webhooks::enable(tx, &ctx, may, id)
        });
        let fresh = Receiver::open([]);
        let (ctx, wish) = (
            house.world.ctx.clone(),
            Wish { url: fresh.url.clone(), kinds: "programme.".to_owned() },
        );
        let version = look(&house, id).0.version;
        house.world.write(move |tx: &mut Tx<'_>| {
            let may = manages(tx, &ctx)?;
            let reachable = Reachable::Everything;
            webhooks::change(tx, &ctx, may, (id, version), (&wish, reachable)).map(drop)
        });
        go(&house, &courier);
        assert_eq!(fresh.told(), ["programme.released", "programme.imported"]);
    }
}

#[test]
fn whoever_says_they_are_gone_is_asked_no_more() {
    for house in House::all() {
        let receiver = Receiver::open([Manner::Status(410)]);
        let (id, _) = make(&house, &receiver.url, "programme.");
        tell(&house, "programme.released");
        go(&house, &anywhere());
        assert_eq!(look(&house, id).0.disabled.map(|(_, why)| why), Some(Why::Gone));
        house.world.pass(Duration::from_secs(86_400));
        go(&house, &anywhere());
        assert_eq!(receiver.came().len(), 1);
    }
}

#[test]
fn nobody_is_led_elsewhere_and_nobody_waits_for_ever() {
    for house in House::all() {
        let other = Receiver::open([]);
        let receiver = Receiver::open([Manner::LeadsTo(other.url.clone()), Manner::Silent]);
        let (id, _) = make(&house, &receiver.url, "programme.");
        tell(&house, "programme.released");
        go(&house, &anywhere());
        house.world.pass(Duration::from_secs(5));
        go(&house, &anywhere());
        assert!(other.came().is_empty());
        let outcomes: Vec<Outcome> = look(&house, id).1.iter().map(|one| one.outcome).collect();
        assert_eq!(outcomes, [Outcome::Unreached(Obstacle::TooSlow), Outcome::Answered(302)]);
    }
}

#[test]
fn a_name_that_leads_into_the_house_is_not_followed() {
    for house in House::all() {
        let receiver = Receiver::open([]);
        let url = format!("http://localhost:{}/hooks", receiver.port);
        let (id, _) = make(&house, &url, "programme.");
        tell(&house, "programme.released");
        go(&house, &Courier::new(Reachable::Public));
        let outcomes: Vec<Outcome> = look(&house, id).1.iter().map(|one| one.outcome).collect();
        assert_eq!(outcomes, [Outcome::Unreached(Obstacle::Private)]);
        assert!(receiver.came().is_empty());
    }
}

#[test]
fn four_couriers_at_once_bring_each_fact_once() {
    for house in House::all() {
        let receiver = Receiver::open([]);
        make(&house, &receiver.url, "programme.");
        for _ in 0..40 {
            tell(&house, "programme.released");
        }
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| go(&house, &anywhere()));
            }
        });
        let mut ids: Vec<String> =
            receiver.came().iter().map(|one| one.header("webhook-id").to_owned()).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((all, ids.len()), (40, 40));
    }
}

#[test]
fn a_test_is_passed_on_by_the_webhook_it_is_for_and_by_no_other() {
    for house in House::all() {
        let (one, other) = (Receiver::open([]), Receiver::open([]));
        let (id, _) = make(&house, &one.url, "programme.released");
        make(&house, &other.url, "*");
        let ctx = house.world.ctx.clone();
        house.world.write(move |tx: &mut Tx<'_>| {
            let may = manages(tx, &ctx)?;
            webhooks::test(tx, &ctx, may, id)
        });
        house.world.write(|tx| journal::seal(tx, 100));
        go(&house, &anywhere());
        assert_eq!(one.told(), [webhooks::TESTED]);
        assert!(!other.told().contains(&webhooks::TESTED.to_owned()));
    }
}

#[test]
fn who_changes_what_somebody_else_changed_meanwhile_is_told() {
    for house in House::all() {
        let token = house.organiser();
        let path = "/editions/sample-2025/webhooks";
        let body = |url: &str| format!(r#"{{"url": "{url}", "kinds": ["programme."]}}"#);
        let made = house.ask("POST", path, Some(&token), &[], &body("https://example.org/a"));
        assert!(made.json()["secret"].as_str().unwrap().starts_with("whsec_"));
        let one = made.header("location").trim_start_matches("/api/v1").to_owned();
        let seen = house.get(&one, Some(&token));
        let tag = seen.header("etag").to_owned();
        let change = |tag: &str, url: &str| {
            house.ask("PUT", &one, Some(&token), &[("if-match", tag)], &body(url))
        };
        assert_eq!(change(&tag, "https://example.org/b").status.as_u16(), 200);
        let second = change(&tag, "https://example.org/c");
        assert_eq!((second.status.as_u16(), second.problem().as_str()), (412, "changed"));
        let unmatched = house.ask("PUT", &one, Some(&token), &[], &body("https://example.org/d"));
        assert_eq!((unmatched.status.as_u16(), unmatched.problem().as_str()), (428, "no-match"));
        let now = house.get(&one, Some(&token)).json();
        assert_eq!(now["url"], "https://example.org/b");
        for (url, problem) in [
            ("https://10.0.0.1/", "private-url"),
            ("http://example.org/", "not-tls"),
            ("nonsense", "no-url"),
        ] {
            let refused = house.ask("POST", path, Some(&token), &[], &body(url));
            assert_eq!((refused.problem().as_str(), refused.status.as_u16()), (problem, 422));
        }
    }
}
