//! Grants, members, invitations and requests of hosts for other programs.

mod requests;

use kernel::{Lang, Slug};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::model::{Halls, InvitationId, Resource};
use super::refusal::Unwilling;
use super::rules::Line;
use super::verbs::grants::{self, Book, Place, Wish};
use super::verbs::{invitations, members};
use crate::access::{Area, GrantId, ManageGrants, ManageMembers, ReadHost, Role};
use crate::api::{Asked, Given, IdText, Listed, Moment, Nothing, Problem, Reply, Route, Trouble};
use crate::hosts::model::Host;
use crate::people::account::Email;
use crate::programme::index::Index;
use crate::programme::model::Programme;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const GRANTS: &str = "/editions/{edition}/grants";
    const INVITATIONS: &str = "/editions/{edition}/hosts/{host}/invitations";
    const INVITATION: &str = "/editions/{edition}/hosts/{host}/invitations/{invitation}";
    const BALANCE: &str = "/editions/{edition}/hosts/{host}/balance";
    const MEMBERS: &str = "/editions/{edition}/hosts/{host}/members";
    const MEMBER: &str = "/editions/{edition}/hosts/{host}/members/{member}";
    let mut all = requests::routes();
    all.extend([
        Route::get(GRANTS, "list-grants", |words| words.hosting_api_grants(), granted)
            .reaching(Area::Grants)
            .in_parts(),
        Route::put(GRANTS, "set-grant", |words| words.hosting_api_set(), set)
            .reaching(Area::Grants),
        Route::get(BALANCE, "get-balance", |words| words.hosting_api_balance(), balance)
            .reaching(Area::Hosts),
        Route::get(MEMBERS, "list-members", |words| words.hosting_api_members(), of_host)
            .reaching(Area::Hosts)
            .in_parts(),
        Route::delete(MEMBER, "end-member", |words| words.hosting_api_end(), end)
            .reaching(Area::Hosts),
        Route::get(INVITATIONS, "list-invitations", |words| words.hosting_api_invitations(), sent)
            .reaching(Area::Hosts)
            .in_parts(),
        Route::post(INVITATIONS, "invite", |words| words.hosting_api_invite(), invite)
            .reaching(Area::Hosts),
        Route::delete(INVITATION, "withdraw", |words| words.hosting_api_withdraw(), withdraw)
            .reaching(Area::Hosts),
    ]);
    all
}

/// A budget of a host with what is spent of it.
#[derive(Serialize, JsonSchema)]
pub struct LineShape {
    /// The host's slug
    host: String,
    /// `hall_minutes`, `activities`, `seats`, `passes`, `badges` or `tables`
    resource: String,
    /// The one hall that minutes are for, as `venue/hall`, or whichever has something, as
    /// `with:stage`; null: any
    hall: Option<String>,
    granted: i64,
    /// Counted from the draft
    spent: i64,
}

/// A grant as it is set; an amount of 0 takes it back.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantWish {
    /// The host's slug
    host: String,
    /// `hall_minutes`, `activities`, `seats`, `passes`, `badges` or `tables`
    resource: String,
    /// The one hall that minutes are for, as `venue/hall`, or whichever has something, as
    /// `with:stage`
    hall: Option<String>,
    /// At most 1,000,000
    amount: i64,
}

/// Somebody who acts for a host, or will.
#[derive(Serialize, JsonSchema)]
pub struct MemberShape {
    id: IdText,
    /// `host_lead` or `representative`
    role: String,
    name: String,
    since: Moment,
    until: Option<Moment>,
}

/// An invitation that waits.
#[derive(Serialize, JsonSchema)]
pub struct InvitationShape {
    id: IdText,
    email: String,
    /// `host_lead` or `representative`
    role: String,
    made_at: Moment,
    expires_at: Moment,
}

/// Whom to invite, and as what.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationWish {
    email: String,
    /// `host_lead` or `representative`
    role: String,
    /// The language of the letter to somebody who has no account yet: `zh` or `en`
    lang: Option<String>,
}

/// What was made.
#[derive(Serialize, JsonSchema)]
pub struct Invited {
    id: IdText,
}

/// Where minutes are for, as programs write it.
fn hall_of(programme: &Programme, index: &Index, halls: Halls) -> Option<String> {
    match halls {
        Halls::One(hall) => {
            let (venue, hall) = index.hall(programme, hall)?;
            Some(format!("{}/{}", venue.slug, hall.slug))
        }
        Halls::With(feature) => Some(format!("with:{}", feature.word())),
        Halls::Any => None,
    }
}

fn lines(book: &Book, index: &Index, host: &Host) -> Vec<LineShape> {
    let shape = |line: Line| LineShape {
        host: host.slug.to_string(),
        resource: line.resource.word().to_owned(),
        hall: hall_of(&book.programme, index, line.halls),
        granted: line.granted,
        spent: line.spent,
    };
    book.of(index, host.id).into_iter().map(shape).collect()
}

