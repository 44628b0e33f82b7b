use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::{Desk, answer};

/// Lets a request that may change something through only when the browser says that one of our own
/// pages sent it (`Sec-Fetch-Site`, and `Origin` where a browser does not say that). A client that
/// says neither is no browser and carries no cookie it was not given.
pub async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let reading = [Method::GET, Method::HEAD].contains(request.method());
    if reading || is_own(request.headers(), &desk.base_url) {
        next.run(request).await
    } else {
        let path = request.uri().path().to_owned();
        answer::from_elsewhere(&desk, &path, StatusCode::FORBIDDEN)
    }
}

fn is_own(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, None) => true,
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            let named = host.is_some() && host == text(header::HOST);
            named || (!base_url.is_empty() && origin == base_url)
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_own(&headers, "https://example.org")
    }

    #[test]
    fn only_our_own_pages_and_clients_without_cookies_of_others_may_send_forms() {
        assert!(own(&[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")]));
        assert!(own(&[]));
        assert!(own(&[("origin", "https://example.org"), ("host", "inner:8080")]));
        assert!(own(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        for site in ["cross-site", "same-site", "", "nonsense"] {
            assert!(!own(&[("sec-fetch-site", site), ("origin", "https://example.org")]), "{site}");
        }
        for origin in ["null", "http://evil.example", "example.org", "", "http://"] {
            assert!(!own(&[("origin", origin), ("host", "example.org")]), "{origin}");
        }
    }
}
