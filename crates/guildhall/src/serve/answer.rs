//! From what is kept to what is sent: conditions, encodings, lengths (RFC 9110).

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};

use super::class::Class;
use super::encoding::Encoding;
use super::page::{Form, HTML, Kept, Lifetime};
use super::wire::{LARGE, Large};

/// What a request says about the form of its answer.
pub struct Wish<'r> {
    headers: &'r HeaderMap,
    head: bool,
}

/// What is sent, and what sort of answer it is.
pub struct Answer {
    pub class: Class,
    pub response: Response<Body>,
}

/// Room for every header of an answer, so that none is moved while they are written.
const HEADERS: usize = 24;

impl<'r> Wish<'r> {
    pub fn of(head: &'r Parts) -> Self {
        Self { headers: &head.headers, head: head.method == Method::HEAD }
    }

    /// The best form of what is offered.
    pub fn encoding(&self, offered: [Encoding; 3]) -> Encoding {
        let accept = self.headers.get(header::ACCEPT_ENCODING);
        Encoding::negotiate(accept.and_then(|value| value.to_str().ok()), offered)
    }

    /// The kept bytes in the best form the reader takes; 304 when it has that form already.
    pub fn kept(&self, kept: &Kept, status: StatusCode) -> Answer {
        let encoding = self.encoding(kept.offered());
        let form = kept.form(encoding);
        let lifetime = match status {
            StatusCode::OK => kept.lifetime.header(),
            _ => SHORT,
        };
        let class = if status == StatusCode::NOT_FOUND { Class::Missing } else { kept.class };
        self.form(
            form,
            encoding,
            status,
            (class, HeaderValue::from_static(kept.content_type), lifetime),
        )
    }

    /// A page that was made for this address just now.
    pub fn made(&self, form: Form, encoding: Encoding) -> Answer {
        let html = HeaderValue::from_static(HTML);
        self.form(form, encoding, StatusCode::OK, (Class::Made, html, Lifetime::Page.header()))
    }

    fn form(
        &self,
        form: Form,
        encoding: Encoding,
        status: StatusCode,
        (class, content_type, lifetime): (Class, HeaderValue, HeaderValue),
    ) -> Answer {
        let given = self.headers.get(header::IF_NONE_MATCH);
        let etag = form.etag();
        let known = given.is_some_and(|given| has_tag(given, &etag));
        let fresh = known && status == StatusCode::OK;
        let length = form.bytes.len();
        let bare_of_body = fresh || self.head;
        // What is made for one reader is not worth a file.
        let stays = encoding != Encoding::Identity && class != Class::Made;
        let large = (!bare_of_body && length >= LARGE && stays).then(|| Large(form.bytes.clone()));
        let body = if bare_of_body { Body::empty() } else { Body::from(form.bytes) };
        let status = if fresh { StatusCode::NOT_MODIFIED } else { status };
        let mut answer = bare(status, class, body);
        if let Some(large) = large {
            answer.response.extensions_mut().insert(large);
        }
        let out = answer.response.headers_mut();
        out.insert(header::ETAG, etag);
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        out.insert(header::CACHE_CONTROL, lifetime);
        if !fresh {
            out.insert(header::CONTENT_TYPE, content_type);
            out.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
            if let Some(token) = encoding.token() {
                out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
            }
        }
        answer
    }
}

const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=10");

/// An answer with nothing but a status and a body.
pub fn bare(status: StatusCode, class: Class, body: Body) -> Answer {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = HeaderMap::with_capacity(HEADERS);
    Answer { class, response }
}

/// The way to another path. Which way it is may depend on the reader.
pub fn redirect(status: StatusCode, path: &str, vary: Option<&'static str>) -> Answer {
    let mut answer = bare(status, Class::Redirect, Body::empty());
    let out = answer.response.headers_mut();
    if let Ok(location) = HeaderValue::try_from(path) {
        out.insert(header::LOCATION, location);
    }
    let lifetime = if vary.is_some() { "private, no-cache" } else { "public, max-age=60" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    if let Some(vary) = vary {
        out.insert(header::VARY, HeaderValue::from_static(vary));
    }
    answer
}

/// A few words for a machine or for a reader that nothing better can be shown.
pub fn plain(status: StatusCode, class: Class, words: impl Into<Body>) -> Answer {
    let mut answer = bare(status, class, words.into());
    let out = answer.response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

impl Answer {
    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.response.headers_mut().insert(name, HeaderValue::from_static(value));
        self
    }
}

/// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
fn has_tag(given: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(given), Ok(etag)) = (given.to_str(), etag.to_str()) else { return false };
    given.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
