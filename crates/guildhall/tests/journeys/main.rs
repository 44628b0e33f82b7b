//! Journeys of readers through the demo conference, in a real Chromium.
#![expect(clippy::unwrap_used, reason = "a journey that cannot go on has failed")]

mod accounts;
mod calls;
mod door;
mod hall;
mod hosts;
mod letters;
mod requests;
mod seats;
mod table;
mod translation;

use browser::{Browser, Device, Page};
use hall::Hall;

/// A reader's browser, or nothing when there is none; the summary of the tests says so.
fn reader(device: Device) -> Option<Page> {
    let browser = Browser::for_tests("journeys of readers")?;
    Some(browser.page(device).unwrap())
}

#[test]
fn a_reader_stars_an_activity_and_takes_it_along_as_a_calendar() {
    let Some(page) = reader(Device::desktop().language("zh-CN")) else { return };
    let hall = Hall::open();
    page.goto(&hall.at("/")).unwrap();
    assert!(page.url().unwrap().ends_with("/zh/gdc-2025"));
    page.click(".mast nav li:first-child a").unwrap();
    page.goto(&hall.at("/zh/gdc-2025/programme/list")).unwrap();
    let title = page.text(".entry a.title").unwrap();
    page.click(".entry .star").unwrap();
    page.goto(&hall.at("/zh/gdc-2025/stars")).unwrap();
    page.wait_for("#starred li").unwrap();
    assert_eq!(page.text("#starred li a.title").unwrap(), title);
    let calendar = page.download(|page| page.click("#calendar")).unwrap();
    let text = calendar.text().unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("DTSTART:2025") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert_eq!(page.console_errors(), [] as [String; 0]);
}

#[test]
fn a_market_of_many_hours_does_not_clash_with_what_is_on_meanwhile() {
    let Some(page) = reader(Device::desktop().language("en-GB")) else { return };
    let hall = Hall::open();
    // Noon to seven, a talk at one, a workshop at one.
    for slug in ["market-hardware", "tail-latency-of-thought", "paged-attention-by-hand"] {
        page.goto(&hall.at(&format!("/en/gdc-2025/activities/{slug}"))).unwrap();
        page.click("button[data-star]").unwrap();
    }
    page.goto(&hall.at("/en/gdc-2025/stars")).unwrap();
    page.wait_for("#starred li").unwrap();
    assert_eq!(page.texts("#starred li a.title").unwrap().len(), 3);
    let hints = page.texts("#starred li .hint").unwrap();
    assert_eq!(hints, ["Overlaps with the one before"]);
}

#[test]
fn a_reader_hands_in_stars_once_and_later_only_what_is_new() {
    let Some(page) = reader(Device::phone().language("en-GB")) else { return };
    let hall = Hall::open();
    let star = |slug: &str| {
        page.goto(&hall.at(&format!("/en/gdc-2025/activities/{slug}"))).unwrap();
        page.click("button[data-star]").unwrap();
        page.goto(&hall.at("/en/gdc-2025/stars")).unwrap();
        page.wait_for("#starred li").unwrap();
    };
    star("market-hardware");
    assert!(!page.eval::<bool>("document.querySelector('[data-hand]').checkVisibility()").unwrap());
    star("tail-latency-of-thought");
    page.click("[data-hand] button").unwrap();
    let told = "document.querySelector('[data-hand] [role=status]').textContent";
    page.wait_until_true(&format!("{told}.startsWith('Handed in')")).unwrap();
    assert!(
        !page
            .eval::<bool>("document.querySelector('[data-hand] button').checkVisibility()")
            .unwrap()
    );
    // What was handed in is not asked for again; what is new may be.
    page.reload().unwrap();
    page.wait_for("#starred li").unwrap();
    assert!(!page.eval::<bool>("document.querySelector('[data-hand]').checkVisibility()").unwrap());
    star("paged-attention-by-hand");
    page.click("[data-hand] button").unwrap();
    page.wait_until_true(&format!("{told}.startsWith('Handed in')")).unwrap();
    let sent = page.requests().into_iter().rfind(|it| it.url.ends_with("/gdc-2025/starred"));
    assert!(sent.is_some());
    assert_eq!(page.console_errors(), [] as [String; 0]);
}

