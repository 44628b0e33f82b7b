use std::time::Duration;

use store::Tx;

use super::*;
use crate::access::sessions;
use crate::people::verbs::passwords::{self, Begun, Hash};

const RIGHT: &str = "a long enough one";

fn set(world: &World, account: &Account, password: &'static str) {
    let session = signed_in(world, account, "Firefox").session;
    let ctx = acting(world, account);
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let permit = may(tx, &ctx, Scope::Site)?;
        passwords::set(tx, &ctx, permit, &session, &Hash::of(password, [3; 16]))
    });
}

fn begin(world: &World, address: &str) -> Result<Begun, Unwilling> {
    let (ctx, address) = (world.ctx.clone(), email(address));
    match world.db.write_now(move |tx| passwords::begin(tx, &ctx, &address)) {
        Ok(begun) => Ok(begun),
        Err(Error::Refused(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_right_password_signs_in_and_a_wrong_one_does_not() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        set(&world, &lin, RIGHT);
        let begun = begin(&world, "lin@example.org").unwrap();
        assert_eq!(begun.verify("a long enough two"), None);
        assert_eq!(begun.verify(RIGHT), Some(lin.id));
        let (ctx, id) = (world.ctx.clone(), lin.id);
        let signed = outcome(&world, move |tx| passwords::succeed(tx, &ctx, id, &Here::default()));
        assert_eq!(signed, Ok(()));
    }
}

#[test]
fn an_address_that_nobody_has_is_barred_as_one_that_somebody_has() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        set(&world, &lin, RIGHT);
        for address in ["lin@example.org", "nobody@example.org"] {
            let barred = |wanted: &[Option<i64>]| {
                let tries = wanted.iter().map(|_| match begin(&world, address) {
                    Ok(begun) => {
                        assert_eq!(begun.verify("wrong"), None);
                        None
                    }
                    Err(Unwilling::Barred { minutes }) => Some(minutes),
                    Err(other) => panic!("{other:?}"),
                });
                assert_eq!(tries.collect::<Vec<_>>(), wanted, "{address}");
            };
            barred(&[None, None, None, None, None, Some(2), Some(2)]);
            world.pass(Duration::from_secs(61));
            // One more try, then twice as long.
            barred(&[None, Some(3)]);
            world.pass(Duration::from_secs(25 * 3600));
            barred(&[None, None]);
        }
    }
}

#[test]
fn a_right_password_forgives_the_wrong_ones_before_it() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        set(&world, &lin, RIGHT);
        for _ in 0..2 {
            for _ in 0..4 {
                assert_eq!(begin(&world, "lin@example.org").unwrap().verify("wrong"), None);
            }
            let found = begin(&world, "lin@example.org").unwrap().verify(RIGHT).unwrap();
            let ctx = world.ctx.clone();
            let signed =
                outcome(&world, move |tx| passwords::succeed(tx, &ctx, found, &Here::default()));
            assert_eq!(signed, Ok(()));
        }
    }
}

#[test]
fn a_closed_account_has_no_password() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        set(&world, &lin, RIGHT);
        let (ctx, id) = (world.ctx.clone(), lin.id);
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let permit = may(tx, &ctx, Scope::Site)?;
            accounts::disable(tx, &ctx, permit, id)
        });
        assert_eq!(begin(&world, "lin@example.org").unwrap().verify(RIGHT), None);
        let ctx = world.ctx.clone();
        let signed = outcome(&world, move |tx| passwords::succeed(tx, &ctx, id, &Here::default()));
        assert_eq!(signed, Err(Some(Unwilling::WrongPassword)));
    }
}

#[test]
fn a_new_password_signs_every_other_device_out_and_asks_for_the_old_one() {
    for world in World::all() {
        let lin = account(&world, "lin@example.org", None);
        let old = signed_in(&world, &lin, "Safari").session;
        set(&world, &lin, RIGHT);
        let (id, now) = (lin.id, world.ctx.now());
        let left = world.read(move |tx| sessions::of_account(tx, id, now));
        assert_eq!(left.iter().map(|one| one.device.as_str()).collect::<Vec<_>>(), ["Firefox"]);
        let now_with_password = world.read(move |tx| accounts::find(tx, id)).unwrap();
        assert!(!passwords::asks_for_present(&lin, &left[0], now));
        // Who has just come by a link may have forgotten it.
        assert!(!passwords::asks_for_present(&now_with_password, &left[0], now));
        let later = now + Duration::from_secs(31 * 60);
        assert!(passwords::asks_for_present(&now_with_password, &left[0], later));
        assert_ne!(old.id, left[0].id);
    }
}

#[test]
fn a_password_has_a_length_and_no_other_rule() {
    let check = |length: usize| passwords::checked(&"密".repeat(length));
    assert_eq!([9, 10, 200, 201].map(|length| check(length).is_ok()), [false, true, true, false]);
}
