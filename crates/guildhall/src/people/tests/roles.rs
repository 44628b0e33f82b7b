use std::time::Duration;

use kernel::{Lang, Slug, Timestamp};
use store::Tx;

use super::*;
use crate::access::{GrantId, PublishRelease, grants};
use crate::journal::Sealed;
use crate::people::verbs::roles::{self, Wish};

fn wish(world: &World, address: &str, role: Role) -> Wish {
    Wish {
        email: email(address),
        role,
        host: None,
        starts_at: world.ctx.now(),
        ends_at: None,
        lang: Lang::En,
    }
}

fn give(world: &World, by: &Account, wish: Wish) -> Result<(), Option<Unwilling>> {
    let ctx = acting(world, by);
    outcome(world, move |tx: &mut Tx<'_>| {
        let permit = manage(tx, &ctx)?;
        roles::give(tx, &ctx, permit, &wish)
    })
}

fn end(world: &World, by: &Account, grant: GrantId) -> Result<(), Option<Unwilling>> {
    let ctx = acting(world, by);
    outcome(world, move |tx: &mut Tx<'_>| {
        let permit = manage(tx, &ctx)?;
        roles::end(tx, &ctx, permit, grant)
    })
}

fn grants_of(world: &World, account: &Account) -> Vec<GrantId> {
    let id = account.id;
    let all = world.read(move |tx| grants::of_account(tx, id));
    all.into_iter().map(|grant| grant.id).collect()
}

fn publishes(world: &World, account: &Account) -> bool {
    let ctx = acting(world, account);
    world.db.read_now(move |tx| may::<PublishRelease>(tx, &ctx, edition())).is_ok()
}

#[test]
fn a_role_is_given_to_an_address_and_holds_from_its_first_day_to_its_last() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let wang = account(&world, "wang@example.org", None);
        let day = Duration::from_secs(24 * 3600);
        let now = world.ctx.now();
        let bounded = Wish {
            starts_at: now + day,
            ends_at: Some(now + 2 * day),
            ..wish(&world, "wang@example.org", Role::Organiser)
        };
        assert_eq!(give(&world, &lin, bounded), Ok(()));
        let mut held = vec![publishes(&world, &wang)];
        world.pass(day);
        held.push(publishes(&world, &wang));
        world.pass(day);
        held.push(publishes(&world, &wang));
        assert_eq!(held, [false, true, false]);
        let (facts, me) = (world.facts(), Actor::Account(lin.id));
        let given = |fact: &&Sealed| fact.kind == "people.role_given" && fact.actor == me;
        let last = facts.iter().rfind(given).unwrap();
        assert_eq!(last.edition, edition().edition_uuid());
    }
}

#[test]
fn a_role_that_cannot_be_is_refused_and_nothing_is_written() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let now: Timestamp = world.ctx.now();
        let of = |role| wish(&world, "wang@example.org", role);
        let other: Slug = "another-host".parse().unwrap();
        let wrong = [
            (of(Role::Operator), Unwilling::NoRole),
            (of(Role::Registered), Unwilling::NoRole),
            (of(Role::HostLead), Unwilling::NoHost),
            (Wish { host: Some(other), ..of(Role::HostLead) }, Unwilling::NoHost),
            (Wish { ends_at: Some(now), ..of(Role::Speaker) }, Unwilling::EndsTooEarly),
            (wish(&world, "lin@example.org", Role::Organiser), Unwilling::Held),
        ];
        let before = all_rows(&world);
        for (wish, why) in wrong {
            assert_eq!(give(&world, &lin, wish), Err(Some(why)));
        }
        assert_eq!(all_rows(&world), before);
        let host = Some("sample-community".parse().unwrap());
        assert_eq!(give(&world, &lin, Wish { host, ..of(Role::HostLead) }), Ok(()));
    }
}

#[test]
fn an_edition_keeps_an_organiser() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let only = grants_of(&world, &lin)[0];
        assert_eq!(end(&world, &lin, only), Err(Some(Unwilling::LastOrganiser)));
        assert_eq!(give(&world, &lin, wish(&world, "wang@example.org", Role::Organiser)), Ok(()));
        assert_eq!(end(&world, &lin, only), Ok(()));
        // What one no longer may, one finds nothing about.
        assert_eq!(end(&world, &lin, only), Err(None));
    }
}

#[test]
fn two_organisers_who_end_each_other_at_once_leave_one() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let wang = account(&world, "wang@example.org", Some((Role::Organiser, edition())));
        let (one, other) = (grants_of(&world, &lin)[0], grants_of(&world, &wang)[0]);
        let outcomes = std::thread::scope(|scope| {
            let first = scope.spawn(|| end(&world, &lin, other));
            let second = scope.spawn(|| end(&world, &wang, one));
            [first.join().unwrap(), second.join().unwrap()]
        });
        let ended = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(ended, 1, "{outcomes:?}");
    }
}

#[test]
fn a_role_of_another_edition_is_nobodys_to_end_here() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let elsewhere = Scope::Edition(kernel::Uuid::from_u128(77));
        let wang = account(&world, "wang@example.org", Some((Role::Speaker, elsewhere)));
        let theirs = grants_of(&world, &wang)[0];
        let before = all_rows(&world);
        assert_eq!(end(&world, &lin, theirs), Err(None));
        assert_eq!(all_rows(&world), before);
    }
}
