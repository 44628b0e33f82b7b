//! What must be true of passes.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "admissions.places",
        holds: "as many places are taken as admissions hold one, and never more than there are",
        look: places,
    },
    Invariant {
        name: "admissions.orders",
        holds: "every admission is of the edition of its order and of its category",
        look: orders,
    },
];

store::statements! {
    CATEGORY_COUNT = "select count(*) from pass_category";
    CATEGORY_WRONG = "select c.id, c.taken from pass_category c
        where c.taken > c.places or c.taken <> (select count(*) from admission a
            where a.category_id = c.id and a.state in ('offered', 'confirmed', 'attended'))
        order by c.id";
    ADMISSION_COUNT = "select count(*) from admission";
    ADMISSION_WRONG = "select a.id, a.order_id from admission a
        where not exists (select 1 from pass_order o
                where o.id = a.order_id and o.edition_id = a.edition_id)
            or not exists (select 1 from pass_category c
                where c.id = a.category_id and c.edition_id = a.edition_id)
        order by a.id";
}

fn places(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, CATEGORY_COUNT, CATEGORY_WRONG, |(id, taken): (Uuid, i64)| {
        format!("category {id}: {taken} places are said to be taken, and the admissions say other")
    })
}

fn orders(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, ADMISSION_COUNT, ADMISSION_WRONG, |(id, order): (Uuid, Uuid)| {
        format!("admission {id} of order {order}: of another edition")
    })
}
