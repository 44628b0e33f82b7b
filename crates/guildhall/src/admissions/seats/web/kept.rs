//! What a phone keeps of my conference: the worker that shows it without network, and the manifest by
//! which it is installed.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, header};
use serde_json::json;

use super::Answer;
use crate::desk::{Desk, Visit};
use crate::shell::mark_path;

fn file(kind: &'static str, text: impl Into<Body>) -> Answer {
    let mut response = Response::new(text.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub async fn worker() -> Answer {
    file("text/javascript; charset=utf-8", include_str!("worker.js"))
}

pub async fn manifest(
    State(_): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let here = visit.to(&format!("/{edition}/mine"));
    let name = visit.words.seats_mine_title();
    let icon = json!({ "src": mark_path(), "type": "image/svg+xml", "sizes": "any" });
    let manifest = json!({
        "name": format!("{name} · {}", visit.masthead.short_name.get(visit.lang)),
        "short_name": name,
        "lang": visit.lang.html(),
        "start_url": here,
        "scope": visit.to(&format!("/{edition}/")),
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": "#fbf8f2",
        "icons": [icon],
    });
    file("application/manifest+json", manifest.to_string())
}
