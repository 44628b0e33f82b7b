//! Roles of an edition for other programs, and whom a token speaks for.

use kernel::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::account::Email;
use super::refusal::Unwilling;
use super::verbs::roles::{self, Wish};
use crate::access::{Area, GrantId, ManageRoles, Role};
use crate::api::{Asked, Given, IdText, Listed, Moment, Nothing, Problem, Reply, Route, Trouble};
use crate::editions;
use crate::hosts;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/me", "get-me", |words| words.people_api_me(), me).with_token(),
        Route::get(
            "/editions/{edition}/roles",
            "list-roles",
            |words| words.people_api_roles(),
            list,
        )
        .reaching(Area::Roles)
        .in_parts(),
        Route::post(
            "/editions/{edition}/roles",
            "give-role",
            |words| words.people_api_give(),
            give,
        )
        .reaching(Area::Roles),
        Route::delete(
            "/editions/{edition}/roles/{role}",
            "end-role",
            |words| words.people_api_end(),
            end,
        )
        .reaching(Area::Roles),
    ]
}

/// Whom a token speaks for, and what it was made for.
#[derive(Serialize, JsonSchema)]
pub struct Me {
    account: IdText,
    /// The slug of the edition that the token is for
    edition: String,
    /// `grants:write programme:read`
    scope: String,
}

/// A role that somebody holds, or will.
#[derive(Serialize, JsonSchema)]
pub struct RoleShape {
    id: IdText,
    /// `organiser`, `host_lead`, `representative` or `speaker`
    role: String,
    /// The slug of the host that it is held for
    host: Option<String>,
    account: IdText,
    name: String,
    email: String,
    starts_at: Moment,
    /// Null: until somebody ends it
    ends_at: Option<Moment>,
}

/// A role as it is given.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleWish {
    /// Whom it is given to; they get a letter
    email: String,
    /// `organiser`, `host_lead`, `representative` or `speaker`
    role: String,
    /// The slug of the host, for roles that are held for one
    host: Option<String>,
    /// Until when; for good when absent
    ends_at: Option<String>,
    /// The language of the letter to somebody who has no account yet: `zh` or `en`
    lang: Option<String>,
}

fn me(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Me>, Trouble> {
    let bearer = asked.ctx.actor.bearer().ok_or(Trouble::Missing)?;
    let edition = editions::verbs::by_id(tx, kernel::Id::from_uuid(bearer.edition))?;
    let edition = edition.ok_or(Trouble::Missing)?;
    Ok(Reply::of(Me {
        account: bearer.account.into(),
        edition: edition.slug.to_string(),
        scope: bearer.reach.to_string(),
    }))
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<RoleShape>>, Trouble> {
    let may = asked.may_in::<ManageRoles>(tx)?;
    let hosts = hosts::verbs::of_edition(tx, may.edition())?;
    let now = asked.ctx.now();
    let held = roles::of_edition(tx, may, &hosts)?.into_iter();
    let held = held.filter(|one| one.grant.holding.ends_at.is_none_or(|end| now < end));
    let shape = |roles::Held { grant, account, host }| RoleShape {
        id: grant.id.into(),
        role: grant.holding.role.word().to_owned(),
        host: host.map(|host| host.slug.to_string()),
        account: account.id.into(),
        name: account.name,
        email: account.email,
        starts_at: grant.holding.starts_at.into(),
        ends_at: grant.holding.ends_at.map(Moment::from),
    };
    let part = asked.part(held, |one| one.grant.id.to_string())?;
    Ok(part.map(shape))
}

fn give(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, RoleWish>,
) -> Result<Reply<IdOf>, Trouble> {
    let may = asked.may_in::<ManageRoles>(tx)?;
    let wish = wish(asked, given.read()?)?;
    let id = roles::give(tx, &asked.ctx, may, &wish)?;
    Ok(Reply::of(IdOf { id: id.into() }))
}

/// What was made.
#[derive(Serialize, JsonSchema)]
pub struct IdOf {
    id: IdText,
}

fn wish(asked: &Asked, sent: RoleWish) -> Result<Wish, Trouble> {
    let refused = |why: Unwilling| Trouble::Refused(Box::new(why));
    let email: Email = sent.email.parse().map_err(|_| refused(Unwilling::NoAddress))?;
    let role = Role::from_word(&sent.role).ok_or_else(|| refused(Unwilling::NoRole))?;
    let host = sent.host.as_deref().map(str::parse).transpose();
    let wrong = |at: &str, why: String| Problem::BadBody { at: at.to_owned(), why };
    let ends_at = sent.ends_at.as_deref().map(str::parse).transpose();
    let lang = sent.lang.as_deref().map_or(Some(asked.lang), Lang::from_code);
    Ok(Wish {
        email,
        role,
        host: host.map_err(|_| refused(Unwilling::NoHost))?,
        starts_at: asked.ctx.now(),
        ends_at: ends_at
            .map_err(|error: kernel::TimestampError| wrong("/ends_at", error.to_string()))?,
        lang: lang.ok_or_else(|| wrong("/lang", "\"lang\" is zh or en".to_owned()))?,
    })
}

fn end(tx: &mut Tx<'_>, asked: &Asked, _: &Given<'_, Nothing>) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<ManageRoles>(tx)?;
    let grant: GrantId = asked.id("role")?;
    roles::end(tx, &asked.ctx, may, grant)?;
    Ok(Reply::of(Nothing))
}
