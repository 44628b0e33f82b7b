//! The page behind an invitation's link.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use kernel::{Id, Slug, Text};
use store::Tx;

use super::{Answer, home};
use crate::access::sessions::Token;
use crate::desk::answer::{nowhere, page, see_other, unwilling, with};
use crate::desk::{Desk, Visit};
use crate::error::{Error, Refusal as _};
use crate::hosting::model::Invitation;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::invitations;
use crate::hosts::model::Host;
use crate::people::letters::role_words;
use crate::people::verbs::Here;
use crate::shell::Frame;
use crate::{editions, hosts};

/// What an invitation invites to.
struct Inviting {
    edition: String,
    host: String,
    role: &'static str,
    email: String,
    until: String,
}

#[derive(Template)]
#[template(path = "hosting/pages/invitation.html")]
struct InvitationPage<'v> {
    frame: Frame<'v>,
    inviting: Option<Inviting>,
    /// Why it cannot be followed; empty when it can.
    why: String,
    sign_in: String,
}

struct Found {
    made: Invitation,
    edition: (Slug, Text),
    host: Host,
}

fn place(tx: &mut Tx<'_>, made: Invitation) -> Result<Found, Error<Unwilling>> {
    let edition = editions::verbs::by_id(tx, Id::from_uuid(made.edition))?;
    let edition = edition.ok_or(Error::Missing)?;
    let hosts = hosts::verbs::of_edition(tx, edition.id)?;
    let host = hosts.into_iter().find(|host| host.id == made.host).ok_or(Error::Missing)?;
    Ok(Found { made, edition: (edition.slug, edition.name), host })
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
) -> Answer {
    let Some(token) = Token::read(&token) else { return nowhere() };
    let ctx = visit.ctx.clone();
    let found = desk.db.read(move |tx: &mut Tx<'_>| {
        let made = invitations::look(tx, &ctx, &token)?;
        place(tx, made)
    });
    shown(&visit, found.await)
}

fn shown(visit: &Visit, found: Result<Found, Error<Unwilling>>) -> Answer {
    let words = visit.words;
    let (status, inviting, why) = match found {
        Ok(Found { made, edition: (_, edition), host }) => {
            let inviting = Inviting {
                edition: edition.get(visit.lang).to_owned(),
                host: host.name.get(visit.lang).to_owned(),
                role: role_words(words, made.role),
                until: visit.day(made.expires_at),
                email: made.email,
            };
            (StatusCode::OK, Some(inviting), String::new())
        }
        Err(Error::Refused(refusal)) => (refusal.status(), None, refusal.words(words)),
        Err(error) => return unwilling(visit, &error),
    };
    let title = match inviting {
        Some(_) => words.hosting_invitation_title(),
        None => words.hosting_invitation_dead_title(),
    };
    let (frame, sign_in) = (visit.frame(title), visit.to("/account"));
    page(status, &InvitationPage { frame, inviting, why, sign_in })
}

pub async fn accept(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
) -> Answer {
    let Some(token) = Token::read(&token) else { return nowhere() };
    let (ctx, here) =
        (visit.ctx.clone(), Here { device: visit.device.clone(), session: visit.session.clone() });
    let accepted = desk.db.write(move |tx: &mut Tx<'_>| {
        let (made, signed_in) = invitations::accept(tx, &ctx, &token, &here)?;
        Ok::<_, Error<Unwilling>>((place(tx, made)?, signed_in))
    });
    match accepted.await {
        Err(error) => shown(&visit, Err(error)),
        Ok((Found { edition: (edition, _), host, .. }, signed_in)) => {
            let way = see_other(&home::home(&visit, &edition, &host.slug, "joined"));
            match signed_in {
                Some(one) => with(way, header::SET_COOKIE, desk.cookies.set(&one.token)),
                None => way,
            }
        }
    }
}
