use super::*;
use crate::calls::verbs::import::{self, Brought};

fn bring(world: &World, call: &Call, text: &'static str) -> Result<Brought, Option<Unwilling>> {
    let (ctx, call) = (world.ctx.clone(), call.clone());
    let read = formats::proposals::read(text.as_bytes()).unwrap();
    outcome(world, move |tx| {
        let may = gate::of_call(tx, &ctx, call.clone())?;
        import::bring(tx, &ctx, &may, &read)
    })
}

const TABLE: &str = "code,title,type,minutes,language,state,speakers,emails,repo,colour\n\
                     1,Rust in space,talk,20,en,accepted,Sample One;Sample Two,one@example.org,https://example.org/a,red\n\
                     2,算力,,35,,waiting,样例,,,\n";

#[test]
fn an_import_brings_what_the_file_says_once_and_writes_to_nobody() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        assert_eq!(bring(&world, &call, TABLE), Ok(Brought { added: 2, known: 0 }));
        assert_eq!(bring(&world, &call, TABLE), Ok(Brought { added: 0, known: 2 }));
        let id = call.id;
        let all = world.read(move |tx| rows::proposals_of(tx, id));
        assert_eq!((all[0].state, all[1].state), (State::Accepted, State::Waiting));
        assert_eq!(all[1].waiting_rank, Some(1));
        assert_eq!(all[0].sheet.one("f.repo"), "https://example.org/a");
        assert_eq!(all[0].sheet.one("note"), "colour: red");
        assert_eq!((all[0].sheet.one("minutes"), all[1].sheet.one("minutes")), ("20", ""));
        assert_eq!(all[1].sheet.written().as_str(), "zh");
        let speakers = read(&world, all[0].id).speakers;
        assert_eq!(speakers[0].email, "one@example.org");
        assert_eq!(speakers[1].profile.name, "Sample Two");
        let letters: i64 = world.read(|tx| tx.one(LETTERS, ()));
        assert_eq!(letters, 0);
        // The next proposal is numbered after them.
        let (next, ..) = begun(&world, &call, "new@example.org");
        assert_eq!(read(&world, next).proposal.number, 3);
    }
}

#[test]
fn a_file_with_one_title_too_long_brings_nothing() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let long = format!("code,title\n1,Fine\n2,{}\n", "a".repeat(151));
        let refused = bring(&world, &call, long.leak());
        let Err(Some(Unwilling::Unread(why))) = refused else { panic!("{refused:?}") };
        assert!(why.starts_with("line 3, column 1: "), "{why}");
        let id = call.id;
        assert_eq!(world.read(move |tx| rows::proposals_of(tx, id)).len(), 0);
    }
}

store::statements! {
    LETTERS = "select count(*) from outbox";
}
