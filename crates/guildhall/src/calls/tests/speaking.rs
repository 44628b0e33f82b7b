use super::*;
use crate::calls::model::SpeakerState;
use crate::calls::verbs::speakers::{self, Answer};

fn named(
    world: &World,
    who: &Proposer,
    id: ProposalId,
    address: &str,
) -> Result<(), Option<Unwilling>> {
    let (ctx, who, address) = (visitor(world), who.clone(), email(address));
    outcome(world, move |tx| {
        speakers::invite(tx, &ctx, &who, id, (&address, "Sample Two", Lang::En)).map(drop)
    })
}

fn proposer(world: &World, call: &Call, address: &str) -> Proposer {
    let (ctx, edition, address) = (visitor(world), call.edition, email(address));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let token = links::make(tx, &ctx, edition, address.as_str())?;
        links::follow(tx, &ctx, edition, &token)
    })
}

#[test]
fn a_co_speaker_is_in_once_they_say_so_and_changes_nothing_but_themselves() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, who) = handed_in(&world, &call, "ada@example.org");
        assert_eq!(named(&world, &who, id, "two@example.org"), Ok(()));
        assert_eq!(named(&world, &who, id, "two@example.org"), Err(Some(Unwilling::Named)));
        let many = Err(Some(Unwilling::TooManySpeakers));
        assert_eq!(named(&world, &who, id, "three@example.org"), many);
        let two = proposer(&world, &call, "two@example.org");
        let changed = save(&world, &two, (id, 2), (typed("Mine now"), Act::Save));
        assert_eq!(changed, Err(None));
        let answer = |says, name: &str| {
            let (ctx, two) = (visitor(&world), two.clone());
            let profile = Profile { name: name.into(), ..Profile::default() };
            outcome(&world, move |tx| speakers::answer(tx, &ctx, &two, id, (says, &profile)))
        };
        assert!(matches!(answer(Answer::Confirm, ""), Err(Some(Unwilling::Incomplete(_)))));
        assert_eq!(answer(Answer::Confirm, "Sample Two"), Ok(()));
        let found = read(&world, id);
        assert_eq!(found.speakers[1].state, SpeakerState::Confirmed);
        assert_eq!(answer(Answer::Decline, ""), Ok(()));
        assert_eq!(read(&world, id).speakers[1].state, SpeakerState::Declined);
        // A place is free again.
        assert_eq!(named(&world, &who, id, "three@example.org"), Ok(()));
    }
}
