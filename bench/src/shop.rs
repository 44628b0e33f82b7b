//! Free pass orders through the JSON API, as a shop sends them: 64 connections kept open, one quota,
//! each order durable before it is answered. Server and shop share the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, ensure};
use guildhall::access::sessions::Token;
use guildhall::access::tokens::{self, ApiToken};
use guildhall::access::{self, Actor, Area, Doing, Reach, Role, Scope};
use guildhall::admissions::model::Kind;
use guildhall::admissions::refusal::Unwilling;
use guildhall::admissions::verbs::categories::{self, Wish};
use guildhall::api::{Allowance, Api, Limits};
use guildhall::cli::interface::routes;
use guildhall::ctx::Ctx;
use guildhall::desk::Rate;
use guildhall::error::Error;
use guildhall::integrations::courier::Reachable;
use guildhall::journal;
use guildhall::migrations::MIGRATIONS;
use guildhall::people::verbs::{accounts, roles};
use guildhall::programme::fixture;
use guildhall::serve::door;
use guildhall::serve::floor::Floor;
use guildhall::serve::shelf::Shelf;
use guildhall::work::Worker;
use kernel::{Clock, Lang, SeededIds, Text, Timestamp};
use store::{Db, DbUrl, Options, Tx, migrate, scratch};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

pub const CONNECTIONS: usize = 64;
/// A quota that many want at once, and how often they try.
const QUOTA: i64 = 2_000;
const TRIES: u64 = 20_000;

pub struct Now;

impl Clock for Now {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

pub fn run(postgres: Option<&str>, span: Duration) -> anyhow::Result<()> {
    println!("free pass orders through the JSON API, {CONNECTIONS} connections, one quota");
    println!(
        "{:<12} {:>10} {:>9} {:>9}   quota of {QUOTA}, {TRIES} tries",
        "engine", "orders/s", "p50 ms", "p99 ms"
    );
    let folder = tempfile::tempdir()?;
    let mut engines = vec![("SQLite", DbUrl::File(folder.path().join("shop.sqlite")))];
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
    migrate(&db, MIGRATIONS, Now.now())?;
    let seed = u64::try_from(Now.now().as_millis()).unwrap_or(1);
    let ids = Arc::new(SeededIds::new(seed));
    let ctx = Ctx { clock: Arc::new(Now), ids, actor: Actor::Operator, hall_ahead_ms: 0 };
    let tokens = furnish(&db, &ctx)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (port, closing) = open(&runtime, &db, &ctx)?;
    let worker = Worker::start(&db, &ctx, vec![journal::sealer(ctx.id::<()>().uuid())])?;
    let shop = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let rush = |pass: &'static str, until: Until| {
        shop.block_on(sell(port, &tokens, pass, until)).context("the shop")
    };
    rush("visitor", Until::Time(Instant::now() + Duration::from_secs(1)))?;
    let sold = rush("visitor", Until::Time(Instant::now() + span))?;
    let scarce = rush("guest", Until::Tries(AtomicU64::new(TRIES).into()))?;
    let [half, most] = [50, 99].map(|part| sold.millis(part));
    let rate = sold.taken as f64 / span.as_secs_f64();
    let said = format!("{} sold, {} told", scarce.taken, scarce.refused);
    println!("{name:<12} {rate:>10.0} {half:>9.1} {most:>9.1}   {said}");
    ensure!(sold.refused == 0, "{} orders were refused", sold.refused);
    ensure!(scarce.taken == QUOTA.unsigned_abs() && scarce.taken + scarce.refused == TRIES);
    let _ = closing.send(());
    worker.stop();
    let edition = fixture::id("edition");
    for one in db.read_now(move |tx| categories::of_edition(tx, edition))? {
        println!("             {}: {} of {} places taken", one.slug, one.taken, one.places);
    }
    Ok(())
}

/// The fixture's conference with two sorts of pass, and a token for each connection.
pub fn furnish(db: &Db, ctx: &Ctx) -> anyhow::Result<Vec<String>> {
    let conference = fixture::programme(6);
    db.write_now(move |tx: &mut Tx<'_>| fixture::publish(tx, &conference).map(drop))?;
    let making = ctx.clone();
    let edition = Scope::edition(fixture::id::<guildhall::editions::model::Edition>("edition"));
    db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = access::require(tx, &making, edition).map_err(|no| no.map(Unwilling::from))?;
        for (slug, places) in [("visitor", 10_000_000), ("guest", QUOTA)] {
            let kind = Kind::from_word(slug).ok_or(Error::Missing)?;
            let wish = Wish {
                slug: slug.parse().map_err(|_| Error::Missing)?,
                kind,
                name: Text::in_one(Lang::En, slug),
                opens_at: None,
                closes_at: None,
                days: Vec::new(),
                price_minor: 0,
                currency: "CNY".to_owned(),
                code: None,
                real_name: false,
                places,
            };
            categories::set(tx, &making, may, &wish, None)?;
        }
        Ok(())
    })?;
    let making = ctx.clone();
    let address = "shop@example.org".parse()?;
    let made = db.write_now(move |tx: &mut Tx<'_>| {
        let may = access::require(tx, &making, Scope::Site).map_err(|no| no.map(Into::into))?;
        let account = accounts::ensure(tx, &making, may, &address, "Shop", Lang::En)?;
        roles::appoint(tx, &making, may, account.id, (Role::Organiser, edition))?;
        let mut all = Vec::new();
        for _ in 0..CONNECTIONS {
            let token = Token::new(making.secret());
            let made = ApiToken {
                id: making.id(),
                account: account.id,
                edition: edition.edition_uuid().unwrap_or_default(),
                name: "Shop".to_owned(),
                reach: Reach::nothing().with(Area::Admissions, Doing::Write),
                made_at: making.now(),
                expires_at: making.now() + Duration::from_secs(86_400),
                used_on: None,
                revoked_at: None,
            };
            tokens::insert(tx, &made, &token)?;
            all.push(tokens::spelled(&token));
        }
        Ok::<_, Error<guildhall::people::refusal::Unwilling>>(all)
    });
    Ok(made?)
}

