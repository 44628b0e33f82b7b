use super::activities::{grant, lack, put, wish};
use super::*;
use crate::access::ReadHost;
use crate::hosting::letters::KINDS;
use crate::hosting::model::{Halls, Resource};
use crate::hosting::requests::{Request, RequestId, Side, State};
use crate::hosting::verbs::activities::{Beyond, Filed, Which};
use crate::hosting::verbs::grants::{self, Place};
use crate::hosting::verbs::requests;
use crate::mail::Order;
use crate::programme::model::Entry;

/// A lead asks for an activity that crosses the grants: one activity and forty seats are missing.
fn asked(world: &World, lead: &Ctx) -> RequestId {
    grant(world, Resource::Activities, 0);
    grant(world, Resource::Seats, 0);
    let words = Beyond::Ask("We have a guest from abroad.".to_owned());
    match put(world, lead, Which::New, wish("A guest"), words) {
        Ok(Filed::Asked(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn decide(
    world: &World,
    ctx: &Ctx,
    id: RequestId,
    granted: &[i64],
    reason: &str,
) -> Result<State, Option<Unwilling>> {
    let (ctx, granted, reason) = (ctx.clone(), granted.to_vec(), reason.to_owned());
    outcome(world, move |tx| {
        let may = may(tx, &ctx, edition())?;
        requests::decide(tx, &ctx, may, id, (&granted, &reason)).map(|request| request.state)
    })
}

fn looked_at(world: &World, id: RequestId) -> (Request, Vec<(Side, String)>) {
    let ctx = world.ctx.clone();
    let (request, messages) = outcome(world, move |tx| {
        let may = may::<ReadHost>(tx, &ctx, host())?;
        requests::of_host_one(tx, may, id)
    })
    .unwrap();
    let said = messages.into_iter().map(|one| (one.side, one.words)).collect();
    (request, said)
}

fn granted(world: &World, resource: Resource) -> i64 {
    let ctx = world.ctx.clone();
    let book = outcome(world, move |tx| {
        let may = may::<ReadHost>(tx, &ctx, host())?;
        grants::of_host(tx, may)
    });
    let grants = book.unwrap().grants;
    grants.iter().filter(|one| one.resource == resource).map(|one| one.amount).sum()
}

#[test]
fn what_crosses_a_grant_is_asked_talked_about_and_granted_in_one_step() {
    for world in worlds() {
        let (lead, organiser) = (lead(&world), organiser(&world));
        let id = asked(&world, &lead);
        assert_eq!(drafted(&world).activities.len(), 6, "nothing is written before it is granted");
        let (request, said) = looked_at(&world, id);
        let lacks = [lack(Resource::Activities, 1), lack(Resource::Seats, 40)];
        assert_eq!((request.state, request.asked.as_slice()), (State::Open, &lacks[..]));
        assert_eq!(said, [(Side::Host, "We have a guest from abroad.".to_owned())]);
        let ctx = organiser.clone();
        world.pass(std::time::Duration::from_secs(1));
        outcome(&world, move |tx| {
            let may = may(tx, &ctx, edition())?;
            requests::say_as_organiser(tx, &ctx, may, id, " Who is it? ")
        })
        .unwrap();
        world.pass(std::time::Duration::from_secs(1));
        let seats = granted(&world, Resource::Seats);
        assert_eq!(decide(&world, &organiser, id, &[1, 40], ""), Ok(State::Granted));
        assert_eq!(granted(&world, Resource::Seats), seats + 40);
        let there = activity(&world, "a-guest");
        assert_eq!((there.places, there.entry), (Some(40), Entry::Open));
        assert_eq!(decide(&world, &organiser, id, &[1, 40], ""), Err(Some(Unwilling::Decided)));
        let (request, said) = looked_at(&world, id);
        assert_eq!(
            (request.state, said.len(), said[1].1.as_str()),
            (State::Granted, 2, "Who is it?")
        );
        let to = |email: &str, news: &str| (news.to_owned(), email.to_owned());
        let sent = [
            to("organiser@example.org", "asked"),
            to("lead@example.org", "said"),
            to("lead@example.org", "decided"),
        ];
        assert_eq!(letters(&world), sent);
    }
}

#[test]
fn a_part_or_nothing_is_granted_with_a_reason() {
    for world in worlds() {
        let (lead, organiser) = (lead(&world), organiser(&world));
        let id = asked(&world, &lead);
        let no = |granted: &[i64], reason: &str| {
            decide(&world, &organiser, id, granted, reason).unwrap_err()
        };
        assert_eq!(no(&[1, 20], "  "), Some(Unwilling::NoReason));
        assert_eq!(no(&[1, 41], "x"), Some(Unwilling::NoDecision));
        assert_eq!(no(&[1], "x"), Some(Unwilling::NoDecision));
        assert_eq!(no(&[1, -1], "x"), Some(Unwilling::NoDecision));
        let seats = granted(&world, Resource::Seats);
        let decided = decide(&world, &organiser, id, &[1, 20], "The small hall is left.");
        assert_eq!(decided, Ok(State::InPart));
        assert_eq!(granted(&world, Resource::Seats), seats + 20);
        assert_eq!(drafted(&world).activities.len(), 6);
        assert_eq!(looked_at(&world, id).0.reason, "The small hall is left.");
        // What was granted is there to be used.
        let mut smaller = wish("A guest");
        smaller.places = Some(20);
        let filed = put(&world, &lead, Which::New, smaller, Beyond::Stop);
        assert!(matches!(filed, Ok(Filed::Written(_))), "{filed:?}");
        let other = asked(&world, &lead);
        assert_eq!(decide(&world, &organiser, other, &[0, 0], "Full."), Ok(State::Refused));
        assert!(matches!(
            decide(&world, &lead, other, &[0, 0], ""),
            Err(Some(Unwilling::Denied(_)))
        ));
    }
}

#[test]
fn a_request_is_for_its_host_alone_and_can_be_withdrawn_once() {
    for world in worlds() {
        let (lead, other) = (lead(&world), other_lead(&world));
        let (ctx, place) = (lead.clone(), Place::With(crate::editions::model::Feature::Stage));
        let id = outcome(&world, move |tx| {
            let may = runs(tx, &ctx)?;
            grants::ask_for(tx, &ctx, may, (Resource::HallMinutes, &place, 90), "A stage, please")
        })
        .unwrap();
        let asked = looked_at(&world, id).0.asked;
        assert_eq!(asked[0].halls, Halls::With(crate::editions::model::Feature::Stage));
        let ctx = other.clone();
        let foreign = outcome(&world, move |tx| {
            let may = may(tx, &ctx, other_host())?;
            requests::withdraw(tx, &ctx, may, id)
        });
        assert_eq!(foreign, Err(None));
        let withdraw = || {
            let ctx = lead.clone();
            outcome(&world, move |tx| {
                let may = runs(tx, &ctx)?;
                requests::withdraw(tx, &ctx, may, id)
            })
        };
        assert_eq!((withdraw(), withdraw()), (Ok(()), Err(Some(Unwilling::Decided))));
        let organiser = organiser(&world);
        assert_eq!(decide(&world, &organiser, id, &[90], ""), Err(Some(Unwilling::Decided)));
    }
}

#[test]
fn one_activity_has_one_open_request_and_nobody_asks_without_words() {
    for world in worlds() {
        let lead = lead(&world);
        grant(&world, Resource::Seats, 0);
        let seen = crate::hosting::wish::seen_of(&activity(&world, "activity-0"));
        let ask = |words: &str| {
            let this = Which::This { activity: "activity-0".parse().unwrap(), seen: seen.clone() };
            let mut larger = wish("Larger");
            (larger.places, larger.minutes) = (Some(500), Some(10));
            put(&world, &lead, this, larger, Beyond::Ask(words.to_owned()))
        };
        assert_eq!(ask(" "), Err(Some(Unwilling::NoWords)));
        assert!(matches!(ask("Please"), Ok(Filed::Asked(_))));
        assert_eq!(ask("Please"), Err(Some(Unwilling::AskedAlready)));
    }
}

store::statements! {
    NEWS_LAST = "select id, kind, account_id, payload, attempts from outbox
        where kind = 'hosting.news' order by written_at desc, id desc limit 1";
}

#[test]
fn a_letter_says_what_was_decided_and_where_to_look() {
    for world in worlds() {
        let (lead, organiser) = (lead(&world), organiser(&world));
        let id = asked(&world, &lead);
        world.pass(std::time::Duration::from_secs(1));
        decide(&world, &organiser, id, &[0, 0], "The hall is taken.").unwrap();
        let ctx = world.ctx.clone();
        let order: Order = world.read(|tx| tx.one(NEWS_LAST, ()));
        let letter = world
            .write(move |tx: &mut Tx<'_>| (KINDS[1].compose)(tx, &ctx, &order, "https://x.org"))
            .unwrap();
        assert_eq!(letter.to, "lead@example.org");
        assert_eq!(letter.subject, "Your request: Refused (Sample Community)");
        assert!(letter.text.contains("The hall is taken."), "{}", letter.text);
        let link = format!("https://x.org/en/sample-2025/hosts/sample-community/requests/{id}");
        assert!(letter.text.contains(&link), "{}", letter.text);
    }
}
