//! The pages as a browser meets them.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt as _;

use super::*;
use crate::access::sessions::Token;
use crate::desk::Desk;
use crate::serve::PublicHouse;
use crate::serve::shelf::Shelf;
use std::sync::Arc;

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub location: Option<String>,
    pub text: String,
}

pub fn desk(world: &World) -> Arc<Desk> {
    desk_at(world, "")
}

fn desk_at(world: &World, base_url: &str) -> Arc<Desk> {
    let house = PublicHouse(Arc::new(Shelf::new(Vec::new())));
    Arc::new(Desk::new(world.db.clone(), world.ctx.clone(), Arc::new(house), base_url))
}

pub fn ask(desk: &Arc<Desk>, path: &str, token: Option<&Token>) -> Answer {
    answered(desk, Request::get(path), token, "")
}

/// Sends a form as one of our own pages does.
pub fn send(desk: &Arc<Desk>, path: &str, token: Option<&Token>, form: &str) -> Answer {
    answered(desk, Request::post(path).header("sec-fetch-site", "same-origin"), token, form)
}

/// The description of the API is a page too.
fn programs(desk: &Arc<Desk>) -> crate::integrations::web::Setting {
    // Its pages ask the API for its routes alone: one serves every house of the tests.
    static SETTING: std::sync::OnceLock<crate::integrations::web::Setting> =
        std::sync::OnceLock::new();
    SETTING.get_or_init(|| described(desk)).clone()
}

fn described(desk: &Arc<Desk>) -> crate::integrations::web::Setting {
    let reachable = crate::integrations::courier::Reachable::Public;
    let clock = Arc::new(kernel::FixedClock::at(crate::trial::START));
    let ids = Arc::new(kernel::SeededIds::new(1));
    let ctx = Ctx { clock, ids, actor: Actor::Visitor, hall_ahead_ms: 0 };
    let routes = crate::cli::interface::routes(reachable);
    let api = crate::api::Api::new(desk.db.clone(), ctx, routes, "", Default::default());
    crate::integrations::web::Setting { api: Arc::new(api), reachable }
}

fn answered(
    desk: &Arc<Desk>,
    request: axum::http::request::Builder,
    token: Option<&Token>,
    form: &str,
) -> Answer {
    let name =
        if desk.cookies == crate::desk::Cookies::Secure { "__Host-guildhall" } else { "guildhall" };
    let request = match token {
        Some(token) => request.header(header::COOKIE, format!("a=b; {name}={}", token.spelled())),
        None => request,
    };
    let request = request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
        .body(Body::from(form.to_owned()));
    let pages = crate::people::web::router()
        .merge(crate::programme::web::router())
        .merge(crate::hosting::web::router())
        .merge(crate::calls::web::router())
        .merge(crate::letters::web::router())
        .merge(crate::guests::web::router())
        .merge(crate::door::web::router())
        .merge(crate::admissions::seats::web::router())
        .merge(crate::releasing::web::router())
        .merge(crate::review::web::router())
        .merge(crate::translation::web::router(None))
        .merge(crate::integrations::web::router(&programs(desk)));
    // A runtime for one request: what a test does between two may block.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (head, bytes) = runtime.block_on(async {
        let response = desk.guarded(pages).oneshot(request.unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        (head, to_bytes(body, 10_000_000).await.unwrap())
    });
    let location =
        head.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Answer { status: head.status, headers: head.headers, location, text }
}

fn set_cookie(answer: &Answer) -> &str {
    answer.headers.get(header::SET_COOKIE).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn a_session_begins_with_a_cookie_that_no_script_reads_and_no_other_site_sends() {
    let world = World::all().remove(0);
    let lin = account(&world, "lin@example.org", None);
    for (base_url, start, end) in [
        ("http://127.0.0.1:8080", "guildhall=", "; Path=/; HttpOnly; SameSite=Lax"),
        ("https://example.org", "__Host-guildhall=", "; Path=/; HttpOnly; SameSite=Lax; Secure"),
    ] {
        let (ctx, id) = (world.ctx.clone(), lin.id);
        let token = world.write(move |tx| link_verbs::make(tx, &ctx, id, link_verbs::LINK_LIFE));
        let desk = desk_at(&world, base_url);
        let path = format!("/en/sign-in/{}", token.spelled());
        let page = ask(&desk, &path, None);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("signed in as lin@example.org"), "{}", page.text);
        let signed = send(&desk, &path, None, "onward=%2Fen%2Fsample-2025%2Froles");
        assert_eq!(signed.location.as_deref(), Some("/en/sample-2025/roles"));
        let cookie = set_cookie(&signed);
        assert!(cookie.starts_with(start) && cookie.ends_with(end), "{cookie}");
        let again = send(&desk, &path, None, "");
        assert_eq!((again.status, set_cookie(&again)), (StatusCode::GONE, ""));
    }
}

