use super::*;
use crate::calls::verbs::{files, sweep};

#[test]
fn somebody_without_an_account_proposes_by_a_link_and_hands_in_once_it_is_whole() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, _, who) = begun(&world, &call, "ada@example.org");
        let half = Typed { profile: Profile::default(), ..typed("Half") };
        let missing = vec![("speaker.name".to_owned(), Problem::Missing)];
        let kept = save(&world, &who, (id, 1), (half, Act::Submit));
        assert_eq!(kept, Ok(Kept::Incomplete(missing)));
        // What was typed is kept as a draft.
        let found = read(&world, id).proposal;
        assert_eq!(
            (found.state, found.sheet.one("title"), found.version),
            (State::Draft, "Half", 2)
        );
        let kept = save(&world, &who, (id, 2), (typed("Whole"), Act::Submit));
        assert_eq!(kept, Ok(Kept::Submitted));
        let found = read(&world, id).proposal;
        assert_eq!((found.state, found.erase_at), (State::Submitted, None));
        // Pressed twice: it is so already, and nobody is told again.
        assert_eq!(save(&world, &who, (id, 2), (typed("Whole"), Act::Submit)), Ok(Kept::Submitted));
        let told = world.told();
        assert_eq!(told.iter().filter(|kind| *kind == "calls.submitted").count(), 1);
        // What is handed in stays whole.
        let broken = Typed { profile: Profile::default(), ..typed("Broken") };
        let refused = save(&world, &who, (id, 3), (broken, Act::Save));
        assert!(matches!(refused, Err(Some(Unwilling::Incomplete(_)))), "{refused:?}");
        assert_eq!(read(&world, id).proposal.sheet.one("title"), "Whole");
    }
}

#[test]
fn of_two_who_edit_the_second_is_told() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, _, who) = begun(&world, &call, "ada@example.org");
        assert_eq!(save(&world, &who, (id, 1), (typed("First"), Act::Save)), Ok(Kept::Saved));
        let second = save(&world, &who, (id, 1), (typed("Second"), Act::Save));
        assert_eq!(second, Err(Some(Unwilling::Changed)));
        assert_eq!(read(&world, id).proposal.sheet.one("title"), "First");
        assert_eq!(save(&world, &who, (id, 2), (typed("Second"), Act::Save)), Ok(Kept::Saved));
    }
}

#[test]
fn what_comes_too_late_or_too_early_or_twice_is_refused() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (first, who) = handed_in(&world, &call, "ada@example.org");
        let (again, _, _) = begun(&world, &call, "ada@example.org");
        assert_ne!(first, again);
        // Somebody who begins and goes away takes the same draft up again.
        assert_eq!(begun(&world, &call, "ada@example.org").0, again);
        let twice = typed("Talk of ada@example.org");
        let kept = save(&world, &who, (again, 1), (twice, Act::Submit));
        let problem = vec![("title".to_owned(), Problem::Twice)];
        assert_eq!(kept, Ok(Kept::Incomplete(problem)));
        world.pass(Duration::from_secs(7 * 24 * 3600));
        let late = save(&world, &who, (again, 2), (typed("Late"), Act::Submit));
        assert_eq!(late, Err(Some(Unwilling::Over)));
        let (ctx, late) = (visitor(&world), call.clone());
        let begins = outcome(&world, move |tx| {
            proposals::begin(tx, &ctx, &late, (&email("eve@example.org"), Lang::En), "")
        });
        assert_eq!(begins, Err(Some(Unwilling::Over)));
    }
}

#[test]
fn a_code_keeps_strangers_out() {
    for world in worlds() {
        let call = Call { access_code: "open sesame".into(), ..a_call(&world, "closed", false) };
        let begins = |code: &'static str| {
            let (ctx, call) = (visitor(&world), call.clone());
            outcome(&world, move |tx| {
                proposals::begin(tx, &ctx, &call, (&email("ada@example.org"), Lang::En), code)
            })
        };
        assert_eq!(begins("sesame"), Err(Some(Unwilling::WrongCode)));
        assert!(begins(" open sesame ").is_ok());
    }
}

