//! The door for other programs: gates and scans, what a device carries, how full it is.

mod counts;
mod device;
mod gates;
mod scans;

use std::sync::Arc;

use super::known::Known;
use super::refusal::Unwilling;
use crate::access::Area;
use crate::api::{Match, Parameter, Problem, Route, Trouble};

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const SCANS: &str = "/editions/{edition}/scans";
    const GATES: &str = "/editions/{edition}/gates";
    const GATE: &str = "/editions/{edition}/gates/{gate}";
    let known = Arc::new(Known::default());
    let since = Parameter { name: "since", kind: "integer", said: |words| words.door_api_since() };
    vec![
        Route::post("/door/enrolments", "enrol-device", |w| w.door_api_enrol(), device::enrol),
        Route::get("/editions/{edition}/door", "get-door", |w| w.door_api_door(), device::door)
            .reaching(Area::Scans),
        Route::get(
            "/editions/{edition}/door/passes",
            "list-door-passes",
            |w| w.door_api_passes(),
            device::passes,
        )
        .reaching(Area::Scans)
        .asking(&[since]),
        Route::put(
            "/editions/{edition}/door/line",
            "set-line",
            |w| w.door_api_line(),
            device::line,
        )
        .reaching(Area::Scans),
        Route::post(
            SCANS,
            "scan",
            |w| w.door_api_scan(),
            move |tx, asked, given| scans::take(tx, asked, given, &known),
        )
        .reaching(Area::Scans),
        Route::get(SCANS, "list-scans", |w| w.door_api_scans(), scans::list)
            .reaching(Area::Door)
            .in_parts(),
        Route::get(GATES, "list-gates", |w| w.door_api_gates(), gates::list)
            .reaching(Area::Door)
            .in_parts(),
        Route::put(GATE, "set-gate", |w| w.door_api_set_gate(), gates::set)
            .reaching(Area::Door)
            .matched(Match::May),
        Route::get(
            "/editions/{edition}/headcount",
            "get-headcount",
            |w| w.door_api_headcount(),
            counts::now,
        )
        .reaching(Area::Door),
        Route::get(
            "/editions/{edition}/scan-conflicts",
            "list-scan-conflicts",
            |w| w.door_api_conflicts(),
            scans::conflicts,
        )
        .reaching(Area::Door),
    ]
}

fn refused(why: Unwilling) -> Trouble {
    Trouble::Refused(Box::new(why))
}

fn wrong(at: &str, why: impl ToString) -> Trouble {
    Problem::BadBody { at: at.to_owned(), why: why.to_string() }.into()
}
