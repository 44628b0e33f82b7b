//! Every route of the API, walked to by everybody with a token and without: the policy decides what
//! they find, answers are as the description says, and who is turned away has changed nothing.

use serde_json::{Value, json};
use store::copy::{Fingerprint, fingerprints, tables};

use super::gates::{FOR_ALL, rule};
use super::*;
use crate::admissions::seats::tests::api as seats;
use crate::admissions::tests::orders;
use crate::api::document::value;
use crate::api::{Gate, Match, Route};
use crate::integrations::verbs::webhooks;
use crate::words::Words;

#[test]
fn every_route_has_its_rule() {
    for route in routes(Reachable::Public) {
        let for_all = FOR_ALL.contains(&route.name);
        assert_eq!(rule(route.name).is_none(), for_all, "{}", route.name);
        assert_eq!(matches!(route.gate, Gate::Area(_)), !for_all, "{}", route.name);
    }
}

/// A request that somebody who may would make, with something of its own to do it to.
fn made(house: &House, route: &Route) -> (String, Vec<(&'static str, &'static str)>, String) {
    // The walk moves the first activity about; this one stays where it is.
    let mut path = route.path.replace("/seatings/{activity}", "/seatings/activity-4");
    for (place, value) in [
        ("{edition}", "sample-2025"),
        ("{release}", "1"),
        ("{activity}", "activity-0"),
        ("{person}", "person-0"),
        ("{venue}", "river"),
        ("{host}", "sample-community"),
    ] {
        path = path.replace(place, value);
    }
    if path.contains("{role}") {
        path = path.replace("{role}", &own_grant(house, (Role::Speaker, edition())));
    }
    if path.contains("{member}") {
        path = path.replace("{member}", &own_grant(house, (Role::Representative, host())));
    }
    if path.contains("{invitation}") {
        path = path.replace("{invitation}", &own_invitation(house));
    }
    if path.contains("{webhook}") {
        path = path.replace("{webhook}", &own_webhook(house));
    }
    if path.contains("{pass}") {
        orders::category(house, 1_000);
        path = path.replace("{pass}", "visitor");
    }
    if path.contains("{gate}") {
        path = path.replace("{gate}", "walked");
    }
    if path.contains("{order}") || path.contains("{admission}") || route.name == "place-order" {
        let (order, admission) = orders::one(house);
        path = path.replace("{order}", &order).replace("{admission}", &admission);
    }
    if path.contains("{seat}") || path.contains("{group}") || route.path.contains("/seatings") {
        let (seat, group) = seats::one(house);
        path = path.replace("{seat}", &seat).replace("{group}", &group);
    }
    // The rest is made as for whoever walks through the pages.
    if path.contains('{') {
        path = crate::people::tests::walk::made::path_of(&house.world, &path, None);
    }
    let count = house.world.ctx.id::<()>().to_string();
    let address = format!("new-{count}@example.org");
    let body = match route.name {
        "make-release" => json!({ "note": { "en": "Later" }, "anyway": true }),
        "give-role" => json!({ "email": address, "role": "speaker" }),
        "set-grant" => {
            json!({ "host": "sample-community", "resource": "passes", "amount": 7 })
        }
        "invite" => json!({ "email": address, "role": "representative" }),
        "set-seating" => json!({ "places": 30, "closed": false }),
        "set-pass" => json!({ "kind": "visitor", "name": { "en": "Visitor" }, "places": 1_000 }),
        "place-order" => json!({ "passes": [{ "pass": "visitor", "holder": "Sample" }] }),
        "scan" => json!({ "now": 0, "scans": [] }),
        "set-line" => json!({ "people": 5 }),
        "set-gate" => json!({ "name": { "en": "Walked" }, "place": "river" }),
        "enrol-device" => json!({ "secret": "none" }),
        "book-seats" => seats::asked_for(house),
        "make-webhook" | "change-webhook" => {
            json!({ "url": "https://example.org/hooks", "kinds": ["programme."] })
        }
        name => conference(name, &address, &count),
    };
    let body = if body.is_null() { String::new() } else { body.to_string() };
    (path, headers(route), body)
}

/// What a route wants said beside its body.
fn headers(route: &Route) -> Vec<(&'static str, &'static str)> {
    match route.name {
        "change-webhook" | "set-seating" => vec![("if-match", "\"1\"")],
        "place-order" | "book-seats" | "take-seats" | "make-pass-link" => {
            vec![("idempotency-key", "one")]
        }
        "go-on" => vec![("if-match", "\"0\"")],
        "set-place" | "set-text" => vec![("if-match", "*")],
        _ if route.matched == Match::Must => vec![("if-match", "\"1\"")],
        _ => vec![],
    }
}

