//! Gates and devices for the walk of every role.

use kernel::{Lang, Text};
use store::Tx;

use crate::access::{self, AccountId, Scope};
use crate::door::model::{Device, DeviceId, Gate, Lane, Reentry, Space};
use crate::door::store::gates as rows;
use crate::error::Error;
use crate::people::refusal::Unwilling;
use crate::people::verbs::accounts;
use crate::programme::fixture;
use crate::trial::World;

/// A gate of its own.
pub fn gate(world: &World) -> Gate {
    let edition = fixture::id::<()>("edition").uuid();
    let (ctx, number) = (world.ctx.clone(), world.ctx.id::<()>());
    let space = Space {
        id: ctx.id(),
        edition,
        place: number.uuid(),
        name: Text::in_one(Lang::En, "Venue"),
        zone: kernel::Zone::utc(),
        people_max: None,
        stay_minutes: 60,
        expected: None,
    };
    let gate = Gate {
        id: ctx.id(),
        edition,
        slug: format!("gate-{number}").parse().unwrap(),
        name: Text::in_one(Lang::En, "North"),
        space: space.id,
        direction: None,
        days: Vec::new(),
        categories: Vec::new(),
        reentry: Reentry::Free,
        lane: Lane::ALL,
        waiting: None,
        version: 1,
    };
    let made = gate.clone();
    world.write(move |tx| {
        rows::insert_space(tx, &space)?;
        rows::insert_gate(tx, &made)
    });
    gate
}

/// A device at a gate of its own.
pub fn device(world: &World) -> DeviceId {
    let ctx = world.ctx.clone();
    let account: AccountId = world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = access::require(tx, &ctx, Scope::Site).map_err(|no| no.map(Unwilling::from))?;
        let address = "other@example.org".parse().unwrap();
        Ok(accounts::ensure(tx, &ctx, may, &address, "Other", Lang::En)?.id)
    });
    let (gate, ctx) = (gate(world), world.ctx.clone());
    let device = Device {
        id: ctx.id(),
        edition: gate.edition,
        gate: gate.id,
        name: "Sample".to_owned(),
        account,
        invite_until: ctx.now().plus_minutes(5),
        enrolled_at: None,
        revoked_at: None,
        seen_at: None,
        clock_off_ms: None,
        held: None,
    };
    let (id, invite) = (device.id, ctx.secret());
    world.write(move |tx| rows::insert_device(tx, &device, invite));
    id
}
