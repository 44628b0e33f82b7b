use kernel::Timestamp;
use store::sound::{Soundness, foreign_keys, pages};
use store::{Fault, Tx};

use super::{Findings, Invariant};

/// What the engine itself can say.
pub const CHECKS: &[Invariant] = &[
    Invariant { name: "storage.pages", holds: "the database file is whole", look: whole },
    Invariant {
        name: "storage.foreign-keys",
        holds: "whatever a foreign key names is there",
        look: keyed,
    },
];

fn whole(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    pages(tx).map(found)
}

fn keyed(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    foreign_keys(tx).map(found)
}

fn found(Soundness { looked_at, wrong }: Soundness) -> Findings {
    Findings::new(looked_at, wrong)
}