fn granted(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<LineShape>>, Trouble> {
    let may = asked.may_in::<ManageGrants>(tx)?;
    let book = grants::of_edition(tx, may)?;
    let index = Index::of(&book.programme);
    let all = book.programme.hosts.iter().flat_map(|host| lines(&book, &index, host));
    asked.part(all, |line| {
        format!("{}.{}.{}", line.host, line.resource, line.hall.as_deref().unwrap_or_default())
    })
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, GrantWish>,
) -> Result<Reply<LineShape>, Trouble> {
    let may = asked.may_in::<ManageGrants>(tx)?;
    let sent = given.read()?;
    let refused = |why: Unwilling| Trouble::Refused(Box::new(why));
    let slug = |text: &str, why| text.parse::<Slug>().map_err(|_| refused(why));
    let place = Place::read(sent.hall.as_deref().unwrap_or_default());
    let resource = Resource::from_word(&sent.resource);
    let wish = Wish {
        host: slug(&sent.host, Unwilling::NoHost)?,
        resource: resource.ok_or_else(|| refused(Unwilling::NoResource))?,
        place: place.ok_or_else(|| refused(Unwilling::NoHall))?,
        amount: sent.amount,
    };
    grants::set(tx, &asked.ctx, may, &wish)?;
    let book = grants::of_edition(tx, may)?;
    let index = Index::of(&book.programme);
    let host = book.programme.hosts.iter().find(|host| host.slug == wish.host);
    let lines = lines(&book, &index, host.ok_or(Trouble::Missing)?);
    let same = |line: &LineShape| line.resource == sent.resource && line.hall == sent.hall;
    let none = LineShape {
        host: sent.host.clone(),
        resource: sent.resource.clone(),
        hall: sent.hall.clone(),
        granted: 0,
        spent: 0,
    };
    Ok(Reply::of(lines.into_iter().find(same).unwrap_or(none)))
}

fn balance(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<LineShape>>, Trouble> {
    let may = asked.may_at::<ReadHost>(tx)?;
    let book = grants::of_host(tx, may)?;
    let id = may.host::<Host>();
    let host = book.programme.hosts.iter().find(|host| host.id == id);
    let index = Index::of(&book.programme);
    Ok(Reply::list(lines(&book, &index, host.ok_or(Trouble::Missing)?), None))
}

fn of_host(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<MemberShape>>, Trouble> {
    let may = asked.may_at::<ReadHost>(tx)?;
    let all = members::of_host(tx, &asked.ctx, may)?;
    let part = asked.part(all, |member| member.grant.id.to_string())?;
    Ok(part.map(|members::Member { grant, account }| MemberShape {
        id: grant.id.into(),
        role: grant.holding.role.word().to_owned(),
        name: account.called().to_owned(),
        since: grant.holding.starts_at.into(),
        until: grant.holding.ends_at.map(Moment::from),
    }))
}

fn end(tx: &mut Tx<'_>, asked: &Asked, _: &Given<'_, Nothing>) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_at::<ManageMembers>(tx)?;
    let grant: GrantId = asked.id("member")?;
    members::end(tx, &asked.ctx, may, grant)?;
    Ok(Reply::of(Nothing))
}

fn sent(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<InvitationShape>>, Trouble> {
    let may = asked.may_at::<ManageMembers>(tx)?;
    let now = asked.ctx.now();
    let all = invitations::of_host(tx, may)?.into_iter().filter(|one| one.stands_at(now));
    let part = asked.part(all, |one| one.id.to_string())?;
    Ok(part.map(|one| InvitationShape {
        id: one.id.into(),
        email: one.email,
        role: one.role.word().to_owned(),
        made_at: one.made_at.into(),
        expires_at: one.expires_at.into(),
    }))
}

fn invite(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, InvitationWish>,
) -> Result<Reply<Invited>, Trouble> {
    let may = asked.may_at::<ManageMembers>(tx)?;
    let sent = given.read()?;
    let refused = |why: Unwilling| Trouble::Refused(Box::new(why));
    let lang = sent.lang.as_deref().map_or(Some(asked.lang), Lang::from_code);
    let wish = invitations::Wish {
        email: sent.email.parse::<Email>().map_err(|_| refused(Unwilling::NoAddress))?,
        role: Role::from_word(&sent.role).ok_or_else(|| refused(Unwilling::NoRole))?,
        lang: lang.ok_or_else(|| Problem::BadBody {
            at: "/lang".to_owned(),
            why: "\"lang\" is zh or en".to_owned(),
        })?,
    };
    let id = invitations::invite(tx, &asked.ctx, may, &wish)?;
    Ok(Reply::of(Invited { id: id.into() }))
}

fn withdraw(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_at::<ManageMembers>(tx)?;
    let id: InvitationId = asked.id("invitation")?;
    invitations::withdraw(tx, &asked.ctx, may, id)?;
    Ok(Reply::of(Nothing))
}
