//! Every page behind the shelf, walked to by everybody: the policy decides what they find, and who is
//! turned away has changed nothing.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::pages::{ask, desk, send};
use super::*;
use crate::access::policy::Rule;
use crate::access::sessions::Token;
use crate::access::{
    EditProgramme, EnterAbsences, GrantId, ManageCalls, ManageGrants, ManageGuests, ManageLetters,
    ManageMembers, ManageOwnAccount, PublishRelease, ReadConflicts, ReadContacts, ReadDraft,
    ReadHost, ReadNeeds, RunHost, RunShow, Translate, WatchShow,
};
use crate::hosting;
use crate::programme::{absences, table};

/// What lets somebody in.
#[derive(Clone, Copy)]
enum Gate {
    /// Everybody.
    Open,
    /// Whoever has signed in; others are led to the page to sign in.
    OwnPage,
    By(&'static Rule),
    /// Nobody but whoever it belongs to; visitors are led to the page to sign in.
    Owned,
}

use Gate::{By, Open, OwnPage, Owned};

const OWN: &Rule = &ManageOwnAccount::RULE;
const ROLES: &Rule = &ManageRoles::RULE;
const RELEASES: &Rule = &PublishRelease::RULE;
const ABSENCES: &Rule = &EnterAbsences::RULE;
const TABLE: &Rule = &EditProgramme::RULE;
const CONFLICTS: &Rule = &ReadConflicts::RULE;

const GRANTS_OF_HOSTS: &Rule = &ManageGrants::RULE;
const HOST: &Rule = &ReadHost::RULE;
const MEMBERS: &Rule = &ManageMembers::RULE;
const RUN: &Rule = &RunHost::RULE;
const TRANSLATE: &Rule = &Translate::RULE;
const DRAFT: &Rule = &ReadDraft::RULE;

/// The walk's call is the edition's own; a host's is tried in `calls::tests`.
const CALLS: &Rule = &ManageCalls::RULE;

const LETTERS: &Rule = &ManageLetters::RULE;
const CONTACTS: &Rule = &ReadContacts::RULE;
const GUESTS: &Rule = &ManageGuests::RULE;
const NEEDS: &Rule = &ReadNeeds::RULE;
const SHOW: &Rule = &RunShow::RULE;
const WATCH: &Rule = &WatchShow::RULE;

const ROUTES: [(&str, &str, Gate); 159] = [
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
    ("GET", "/{lang}/{edition}/draft/table", By(TABLE)),
    ("GET", "/{lang}/{edition}/draft/table/model", By(TABLE)),
    ("GET", "/{lang}/{edition}/draft/table/live", By(TABLE)),
    ("GET", "/{lang}/{edition}/draft/table/activities/{activity}", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/activities/{activity}", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/undo", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/redo", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/runs", By(TABLE)),
    ("GET", "/{lang}/{edition}/draft/table/runs/{run}", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/runs/{run}/stop", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/runs/{run}/accept", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/runs/{run}/discard", By(TABLE)),
    ("GET", "/{lang}/{edition}/draft/absences", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/absences", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/absences/{absence}/remove", By(TABLE)),
    ("GET", "/{lang}/{edition}/hosts/{host}/absences", By(ABSENCES)),
    ("POST", "/{lang}/{edition}/hosts/{host}/absences", By(ABSENCES)),
    ("POST", "/{lang}/{edition}/hosts/{host}/absences/{absence}/remove", By(ABSENCES)),
    ("GET", "/{lang}/{edition}/draft/table/rules", By(TABLE)),
    ("POST", "/{lang}/{edition}/draft/table/rules", By(TABLE)),
    ("GET", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("POST", "/{lang}/{edition}/grants", By(GRANTS_OF_HOSTS)),
    ("GET", "/{lang}/{edition}/hosts/{host}/home", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/invitations/{invitation}/withdraw", By(MEMBERS)),
    ("POST", "/{lang}/{edition}/hosts/{host}/members/{grant}/end", By(MEMBERS)),
    ("GET", "/{lang}/{edition}/requests", By(GRANTS_OF_HOSTS)),
    ("POST", "/{lang}/{edition}/requests", By(GRANTS_OF_HOSTS)),
    ("POST", "/{lang}/{edition}/requests/{request}", By(GRANTS_OF_HOSTS)),
    ("GET", "/{lang}/{edition}/hosts/{host}/profile", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/profile", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/requests", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/requests", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/requests/{request}", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/requests/{request}/messages", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/requests/{request}/withdraw", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/activities", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/activities/{activity}", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}/state", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}/people", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}/people/remove", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}/hosts", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/activities/{activity}/leave", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/together/{asked}", By(HOST)),
    ("POST", "/{lang}/{edition}/hosts/{host}/together/{asked}", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/together/{asked}/take-back", By(RUN)),
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
    ("GET", "/{lang}/{edition}/translation", By(TRANSLATE)),
    ("POST", "/{lang}/{edition}/translation", By(TRANSLATE)),
    ("GET", "/{lang}/{edition}/translation/{tongue}/{text}", By(TRANSLATE)),
    ("POST", "/{lang}/{edition}/translation/{tongue}/{text}", By(TRANSLATE)),
    ("POST", "/{lang}/{edition}/translation/{tongue}/{text}/machine", By(TRANSLATE)),
    ("GET", "/{lang}/{edition}/hosts/{host}/translation", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/translation", By(RUN)),
    ("GET", "/{lang}/{edition}/hosts/{host}/translation/{tongue}/{text}", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/translation/{tongue}/{text}", By(RUN)),
    ("POST", "/{lang}/{edition}/hosts/{host}/translation/{tongue}/{text}/machine", By(RUN)),
    ("GET", "/{lang}/{edition}/glossary", By(DRAFT)),
    ("POST", "/{lang}/{edition}/glossary", By(TRANSLATE)),
    ("POST", "/{lang}/{edition}/glossary/policy", By(TRANSLATE)),
    ("POST", "/{lang}/{edition}/glossary/{term}/remove", By(TRANSLATE)),
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
    ("GET", "/{lang}/{edition}/calls", Open),
    ("POST", "/{lang}/{edition}/calls", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}", Open),
    ("POST", "/{lang}/{edition}/calls/{call}", Open),
    ("GET", "/{lang}/{edition}/calls/{call}/design", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/design", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/state", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}/fields", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/fields", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}/fields/{field}", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/fields/{field}", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/fields/{field}/move", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/fields/{field}/remove", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/import", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}/proposals", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/proposals", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}/proposals/{proposal}", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/proposals/{proposal}", By(CALLS)),
    ("GET", "/{lang}/{edition}/calls/{call}/proposals/{proposal}/files/{file}", By(CALLS)),
    ("GET", "/{lang}/{edition}/proposals", Open),
    ("POST", "/{lang}/{edition}/proposals", Open),
    ("GET", "/{lang}/{edition}/proposals/{key}", OwnPage),
    // Whose proposal it is not, is told nothing: the walk's is somebody else's.
    ("GET", "/{lang}/{edition}/proposals/{key}/{proposal}", Owned),
    ("POST", "/{lang}/{edition}/proposals/{key}/{proposal}", Owned),
    ("POST", "/{lang}/{edition}/proposals/{key}/{proposal}/step", Owned),
    ("POST", "/{lang}/{edition}/proposals/{key}/{proposal}/speakers", Owned),
    ("POST", "/{lang}/{edition}/proposals/{key}/{proposal}/speakers/{speaker}/remove", Owned),
    ("POST", "/{lang}/{edition}/proposals/{key}/{proposal}/part", Owned),
    ("GET", "/{lang}/{edition}/proposals/{key}/{proposal}/files/{file}", Owned),
    ("GET", "/{lang}/{edition}/calls/{call}/review", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review/state", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review/reviewers", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review/reviewers/{reviewer}/end", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review/assign", By(CALLS)),
    ("POST", "/{lang}/{edition}/calls/{call}/review/rank", By(CALLS)),
    ("GET", "/{lang}/{edition}/reviews", OwnPage),
    ("GET", "/{lang}/{edition}/reviews/{review}", Owned),
    ("POST", "/{lang}/{edition}/reviews/{review}", Owned),
    ("POST", "/{lang}/{edition}/reviews/{review}/conflict", Owned),
    ("POST", "/{lang}/{edition}/reviews/{review}/notes", Owned),
];

#[test]
fn every_route_is_walked() {
    let sources = [
        include_str!("../web/mod.rs"),
        include_str!("../../programme/web/mod.rs"),
        include_str!("../../programme/table/web/mod.rs"),
        include_str!("../../hosting/web/mod.rs"),
        include_str!("../../calls/web/mod.rs"),
        include_str!("../../guests/web/mod.rs"),
        include_str!("../../letters/web/mod.rs"),
        include_str!("../../releasing/web.rs"),
        include_str!("../../review/web/mod.rs"),
        include_str!("../../translation/web/mod.rs"),
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
        Owned if role.is_some() => Met::Nothing,
        OwnPage | Owned => Met::LedToSignIn,
        By(rule) if rule.granted.iter().any(is) => Met::LetIn,
        By(rule) if rule.told.iter().any(is) => Met::Refused,
        By(_) => Met::Nothing,
    }
}

/// A path that leads to something of its own, so that whoever is let in may do it.
fn path_of(world: &World, pattern: &str, account: Option<&Account>) -> String {
    let mut path = pattern.replace("{lang}", "en").replace("{edition}", "sample-2025");
    path = path.replace("{number}", "1");
    path = path.replace("{activity}", "activity-0");
    if path.contains("{absence}") {
        path = path.replace("{absence}", &an_absence(world).to_string());
    }
    if path.contains("{run}") {
        path = path.replace("{run}", &a_run(world).to_string());
    }
    // A stream that goes on would never be walked to its end.
    path = path.replace("/table/live", "/table/live?once=yes");
    path = path.replace("{host}", fixture::programme(1).hosts[0].slug.as_str());
    if path.contains("{call}") || path.contains("{proposal}") {
        let (proposal, file, speaker) = a_proposal(world);
        path = path.replace("{call}", "walked").replace("{field}", "repo").replace("{key}", "mine");
        path = path.replace("{proposal}", &proposal).replace("{file}", &file);
        path = path.replace("{speaker}", &speaker);
    }
    path = path.replace("{key}", "mine");
    if path.contains("{review}") || path.contains("{reviewer}") {
        crate::calls::tests::walked(world);
        let edition = fixture::id("edition");
        let call = world.read(move |tx| crate::calls::store::call_by_slug(tx, edition, "walked"));
        let (review, reviewer) = crate::review::tests::walked(world, &call.unwrap());
        path = path.replace("{review}", &review.to_string());
        path = path.replace("{reviewer}", &reviewer.to_string());
    }
    if path.contains("{invitation}") || path.contains("/invitations/{token}") {
        let (id, token) = an_invitation(world);
        path = path.replace("{invitation}", &id.to_string()).replace("{token}", &token.spelled());
    }
    path = path.replace("{activity}", "activity-0");
    path = path.replace("{tongue}", "en").replace("{text}", "host.sample-community.name");
    if path.contains("{term}") {
        path = path.replace("{term}", &a_term(world).to_string());
    }
    if path.contains("{request}") {
        path = path.replace("{request}", &a_request(world).to_string());
    }
    if path.contains("{asked}") {
        path = path.replace("{asked}", &an_asked_host(world).to_string());
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

/// A term of the glossary.
fn a_term(world: &World) -> crate::translation::glossary::TermId {
    use crate::translation::{refusal::Unwilling, verbs::terms};
    let (ctx, count) = (world.ctx.clone(), count(world, TERMS));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        terms::add(tx, &ctx, may, (&format!("walk-{count}"), "walk", ""))
    })
}

/// An open request of the host.
fn a_request(world: &World) -> hosting::requests::RequestId {
    use hosting::verbs::grants::{Place, ask_for};
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<hosting::refusal::Unwilling>> {
        let may = access::require(tx, &ctx, host()).map_err(|no| no.map(Into::into))?;
        let seats = (hosting::model::Resource::Seats, &Place::Any, 10);
        ask_for(tx, &ctx, may, seats, "For the walk.")
    })
}

/// The host, asked by itself to host an activity: so that it may answer and take back alike.
fn an_asked_host(world: &World) -> hosting::cohosting::CoHostingId {
    use hosting::cohosting::{CoHosting, State};
    use hosting::store::cohosting as rows;
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Fault> {
        let edition = fixture::id::<Edition>("edition");
        let open = rows::in_edition(tx, edition)?.into_iter().find(|one| one.state == State::Asked);
        if let Some(open) = open {
            return Ok(open.id);
        }
        let host = fixture::id::<Host>("host");
        let one = CoHosting {
            id: ctx.id(),
            edition: edition.uuid(),
            activity: fixture::id("activity-1"),
            host,
            asking: Some(host),
            state: State::Asked,
            asked_by: None,
            asked_at: ctx.now(),
            answered_at: None,
            reason: String::new(),
        };
        rows::insert(tx, &one, None)?;
        Ok(one.id)
    })
}

/// Somebody else's proposal with a file and a co-speaker, to the edition's own call.
fn a_proposal(world: &World) -> (String, String, String) {
    use crate::calls::model::FileId;
    use crate::calls::tests;
    let (id, file) = tests::walked(world);
    let speaker = tests::read(world, id).speakers[1].id;
    let file: FileId = file;
    (id.to_string(), file.to_string(), speaker.to_string())
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

/// A time at which the host is away.
fn an_absence(world: &World) -> absences::AbsenceId {
    use table::verbs::absences::{Named, Wish, enter_any};
    let (ctx, id) = (world.ctx.clone(), fixture::id::<Edition>("edition"));
    let programme = fixture::programme(1);
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<table::refusal::Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        let (whose, day) =
            (Named::Host(programme.hosts[0].slug.clone()), programme.edition.first_day);
        let sort = absences::Sort::Away;
        enter_any(tx, &ctx, may, &Wish { whose, sort, day, from: 600, until: 660 })?;
        Ok(absences::of_edition(tx, id)?.last().expect("it was entered").id)
    })
}

/// A run of the solver that nobody works on.
fn a_run(world: &World) -> table::runs::RunId {
    let (ctx, id) = (world.ctx.clone(), fixture::id::<Edition>("edition"));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<table::refusal::Unwilling>> {
        if let Some(run) = table::runs::last(tx, id)? {
            return Ok(run.id);
        }
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        table::verbs::runs::ask(tx, &ctx, may, table::solver::Task::Rest)
    })
}

fn a_speakers_grant(world: &World) -> GrantId {
    let count = count(world, GRANTS);
    let address = format!("speaker-{count}@example.org");
    let id = super::account(world, &address, Some((Role::Speaker, edition()))).id;
    world.read(move |tx| access::grants::of_account(tx, id))[0].id
}

store::statements! {
    TERMS = "select count(*) as facts from fact";
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
