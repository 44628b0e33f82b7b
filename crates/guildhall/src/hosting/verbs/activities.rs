//! A host's own activities: inside its grants it writes them alone, what crosses them is asked for.

use kernel::{Id, Slug};
use store::{Fault, Tx};

use super::requests;
use crate::access::{Can, RunHost};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId, Provenance};
use crate::error::Error;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::{Lack, RequestId};
use crate::hosting::rules::{self, Line};
use crate::hosting::store as rows;
use crate::hosting::wish::{Wish, details, seen_of};
use crate::hosts::model::{Host, HostId};
use crate::journal::Fact;
use crate::people::model::Person;
use crate::programme::address;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Entry, Kind, Programme};
use crate::programme::pen::{self, Edit, Hand, Stroke};

/// Which activity is written.
#[derive(Clone, Debug)]
pub enum Which {
    New,
    This {
        activity: Slug,
        /// What the form showed of it.
        seen: String,
    },
}

/// What happens to what crosses the grants.
#[derive(Clone, Debug)]
pub enum Beyond {
    /// Nothing: the lead is told what is missing.
    Stop,
    /// The organisers are asked, with these words.
    Ask(String),
}

/// What has become of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// In the draft, under that slug.
    Written(Slug),
    /// Nowhere: so much is missing.
    Beyond(Vec<Lack>),
    Asked(RequestId),
}

/// Writes an activity into the draft, or asks the organisers when it crosses what was granted.
pub fn put(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    which: &Which,
    (wish, beyond): (&Wish, &Beyond),
) -> Result<Filed, Error<Unwilling>> {
    let mut programme = opened(tx, can)?;
    let host = can.host::<Host>();
    let before = match which {
        Which::New => None,
        Which::This { activity, seen } => {
            let before = led(&programme, activity, host)?.clone();
            if seen_of(&before) != *seen {
                return Err(Error::Refused(Unwilling::Changed));
            }
            Some(before)
        }
    };
    let from = before.clone().unwrap_or_else(|| blank(ctx, &programme, wish, host));
    let mut after = wish.applied(&programme, &from).map_err(Error::Refused)?;
    if before.is_none() {
        after.slug = slug_for(&programme, &after);
    }
    if before.as_ref() == Some(&after) {
        return Ok(Filed::Written(after.slug));
    }
    let lacks = lacking(tx, host, &mut programme, &after)?;
    match (lacks.is_empty(), beyond) {
        (true, _) => {
            let kind = match before {
                None => "hosting.activity_made",
                Some(_) => "hosting.activity_changed",
            };
            write(tx, ctx, can, kind, (&after, None))?;
            Ok(Filed::Written(after.slug))
        }
        (false, Beyond::Stop) => Ok(Filed::Beyond(lacks)),
        (false, Beyond::Ask(words)) => {
            requests::ask(tx, ctx, can, (lacks, Some(after)), words).map(Filed::Asked)
        }
    }
}

/// Cancels an activity, or takes that back where the grants allow it.
pub fn turn(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    activity: &Slug,
    state: ActivityState,
) -> Result<(), Error<Unwilling>> {
    let mut programme = opened(tx, can)?;
    let host = can.host::<Host>();
    let before = led(&programme, activity, host)?;
    if before.state == state {
        return Ok(());
    }
    let after = Activity { state, ..before.clone() };
    if !lacking(tx, host, &mut programme, &after)?.is_empty() {
        return Err(Error::Refused(Unwilling::Crosses));
    }
    let kind = match state {
        ActivityState::Cancelled => "hosting.activity_cancelled",
        ActivityState::Planned => "hosting.activity_restored",
    };
    Ok(write(tx, ctx, can, kind, (&after, None))?)
}

/// The draft, held until this verb has ended.
pub(super) fn opened(tx: &mut Tx<'_>, can: Can<RunHost>) -> Result<Programme, Error<Unwilling>> {
    let edition: EditionId = can.edition_of_host::<Edition>();
    pen::open(tx, edition)?.ok_or(Error::Missing)
}

