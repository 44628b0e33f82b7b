//! Every page behind the shelf, walked to by everybody: the policy decides what they find, and who is
//! turned away has changed nothing.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::pages::{ask, desk, send};
use super::*;
use crate::access::policy::Rule;
use crate::access::sessions::Token;
use crate::access::{
    GrantId, ManageGrants, ManageGuests, ManageLetters, ManageMembers, ManageOwnAccount,
    PublishRelease, ReadConflicts, ReadContacts, ReadHost, ReadNeeds, RunShow, WatchShow,
};
use crate::hosting;

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

const LETTERS: &Rule = &ManageLetters::RULE;
const CONTACTS: &Rule = &ReadContacts::RULE;
const GUESTS: &Rule = &ManageGuests::RULE;
const NEEDS: &Rule = &ReadNeeds::RULE;
const SHOW: &Rule = &RunShow::RULE;
const WATCH: &Rule = &WatchShow::RULE;

const ROUTES: [(&str, &str, Gate); 62] = [
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
    ("GET", "/{lang}/{edition}/draft/release", By(RELEASES)),
    ("POST", "/{lang}/{edition}/draft/release", By(RELEASES)),
    ("GET", "/{lang}/{edition}/draft/conflicts", By(CONFLICTS)),
    ("GET", "/{lang}/{edition}/releases/{number}/conflicts", By(CONFLICTS)),
    ("GET", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("POST", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("GET", "/{lang}/{edition}/hosts/{host}/home", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations/{invitation}/withdraw", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/members/{grant}/end", By(MEMBERS)),
    ("GET", "/{lang}/{edition}/letters", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/approve", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/discard", By(LETTERS)),
    ("GET", "/{lang}/{edition}/letters/{letter}", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/{letter}/approve", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/{letter}/now", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/{letter}/discard", By(LETTERS)),
    ("GET", "/{lang}/{edition}/letters/words", By(LETTERS)),
    ("GET", "/{lang}/{edition}/letters/words/{kind}", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/words/{kind}", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/words/{kind}/reset", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/words/{kind}/leave", By(LETTERS)),
    ("GET", "/{lang}/{edition}/letters/write", By(LETTERS)),
    ("POST", "/{lang}/{edition}/letters/write", By(LETTERS)),
    ("GET", "/{lang}/{edition}/contacts", By(LETTERS)),
    ("GET", "/{lang}/{edition}/contacts/{person}", By(LETTERS)),
    ("POST", "/{lang}/{edition}/contacts/{person}", By(LETTERS)),
    ("POST", "/{lang}/{edition}/contacts/{person}/bounce", By(LETTERS)),
    ("POST", "/{lang}/{edition}/contacts/{person}/lift", By(LETTERS)),
    ("GET", "/{lang}/{edition}/hosts/{host}/contacts", By(CONTACTS)),
    ("GET", "/{lang}/{edition}/guests", By(GUESTS)),
    ("GET", "/{lang}/{edition}/guests/{guest}", By(GUESTS)),
    ("POST", "/{lang}/{edition}/guests/{guest}", By(GUESTS)),
    ("POST", "/{lang}/{edition}/guests/{guest}/needs", By(NEEDS)),
    ("GET", "/{lang}/{edition}/guests/{guest}/letter", By(GUESTS)),
    ("GET", "/{lang}/{edition}/shows/{activity}", By(WATCH)),
    ("POST", "/{lang}/{edition}/shows/{activity}", By(SHOW)),
    ("POST", "/{lang}/{edition}/shows/{activity}/items/{item}/{way}", By(SHOW)),
    ("POST", "/{lang}/{edition}/shows/{activity}/go", By(SHOW)),
    ("GET", "/{lang}/{edition}/shows/{activity}/live", By(WATCH)),
    ("GET", "/{lang}/{edition}/shows/{activity}/step", By(WATCH)),
    ("GET", "/{lang}/invitations/{token}", Open),
    ("POST", "/{lang}/invitations/{token}", Open),
];

#[test]
fn every_route_is_walked() {
    let sources = [
        include_str!("../web/mod.rs"),
        include_str!("../../programme/web/mod.rs"),
        include_str!("../../hosting/web/mod.rs"),
        include_str!("../../guests/web/mod.rs"),
        include_str!("../../letters/web/mod.rs"),
        include_str!("../../releasing/web.rs"),
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
    path = path.replace("{kind}", crate::letters::changed::CHANGED);
    if path.contains("{person}") {
        path = path.replace("{person}", a_contact(world).as_str());
    }
    if path.contains("{guest}") {
        path = path.replace("{guest}", &a_guest(world).to_string());
    }
    if path.contains("{item}") {
        path = path.replace("{item}", &an_item(world).to_string()).replace("{way}", "later");
    }
    path = path.replace("{activity}", "activity-0");
    if path.contains("{letter}") {
        path = path.replace("{letter}", &a_waiting_letter(world).to_string());
    }
    if path.contains("/members/{grant}") {
        path = path.replace("{grant}", &a_representatives_grant(world).to_string());
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

/// Somebody who is to come.
fn a_guest(world: &World) -> crate::guests::model::GuestId {
    use crate::guests::model::{Guest, State};
    let (ctx, id) = (world.ctx.clone(), world.ctx.id());
    let guest = Guest {
        id,
        state: State::Found,
        rank: None,
        name: Text::zh_en("嘉宾", "Guest"),
        title: Text::empty(),
        country: String::new(),
        lang: Lang::En,
        keeper: None,
        next_step: String::new(),
        next_by: None,
        interpreter: String::new(),
        zone: String::new(),
        version: 0,
        changed_at: world.ctx.now(),
    };
    let edition = fixture::id::<Edition>("edition");
    world.write(move |tx| crate::guests::store::write(tx, edition, &guest, ctx.now()));
    id
}

/// An item of a running order.
fn an_item(world: &World) -> crate::guests::model::ItemId {
    let (id, title) = (world.ctx.id(), Text::zh_en("国歌", "Anthem"));
    let (who, cue) = (String::new(), String::new());
    let item = crate::guests::model::Item { id, position: 1, minutes: 5, title, who, cue };
    let of = (fixture::id::<Edition>("edition"), fixture::id("activity-0"));
    world.write(move |tx| crate::guests::store::insert_item(tx, of, &item));
    id
}

/// Somebody of the programme with an address.
fn a_contact(world: &World) -> kernel::Slug {
    let (ctx, person) = (world.ctx.clone(), fixture::programme(6).people[0].clone());
    let edition = fixture::id::<Edition>("edition");
    let slug = person.slug.clone();
    world.write(move |tx| {
        let address = email("somebody@example.org");
        crate::people::contacts::note(tx, &ctx, (edition, person.id), (&address, Lang::En), 0)
    });
    slug
}

/// A letter of the edition that waits for a yes.
fn a_waiting_letter(world: &World) -> crate::mail::OrderId {
    use crate::mail::switches::{self, Leave};
    let (ctx, edition) = (world.ctx.clone(), fixture::id::<Edition>("edition"));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Fault> {
        switches::set(tx, &ctx, (edition.uuid(), "people.role_given"), Leave::Approved)?;
        let payload = serde_json::json!({ "edition": edition, "role": "speaker" });
        crate::mail::outbox::order(tx, &ctx, "people.role_given", None, &payload)
    })
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
