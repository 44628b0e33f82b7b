use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use kernel::Text;
use store::Tx;
use tower::ServiceExt as _;

use super::publish::every_link_of;
use crate::access::{self, Scope};
use crate::desk::Desk;
use crate::error::Error;
use crate::programme::fixture;
use crate::programme::model::{Programme, Release};
use crate::programme::release;
use crate::programme::verbs::{self, Unwilling};

use crate::serve::shelf::Shelf;
use crate::serve::{PublicHouse, Published, changes};
use crate::site::{ReleaseHead, Setting, Site};
use crate::trial::World;

fn published(world: &World, programme: Programme) -> Release {
    let (ctx, scope) = (world.ctx.clone(), Scope::edition(programme.edition.id));
    world.write(move |tx: &mut Tx<'_>| -> Result<Release, Error<Unwilling>> {
        let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
        verbs::import(tx, &ctx, may, &programme)?;
        let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
        verbs::publish(tx, &ctx, may, Text::empty())
    })
}

fn asked(desk: &Arc<Desk>, shelf: &Arc<Shelf>, path: &str) -> (StatusCode, String) {
    let pages = desk.guarded(changes::router(Arc::clone(shelf)));
    let request = Request::get(path).body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let response = pages.oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    })
}

/// Three releases: a new title in the second; in the third one activity unplaced and one gone.
fn three(world: &World) -> Release {
    let first = fixture::programme(6);
    let mut second = first.clone();
    second.activities[0].title = Text::zh_en("新的标题", "A new title");
    let mut third = second.clone();
    third.activities[1].placement = None;
    third.activities.remove(5);
    published(world, first);
    published(world, second);
    published(world, third)
}

#[test]
fn what_changed_between_any_two_releases_is_told_to_the_public() {
    for world in World::all() {
        let newest = three(&world);
        assert_eq!(newest.number, 3);
        let site = Site::new(Arc::new(newest), Setting::default());
        let page = Published::new(site, &[], Vec::new(), fixture::at(0));
        let shelf = Arc::new(Shelf::new(vec![page]));
        let house = Arc::new(PublicHouse(Arc::clone(&shelf)));
        let desk = Arc::new(Desk::new(world.db.clone(), world.ctx.clone(), house, ""));
        let at = |from: &str, to: &str| {
            asked(&desk, &shelf, &format!("/en/sample-2025/releases/{from}/{to}"))
        };
        let (status, text) = at("1", "2");
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains("<ins>A new title</ins>"), "{text}");
        assert!(!text.contains("entities-turn"), "{text}");
        let (_, text) = at("1", "3");
        assert!(
            text.contains("<ins>A new title</ins>") && text.contains("<dt>Time</dt>"),
            "{text}"
        );
        let (_, text) = at("2", "3");
        assert!(!text.contains("A new title</ins>") && text.contains("<dt>Place</dt>"), "{text}");
        for (from, to) in [("2", "1"), ("1", "1"), ("1", "9"), ("x", "2"), ("0", "1")] {
            assert_eq!(at(from, to).0, StatusCode::NOT_FOUND, "{from} {to}");
        }
        assert_eq!(asked(&desk, &shelf, "/en/no-such/releases/1/2").0, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_site_of_files_tells_what_each_release_changed() {
    for (at, world) in World::all().into_iter().enumerate() {
        let newest = three(&world);
        let id = newest.programme.edition.id;
        let heads = world.db.read_now(move |tx| release::heads(tx, id)).unwrap();
        let told = heads.iter().map(|head| ReleaseHead {
            number: head.number,
            released_at: head.released_at,
            note: head.note.clone(),
        });
        let site = Site::new(Arc::new(newest), Setting::default()).with_history(told.collect());
        let pages = changes::ahead(&world.db, &site).unwrap();
        let edition = Published::new(site, &heads, pages, fixture::at(0));
        let folder = every_link_of(&format!("publish-changes-{at}"), edition);
        let page = |path: &str| {
            let path = folder.0.join(path).join("index.html");
            std::fs::read_to_string(&path).unwrap_or_else(|no| panic!("{}: {no}", path.display()))
        };
        assert!(page("en/sample-2025/releases/1/2").contains("<ins>A new title</ins>"));
        assert!(page("zh/sample-2025/releases/1/2").contains("<ins>新的标题</ins>"));
        let third = page("en/sample-2025/releases/2/3");
        assert!(!third.contains("A new title</ins>") && third.contains("<dt>Place</dt>"));
        let list = page("en/sample-2025/releases");
        assert!(list.contains("href=\"/en/sample-2025/releases/2/3\""), "{list}");
        assert!(!folder.0.join("en/sample-2025/releases/1/3").exists());
    }
}
