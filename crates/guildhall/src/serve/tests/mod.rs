//! The web floor as its readers meet it.

mod changes;
mod door;
mod feeds;
mod made;
mod pages;
mod publish;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use kernel::FixedClock;

use super::Published;
use super::floor::Floor;
use super::shelf::Shelf;
use crate::programme::fixture;
use crate::site::{Setting, Site};

const EVERYTHING: usize = 10_000_000;

/// The fixture as it is served at ten.
fn published(count: usize) -> Published {
    let site = Site::new(Arc::new(fixture::release(count)), Setting::default());
    Published::new(site, &[], Vec::new(), fixture::at(10 * 60))
}

/// A shelf with one small conference.
fn shelf() -> Arc<Shelf> {
    Arc::new(Shelf::new(vec![published(6)]))
}

fn floor(dynamic: Router) -> Arc<Floor> {
    let clock = Arc::new(FixedClock::at(fixture::at(10 * 60)));
    Arc::new(Floor::new(shelf(), clock, dynamic))
}

async fn ask(path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    ask_as("GET", path, headers).await
}

async fn ask_as(method: &str, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    floor(Router::new()).handle(request.body(Body::empty()).unwrap()).await
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), EVERYTHING).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}
