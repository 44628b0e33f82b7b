use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::{get, post};
use kernel::{Clock as _, FixedClock};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::super::door;
use super::super::floor::Floor;
use super::{floor, header, shelf, text};
use crate::programme::fixture;

/// Sends bytes as they are and reads until the other side closes.
fn say(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_answers_over_tcp_and_closes_when_it_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let open = tokio::spawn(door::open(listener, floor(Router::new()), stopped));
    let cases: [(&[u8], &str); 5] = [
        (b"GET /en/sample-2025 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", " 200 OK"),
        (b"GET /en/../../etc/passwd HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", " 404 "),
        (b"GET /zh/%2e%2e/%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", " 404 "),
        (b"GET /\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", " 400 "),
        (b"nonsense\r\n\r\n", " 400 "),
    ];
    for (request, status) in cases {
        let request = request.to_vec();
        let answer = tokio::task::spawn_blocking(move || say(address, &request)).await.unwrap();
        let line = answer.lines().next().unwrap_or_default();
        assert!(line.contains(status), "{status}: {answer:?}");
    }
    stop.send(()).unwrap();
    open.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn what_does_not_lie_on_the_shelf_is_asked_of_the_router() {
    let dynamic = Router::new()
        .route("/sign-in", post(|body: String| async move { body }))
        .route("/broken", get(|| async { panic_now() }));
    let floor = floor(dynamic);
    let answer = |request| {
        let floor = Arc::clone(&floor);
        async move { floor.handle(request).await }
    };
    let sent = answer(Request::post("/sign-in").body(Body::from("name")).unwrap()).await;
    assert_eq!(text(sent).await, "name");
    let wrong = answer(Request::get("/sign-in").body(Body::empty()).unwrap()).await;
    assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(!header(&wrong, "x-request-id").is_empty());
    let large = Body::from(vec![b'a'; 3 << 20]);
    let large = answer(Request::post("/sign-in").body(large).unwrap()).await;
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let broken = Request::get("/broken").header("accept-language", "en").body(Body::empty());
    let broken = answer(broken.unwrap()).await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(header(&broken, "content-type"), "text/html; charset=utf-8");
    let id = header(&broken, "x-request-id").to_owned();
    assert!(text(broken).await.contains(&id));
}

fn panic_now() -> &'static str {
    panic!("a test of what happens then")
}

#[tokio::test]
async fn the_home_page_follows_the_clock_without_script() {
    let clock = Arc::new(FixedClock::at(fixture::at(9 * 60)));
    let shelf = shelf();
    let floor = Arc::new(Floor::new(Arc::clone(&shelf), clock.clone(), Router::new()));
    let home = || {
        let request = Request::get("/en/sample-2025").header("accept-encoding", "br");
        Arc::clone(&floor).handle(request.body(Body::empty()).unwrap())
    };
    let before = header(&home().await, "etag").to_owned();
    clock.set(fixture::at(9 * 60 + 5));
    shelf.turn(clock.now());
    let during = header(&home().await, "etag").to_owned();
    shelf.turn(clock.now());
    assert_ne!(before, during);
    assert_eq!(during, header(&home().await, "etag"));
}

#[tokio::test]
async fn an_empty_house_says_so_in_the_readers_language() {
    let clock = Arc::new(FixedClock::at(fixture::at(0)));
    let empty = Arc::new(super::Shelf::new(Vec::new()));
    let floor = Arc::new(Floor::new(empty, clock, Router::new()));
    let request = Request::get("/").header("accept-language", "en").body(Body::empty());
    let answer = floor.handle(request.unwrap()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(text(answer).await.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn a_page_behind_the_shelf_is_pressed_for_whoever_takes_it() {
    let html = "<p>hall </p>".repeat(400);
    let page = html.clone();
    let long = move || async move { ([("vary", "cookie")], axum::response::Html(page)) };
    let short = || async { axum::response::Html("<p>short</p>") };
    let floor = floor(Router::new().route("/long", get(long)).route("/short", get(short)));
    let answer = |path: &str, accept: &str| {
        let request = Request::get(path).header("accept-encoding", accept);
        Arc::clone(&floor).handle(request.body(Body::empty()).unwrap())
    };
    let pressed = answer("/long", "gzip").await;
    assert_eq!(header(&pressed, "content-encoding"), "gzip");
    let vary: Vec<_> = pressed.headers().get_all("vary").iter().collect();
    assert_eq!(vary, ["cookie", "accept-encoding"]);
    let bytes = axum::body::to_bytes(pressed.into_body(), 10_000).await.unwrap();
    assert!(bytes.len() < html.len() / 4, "{}", bytes.len());
    assert_eq!(super::super::encoding::unpack_gzip(&bytes), html.as_bytes());
    for (path, accept) in [("/long", "identity"), ("/short", "gzip, br")] {
        assert_eq!(header(&answer(path, accept).await, "content-encoding"), "", "{path}");
    }
    assert_eq!(header(&answer("/long", "gzip, br").await, "content-encoding"), "br");
}

#[tokio::test]
async fn what_fails_or_takes_too_long_for_a_program_is_a_problem_and_no_page() {
    let clock = Arc::new(FixedClock::at(fixture::at(0)));
    let never = || async { std::future::pending::<&'static str>().await };
    let router = Router::new()
        .route("/api/v1/broken", get(|| async { panic_now() }))
        .route("/api/v1/never", get(never));
    let floor = Arc::new(Floor::new(shelf(), clock, router).within(Duration::from_millis(50)));
    let ask = |path: &str| {
        let request = Request::get(path).header("accept-language", "zh");
        Arc::clone(&floor).handle(request.body(Body::empty()).unwrap())
    };
    let large = Request::post("/api/v1/editions").header("content-length", "99999999");
    let large = Arc::clone(&floor).handle(large.body(Body::empty()).unwrap());
    for (answer, status, kind) in [
        (ask("/api/v1/broken").await, 500, "failed"),
        (ask("/api/v1/never").await, 503, "busy"),
        (large.await, 413, "too-large"),
    ] {
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(header(&answer, "content-type"), "application/problem+json");
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["type"], format!("urn:guildhall:problem:{kind}"));
    }
}
