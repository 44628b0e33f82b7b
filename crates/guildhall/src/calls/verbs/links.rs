//! Links from letters, by which somebody proposes without an account.

use std::time::Duration;

use kernel::Lang;
use serde_json::json;
use store::{Fault, Tx};

use super::gate::Proposer;
use crate::access::sessions::Token;
use crate::calls::letters::LINK;
use crate::calls::model::SpeakerId;
use crate::calls::refusal::Unwilling;
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::mail::outbox;
use crate::people::account::Email;

/// Longer than any call and its decisions take; a lost link is asked for again.
pub const LIFE: Duration = Duration::from_secs(180 * 24 * 3600);
/// So many letters an hour to one address: a stranger's form must not fill a mailbox.
pub const LETTERS_MAX: i64 = 6;
const LETTERS_WITHIN: Duration = Duration::from_secs(60 * 60);

/// Makes a link for the letter that is being written; its token is nowhere else.
pub fn make(tx: &mut Tx<'_>, ctx: &Ctx, edition: EditionId, email: &str) -> Result<Token, Fault> {
    let (token, now) = (Token::new(ctx.secret()), ctx.now());
    rows::insert_link(tx, token.hash(), (edition, email), (now, now + LIFE))?;
    Ok(token)
}

/// True when the address has had as many letters lately as it may.
pub fn had_enough(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    email: &str,
) -> Result<bool, Fault> {
    let since = ctx.now() - LETTERS_WITHIN;
    Ok(rows::links_since(tx, (edition, email), since)? >= LETTERS_MAX)
}

/// Whom a link speaks for. It works until it is too old: a proposal is come back to.
pub fn follow(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    token: &Token,
) -> Result<Proposer, Error<Unwilling>> {
    let (of, email, expires_at) = rows::link(tx, token.hash())?.ok_or(Error::Missing)?;
    if of != edition {
        return Err(Error::Missing);
    }
    if expires_at <= ctx.now() {
        return Err(Error::Refused(Unwilling::LinkDead));
    }
    let email: Email = email.parse().map_err(|_| Error::Missing)?;
    Ok(Proposer::proved(edition, email))
}

/// Orders the letter with a link to everything that its reader proposes. An address that proposes
/// nothing gets none, and is answered as others are.
pub fn ask_again(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    email: &Email,
    lang: Lang,
) -> Result<(), Fault> {
    let Some(id) = rows::by_email(tx, edition, email.as_str())?.first().copied() else {
        return Ok(());
    };
    let speakers = rows::speakers_of(tx, id)?;
    let Some(speaker) = speakers.iter().find(|one| one.email == email.as_str()) else {
        return Ok(());
    };
    order(tx, ctx, speaker.id, lang)
}

pub(super) fn order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    speaker: SpeakerId,
    lang: Lang,
) -> Result<(), Fault> {
    let payload = json!({ "speaker": speaker, "lang": lang.code() });
    outbox::order(tx, ctx, LINK, None, &payload).map(drop)
}
