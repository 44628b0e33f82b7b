//! The harness, tried on a real Chromium and a tiny site.

#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod site;

use browser::{Browser, Device, Fault, Page};

fn visit(device: Device, path: &str) -> Option<(Page, String)> {
    let base = site::serve();
    let page = Browser::for_tests("the browser harness")?.page(device).unwrap();
    page.goto(&format!("{base}{path}")).unwrap();
    Some((page, base))
}

#[test]
fn a_click_waits_for_the_page_it_opens_and_back_returns() {
    let Some((page, base)) = visit(Device::desktop(), "/") else { return };

    page.click_text("nav a", "日程").unwrap();
    assert_eq!(page.url().unwrap(), format!("{base}/programme"));
    assert_eq!(page.text("h1").unwrap(), "Programme");

    page.back().unwrap();
    assert_eq!(page.text("h1").unwrap(), "大会");

    page.click("a[href='/moved']").unwrap();
    assert_eq!(page.url().unwrap(), format!("{base}/programme"));
    assert_eq!(page.status(), Some(200));

    page.reload().unwrap();
    assert_eq!(page.failed_requests(), []);
}

#[test]
fn a_click_within_the_page_arrives_there() {
    let Some((page, base)) = visit(Device::phone(), "/") else { return };

    page.click_text("nav a", "End").unwrap();

    assert_eq!(page.url().unwrap(), format!("{base}/#end"));
}

#[test]
fn words_of_any_script_are_typed_and_sent_with_the_keyboard() {
    let Some((page, _)) = visit(Device::desktop(), "/") else { return };

    page.type_into("input", "大模型").unwrap();
    page.press("Tab").unwrap();
    assert_eq!(page.focused().unwrap(), "button Go");

    page.press("Shift+Tab").unwrap();
    page.press("End").unwrap();
    page.press("x").unwrap();
    page.press("Enter").unwrap();
    assert_eq!(page.text("#query").unwrap(), "q=%E5%A4%A7%E6%A8%A1%E5%9E%8Bx");
}

#[test]
fn an_option_is_chosen_by_its_words() {
    let Some((page, _)) = visit(Device::desktop(), "/") else { return };

    page.choose("#day", "Saturday").unwrap();

    assert_eq!(page.eval::<String>("document.querySelector('#day').value").unwrap(), "2");
}

#[test]
fn what_appears_late_is_waited_for_and_what_never_does_is_named() {
    let Some((page, base)) = visit(Device::desktop(), "/") else { return };

    assert_eq!(page.text("#late").unwrap(), "late");

    let fault = page.click("#never").unwrap_err();
    let expected = format!("waited 10s for #never to be clicked: it is not there on {base}/");
    assert_eq!(fault.to_string(), expected);
}

#[test]
fn a_device_has_size_scheme_language_and_time_zone() {
    let device = Device::phone().dark().language("zh-CN").time_zone("Asia/Tokyo");
    let Some((page, _)) = visit(device, "/") else { return };

    assert_eq!(page.eval::<(u32, f64)>("[innerWidth, devicePixelRatio]").unwrap(), (390, 3.0));
    assert!(page.eval::<bool>("matchMedia('(prefers-color-scheme: dark)').matches").unwrap());
    assert!(page.eval::<bool>("matchMedia('(pointer: coarse)').matches").unwrap());
    assert_eq!(page.text("#language").unwrap(), "zh-CN");
    let zone: String = page.eval("Intl.DateTimeFormat().resolvedOptions().timeZone").unwrap();
    assert_eq!(zone, "Asia/Tokyo");
}

#[test]
fn a_visitor_without_script_can_still_be_driven() {
    let Some((page, _)) = visit(Device::desktop().without_script(), "/") else { return };

    assert_eq!(page.text("#script").unwrap(), "without script");

    page.type_into("input", "rust").unwrap();
    page.click("button").unwrap();
    assert_eq!(page.text("#query").unwrap(), "q=rust");
    page.back().unwrap();
    assert_eq!(page.axe().unwrap(), []);
}

