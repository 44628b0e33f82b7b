use super::*;
use crate::calls::store::Filter;
use crate::programme::draft;
use crate::{editions, hosts::model::Host};

fn answers(
    world: &World,
    who: &Proposer,
    id: ProposalId,
    yes: bool,
) -> Result<(), Option<Unwilling>> {
    let (ctx, who) = (visitor(world), who.clone());
    outcome(world, move |tx| match yes {
        true => decide::confirm(tx, &ctx, &who, id),
        false => decide::refuse(tx, &ctx, &who, id),
    })
}

#[test]
fn what_is_accepted_and_confirmed_is_an_activity_of_the_draft_not_placed() {
    for world in worlds() {
        let call = a_call(&world, "talks", true);
        let (id, who) = handed_in(&world, &call, "ada@example.org");
        assert_eq!(answers(&world, &who, id, true), Err(Some(Unwilling::NotNow)));
        assert_eq!(decided(&world, &call, vec![id], Decision::Accept), Ok(1));
        assert_eq!(answers(&world, &who, id, true), Ok(()));
        assert_eq!(answers(&world, &who, id, true), Err(Some(Unwilling::NotNow)));
        let activity = read(&world, id).proposal.activity.unwrap();
        let edition = call.edition;
        let draft = world.read(move |tx| {
            let edition = editions::verbs::by_id(tx, edition)?.expect("it is there");
            draft::read(tx, edition)
        });
        let found = draft.activities.iter().find(|one| one.id == activity).unwrap();
        assert_eq!(found.title.get(Lang::En), "Talk of ada@example.org");
        assert_eq!((found.placement, found.details.kind()), (None, Kind::Talk));
        assert_eq!(found.hosts, [fixture::id::<Host>("host")]);
        assert_eq!(found.languages[0].as_str(), "en");
        assert_eq!(found.links[0].url, "https://example.org/repo");
        let person = draft.people.iter().find(|one| one.id == found.people[0].person).unwrap();
        assert_eq!(person.name.get(Lang::En), "Sample Speaker");
        assert_eq!(crate::programme::rules::references(&draft).dangling, []);
        // The same person's next talk knows them again.
        let (next, who) = {
            let (id, _, who) = begun(&world, &call, "ada@example.org");
            save(&world, &who, (id, 1), (typed("Another"), Act::Submit)).unwrap();
            (id, who)
        };
        decided(&world, &call, vec![next], Decision::Accept).unwrap();
        answers(&world, &who, next, true).unwrap();
        let speakers = read(&world, next).speakers;
        assert_eq!(speakers[0].person, Some(person.id));
    }
}

#[test]
fn many_are_decided_at_once_with_waiting_ranks_in_their_order_or_none() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let ids: Vec<ProposalId> =
            (0..3).map(|at| handed_in(&world, &call, &format!("s{at}@example.org")).0).collect();
        let wait = Decision::Wait { rank: 5 };
        assert_eq!(decided(&world, &call, vec![ids[2], ids[0]], wait), Ok(2));
        let rank = |id| read(&world, id).proposal.waiting_rank;
        assert_eq!([rank(ids[0]), rank(ids[1]), rank(ids[2])], [Some(6), None, Some(5)]);
        // One that is no proposal of this call: none is decided.
        let other = a_call(&world, "other", false);
        let (foreign, _) = handed_in(&world, &other, "x@example.org");
        assert_eq!(decided(&world, &call, vec![ids[1], foreign], Decision::Accept), Err(None));
        assert_eq!(read(&world, ids[1]).proposal.state, State::Submitted);
        assert_eq!(
            decided(&world, &call, vec![], Decision::Accept),
            Err(Some(Unwilling::NothingChosen))
        );
        assert_eq!(decided(&world, &call, ids.clone(), Decision::Decline), Ok(3));
        assert_eq!(decided(&world, &call, ids.clone(), Decision::Decline), Ok(0));
        assert_eq!(rank(ids[0]), None);
        assert_eq!(decided(&world, &call, vec![ids[0]], Decision::Reopen), Ok(1));
        assert_eq!(read(&world, ids[0]).proposal.erase_at, None);
    }
}

#[test]
fn a_list_is_narrowed_by_what_its_address_says_and_hides_drafts() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (first, _) = handed_in(&world, &call, "first@example.org");
        handed_in(&world, &call, "second@example.org");
        begun(&world, &call, "draft@example.org");
        decided(&world, &call, vec![first], Decision::Accept).unwrap();
        let count = |filter: Filter| {
            let (ctx, call) = (world.ctx.clone(), call.clone());
            let listed = outcome(&world, move |tx| {
                let may = gate::of_call(tx, &ctx, call.clone())?;
                decide::list(tx, &may, &filter, 0)
            });
            let listed = listed.unwrap();
            assert_eq!(listed.count, i64::try_from(listed.lines.len()).unwrap());
            listed.count
        };
        let none = Filter::default();
        assert_eq!(count(none.clone()), 2);
        assert_eq!(count(Filter { state: "accepted".into(), ..none.clone() }), 1);
        assert_eq!(count(Filter { search: "SECOND@".into(), ..none.clone() }), 1);
        assert_eq!(count(Filter { search: "sample speaker".into(), ..none.clone() }), 2);
        assert_eq!(count(Filter { language: "zh".into(), ..none.clone() }), 0);
        assert_eq!(count(Filter { topic: "compute".into(), ..none }), 0);
    }
}

