use super::*;
use crate::letters::model::{Audience, Who};
use crate::letters::verbs::groups::{self, Wish};
use crate::letters::verbs::words::{self, Said};
use crate::letters::verbs::{contacts as contact_verbs, outbox};
use crate::mail::entries::Tray;
use crate::mail::wording::{Flaw, Wording};
use crate::people::letters::ROLE_GIVEN;

fn said(lang: Lang, subject: &str, text: &str, version: i64) -> Said {
    let wording = Wording { subject: subject.to_owned(), text: text.to_owned() };
    Said { lang, wording, version }
}

fn worded(world: &World, ctx: &Ctx, wish: &Said) -> Result<(), Option<Unwilling>> {
    let (ctx, wish) = (ctx.clone(), wish.clone());
    outcome(world, move |tx| {
        let can = manages(tx, &ctx)?;
        words::set(tx, &ctx, can, ROLE_GIVEN, std::slice::from_ref(&wish))
    })
}

#[test]
fn an_edition_says_it_in_its_own_words_and_goes_back_to_the_houses() {
    for world in worlds() {
        let ctx = organiser(&world);
        let own = said(Lang::En, "{role}!", "Come in: {link}", 0);
        assert_eq!(worded(&world, &ctx, &own), Ok(()));
        give_role(&world, "one@example.org");
        let letter = sent(&world).remove(0).letter;
        assert_eq!(
            (letter.subject.as_str(), letter.text.as_str()),
            ("Speaker!", "Come in: https://example.org/en/sign-in")
        );

        // Two who began from the same words: the second is told.
        let mine = said(Lang::En, "Mine", "{link}", 1);
        let theirs = said(Lang::En, "Theirs", "{link}", 1);
        assert_eq!(worded(&world, &ctx, &mine), Ok(()));
        assert_eq!(worded(&world, &ctx, &theirs), Err(Some(Unwilling::Overtaken)));

        let flawed = |text: &str| said(Lang::En, "Subject", text, 2);
        let wrong = |flaw| Err(Some(Unwilling::Flawed("text_en", flaw)));
        assert_eq!(
            worded(&world, &ctx, &flawed("{link} {nobody}")),
            wrong(Flaw::Unknown("nobody".into()))
        );
        assert_eq!(worded(&world, &ctx, &flawed("Come in")), wrong(Flaw::Lacks("link")));

        let back = ctx.clone();
        outcome(&world, move |tx| {
            let can = manages(tx, &back)?;
            words::reset(tx, &back, can, ROLE_GIVEN)
        })
        .unwrap();
        give_role(&world, "two@example.org");
        let letter = sent(&world).remove(0).letter;
        assert_eq!(letter.subject, "You have a new role in Sample Conference");
    }
}

/// Gives the role of a speaker, which orders a letter.
fn give_role(world: &World, address: &str) {
    let (ctx, address) = (organiser(world), email(address));
    outcome(world, move |tx| {
        let can = may(tx, &ctx, edition())?;
        let wish = roles::Wish {
            email: address.clone(),
            role: Role::Speaker,
            host: None,
            starts_at: ctx.now(),
            ends_at: None,
            lang: Lang::En,
        };
        roles::give(tx, &ctx, can, &wish).map_err(|no| no.map(|_| Unwilling::Nobody))
    })
    .unwrap();
}

fn wish(who: Who, host: Option<&str>, body: Text) -> Wish {
    let host = host.map(|slug| slug.parse().unwrap());
    let audience = Audience { who, part: None, host };
    let subject = Text::zh_en("{edition}：请看", "{edition}: please read");
    Wish { audience, subject, body, send_at: None }
}

fn written(world: &World, wish: &Wish) -> Result<usize, Option<Unwilling>> {
    let (ctx, wish) = (organiser(world), wish.clone());
    outcome(world, move |tx| {
        let can = manages(tx, &ctx)?;
        groups::send(tx, &ctx, can, &wish).map(|(count, _)| count)
    })
}

