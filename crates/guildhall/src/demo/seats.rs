//! The demo's seats: samples, all of them. The sample visitor and the sample speaker have passes; one
//! session is full, and somebody waits for it.

use kernel::Slug;
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, AccountId, Can, Scope, SellPasses};
use crate::admissions::model::AdmissionId;
use crate::admissions::refusal::Unwilling as PassRefusal;
use crate::admissions::seats::follow;
use crate::admissions::seats::holders;
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::verbs::{self, Asked};
use crate::admissions::verbs::orders::{self, PassWish};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::people::contacts;
use crate::words::Words;

/// What the samples book.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatsFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    own: Vec<Slug>,
    waits: Slug,
    crowd: usize,
    some: Vec<SomeEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SomeEntry {
    activity: Slug,
    seats: usize,
}

pub fn file() -> Result<SeatsFile, DemoError> {
    files::parse("seats.toml", files::SEATS)
}

/// The sort of pass that the samples have.
const CATEGORY: &str = "visitor";

/// Makes the samples, unless somebody has a pass already: what was booked stays.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, slug): (EditionId, &str),
    file: &SeatsFile,
) -> Result<(), Error<Unwilling>> {
    follow::newest::<Unwilling>(tx, ctx, edition)?;
    let may = access::require::<SellPasses>(tx, ctx, Scope::edition(edition));
    let may = may.map_err(|no| no.map(Unwilling::from))?;
    let mut own = Vec::new();
    for mailbox in ["visitor", "speaker"] {
        let email = format!("{mailbox}@{slug}.example");
        let Some(account) = contacts::accounts(tx, &[&email])?.into_iter().next() else {
            return Ok(());
        };
        if !holders::of(tx, edition, &key(account.id))?.passes().is_empty() {
            return Ok(());
        }
        let pass = passes(tx, ctx, may, &[account.called().to_owned()])?;
        holders::bind(tx, (edition, pass[0]), account.id, ctx.now())?;
        own.extend(pass);
    }
    let most = file.some.iter().map(|one| one.seats).chain([file.crowd]).max().unwrap_or(0);
    let names: Vec<String> = (1..=most).map(name_of).collect();
    let crowd = passes(tx, ctx, may, &names)?;
    let mut book = |activity: &Slug, passes: &[AdmissionId]| {
        let holder = holders::any(tx, may, passes)?;
        for pair in passes.chunks(2) {
            let activity = activity.to_string();
            let asked = Asked { edition, activity, passes: pair.to_vec() };
            match verbs::book(tx, ctx, &holder, &asked) {
                // The programme may have moved on since the samples were written.
                Ok(_) | Err(Error::Refused(_) | Error::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    };
    for activity in &file.own {
        book(activity, &own[..1])?;
    }
    book(&file.waits, &crowd[..file.crowd])?;
    for one in &file.some {
        book(&one.activity, &crowd[..one.seats])?;
    }
    let holder = holders::any(tx, may, &own[..1])?;
    let asked = Asked { edition, activity: file.waits.to_string(), passes: own[..1].to_vec() };
    match verbs::wait(tx, ctx, &holder, &asked) {
        Ok(_) | Err(Error::Refused(_) | Error::Missing) => Ok(()),
        Err(error) => Err(error),
    }
}

const fn key(account: AccountId) -> holders::Key {
    holders::Key { account: Some(account), link: None }
}

fn name_of(number: usize) -> String {
    let sample = kernel::Lang::ALL.map(|lang| Words::of(lang).shell_sample());
    format!("{} {number}", sample.join(" / "))
}

/// Passes of the samples' sort, one a name.
pub fn passes(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: Can<SellPasses>,
    names: &[String],
) -> Result<Vec<AdmissionId>, Error<Unwilling>> {
    let mut made = Vec::with_capacity(names.len());
    for part in names.chunks(orders::PASSES_MAX) {
        let pass = |holder: &String| PassWish {
            category: CATEGORY.to_owned(),
            holder: holder.clone(),
            document: None,
            guardian: None,
        };
        let wish = orders::Wish { passes: part.iter().map(pass).collect(), code: None };
        let placed = orders::place(tx, ctx, may, &wish).map_err(|error| match error {
            Error::Refused(PassRefusal::Denied(denied)) => Error::Refused(denied.into()),
            Error::Refused(_) | Error::Missing => Error::Refused(Unwilling::NoPass),
            Error::Fault(fault) => Error::Fault(fault),
        })?;
        made.extend(placed.admissions.into_iter().map(|one| one.id));
    }
    Ok(made)
}