/// A body for what makes the programme of a conference.
fn conference(name: &str, address: &str, count: &str) -> Value {
    let call = |slug: &str| {
        json!({ "slug": slug, "opens_at": "2025-01-01T00:00:00Z", "kinds": ["talk"],
            "closes_at": "2025-02-01T00:00:00Z", "name": { "en": "Call" } })
    };
    match name {
        "make-call" => call(&format!("call-{count}")),
        "change-call" => call("walked"),
        "set-call-state" => json!({ "state": "announced" }),
        "set-field" => json!({ "label": { "en": "Code" }, "sort": "url" }),
        "decide" => json!({ "proposals": [], "decision": "accept" }),
        "set-phase" => json!({ "mode": "yes_no", "anonymous": true, "reviews": 1,
            "criteria": [{ "name": { "en": "Take it" }, "weight": 1 }] }),
        "set-phase-state" => json!({ "state": "open" }),
        "ask-reviewer" => json!({ "email": address, "load_max": 5 }),
        "assign-reviews" => json!({ "pairs": [] }),
        "add-guest" | "change-guest" => json!({ "state": "found", "name": { "en": "Guest" } }),
        "add-show-item" => json!({ "minutes": 5, "title": { "en": "Anthem" } }),
        "go-on" => json!({ "to": "next" }),
        "set-letter-state" => json!({ "act": "approve" }),
        "answer-request" | "say-about-request" => json!({ "words": "For the walk." }),
        "decide-request" => json!({ "granted": [10] }),
        "ask-for-more" => json!({ "resource": "seats", "amount": 1, "words": "More." }),
        "set-text" => json!({ "words": "Sample", "by": "person" }),
        "add-term" => json!({ "zh": format!("walk-{count}"), "en": "walk" }),
        "set-place" => json!({}),
        "ask-run" => json!({ "task": "rest" }),
        "set-run-state" => json!({ "state": "discarded" }),
        _ => Value::Null,
    }
}

fn own_grant(house: &House, role: (Role, Scope)) -> String {
    let address = format!("own-{}@example.org", house.world.ctx.id::<()>());
    let account = house.account(&address, Some(role));
    let grants = house.world.read(move |tx| access::grants::of_account(tx, account));
    grants[0].id.to_string()
}

fn own_invitation(house: &House) -> String {
    use crate::hosting::verbs::invitations::{self, Wish};
    let ctx = house.world.ctx.clone();
    let email = format!("own-{}@example.org", ctx.id::<()>());
    let id = house.world.write(
        move |tx: &mut Tx<'_>| -> Result<_, Error<crate::hosting::refusal::Unwilling>> {
            let may = access::require(tx, &ctx, host()).map_err(|no| no.map(Into::into))?;
            let (email, role) = (email.parse().unwrap(), Role::Representative);
            invitations::invite(tx, &ctx, may, &Wish { email, role, lang: Lang::En })
        },
    );
    id.to_string()
}

fn own_webhook(house: &House) -> String {
    let ctx = house.world.ctx.clone();
    let id = house.world.write(
        move |tx: &mut Tx<'_>| -> Result<_, Error<crate::integrations::refusal::Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            // Twenty are the most: those of the rounds before go.
            for one in webhooks::of_edition(tx, may)? {
                webhooks::remove(tx, &ctx, may, one.id)?;
            }
            let wish =
                webhooks::Wish { url: "https://example.org/".to_owned(), kinds: "*".to_owned() };
            Ok(webhooks::make(tx, &ctx, may, &wish, Reachable::Public)?.0)
        },
    );
    id.to_string()
}

#[derive(Debug, PartialEq, Eq)]
enum Met {
    LetIn,
    Refused,
    Nothing,
    AskedForToken,
}

fn expected(route: &Route, who: Option<Role>) -> Met {
    match (rule(route.name), who) {
        (_, None) if route.gate != Gate::Open => Met::AskedForToken,
        (None, _) => Met::LetIn,
        (Some(rule), Some(role)) => {
            let is = |one: &Role| *one == role || *one == Role::Registered;
            match () {
                () if rule.granted.iter().any(is) => Met::LetIn,
                () if rule.told.iter().any(is) => Met::Refused,
                () => Met::Nothing,
            }
        }
        (Some(_), None) => Met::AskedForToken,
    }
}

fn met(answer: &Answer) -> Met {
    match answer.status {
        StatusCode::UNAUTHORIZED => Met::AskedForToken,
        StatusCode::FORBIDDEN => Met::Refused,
        StatusCode::NOT_FOUND => Met::Nothing,
        _ => Met::LetIn,
    }
}

fn all_rows(world: &World) -> Vec<Fingerprint> {
    let names = tables(&world.db).unwrap();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    fingerprints(&world.db, &names).unwrap()
}

/// Compares answers with the description.
struct Judge {
    document: Value,
    compiler: boon::Compiler,
    schemas: boon::Schemas,
}

impl Judge {
    fn of(document: Value) -> Self {
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("https://x/document", document.clone()).unwrap();
        Self { document, compiler, schemas: boon::Schemas::new() }
    }

