//! Durable five-row verbs per second, beside the bare driver in the same run.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use kernel::Timestamp;
use store::{Db, DbUrl, scratch};

use crate::orders::{MIGRATIONS, Order, SCHEMA, TICKET_INSERT, TICKETS, buy};
use crate::raw;

pub struct Options {
    pub postgres: Option<String>,
    pub span: Duration,
}

const NOW: Timestamp = Timestamp::from_millis(1_760_000_000_000);
const CALLERS: [u64; 3] = [1, 16, 64];
/// Sorts of ticket the orders go to: one hot counter, and many.
const TICKET_KINDS: [i64; 2] = [1, 64];
/// Orders per commit of the driver by hand.
const BY_HAND: u64 = 64;

pub fn run(options: &Options) -> Result<()> {
    for kinds in TICKET_KINDS {
        println!("\nSQLite, orders to {kinds} sort(s) of ticket");
        let folder = tempfile::tempdir()?;
        let order = |number| order(number, kinds);
        let limit = raw::sqlite(
            &folder.path().join("raw.db"),
            BY_HAND,
            options.span,
            order,
            &tickets(kinds),
        )?;
        line("rusqlite by hand, 64 orders per commit", limit, limit);
        for callers in CALLERS {
            let url = DbUrl::File(folder.path().join(format!("{callers}.db")));
            line(
                &format!("store, {callers} callers"),
                measured(&url, callers, kinds, options)?,
                limit,
            );
        }
    }
    if options.postgres.is_none() {
        println!("\nPostgreSQL: not run, say --postgres URL");
    }
    for (url, kinds) in options.postgres.iter().flat_map(|url| TICKET_KINDS.map(|k| (url, k))) {
        println!("\nPostgreSQL, orders to {kinds} sort(s) of ticket");
        let limit = postgres_by_hand(url, kinds, BY_HAND, options.span)?;
        line("postgres by hand, 64 orders per commit", limit, limit);
        let single = postgres_by_hand(url, kinds, 1, options.span)?;
        line("postgres by hand, 1 order per commit", single, limit);
        for callers in CALLERS {
            let url = scratch::schema_of(&url.parse()?);
            line(
                &format!("store, {callers} callers"),
                measured(&url, callers, kinds, options)?,
                limit,
            );
        }
    }
    Ok(())
}

fn line(what: &str, rate: f64, limit: f64) {
    println!("{what:<42} {rate:>8.0}/s  {:>4.0} %", rate / limit * 100.0);
}

fn order(number: u64, kinds: i64) -> Order {
    let ticket = i64::try_from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33).unwrap_or(0);
    let millis = i64::try_from(number / 20).unwrap_or(0);
    Order { number, ticket: ticket % kinds, at: Timestamp::from_millis(NOW.as_millis() + millis) }
}

fn tickets(kinds: i64) -> String {
    let rows = (0..kinds).map(|id| format!("({id}, 0, 1000000000)")).collect::<Vec<_>>();
    format!("{TICKETS}{}", rows.join(", "))
}

fn postgres_by_hand(url: &str, kinds: i64, per_commit: u64, span: Duration) -> Result<f64> {
    let DbUrl::Postgres(config) = scratch::schema_of(&url.parse()?) else {
        anyhow::bail!("--postgres wants a postgres:// URL");
    };
    let mut client = config.connect(postgres::NoTls)?;
    client.batch_execute(SCHEMA)?;
    client.batch_execute(&tickets(kinds))?;
    raw::postgres(&config, per_commit, span, |number| order(number, kinds))
}

/// Callers as the web floor has them: tasks that wait for each answer before the next order.
fn measured(url: &DbUrl, callers: u64, kinds: i64, options: &Options) -> Result<f64> {
    let db = Db::open(url, store::Options::default())?;
    store::migrate(&db, MIGRATIONS, NOW)?;
    db.write_now(move |tx| {
        tx.run_many(TICKET_INSERT, (0..kinds).map(|id| (id, 0, 1_000_000_000)))
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    let next = Arc::new(AtomicU64::new(1));
    let began = Instant::now();
    let span = options.span;
    let done = runtime.block_on(async {
        let tasks: Vec<_> = (0..callers)
            .map(|_| {
                let (db, next) = (db.clone(), Arc::clone(&next));
                tokio::spawn(async move {
                    let mut done = 0_u64;
                    while began.elapsed() < span {
                        let order = order(next.fetch_add(1, Ordering::Relaxed), kinds);
                        let bought = db.write(move |tx| buy(tx, &order)).await;
                        bought.map_err(|stop| anyhow::anyhow!("an order failed: {stop}"))?;
                        done += 1;
                    }
                    anyhow::Ok(done)
                })
            })
            .collect();
        let mut sum = 0;
        for task in tasks {
            sum += task.await??;
        }
        anyhow::Ok(sum)
    })?;
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let rate = done as f64 / began.elapsed().as_secs_f64();
    Ok(rate)
}