#[test]
fn a_form_of_another_site_does_nothing() {
    let world = World::all().remove(0);
    let lin = account(&world, "lin@example.org", None);
    let session = signed_in(&world, &lin, "Firefox");
    let desk = desk(&world);
    let before = all_rows(&world);
    for path in ["/en/account/sign-out", "/en/account/sign-out-everywhere", "/en/account/settings"]
    {
        let request = Request::post(path).header("sec-fetch-site", "cross-site");
        let answer = answered(&desk, request, Some(&session.token), "name=Eve&lang=en");
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("was not sent from a page of this site"));
    }
    assert_eq!(all_rows(&world), before);
}

#[test]
fn a_wrong_form_keeps_what_was_written_and_says_beside_the_field_what_is_wrong() {
    let world = World::all().remove(0);
    open(&world);
    let lin = account(&world, "lin@example.org", Some((Role::Organiser, edition())));
    let session = signed_in(&world, &lin, "Firefox");
    let desk = desk(&world);
    let form = "email=wang%40example.org&role=host_lead&host=&from=&until=2024-01-01";
    let answer = send(&desk, "/zh/sample-2025/roles", Some(&session.token), form);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"wang@example.org\""), "{}", answer.text);
    assert!(answer.text.contains("<option value=\"host_lead\" selected>"), "{}", answer.text);
    assert!(answer.text.contains("id=\"host-wrong\">这一角色需要指定本届的一个社区或机构。"));
    let answer = send(&desk, "/en/sign-in", None, "email=lin&password=hunter2hunter2");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("id=\"email-wrong\">Please give an e-mail address"));
    assert!(!answer.text.contains("hunter2"), "a password is never written into a page");
    let answer = send(&desk, "/en/account/settings", Some(&session.token), "name=+&lang=en");
    assert!(answer.text.contains("id=\"name-wrong\">Please say your name"), "{}", answer.text);
}

#[test]
fn a_password_is_set_and_signs_in_and_a_wrong_one_is_told_apart_from_no_account_by_nothing() {
    let world = World::all().remove(0);
    let lin = account(&world, "lin@example.org", None);
    let session = signed_in(&world, &lin, "Firefox");
    let desk = desk(&world);
    let token = Some(&session.token);
    let path = "/en/account/settings/password";
    let short = send(&desk, path, token, "password=short");
    assert!(short.text.contains("id=\"password-wrong\">A password has 10 to 200 characters."));
    let set = send(&desk, path, token, "password=long+enough+now");
    assert_eq!(set.location.as_deref(), Some("/en/account/settings?done=password"));
    let said = |answer: &Answer, email: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.text.replace(email, "…")
    };
    let wrong = send(&desk, "/en/sign-in", None, "email=lin%40example.org&password=wrong");
    let nobody = send(&desk, "/en/sign-in", None, "email=who%40example.org&password=wrong");
    assert_eq!(said(&wrong, "lin@example.org"), said(&nobody, "who@example.org"));
    let right = "email=Lin%40Example.org&password=long+enough+now&onward=%2F%2Fevil.example";
    let right = send(&desk, "/en/sign-in", None, right);
    assert_eq!(right.location.as_deref(), Some("/en/account"));
    assert!(set_cookie(&right).starts_with("guildhall="));
}

#[test]
fn what_is_no_form_is_answered_with_a_page() {
    let world = World::all().remove(0);
    let desk = desk(&world);
    let odd = send(&desk, "/zh/sign-in/link", None, "email=%ff%fe&onward=%00");
    assert!(odd.status.is_client_error(), "{}", odd.status);
    assert!(odd.text.contains("<html lang=\"zh-CN\""), "{}", odd.text);
    for path in ["/fr/account", "/zh/sign-in/nonsense", "/zh/nowhere/roles", "/zh/%00/draft"] {
        assert_eq!(ask(&desk, path, None).status, StatusCode::NOT_FOUND, "{path}");
    }
}
