use std::time::Duration;

use kernel::Lang;
use store::Tx;

use super::*;
use crate::access::sessions::{self, Token};
use crate::mail::outbox;
use crate::people::verbs::links::{self, LINK_LIFE, Onward};
use crate::people::verbs::sweep;

store::statements! {
    ACCOUNTS = "select count(*) as accounts from account";
    ORDERS = "select count(*) as orders from outbox";
}

fn link(world: &World, account: &Account) -> Token {
    let (ctx, id) = (world.ctx.clone(), account.id);
    world.write(move |tx| links::make(tx, &ctx, id, LINK_LIFE))
}

fn redeem(world: &World, token: &Token) -> Result<(), Option<Unwilling>> {
    let (ctx, token) = (world.ctx.clone(), token.clone());
    outcome(world, move |tx| links::redeem(tx, &ctx, &token, &Here::default()))
}

#[test]
fn a_link_signs_in_once_and_looking_at_it_does_not_use_it_up() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let token = link(&world, &lin);
        for _ in 0..3 {
            let (ctx, token) = (world.ctx.clone(), token.clone());
            let seen = world.db.read_now(move |tx| links::look(tx, &ctx, &token)).unwrap();
            assert_eq!(seen.email, "lin@example.org");
        }
        assert_eq!(redeem(&world, &token), Ok(()));
        assert_eq!(redeem(&world, &token), Err(Some(Unwilling::LinkUsed)));
        let told = world.told();
        assert_eq!(told.last().map(String::as_str), Some("people.signed_in"));
    }
}

#[test]
fn a_link_that_is_too_old_or_was_never_made_signs_nobody_in() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let token = link(&world, &lin);
        assert_eq!(redeem(&world, &Token::new([9; 32])), Err(None));
        world.pass(LINK_LIFE);
        let before = all_rows(&world);
        assert_eq!(redeem(&world, &token), Err(Some(Unwilling::LinkExpired)));
        assert_eq!(all_rows(&world), before);
    }
}

#[test]
fn a_closed_account_is_opened_by_no_link_and_has_no_session() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let open = signed_in(&world, &lin, "Firefox");
        let token = link(&world, &lin);
        let (ctx, id) = (world.ctx.clone(), lin.id);
        let closed = outcome(&world, move |tx| {
            let permit = may(tx, &ctx, Scope::Site)?;
            accounts::disable(tx, &ctx, permit, id)
        });
        assert_eq!(closed, Ok(()));
        assert_eq!(redeem(&world, &token), Err(Some(Unwilling::LinkExpired)));
        let now = world.ctx.now();
        let secret = open.token.clone();
        assert_eq!(world.read(move |tx| sessions::by_token(tx, &secret, now)), None);
    }
}

#[test]
fn a_link_for_somebody_else_ends_the_session_that_the_browser_had() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let wang = account(&world, "wang@example.org", None);
        let first = signed_in(&world, &lin, "Firefox");
        let token = link(&world, &wang);
        let ctx = world.ctx.clone();
        let here = Here { device: String::new(), session: Some(first.session.clone()) };
        let second = world.write(move |tx| links::redeem(tx, &ctx, &token, &here));
        assert_eq!(second.session.account, wang.id);
        let now = world.ctx.now();
        let left = world.read(move |tx| sessions::of_account(tx, lin.id, now));
        assert_eq!(left, []);
    }
}

#[test]
fn known_and_unknown_addresses_are_answered_alike_and_unused_ones_are_swept() {
    for world in World::all() {
        account(&world, "lin@example.org", None);
        for address in ["lin@example.org", "nobody@example.org", "nobody@example.org"] {
            let (ctx, address) = (world.ctx.clone(), email(address));
            world.write(move |tx| links::ask(tx, &ctx, &address, Lang::En, &Onward::default()));
        }
        assert_eq!((count(&world, ACCOUNTS), count(&world, ORDERS)), (2, 3));
        world.pass(Duration::from_secs(15 * 24 * 3600));
        let ctx = world.ctx.clone();
        world.write(move |tx| sweep(tx, &ctx));
        assert_eq!(count(&world, ACCOUNTS), 1);
        let ctx = world.ctx.clone();
        world.write(move |tx| outbox::sweep(tx, &ctx));
    }
}

#[test]
fn sessions_end_one_by_one_and_everywhere_and_only_by_their_owner() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let wang = account(&world, "wang@example.org", None);
        let first = signed_in(&world, &lin, "Firefox").session;
        let second = signed_in(&world, &lin, "Safari").session;
        let others = signed_in(&world, &wang, "Chrome").session;
        let end = |by: &Account, id| {
            let ctx = acting(&world, by);
            outcome(&world, move |tx: &mut Tx<'_>| {
                let permit = may(tx, &ctx, Scope::Site)?;
                accounts::end_session(tx, &ctx, permit, id)
            })
        };
        assert_eq!(end(&wang, first.id), Err(None));
        assert_eq!(end(&lin, first.id), Ok(()));
        let ctx = acting(&world, &lin);
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let permit = may(tx, &ctx, Scope::Site)?;
            accounts::sign_out_everywhere(tx, &ctx, permit)
        });
        let now = world.ctx.now();
        let living = |account: &Account| {
            let id = account.id;
            let all = world.read(move |tx| sessions::of_account(tx, id, now));
            all.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(living(&lin), []);
        assert_eq!(living(&wang), [others.id]);
        assert_ne!(second.id, others.id);
    }
}
