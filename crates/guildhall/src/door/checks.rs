//! What must be true of scans and of who is inside.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "door.presence",
        holds: "who is inside, and how often they came and went, is what the counted scans say",
        look: presence,
    },
    Invariant {
        name: "door.scans",
        holds: "every scan is of a device of its edition, and every counted one of a pass of it that is attended",
        look: scans,
    },
    Invariant {
        name: "door.gates",
        holds: "every gate and every device is of the edition of its space and of its gate",
        look: gates,
    },
];

store::statements! {
    PRESENCE_COUNT = "select count(*) from presence";
    PRESENCE_WRONG = "select p.space_id, p.admission_id from presence p
        where p.entries <> (select count(*) from scan s where s.space_id = p.space_id
                and s.admission_id = p.admission_id and s.counted and s.direction = 'in')
            or p.exits <> (select count(*) from scan s where s.space_id = p.space_id
                and s.admission_id = p.admission_id and s.counted and s.direction = 'out')
            or p.at <> (select max(s.at) from scan s where s.space_id = p.space_id
                and s.admission_id = p.admission_id and s.counted)
            or not exists (select 1 from scan s where s.space_id = p.space_id
                and s.admission_id = p.admission_id and s.counted and s.at = p.at
                and s.direction = case when p.inside then 'in' else 'out' end)
        order by p.space_id, p.admission_id";
    SCAN_COUNT = "select count(*) from scan";
    SCAN_WRONG = "select s.device_id, s.number from scan s
        where not exists (select 1 from gate_device d
                where d.id = s.device_id and d.edition_id = s.edition_id)
            or s.counted and (not exists (select 1 from admission a
                    where a.id = s.admission_id and a.edition_id = s.edition_id)
                or not exists (select 1 from presence p
                    where p.space_id = s.space_id and p.admission_id = s.admission_id))
            or s.counted and s.direction = 'in' and exists (select 1 from admission a
                where a.id = s.admission_id and a.state = 'confirmed')
        order by s.device_id, s.number";
    GATE_COUNT = "select count(*) from gate";
    GATE_WRONG = "select g.id, g.slug from gate g
        where not exists (select 1 from door_space s
                where s.id = g.space_id and s.edition_id = g.edition_id)
            or exists (select 1 from gate_device d
                where d.gate_id = g.id and d.edition_id <> g.edition_id)
        order by g.id";
}

fn presence(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, PRESENCE_COUNT, PRESENCE_WRONG, |(space, pass): (Uuid, Uuid)| {
        format!("pass {pass} in space {space}: the scans say other")
    })
}

fn scans(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, SCAN_COUNT, SCAN_WRONG, |(device, number): (Uuid, i64)| {
        format!("scan {number} of device {device}: it has no such device, pass or presence")
    })
}

fn gates(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, GATE_COUNT, GATE_WRONG, |(id, slug): (Uuid, String)| {
        format!("gate {slug} ({id}): its space or a device is of another edition")
    })
}
