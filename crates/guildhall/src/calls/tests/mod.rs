//! Stories of calls and proposals on every engine.

mod deciding;
mod importing;
mod pages;
mod proposing;
mod speaking;

use std::time::Duration;

use kernel::{Lang, Text};
use store::Tx;

use super::form::{Field, Sort};
use super::model::{Body, Call, CallState, Dossier, ProposalId, State};
use super::refusal::Unwilling;
use super::rules::{Decision, Problem};
use super::sheet::{Profile, Sheet};
use super::store as rows;
use super::verbs::calls::{self, Wish};
use super::verbs::gate::{self, Proposer};
use super::verbs::proposals::{self, Act, Kept, Typed};
use super::verbs::{decide, dossier, links};
use crate::access::sessions::Token;
use crate::access::{self, Actor, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::people::account::Email;
use crate::people::verbs::{accounts, roles};
use crate::programme::model::Kind;
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

pub const EDITION: &str = "sample-2025";

pub fn worlds() -> Vec<World> {
    let worlds = World::all();
    worlds.iter().for_each(furnish);
    worlds
}

fn furnish(world: &World) {
    let ctx = world.ctx.clone();
    let scope = Scope::edition(fixture::id::<Edition>("edition"));
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
        let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Into::into))?;
        programme::import(tx, &ctx, may, &fixture::programme(6)).map(drop)
    });
}

pub fn field(key: &str, sort: Sort, required: bool) -> Field {
    Field {
        key: key.parse().unwrap(),
        label: Text::zh_en(format!("问{key}"), key),
        hint: Text::empty(),
        sort,
        required,
        per_language: false,
        options: Vec::new(),
        shown_when: None,
    }
}

/// An announced call of the edition, or of its one host, open for a week.
pub fn a_call(world: &World, slug: &str, of_host: bool) -> Call {
    let (ctx, now) = (world.ctx.clone(), world.ctx.now());
    let slug: kernel::Slug = slug.parse().unwrap();
    world.write(move |tx: &mut Tx<'_>| -> Result<Call, Error<Unwilling>> {
        let host = fixture::programme(1).hosts[0].slug.clone();
        let host = if of_host { host.as_str() } else { "" };
        let may = gate::opens(tx, &ctx, EDITION, host)?;
        let body = Body {
            name: Text::zh_en("征集", "Call"),
            about: Text::empty(),
            part: None,
            kinds: vec![Kind::Talk],
            durations: vec![20],
            co_speakers_max: 1,
            fields: vec![field("repo", Sort::Url, true), field("slides", Sort::File, false)],
            sample: false,
        };
        let wish = Wish {
            slug: slug.clone(),
            opens_at: now,
            closes_at: now + Duration::from_secs(7 * 24 * 3600),
            access_code: String::new(),
            body,
        };
        let call = calls::make(tx, &ctx, may, &wish)?;
        let may = gate::of_call(tx, &ctx, call.clone())?;
        calls::set_state(tx, &ctx, &may, 1, CallState::Announced)?;
        rows::call(tx, call.id)?.ok_or(Error::Missing)
    })
}

pub fn email(text: &str) -> Email {
    text.parse().unwrap()
}

pub fn visitor(world: &World) -> Ctx {
    world.ctx.acting(Actor::Visitor)
}

/// A verb's outcome; what is missing or faulty is told apart.
pub fn outcome<T: Send + 'static>(
    world: &World,
    verb: impl FnMut(&mut Tx<'_>) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Option<Unwilling>> {
    world.db.write_now(verb).map_err(|error| match error {
        Error::Refused(why) => Some(why),
        Error::Missing => None,
        Error::Fault(fault) => panic!("{fault}"),
    })
}

/// Somebody begins a proposal by a letter, and follows its link.
pub fn begun(world: &World, call: &Call, address: &str) -> (ProposalId, Token, Proposer) {
    let (ctx, call, address) = (visitor(world), call.clone(), email(address));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let id = proposals::begin(tx, &ctx, &call, (&address, Lang::En), "")?;
        let token = links::make(tx, &ctx, call.edition, address.as_str())?;
        let who = links::follow(tx, &ctx, call.edition, &token)?;
        Ok((id, token, who))
    })
}

