//! The feed as those read it who may know of all, of some and of little.

use std::time::Duration;

use super::*;
use crate::access::Role;
use crate::api::tests::{asked, host, request};
use crate::hosting::model::Resource;
use crate::hosting::verbs::grants::{self, Place, Wish};

const PATH: &str = "/editions/sample-2025/facts";

fn kinds(house: &House, token: &str, query: &str) -> Vec<String> {
    let json = house.get(&format!("{PATH}{query}"), Some(token)).json();
    let items = json["items"].as_array().unwrap();
    items.iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

/// A grant to the fixture's host and a role, as the operator gives them.
fn happen(house: &House) {
    let ctx = house.world.ctx.clone();
    house.world.write(
        move |tx: &mut Tx<'_>| -> Result<(), Error<crate::hosting::refusal::Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            let (host, resource) = ("sample-community".parse().unwrap(), Resource::Seats);
            grants::set(tx, &ctx, may, &Wish { host, resource, place: Place::Any, amount: 5 })
        },
    );
    house.account("new@example.org", Some((Role::Speaker, edition())));
    tell(house, "people.something_else");
}

#[test]
fn everybody_is_told_what_they_could_see_anyway() {
    for house in House::all() {
        let lead = house.token_as(Role::HostLead, host());
        let speaker = house.token_as(Role::Speaker, edition());
        let organiser = house.organiser();
        happen(&house);
        let only = |token: &str, kind: &str| kinds(&house, token, "").iter().any(|one| one == kind);
        let told = [
            "programme.released",
            "programme.imported",
            "hosting.granted",
            "people.role_given",
            "people.something_else",
        ];
        assert_eq!(told.map(|kind| only(&speaker, kind)), [true, false, false, false, false]);
        assert_eq!(told.map(|kind| only(&lead, kind)), [true, true, true, false, false]);
        assert_eq!(told.map(|kind| only(&organiser, kind)), [true; 5]);

        let whole = house.get(PATH, Some(&organiser)).json();
        assert!(whole["items"].as_array().unwrap().iter().all(|one| !one["actor"].is_null()));
        let some = house.get(PATH, Some(&lead)).json();
        assert!(some["items"].as_array().unwrap().iter().all(|one| one["actor"].is_null()));
    }
}

#[test]
fn whoever_goes_on_where_they_stopped_misses_nothing_and_hears_nothing_twice() {
    for house in House::all() {
        let token = house.organiser();
        happen(&house);
        let (mut seen, mut after) = (Vec::new(), "0".to_owned());
        loop {
            let query = format!("?limit=2&after={after}");
            let part = kinds(&house, &token, &query);
            let json = house.get(&format!("{PATH}{query}"), Some(&token)).json();
            after = json["next"].as_str().unwrap().to_owned();
            if part.is_empty() {
                break;
            }
            assert!(part.len() <= 2);
            seen.extend(part);
        }
        assert_eq!(seen, kinds(&house, &token, "?limit=200"));
        let latest = house.get(&format!("{PATH}?after=latest"), Some(&token)).json();
        assert_eq!(latest["next"], after.as_str());
        for wrong in ["after=x", "after=-1", "limit=0", "limit=201", "wait=21", "wait=x"] {
            let answer = house.get(&format!("{PATH}?{wrong}"), Some(&token));
            assert_eq!(answer.problem(), "bad-query", "{wrong}");
        }
    }
}

#[test]
fn whoever_waits_is_told_when_it_happens() {
    for house in House::all() {
        let token = house.organiser();
        tell(&house, "programme.imported");
        let next = house.get(&format!("{PATH}?after=latest"), Some(&token)).json();
        let path = format!("{PATH}?wait=20&after={}", next["next"].as_str().unwrap());
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
        let waiting =
            runtime.spawn(asked(house.api.router(), request("GET", &path, Some(&token), &[], "")));
        tell(&house, "programme.imported");
        let started = std::time::Instant::now();
        let answer = runtime.block_on(waiting).unwrap().json();
        assert_eq!(answer["items"].as_array().unwrap().len(), 1);
        assert!(started.elapsed() < Duration::from_secs(15));
        // Nothing happens: the answer comes when the time is over.
        let path = format!("{PATH}?wait=1&after={}", answer["next"].as_str().unwrap());
        let started = std::time::Instant::now();
        let json = house.get(&path, Some(&token)).json();
        assert_eq!(json["items"].as_array().unwrap().len(), 0);
        assert!(started.elapsed() >= Duration::from_secs(1));
    }
}
