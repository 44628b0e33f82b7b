//! The verb that is measured: one order, five statements.

use kernel::{Id, Timestamp};
use sha2::{Digest, Sha256};
use store::{Fault, Migration, Tx};

pub const SCHEMA: &str = "
    create table ticket (id bigint primary key, sold bigint not null, quota bigint not null);
    create table buying (id uuid primary key, ticket_id bigint not null, guest text not null,
        at bigint not null);
    create table admission (id uuid primary key, buying_id uuid not null, code text not null);
    create table fact (id uuid primary key, kind text not null, body json not null,
        hash bytea not null);
    create table outbox (id uuid primary key, kind text not null, run_at bigint not null,
        attempts bigint not null);
";
pub const MIGRATIONS: &[Migration] = &[Migration::portable(1, "orders", SCHEMA)];

pub const TICKETS: &str = "insert into ticket (id, sold, quota) values ";
pub const SELL: &str = "update ticket set sold = sold + 1 where id = $1 and sold < quota";
pub const BUY: &str = "insert into buying (id, ticket_id, guest, at) values ($1, $2, $3, $4)";
pub const ADMIT: &str = "insert into admission (id, buying_id, code) values ($1, $2, $3)";
pub const NOTE: &str = "insert into fact (id, kind, body, hash) values ($1, $2, $3, $4)";
pub const SEND: &str = "insert into outbox (id, kind, run_at, attempts) values ($1, $2, $3, 0)";

store::statements! {
    pub TICKET_INSERT = "insert into ticket (id, sold, quota) values ($1, $2, $3)";
    TICKET_SELL = SELL;
    BUYING_INSERT = BUY;
    ADMISSION_INSERT = ADMIT;
    FACT_INSERT = NOTE;
    OUTBOX_INSERT = SEND;
}

/// What one caller wants; everything a verb needs comes from outside.
#[derive(Clone)]
pub struct Order {
    pub number: u64,
    pub ticket: i64,
    pub at: Timestamp,
}

impl Order {
    /// Ids sort by the moment they were made, as the program's do.
    pub fn id(&self, thing: u8) -> Id<()> {
        let mut random = [thing; 10];
        random[..8].copy_from_slice(&self.number.to_be_bytes());
        Id::at(self.at, random)
    }

    pub fn guest(&self) -> String {
        format!("guest-{}@example.org", self.number)
    }

    pub fn code(&self) -> String {
        format!("{:016x}", self.number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn body(&self) -> String {
        format!(r#"{{"order":"{}","ticket":{}}}"#, self.id(0), self.ticket)
    }
}

pub fn hash(body: &str) -> [u8; 32] {
    Sha256::digest(body.as_bytes()).into()
}

#[derive(Debug, thiserror::Error)]
pub enum Stop {
    #[error("ticket {ticket} is sold out")]
    SoldOut { ticket: i64 },
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// One durable five-row verb, as the product's are: what the verb decides by is asked for, and rows
/// that only a mistake could refuse are put without asking.
pub fn buy(tx: &mut Tx<'_>, order: &Order) -> Result<(), Stop> {
    if tx.run(TICKET_SELL, (order.ticket,))? == 0 {
        return Err(Stop::SoldOut { ticket: order.ticket });
    }
    let body = order.body();
    tx.put(BUYING_INSERT, (order.id(0), order.ticket, order.guest(), order.at))?;
    tx.put(ADMISSION_INSERT, (order.id(1), order.id(0), order.code()))?;
    tx.put(FACT_INSERT, (order.id(2), "OrderPlaced", body.as_str(), hash(&body)))?;
    tx.put(OUTBOX_INSERT, (order.id(3), "ticket_mail", order.at))?;
    Ok(())
}
