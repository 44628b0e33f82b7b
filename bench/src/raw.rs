//! The same five statements by hand on the bare drivers: the limit the seam is measured against.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use rusqlite::params;

use crate::orders::{ADMIT, BUY, NOTE, Order, SCHEMA, SELL, SEND, hash};

/// Orders per second on one rusqlite connection, `per_commit` in each transaction.
pub fn sqlite(
    path: &Path,
    per_commit: u64,
    span: Duration,
    order: impl Fn(u64) -> Order,
    tickets: &str,
) -> Result<f64> {
    let db = rusqlite::Connection::open(path)?;
    db.execute_batch("pragma journal_mode = wal; pragma synchronous = full;")?;
    db.execute_batch(SCHEMA)?;
    db.execute_batch(tickets)?;
    let (mut sell, mut buy, mut admit) = (db.prepare(SELL)?, db.prepare(BUY)?, db.prepare(ADMIT)?);
    let (mut note, mut send) = (db.prepare(NOTE)?, db.prepare(SEND)?);
    let began = Instant::now();
    let mut number = 0;
    while began.elapsed() < span {
        db.execute_batch("begin immediate")?;
        for _ in 0..per_commit {
            number += 1;
            let order = order(number);
            let body = order.body();
            let id = |thing| *order.id(thing).uuid().as_bytes();
            sell.execute(params![order.ticket])?;
            buy.execute(params![id(0), order.ticket, order.guest(), order.at.as_millis()])?;
            admit.execute(params![id(1), id(0), order.code()])?;
            note.execute(params![id(2), "OrderPlaced", body, hash(&body)])?;
            send.execute(params![id(3), "ticket_mail", order.at.as_millis()])?;
        }
        db.execute_batch("commit")?;
    }
    Ok(rate(number, began))
}

/// The same database for the bare driver.
pub fn config(url: &store::DbUrl) -> Result<postgres::Config> {
    match url {
        store::DbUrl::Postgres(config) => Ok((**config).clone().into()),
        _ => anyhow::bail!("{url} is no PostgreSQL"),
    }
}

/// Orders per second on one PostgreSQL connection. Its ids are the driver's `text` casts of ours:
/// the bare driver has no uuid without another feature.
pub fn postgres(
    config: &postgres::Config,
    per_commit: u64,
    span: Duration,
    order: impl Fn(u64) -> Order,
) -> Result<f64> {
    let mut db = config.connect(postgres::NoTls)?;
    let sell = db.prepare(SELL)?;
    let buy = db.prepare(&BUY.replace("$1", "cast(cast($1 as text) as uuid)"))?;
    let admit = db.prepare(
        &ADMIT
            .replace("$1", "cast(cast($1 as text) as uuid)")
            .replace("$2", "cast(cast($2 as text) as uuid)"),
    )?;
    let note = db.prepare(
        &NOTE
            .replace("$1", "cast(cast($1 as text) as uuid)")
            .replace("$3", "cast(cast($3 as text) as json)"),
    )?;
    let send = db.prepare(&SEND.replace("$1", "cast(cast($1 as text) as uuid)"))?;
    let began = Instant::now();
    let mut number = 0;
    while began.elapsed() < span {
        db.batch_execute("begin")?;
        for _ in 0..per_commit {
            number += 1;
            let order = order(number);
            let body = order.body();
            let id = |thing| order.id(thing).to_string();
            let (at, digest) = (order.at.as_millis(), hash(&body).to_vec());
            db.execute(&sell, &[&order.ticket])?;
            db.execute(&buy, &[&id(0), &order.ticket, &order.guest(), &at])?;
            db.execute(&admit, &[&id(1), &id(0), &order.code()])?;
            db.execute(&note, &[&id(2), &"OrderPlaced", &body, &digest])?;
            db.execute(&send, &[&id(3), &"ticket_mail", &at])?;
        }
        db.batch_execute("commit")?;
    }
    Ok(rate(number, began))
}

/// Per second since `began`.
pub fn rate(count: u64, began: Instant) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let count = count as f64;
    count / began.elapsed().as_secs_f64()
}
