use axum::http::StatusCode;

use super::super::shelf::Shelf;
use super::{ask, ask_as, header, published, text};

#[tokio::test]
async fn the_root_leads_to_the_edition_in_the_readers_language() {
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[], "/zh/sample-2025"),
        (&[("accept-language", "en-GB,en;q=0.9,zh;q=0.8")], "/en/sample-2025"),
        (&[("accept-language", "fr, zh-CN;q=0.5")], "/zh/sample-2025"),
        (&[("cookie", "a=b; lang=en"), ("accept-language", "zh")], "/en/sample-2025"),
    ];
    for (headers, expected) in cases {
        let response = ask("/", headers).await;
        assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(header(&response, "location"), expected);
        assert_eq!(header(&response, "vary"), "accept-language, cookie");
    }
}

#[tokio::test]
async fn a_page_that_the_reader_has_already_is_not_sent_again() {
    let first = ask("/zh/sample-2025", &[("accept-encoding", "br")]).await;
    assert_eq!(first.status(), StatusCode::OK);
    assert_eq!(header(&first, "content-encoding"), "br");
    let etag = header(&first, "etag").to_owned();
    let given = [("accept-encoding", "br"), ("if-none-match", etag.as_str())];
    let second = ask("/zh/sample-2025", &given).await;
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&second, "etag"), etag);
    assert_eq!(text(second).await, "");
    // The same page in another form is another representation.
    let given = [("accept-encoding", "gzip"), ("if-none-match", etag.as_str())];
    assert_eq!(ask("/zh/sample-2025", &given).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_reader_without_encodings_gets_plain_html_with_every_safety_header() {
    let response = ask("/en/sample-2025", &[]).await;
    assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&response, "content-encoding"), "");
    assert!(header(&response, "content-security-policy").starts_with("default-src 'self'"));
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert!(text(response).await.starts_with("<!doctype html>"));
}

#[tokio::test]
async fn head_says_the_length_and_sends_nothing() {
    let response = ask_as("HEAD", "/zh/sample-2025", &[("accept-encoding", "gzip")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(header(&response, "content-length").parse::<usize>().unwrap() > 500);
    assert_eq!(text(response).await, "");
}

#[tokio::test]
async fn what_does_not_exist_is_said_in_the_readers_language() {
    let long = format!("/{}", "a".repeat(2000));
    let cases = [
        ("/zh/sample-2025/activities/nothing", StatusCode::NOT_FOUND, "zh-CN"),
        ("/en/sample-2025/activities/nothing", StatusCode::NOT_FOUND, "lang=\"en\""),
        ("/fr/sample-2025", StatusCode::NOT_FOUND, "zh-CN"),
        ("/en/other-2025/programme", StatusCode::NOT_FOUND, "lang=\"en\""),
        ("/zh/sample-2025/../../etc/passwd", StatusCode::NOT_FOUND, "zh-CN"),
        ("/zh/%ff%fe", StatusCode::NOT_FOUND, "zh-CN"),
        (long.as_str(), StatusCode::URI_TOO_LONG, ""),
    ];
    for (path, status, mark) in cases {
        let response = ask(path, &[]).await;
        assert_eq!(response.status(), status, "{path}");
        assert!(text(response).await.contains(mark), "{path}");
    }
}

#[tokio::test]
async fn a_slash_too_many_and_a_language_alone_lead_to_the_page() {
    let slash = ask("/zh/sample-2025/", &[]).await;
    assert_eq!(slash.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(header(&slash, "location"), "/zh/sample-2025");
    let alone = ask("/en", &[]).await;
    assert_eq!(header(&alone, "location"), "/en/sample-2025");
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let response = ask_as("DELETE", "/zh/sample-2025", &[]).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&response, "allow"), "GET, HEAD");
}

#[tokio::test]
async fn assets_never_change_under_their_name() {
    let page = text(ask("/zh/sample-2025", &[]).await).await;
    let start = page.find("/assets/").expect("a page has a style sheet");
    let path = page[start..].split('"').next().unwrap();
    let response = ask(path, &[("accept-encoding", "br")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(header(&response, "cache-control").contains("immutable"));
}

#[test]
fn a_new_release_replaces_the_pages_of_the_old_one() {
    let shelf = Shelf::new(vec![published(6)]);
    let path = "/zh/sample-2025/activities/activity-5";
    let before = shelf.find(path, |_| ()).is_some();
    shelf.publish(published(3));
    assert_eq!(shelf.editions().all().len(), 1);
    assert!(!before || shelf.find(path, |_| ()).is_none());
}

#[test]
fn a_reader_without_an_address_is_led_to_the_edition_that_is_on_and_not_to_one_that_is_over() {
    let mut earlier = super::fixture::release(2);
    let edition = &mut earlier.programme.edition;
    edition.slug = "earlier-2025".parse().unwrap();
    edition.first_day = "2020-02-01".parse().unwrap();
    edition.last_day = "2020-02-02".parse().unwrap();
    let site = super::Site::new(super::Arc::new(earlier), super::Setting::default());
    let now = super::fixture::at(10 * 60);
    let earlier = super::Published::new(site, &[], Vec::new(), now);
    let shelf = super::Shelf::new(vec![earlier, super::published(2)]);
    let slugs: Vec<_> = shelf.editions().all().iter().map(|one| one.slug().to_string()).collect();
    assert_eq!(slugs, ["sample-2025", "earlier-2025"]);
}
