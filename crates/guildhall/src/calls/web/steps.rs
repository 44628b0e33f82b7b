//! What else is done with one's own proposal than filling it in: withdrawn, answered, spoken in.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use store::Tx;

use super::mine::{Named, Shown, form, profile_of, proposer, said, to_sign_in};
use super::sending::Sent;
use super::{Answer, beside, handed_over};
use crate::calls::model::{FileId, ProposalId, SpeakerId};
use crate::calls::refusal::Unwilling;
use crate::calls::sheet::Sheet;
use crate::calls::verbs::speakers::{self, Answer as Says};
use crate::calls::verbs::{decide, files, proposals};
use crate::desk::answer::{nowhere, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::error::Error;
use crate::people::account::Email;

/// Withdraws, or answers what was decided.
pub async fn step(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id)): Named,
    sent: Sent,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    let version = sent.one("version").parse().unwrap_or(0);
    let act = sent.one("act").to_owned();
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), key.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<&'static str, Error<Unwilling>> {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        // Whose it is not, is told nothing, whatever they ask.
        proposals::one_of(tx, &who, id)?;
        match act.as_str() {
            "confirm" => decide::confirm(tx, &ctx, &who, id).map(|()| "confirmed"),
            "refuse" => decide::refuse(tx, &ctx, &who, id).map(|()| "refused"),
            "withdraw" => proposals::withdraw(tx, &ctx, &who, (id, version)).map(|()| "withdrawn"),
            _ => Err(Error::Refused(Unwilling::NothingChosen)),
        }
    });
    match done.await {
        // A draft is gone: the list is what is left.
        Ok("withdrawn") => see_other(&visit.to(&format!("/{edition}/proposals/{key}"))),
        Ok(done) => see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done={done}"))),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn invite(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id)): Named,
    sent: Sent,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    let (email, name) = (sent.one("email").parse::<Email>(), sent.one("name").to_owned());
    let (ctx, named, lang) = (visit.ctx.clone(), (edition.clone(), key.clone()), visit.lang);
    let called = name.clone();
    let invited = desk.db.write(move |tx: &mut Tx<'_>| {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        let email = email.as_ref().map_err(|_| Error::Refused(Unwilling::NoAddress))?;
        speakers::invite(tx, &ctx, &who, id, (email, &called, lang))
    });
    match invited.await {
        Ok(_) => {
            see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done=invited#speakers")))
        }
        Err(Error::Refused(refusal)) if refusal.field() == "email" => {
            let (status, (_, wrong)) = beside(&visit, &refusal);
            let email = Held { value: sent.one("email").to_owned(), wrong };
            let shown = Shown { status, email, name: Held::of(&name), ..Shown::default() };
            form(&desk, &visit, (edition, key, id), shown).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn remove_speaker(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id, speaker)): Path<(String, String, String, String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let (Ok(id), Ok(speaker)) = (id.parse::<ProposalId>(), speaker.parse::<SpeakerId>()) else {
        return nowhere();
    };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), key.clone()));
    let removed = desk.db.write(move |tx: &mut Tx<'_>| {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        speakers::remove(tx, &ctx, &who, id, speaker)
    });
    match removed.await {
        Ok(()) => {
            see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done=removed#speakers")))
        }
        Err(error) => unwilling(&visit, &error),
    }
}

/// A co-speaker says yes or no.
pub async fn take_part(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id)): Named,
    sent: Sent,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    let profile = profile_of(&sent);
    let says = if sent.one("act") == "decline" { Says::Decline } else { Says::Confirm };
    let (ctx, named, given) = (visit.ctx.clone(), (edition.clone(), key.clone()), profile.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        speakers::answer(tx, &ctx, &who, id, (says, &given))
    });
    let done = done.await;
    match (done, says) {
        (Ok(()), Says::Confirm) => {
            see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done=part")))
        }
        (Ok(()), Says::Decline) => {
            see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done=no-part")))
        }
        (Err(Error::Refused(Unwilling::Incomplete(problems))), _) => {
            let shown = Shown {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                typed: Some((Sheet::default(), profile)),
                problems: said(&visit, &problems),
                ..Shown::default()
            };
            form(&desk, &visit, (edition, key, id), shown).await
        }
        (Err(error), _) => unwilling(&visit, &error),
    }
}

pub async fn file(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id, file)): Path<(String, String, String, String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let (Ok(id), Ok(file)) = (id.parse::<ProposalId>(), file.parse::<FileId>()) else {
        return nowhere();
    };
    let (ctx, named) = (visit.ctx.clone(), (edition, key));
    let read = desk.db.read(move |tx: &mut Tx<'_>| {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        files::of_proposer(tx, &who, id, file)
    });
    match read.await {
        Ok((file, content)) => handed_over(&file, content),
        Err(error) => unwilling(&visit, &error),
    }
}
