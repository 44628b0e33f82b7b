use kernel::Interval;

use super::*;
use crate::mail::bounces;
use crate::mail::switches::{self, Leave};
use crate::programme::model::ActivityState;

fn calendar(written: &Written, at: usize) -> String {
    String::from_utf8(written.enclosed[at].bytes.clone()).unwrap().replace("\r\n ", "")
}

#[test]
fn a_release_tells_exactly_those_whose_things_changed_each_once_in_their_language() {
    for world in worlds() {
        // Two people of the programme, one of them under two names at one mailbox, and a lead.
        reached(&world, 0, "zero@example.org", Lang::En);
        reached(&world, 1, "one@example.org", Lang::Zh);
        reached(&world, 2, "zero@example.org", Lang::En);
        account(&world, "lead@example.org", Some((Role::HostLead, host())));
        let (_, first) = released(&world, fixture::programme(6));
        assert_eq!(first, 3, "everything is new");
        assert_eq!(sent(&world).len(), 3);

        // The first activity moves, which is person 0's; texts of the others change.
        let mut draft = fixture::programme(6);
        let place = draft.activities[0].placement.as_mut().unwrap();
        let start = place.interval.start().plus_minutes(5);
        place.interval = Interval::new(start, place.interval.end().plus_minutes(5)).unwrap();
        let mover = draft.activities[0].people[0].person;
        assert_eq!(mover, draft.people[0].id);
        draft.activities[3].summary = Text::zh_en("改了", "Other words");
        draft.activities.iter_mut().for_each(|one| one.hosts.clear());
        let hosted = draft.activities[0].hosts.is_empty();
        assert!(hosted);
        let (second, letters) = released(&world, draft);
        let sent = sent(&world);
        let to: Vec<&str> = sent.iter().map(|one| one.letter.to.as_str()).collect();
        // The lead hears that the host's activities are others' now, person 1 of nothing.
        assert_eq!((to.clone(), letters), (vec!["lead@example.org", "zero@example.org"], 2));
        let letter = &sent[1];
        assert_eq!(letter.letter.subject, "Sample Conference: your activities have changed");
        assert!(letter.letter.text.contains("Another time or place"), "{}", letter.letter.text);
        assert!(letter.letter.text.contains("(was Fri 21 Feb"), "{}", letter.letter.text);
        assert_eq!(letter.enclosed.len(), 1);
        assert_eq!(letter.enclosed[0].content_type, "text/calendar; charset=utf-8; method=REQUEST");
        let calendar = calendar(letter, 0);
        let id = fixture::programme(6).activities[0].id;
        assert!(calendar.contains("METHOD:REQUEST\r\n"), "{calendar}");
        assert!(calendar.contains(&format!("UID:{id}@guildhall\r\n")), "{calendar}");
        assert!(calendar.contains(&format!("SEQUENCE:{}\r\n", second.number)), "{calendar}");
        assert!(calendar.contains("mailto:zero@example.org\r\n"), "{calendar}");
        assert!(calendar.contains("ORGANIZER;CN=\"Guildhall\":mailto:hall@example.org\r\n"));
    }
}

#[test]
fn what_is_cancelled_is_taken_out_of_the_calendar_and_who_left_hears_of_it() {
    for world in worlds() {
        reached(&world, 0, "zero@example.org", Lang::Zh);
        reached(&world, 1, "one@example.org", Lang::En);
        released(&world, fixture::programme(6));
        sent(&world);
        let mut draft = fixture::programme(6);
        draft.activities[0].state = ActivityState::Cancelled;
        let one = draft.people[1].id;
        for activity in &mut draft.activities {
            activity.people.retain(|involved| involved.person != one);
        }
        released(&world, draft);
        let sent = sent(&world);
        let zero = sent.iter().find(|one| one.letter.to == "zero@example.org").unwrap();
        assert!(zero.letter.text.contains("已取消"), "{}", zero.letter.text);
        let cancel = calendar(zero, 0);
        assert!(cancel.contains("METHOD:CANCEL\r\n"), "{cancel}");
        assert!(cancel.contains("STATUS:CANCELLED\r\n"), "{cancel}");
        let one = sent.iter().find(|one| one.letter.to == "one@example.org").unwrap();
        assert!(one.letter.text.contains("You take part no more"), "{}", one.letter.text);
        assert!(one.enclosed.iter().all(|file| file.content_type.ends_with("method=CANCEL")));
    }
}

#[test]
fn a_release_is_told_once_and_waits_for_a_yes_where_one_is_asked_for() {
    for world in worlds() {
        reached(&world, 0, "zero@example.org", Lang::Zh);
        reached(&world, 1, "gone@example.org", Lang::Zh);
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), store::Fault> {
            bounces::note(tx, &ctx, "gone@example.org", "moved away", None)?;
            let key = (edition_id().uuid(), crate::letters::changed::CHANGED);
            switches::set(tx, &ctx, key, Leave::Approved).map(drop)
        });
        let (release, letters) = released(&world, fixture::programme(6));
        assert_eq!(letters, 1, "no letter goes to an address that bounces");
        assert_eq!(sent(&world), []);
        let ctx = organiser(&world);
        let told = outcome(&world, move |tx| {
            let can = may(tx, &ctx, edition())?;
            let Release { id, number, released_at, .. } = release.clone();
            let head = crate::letters::verbs::releases::Head { id, number, released_at };
            crate::letters::verbs::releases::tell(tx, &ctx, can, &head)
        });
        assert_eq!(told, Err(Some(Unwilling::Told)));
        let ctx = organiser(&world);
        let approved = outcome(&world, move |tx| {
            let can = manages(tx, &ctx)?;
            crate::letters::verbs::outbox::act_on_waiting(
                tx,
                &ctx,
                can,
                crate::letters::verbs::outbox::Act::Approve,
            )
        });
        assert_eq!(approved, Ok(1));
        assert_eq!(sent(&world)[0].letter.to, "zero@example.org");
    }
}

#[test]
fn a_letter_goes_to_the_address_that_is_right_when_it_is_written() {
    for world in worlds() {
        reached(&world, 0, "wrong@example.org", Lang::En);
        released(&world, fixture::programme(6));
        let (ctx, person) = (world.ctx.clone(), fixture::programme(6).people[0].id);
        world.write(move |tx| {
            let right = email("right@example.org");
            contacts::note(tx, &ctx, (edition_id(), person), (&right, Lang::En), 1)
        });
        assert_eq!(sent(&world)[0].letter.to, "right@example.org");
    }
}
