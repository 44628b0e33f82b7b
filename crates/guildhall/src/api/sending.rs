//! From what an act made to what is sent: tags, conditions, headers.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use kernel::Lang;
use sha2::{Digest as _, Sha256};

use super::ROOT;
use super::reply::Made;

/// A header as text; `?` when it is none.
pub(super) fn text(
    headers: &HeaderMap,
    name: impl axum::http::header::AsHeaderName,
) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

pub(super) fn tag_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn sent(made: Made, head: &Parts, lang: Lang) -> Response<Body> {
    let Made { status, body, etag, location, next, .. } = made;
    let reading = head.method == Method::GET || head.method == Method::HEAD;
    // What has no version of its own is known by its bytes.
    let etag = etag.or_else(|| body.as_ref().filter(|_| reading).map(|it| tag_of(it.as_bytes())));
    let known = text(&head.headers, header::IF_NONE_MATCH);
    let same =
        |given: &str, tag: &String| given.trim().trim_start_matches("W/") == format!("\"{tag}\"");
    let fresh = reading
        && known
            .zip(etag.as_ref())
            .is_some_and(|(given, tag)| given.split(',').any(|one| same(one, tag)));
    let mut response = Response::new(match body {
        Some(body) if !fresh && head.method != Method::HEAD => Body::from(body),
        _ => Body::empty(),
    });
    *response.status_mut() = if fresh { StatusCode::NOT_MODIFIED } else { status };
    let headers = response.headers_mut();
    let mut say = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    if let Some(tag) = etag {
        say(header::ETAG, format!("\"{tag}\""));
    }
    if let Some(path) = location {
        say(header::LOCATION, format!("{ROOT}{path}"));
    }
    if let Some(next) = next {
        say(header::LINK, format!("<{}>; rel=\"next\"", following(head, &next)));
    }
    if status != StatusCode::NO_CONTENT {
        say(header::CONTENT_TYPE, "application/json".to_owned());
        say(header::CONTENT_LANGUAGE, lang.html().to_owned());
    }
    say(header::VARY, "accept-language, authorization".to_owned());
    say(header::CACHE_CONTROL, "no-cache".to_owned());
    if head.headers.contains_key(header::AUTHORIZATION) {
        say(header::CACHE_CONTROL, "private, no-cache".to_owned());
    }
    response
}

/// The address of the next part: the same, `after` what came last.
fn following(head: &Parts, next: &str) -> String {
    let asked = head.uri.query().unwrap_or_default().split('&');
    let mut kept: Vec<String> = asked
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after="))
        .map(str::to_owned)
        .collect();
    kept.push(format!("after={next}"));
    format!("{}?{}", head.uri.path(), kept.join("&"))
}

/// The same for pages of other sites: no cookie is asked for, so nothing is lent.
pub(super) fn shared(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let told = HeaderValue::from_static("etag, link, location, retry-after, x-request-id");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, told);
    response
}
