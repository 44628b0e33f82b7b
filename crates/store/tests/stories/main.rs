//! What the house relies on, told once and run on every engine at hand.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod backups;
mod copies;
mod crash;
mod migrations;
mod opening;
mod postgres;
mod sharing;
mod sound;
mod values;
mod verbs;

use kernel::Timestamp;
use store::{Db, Migration, scratch};

const SCHEMA: &str = "
    create table kind (id uuid primary key, yes boolean, whole bigint, part double precision,
        words text, doc json, raw bytea, name json);
    create table seat (hall text not null, number bigint not null, guest bigint,
        constraint seat_number check (number > 0), primary key (hall, number));
    create table guest (id bigint primary key, friend bigint references guest (id));
    create table counter (id bigint primary key, sold bigint not null, quota bigint not null);
    insert into counter (id, sold, quota) values (1, 0, 1500), (2, 0, 100000);
";
const START: &[Migration] = &[Migration::portable(1, "start", SCHEMA)];

fn migrated(db: Db) -> Db {
    store::migrate(&db, START, Timestamp::from_millis(0)).expect("the schema is portable");
    db
}

/// Runs a story on a fresh database of each engine.
fn each(story: impl Fn(&Db)) {
    scratch::all().into_iter().map(migrated).for_each(|db| story(&db));
}
