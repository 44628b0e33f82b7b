use super::*;
use crate::access::ManageGrants;
use crate::hosting::cohosting::{CoHostingId, State};
use crate::hosting::store::cohosting as rows;
use crate::hosting::verbs::cohosting::{self, Reply};
use crate::hosts::model::HostId;

fn ask(world: &World, ctx: &Ctx, host: &str) -> Result<CoHostingId, Option<Unwilling>> {
    let (ctx, host) = (ctx.clone(), host.to_owned());
    outcome(world, move |tx| {
        let may = runs(tx, &ctx)?;
        cohosting::ask(tx, &ctx, may, (&"activity-0".parse().unwrap(), &host))
    })
}

fn reply(world: &World, ctx: &Ctx, id: CoHostingId, reply: Reply) -> Result<(), Option<Unwilling>> {
    let ctx = ctx.clone();
    world.pass(std::time::Duration::from_secs(1));
    outcome(world, move |tx| {
        let may = may(tx, &ctx, other_host())?;
        cohosting::reply(tx, &ctx, may, id, &reply)
    })
}

fn leave(world: &World, ctx: &Ctx, scope: Scope) -> Result<(), Option<Unwilling>> {
    let ctx = ctx.clone();
    world.pass(std::time::Duration::from_secs(1));
    outcome(world, move |tx| {
        let may = may(tx, &ctx, scope)?;
        cohosting::withdraw(tx, &ctx, may, &"activity-0".parse().unwrap(), "No time left.")
    })
}

fn hosts(world: &World) -> Vec<HostId> {
    activity(world, "activity-0").hosts
}

fn own() -> HostId {
    fixture::id("host")
}

fn other() -> HostId {
    fixture::id("other")
}

fn told(news: &str, email: &str) -> (String, String) {
    (news.to_owned(), format!("{email}@example.org"))
}

#[test]
fn whoever_is_asked_hosts_nothing_until_they_agree() {
    for world in worlds() {
        let (lead, second) = (lead(&world), other_lead(&world));
        let id = ask(&world, &lead, "other-community").unwrap();
        assert_eq!(hosts(&world), [own()], "no release names a host that did not consent");
        assert_eq!(ask(&world, &lead, "other-community"), Err(Some(Unwilling::AskedToHost)));
        assert_eq!(ask(&world, &lead, "sample-community"), Err(Some(Unwilling::HostsAlready)));
        assert_eq!(ask(&world, &lead, "nobody"), Err(Some(Unwilling::NoHost)));
        assert_eq!(reply(&world, &lead, id, Reply::Agree), Err(None), "only they answer");
        assert_eq!(reply(&world, &second, id, Reply::Agree), Ok(()));
        assert_eq!(hosts(&world), [own(), other()]);
        assert_eq!(reply(&world, &second, id, Reply::Agree), Err(Some(Unwilling::Answered)));
        assert_eq!(letters(&world), [told("asked_to_host", "other"), told("agreed", "lead")]);
        assert!(world.told().contains(&"hosting.agreed_to_host".to_owned()));
    }
}

#[test]
fn who_declines_or_is_no_longer_asked_is_not_named() {
    for world in worlds() {
        let (lead, second) = (lead(&world), other_lead(&world));
        let id = ask(&world, &lead, "other-community").unwrap();
        let no = Reply::Decline("Not our field.".to_owned());
        assert_eq!(reply(&world, &second, id, no), Ok(()));
        assert_eq!(hosts(&world), [own()]);
        let said = world.read(move |tx| rows::find(tx, id)).unwrap();
        assert_eq!((said.state, said.reason.as_str()), (State::Declined, "Not our field."));
        let id = ask(&world, &lead, "other-community").unwrap();
        let ctx = lead.clone();
        outcome(&world, move |tx| {
            let may = runs(tx, &ctx)?;
            cohosting::take_back(tx, &ctx, may, id)
        })
        .unwrap();
        assert_eq!(reply(&world, &second, id, Reply::Agree), Err(Some(Unwilling::Answered)));
        assert_eq!(hosts(&world), [own()]);
    }
}

#[test]
fn an_activity_stays_with_those_who_stay_and_goes_to_the_organisers_after_the_last() {
    for world in worlds() {
        let (lead, second, organiser) = (lead(&world), other_lead(&world), organiser(&world));
        let id = ask(&world, &lead, "other-community").unwrap();
        reply(&world, &second, id, Reply::Agree).unwrap();
        assert_eq!(leave(&world, &lead, host()), Ok(()));
        assert_eq!(hosts(&world), [other()], "the next one leads");
        assert_eq!(leave(&world, &lead, host()), Err(None));
        assert_eq!(leave(&world, &second, other_host()), Ok(()));
        assert_eq!(hosts(&world), []);
        let news = letters(&world);
        assert_eq!(news[2..], [told("left", "other"), told("ownerless", "organiser")]);
        // The organisers ask another, who takes it over.
        let ctx = organiser.clone();
        let id = outcome(&world, move |tx| {
            let may = may::<ManageGrants>(tx, &ctx, edition())?;
            let slug = "activity-0".parse().unwrap();
            cohosting::ask_to_take_over(tx, &ctx, may, (&slug, "other-community"))
        })
        .unwrap();
        reply(&world, &second, id, Reply::Agree).unwrap();
        assert_eq!(hosts(&world), [other()]);
        assert_eq!(
            letters(&world)[4..],
            [told("asked_to_host", "other"), told("agreed", "organiser")]
        );
    }
}
