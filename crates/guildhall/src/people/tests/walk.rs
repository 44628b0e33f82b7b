//! Every page behind the shelf, walked to by everybody: the policy decides what they find, and who is
//! turned away has changed nothing.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::pages::{ask, desk, send};
use super::*;
use crate::access::policy::Rule;
use crate::access::sessions::Token;
use crate::access::{
    AccountId, GrantId, ManageGrants, ManageMembers, ManageOwnAccount, ManageTokens,
    ManageWebhooks, PublishRelease, ReadConflicts, ReadHost,
};
use crate::{hosting, integrations};

/// What lets somebody in.
#[derive(Clone, Copy)]
enum Gate {
    /// Everybody.
    Open,
    /// Whoever has signed in; others are led to the page to sign in.
    OwnPage,
    By(&'static Rule),
}

use Gate::{By, Open, OwnPage};

const OWN: &Rule = &ManageOwnAccount::RULE;
const ROLES: &Rule = &ManageRoles::RULE;
const RELEASES: &Rule = &PublishRelease::RULE;
const CONFLICTS: &Rule = &ReadConflicts::RULE;

const GRANTS_OF_HOSTS: &Rule = &ManageGrants::RULE;
const HOST: &Rule = &ReadHost::RULE;
const MEMBERS: &Rule = &ManageMembers::RULE;

const TOKENS: &Rule = &ManageTokens::RULE;
const WEBHOOKS: &Rule = &ManageWebhooks::RULE;

const ROUTES: [(&str, &str, Gate); 44] = [
    ("GET", "/{lang}/sign-in", Open),
    ("POST", "/{lang}/sign-in", Open),
    ("POST", "/{lang}/sign-in/link", Open),
    ("GET", "/{lang}/sign-in/sent", Open),
    ("GET", "/{lang}/sign-in/{token}", Open),
    ("POST", "/{lang}/sign-in/{token}", Open),
    ("GET", "/{lang}/account", OwnPage),
    ("GET", "/{lang}/account/settings", OwnPage),
    ("POST", "/{lang}/account/settings", By(OWN)),
    ("POST", "/{lang}/account/settings/password", By(OWN)),
    ("POST", "/{lang}/account/sessions/{session}/end", By(OWN)),
    ("GET", "/{lang}/account/close", OwnPage),
    ("POST", "/{lang}/account/close", By(OWN)),
    ("POST", "/{lang}/account/sign-out", By(OWN)),
    ("POST", "/{lang}/account/sign-out-everywhere", By(OWN)),
    ("GET", "/{lang}/{edition}/roles", By(ROLES)),
    ("POST", "/{lang}/{edition}/roles", By(ROLES)),
    ("POST", "/{lang}/{edition}/roles/{grant}/end", By(ROLES)),
    ("GET", "/{lang}/{edition}/draft", By(RELEASES)),
    ("POST", "/{lang}/{edition}/draft", By(RELEASES)),
    ("GET", "/{lang}/{edition}/draft/conflicts", By(CONFLICTS)),
    ("GET", "/{lang}/{edition}/releases/{number}/conflicts", By(CONFLICTS)),
    ("GET", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("POST", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("GET", "/{lang}/{edition}/hosts/{host}/home", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations/{invitation}/withdraw", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/members/{grant}/end", By(MEMBERS)),
    ("GET", "/{lang}/invitations/{token}", Open),
    ("POST", "/{lang}/invitations/{token}", Open),
    ("GET", "/{lang}/api", Open),
    ("GET", "/{lang}/account/tokens", OwnPage),
    ("POST", "/{lang}/account/tokens", By(OWN)),
    ("POST", "/{lang}/account/tokens/{token}/revoke", By(OWN)),
    ("GET", "/{lang}/{edition}/tokens", By(TOKENS)),
    ("POST", "/{lang}/{edition}/tokens/{token}/revoke", By(TOKENS)),
    ("GET", "/{lang}/{edition}/webhooks", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks", By(WEBHOOKS)),
    ("GET", "/{lang}/{edition}/webhooks/{webhook}", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks/{webhook}", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks/{webhook}/test", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks/{webhook}/disable", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks/{webhook}/enable", By(WEBHOOKS)),
    ("POST", "/{lang}/{edition}/webhooks/{webhook}/remove", By(WEBHOOKS)),
];

#[test]
fn every_route_is_walked() {
    let sources = [
        include_str!("../web/mod.rs"),
        include_str!("../../programme/web/mod.rs"),
        include_str!("../../hosting/web/mod.rs"),
        include_str!("../../integrations/web/mod.rs"),
    ];
    let routes = sources.iter().flat_map(|source| source.split(".route(").skip(1));
    let there: BTreeSet<&str> = routes.filter_map(|rest| rest.split('"').nth(1)).collect();
    let walked: BTreeSet<&str> = ROUTES.iter().map(|(_, path, _)| *path).collect();
    assert_eq!(there, walked);
}

#[derive(Debug, PartialEq, Eq)]
enum Met {
    LetIn,
    LedToSignIn,
    Refused,
    Nothing,
}

fn expected(gate: Gate, role: Option<Role>) -> Met {
    let is = |one: &Role| {
        *one == Role::Anyone || role.is_some_and(|role| *one == Role::Registered || *one == role)
    };
    match gate {
        Open => Met::LetIn,
        OwnPage if role.is_some() => Met::LetIn,
        OwnPage => Met::LedToSignIn,
        By(rule) if rule.granted.iter().any(is) => Met::LetIn,
        By(rule) if rule.told.iter().any(is) => Met::Refused,
        By(_) => Met::Nothing,
    }
}

/// A path that leads to something of its own, so that whoever is let in may do it.
fn path_of(world: &World, pattern: &str, account: Option<&Account>) -> String {
    let mut path = pattern.replace("{lang}", "en").replace("{edition}", "sample-2025");
    path = path.replace("{number}", "1");
    path = path.replace("{host}", fixture::programme(1).hosts[0].slug.as_str());
    if path.contains("{invitation}") || path.contains("/invitations/{token}") {
        let (id, token) = an_invitation(world);
        path = path.replace("{invitation}", &id.to_string()).replace("{token}", &token.spelled());
    }
    if path.contains("/members/{grant}") {
        path = path.replace("{grant}", &a_representatives_grant(world).to_string());
    }
    if path.contains("/tokens/{token}") {
        path = path.replace("{token}", &a_programs_token(world, account.map(|one| one.id)));
    }
    if path.contains("{webhook}") {
        path = path.replace("{webhook}", &a_webhook(world));
    }
    if path.contains("{token}") {
        let other = super::account(world, "other@example.org", None);
        let (ctx, id) = (world.ctx.clone(), other.id);
        let token: Token =
            world.write(move |tx| link_verbs::make(tx, &ctx, id, link_verbs::LINK_LIFE));
        path = path.replace("{token}", &token.spelled());
    }
    if path.contains("{session}") {
        let session = match account {
            Some(account) => signed_in(world, account, "Other").session.id.to_string(),
            None => "01950000-0000-7000-8000-000000000000".to_owned(),
        };
        path = path.replace("{session}", &session);
    }
    if path.contains("{grant}") {
        path = path.replace("{grant}", &a_speakers_grant(world).to_string());
    }
    path
}

/// An invitation to a mailbox of its own, with the link of its letter.
fn an_invitation(world: &World) -> (hosting::model::InvitationId, Token) {
    use hosting::verbs::invitations::{self, Wish};
    let ctx = world.ctx.clone();
    let email = email(&format!("invited-{}@example.org", count(world, INVITATIONS)));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<hosting::refusal::Unwilling>> {
        let may = access::require(tx, &ctx, host()).map_err(|no| no.map(Into::into))?;
        let (email, role) = (email.clone(), Role::Representative);
        let id = invitations::invite(tx, &ctx, may, &Wish { email, role, lang: Lang::En })?;
        let token = invitations::make_link(tx, &ctx, id)?.expect("it stands");
        Ok((id, token))
    })
}

/// A token of that account, or of somebody else's, for the fixture's edition.
fn a_programs_token(world: &World, account: Option<AccountId>) -> String {
    use crate::access::tokens::{self, ApiToken};
    let other = || super::account(world, "other@example.org", None).id;
    let (id, account) = (world.ctx.id(), account.unwrap_or_else(other));
    let made = ApiToken {
        id,
        account,
        edition: edition().edition_uuid().unwrap(),
        name: "Walk".to_owned(),
        reach: access::Reach::nothing(),
        made_at: world.ctx.now(),
        expires_at: world.ctx.now() + std::time::Duration::from_secs(60),
        used_on: None,
        revoked_at: None,
    };
    let token = Token::new(world.ctx.secret());
    world.write(move |tx| tokens::insert(tx, &made, &token));
    id.to_string()
}

/// The edition's only webhook.
fn a_webhook(world: &World) -> String {
    use integrations::courier::Reachable;
    use integrations::verbs::webhooks::{self, Wish};
    let ctx = world.ctx.clone();
    let made = move |tx: &mut Tx<'_>| -> Result<_, Error<integrations::refusal::Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        for one in webhooks::of_edition(tx, may)? {
            webhooks::remove(tx, &ctx, may, one.id)?;
        }
        let wish = Wish { url: "https://example.org/".to_owned(), kinds: "*".to_owned() };
        Ok(webhooks::make(tx, &ctx, may, &wish, Reachable::Public)?.0)
    };
    world.write(made).to_string()
}

fn a_representatives_grant(world: &World) -> GrantId {
    let address = format!("representative-{}@example.org", count(world, GRANTS));
    let id = super::account(world, &address, Some((Role::Representative, host()))).id;
    world.read(move |tx| access::grants::of_account(tx, id))[0].id
}

fn a_speakers_grant(world: &World) -> GrantId {
    let count = count(world, GRANTS);
    let address = format!("speaker-{count}@example.org");
    let id = super::account(world, &address, Some((Role::Speaker, edition()))).id;
    world.read(move |tx| access::grants::of_account(tx, id))[0].id
}

store::statements! {
    GRANTS = "select count(*) as grants from role_grant";
    INVITATIONS = "select count(*) as invitations from host_invitation";
}

#[test]
fn everybody_finds_what_the_policy_lets_them_find_and_nothing_else_changes() {
    let everybody = [
        None,
        Some((Role::Registered, None)),
        Some((Role::Speaker, Some(edition()))),
        Some((Role::Representative, Some(host()))),
        Some((Role::HostLead, Some(host()))),
        Some((Role::Organiser, Some(edition()))),
        Some((Role::Operator, Some(Scope::Site))),
    ];
    for world in World::all() {
        open(&world);
        let desk = desk(&world);
        let mut wrong = Vec::new();
        for (method, pattern, gate) in ROUTES {
            for who in everybody {
                let role = who.map(|(role, _)| role);
                let account = who.map(|(role, scope)| {
                    let address = format!("{}@example.org", role.word().replace('_', "-"));
                    super::account(&world, &address, scope.map(|scope| (role, scope)))
                });
                let path = path_of(&world, pattern, account.as_ref());
                let session = account.as_ref().map(|account| signed_in(&world, account, "Walk"));
                let before = all_rows(&world);
                let token = session.as_ref().map(|one| &one.token);
                let answer = match method {
                    "GET" => ask(&desk, &path, token),
                    _ => send(&desk, &path, token, ""),
                };
                let location = answer.location.as_deref().unwrap_or_default();
                let met = match answer.status {
                    StatusCode::NOT_FOUND => Met::Nothing,
                    StatusCode::FORBIDDEN => Met::Refused,
                    StatusCode::SEE_OTHER if location.contains("/sign-in?onward=") => {
                        Met::LedToSignIn
                    }
                    _ => Met::LetIn,
                };
                let wanted = expected(gate, role);
                if met != wanted {
                    let status = answer.status;
                    wrong.push(format!("{method} {pattern} as {role:?}: {status}, not {wanted:?}"));
                }
                if wanted != Met::LetIn && all_rows(&world) != before {
                    wrong.push(format!("{method} {pattern} as {role:?} changed something"));
                }
                let private = answer.headers.get("cache-control").map(|value| value.as_bytes());
                assert_eq!(private, Some(&b"no-store"[..]), "{method} {pattern}");
            }
        }
        assert_eq!(wrong, [] as [String; 0]);
    }
}
