//! Journeys of whoever translates: from what is missing, text after text, with the terms beside them.

use browser::Device;

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

#[test]
fn an_organiser_goes_through_what_is_missing_and_marks_the_rest_as_read() {
    let Some(page) = reader(Device::desktop().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/translation']").unwrap();
    page.goto(&hall.at("/zh/gdc-2025/translation?tongue=en&need=missing")).unwrap();
    let before = page.count(".texts > li").unwrap();
    assert!(before >= 2, "the demo has work under way");
    page.click(".texts > li:first-child a").unwrap();
    let first = page.url().unwrap();
    page.type_into("#words", "A tournament of agents, move by move.").unwrap();
    page.click("button[value=next]").unwrap();
    assert_eq!(page.text("[role=status]").unwrap(), "已保存。");
    assert_ne!(page.url().unwrap().split('?').next(), Some(first.as_str()));
    page.goto(&first).unwrap();
    assert!(page.text(".under").unwrap().contains("已核对"));

    // What went stale is read beside its original, with its terms, and marked.
    page.goto(&hall.at("/zh/gdc-2025/translation?tongue=en&need=stale")).unwrap();
    page.click(".texts a").unwrap();
    assert!(page.texts(".facing mark").unwrap().contains(&"大模型".to_owned()));
    assert!(page.text(".terms").unwrap().contains("large model"));
    page.goto(&hall.at("/zh/gdc-2025/translation?tongue=en&need=stale")).unwrap();
    page.click("main form button").unwrap();
    assert!(page.text("[role=alert]").unwrap().contains("请勾选"));
    page.goto(&hall.at("/zh/gdc-2025/translation?tongue=en&need=stale")).unwrap();
    page.click(".texts input[type=checkbox]").unwrap();
    page.click("main form button").unwrap();
    assert!(page.text("[role=status]").unwrap().contains("1"));

    page.goto(&hall.at("/en/gdc-2025/glossary")).unwrap();
    page.type_into("#zh", "算子").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.attribute("#zh", "value").unwrap().as_deref(), Some("算子"));
    page.type_into("#en", "operator").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text("[role=status]").unwrap(), "The term is added.");
}

#[test]
fn a_lead_translates_what_is_its_own_and_nothing_else() {
    let Some(page) = reader(Device::phone()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "host_lead");
    let own = "/zh/gdc-2025/hosts/tidewater-inference/translation";
    page.goto(&hall.at("/zh/gdc-2025/hosts/tidewater-inference/home")).unwrap();
    page.click("a[href$='/translation']").unwrap();
    assert!(page.url().unwrap().ends_with(own), "{}", page.url().unwrap());
    page.goto(&hall.at(&format!("{own}/en/host.tidewater-inference.summary"))).unwrap();
    assert_eq!(page.status(), Some(200));
    page.goto(&hall.at(&format!("{own}/en/host.cloud-ferry.summary"))).unwrap();
    assert_eq!(page.status(), Some(404));
    page.goto(&hall.at("/zh/gdc-2025/translation")).unwrap();
    assert_eq!(page.status(), Some(403));
}