pub type Closing = tokio::sync::oneshot::Sender<()>;

pub fn open(
    runtime: &tokio::runtime::Runtime,
    db: &Db,
    ctx: &Ctx,
) -> anyhow::Result<(u16, Closing)> {
    let rate = Rate { at_once: 1_000_000, per_second: 1_000_000 };
    let limits = Limits { allowance: Allowance { of_token: rate, of_strangers: rate } };
    let api = Api::new(db.clone(), ctx.clone(), routes(Reachable::Public), "", limits);
    let shelf = Arc::new(Shelf::new(Vec::new()));
    let floor = Arc::new(Floor::new(shelf, Arc::new(Now), Arc::new(api).router()));
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let port = listener.local_addr()?.port();
    let (closing, closed) = tokio::sync::oneshot::channel();
    runtime.spawn(async move {
        let stop = async move {
            let _ = closed.await;
        };
        door::open(listener, floor, stop).await
    });
    Ok((port, closing))
}

/// When a rush is over.
#[derive(Clone)]
enum Until {
    Time(Instant),
    Tries(Arc<AtomicU64>),
}

impl Until {
    fn goes_on(&self) -> bool {
        match self {
            Self::Time(end) => Instant::now() < *end,
            Self::Tries(left) => left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |it| it.checked_sub(1))
                .is_ok(),
        }
    }
}

#[derive(Default)]
struct Sold {
    taken: u64,
    refused: u64,
    spans: Vec<Duration>,
}

impl Sold {
    fn millis(&self, part: usize) -> f64 {
        let mut spans = self.spans.clone();
        spans.sort_unstable();
        let at = (spans.len() * part / 100).min(spans.len().saturating_sub(1));
        spans.get(at).map_or(0.0, |span| span.as_secs_f64() * 1e3)
    }
}

async fn sell(
    port: u16,
    tokens: &[String],
    pass: &'static str,
    until: Until,
) -> anyhow::Result<Sold> {
    let local = tokio::task::LocalSet::new();
    let mut shops = Vec::new();
    for (number, token) in tokens.iter().enumerate() {
        shops.push(local.spawn_local(one(port, token.clone(), number, pass, until.clone())));
    }
    local.await;
    let mut sum = Sold::default();
    for shop in shops {
        let sold = shop.await??;
        sum.taken += sold.taken;
        sum.refused += sold.refused;
        sum.spans.extend(sold.spans);
    }
    Ok(sum)
}

/// One connection that orders again and again.
async fn one(
    port: u16,
    token: String,
    shop: usize,
    pass: &str,
    until: Until,
) -> anyhow::Result<Sold> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let body = format!(r#"{{"passes":[{{"pass":"{pass}","holder":"Sample visitor"}}]}}"#);
    let (mut sold, mut buffer) = (Sold::default(), vec![0; 16 << 10]);
    let run = Now.now().as_millis();
    while until.goes_on() {
        let number = sold.taken + sold.refused;
        let request = format!(
            "POST /api/v1/editions/sample-2025/orders HTTP/1.1\r\nhost: bench\r\n\
             authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             idempotency-key: {run}-{shop}-{number}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len(),
        );
        let started = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let status = answered(&mut stream, &mut buffer).await?;
        sold.spans.push(started.elapsed());
        match status {
            201 => sold.taken += 1,
            409 => sold.refused += 1,
            status => anyhow::bail!("an order was answered {status}"),
        }
    }
    Ok(sold)
}

/// Reads one answer to its end.
pub async fn answered(stream: &mut TcpStream, buffer: &mut [u8]) -> anyhow::Result<u16> {
    let mut held = 0;
    loop {
        let read = stream.read(&mut buffer[held..]).await?;
        ensure!(read > 0, "the server hung up");
        held += read;
        let text = String::from_utf8_lossy(&buffer[..held]);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.context("an answer without a length")?.parse()?;
        if body.len() >= length {
            return Ok(head.split(' ').nth(1).context("no status")?.parse()?);
        }
    }
}
