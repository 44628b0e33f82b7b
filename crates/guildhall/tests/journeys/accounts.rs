//! Journeys behind the shelf: signing in, giving a role, looking at the draft.

use browser::{Device, Page};

use crate::hall::Hall;
use crate::reader;

const PASSWORD: &str = "a long enough password";

pub fn sign_in(page: &Page, hall: &Hall, role: &str) {
    page.goto(hall.link(role)).unwrap();
    page.click("main form button").unwrap();
    assert!(page.url().unwrap().ends_with("/zh/account"), "{}", page.url().unwrap());
}

/// What axe-core and the console say about the page that is open.
pub fn complaints(page: &Page) -> Vec<String> {
    let url = page.url().unwrap();
    let violations = page.axe().unwrap();
    let mut found: Vec<String> = violations.iter().map(|one| format!("{url}: {one}")).collect();
    found.extend(page.console_errors().into_iter().map(|line| format!("{url}: {line}")));
    page.forget();
    found
}

#[test]
fn somebody_signs_in_by_a_link_sets_a_password_and_signs_out_everywhere() {
    let Some(first) = reader(Device::desktop().without_script()) else { return };
    let Some(second) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    // From a public page, without script.
    first.goto(&hall.at("/zh/gdc-2025")).unwrap();
    first.click("a.way-in").unwrap();
    assert!(first.url().unwrap().contains("/zh/sign-in"));
    sign_in(&first, &hall, "speaker");
    assert_eq!(first.text(".stations b").unwrap(), "讲者");

    first.goto(&hall.at("/en/account/settings")).unwrap();
    first.type_into("#name", "Sample Lin").unwrap();
    first.click("form[action$='/settings'] button").unwrap();
    assert_eq!(first.text(".note").unwrap(), "Saved.");
    first.goto(&hall.at("/en/account/settings")).unwrap();
    first.type_into("#password", PASSWORD).unwrap();
    first.click("form[action$='/password'] button").unwrap();
    assert!(first.text(".note").unwrap().starts_with("The password is set"));

    // Elsewhere, by the password: wrong at first, and what was written is kept.
    second.goto(&hall.at("/en/sign-in?onward=/en/account/settings")).unwrap();
    second.type_into("#email", "speaker@gdc-2025.example").unwrap();
    second.type_into("#password", "not the password").unwrap();
    second.click("form[action$='/sign-in'] button").unwrap();
    assert_eq!(
        second.text("#password-wrong").unwrap(),
        "The address or the password is not right."
    );
    assert_eq!(
        second.attribute("#email", "value").unwrap().as_deref(),
        Some("speaker@gdc-2025.example")
    );
    second.type_into("#password", PASSWORD).unwrap();
    second.click("form[action$='/sign-in'] button").unwrap();
    assert!(second.url().unwrap().ends_with("/en/account/settings"));
    assert_eq!(second.count(".row").unwrap(), 2);

    second.click("form[action$='/sign-out-everywhere'] button").unwrap();
    assert!(second.url().unwrap().ends_with("/en/sign-in"));
    first.goto(&hall.at("/zh/account")).unwrap();
    assert!(first.url().unwrap().contains("/zh/sign-in?onward="), "{}", first.url().unwrap());
    // The link was for once.
    first.goto(hall.link("speaker")).unwrap();
    assert_eq!(first.status(), Some(410));
}

