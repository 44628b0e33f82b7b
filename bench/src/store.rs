//! Durable five-row verbs per second, beside the bare driver in the same run.
//!
//! Every way is measured once per round, in turn, so that a machine busy with something else slows
//! all of them; the table shows the middle of the rounds and the ratio to the driver's middle.

use std::path::Path;
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
    pub rounds: u32,
}

/// One line of the table.
#[derive(Clone, Copy)]
enum Way {
    /// The bare driver, so many orders in each commit.
    ByHand { per_commit: u64 },
    /// The seam, so many callers, on so many nodes.
    Store { callers: u64, nodes: usize },
}

const NOW: Timestamp = Timestamp::from_millis(1_760_000_000_000);
/// Sorts of ticket the orders go to: one hot counter, and many.
const TICKET_KINDS: [i64; 2] = [1, 64];
const SQLITE: [Way; 5] = [
    Way::ByHand { per_commit: 64 },
    Way::ByHand { per_commit: 1 },
    Way::Store { callers: 1, nodes: 1 },
    Way::Store { callers: 16, nodes: 1 },
    Way::Store { callers: 64, nodes: 1 },
];
const POSTGRES: [Way; 6] =
    [SQLITE[0], SQLITE[1], SQLITE[2], SQLITE[3], SQLITE[4], Way::Store { callers: 64, nodes: 2 }];

pub fn run(options: &Options) -> Result<()> {
    for kinds in TICKET_KINDS {
        println!("\nSQLite, orders to {kinds} sort(s) of ticket");
        table(&SQLITE, options, |way| on_sqlite(way, kinds, options.span))?;
    }
    let Some(url) = &options.postgres else {
        println!("\nPostgreSQL: not run, say --postgres URL");
        return Ok(());
    };
    let url: DbUrl = url.parse()?;
    for kinds in TICKET_KINDS {
        println!("\nPostgreSQL, orders to {kinds} sort(s) of ticket");
        table(&POSTGRES, options, |way| on_postgres(way, &url, kinds, options.span))?;
    }
    Ok(())
}

fn table(ways: &[Way], options: &Options, measure: impl Fn(Way) -> Result<f64>) -> Result<()> {
    let mut rates = vec![Vec::new(); ways.len()];
    for _ in 0..options.rounds {
        for (way, rates) in ways.iter().zip(&mut rates) {
            rates.push(measure(*way)?);
        }
    }
    let mut limit = None;
    for (way, mut rates) in ways.iter().zip(rates) {
        rates.sort_by(f64::total_cmp);
        let (least, middle, most) = (rates[0], rates[rates.len() / 2], rates[rates.len() - 1]);
        let limit = *limit.get_or_insert(middle);
        let ratio = middle / limit * 100.0;
        println!("{way:<36} {middle:>8.0}/s ({least:.0} to {most:.0}) {ratio:>4.0} %");
    }
    Ok(())
}

impl std::fmt::Display for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = match self {
            Self::ByHand { per_commit } => format!("driver by hand, {per_commit} per commit"),
            Self::Store { callers, nodes } => format!("store, {callers} callers, {nodes} node(s)"),
        };
        f.pad(&text)
    }
}

fn on_sqlite(way: Way, kinds: i64, span: Duration) -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("orders.db");
    match way {
        Way::ByHand { per_commit } => by_hand(&path, per_commit, kinds, span),
        Way::Store { callers, nodes } => {
            let url = DbUrl::File(path);
            measured(&open(&url, kinds, nodes)?, callers, kinds, span)
        }
    }
}

fn by_hand(path: &Path, per_commit: u64, kinds: i64, span: Duration) -> Result<f64> {
    raw::sqlite(path, per_commit, span, |number| order(number, kinds), &tickets(kinds))
}

fn on_postgres(way: Way, url: &DbUrl, kinds: i64, span: Duration) -> Result<f64> {
    let url = scratch::schema_of(url);
    match way {
        Way::ByHand { per_commit } => {
            let config = raw::config(&url)?;
            config
                .connect(postgres::NoTls)?
                .batch_execute(&format!("{SCHEMA}{}", tickets(kinds)))?;
            raw::postgres(&config, per_commit, span, |number| order(number, kinds))
        }
        Way::Store { callers, nodes } => measured(&open(&url, kinds, nodes)?, callers, kinds, span),
    }
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

fn open(url: &DbUrl, kinds: i64, nodes: usize) -> Result<Vec<Db>> {
    let open = |_| Db::open(url, store::Options::default());
    let nodes = (0..nodes).map(open).collect::<Result<Vec<_>, _>>()?;
    store::migrate(&nodes[0], MIGRATIONS, NOW)?;
    nodes[0].write_now(move |tx| {
        tx.run_many(TICKET_INSERT, (0..kinds).map(|id| (id, 0, 1_000_000_000)))
    })?;
    Ok(nodes)
}

/// Callers as the web floor has them: tasks that wait for each answer before the next order.
fn measured(nodes: &[Db], callers: u64, kinds: i64, span: Duration) -> Result<f64> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    let next = Arc::new(AtomicU64::new(1));
    let began = Instant::now();
    let caller = |db: Db| {
        let next = Arc::clone(&next);
        async move {
            let mut done = 0_u64;
            while began.elapsed() < span {
                let order = order(next.fetch_add(1, Ordering::Relaxed), kinds);
                let bought = db.write(move |tx| buy(tx, &order)).await;
                bought.map_err(|stop| anyhow::anyhow!("an order failed: {stop}"))?;
                done += 1;
            }
            anyhow::Ok(done)
        }
    };
    let done = runtime.block_on(async {
        let tasks: Vec<_> = (nodes.iter().cycle())
            .zip(0..callers)
            .map(|(db, _)| tokio::spawn(caller(db.clone())))
            .collect();
        let mut done = 0;
        for task in tasks {
            done += task.await??;
        }
        anyhow::Ok(done)
    })?;
    Ok(raw::rate(done, began))
}
