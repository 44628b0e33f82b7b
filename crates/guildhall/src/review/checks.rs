//! What must be true of phases, reviewers and reviews.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "review.reviews",
        holds: "every review is of a proposal and by a reviewer of its phase's call",
        look: reviews,
    },
    Invariant {
        name: "review.pairs",
        holds: "every comparison is of two proposals and by a reviewer of its phase's call, each once",
        look: pairs,
    },
];

store::statements! {
    REVIEW_COUNT = "select count(*) from review";
    REVIEW_WRONG = "select r.id, r.phase_id from review r
        where not exists (select 1 from review_phase h
            join proposal p on p.call_id = h.call_id
            join call_reviewer c on c.call_id = h.call_id
            where h.id = r.phase_id and p.id = r.proposal_id and c.id = r.reviewer_id)
        order by r.id";
    PAIR_COUNT = "select count(*) from review_pair";
    PAIR_WRONG = "select r.id, r.phase_id from review_pair r
        where not exists (select 1 from review_phase h
                join proposal l on l.call_id = h.call_id
                join proposal t on t.call_id = h.call_id
                join call_reviewer c on c.call_id = h.call_id
                where h.id = r.phase_id and l.id = r.left_id and t.id = r.right_id
                    and c.id = r.reviewer_id)
            or exists (select 1 from review_pair o
                where o.phase_id = r.phase_id and o.reviewer_id = r.reviewer_id and o.id <> r.id
                    and ((o.left_id = r.left_id and o.right_id = r.right_id)
                        or (o.left_id = r.right_id and o.right_id = r.left_id)))
        order by r.id";
}

fn reviews(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, REVIEW_COUNT, REVIEW_WRONG, |(id, phase): (Uuid, Uuid)| {
        format!("review {id} of phase {phase}: its proposal or its reviewer is of another call")
    })
}

fn pairs(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, PAIR_COUNT, PAIR_WRONG, |(id, phase): (Uuid, Uuid)| {
        format!("comparison {id} of phase {phase}: of another call, or asked before")
    })
}