#[test]
fn a_hosts_call_is_run_by_its_leads_and_the_organisers_and_nobody_else() {
    for world in worlds() {
        let (own, host) = (a_call(&world, "edition", false), a_call(&world, "host", true));
        let edition = Scope::edition(fixture::id::<Edition>("edition"));
        let theirs = Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"));
        let elsewhere = Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("no"));
        let runs = |who: &Ctx, call: &Call| {
            let (ctx, call) = (who.clone(), call.clone());
            outcome(&world, move |tx| gate::of_call(tx, &ctx, call.clone()).map(drop))
        };
        let refused = Err(Some(Unwilling::Denied(access::Denied::Refused)));
        let lead = acting(&world, "lead@example.org", Some((Role::HostLead, theirs)));
        assert_eq!(runs(&lead, &host), Ok(()));
        assert_eq!(runs(&lead, &own), refused.clone());
        let organiser = acting(&world, "org@example.org", Some((Role::Organiser, edition)));
        assert_eq!([runs(&organiser, &host), runs(&organiser, &own)], [Ok(()), Ok(())]);
        let acts = acting(&world, "acts@example.org", Some((Role::Representative, theirs)));
        assert_eq!(runs(&acts, &host), refused);
        let other = acting(&world, "other@example.org", Some((Role::HostLead, elsewhere)));
        assert_eq!(runs(&other, &host), Err(None));
        assert_eq!(runs(&acting(&world, "x@example.org", None), &host), Err(None));
        assert_eq!(runs(&visitor(&world), &own), Err(None));
    }
}

#[test]
fn a_form_is_designed_and_the_second_of_two_who_design_it_is_told() {
    use crate::calls::form::{Flaw, Move};
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let change = |version: i64, key: &str, sort| {
            let (ctx, id, field) = (world.ctx.clone(), call.id, field(key, sort, false));
            outcome(&world, move |tx| {
                let call = rows::call(tx, id)?.ok_or(Error::Missing)?;
                let may = gate::of_call(tx, &ctx, call)?;
                calls::set_field(tx, &ctx, &may, version, field.clone())
            })
        };
        let version = call.version;
        assert_eq!(change(version, "level", Sort::ShortText), Ok(()));
        assert_eq!(change(version, "late", Sort::ShortText), Err(Some(Unwilling::Changed)));
        let flaw = Err(Some(Unwilling::Form(Flaw::TooFewOffers)));
        assert_eq!(change(version + 1, "pick", Sort::Choice), flaw);
        let (ctx, id) = (world.ctx.clone(), call.id);
        let keys = outcome(&world, move |tx| {
            let call = rows::call(tx, id)?.ok_or(Error::Missing)?;
            let may = gate::of_call(tx, &ctx, call)?;
            let key = "level".parse().unwrap();
            calls::move_field(tx, &ctx, &may, version + 1, (&key, Move::Up))?;
            let call = rows::call(tx, id)?.ok_or(Error::Missing)?;
            let may = gate::of_call(tx, &ctx, call)?;
            calls::remove_field(tx, &ctx, &may, version + 2, &"repo".parse().unwrap())?;
            let call = rows::call(tx, id)?.ok_or(Error::Missing)?;
            Ok(call.body.fields.iter().map(|field| field.key.to_string()).collect::<Vec<_>>())
        });
        assert_eq!(keys.unwrap(), ["level", "slides"]);
    }
}

#[test]
fn what_was_confirmed_and_taken_out_of_the_draft_is_accepted_again_and_may_be_confirmed_again() {
    use crate::calls::verbs::admit::{follow_the_draft, was_taken_out};
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, who) = handed_in(&world, &call, "ada@example.org");
        decided(&world, &call, vec![id], Decision::Accept).unwrap();
        assert!(!was_taken_out(&read(&world, id)), "it never was in it");
        answers(&world, &who, id, true).unwrap();
        let followed = |world: &World| {
            let ctx = world.ctx.clone();
            world.write(move |tx: &mut Tx<'_>| follow_the_draft(tx, &ctx))
        };
        assert_eq!(followed(&world), 0, "its activity is there");
        // A schedule without it comes in.
        furnish(&world);
        assert_eq!(followed(&world), 1);
        let found = read(&world, id);
        assert_eq!((found.proposal.state, found.proposal.activity), (State::Accepted, None));
        assert!(was_taken_out(&found));
        assert_eq!(followed(&world), 0, "once");
        answers(&world, &who, id, true).unwrap();
        assert!(read(&world, id).proposal.activity.is_some());
    }
}