#[test]
fn an_organiser_gives_a_role_and_ends_it_and_others_do_not_find_the_page() {
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/roles']").unwrap();
    let before = page.count(".roll .row").unwrap();
    page.type_into("#email", "new@gdc-2025.example").unwrap();
    page.choose("#role", "representative").unwrap();
    page.click("form.sheaf button").unwrap();
    assert!(page.text("#host-wrong").unwrap().contains("社区或机构"));
    assert_eq!(page.attribute("#email", "value").unwrap().as_deref(), Some("new@gdc-2025.example"));
    page.eval::<()>("void (document.querySelector('#host').selectedIndex = 3)").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "已任命，邮件即将发出。");
    assert_eq!(page.count(".roll .row").unwrap(), before + 1);
    let rows = page.texts(".roll .row").unwrap();
    let at = rows.iter().position(|row| row.contains("new@gdc-2025.example")).unwrap() + 1;
    page.click(&format!(".roll .row:nth-child({at}) button")).unwrap();
    assert_eq!(page.text(".note").unwrap(), "该角色已结束。");
    // The only organiser stays one.
    let rows = page.texts(".roll .row").unwrap();
    let at = rows.iter().position(|row| row.contains("organiser@gdc-2025.example")).unwrap() + 1;
    page.click(&format!(".roll .row:nth-child({at}) button")).unwrap();
    assert_eq!(page.status(), Some(409));
    assert!(page.text("main").unwrap().contains("唯一的组织者"));

    for (role, status) in [("host_lead", 403), ("registered", 404)] {
        sign_in(&page, &hall, role);
        page.goto(&hall.at("/zh/gdc-2025/roles")).unwrap();
        assert_eq!(page.status(), Some(status), "{role}");
    }
}

#[test]
fn somebody_closes_their_account_and_the_only_organiser_cannot() {
    let Some(page) = reader(Device::phone().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "speaker");
    page.goto(&hall.at("/zh/account/settings")).unwrap();
    page.click("a[href$='/account/close']").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.status(), Some(422));
    assert_eq!(page.text("#sure-wrong").unwrap(), "请勾选以确认。");
    page.click("#sure").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "账号已注销，您已退出登录。");
    page.goto(&hall.at("/zh/account")).unwrap();
    assert!(page.url().unwrap().contains("/zh/sign-in?onward="), "{}", page.url().unwrap());

    sign_in(&page, &hall, "organiser");
    page.goto(&hall.at("/en/account/close")).unwrap();
    page.click("#sure").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.status(), Some(409));
    assert!(page.text("#sure-wrong").unwrap().contains("only organiser of the edition"));
}

#[test]
fn pages_behind_the_shelf_are_clean_for_assistive_technology() {
    let Some(wide) = reader(Device::desktop().still()) else { return };
    let Some(phone) = reader(Device::phone().dark().still()) else { return };
    let hall = Hall::open();
    let mut found = Vec::new();
    for (page, role, lang) in [(&wide, "organiser", "zh"), (&phone, "operator", "en")] {
        for path in ["/sign-in", "/sign-in/sent"] {
            page.goto(&hall.at(&format!("/{lang}{path}"))).unwrap();
            found.extend(complaints(page));
        }
        page.goto(&hall.at(&format!("/{lang}/sign-in"))).unwrap();
        page.click("form[action$='/link'] button").unwrap();
        page.wait_for("#link-email-wrong").unwrap();
        page.forget();
        found.extend(complaints(page));
        page.goto(hall.link(role)).unwrap();
        found.extend(complaints(page));
        sign_in(page, &hall, role);
        let paths = [
            "/account",
            "/account/settings",
            "/account/close",
            "/gdc-2025/releases/1/conflicts",
            "/gdc-2025/roles",
            "/gdc-2025/draft",
            "/gdc-2025/draft/conflicts",
            "/gdc-2025/grants",
            "/gdc-2025/hosts/tidewater-inference/home",
            "/gdc-2025/hosts/tidewater-inference/profile",
            "/gdc-2025/hosts/tidewater-inference/activities",
            "/gdc-2025/hosts/tidewater-inference/activities/paged-attention-by-hand",
            "/gdc-2025/hosts/tidewater-inference/requests",
            "/gdc-2025/hosts/tidewater-inference/translation",
            "/gdc-2025/requests",
            "/gdc-2025/requests?state=all",
            "/gdc-2025/translation",
            "/gdc-2025/translation?tongue=en&need=stale",
            "/gdc-2025/translation/en/activity.paged-attention-by-hand.summary",
            "/gdc-2025/glossary",
        ];
        for path in paths {
            page.goto(&hall.at(&format!("/{lang}{path}"))).unwrap();
            let refused = page.status() == Some(403);
            let said = complaints(page);
            // A refusal is told to the console as well.
            found.extend(said.into_iter().filter(|line| !(refused && line.contains("403"))));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
