//! Scans through the JSON API, as gates send them: 35,600 passes, 64 devices with a connection each, every
//! answer durable. Once a scan a request, as a gate with network asks; once sixteen, as one sends what it held.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use guildhall::access::{self, Actor, Role, Scope};
use guildhall::admissions::model::AdmissionId;
use guildhall::admissions::refusal::Unwilling as NoPass;
use guildhall::admissions::verbs::orders::{self, PassWish};
use guildhall::ctx::Ctx;
use guildhall::door::model::{Lane, Reentry};
use guildhall::door::refusal::Unwilling;
use guildhall::door::verbs::{codes, devices, gates};
use guildhall::editions::model::{Edition, EditionId};
use guildhall::error::Error;
use guildhall::journal;
use guildhall::people::verbs::{accounts, roles};
use guildhall::programme::fixture;
use guildhall::work::Worker;
use kernel::{Clock as _, Lang, SeededIds, Text};
use store::{Db, DbUrl, Options, Tx, migrate, scratch};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::shop::{CONNECTIONS, Now, answered, furnish, open};

const PASSES: usize = 35_600;

pub fn run(postgres: Option<&str>, span: Duration) -> anyhow::Result<()> {
    println!("scans through the JSON API, {PASSES} passes, {CONNECTIONS} devices and connections");
    println!(
        "{:<12} {:>10} {:>10} {:>9} {:>9}",
        "engine", "a request", "scans/s", "p50 ms", "p99 ms"
    );
    let folder = tempfile::tempdir()?;
    let mut engines = vec![("SQLite", DbUrl::File(folder.path().join("door.sqlite")))];
    if let Some(url) = postgres {
        engines.push(("PostgreSQL", scratch::schema_of(&url.parse()?)));
    }
    for (name, url) in engines {
        measure(name, &url, span)?;
    }
    Ok(())
}

fn measure(name: &str, url: &DbUrl, span: Duration) -> anyhow::Result<()> {
    let db = Db::open(url, Options::default())?;
    migrate(&db, guildhall::migrations::MIGRATIONS, Now.now())?;
    let seed = u64::try_from(Now.now().as_millis()).unwrap_or(1);
    let ctx = Ctx {
        clock: Arc::new(Now),
        ids: Arc::new(SeededIds::new(seed)),
        actor: Actor::Operator,
        hall_ahead_ms: 0,
    };
    furnish(&db, &ctx)?;
    let tokens = devices(&db, &ctx)?;
    let codes = Arc::new(passes(&db, &ctx)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (port, closing) = open(&runtime, &db, &ctx)?;
    let worker = Worker::start(&db, &ctx, vec![journal::sealer(ctx.id::<()>().uuid())])?;
    let crowd = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut number = 0;
    for a_request in [1, 16] {
        // Every code is checked once before it is known: that is the opening, and it is measured too.
        for warm in [true, false] {
            let until = Instant::now() + if warm { Duration::from_secs(2) } else { span };
            let batch = Crowd { port, codes: Arc::clone(&codes), a_request, until, number };
            let (scans, mut spans) = crowd.block_on(batch.come(&tokens)).context("the crowd")?;
            number += 10_000_000;
            if warm {
                continue;
            }
            spans.sort_unstable();
            let part = |part: usize| spans[spans.len() * part / 100].as_secs_f64() * 1e3;
            let rate = scans as f64 / span.as_secs_f64();
            println!("{name:<12} {a_request:>10} {rate:>10.0} {:>9.1} {:>9.1}", part(50), part(99));
        }
    }
    let _ = closing.send(());
    worker.stop();
    for one in guildhall::door::checks::CHECKS {
        let at = Now.now();
        let found = db.read_now(move |tx| (one.look)(tx, at))?;
        ensure!(found.broken.is_empty(), "{}: {:?}", one.name, found.broken.first());
    }
    Ok(())
}

fn edition() -> EditionId {
    fixture::id("edition")
}

/// A device for each connection, all at one gate.
fn devices(db: &Db, ctx: &Ctx) -> anyhow::Result<Vec<String>> {
    let scope = Scope::edition(edition());
    let making = ctx.clone();
    let address = "gates@example.org".parse()?;
    let account = db.write_now(move |tx: &mut Tx<'_>| {
        let may = access::require(tx, &making, Scope::Site).map_err(|no| no.map(Into::into))?;
        let account = accounts::ensure(tx, &making, may, &address, "Gates", Lang::En)?;
        roles::appoint(tx, &making, may, account.id, (Role::Organiser, scope))?;
        Ok::<_, Error<guildhall::people::refusal::Unwilling>>(account.id)
    })?;
    let making = ctx.acting(Actor::Account(account));
    let slug: kernel::Slug = "north".parse()?;
    let made = db.write_now(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = access::require(tx, &making, scope).map_err(|no| no.map(Unwilling::from))?;
        let wish = gates::Wish {
            slug: slug.clone(),
            name: Text::in_one(Lang::En, "North"),
            place: "river".to_owned(),
            direction: None,
            days: Vec::new(),
            categories: Vec::new(),
            reentry: Reentry::AfterExit,
            lane: Lane::ALL,
        };
        gates::set(tx, &making, may, &wish, None)?;
        let mut all = Vec::new();
        for _ in 0..CONNECTIONS {
            let made = devices::make(tx, &making, may, ("north", "Gate"))?;
            all.push(devices::enrol(tx, &making, &made.secret)?.token);
        }
        Ok(all)
    });
    Ok(made?)
}

