//! The pages as somebody with a pass and no account meets them.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt as _;

use super::*;
use crate::desk::Desk;
use crate::serve::PublicHouse;
use crate::serve::shelf::Shelf;

struct Met {
    status: u16,
    location: String,
    cookie: String,
    text: String,
}

fn ask(world: &World, method: &str, path: &str, cookie: &str, form: &str) -> Met {
    let house = PublicHouse(Arc::new(Shelf::new(Vec::new())));
    let desk = Arc::new(Desk::new(world.db.clone(), world.ctx.clone(), Arc::new(house), ""));
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let pages = desk.guarded(crate::admissions::seats::web::router());
        let (head, body) = pages.oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap();
        let header = |name| head.headers.get(name).map_or("", |it| it.to_str().unwrap()).to_owned();
        let cookie = header(header::SET_COOKIE);
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Met { status: head.status.as_u16(), location: header(header::LOCATION), cookie, text }
    })
}

#[test]
fn whoever_follows_the_link_of_their_pass_books_sees_and_gives_up() {
    for world in houses() {
        let pass = passes(&world, 1)[0];
        let ctx = world.ctx.clone();
        let link = world.write(move |tx| holders::make_link(tx, &ctx, (id(), pass)));
        let in_by = ask(&world, "GET", &format!("/en/pass/{}", link.spelled()), "", "");
        assert_eq!((in_by.status, in_by.location.as_str()), (303, "/en/sample-2025/mine"));
        let cookie = in_by.cookie.as_str();
        let mine = ask(&world, "GET", "/en/sample-2025/mine", cookie, "");
        assert!(mine.text.contains("Sample 0") && mine.text.contains("Nothing is booked yet"));
        let path = "/en/sample-2025/seats/activity-0";
        let form = ask(&world, "GET", path, cookie, "");
        assert!(form.text.contains("2 of 2") && form.text.contains("Book a seat"), "{}", form.text);
        let booked = ask(&world, "POST", path, cookie, &format!("pass={pass}"));
        assert_eq!(booked.location, format!("{path}?done=booked"));
        let page = ask(&world, "GET", &booked.location, cookie, "");
        assert!(page.text.contains("The seat is yours.") && page.text.contains("1 of 2"));
        let path = "/en/sample-2025/seats/activity-1";
        let clash = ask(&world, "POST", path, cookie, &format!("pass={pass}"));
        assert_eq!(clash.status, 409);
        for said in ["two places at once", "What you could take instead", "Model workshop 3"] {
            assert!(clash.text.contains(said), "{said}: {}", clash.text);
        }
        let mine = ask(&world, "GET", "/en/sample-2025/mine", cookie, "");
        let way = mine.text.split('"').find(|it| it.ends_with("/give-up")).unwrap();
        assert!(mine.text.contains("10:00–11:00"), "{}", mine.text);
        let gone = ask(&world, "POST", way, cookie, "");
        assert_eq!(gone.location, "/en/sample-2025/mine?done=given-up");
        assert_eq!(seating(&world, 0).free(), 2);
        sound(&world);
    }
}

#[test]
fn without_a_pass_or_with_a_strangers_nothing_is_booked_and_nothing_given_up() {
    for world in houses() {
        let all = passes(&world, 2);
        let seat = book(&world, 0, &all[1..]).unwrap().seats[0];
        let ctx = world.ctx.clone();
        let pass = all[0];
        let link = world.write(move |tx| holders::make_link(tx, &ctx, (id(), pass)));
        let cookie = format!("guildhall-pass={}", link.spelled());
        let path = "/en/sample-2025/seats/activity-0";
        for cookie in ["", "guildhall-pass=nonsense", cookie.as_str()] {
            let tried = ask(&world, "POST", path, cookie, &format!("pass={}", all[1]));
            assert_eq!(tried.status, 422, "{}", tried.text);
            let give_up = format!("/en/sample-2025/mine/seats/{}/give-up", seat.id);
            assert_eq!(ask(&world, "POST", &give_up, cookie, "").status, 404);
        }
        let ctx = world.ctx.clone();
        world.write(move |tx| holders::make_link(tx, &ctx, (id(), pass)));
        let old = ask(&world, "GET", &format!("/en/pass/{}", link.spelled()), "", "");
        assert_eq!(old.status, 410, "a newer link takes its place");
        assert_eq!(ask(&world, "GET", "/en/pass/nonsense", "", "").status, 410);
        assert_eq!(seating(&world, 0).taken, 1);
        sound(&world);
    }
}

#[test]
fn a_calendar_has_an_address_of_its_own_that_shows_the_day_and_does_nothing() {
    for world in houses() {
        let pass = passes(&world, 1)[0];
        let ctx = world.ctx.clone();
        let link = world.write(move |tx| holders::make_link(tx, &ctx, (id(), pass)));
        let cookie = format!("guildhall-pass={}", link.spelled());
        book(&world, 0, &[pass]).unwrap();
        let path = "/en/sample-2025/mine/calendar";
        let address = |text: &str| {
            let at = text.find("/en/calendars/").unwrap();
            text[at..].split('"').next().unwrap().to_owned()
        };
        let first = ask(&world, "POST", path, &cookie, &format!("pass={pass}"));
        let first = address(&first.text);
        let read = ask(&world, "GET", &first, "", "");
        assert_eq!(read.status, 200);
        assert!(read.text.contains("SUMMARY:Model workshop 0"), "{}", read.text);
        assert!(read.text.contains("UID:activity-0@sample-2025.guildhall"), "{}", read.text);
        let second = ask(&world, "POST", path, &cookie, &format!("pass={pass}"));
        assert_eq!(ask(&world, "GET", &first, "", "").status, 404, "a newer one takes its place");
        let secret = address(&second.text).split('/').nth(3).unwrap().to_owned();
        let opened = ask(&world, "GET", &format!("/en/pass/{secret}"), "", "");
        assert_eq!(opened.status, 410, "it is no link of the pass");
        assert_eq!(ask(&world, "POST", path, "", &format!("pass={pass}")).status, 404);
    }
}
