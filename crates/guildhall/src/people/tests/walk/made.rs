//! What a path leads to, made for whoever walks there.

use super::*;

/// A part of a path, and what makes what it stands for.
type Makes = (&'static str, fn(&World) -> String);

/// What is made alike for everybody, each time a path names it.
const MADE: [Makes; 13] = [
    ("{gate}", |world| crate::door::tests::walked::gate(world).slug.to_string()),
    ("{space}", |world| crate::door::tests::walked::gate(world).space.to_string()),
    ("{device}", |world| crate::door::tests::walked::device(world).to_string()),
    ("{absence}", |world| an_absence(world).to_string()),
    ("{run}", |world| a_run(world).to_string()),
    ("{term}", |world| a_term(world).to_string()),
    ("{request}", |world| a_request(world).to_string()),
    ("{asked}", |world| an_asked_host(world).to_string()),
    ("{person}", |world| a_contact(world).to_string()),
    ("{guest}", |world| a_guest(world).to_string()),
    ("{item}", |world| an_item(world).to_string()),
    ("{letter}", |world| a_waiting_letter(world).to_string()),
    ("{webhook}", a_webhook),
];

/// What is called the same for everybody.
const NAMED: [(&str, &str); 13] = [
    ("{lang}", "en"),
    ("{edition}", "sample-2025"),
    ("{number}", "1"),
    ("{activity}", "activity-0"),
    ("{key}", "mine"),
    ("{tongue}", "en"),
    ("{text}", "host.sample-community.name"),
    ("{kind}", crate::letters::changed::CHANGED),
    ("{way}", "later"),
    ("{pass}", "01950000-0000-7000-8000-000000000000"),
    ("{seat}", "01950000-0000-7000-8000-000000000000"),
    ("{group}", "01950000-0000-7000-8000-000000000000"),
    ("{link}", "nonsense"),
];

/// A path that leads to something of its own, so that whoever is let in may do it.
pub(crate) fn path_of(world: &World, pattern: &str, account: Option<&Account>) -> String {
    let named =
        NAMED.iter().fold(pattern.to_owned(), |path, (part, name)| path.replace(part, name));
    // A stream that goes on would never be walked to its end.
    let path = named.replace("/table/live", "/table/live?once=yes");
    let path = path.replace("{host}", fixture::programme(1).hosts[0].slug.as_str());
    let mut path = proposed(world, path);
    for (part, make) in MADE {
        if path.contains(part) {
            path = path.replace(part, &make(world));
        }
    }
    owned(world, path, account)
}

/// What belongs to a call.
fn proposed(world: &World, mut path: String) -> String {
    if path.contains("{call}") || path.contains("{proposal}") {
        let (proposal, file, speaker) = a_proposal(world);
        path = path.replace("{call}", "walked").replace("{field}", "repo");
        path = path.replace("{proposal}", &proposal).replace("{file}", &file);
        path = path.replace("{speaker}", &speaker);
    }
    if path.contains("{phase}") {
        let (phase, pair) = crate::review::tests::pairs::walked(world);
        path = path.replace("{phase}", &phase.to_string()).replace("{pair}", &pair.to_string());
    }
    if path.contains("{review}") || path.contains("{reviewer}") {
        crate::calls::tests::walked(world);
        let edition = fixture::id("edition");
        let call = world.read(move |tx| crate::calls::store::call_by_slug(tx, edition, "walked"));
        let (review, reviewer) = crate::review::tests::walked(world, &call.unwrap());
        path = path.replace("{review}", &review.to_string());
        path = path.replace("{reviewer}", &reviewer.to_string());
    }
    path
}

/// What is somebody's, or leads to somebody.
fn owned(world: &World, mut path: String, account: Option<&Account>) -> String {
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
