//! From a call to the draft: an organiser designs it, somebody from overseas proposes on a phone,
//! without an account and without script, with a co-speaker, and it becomes an activity.

use browser::{Device, Page};

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

/// The way to a proposal in the newest letter to that address. English letters travel as lines that
/// end in `=` where they go on.
fn way_in_letter(hall: &Hall, to: &str) -> String {
    let letter = hall.letter(to).replace("=\n", "");
    let line = letter.lines().find(|line| line.contains("/proposals/"));
    line.unwrap_or_else(|| panic!("no link in {letter}")).trim().to_owned()
}

/// What axe-core and the console say about the page that is open.
fn complaints(page: &Page) -> Vec<String> {
    let violations = page.axe().unwrap();
    let mut found: Vec<String> = violations.iter().map(ToString::to_string).collect();
    found.extend(page.console_errors());
    page.forget();
    found
}

fn design(organiser: &Page, hall: &Hall) {
    sign_in(organiser, hall, "organiser");
    organiser.click(".doorways a[href$='/calls']").unwrap();
    organiser.type_into("#name_zh", "夜谈").unwrap();
    organiser.type_into("#name_en", "Night talks").unwrap();
    organiser.click("form.sheaf button").unwrap();
    let url = organiser.url().unwrap();
    assert!(url.contains("/calls/night-talks/design"), "{url}");
    organiser.click("a[href$='/fields']").unwrap();
    organiser.type_into("#label_zh", "适合谁").unwrap();
    organiser.type_into("#label_en", "Level").unwrap();
    organiser.choose("#sort", "choice").unwrap();
    organiser.click("input[name=required]").unwrap();
    organiser.click("form.sheaf button").unwrap();
    assert!(organiser.text("#options-wrong").unwrap().contains("两个选项"));
    organiser
        .eval::<()>("void (document.querySelector('#options').value = '入门 | Low\\n进阶 | High')")
        .unwrap();
    organiser.click("form.sheaf button").unwrap();
    assert_eq!(organiser.text(".note").unwrap(), "表单已保存。");
    assert_eq!(organiser.count(".roll .row").unwrap(), 1);
    assert_eq!(complaints(organiser), [] as [String; 0]);
    organiser.click("button[value=announced]").unwrap();
    assert!(organiser.text(".standing").unwrap().contains("征集中"));
}

fn propose(speaker: &Page, hall: &Hall) -> String {
    speaker.goto(&hall.at("/en/gdc-2025")).unwrap();
    speaker.click(".mast nav a[href$='/calls']").unwrap();
    speaker.click("a[href$='/calls/night-talks']").unwrap();
    speaker.type_into("#email", "ada@overseas.example").unwrap();
    speaker.click("form.sheaf button").unwrap();
    assert!(speaker.text(".note").unwrap().contains("letter is on its way"));
    let way = way_in_letter(hall, "ada@overseas.example");
    speaker.goto(&way).unwrap();
    speaker.type_into("#title", "Reading in the dark").unwrap();
    speaker.click("button[value=submit]").unwrap();
    assert_eq!(speaker.status(), Some(422));
    assert_eq!(speaker.text("#summary-wrong").unwrap(), "Please fill this in.");
    assert_eq!(
        speaker.attribute("#title", "value").unwrap().as_deref(),
        Some("Reading in the dark")
    );
    assert_eq!(complaints(speaker), [] as [String; 0]);
    speaker.type_into("#summary", "What one hears when one cannot see.").unwrap();
    speaker.choose("#kind", "talk").unwrap();
    speaker.choose("#minutes", "20").unwrap();
    speaker.choose("#f-level", "low").unwrap();
    speaker.type_into("#speaker-name", "Ada Sample").unwrap();
    speaker.click("button[value=submit]").unwrap();
    assert!(
        speaker.text(".note").unwrap().contains("submitted"),
        "{}",
        speaker.text("main").unwrap()
    );
    speaker.type_into("form.named #name", "Bo Sample").unwrap();
    speaker.type_into("form.named #email", "bo@overseas.example").unwrap();
    speaker.click("form.named button").unwrap();
    assert!(speaker.text("#speakers-of").unwrap().contains("asked, no answer yet"));
    way
}