/// The codes of all passes.
fn passes(db: &Db, ctx: &Ctx) -> anyhow::Result<Vec<String>> {
    let scope = Scope::edition::<Edition>(edition());
    let mut ids: Vec<AdmissionId> = Vec::with_capacity(PASSES);
    while ids.len() < PASSES {
        let making = ctx.clone();
        let count = orders::PASSES_MAX.min(PASSES - ids.len());
        let placed = db.write_now(move |tx: &mut Tx<'_>| -> Result<_, Error<NoPass>> {
            let may = access::require(tx, &making, scope).map_err(|no| no.map(NoPass::from))?;
            let pass = |_| PassWish {
                category: "visitor".to_owned(),
                holder: "Sample visitor".to_owned(),
                document: None,
                guardian: None,
            };
            let wish = orders::Wish { passes: (0..count).map(pass).collect(), code: None };
            orders::place(tx, &making, may, &wish)
        })?;
        ids.extend(placed.admissions.iter().map(|one| one.id));
    }
    let mut all = Vec::with_capacity(PASSES);
    for some in ids.chunks(1_000) {
        let some = some.to_vec();
        let found = db.read_now(move |tx| codes::of(tx, edition(), &some))?;
        all.extend(found.into_values().map(|code| code.digits));
    }
    ensure!(all.len() == PASSES, "{} codes", all.len());
    Ok(all)
}

/// Those who come at once.
#[derive(Clone)]
struct Crowd {
    port: u16,
    codes: Arc<Vec<String>>,
    a_request: usize,
    until: Instant,
    /// Where the devices' numbers begin.
    number: usize,
}

impl Crowd {
    async fn come(self, tokens: &[String]) -> anyhow::Result<(usize, Vec<Duration>)> {
        let local = tokio::task::LocalSet::new();
        let mut all = Vec::new();
        for (gate, token) in tokens.iter().enumerate() {
            all.push(local.spawn_local(self.clone().at(gate, token.clone())));
        }
        local.await;
        let (mut scans, mut spans) = (0, Vec::new());
        for one in all {
            let (here, took) = one.await??;
            scans += here;
            spans.extend(took);
        }
        Ok((scans, spans))
    }

    /// One gate: its own share of the passes comes in, then leaves, and again.
    async fn at(self, gate: usize, token: String) -> anyhow::Result<(usize, Vec<Duration>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        stream.set_nodelay(true)?;
        let (mut scans, mut spans, mut buffer) = (0, Vec::new(), vec![0; 64 << 10]);
        let mine: Vec<&String> = self.codes.iter().skip(gate).step_by(CONNECTIONS).collect();
        while Instant::now() < self.until {
            let now = Now.now().as_millis();
            let some = (scans..scans + self.a_request).map(|at| {
                let way = if (at / mine.len()).is_multiple_of(2) { "in" } else { "out" };
                let (code, number) = (mine[at % mine.len()], self.number + at);
                format!(r#"{{"number":{number},"code":"{code}","at":{now},"direction":"{way}"}}"#)
            });
            let some: Vec<String> = some.collect();
            let body = format!(r#"{{"now":{now},"scans":[{}]}}"#, some.join(","));
            let request = format!(
                "POST /api/v1/editions/sample-2025/scans HTTP/1.1\r\nhost: bench\r\n\
                 authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\n\r\n{body}",
                body.len(),
            );
            let started = Instant::now();
            stream.write_all(request.as_bytes()).await?;
            let status = answered(&mut stream, &mut buffer).await?;
            spans.push(started.elapsed());
            ensure!(status == 201, "a scan was answered {status}");
            scans += self.a_request;
        }
        Ok((scans, spans))
    }
}
