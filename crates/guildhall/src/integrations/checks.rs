//! What must be true of webhooks and their deliveries.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "integrations.webhooks",
        holds: "every webhook is of an edition that is known and has come no further than the \
                journal",
        look: webhooks,
    },
    Invariant {
        name: "integrations.deliveries",
        holds: "what a webhook was told, it has behind it",
        look: deliveries,
    },
];

store::statements! {
    WEBHOOK_COUNT = "select count(*) from webhook";
    WEBHOOK_WRONG = "select w.id, w.edition_id from webhook w
        where not exists (select 1 from edition e where e.id = w.edition_id)
            or w.position > coalesce((select max(h.position) from journal_head h), 0)
        order by w.id";
    DELIVERY_COUNT = "select count(*) from webhook_delivery";
    DELIVERY_WRONG = "select d.id, d.webhook_id from webhook_delivery d
        join webhook w on w.id = d.webhook_id
        where d.status between 200 and 299 and d.position > w.position
        order by d.id";
}

fn webhooks(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, WEBHOOK_COUNT, WEBHOOK_WRONG, |(id, edition): (Uuid, Uuid)| {
        format!("webhook {id} of edition {edition}: no such edition, or it is beyond the journal")
    })
}

fn deliveries(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, DELIVERY_COUNT, DELIVERY_WRONG, |(id, webhook): (Uuid, Uuid)| {
        format!("delivery {id}: it arrived, and webhook {webhook} does not know")
    })
}
