//! Forms of a host's home: members, and invitations to become one.

use std::sync::Arc;

use axum::extract::{Path, State};
use kernel::Lang;
use store::Tx;

use super::Answer;
use super::home::{Sent, form, home_of};
use crate::access::grants::GrantId;
use crate::access::{ManageMembers, Role, require_at};
use crate::desk::answer::{nowhere, see_other, unwilling};
use crate::desk::{Desk, Fields, Outcome, Visit};
use crate::error::Error;
use crate::hosting::model::InvitationId;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::invitations::{self, Wish};
use crate::hosting::verbs::members;
use crate::people::account::Email;

pub async fn invite(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let wish = wish_of(&visit, &sent);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let invited = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        invitations::invite(tx, &ctx, may, wish)
    });
    match visit.outcome(invited.await) {
        Outcome::Done(_) => see_other(&home_of(&visit, &edition, &host, "invited")),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, (edition, host), status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

fn wish_of(visit: &Visit, sent: &Sent) -> Result<Wish, Unwilling> {
    Ok(Wish {
        email: sent.email.parse::<Email>().map_err(|_| Unwilling::NoAddress)?,
        role: Role::from_word(&sent.role).ok_or(Unwilling::NoRole)?,
        lang: Lang::from_code(&sent.lang).unwrap_or(visit.lang),
    })
}

pub async fn withdraw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, invitation)): Path<(String, String, String, String)>,
) -> Answer {
    let Ok(invitation) = invitation.parse::<InvitationId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let withdrawn = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        invitations::withdraw(tx, &ctx, may, invitation)
    });
    match withdrawn.await {
        Ok(()) => see_other(&home_of(&visit, &edition, &host, "withdrawn")),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn end(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, grant)): Path<(String, String, String, String)>,
) -> Answer {
    let Ok(grant) = grant.parse::<GrantId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let ended = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        members::end(tx, &ctx, may, grant)
    });
    match ended.await {
        Ok(()) => see_other(&home_of(&visit, &edition, &host, "ended")),
        Err(error) => unwilling(&visit, &error),
    }
}