pub fn typed(title: &str) -> Typed {
    let pairs = [
        ("written", "en"),
        ("spoken", "en"),
        ("title", title),
        ("summary", "Words about it."),
        ("minutes", "20"),
        ("f.repo", "https://example.org/repo"),
    ];
    Typed {
        sheet: Sheet::of(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into()))),
        profile: Profile { name: "Sample Speaker".into(), ..Profile::default() },
        ..Typed::default()
    }
}

pub fn save(
    world: &World,
    who: &Proposer,
    (id, version): (ProposalId, i64),
    (typed, act): (Typed, Act),
) -> Result<Kept, Option<Unwilling>> {
    let (ctx, who) = (visitor(world), who.clone());
    outcome(world, move |tx| proposals::save(tx, &ctx, &who, (id, version), (&typed, act)))
}

pub fn read(world: &World, id: ProposalId) -> Dossier {
    outcome(world, move |tx| dossier(tx, id)).unwrap()
}

/// A proposal that was handed in.
pub fn handed_in(world: &World, call: &Call, address: &str) -> (ProposalId, Proposer) {
    let (id, _, who) = begun(world, call, address);
    let kept = save(world, &who, (id, 1), (typed(&format!("Talk of {address}")), Act::Submit));
    assert_eq!(kept, Ok(Kept::Submitted));
    (id, who)
}

pub fn decided(
    world: &World,
    call: &Call,
    proposals: Vec<ProposalId>,
    decision: Decision,
) -> Result<usize, Option<Unwilling>> {
    let (ctx, call) = (world.ctx.clone(), call.clone());
    outcome(world, move |tx| {
        let may = gate::of_call(tx, &ctx, call.clone())?;
        let (proposals, note) = (proposals.clone(), String::new());
        decide::decide(tx, &ctx, &may, &decide::Wish { proposals, decision, note })
    })
}

pub fn withdrawn(
    world: &World,
    who: &Proposer,
    named: (ProposalId, i64),
) -> Result<(), Option<Unwilling>> {
    let (ctx, who) = (world.ctx.clone(), who.clone());
    outcome(world, move |tx| super::verbs::proposals::withdraw(tx, &ctx, &who, named))
}

/// Somebody with a role, and the circumstances in which they act.
pub fn acting(world: &World, address: &str, role: Option<(Role, Scope)>) -> Ctx {
    let (ctx, address) = (world.ctx.clone(), email(address));
    let id = world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = access::require(tx, &ctx, Scope::Site).map_err(|no| no.map(Unwilling::from))?;
        let made = accounts::ensure(tx, &ctx, may, &address, "Sample", Lang::En)
            .map_err(|no| no.map(Unwilling::from))?;
        if let Some(role) = role {
            roles::appoint(tx, &ctx, may, made.id, role).map_err(|no| no.map(Unwilling::from))?;
        }
        Ok(made.id)
    });
    world.ctx.acting(Actor::Account(id))
}

/// A proposal with a file and a co-speaker to a call called `walked`, made when it is missing.
pub fn walked(world: &World) -> (ProposalId, crate::calls::model::FileId) {
    use super::model::{File, Speaker, SpeakerState};
    let edition = fixture::id::<Edition>("edition");
    let there = world.read(move |tx| rows::call_by_slug(tx, edition, "walked"));
    let call = there.unwrap_or_else(|| a_call(world, "walked", false));
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let brought = formats::proposals::Proposal {
            code: ctx.id::<()>().to_string(),
            title: "Walked".into(),
            ..formats::proposals::Proposal::default()
        };
        let may = gate::of_call(tx, &ctx, call.clone())?;
        super::verbs::import::bring(tx, &ctx, &may, &[brought])?;
        let all = rows::proposals_of(tx, call.id)?;
        let id = all.last().ok_or(Error::Missing)?.id;
        let lead = rows::speakers_of(tx, id)?.remove(0);
        let (state, email) = (SpeakerState::Invited, "walked@example.org".to_owned());
        let other = Speaker { id: ctx.id(), position: 1, state, email, ..lead };
        rows::insert_speaker(tx, call.edition, &other)?;
        let file = File {
            id: ctx.id(),
            proposal: id,
            field: "slides".parse().unwrap(),
            name: "a.txt".into(),
            sort: "text/plain".into(),
            bytes: 2,
        };
        rows::insert_file(tx, &file, b"hi", ctx.now())?;
        Ok((id, file.id))
    })
}
