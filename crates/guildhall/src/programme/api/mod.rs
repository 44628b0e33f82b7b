//! The programme for other programs: editions, releases, and what a release or the draft holds.

mod kept;
mod lists;
mod releases;
mod shapes;
mod whole;

use store::Tx;

use super::verbs::Unwilling;
use crate::access::Area;
use crate::api::{Asked, Match, Parameter, Route, Trouble};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;

const VERSION: Parameter =
    Parameter { name: "version", kind: "string", said: |words| words.programme_api_version() };

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    let filters = [
        Parameter { name: "day", kind: "string", said: |words| words.programme_api_day() },
        Parameter { name: "part", kind: "string", said: |words| words.programme_api_part() },
        Parameter { name: "kind", kind: "string", said: |words| words.programme_api_kind() },
        Parameter { name: "host", kind: "string", said: |words| words.programme_api_host() },
        Parameter { name: "hall", kind: "string", said: |words| words.programme_api_hall() },
        Parameter { name: "person", kind: "string", said: |words| words.programme_api_person() },
    ];
    vec![
        Route::get(
            "/editions",
            "list-editions",
            |w| w.programme_api_editions(),
            releases::editions,
        )
        .in_parts(),
        Route::get(
            "/editions/{edition}",
            "get-edition",
            |w| w.programme_api_edition(),
            releases::edition,
        ),
        Route::get(
            "/editions/{edition}/releases",
            "list-releases",
            |w| w.programme_api_releases(),
            releases::list,
        )
        .in_parts(),
        Route::post(
            "/editions/{edition}/releases",
            "make-release",
            |w| w.programme_api_make_release(),
            releases::make,
        )
        .reaching(Area::Programme)
        .matched(Match::May),
        Route::get(
            "/editions/{edition}/releases/{release}",
            "get-release",
            |w| w.programme_api_release(),
            releases::release,
        ),
        Route::get(
            "/editions/{edition}/programme",
            "get-programme",
            |w| w.programme_api_programme(),
            lists::programme,
        )
        .asking(&[VERSION]),
        Route::get(
            "/editions/{edition}/activities",
            "list-activities",
            |w| w.programme_api_activities(),
            lists::activities,
        )
        .asking(&[VERSION])
        .asking(&filters)
        .in_parts(),
        Route::get(
            "/editions/{edition}/activities/{activity}",
            "get-activity",
            |w| w.programme_api_activity(),
            lists::activity,
        )
        .asking(&[VERSION]),
        Route::get(
            "/editions/{edition}/people",
            "list-people",
            |w| w.programme_api_people(),
            lists::people,
        )
        .asking(&[VERSION])
        .in_parts(),
        Route::get(
            "/editions/{edition}/people/{person}",
            "get-person",
            |w| w.programme_api_one_person(),
            lists::person,
        )
        .asking(&[VERSION]),
        Route::get(
            "/editions/{edition}/hosts",
            "list-hosts",
            |w| w.programme_api_hosts(),
            lists::hosts,
        )
        .asking(&[VERSION])
        .in_parts(),
        Route::get(
            "/editions/{edition}/hosts/{host}",
            "get-host",
            |w| w.programme_api_one_host(),
            lists::host,
        )
        .asking(&[VERSION]),
        Route::get(
            "/editions/{edition}/venues",
            "list-venues",
            |w| w.programme_api_venues(),
            lists::venues,
        )
        .asking(&[VERSION])
        .in_parts(),
        Route::get(
            "/editions/{edition}/venues/{venue}",
            "get-venue",
            |w| w.programme_api_venue(),
            lists::venue,
        )
        .asking(&[VERSION]),
    ]
}

/// The edition that the path names.
fn edition_of(tx: &mut Tx<'_>, asked: &Asked) -> Result<Edition, Trouble> {
    let slug = asked.id("edition")?;
    editions::verbs::by_slug(tx, &slug)?.ok_or(Trouble::Missing)
}

/// A refusal of this slice's verbs, as trouble.
fn trouble(error: Error<Unwilling>) -> Trouble {
    error.into()
}
