use clap::Args;
use store::Db;

use crate::api::{Allowance, Api, Limits, Route};
use crate::ctx::Ctx;
use crate::desk::Rate;
use crate::integrations::courier::Reachable;
use crate::{
    admissions, calls, door, guests, hosting, integrations, letters, people, programme, releasing,
    review, translation,
};

/// How far other programs reach in and out.
#[derive(Args, Clone, Copy)]
pub struct Interface {
    /// Requests a second of one token through the API; six times as many at once
    #[arg(long, env = "GUILDHALL_API_RATE", default_value_t = 100)]
    api_rate: u32,
    /// Where webhooks may lead
    #[arg(long, value_enum, env = "GUILDHALL_WEBHOOKS", default_value_t)]
    pub webhooks: Reachable,
}

/// A burst is a few seconds' worth.
const BURST: i64 = 6;

impl Interface {
    pub fn api(&self, db: &Db, ctx: Ctx, base_url: &str) -> Api {
        let rate = i64::from(self.api_rate);
        let of_token = Rate { at_once: rate * BURST, per_second: rate };
        let allowance = Allowance { of_token, ..Allowance::default() };
        Api::new(db.clone(), ctx, routes(self.webhooks), base_url, Limits { allowance })
    }
}

/// Every route of the API, in the order of its description.
pub fn routes(webhooks: Reachable) -> Vec<Route> {
    let mut all = programme::api::routes();
    all.extend(releasing::api::routes());
    all.extend(translation::api::routes());
    all.extend(calls::api::routes());
    all.extend(review::api::routes());
    all.extend(guests::api::routes());
    all.extend(letters::api::routes());
    all.extend(people::api::routes());
    all.extend(hosting::api::routes());
    all.extend(admissions::api::routes());
    all.extend(door::api::routes());
    all.extend(integrations::api::routes(webhooks));
    all
}
