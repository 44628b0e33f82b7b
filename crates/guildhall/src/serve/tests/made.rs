use axum::http::StatusCode;

use super::{ask, header, text};

#[tokio::test]
async fn a_filter_in_the_address_is_met_without_script() {
    let all = text(ask("/en/sample-2025/programme/list", &[]).await).await;
    assert!(all.contains("Model workshop 0") && all.contains("Model workshop 5"));
    let one = text(ask("/en/sample-2025/programme/list?q=workshop+5", &[]).await).await;
    assert!(one.contains("Model workshop 5"), "{one}");
    assert!(!one.contains("Model workshop 0</a>"));
    let odd = ask("/en/sample-2025/programme?part=%ff&venue=nowhere&q=", &[]).await;
    assert_eq!(odd.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_search_finds_pinyin_and_says_what_it_looked_for() {
    let response = ask("/zh/sample-2025/search?q=damoxing", &[("accept-encoding", "gzip")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-encoding"), "gzip");
    let page = text(ask("/zh/sample-2025/search?q=damoxing", &[]).await).await;
    assert!(page.contains("/zh/sample-2025/activities/activity-0"), "{page}");
    let none = text(ask("/zh/sample-2025/search?q=%ff%00%3Cscript%3E", &[]).await).await;
    assert!(!none.contains("<script>\""), "{none}");
    assert!(!none.contains("/activities/activity-"));
}

#[tokio::test]
async fn what_a_query_does_not_change_comes_from_the_shelf() {
    let kept = ask("/zh/sample-2025/programme", &[("accept-encoding", "br")]).await;
    let odd = "/zh/sample-2025/programme?utm_source=x&kind=party&topic=A%20B";
    let same = ask(odd, &[("accept-encoding", "br")]).await;
    assert_eq!(header(&same, "etag"), header(&kept, "etag"));
}

#[tokio::test]
async fn a_made_page_has_a_tag_of_its_own() {
    let path = "/en/sample-2025/programme/list?q=workshop";
    let first = ask(path, &[("accept-encoding", "zstd")]).await;
    assert_eq!(header(&first, "vary"), "accept-encoding");
    let etag = header(&first, "etag").to_owned();
    let given = [("accept-encoding", "zstd"), ("if-none-match", etag.as_str())];
    assert_eq!(ask(path, &given).await.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_query_that_is_too_long_is_refused() {
    let path = format!("/en/sample-2025/programme?q={}", "a".repeat(5000));
    assert_eq!(ask(&path, &[]).await.status(), StatusCode::URI_TOO_LONG);
}
