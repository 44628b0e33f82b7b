//! What is answered to whom: the shelf first, then the few ways that lead elsewhere.

use std::future::Future;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use kernel::Lang;
use tokio::net::TcpListener;

use super::encoding::Encoding;
use super::page::Kept;
use super::shelf::Shelf;
use crate::site::{Address, Filter, View};

/// Longer paths are nobody's.
const PATH_LENGTH_MAX: usize = 1024;

/// Said with every answer. Nothing from elsewhere is loaded, nothing is framed, nothing is guessed.
const SAFETY: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Every route of the site.
pub fn router(shelf: Arc<Shelf>) -> Router {
    Router::new()
        .route("/", get(root))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/robots.txt", get(|| async { "User-agent: *\nAllow: /\n" }))
        .fallback(shelved)
        .layer(middleware::map_response(with_safety))
        .with_state(shelf)
}

/// Serves until `stop` is done, then finishes what it has begun.
pub async fn serve(
    listener: TcpListener,
    shelf: Arc<Shelf>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(shelf)).with_graceful_shutdown(stop).await
}

async fn with_safety(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in SAFETY {
        headers.insert(name, value);
    }
    response
}

/// The way to the current edition in the reader's language: by choice, then by browser.
async fn root(State(shelf): State<Arc<Shelf>>, headers: HeaderMap) -> Response {
    let lang = preferred(&headers);
    let editions = shelf.editions();
    let path = match editions.first() {
        Some(published) => format!("/{lang}/{}", published.slug()),
        None => return empty(StatusCode::NOT_FOUND),
    };
    let mut response = redirect(StatusCode::TEMPORARY_REDIRECT, &path);
    let vary = HeaderValue::from_static("accept-language, cookie");
    response.headers_mut().insert(header::VARY, vary);
    response
}

async fn shelved(State(shelf): State<Arc<Shelf>>, request: Request) -> Response {
    let path = request.uri().path();
    let head = request.method() == Method::HEAD;
    if !head && request.method() != Method::GET {
        let mut response = empty(StatusCode::METHOD_NOT_ALLOWED);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if let Some(query) = request.uri().query().filter(|query| !query.is_empty())
        && let Some(html) = filtered(&shelf, path, query)
    {
        return answer(&Kept::brief(&html), StatusCode::OK, request.headers(), head);
    }
    let found = shelf.find(path, |kept| answer(kept, StatusCode::OK, request.headers(), head));
    found.unwrap_or_else(|| elsewhere(&shelf, path, request.headers(), head))
}

/// The programme as the query asks for it: too many to keep, so it is made when it is asked for.
fn filtered(shelf: &Shelf, path: &str, query: &str) -> Option<String> {
    let mut parts = path.splitn(4, '/').skip(1);
    let lang = Lang::from_code(parts.next()?)?;
    let edition = parts.next()?;
    let (view, day) = match Address::parse(parts.next()?)? {
        Address::Programme(day) => (View::Grid, day),
        Address::ProgrammeList(day) => (View::List, day),
        _ => return None,
    };
    let Query(pairs) =
        Query::<Vec<(String, String)>>::try_from_uri(&format!("/?{query}").parse().ok()?).ok()?;
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let mut filter = Filter::from_pairs(pairs);
    filter.day = day.or(filter.day);
    let editions = shelf.editions();
    let published = editions.iter().find(|one| one.slug().as_str() == edition)?;
    Some(published.site.render_programme(lang, view, &filter, published.now))
}

/// No page lies at this path: a slash too many, a language alone, or nothing at all.
fn elsewhere(shelf: &Shelf, path: &str, headers: &HeaderMap, head: bool) -> Response {
    if path.len() > PATH_LENGTH_MAX {
        return empty(StatusCode::URI_TOO_LONG);
    }
    let editions = shelf.editions();
    let bare = path.trim_end_matches('/');
    let mut parts = bare.split('/').skip(1);
    let named = parts.next().and_then(Lang::from_code);
    let edition = parts.next();
    if let (Some(lang), None, Some(first)) = (named, edition, editions.first()) {
        return redirect(StatusCode::TEMPORARY_REDIRECT, &format!("/{lang}/{}", first.slug()));
    }
    if bare != path && shelf.find(bare, |_| ()).is_some() {
        return redirect(StatusCode::PERMANENT_REDIRECT, bare);
    }
    let lang = named.unwrap_or_else(|| preferred(headers));
    let home = editions.iter().find(|one| Some(one.slug().as_str()) == edition);
    match home.or(editions.first()) {
        Some(published) => answer(published.missing(lang), StatusCode::NOT_FOUND, headers, head),
        None => empty(StatusCode::NOT_FOUND),
    }
}

/// The kept page in the best form the reader takes; 304 when it has that form already.
fn answer(kept: &Kept, status: StatusCode, headers: &HeaderMap, head: bool) -> Response {
    let accept = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let encoding = Encoding::negotiate(accept);
    let form = kept.form(encoding);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|given| has_tag(given, &form.etag));
    let fresh = known && status == StatusCode::OK;
    let length = form.bytes.len();
    let body = if fresh || head { Body::empty() } else { Body::from(form.bytes) };
    let mut response = Response::new(body);
    *response.status_mut() = if fresh { StatusCode::NOT_MODIFIED } else { status };
    let out = response.headers_mut();
    out.insert(header::ETAG, form.etag);
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if status == StatusCode::OK {
        out.insert(header::CACHE_CONTROL, kept.lifetime.clone());
    }
    if !fresh {
        out.insert(header::CONTENT_TYPE, kept.content_type.clone());
        out.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        if let Some(token) = encoding.token() {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
        }
    }
    response
}

/// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
fn has_tag(given: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(given), Ok(etag)) = (given.to_str(), etag.to_str()) else { return false };
    given.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// The language chosen before (cookie `lang`), else the browser's first that we speak, else Chinese.
fn preferred(headers: &HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let cookies = text(header::COOKIE).unwrap_or_default().split(';').map(str::trim);
    let chosen = cookies.filter_map(|one| one.strip_prefix("lang=")).find_map(Lang::from_code);
    let asked = text(header::ACCEPT_LANGUAGE).unwrap_or_default().split(',');
    let tags = asked.filter_map(|item| item.trim().split([';', '-']).next());
    chosen.or_else(|| tags.into_iter().find_map(Lang::from_code)).unwrap_or(Lang::Zh)
}

fn redirect(status: StatusCode, path: &str) -> Response {
    let mut response = empty(status);
    if let Ok(location) = HeaderValue::try_from(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