#[test]
fn files_are_few_small_and_of_known_sorts() {
    use crate::calls::refusal::FileFlaw;
    use files::Sent;
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, _, who) = begun(&world, &call, "ada@example.org");
        let with = |name: &str, content: Option<Vec<u8>>| {
            let field = "slides".parse().unwrap();
            let files = vec![Sent { field, name: name.into(), content }];
            Typed { files, ..typed("With a file") }
        };
        let refused = |flaw| Err(Some(Unwilling::File("f.slides".into(), flaw)));
        let mut version = 1;
        let mut send = |typed| {
            let kept = save(&world, &who, (id, version), (typed, Act::Save));
            version += i64::from(kept.is_ok());
            kept
        };
        assert_eq!(send(with("a.pdf", None)), refused(FileFlaw::TooLarge));
        assert_eq!(send(with("a.pdf", Some(b"<html>".to_vec()))), refused(FileFlaw::NoSort));
        for at in 0..3 {
            assert_eq!(send(with(&format!("{at}.pdf"), Some(b"%PDF-1".to_vec()))), Ok(Kept::Saved));
        }
        assert_eq!(send(with("4.pdf", Some(b"%PDF-1".to_vec()))), refused(FileFlaw::TooManyFiles));
        let there = read(&world, id).files;
        assert_eq!(there.len(), 3);
        let (ctx, mine, file) = (visitor(&world), who.clone(), there[0].id);
        let _ = ctx;
        let content = outcome(&world, move |tx| files::of_proposer(tx, &mine, id, file));
        assert_eq!(content.unwrap().1, b"%PDF-1");
        let without = Typed { remove: vec![file], ..typed("With a file") };
        assert_eq!(send(without), Ok(Kept::Saved));
        assert_eq!(read(&world, id).files.len(), 2);
        // Nobody else gets at it.
        let (_, _, other) = begun(&world, &call, "eve@example.org");
        let left = there[1].id;
        let stolen = outcome(&world, move |tx| files::of_proposer(tx, &other, id, left));
        assert_eq!(stolen, Err(None));
    }
}

#[test]
fn a_link_speaks_for_one_address_in_one_edition_until_it_is_too_old() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, token, _) = begun(&world, &call, "ada@example.org");
        let (other, ..) = begun(&world, &call, "eve@example.org");
        let follow = |token: Token, edition| {
            let ctx = visitor(&world);
            outcome(&world, move |tx| links::follow(tx, &ctx, edition, &token))
        };
        let who = follow(token.clone(), call.edition).unwrap();
        assert_eq!(who.email().as_str(), "ada@example.org");
        assert!(follow(token.clone(), fixture::id("another")).is_err());
        assert!(follow(Token::new([9; 32]), call.edition).is_err());
        let theirs = outcome(&world, move |tx| proposals::one_of(tx, &who, other).map(drop));
        assert_eq!(theirs, Err(None));
        world.pass(links::LIFE);
        let old = follow(token, call.edition).map(drop);
        assert_eq!(old, Err(Some(Unwilling::LinkDead)));
        let ctx = world.ctx.clone();
        // The drafts were never handed in: they are gone, and so are the links.
        world.write(move |tx| sweep(tx, &ctx));
        assert_eq!(outcome(&world, move |tx| dossier(tx, id).map(drop)), Err(None));
    }
}

#[test]
fn what_was_declined_is_forgotten_in_time() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, _) = handed_in(&world, &call, "ada@example.org");
        assert_eq!(decided(&world, &call, vec![id], Decision::Decline), Ok(1));
        let ctx = world.ctx.clone();
        world.write(move |tx| sweep(tx, &ctx));
        assert_eq!(read(&world, id).speakers[0].email, "ada@example.org");
        world.pass(Duration::from_secs(91 * 24 * 3600));
        let ctx = world.ctx.clone();
        world.write(move |tx| sweep(tx, &ctx));
        let left = read(&world, id);
        assert_eq!((left.speakers[0].email.as_str(), left.proposal.state), ("", State::Declined));
        assert!(left.proposal.sheet.is_empty());
        let again = decided(&world, &call, vec![id], Decision::Accept);
        assert_eq!(again, Err(Some(Unwilling::Erased)));
    }
}