    /// Says what is not as the description has it; nothing when all is.
    fn complaint(&mut self, route: &Route, answer: &Answer) -> Option<String> {
        let method = route.method.as_str().to_lowercase();
        let told = &self.document["paths"][route.path][&method]["responses"];
        let (code, kind) = if answer.status.is_success() {
            (answer.status.as_str().to_owned(), "application~1json")
        } else {
            ("default".to_owned(), "application~1problem+json")
        };
        if told[&code].is_null() {
            return Some(format!("{} is not in the description", answer.status));
        }
        if answer.status == StatusCode::NO_CONTENT {
            return (!answer.text.is_empty()).then(|| "a body beside 204".to_owned());
        }
        let path = route.path.replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
        let at = format!(
            "https://x/document#/paths/{path}/{method}/responses/{code}/content/{kind}/schema"
        );
        let schema = self.compiler.compile(&at, &mut self.schemas);
        let schema = schema.unwrap_or_else(|error| panic!("{error:#}"));
        let body = answer.json();
        let judged = self.schemas.validate(&body, schema);
        judged.err().map(|error| format!("{error:#}: {body}"))
    }
}

#[test]
fn everybody_finds_what_the_policy_lets_them_find_and_nothing_else_changes() {
    let everybody = [
        None,
        Some((Role::Registered, None)),
        Some((Role::Speaker, Some(edition()))),
        Some((Role::Representative, Some(host()))),
        Some((Role::HostLead, Some(host()))),
        Some((Role::Organiser, Some(edition()))),
        Some((Role::Operator, Some(Scope::Site))),
    ];
    for house in House::all() {
        let mut judge = Judge::of(value(house.api.routes(), Words::of(Lang::Zh), ""));
        let mut wrong = Vec::new();
        let tokens = everybody.map(|who| {
            who.map(|(role, scope)| {
                let address = format!("{}@example.org", role.word().replace('_', "-"));
                let account = house.account(&address, scope.map(|scope| (role, scope)));
                house.token(account, edition().edition_uuid().unwrap(), everything())
            })
        });
        for route in house.api.routes().to_vec() {
            for (who, token) in everybody.iter().zip(&tokens) {
                let role = who.map(|(role, _)| role);
                let (path, headers, body) = made(&house, &route);
                let method = route.method.as_str();
                let wanted = expected(&route, role);
                let before = (wanted != Met::LetIn).then(|| all_rows(&house.world));
                let answer = house.ask(method, &path, token.as_deref(), &headers, &body);
                let status = answer.status;
                // The second release of one draft is refused: it was let in all the same.
                if met(&answer) != wanted || status.is_server_error() {
                    wrong.push(format!("{} as {role:?}: {status}, not {wanted:?}", route.name));
                }
                if before.is_some_and(|before| all_rows(&house.world) != before) {
                    wrong.push(format!("{} as {role:?} changed something", route.name));
                }
                let told = judge.complaint(&route, &answer);
                wrong.extend(told.map(|it| format!("{} as {role:?}: {it}", route.name)));
            }
        }
        assert_eq!(wrong, [] as [String; 0]);
    }
}

#[test]
fn a_token_that_was_not_made_for_it_is_told_so_and_changes_nothing() {
    for house in House::all() {
        let account = house.account("organiser@example.org", Some((Role::Organiser, edition())));
        let own = edition().edition_uuid().unwrap();
        let reads = Area::ALL
            .into_iter()
            .fold(Reach::nothing(), |reach, area| reach.with(area, Doing::Read));
        let (nothing, reading) =
            (house.token(account, own, Reach::nothing()), house.token(account, own, reads));
        let elsewhere = house.token(account, Uuid::from_u128(9), everything());
        for route in house.api.routes().to_vec() {
            let Gate::Area(area) = route.gate else { continue };
            let (path, headers, body) = made(&house, &route);
            house.get("/me", Some(&nothing));
            house.get("/me", Some(&reading));
            let before = all_rows(&house.world);
            let ask = |token| house.ask(route.method.as_str(), &path, Some(token), &headers, &body);
            let answer = ask(&nothing);
            assert_eq!(answer.problem(), "out-of-reach", "{}", route.name);
            assert!(answer.text.contains(area.word()));
            let reading = ask(&reading);
            assert_eq!(route.writes(), reading.status == StatusCode::FORBIDDEN, "{}", route.name);
            assert_eq!(ask(&elsewhere).status, StatusCode::NOT_FOUND, "{}", route.name);
            assert!(all_rows(&house.world) == before, "{} changed something", route.name);
        }
        let draft = "/editions/sample-2025/activities?version=draft";
        assert_eq!(house.get(draft, Some(&nothing)).problem(), "denied");
        assert_eq!(house.get(draft, Some(&reading)).status, StatusCode::OK);
        assert_eq!(house.get(draft, None).status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(draft, Some(&elsewhere)).status, StatusCode::NOT_FOUND);
    }
}
