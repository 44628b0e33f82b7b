use std::sync::Arc;

use kernel::Lang;

use super::*;
use crate::access::sessions::Token;
use crate::mail::outbox::{Sending, send_next};
use crate::people::letters::KINDS;
use crate::people::verbs::links::{self, LETTERS_MAX, Onward};
use crate::people::verbs::roles::{self, Wish};
use crate::work::Next;

fn sending() -> Arc<Sending> {
    Arc::new(Sending {
        outlet: "memory:".parse().unwrap(),
        from: "Guildhall <hall@example.org>".parse().unwrap(),
        base_url: "https://example.org".to_owned(),
        kinds: KINDS.to_vec(),
    })
}

fn send_all(world: &World, sending: &Arc<Sending>) {
    while send_next(&world.db, &world.ctx, sending).unwrap() == Next::Now {}
}

fn ask(world: &World, address: &str, lang: Lang, onward: &str) {
    let (ctx, address, onward) = (world.ctx.clone(), email(address), Onward::read(onward));
    world.write(move |tx| links::ask(tx, &ctx, &address, lang, &onward));
}

#[test]
fn a_letter_brings_the_link_that_signs_in_and_the_house_keeps_only_its_hash() {
    for world in World::all() {
        let sending = sending();
        ask(&world, "Lin@Example.org", Lang::Zh, "/zh/gdc-2025?a=b&c=d");
        send_all(&world, &sending);
        let letter = sending.outlet.kept().remove(0);
        assert_eq!(
            (letter.to.as_str(), letter.subject.as_str()),
            ("lin@example.org", "您的登录链接")
        );
        let start = letter.text.find("https://example.org/zh/sign-in/").unwrap();
        let link = letter.text[start..].lines().next().unwrap();
        let (path, onward) = link.split_once('?').unwrap();
        assert_eq!(onward, "onward=/zh/gdc-2025?a=b%26c=d");
        let token = Token::read(path.rsplit('/').next().unwrap()).unwrap();
        let ctx = world.ctx.clone();
        let signed = world.write(move |tx| links::redeem(tx, &ctx, &token, &Here::default()));
        assert!(signed.session.device.is_empty());
    }
}

#[test]
fn a_mailbox_gets_so_many_links_an_hour_and_no_more() {
    for world in World::all() {
        let sending = sending();
        for _ in 0..LETTERS_MAX + 3 {
            ask(&world, "lin@example.org", Lang::En, "");
        }
        send_all(&world, &sending);
        assert_eq!(sending.outlet.kept().len(), usize::try_from(LETTERS_MAX).unwrap());
        world.pass(std::time::Duration::from_secs(3601));
        ask(&world, "lin@example.org", Lang::En, "");
        send_all(&world, &sending);
        assert_eq!(sending.outlet.kept().len(), usize::try_from(LETTERS_MAX).unwrap() + 1);
    }
}

#[test]
fn whoever_is_given_a_role_is_told_so_without_a_secret() {
    for world in World::all() {
        open(&world);
        let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
        let ctx = acting(&world, &lin);
        let wish = Wish {
            email: email("wang@example.org"),
            role: Role::Speaker,
            host: None,
            starts_at: world.ctx.now(),
            ends_at: None,
            lang: Lang::En,
        };
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let permit = manage(tx, &ctx)?;
            roles::give(tx, &ctx, permit, &wish).map(drop)
        });
        let sending = sending();
        send_all(&world, &sending);
        let letter = sending.outlet.kept().remove(0);
        assert_eq!(letter.to, "wang@example.org");
        assert_eq!(letter.subject, "You have a new role in Sample Conference");
        assert!(
            letter.text.contains("you were made Speaker of Sample Conference"),
            "{}",
            letter.text
        );
        assert!(letter.text.ends_with("\nhttps://example.org/en/sign-in"), "{}", letter.text);
    }
}
