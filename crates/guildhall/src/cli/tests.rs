use std::sync::Arc;

use kernel::Text;
use store::Tx;

use super::tasks;
use crate::access::{self, Scope};
use crate::error::Error;
use crate::programme::fixture;
use crate::programme::verbs::{self, Unwilling};
use crate::serve::shelf::Shelf;
use crate::site::Setting;
use crate::trial::World;

fn release(world: &World, count: usize) {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let conference = fixture::programme(count);
        let scope = Scope::edition(conference.edition.id);
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Into::into))?;
        verbs::import(tx, &ctx, may, &conference)?;
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Into::into))?;
        verbs::publish(tx, &ctx, may, Text::empty()).map(drop)
    });
}

#[test]
fn a_release_that_somebody_else_made_replaces_what_is_on_the_shelf() {
    for world in World::all() {
        let shelf = Arc::new(Shelf::new(Vec::new()));
        let mut task = tasks::releases(Arc::clone(&shelf), Setting::default());
        let mut shown = || {
            (task.act)(&world.db, &world.ctx).unwrap();
            let editions = shelf.editions();
            editions.current().map(|one| one.site.release.number)
        };
        assert_eq!(shown(), None);
        release(&world, 1);
        assert_eq!(shown(), Some(1));
        let page = "/en/sample-2025/activities/activity-1";
        assert!(shelf.find(page, |_| ()).is_none());
        release(&world, 2);
        assert_eq!(shown(), Some(2));
        assert!(shelf.find(page, |_| ()).is_some());
        assert_eq!(shown(), Some(2));
    }
}
