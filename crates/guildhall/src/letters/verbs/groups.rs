//! Letters to many: written once, sent to each in their language.

use kernel::{Lang, Text, Timestamp};
use store::{Fault, Tx};

use super::outbox::edition_of;
use crate::access::{Can, ManageLetters};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::letters::group::{self, GROUP, GROUP_SORT};
use crate::letters::model::{Audience, GroupLetter, Who};
use crate::letters::readers::{self, Readers, To};
use crate::letters::refusal::Unwilling;
use crate::letters::store as rows;
use crate::letters::verbs::words::fields;
use crate::mail::outbox;
use crate::mail::switches::Leave;
use crate::mail::wording::{Flaw, Wording};
use crate::people::contacts;
use crate::people::profiles;
use crate::people::verbs::accounts;
use crate::programme::model::Programme;
use crate::programme::{draft, release};

/// A letter to many as it is wished for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub audience: Audience,
    /// Templates; one language is enough.
    pub subject: Text,
    pub body: Text,
    /// `None`: as soon as possible.
    pub send_at: Option<Timestamp>,
}

/// What would happen, before it does.
pub struct Preview {
    pub readers: Readers,
    /// One of them, and what they would read.
    pub sample: Option<(To, Wording)>,
}

/// What is wrong with the letter, and beside which field it is said.
fn flaw(wish: &Wish) -> Option<Unwilling> {
    let mut written = false;
    for lang in Lang::ALL {
        let (subject, text) = fields(lang);
        let said = |text: &Text| text.exactly(lang).map(|it| it.value.clone()).unwrap_or_default();
        let (said_subject, said_text) = (said(&wish.subject), said(&wish.body));
        if said_subject.trim().is_empty() && said_text.trim().is_empty() {
            continue;
        }
        written = true;
        if let Some(flaw) = GROUP_SORT.flaw_in_subject(&said_subject) {
            return Some(Unwilling::Flawed(subject, flaw));
        }
        if let Some(flaw) = GROUP_SORT.flaw_in_text(&said_text) {
            return Some(Unwilling::Flawed(text, flaw));
        }
    }
    (!written).then_some(Unwilling::Flawed("subject_zh", Flaw::Empty))
}

fn programme(tx: &mut Tx<'_>, edition: EditionId) -> Result<Programme, Error<Unwilling>> {
    // Those who are in the programme are those of whom the public knows; before that, of the draft.
    let newest = release::newest(tx, edition).unwrap_or_default();
    if let Some(newest) = newest {
        return Ok(newest.programme);
    }
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    Ok(draft::read(tx, found)?)
}

fn meant(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    audience: &Audience,
) -> Result<(Programme, Readers), Error<Unwilling>> {
    let programme = programme(tx, edition)?;
    let Audience { who, part, host } = audience;
    let no_part = part.as_ref().is_some_and(|slug| {
        *who != Who::Programme || !programme.parts.iter().any(|one| one.slug == *slug)
    });
    let no_host = host.as_ref().is_some_and(|slug| {
        *who == Who::Organisers || !programme.hosts.iter().any(|one| one.slug == *slug)
    });
    if no_part || no_host {
        return Err(Error::Refused(Unwilling::NoAudience));
    }
    let readers = readers::of_audience(tx, ctx, &programme, audience)?;
    Ok((programme, readers))
}

/// How many would get it, and what one of them would read.
pub fn preview(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    wish: &Wish,
    base_url: &str,
) -> Result<Preview, Error<Unwilling>> {
    if let Some(flaw) = flaw(wish) {
        return Err(Error::Refused(flaw));
    }
    let (programme, readers) = meant(tx, ctx, can.edition::<Edition>(), &wish.audience)?;
    let edition = &programme.edition;
    let sample = match readers.reached.first() {
        Some(reader) => {
            let contact = match reader.people.first() {
                Some(person) => contacts::of_person(tx, edition.id, *person)?,
                None => None,
            };
            let profile = match reader.people.first() {
                Some(person) => profiles::find(tx, edition.id, *person)?,
                None => None,
            };
            let account = reader.account.map(|id| accounts::find(tx, id)).transpose()?.flatten();
            readers::to(contact.as_ref(), account.as_ref(), profile.as_ref())
        }
        None => None,
    };
    let said = |to: To| {
        let wording = group::written(&wish.subject, &wish.body, (edition, &to), base_url);
        (to, wording)
    };
    Ok(Preview { sample: sample.map(said), readers })
}

/// Orders the letter to everybody who is meant and reached.
pub fn send(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    wish: &Wish,
) -> Result<(usize, Leave), Error<Unwilling>> {
    if let Some(flaw) = flaw(wish) {
        return Err(Error::Refused(flaw));
    }
    let edition: EditionId = can.edition::<Edition>();
    let (_, readers) = meant(tx, ctx, edition, &wish.audience)?;
    if readers.reached.is_empty() {
        return Err(Error::Refused(Unwilling::Nobody));
    }
    let Wish { audience, subject, body, send_at } = wish.clone();
    let now = ctx.now();
    let letter = GroupLetter {
        id: ctx.id(),
        edition: edition.uuid(),
        audience,
        subject,
        body,
        made_at: now,
    };
    rows::insert(tx, &letter, ctx.actor.account())?;
    let batch = letter.id.uuid();
    let orders: Vec<_> = readers
        .reached
        .iter()
        .map(|reader| (reader.account, reader.payload(edition, batch)))
        .collect();
    let at = send_at.unwrap_or(now).max(now);
    let leave = outbox::order_many(tx, ctx, (edition_of(can), GROUP), &orders, at)?;
    let fact = Fact::new("letters.written_to_group", letter.id).within(can.scope());
    let fact = fact.with("who", letter.audience.who.word()).with("letters", orders.len());
    journal::write(tx, ctx, fact)?;
    Ok((orders.len(), leave))
}

/// The last letters to many, with how many each went to.
pub fn lately(tx: &mut Tx<'_>, can: Can<ManageLetters>) -> Result<Vec<(GroupLetter, i64)>, Fault> {
    let all = rows::of_edition(tx, edition_of(can))?;
    all.into_iter()
        .map(|letter| {
            let count = crate::mail::entries::in_batch(tx, letter.id.uuid())?;
            Ok((letter, count))
        })
        .collect()
}