#[test]
fn everybody_who_is_meant_reads_their_own_language_and_nobody_else_gets_it() {
    for world in worlds() {
        reached(&world, 0, "zero@example.org", Lang::En);
        reached(&world, 1, "one@example.org", Lang::Zh);
        account(&world, "lead@example.org", Some((Role::HostLead, host())));
        account(&world, "visitor@example.org", None);
        let body = Text::zh_en("{name}，请看 {link}", "{name}, please see {link}");
        assert_eq!(written(&world, &wish(Who::Programme, None, body.clone())), Ok(2));
        let letters = sent(&world);
        let said: Vec<(&str, &str)> =
            letters.iter().map(|it| (it.letter.to.as_str(), it.letter.text.as_str())).collect();
        let names = fixture::programme(6).people.into_iter().map(|it| it.name);
        let names: Vec<Text> = names.collect();
        assert_eq!(
            said,
            [
                (
                    "one@example.org",
                    format!("{}，请看 https://example.org/zh/sample-2025", names[1].get(Lang::Zh))
                        .as_str()
                ),
                (
                    "zero@example.org",
                    format!(
                        "{}, please see https://example.org/en/sample-2025",
                        names[0].get(Lang::En)
                    )
                    .as_str()
                ),
            ]
        );

        let host = Some("sample-community");
        assert_eq!(written(&world, &wish(Who::Leads, host, body.clone())), Ok(1));
        assert_eq!(sent(&world)[0].letter.to, "lead@example.org");
        let refused = |who, host| written(&world, &wish(who, host, body.clone())).unwrap_err();
        assert_eq!(refused(Who::Leads, Some("nobody")), Some(Unwilling::NoAudience));
        assert_eq!(refused(Who::Organisers, host), Some(Unwilling::NoAudience));
        let empty = wish(Who::Leads, None, Text::zh_en("只有正文", ""));
        let flaw = Unwilling::Flawed("text_en", Flaw::Empty);
        assert_eq!(written(&world, &empty), Err(Some(flaw)));
    }
}

#[test]
fn a_letter_to_many_is_looked_at_first_and_leaves_when_its_time_has_come() {
    for world in worlds() {
        reached(&world, 0, "zero@example.org", Lang::En);
        let mut later = wish(Who::Programme, None, Text::zh_en("正文", "Text"));
        later.send_at = Some(world.ctx.now() + std::time::Duration::from_secs(3600));
        let (ctx, looked) = (organiser(&world), later.clone());
        let preview = outcome(&world, move |tx| {
            let can = manages(tx, &ctx)?;
            groups::preview(tx, &ctx, can, &looked, "https://example.org")
        });
        let preview = preview.unwrap_or_else(|why| panic!("{why:?}"));
        assert_eq!(preview.readers.reached.len(), 1);
        assert_eq!(preview.readers.without_address.len(), 2);
        assert_eq!(preview.sample.unwrap().1.subject, "Sample Conference: please read");
        assert_eq!(sent(&world), []);
        assert_eq!(written(&world, &later), Ok(1));
        assert_eq!(sent(&world), []);
        world.pass(std::time::Duration::from_secs(3600));
        assert_eq!(sent(&world).len(), 1);
    }
}

#[test]
fn a_person_has_every_letter_they_got_beside_their_address() {
    for world in worlds() {
        reached(&world, 0, "zero@example.org", Lang::En);
        written(&world, &wish(Who::Programme, None, Text::zh_en("正文", "Text"))).unwrap();
        sent(&world);
        let slug = fixture::programme(6).people[0].slug.clone();
        let (ctx, named) = (organiser(&world), slug.clone());
        let history = outcome(&world, move |tx| {
            let can = manages(tx, &ctx)?;
            contact_verbs::history(tx, can, &named)
        });
        let history = history.unwrap_or_else(|why| panic!("{why:?}"));
        let texts: Vec<_> = history.letters.iter().map(|one| one.text.clone().unwrap().1).collect();
        assert_eq!(texts, ["Text"]);

        // Two who change one address: the second is told.
        let note = |address: &str, version| {
            let (ctx, slug, address) = (organiser(&world), slug.clone(), email(address));
            outcome(&world, move |tx| {
                let can = manages(tx, &ctx)?;
                contact_verbs::note(tx, &ctx, can, &slug, (Some(&address), Lang::Zh), version)
            })
        };
        assert_eq!(note("new@example.org", 1), Ok(()));
        assert_eq!(note("other@example.org", 1), Err(Some(Unwilling::Overtaken)));
        let told = world.told();
        assert!(told.contains(&"letters.contact_noted".to_owned()), "{told:?}");
        let ctx = organiser(&world);
        let found = outcome(&world, move |tx| {
            let can = manages(tx, &ctx)?;
            Ok(outbox::look(tx, can, Tray::Sent)?.counts)
        });
        assert_eq!(found.unwrap()[3], (Tray::Sent, 1));
    }
}
