//! An example of a webhook. It is disabled: a demonstration speaks to nobody.

use store::Tx;

use crate::access::{self, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::integrations::courier::Reachable;
use crate::integrations::refusal::Unwilling;
use crate::integrations::verbs::webhooks::{self, Wish};

/// Makes the example, unless the edition has webhooks already: what somebody changed stays.
pub fn prepare(tx: &mut Tx<'_>, ctx: &Ctx, edition: EditionId) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if !webhooks::of_edition(tx, may)?.is_empty() {
        return Ok(());
    }
    let wish = Wish {
        url: "https://hooks.example.org/guildhall".to_owned(),
        kinds: "programme.released hosting.".to_owned(),
    };
    let (id, _) = webhooks::make(tx, ctx, may, &wish, Reachable::Public)?;
    webhooks::disable(tx, ctx, may, id)
}
