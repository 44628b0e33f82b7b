//! An edition's own words for a kind of letter.

use kernel::{Lang, Uuid};
use store::{Fault, Tx};

use super::outbox::edition_of;
use crate::access::{Can, ManageLetters};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::letters::refusal::Unwilling;
use crate::letters::sorts::sort_of;
use crate::mail::wording::{self, Sort, Wording};

/// What letters of a kind say in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub lang: Lang,
    pub wording: Wording,
    /// 0: the house's words.
    pub version: i64,
}

/// What letters of a kind say, in both languages.
pub fn of_kind(tx: &mut Tx<'_>, can: Can<ManageLetters>, sort: &Sort) -> Result<[Said; 2], Fault> {
    in_both(tx, edition_of(can), sort)
}

fn in_both(tx: &mut Tx<'_>, edition: Uuid, sort: &Sort) -> Result<[Said; 2], Fault> {
    let own = wording::own(tx, edition, sort.kind)?;
    Ok(Lang::ALL.map(|lang| match own.iter().find(|one| one.lang == lang.code()) {
        Some(own) => {
            let wording = Wording { subject: own.subject.clone(), text: own.body.clone() };
            Said { lang, wording, version: own.version }
        }
        None => Said { lang, wording: (sort.house)(lang), version: 0 },
    }))
}

/// The fields of a form in which a template of that language stands.
pub const fn fields(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("subject_zh", "text_zh"),
        Lang::En => ("subject_en", "text_en"),
    }
}

/// What is wrong with a template, and beside which field it is said.
pub fn flaw(sort: &Sort, lang: Lang, wording: &Wording) -> Option<Unwilling> {
    let (subject, text) = fields(lang);
    let in_subject = sort.flaw_in_subject(&wording.subject);
    let in_subject = in_subject.map(|flaw| Unwilling::Flawed(subject, flaw));
    in_subject
        .or_else(|| sort.flaw_in_text(&wording.text).map(|flaw| Unwilling::Flawed(text, flaw)))
}

/// Sets what letters of a kind say. Words that are the house's are not kept.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    kind: &str,
    wishes: &[Said],
) -> Result<(), Error<Unwilling>> {
    let sort = sort_of(kind).ok_or(Error::Refused(Unwilling::NoWords))?;
    if let Some(flaw) = wishes.iter().find_map(|wish| flaw(sort, wish.lang, &wish.wording)) {
        return Err(Error::Refused(flaw));
    }
    let edition = edition_of(can);
    let now = in_both(tx, edition, sort)?;
    for wish in wishes {
        if now.iter().any(|said| said.lang == wish.lang && said.wording == wish.wording) {
            continue;
        }
        let key = (edition, kind, wish.lang);
        let house = (sort.house)(wish.lang) == wish.wording;
        let done = match (house, wish.version) {
            (true, 0) => true,
            (true, version) => wording::reset(tx, key, version)?,
            (false, version) => wording::set(tx, ctx, key, &wish.wording, version)?,
        };
        if !done {
            return Err(Error::Refused(Unwilling::Overtaken));
        }
        tell(tx, ctx, can, "letters.worded", (kind, wish.lang))?;
    }
    Ok(())
}

/// Back to the house's words, in both languages.
pub fn reset(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    kind: &str,
) -> Result<(), Error<Unwilling>> {
    let sort = sort_of(kind).ok_or(Error::Refused(Unwilling::NoWords))?;
    let edition = edition_of(can);
    for said in in_both(tx, edition, sort)? {
        if said.version > 0 && wording::reset(tx, (edition, kind, said.lang), said.version)? {
            tell(tx, ctx, can, "letters.reset", (kind, said.lang))?;
        }
    }
    Ok(())
}

fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    fact: &'static str,
    (kind, lang): (&str, Lang),
) -> Result<(), Fault> {
    let fact = Fact::new(fact, can.edition::<Edition>()).within(can.scope());
    journal::write(tx, ctx, fact.with("kind", kind).with("lang", lang.code())).map(drop)
}
