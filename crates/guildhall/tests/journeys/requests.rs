//! Journeys of those who run a community beyond their grants, together with others, and at once.

use browser::{Device, Page};

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

const HOME: &str = "/gdc-2025/hosts/tidewater-inference/home";

#[test]
fn a_lead_crosses_a_grant_asks_and_the_organiser_grants_it() {
    let Some(lead) = reader(Device::desktop()) else { return };
    let Some(organiser) = reader(Device::desktop().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&lead, &hall, "host_lead");
    lead.goto(&hall.at(&format!("/zh{HOME}"))).unwrap();
    lead.click("a[href$='/activities']").unwrap();
    lead.click("form.sheaf button").unwrap();
    assert!(lead.text("#title_zh-wrong").unwrap().contains("标题"));
    lead.type_into("#title_zh", "一千人一起写算子").unwrap();
    lead.type_into("#minutes", "90").unwrap();
    lead.type_into("#places", "1000").unwrap();
    lead.click("form.sheaf button").unwrap();
    assert_eq!(lead.status(), Some(409));
    assert!(lead.text(".beyond-it").unwrap().contains("席位（个） 896"));
    assert_eq!(lead.attribute("#places", "value").unwrap().as_deref(), Some("1000"));
    lead.type_into("#words", "报名已有九百人。").unwrap();
    lead.click("button[name=ask]").unwrap();
    assert!(lead.url().unwrap().contains("/requests/"), "{}", lead.url().unwrap());
    assert!(lead.text(".note").unwrap().contains("申请已提交"));
    assert!(!hall.letter("organiser@gdc-2025.example").is_empty());

    sign_in(&organiser, &hall, "organiser");
    organiser.click(".doorways a[href$='/requests']").unwrap();
    organiser.click_text(".rows a.title", "一千人一起写算子").unwrap();
    organiser.type_into("textarea[name=words]", "大厅周日下午空着。").unwrap();
    organiser.click("form[action$='/messages'] button").unwrap();
    assert_eq!(organiser.count(".thread li").unwrap(), 2);
    organiser.type_into("#granted_0", "500").unwrap();
    organiser.click("button[value=grant]").unwrap();
    assert!(organiser.text("#reason-wrong").unwrap().contains("请说明理由"));
    organiser.type_into("#granted_0", "896").unwrap();
    organiser.click("button[value=grant]").unwrap();
    assert!(organiser.text(".note").unwrap().contains("已作出决定"));
    assert!(!hall.letter("host-lead@gdc-2025.example").is_empty());

    lead.goto(&hall.at(&format!("/zh{HOME}"))).unwrap();
    let titles = lead.texts(".rows a.title").unwrap();
    // Once among the requests, once among the activities.
    assert_eq!(titles.iter().filter(|one| one.contains("一千人一起写算子")).count(), 2);
    assert_eq!(lead.count(".budget .beyond").unwrap(), 0);
}

/// Whether the public page of an activity names a host, once what was released last is shown.
fn named_in_public(page: &Page, hall: &Hall, release: &str, name: &str) -> bool {
    // A browser keeps a page for a minute; another query is another page to it.
    for look in 0.. {
        page.goto(&hall.at(&format!("/zh/gdc-2025/releases?{release}={look}"))).unwrap();
        if page.text("main").unwrap().contains(release) {
            let path = format!("/zh/gdc-2025/activities/agents-chess?{release}");
            page.goto(&hall.at(&path)).unwrap();
            return page.text("main").unwrap().contains(name);
        }
    }
    unreachable!("it looks until the release is shown")
}

#[test]
fn who_is_asked_to_host_together_is_named_once_they_agree_and_a_release_says_so() {
    let Some(lead) = reader(Device::phone().without_script()) else { return };
    let Some(organiser) = reader(Device::desktop()) else { return };
    let Some(public) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    let release = |note: &str| {
        organiser.goto(&hall.at("/zh/gdc-2025/draft/release")).unwrap();
        organiser.type_into("#note-zh", note).unwrap();
        // The demo's draft has something in the way.
        if organiser.exists("input[name='anyway']").unwrap() {
            organiser.click("input[name='anyway']").unwrap();
        }
        organiser.click("form.sheaf button").unwrap();
        assert_eq!(organiser.count("[role=status]").unwrap(), 1);
    };
    sign_in(&organiser, &hall, "organiser");
    release("第一次更新");
    assert!(!named_in_public(&public, &hall, "第一次更新", "潮汐推理社"));

    sign_in(&lead, &hall, "host_lead");
    lead.goto(&hall.at(&format!("/zh{HOME}"))).unwrap();
    lead.click(".note a").unwrap();
    assert!(
        lead.text("main").unwrap().contains("弄堂智能体")
            || lead.url().unwrap().contains("/together/")
    );
    lead.click("button[value=agree]").unwrap();
    assert_eq!(lead.text("[role=status]").unwrap(), "您已成为这场活动的主办方。");
    assert!(lead.texts(".rows a.title").unwrap().iter().any(|one| one.contains("智能体棋王赛")));
    release("第二次更新");
    assert!(named_in_public(&public, &hall, "第二次更新", "潮汐推理社"));

    // They leave again: a tick confirms it.
    lead.goto(&hall.at("/zh/gdc-2025/hosts/tidewater-inference/activities/agents-chess")).unwrap();
    lead.click("form[action$='/leave'] button").unwrap();
    assert_eq!(lead.text("#sure-wrong").unwrap(), "请勾选以确认。");
    lead.click("#sure").unwrap();
    lead.click("form[action$='/leave'] button").unwrap();
    assert!(lead.text("[role=status]").unwrap().contains("您已退出"));
    release("第三次更新");
    assert!(!named_in_public(&public, &hall, "第三次更新", "潮汐推理社"));
}

#[test]
fn two_who_write_a_profile_at_once_are_shown_both() {
    let Some(first) = reader(Device::desktop()) else { return };
    let Some(second) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    sign_in(&first, &hall, "host_lead");
    sign_in(&second, &hall, "organiser");
    let path = hall.at("/zh/gdc-2025/hosts/tidewater-inference/profile");
    for (page, about) in [(&first, "周三夜里线上对表。"), (&second, "把推理压到每瓦一词元。")]
    {
        page.goto(&path).unwrap();
        page.type_into("#summary_zh", about).unwrap();
    }
    first.click("form.sheaf button").unwrap();
    assert_eq!(first.text("[role=status]").unwrap(), "简介已保存。");
    second.click("form.sheaf button").unwrap();
    assert_eq!(second.status(), Some(409));
    assert!(second.text(".meanwhile").unwrap().contains("周三夜里线上对表。"));
    let typed: String = second.eval("document.querySelector('#summary_zh').value").unwrap();
    assert_eq!(typed, "把推理压到每瓦一词元。");
    second.click("form.sheaf button").unwrap();
    assert_eq!(second.text("[role=status]").unwrap(), "简介已保存。");
    first.goto(&path).unwrap();
    assert!(first.text("form.sheaf").unwrap().contains("待更新：原文已变"), "the English is stale");
}