/// An activity that the host leads; others that it hosts it may not write.
pub(super) fn led<'p>(
    programme: &'p Programme,
    slug: &Slug,
    host: HostId,
) -> Result<&'p Activity, Error<Unwilling>> {
    let mut all = programme.activities.iter();
    let found = all.find(|one| one.slug == *slug && one.hosts.contains(&host));
    let found = found.ok_or(Error::Missing)?;
    match found.hosts.first() == Some(&host) {
        true => Ok(found),
        false => Err(Error::Refused(Unwilling::NotLed)),
    }
}

/// What a host has and has spent.
pub fn balance(tx: &mut Tx<'_>, programme: &Programme, host: HostId) -> Result<Vec<Line>, Fault> {
    let grants = rows::grants_of(tx, host)?;
    Ok(rules::balance(&grants, &rules::spent(programme, &Index::of(programme), host)))
}

/// What is missing when the draft holds `after`.
fn lacking(
    tx: &mut Tx<'_>,
    host: HostId,
    programme: &mut Programme,
    after: &Activity,
) -> Result<Vec<Lack>, Fault> {
    let before = balance(tx, programme, host)?;
    match programme.activities.iter_mut().find(|one| one.id == after.id) {
        Some(one) => *one = after.clone(),
        None => programme.activities.push(after.clone()),
    }
    Ok(rules::lacks(&before, &balance(tx, programme, host)?))
}

/// Has an activity written, with somebody who is new to the programme if need be.
pub(super) fn write(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    kind: &'static str,
    (activity, newcomer): (&Activity, Option<&Person>),
) -> Result<(), Fault> {
    let fact = Fact::new(kind, activity.id).with("host", can.host::<Host>());
    // Whoever takes part is there first.
    let person = newcomer.map(Stroke::Person).into_iter();
    let strokes = person.chain([Stroke::Activity(activity)]).collect();
    pen::write(tx, ctx, Hand::of(can), Edit::elsewhere(fact, strokes)).map(drop)
}

/// An activity of which nothing is known but who leads it.
fn blank(ctx: &Ctx, programme: &Programme, wish: &Wish, host: HostId) -> Activity {
    let kind = match wish.kind {
        Kind::Opening | Kind::YoungExchange | Kind::Other => Kind::Talk,
        kind => kind,
    };
    let host_is_sample =
        programme.hosts.iter().any(|one| one.id == host && one.provenance.is_sample());
    Activity {
        id: ctx.id(),
        slug: programme.edition.slug.clone(),
        // Every programme has a part; the wish names the right one.
        part: programme.parts.first().map_or(Id::named("part", "none"), |part| part.id),
        parent: None,
        details: details(kind).expect("every kind can be made without fields"),
        title: kernel::Text::empty(),
        subtitle: kernel::Text::empty(),
        summary: kernel::Text::empty(),
        description: kernel::Text::empty(),
        hosts: vec![host],
        people: Vec::new(),
        track: None,
        topics: Vec::new(),
        sectors: Vec::new(),
        groups: Vec::new(),
        level: None,
        languages: Vec::new(),
        interpretation: Vec::new(),
        entry: Entry::Open,
        places: None,
        state: ActivityState::Planned,
        placement: None,
        minutes: None,
        links: Vec::new(),
        recorded: false,
        guid: None,
        // What an invented host makes is invented too.
        provenance: if host_is_sample { Provenance::Sample } else { Provenance::Own },
    }
}

/// An address that nothing in the programme has: from the English title, else from the Chinese.
fn slug_for(programme: &Programme, activity: &Activity) -> Slug {
    let mut taken = programme.activities.iter().map(|one| one.slug.clone()).collect();
    let first = address::slug(activity.title.get(kernel::Lang::En));
    let plain = || "activity".parse().expect("a legal slug");
    address::untaken(&mut taken, &first.unwrap_or_else(plain))
}
