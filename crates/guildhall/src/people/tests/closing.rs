//! An account is closed by its owner; accounts that nobody may make for themselves.

use super::pages::{ask, desk, send};
use super::*;
use crate::access::sessions;
use crate::desk::Registration;

store::statements! {
    ORDERS = "select count(*) as orders from outbox";
    ACCOUNTS = "select count(*) as accounts from account";
}

#[test]
fn an_owner_closes_their_account_once_they_confirm_and_cannot_come_back() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Speaker, edition())));
        let here = signed_in(&world, &lin, "Firefox");
        let (ctx, id) = (world.ctx.clone(), lin.id);
        let link = world.write(move |tx| link_verbs::make(tx, &ctx, id, link_verbs::LINK_LIFE));
        let desk = desk(&world);
        let page = ask(&desk, "/en/account/close", Some(&here.token));
        assert!(page.text.contains("lin@example.org"), "{}", page.text);

        let before = all_rows(&world);
        let unsure = send(&desk, "/en/account/close", Some(&here.token), "");
        assert_eq!(unsure.status.as_u16(), 422);
        assert!(unsure.text.contains("Please tick this to confirm."), "{}", unsure.text);
        assert_eq!(all_rows(&world), before);

        let closed = send(&desk, "/en/account/close", Some(&here.token), "sure=yes");
        assert_eq!(closed.location.as_deref(), Some("/en/sign-in?done=closed"));
        let goodbye = ask(&desk, "/en/sign-in?done=closed", Some(&here.token));
        assert!(goodbye.text.contains("Your account is closed"), "{}", goodbye.text);
        let now = world.ctx.now();
        let secret = here.token.clone();
        assert_eq!(world.read(move |tx| sessions::by_token(tx, &secret, now)), None);
        let held = world.read(move |tx| access::grants::of_account(tx, id));
        assert!(held.iter().all(|grant| !grant.holding.holds_at(now)), "{held:?}");
        let ctx = world.ctx.clone();
        let late = outcome(&world, move |tx| link_verbs::redeem(tx, &ctx, &link, &Here::default()));
        assert_eq!(late, Err(Some(Unwilling::LinkExpired)));
    }
}

#[test]
fn the_only_organiser_of_an_edition_appoints_another_before_they_close_their_account() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let here = signed_in(&world, &lin, "Firefox");
        let desk = desk(&world);
        let before = all_rows(&world);
        let refused = send(&desk, "/en/account/close", Some(&here.token), "sure=yes");
        assert_eq!(refused.status.as_u16(), 409);
        assert!(refused.text.contains("the only organiser of the edition"), "{}", refused.text);
        assert_eq!(all_rows(&world), before);

        account(&world, "wang@example.org", Some((Role::Organiser, edition())));
        let closed = send(&desk, "/en/account/close", Some(&here.token), "sure=yes");
        assert_eq!(closed.location.as_deref(), Some("/en/sign-in?done=closed"));
    }
}

#[test]
fn where_registration_is_closed_an_unknown_address_is_answered_alike_and_gets_nothing() {
    for world in World::all() {
        account(&world, "lin@example.org", None);
        let desk = std::sync::Arc::into_inner(desk(&world)).unwrap();
        let desk = std::sync::Arc::new(desk.with_registration(Registration::Closed));
        let mut letters = Vec::new();
        for address in ["nobody@example.org", "lin@example.org"] {
            let asked = send(&desk, "/en/sign-in/link", None, &format!("email={address}"));
            assert_eq!(asked.location.as_deref(), Some("/en/sign-in/sent"));
            letters.push((count(&world, ACCOUNTS), count(&world, ORDERS)));
        }
        assert_eq!(letters, [(1, 0), (1, 1)]);
        for (path, words) in [
            ("/en/sign-in", "Accounts are made by the organisers here."),
            ("/zh/sign-in", "本站账号由组织者建立"),
            ("/en/sign-in/sent", "If this address has an account"),
            ("/zh/sign-in/sent", "如果该邮箱已有账号"),
        ] {
            assert!(ask(&desk, path, None).text.contains(words), "{path}");
        }
    }
}

#[test]
fn no_page_of_somebody_signed_in_repeats_what_its_address_asks() {
    let world = World::all().remove(0);
    open(&world);
    let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
    let here = signed_in(&world, &lin, "Firefox");
    let desk = desk(&world);
    for path in [
        "/account",
        "/account/settings",
        "/account/close",
        "/sample-2025/roles",
        "/sample-2025/draft",
        "/sample-2025/draft/conflicts",
        "/sample-2025/calls",
        "/sample-2025/proposals",
        "/sample-2025/proposals/mine",
        "/sample-2025/reviews",
        "/sample-2025/releases/1/conflicts",
    ] {
        let query = "onward=/canary&done=canary&email=canary&name=canary&canary=canary";
        let page = ask(&desk, &format!("/en{path}?{query}"), Some(&here.token));
        assert!(page.status.is_success(), "{path}: {}", page.status);
        assert!(!page.text.contains("canary"), "{path}");
    }
}