#[test]
fn a_call_is_designed_and_what_is_proposed_by_letter_becomes_an_activity_of_the_draft() {
    let Some(organiser) = reader(Device::desktop()) else { return };
    let Some(speaker) = reader(Device::phone().without_script()) else { return };
    let Some(other) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    design(&organiser, &hall);
    let way = propose(&speaker, &hall);

    other.goto(&way_in_letter(&hall, "bo@overseas.example")).unwrap();
    other.click("button[value=confirm]").unwrap();
    assert!(other.text(".note").unwrap().contains("part of this proposal"));
    assert_eq!(complaints(&other), [] as [String; 0]);

    let list = hall.at("/zh/gdc-2025/calls/night-talks/proposals");
    organiser.goto(&list).unwrap();
    organiser.click("input[name=chosen]").unwrap();
    organiser.click("[aria-labelledby=decide] button").unwrap();
    assert!(organiser.text("#act-wrong").unwrap().contains("请选择"));
    organiser.click("input[value=accept]").unwrap();
    organiser.click("[aria-labelledby=decide] button").unwrap();
    assert!(organiser.text(".note").unwrap().contains("已决定 1 份"));
    assert_eq!(complaints(&organiser), [] as [String; 0]);

    speaker.goto(&way).unwrap();
    speaker.click("form[action$='/step'] button[value=confirm]").unwrap();
    assert!(speaker.text(".note").unwrap().contains("in the draft programme"));
    // The link of a letter is one person's; a stranger's guess leads nowhere.
    speaker.goto(&hall.at(&format!("/en/gdc-2025/proposals/{}", "0".repeat(64)))).unwrap();
    assert_eq!(speaker.status(), Some(404));

    organiser.goto(&list).unwrap();
    organiser.click(".proposals a.title").unwrap();
    assert!(organiser.text("main").unwrap().contains("已列入议程草稿"));
    organiser.goto(&hall.at("/zh/gdc-2025/draft")).unwrap();
    assert!(
        organiser.text("main").unwrap().contains("尚未看到的改动")
            || organiser.count(".tallies dd").unwrap() > 0
    );
}

#[test]
fn somebody_judges_what_was_proposed_and_then_reads_what_others_say() {
    let Some(page) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "registered");
    page.goto(&hall.at("/en/gdc-2025/reviews")).unwrap();
    let before = page.count(".standing.open").unwrap();
    assert!(before > 0);
    page.click(".rows a.title[href*='/reviews/']").unwrap();
    assert!(page.text("main").unwrap().contains("names are hidden"));
    page.click("[aria-labelledby=judge] form button").unwrap();
    assert!(page.text(".note").unwrap().contains("a mark for every criterion"));
    for at in 0..3 {
        page.click(&format!("input[name=mark{at}][value='4']")).unwrap();
    }
    page.click("[aria-labelledby=judge] form button").unwrap();
    assert!(page.text(".note").unwrap().contains("may now read the discussion"));
    assert_eq!(complaints(&page), [] as [String; 0]);
    page.goto(&hall.at("/en/gdc-2025/reviews")).unwrap();
    assert_eq!(page.count(".standing.open").unwrap(), before - 1);

    sign_in(&page, &hall, "organiser");
    page.goto(&hall.at("/zh/gdc-2025/calls/talks/review")).unwrap();
    page.click("form[action$='/rank'] button").unwrap();
    assert!(page.text(".note").unwrap().contains("排序"));
    assert!(page.count(".ranked tbody tr").unwrap() > 10);
    assert_eq!(complaints(&page), [] as [String; 0]);
}
