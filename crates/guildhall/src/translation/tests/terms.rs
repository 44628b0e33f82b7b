use super::*;
use crate::translation::glossary::TermId;
use crate::translation::verbs::terms;

fn add(world: &World, zh: &str, en: &str, note: &str) -> Result<TermId, Option<Unwilling>> {
    let (ctx, said) = (world.ctx.clone(), (zh.to_owned(), en.to_owned(), note.to_owned()));
    outcome(world, move |tx| {
        let may = can(tx, &ctx, edition())?;
        terms::add(tx, &ctx, may, (&said.0, &said.1, &said.2))
    })
}

fn words(world: &World) -> Vec<(String, String)> {
    let ctx = world.ctx.clone();
    let all = outcome(world, move |tx| {
        let may = can(tx, &ctx, edition())?;
        Ok(terms::of_edition(tx, may)?)
    });
    all.unwrap().into_iter().map(|term| (term.zh, term.en)).collect()
}

#[test]
fn terms_are_kept_once_in_both_languages_and_removed() {
    for world in worlds() {
        let id = add(&world, " 算力 ", "compute", "不译作 computing power").unwrap();
        assert_eq!(words(&world), [("算力".to_owned(), "compute".to_owned())]);
        assert_eq!(add(&world, "算力", "power", ""), Err(Some(Unwilling::TermKnown)));
        assert_eq!(add(&world, "具身", " ", ""), Err(Some(Unwilling::NoTerm)));
        assert_eq!(add(&world, "x", &"y".repeat(61), ""), Err(Some(Unwilling::NoTerm)));
        assert_eq!(add(&world, "x", "y", &"z".repeat(301)), Err(Some(Unwilling::NoteLength)));
        let remove = || {
            let ctx = world.ctx.clone();
            outcome(&world, move |tx| {
                let may = can(tx, &ctx, edition())?;
                terms::remove(tx, &ctx, may, id)
            })
        };
        assert_eq!((remove(), remove()), (Ok(()), Err(None)));
        assert_eq!(words(&world), []);
    }
}
