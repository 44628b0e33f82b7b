//! Journeys of those who run a community: at home, inviting somebody, what the organiser granted.

use browser::Device;

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

const HOME: &str = "/gdc-2025/hosts/tidewater-inference/home";

#[test]
fn a_lead_invites_somebody_who_follows_the_letter_and_is_at_home() {
    let Some(lead) = reader(Device::desktop()) else { return };
    let Some(guest) = reader(Device::phone().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&lead, &hall, "host_lead");
    lead.click(".stations a").unwrap();
    assert!(lead.url().unwrap().ends_with(HOME), "{}", lead.url().unwrap());
    assert_eq!(lead.count(".roll .row").unwrap(), 1);
    assert!(lead.count(".budget tbody tr").unwrap() >= 6);

    lead.type_into("#email", "nobody").unwrap();
    lead.choose("#role", "representative").unwrap();
    lead.click("form.sheaf button").unwrap();
    assert!(lead.text("#email-wrong").unwrap().contains("name@example.org"));
    lead.type_into("#email", "new@gdc-2025.example").unwrap();
    lead.click("form.sheaf button").unwrap();
    assert_eq!(lead.text(".note").unwrap(), "邀请已发出。");

    let letter = hall.letter("new@gdc-2025.example");
    let body: String = letter.split_once("\n\n").unwrap().1.split_whitespace().collect();
    // Chinese letters travel as base64.
    let bytes = format!("Uint8Array.from(atob('{body}'), one => one.charCodeAt(0))");
    let text: String = lead.eval(&format!("new TextDecoder().decode({bytes})")).unwrap();
    let link = text.lines().find(|line| line.contains("/invitations/")).unwrap().trim();
    guest.goto(link).unwrap();
    assert!(guest.text("main").unwrap().contains("潮汐推理社"));
    guest.click("main form button").unwrap();
    assert!(guest.url().unwrap().contains(HOME), "{}", guest.url().unwrap());
    assert_eq!(guest.text(".note").unwrap(), "您已加入。");
    assert_eq!(guest.count("form.sheaf").unwrap(), 0, "a representative invites nobody");
    guest.goto(link).unwrap();
    assert_eq!(guest.status(), Some(410));

    lead.goto(&hall.at(&format!("/zh{HOME}"))).unwrap();
    let rows = lead.texts(".roll .row").unwrap();
    let at = rows.iter().position(|row| row.contains("new@gdc-2025.example")).unwrap() + 1;
    lead.click(&format!(".roll .row:nth-child({at}) button")).unwrap();
    assert_eq!(lead.text(".note").unwrap(), "此角色已结束。");
    guest.goto(&hall.at(&format!("/zh{HOME}"))).unwrap();
    assert_eq!(guest.status(), Some(404));
}

#[test]
fn an_organiser_grants_hall_time_and_not_less_than_is_spent() {
    let Some(page) = reader(Device::desktop()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/grants']").unwrap();
    let grant = |amount: &str| {
        page.choose("#host", "tidewater-inference").unwrap();
        page.choose("#resource", "hall_minutes").unwrap();
        page.type_into("#amount", amount).unwrap();
        page.click("form.sheaf button").unwrap();
    };
    grant("12.5");
    assert_eq!(page.text(".note").unwrap(), "授权已保存。");
    grant("0.5");
    assert!(page.text("#amount-wrong").unwrap().contains("已经使用了"));
    assert_eq!(page.attribute("#amount", "value").unwrap().as_deref(), Some("0.5"));
    page.goto(&hall.at(&format!("/en{HOME}"))).unwrap();
    assert_eq!(page.text(".budget tbody tr:first-child td").unwrap(), "12.5");
}
