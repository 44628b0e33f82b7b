//! Stories of tokens, the feed and webhooks on every engine.

mod feed;
mod receiver;
mod tokens;
mod webhooks;

use store::Tx;

use super::refusal::Unwilling;
use crate::access::{self, Can, ManageWebhooks};
use crate::api::tests::{House, edition};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};

fn manages(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageWebhooks>, Error<Unwilling>> {
    access::require(tx, ctx, edition()).map_err(|error| error.map(Unwilling::from))
}

/// Tells a fact of that kind in the edition and seals all that wait.
fn tell(house: &House, kind: &'static str) {
    let ctx = house.world.ctx.clone();
    house.world.write(move |tx: &mut Tx<'_>| {
        let subject: kernel::Id<()> = ctx.id();
        journal::write(tx, &ctx, Fact::new(kind, subject).within(edition()))
    });
    house.world.write(|tx| journal::seal(tx, 1_000));
}
