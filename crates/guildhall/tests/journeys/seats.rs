//! Journeys of somebody with a pass: booking, clashing, waiting, the day on the phone, without network.

use browser::Device;

use crate::accounts::{complaints, sign_in};
use crate::hall::Hall;
use crate::reader;

#[test]
fn a_visitor_books_on_the_phone_is_told_of_a_clash_and_gives_a_seat_up() {
    let Some(page) = reader(Device::phone().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "registered");
    // From the public page of the activity.
    page.goto(&hall.at("/zh/gdc-2025/activities/deidentify-a-record")).unwrap();
    page.click("a.act[href$='/seats/deidentify-a-record']").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "预约成功，座位是您的了。");
    // At the same hour, somewhere else.
    page.goto(&hall.at("/zh/gdc-2025/seats/paged-attention-by-hand")).unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.status(), Some(409));
    assert!(page.text(".note.wrong").unwrap().contains("一人不能同时身处两地"));
    assert!(page.count("section[aria-labelledby='others'] li a").unwrap() > 0);
    page.goto(&hall.at("/zh/gdc-2025/mine")).unwrap();
    let rows = page.texts("section[aria-labelledby='seats'] .row").unwrap();
    let at = rows.iter().position(|row| row.contains("脱敏")).map_or(1, |at| at + 1);
    page.click(&format!(
        "section[aria-labelledby='seats'] .row:nth-child({at}) form[action$='/give-up'] button"
    ))
    .unwrap();
    assert!(page.text(".note:not([hidden])").unwrap().contains("座位已放弃"));
}

#[test]
fn a_session_of_a_series_is_picked_from_a_grid_and_a_full_one_is_waited_for() {
    let Some(page) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "speaker");
    page.goto(&hall.at("/en/gdc-2025/activities/xr-day-1")).unwrap();
    page.click("a.act[href$='/seats/xr-day-1']").unwrap();
    assert_eq!(page.count(".slots li").unwrap(), 12);
    assert_eq!(page.count(".slots li.full").unwrap(), 1);
    page.click(".slots li.full a").unwrap();
    page.click("form.sheaf button").unwrap();
    assert!(page.text(".note").unwrap().starts_with("You are on the list."));
    assert_eq!(page.text("section[aria-labelledby='own'] p").unwrap(), "Place 2 on the list");
}

#[test]
fn my_conference_is_there_without_network() {
    let Some(page) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "registered");
    let mine = hall.at("/en/gdc-2025/mine");
    page.goto(&mine).unwrap();
    assert!(page.count(".agenda > li").unwrap() >= 3);
    let kept = "caches.open('mine-1').then((kept) => kept.keys()).then((all) => \
                all.some((one) => one.url.endsWith('/mine')) && \
                all.some((one) => one.url.includes('/assets/site.')))";
    page.wait_until_true(kept).unwrap();
    page.wait_until_true("!!navigator.serviceWorker.controller").unwrap();
    drop(hall);
    page.goto(&mine).unwrap();
    assert!(page.count(".agenda > li").unwrap() >= 3);
}

#[test]
fn the_pages_of_seats_are_clean_for_assistive_technology() {
    let pages = [
        ("registered", "/mine"),
        ("registered", "/seats/xr-day-1"),
        ("registered", "/seats/town-in-ninety-minutes"),
        ("registered", "/wishes"),
        ("organiser", "/wishes"),
    ];
    let Some(wide) = reader(Device::desktop().still()) else { return };
    let Some(phone) = reader(Device::phone().dark().still()) else { return };
    let hall = Hall::open();
    let mut found = Vec::new();
    let mut last = "";
    for (role, path) in pages {
        if role != last {
            sign_in(&wide, &hall, role);
            last = role;
        }
        wide.goto(&hall.at(&format!("/zh/gdc-2025{path}"))).unwrap();
        found.extend(complaints(&wide));
        phone.goto(&hall.at(&format!("/en/gdc-2025{path}"))).unwrap();
        found.extend(complaints(&phone));
    }
    assert_eq!(found, [] as [String; 0]);
}
