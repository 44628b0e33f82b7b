//! A release of 1,000 activities that tells 3,000 readers, on each engine at hand, in rounds.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use guildhall::access::{self, Actor, PublishRelease, Scope};
use guildhall::ctx::Ctx;
use guildhall::error::Error;
use guildhall::migrations::MIGRATIONS;
use guildhall::people::contacts;
use guildhall::people::model::Person;
use guildhall::programme::fixture;
use guildhall::programme::model::{Involvement, PersonRole, Programme};
use guildhall::programme::verbs as programme;
use guildhall::releasing::verbs::{self, Blocks, Telling, Unwilling, Wish};
use kernel::{FixedClock, Id, Lang, SeededIds, Slug, Text};
use store::{Db, Options, Tx, migrate};

use crate::synthetic;

const ACTIVITIES: usize = 1_000;
const READERS: usize = 3_000;
const ROUNDS: usize = 5;

pub fn run(postgres: Option<&str>) -> anyhow::Result<()> {
    println!(
        "{ACTIVITIES} activities released, {READERS} letters ordered in the same transaction (goal 5 s)"
    );
    println!("{:<12} {:>12} {:>12} {:>14}", "engine", "look ms", "release ms", "slowest ms");
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("release.sqlite").display());
    measure("SQLite", &sqlite)?;
    if let Some(url) = postgres {
        measure("PostgreSQL", url)?;
    }
    Ok(())
}

/// As many people as there are letters, three to an activity.
fn programme_of(round: usize) -> Programme {
    let mut programme = synthetic::release(ACTIVITIES).programme;
    let space = format!("bench-{}-{round}", std::process::id());
    programme.edition.slug = space.parse().expect("a slug");
    programme.edition.id = Id::named(&space, "edition");
    let pattern = programme.people[0].clone();
    programme.people = (0..READERS)
        .map(|at| Person {
            id: Id::named(&space, &format!("person-{at}")),
            slug: format!("person-{at}").parse::<Slug>().expect("a slug"),
            host: None,
            ..pattern.clone()
        })
        .collect();
    let readers: Vec<_> = programme.people.iter().map(|person| person.id).collect();
    renamed(&mut programme, &space);
    for (at, activity) in programme.activities.iter_mut().enumerate() {
        let three = readers.iter().skip(at * 3).take(3);
        activity.people = three
            .map(|person| Involvement { person: *person, role: PersonRole::Speaker })
            .collect();
    }
    programme
}

/// Every id of another edition's: rounds must not write over each other.
fn renamed(programme: &mut Programme, space: &str) {
    let text = serde_json::to_string(programme).expect("it is a document");
    let mut whole = text;
    let olds = programme.venues.iter().flat_map(|venue| {
        let halls = venue.halls.iter().map(|hall| hall.id.to_string());
        std::iter::once(venue.id.to_string()).chain(halls)
    });
    let olds = olds.chain(programme.parts.iter().map(|one| one.id.to_string()));
    let olds = olds.chain(programme.hosts.iter().map(|one| one.id.to_string()));
    for old in olds {
        whole = whole.replace(&old, &Id::<()>::named(space, &old).to_string());
    }
    *programme = serde_json::from_str(&whole).expect("it is the same document");
    for activity in &mut programme.activities {
        activity.id = Id::named(space, activity.slug.as_str());
    }
}

fn measure(name: &str, url: &str) -> anyhow::Result<()> {
    let db = Db::open(&url.parse()?, Options::default())?;
    migrate(&db, MIGRATIONS, fixture::at(0))?;
    let ids = Arc::new(SeededIds::new(u64::from(std::process::id())));
    let ctx = Ctx {
        clock: Arc::new(FixedClock::at(fixture::at(0))),
        ids,
        actor: Actor::Operator,
        hall_ahead_ms: 0,
    };
    let (mut looks, mut releases): (Vec<Duration>, Vec<Duration>) = Default::default();
    for round in 0..ROUNDS {
        let programme = programme_of(round);
        let scope = Scope::edition(programme.edition.id);
        prepare(&db, &ctx, &programme)?;
        let begun = Instant::now();
        let looking = ctx.clone();
        let prospect = db.read_now(move |tx: &mut Tx<'_>| {
            let may = access::require::<PublishRelease>(tx, &looking, scope)
                .map_err(|no| no.map(Unwilling::from))?;
            verbs::look(tx, &looking, may)
        });
        let prospect = prospect.map_err(|no| anyhow::anyhow!("{no}"))?;
        looks.push(begun.elapsed());
        ensure!(prospect.readers.reached.len() == READERS, "not the goal's number of letters");
        let begun = Instant::now();
        let releasing = ctx.clone();
        let told = db.write_now(move |tx: &mut Tx<'_>| {
            let may = access::require::<PublishRelease>(tx, &releasing, scope)
                .map_err(|no| no.map(Unwilling::from))?;
            let (note, telling) = (Text::empty(), Telling::Everybody);
            let wish = Wish { note, blocks: Blocks::Override, telling };
            verbs::release(tx, &releasing, may, &wish)
        });
        let (_, told) = told.map_err(|no| anyhow::anyhow!("{no}"))?;
        releases.push(begun.elapsed());
        let letters = told.context("letters were asked for")?.letters;
        ensure!(letters == READERS, "{letters} letters");
    }
    looks.sort_unstable();
    releases.sort_unstable();
    let ms = |span: Duration| span.as_secs_f64() * 1e3;
    println!(
        "{name:<12} {:>12.0} {:>12.0} {:>14.0}",
        ms(looks[ROUNDS / 2]),
        ms(releases[ROUNDS / 2]),
        ms(releases[ROUNDS - 1])
    );
    Ok(())
}

fn prepare(db: &Db, ctx: &Ctx, draft: &Programme) -> anyhow::Result<()> {
    let (ctx, draft) = (ctx.clone(), draft.clone());
    let done = db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = access::require(tx, &ctx, Scope::edition(draft.edition.id))
            .map_err(|no| no.map(Unwilling::from))?;
        programme::import(tx, &ctx, may, &draft).map_err(|no| no.map(Unwilling::Programme))?;
        for (at, person) in draft.people.iter().enumerate() {
            let address = format!("reader-{at}@example.org");
            let address = address.parse().map_err(|_| Error::Missing)?;
            let key = (draft.edition.id, person.id);
            contacts::note(tx, &ctx, key, (&address, Lang::En), 0)?;
        }
        Ok(())
    });
    done.map_err(|no| anyhow::anyhow!("{no}"))
}
