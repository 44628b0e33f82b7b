//! Every page behind the shelf, walked to by everybody: the policy decides what they find, and who is
//! turned away has changed nothing.

pub(crate) mod made;
mod routes;

use std::collections::BTreeSet;

use axum::http::StatusCode;

use self::made::path_of;
use self::routes::ROUTES;
use super::pages::{ask, desk, send};
use super::*;
use crate::access::policy::Rule;
use crate::access::sessions::Token;
use crate::access::{
    AccountId, EditProgramme, EnterAbsences, GrantId, ManageCalls, ManageDoor, ManageGrants,
    ManageGuests, ManageLetters, ManageMembers, ManageOwnAccount, ManagePasses, ManageTokens,
    ManageWebhooks, PublishRelease, ReadConflicts, ReadContacts, ReadDraft, ReadHeadcount,
    ReadHost, ReadNeeds, RunHost, RunShow, Translate, WatchShow,
};
use crate::programme::{absences, table};
use crate::{hosting, integrations};

/// What lets somebody in.
#[derive(Clone, Copy)]
enum Gate {
    /// Everybody.
    Open,
    /// Whoever has signed in; others are led to the page to sign in.
    OwnPage,
    By(&'static Rule),
    /// Nobody without what only its owner has.
    Nobody,
    /// Nobody but whoever it belongs to; visitors are led to the page to sign in.
    Owned,
}

use Gate::{By, Nobody, Open, OwnPage, Owned};

#[test]
fn every_route_is_walked() {
    let sources = [
        include_str!("../../web/mod.rs"),
        include_str!("../../../programme/web/mod.rs"),
        include_str!("../../../programme/table/web/mod.rs"),
        include_str!("../../../hosting/web/mod.rs"),
        include_str!("../../../calls/web/mod.rs"),
        include_str!("../../../guests/web/mod.rs"),
        include_str!("../../../door/web/mod.rs"),
        include_str!("../../../letters/web/mod.rs"),
        include_str!("../../../releasing/web.rs"),
        include_str!("../../../review/web/mod.rs"),
        include_str!("../../../translation/web/mod.rs"),
        include_str!("../../../integrations/web/mod.rs"),
        include_str!("../../../admissions/seats/web/mod.rs"),
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
        Nobody => Met::Nothing,
        OwnPage if role.is_some() => Met::LetIn,
        Owned if role.is_some() => Met::Nothing,
        OwnPage | Owned => Met::LedToSignIn,
        By(rule) if rule.granted.iter().any(is) => Met::LetIn,
        By(rule) if rule.told.iter().any(is) => Met::Refused,
        By(_) => Met::Nothing,
    }
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
                let wanted = expected(gate, role);
                // Every row is looked at twice, so only where none may change.
                let before = (wanted != Met::LetIn).then(|| all_rows(&world));
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
                if met != wanted {
                    let status = answer.status;
                    wrong.push(format!("{method} {pattern} as {role:?}: {status}, not {wanted:?}"));
                }
                if before.is_some_and(|before| all_rows(&world) != before) {
                    wrong.push(format!("{method} {pattern} as {role:?} changed something"));
                }
                let private = answer.headers.get("cache-control").map(|value| value.as_bytes());
                assert_eq!(private, Some(&b"no-store"[..]), "{method} {pattern}");
            }
        }
        assert_eq!(wrong, [] as [String; 0]);
    }
}