#[test]
fn a_reader_changes_the_language_and_stays_on_the_page() {
    let Some(page) = reader(Device::phone().language("zh-CN")) else { return };
    let hall = Hall::open();
    page.goto(&hall.at("/zh/gdc-2025/venues")).unwrap();
    page.click("a.tongue").unwrap();
    assert!(page.url().unwrap().ends_with("/en/gdc-2025/venues"));
    assert_eq!(page.attribute("html", "lang").unwrap().as_deref(), Some("en"));
}

/// However many halls: a second scroll bar inside the page is one too many.
#[test]
fn a_wide_day_is_scrolled_by_the_page_alone_and_its_head_stays_in_sight() {
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    page.goto(&hall.at("/en/gdc-2025/programme/2025-02-22")).unwrap();
    let inner: Vec<String> = page
        .eval(
            "[...document.querySelectorAll('body, main, main *')].filter((it) => \
             it.scrollHeight > it.clientHeight + 1 && \
             /auto|scroll/.test(getComputedStyle(it).overflowY)).map((it) => it.className)",
        )
        .unwrap();
    assert_eq!(inner, [] as [String; 0]);
    let wide: bool = page.eval("document.documentElement.scrollWidth > innerWidth * 1.2").unwrap();
    assert!(wide, "the demo has more halls than fit");
    page.eval::<bool>("(scrollTo({ left: 600, top: 900, behavior: 'instant' }), true)").unwrap();
    page.wait_until_true("scrollX > 500").unwrap();
    let places: Vec<i64> = page
        .eval(
            "['.mast', '.hh', '.rail'].map((css) => document.querySelector(css)\
             .getBoundingClientRect()).map((it, at) => Math.round(at === 1 ? it.top : it.left))",
        )
        .unwrap();
    assert_eq!((places[0], places[2]), (0, 0), "head and clock stay at the left");
    assert!((0..40).contains(&places[1]), "halls stay at the top: {places:?}");
}

#[test]
fn a_reader_takes_the_whole_programme_along_in_every_format() {
    let Some(page) = reader(Device::phone().language("zh-CN")) else { return };
    let hall = Hall::open();
    page.goto(&hall.at("/zh/gdc-2025/programme")).unwrap();
    assert_eq!(
        page.texts(".take a").unwrap(),
        ["iCalendar", "schedule.xml", "schedule.json", "CSV"]
    );
    for (ending, begin) in
        [("ics", "BEGIN:VCALENDAR"), ("xml", "<?xml"), ("json", "{"), ("csv", "id,guid")]
    {
        let path = format!("/gdc-2025/schedule.{ending}");
        assert!(page.exists(&format!(".take a[href='{path}']")).unwrap());
        let file = page.fetch_text(&hall.at(&path)).unwrap();
        let file = file.trim_start_matches('\u{feff}');
        assert!(file.starts_with(begin), "{path}: {}", &file[..20]);
    }
}

#[test]
fn a_reader_without_script_finds_by_chinese_words() {
    let Some(page) = reader(Device::desktop().without_script()) else { return };
    let hall = Hall::open();
    page.goto(&hall.at("/zh/gdc-2025/programme/list?q=%E5%BC%80%E5%B9%95")).unwrap();
    let titles = page.texts(".entry a.title").unwrap();
    assert!(!titles.is_empty() && titles.iter().all(|title| title.contains("开幕")), "{titles:?}");
}

#[test]
fn every_kind_of_page_is_clean_for_assistive_technology() {
    let pages = [
        "",
        "/programme",
        "/programme/list",
        "/people",
        "/people/chen-jie",
        "/hosts",
        "/hosts/hugging-face",
        "/routes",
        "/routes/embodied-in-one-day",
        "/search?q=robot",
        "/search?q=qqxxyyzz",
        "/venues",
        "/venues/west-bund-grand-theatre",
        "/stars",
        "/releases",
        "/pages/privacy",
        "/activities/opening-ceremony",
    ];
    let Some(wide) = reader(Device::desktop().still()) else { return };
    let Some(phone) = reader(Device::phone().dark().still()) else { return };
    let hall = Hall::open();
    let mut found = Vec::new();
    for page in pages {
        for (reader, lang) in [(&wide, "zh"), (&phone, "en")] {
            let path = format!("/{lang}/gdc-2025{page}");
            reader.goto(&hall.at(&path)).unwrap();
            let violations = reader.axe().unwrap();
            found.extend(violations.iter().map(|violation| format!("{path}: {violation}")));
            found.extend(reader.console_errors().into_iter().map(|line| format!("{path}: {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
