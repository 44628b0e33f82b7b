//! Tokens as their owners make and revoke them, and as organisers see them.

use super::*;
use crate::access::{Actor, Area, Doing, ManageOwnAccount, ManageTokens, Reach, Role, Scope};
use crate::api::tests::host;
use crate::editions::model::Edition;
use crate::integrations::verbs::tokens::{self, Wish};
use crate::programme::fixture;

fn own(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageOwnAccount>, Error<Unwilling>> {
    access::require(tx, ctx, Scope::Site).map_err(|error| error.map(Unwilling::from))
}

fn wish(reach: &str) -> Wish {
    let (edition, reach) = (fixture::id::<Edition>("edition"), Reach::read(reach).unwrap());
    Wish { edition, name: "My  program".to_owned(), reach, days: 30 }
}

fn make(house: &House, ctx: &Ctx, wish: Wish) -> Result<String, Option<Unwilling>> {
    let ctx = ctx.clone();
    let made = house.world.db.write_now(move |tx: &mut Tx<'_>| {
        let may = own(tx, &ctx)?;
        tokens::make(tx, &ctx, may, &wish).map(|(_, token)| token)
    });
    made.map_err(|error| match error {
        Error::Refused(why) => Some(why),
        Error::Missing => None,
        Error::Fault(fault) => panic!("{fault}"),
    })
}

#[test]
fn a_token_is_for_what_its_owner_may_and_for_nothing_more() {
    for house in House::all() {
        let lead = house.account("lead@example.org", Some((Role::HostLead, host())));
        let ctx = house.world.ctx.acting(Actor::Account(lead));
        let asking = ctx.clone();
        let offers = house.world.db.read_now(move |tx: &mut Tx<'_>| {
            let may = own(tx, &asking)?;
            tokens::offers(tx, &asking, may)
        });
        let offers = offers.unwrap();
        assert_eq!(offers.len(), 1);
        assert_eq!(
            offers[0].reach.to_string(),
            "programme:read hosts:write door:read calls:write guests:write"
        );

        let token = make(&house, &ctx, wish("hosts:read")).unwrap();
        let path = "/editions/sample-2025/hosts/sample-community/balance";
        assert_eq!(house.get(path, Some(&token)).status.as_u16(), 200);
        let refused = |reach: &str| make(&house, &ctx, wish(reach)).unwrap_err();
        assert_eq!(refused("grants:read"), Some(Unwilling::TooFar));
        assert_eq!(refused("programme:write"), Some(Unwilling::TooFar));
        assert_eq!(refused(""), Some(Unwilling::NoReach));
        for (wrong, why) in [
            (Wish { name: " ".to_owned(), ..wish("hosts:read") }, Unwilling::NameLength),
            (Wish { name: "x".repeat(81), ..wish("hosts:read") }, Unwilling::NameLength),
            (Wish { days: 0, ..wish("hosts:read") }, Unwilling::NoDays),
            (Wish { days: 401, ..wish("hosts:read") }, Unwilling::NoDays),
            (Wish { edition: fixture::id("moon"), ..wish("hosts:read") }, Unwilling::NoEdition),
        ] {
            assert_eq!(make(&house, &ctx, wrong).unwrap_err(), Some(why));
        }
        let nobody = house.account("nobody@example.org", None);
        let nobody = house.world.ctx.acting(Actor::Account(nobody));
        let refused = make(&house, &nobody, wish("hosts:read")).unwrap_err();
        assert_eq!(refused, Some(Unwilling::NoEdition));
    }
}

#[test]
fn an_organiser_sees_every_token_of_the_edition_and_may_revoke_it() {
    for house in House::all() {
        let lead = house.account("lead@example.org", Some((Role::HostLead, host())));
        let ctx = house.world.ctx.acting(Actor::Account(lead));
        let token = make(&house, &ctx, wish("hosts:write")).unwrap();
        assert_eq!(house.get("/me", Some(&token)).status.as_u16(), 200);
        let organiser = house.account("o@example.org", Some((Role::Organiser, edition())));
        let ctx = house.world.ctx.acting(Actor::Account(organiser));
        let all = house.world.db.write_now(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
            let may = access::require::<ManageTokens>(tx, &ctx, edition());
            let may = may.map_err(|error| error.map(Unwilling::from))?;
            let all = tokens::of_edition(tx, &ctx, may)?;
            tokens::revoke_in(tx, &ctx, may, all[0].0.id)?;
            assert!(tokens::of_edition(tx, &ctx, may)?.is_empty());
            Ok(all)
        });
        let (seen, owner) = all.unwrap().remove(0);
        assert_eq!((seen.name.as_str(), owner.id), ("My program", lead));
        assert!(seen.reach.has(Area::Hosts, Doing::Write) && seen.used_on.is_some());
        assert_eq!(house.get("/me", Some(&token)).problem(), "bad-token");
        let told = house.world.told();
        assert!(told.contains(&"integrations.token_revoked".to_owned()), "{told:?}");
    }
}

#[test]
fn what_a_program_did_is_told_apart_from_what_its_owner_did() {
    for house in House::all() {
        let token = house.organiser();
        let body = r#"{"host": "sample-community", "resource": "seats", "amount": 3}"#;
        let path = "/editions/sample-2025/grants";
        assert_eq!(house.ask("PUT", path, Some(&token), &[], body).status.as_u16(), 200);
        let facts = house.world.facts();
        let fact = facts.iter().find(|fact| fact.kind == "hosting.granted").unwrap();
        assert_eq!(fact.actor.kind(), "account");
        assert!(fact.payload["token"].is_string());
    }
}

#[test]
fn a_token_of_a_closed_account_is_dead() {
    for house in House::all() {
        let speaker = house.account("s@example.org", Some((Role::Speaker, edition())));
        let edition = edition().edition_uuid().unwrap();
        let token = house.token(speaker, edition, Reach::nothing());
        assert_eq!(house.get("/me", Some(&token)).status.as_u16(), 200);
        house.world.write(move |tx| tx.run(CLOSE, (speaker,)).map(drop));
        assert_eq!(house.get("/me", Some(&token)).problem(), "bad-token");
    }
}

store::statements! {
    CLOSE = "update account set disabled_at = 1 where id = $1";
}
