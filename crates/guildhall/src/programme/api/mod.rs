//! The programme for other programs: editions, releases, and what a release or the draft holds.

mod kept;
mod lists;
mod places;
mod releases;
mod shapes;
mod whole;

use store::Tx;

pub use self::releases::ReleaseShape;
use crate::api::{Asked, Parameter, Route, Trouble};
use crate::editions;
use crate::editions::model::Edition;

const VERSION: Parameter =
    Parameter { name: "version", kind: "string", said: |words| words.programme_api_version() };

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    let mut all = of_editions();
    all.extend(of_activities());
    all.extend(of_others());
    all.extend(super::table::api::routes());
    all
}

fn of_editions() -> Vec<Route> {
    use releases::{edition, editions, list, release};
    const ALL: &str = "/editions";
    const ONE: &str = "/editions/{edition}";
    const RELEASES: &str = "/editions/{edition}/releases";
    const RELEASE: &str = "/editions/{edition}/releases/{release}";
    vec![
        Route::get(ALL, "list-editions", |w| w.programme_api_editions(), editions).in_parts(),
        Route::get(ONE, "get-edition", |w| w.programme_api_edition(), edition),
        Route::get(RELEASES, "list-releases", |w| w.programme_api_releases(), list).in_parts(),
        Route::get(RELEASE, "get-release", |w| w.programme_api_release(), release),
    ]
}

fn of_activities() -> Vec<Route> {
    use lists::{activities, activity, programme};
    const WHOLE: &str = "/editions/{edition}/programme";
    const ALL: &str = "/editions/{edition}/activities";
    const ONE: &str = "/editions/{edition}/activities/{activity}";
    let filters = [
        Parameter { name: "day", kind: "string", said: |words| words.programme_api_day() },
        Parameter { name: "part", kind: "string", said: |words| words.programme_api_part() },
        Parameter { name: "kind", kind: "string", said: |words| words.programme_api_kind() },
        Parameter { name: "host", kind: "string", said: |words| words.programme_api_host() },
        Parameter { name: "hall", kind: "string", said: |words| words.programme_api_hall() },
        Parameter { name: "person", kind: "string", said: |words| words.programme_api_person() },
    ];
    vec![
        Route::get(WHOLE, "get-programme", |w| w.programme_api_programme(), programme)
            .asking(&[VERSION]),
        Route::get(ALL, "list-activities", |w| w.programme_api_activities(), activities)
            .asking(&[VERSION])
            .asking(&filters)
            .in_parts(),
        Route::get(ONE, "get-activity", |w| w.programme_api_activity(), activity)
            .asking(&[VERSION]),
    ]
}

fn of_others() -> Vec<Route> {
    use lists::{host, hosts, people, person, venue, venues};
    const PEOPLE: &str = "/editions/{edition}/people";
    const PERSON: &str = "/editions/{edition}/people/{person}";
    const HOSTS: &str = "/editions/{edition}/hosts";
    const HOST: &str = "/editions/{edition}/hosts/{host}";
    const VENUES: &str = "/editions/{edition}/venues";
    const VENUE: &str = "/editions/{edition}/venues/{venue}";
    let all = [
        Route::get(PEOPLE, "list-people", |w| w.programme_api_people(), people).in_parts(),
        Route::get(PERSON, "get-person", |w| w.programme_api_one_person(), person),
        Route::get(HOSTS, "list-hosts", |w| w.programme_api_hosts(), hosts).in_parts(),
        Route::get(HOST, "get-host", |w| w.programme_api_one_host(), host),
        Route::get(VENUES, "list-venues", |w| w.programme_api_venues(), venues).in_parts(),
        Route::get(VENUE, "get-venue", |w| w.programme_api_venue(), venue),
    ];
    all.map(|route| route.asking(&[VERSION])).into()
}

/// The edition that the path names.
fn edition_of(tx: &mut Tx<'_>, asked: &Asked) -> Result<Edition, Trouble> {
    let slug = asked.id("edition")?;
    editions::verbs::by_slug(tx, &slug)?.ok_or(Trouble::Missing)
}

/// The draft's edition, and the digest by which a change says that it saw it; for who may read it.
pub fn drafted(tx: &mut Tx<'_>, asked: &Asked) -> Result<(Edition, String), Trouble> {
    let (edition, shown) = kept::drafted(tx, asked)?;
    Ok((edition, shown.digest))
}