#[test]
fn visitors_do_not_share_what_they_keep() {
    let Some((page, base)) = visit(Device::desktop(), "/") else { return };
    page.eval::<()>("localStorage.setItem('star', 'yes')").unwrap();

    let other = Browser::for_tests("").unwrap().page(Device::desktop()).unwrap();
    other.goto(&base).unwrap();

    assert_eq!(other.eval::<Option<String>>("localStorage.getItem('star')").unwrap(), None);
}

#[test]
fn a_download_is_read_and_the_page_stays() {
    let Some((page, base)) = visit(Device::desktop(), "/") else { return };

    let file = page.download(|page| page.click_text("a", "Calendar file")).unwrap();

    assert_eq!(file.name, "star.ics");
    assert_eq!(file.text().unwrap(), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    assert_eq!(page.url().unwrap(), format!("{base}/"));
    assert_eq!(page.fetch_text("/star.ics").unwrap(), file.text().unwrap());
    assert_eq!(page.failed_requests(), []);
}

#[test]
fn paper_is_styled_as_paper_and_printed() {
    let Some((page, _)) = visit(Device::desktop().dark(), "/") else { return };
    let shown = "document.querySelector('nav').getClientRects().length > 0";

    page.emulate_print().unwrap();
    assert!(!page.eval::<bool>(shown).unwrap());

    page.emulate_screen().unwrap();
    assert!(page.eval::<bool>(shown).unwrap());

    let file = std::env::temp_dir().join(format!("guildhall-print-{}.pdf", std::process::id()));
    page.print(&file).unwrap();
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn a_picture_shows_the_whole_page_in_device_pixels() {
    let Some((page, _)) = visit(Device::phone(), "/") else { return };
    let file = std::env::temp_dir().join(format!("guildhall-picture-{}.png", std::process::id()));

    page.screenshot(&file).unwrap();

    let png = std::fs::read(&file).unwrap();
    std::fs::remove_file(file).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[1..4], b"PNG");
    assert_eq!(side(16), 390 * 3);
    assert!(side(20) > 3000 * 3, "only {} pixels tall", side(20));
}

#[test]
fn complaints_of_a_page_are_heard() {
    let Some((page, base)) = visit(Device::desktop(), "/broken") else { return };

    let failed = page.failed_requests();
    let failed: Vec<_> = failed.iter().map(|one| (one.url.as_str(), one.status)).collect();
    let missing = format!("{base}/missing.png");
    assert_eq!(failed[0], (missing.as_str(), Some(404)));
    assert_eq!(failed[1], ("http://outside.example/tile.png", None));
    assert!(page.console_errors().iter().any(|error| error.contains("Content Security Policy")));

    let violations = page.axe().unwrap();
    let ids: Vec<_> = violations.iter().map(|violation| violation.id.as_str()).collect();
    for broken in ["button-name", "document-title", "html-has-lang", "image-alt"] {
        assert!(ids.contains(&broken), "{broken} is not among {ids:?}");
    }
    let button = violations.iter().find(|one| one.id == "button-name").unwrap();
    assert_eq!(button.nodes[0].target, "button");

    page.forget();
    assert_eq!((page.console_errors(), page.requests()), (vec![], vec![]));
}

#[test]
fn an_unknown_page_answers_404_and_a_dead_address_is_a_fault() {
    let Some((page, _)) = visit(Device::desktop(), "/nowhere") else { return };
    assert_eq!((page.status(), page.text("h1").unwrap()), (Some(404), "Not here".to_owned()));

    let fault = page.goto("http://127.0.0.1:1/").unwrap_err();

    assert!(matches!(fault, Fault::NotOpened { .. }), "{fault}");
}

#[test]
fn what_goes_wrong_in_a_script_is_told() {
    let Some((page, base)) = visit(Device::desktop(), "/") else { return };

    let fault = page.eval::<u32>("missing.name").unwrap_err().to_string();

    assert!(fault.starts_with(&format!("script failed on {base}/: ReferenceError")), "{fault}");
    assert!(fault.ends_with("script: missing.name"), "{fault}");
}
