//! Journeys of an organiser's letters: what waits, whom one writes to, a release that tells those whose
//! things changed, and a reader whose star moved.

use browser::Device;

use crate::accounts::{complaints, sign_in};
use crate::hall::Hall;
use crate::reader;

#[test]
fn an_organiser_corrects_an_address_and_lets_the_letter_go() {
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/letters']").unwrap();
    let waiting = page.text(".trays a[aria-current] b").unwrap();
    assert!(waiting.parse::<usize>().unwrap() > 50, "{waiting}");

    // Whoever it goes to first has another address.
    let person = page.attribute(".roll .row a.title", "href").unwrap().unwrap();
    page.goto(&hall.at(&person)).unwrap();
    page.type_into("#email", "not an address").unwrap();
    page.click("form.sheaf button").unwrap();
    assert!(page.text("#email-wrong").unwrap().contains("name@example.org"));
    page.type_into("#email", "corrected@gdc-2025.example").unwrap();
    page.choose("#lang", "en").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "已保存。");

    page.goto(&hall.at("/zh/gdc-2025/letters")).unwrap();
    page.click(".roll .row p a").unwrap();
    assert!(page.text(".sample-letter").unwrap().contains("corrected@gdc-2025.example"));
    page.click(".acts form[action$='/approve'] button").unwrap();
    let letter = hall.letter("corrected@gdc-2025.example");
    assert!(letter.contains("this is a sample letter"), "{letter}");
    let mut found = complaints(&page);
    for rest in ["letters?tray=sent", "letters/words", "letters/words/letters.changed", "contacts"]
    {
        page.goto(&hall.at(&format!("/en/gdc-2025/{rest}"))).unwrap();
        found.extend(complaints(&page));
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn an_organiser_sees_in_a_preview_what_somebody_would_read_and_unknown_fields_are_refused() {
    let Some(page) = reader(Device::phone().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    let path = hall.at("/en/gdc-2025/letters/words/people.role_given");
    page.goto(&path).unwrap();
    page.type_into("#subject_en", "{role}, {nobody}").unwrap();
    page.click("form.sheaf p button").unwrap();
    assert!(page.text("#subject_en-wrong").unwrap().contains("{nobody}"));
    page.type_into("#subject_en", "Welcome, {role}").unwrap();
    page.click("form.sheaf p button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "Saved.");
    page.goto(&hall.at("/en/gdc-2025/letters/words")).unwrap();
    assert!(page.text(".roll").unwrap().contains("Your words"));
    page.goto(&path).unwrap();
    page.click("form[action$='/reset'] button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "The house's words are back.");
}

#[test]
fn an_organiser_looks_at_a_letter_to_many_before_it_is_sent() {
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.goto(&hall.at("/en/gdc-2025/letters/write")).unwrap();
    page.click("button[value='preview']").unwrap();
    assert!(page.exists("#who-wrong").unwrap());
    page.choose("#who", "programme").unwrap();
    page.type_into("#subject_en", "Dear {name}").unwrap();
    page.type_into("#text_en", "Welcome to {edition}: {link}").unwrap();
    page.click("button[value='preview']").unwrap();
    let sample = page.text(".sample-letter").unwrap();
    assert!(sample.contains("/gdc-2025") && !sample.contains('{'), "{sample}");
    page.click("button[value='send']").unwrap();
    assert!(page.url().unwrap().contains("tray=waiting"), "{}", page.url().unwrap());
    assert!(page.text(".note").unwrap().contains("wait for your yes"));
}

/// Its title, before and after: a sample talk of one invented speaker.
const TALK: &str = "tail-latency-of-thought";

#[test]
fn a_release_tells_the_speaker_and_the_reader_who_starred_what_moved() {
    let Some(reader_page) = reader(Device::phone()) else { return };
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    reader_page.goto(&hall.at(&format!("/en/gdc-2025/activities/{TALK}"))).unwrap();
    reader_page.click("button[data-star]").unwrap();

    // An hour later than it was, in the draft alone.
    let schedule = reader_page.fetch_text(&hall.at("/gdc-2025/schedule.xml")).unwrap();
    let at = schedule.find(&format!("<slug>{TALK}</slug>")).unwrap();
    let start = schedule[..at].rfind("<date>").unwrap() + "<date>2025-02-21T".len();
    let hour: u32 = schedule[start..start + 2].parse().unwrap();
    let moved = format!("{}{:02}{}", &schedule[..start], hour + 1, &schedule[start + 2..]);
    hall.import_draft(&moved);

    sign_in(&page, &hall, "organiser");
    page.goto(&hall.at("/zh/gdc-2025/draft")).unwrap();
    page.click("a[href$='/draft/release']").unwrap();
    assert!(page.text("#changes + div").unwrap().contains("（原："));
    let told = page.text("#who + div").unwrap();
    assert!(told.contains("贺秋水"), "{told}");
    let mut found = complaints(&page);
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.status(), Some(409), "two activities have no time");
    page.click("input[name='anyway']").unwrap();
    page.click("form.sheaf button").unwrap();
    assert!(page.text(".note").unwrap().contains("封邮件已写入发件箱"));
    page.goto(&hall.at("/zh/gdc-2025/letters")).unwrap();
    let of_speaker: String = page
        .eval(
            "[...document.querySelectorAll('.roll .row')]\
             .find((it) => it.textContent.includes('贺秋水')).querySelector('p a').href",
        )
        .unwrap();
    page.goto(&of_speaker).unwrap();
    let letter = page.text(".sample-letter").unwrap();
    assert!(letter.contains(".ics"), "{letter}");
    found.extend(complaints(&page));

    // Shown once every page is made again, which a program without optimisation takes its time over.
    let told = format!(
        "fetch('{}', {{ cache: 'no-store' }}).then((it) => it.json()).then((it) => it.length > 0)",
        hall.at("/en/gdc-2025/changes.json")
    );
    assert!((0..6).any(|_| reader_page.wait_until_true(&told).is_ok()), "the release is not shown");
    reader_page.goto(&hall.at("/en/gdc-2025")).unwrap();
    reader_page.wait_for(".changed:not([hidden]) a").unwrap();
    assert_eq!(reader_page.text(".changed a").unwrap(), "Of what you starred, 1 changed since");
    reader_page.click(".changed a").unwrap();
    reader_page.wait_for("#starred .hint").unwrap();
    let hint = reader_page.text("#starred .hint").unwrap();
    assert!(hint.starts_with("Moved since you starred it; it was "), "{hint}");
    found.extend(complaints(&reader_page));
    reader_page.click("[data-seen]").unwrap();
    assert!(!reader_page.exists("#starred .hint").unwrap());
    assert_eq!(found, [] as [String; 0]);
}
