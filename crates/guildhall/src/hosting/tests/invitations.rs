use super::*;
use crate::access::grants as role_grants;
use crate::access::sessions::Token;
use crate::access::{GrantId, ReadHost};
use crate::hosting::letters::KINDS;
use crate::hosting::model::InvitationId;
use crate::hosting::verbs::invitations::{self, LIFE, Wish};
use crate::hosting::verbs::members;
use crate::mail::{Letter, Order};
use crate::people::verbs::Here;

const BASE: &str = "https://example.org";

fn invite(world: &World, ctx: &Ctx, address: &str) -> Result<InvitationId, Option<Unwilling>> {
    let (ctx, email) = (ctx.clone(), email(address));
    let wish = Wish { email, role: Role::Representative, lang: Lang::En };
    // So that the newest order is known by its time.
    world.pass(std::time::Duration::from_secs(1));
    outcome(world, move |tx| {
        let may = manages(tx, &ctx)?;
        invitations::invite(tx, &ctx, may, &wish)
    })
}

store::statements! {
    ORDER_LAST = "select id, kind, account_id, payload, attempts from outbox
        order by written_at desc, id desc limit 1";
}

/// The letter that was ordered last, written out, with its link's token.
fn letter(world: &World) -> Option<(Letter, Token)> {
    let ctx = world.ctx.clone();
    let order: Order = world.read(|tx| tx.one(ORDER_LAST, ()));
    let letter = world.write(move |tx: &mut Tx<'_>| (KINDS[0].compose)(tx, &ctx, &order, BASE))?;
    let at = letter.text.find("/invitations/").unwrap() + "/invitations/".len();
    let token = Token::read(&letter.text[at..at + 64]).unwrap();
    Some((letter, token))
}

fn accept(world: &World, ctx: &Ctx, token: &Token) -> Result<bool, Option<Unwilling>> {
    let (ctx, token) = (ctx.clone(), token.clone());
    let accepted =
        outcome(world, move |tx| invitations::accept(tx, &ctx, &token, &Here::default()));
    accepted.map(|(_, signed_in)| signed_in.is_some())
}

fn members(world: &World, ctx: &Ctx) -> Vec<(String, GrantId)> {
    let ctx = ctx.clone();
    let found = outcome(world, move |tx| {
        let may = may::<ReadHost>(tx, &ctx, host())?;
        Ok(members::of_host(tx, &ctx, may)?)
    });
    found.unwrap().into_iter().map(|one| (one.account.email.clone(), one.grant.id)).collect()
}

fn visitor(world: &World) -> Ctx {
    world.ctx.acting(Actor::Visitor)
}

#[test]
fn whoever_follows_the_letter_acts_for_the_host_once() {
    for world in worlds() {
        let lead = lead(&world);
        invite(&world, &lead, "New@example.org").unwrap();
        let (letter, token) = letter(&world).unwrap();
        assert_eq!(letter.to, "new@example.org");
        assert!(letter.text.contains("https://example.org/en/invitations/"), "{}", letter.text);
        // Looking does not use it up.
        for _ in 0..2 {
            let (ctx, token) = (visitor(&world), token.clone());
            let seen = outcome(&world, move |tx| invitations::look(tx, &ctx, &token)).unwrap();
            assert_eq!(seen.email, "new@example.org");
        }
        assert_eq!(accept(&world, &visitor(&world), &token), Ok(true));
        let now: Vec<String> = members(&world, &lead).into_iter().map(|(email, _)| email).collect();
        assert_eq!(now, ["lead@example.org", "new@example.org"]);
        let again = accept(&world, &visitor(&world), &token);
        assert_eq!(again, Err(Some(Unwilling::InvitationUsed)));
        assert_eq!(invite(&world, &lead, "new@example.org"), Err(Some(Unwilling::Member)));
        assert!(world.told().contains(&"hosting.joined".to_owned()));
    }
}

#[test]
fn an_invitation_is_for_its_reader_alone() {
    for world in worlds() {
        let lead = lead(&world);
        let (owner, other) = (
            account(&world, "owner@example.org", None),
            account(&world, "other@example.org", None),
        );
        invite(&world, &lead, "owner@example.org").unwrap();
        let (_, token) = letter(&world).unwrap();
        let by_other = accept(&world, &acting(&world, &other), &token);
        assert_eq!(by_other, Err(Some(Unwilling::InvitationForAnother)));
        let held = world.read(move |tx| role_grants::of_account(tx, other.id));
        assert_eq!(held, []);
        // Who is signed in already stays so.
        assert_eq!(accept(&world, &acting(&world, &owner), &token), Ok(false));
    }
}

#[test]
fn an_invitation_that_was_withdrawn_or_is_too_old_leads_nowhere() {
    for world in worlds() {
        let lead = lead(&world);
        let id = invite(&world, &lead, "new@example.org").unwrap();
        assert_eq!(invite(&world, &lead, "new@example.org"), Err(Some(Unwilling::Invited)));
        let (_, token) = letter(&world).unwrap();
        let ctx = lead.clone();
        outcome(&world, move |tx| {
            let may = manages(tx, &ctx)?;
            invitations::withdraw(tx, &ctx, may, id)
        })
        .unwrap();
        let refused = accept(&world, &visitor(&world), &token);
        assert_eq!(refused, Err(Some(Unwilling::InvitationWithdrawn)));
        // Its letter, were it still to be written, is not.
        assert!(letter(&world).is_none());
        invite(&world, &lead, "new@example.org").unwrap();
        let (_, token) = letter(&world).unwrap();
        world.pass(LIFE);
        let refused = accept(&world, &visitor(&world), &token);
        assert_eq!(refused, Err(Some(Unwilling::InvitationExpired)));
        assert_eq!(accept(&world, &visitor(&world), &Token::new([9; 32])), Err(None));
        // Nobody followed it: the address is forgotten.
        let ctx = world.ctx.clone();
        assert_eq!(world.write(move |tx| invitations::sweep(tx, &ctx)), 1);
    }
}

#[test]
fn a_host_that_is_led_stays_led() {
    for world in worlds() {
        let lead = lead(&world);
        let own = members(&world, &lead)[0].1;
        let end = |ctx: &Ctx, grant| {
            let ctx = ctx.clone();
            outcome(&world, move |tx| {
                let may = manages(tx, &ctx)?;
                members::end(tx, &ctx, may, grant)
            })
        };
        assert_eq!(end(&lead, own), Err(Some(Unwilling::LastLead)));
        account(&world, "second@example.org", Some((Role::HostLead, host())));
        assert_eq!(end(&lead, own), Ok(()));
        let now: Vec<String> = world
            .read(|tx| role_grants::in_edition(tx, fixture::id::<Edition>("edition").uuid()))
            .into_iter()
            .filter(|grant| grant.holding.ends_at.is_none())
            .map(|grant| grant.account.to_string())
            .collect();
        assert_eq!(now.len(), 1);
        // The one who left may not come back by themselves.
        assert_eq!(end(&lead, own), Err(None));
    }
}
