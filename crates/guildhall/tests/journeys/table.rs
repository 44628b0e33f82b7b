//! Journeys at the draft table: two editors at once, by mouse, by keyboard and without script; the
//! solver asked, accepted, taken back and thrown away.

use browser::{Device, Page};

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

const TABLE: &str = "/gdc-2025/draft/table";

fn open(page: &Page, hall: &Hall, lang: &str) {
    page.goto(&hall.at(&format!("/{lang}{TABLE}?day=2025-02-21"))).unwrap();
    page.wait_for(".t-act").unwrap();
    // Who is here and what the solver does is told once the stream is open.
    page.wait_for(".t-asks, .t-plan, .t-runs progress").unwrap();
}

/// A second organiser, who was a speaker.
fn colleague(organiser: &Page, hall: &Hall, page: &Page) {
    organiser.goto(&hall.at("/zh/gdc-2025/roles")).unwrap();
    organiser.type_into("#email", "speaker@gdc-2025.example").unwrap();
    organiser.choose("#role", "organiser").unwrap();
    organiser.click("form.sheaf button").unwrap();
    sign_in(page, hall, "speaker");
}

/// The one activity of the second hall on the first day.
fn first_in(page: &Page, column: usize) -> String {
    let css = format!(".t-column[data-hall='{column}'] .t-act");
    page.attribute(&css, "data-slug").unwrap().unwrap()
}

fn tile(column: usize, slug: &str) -> String {
    format!(".t-column[data-hall='{column}'] .t-act[data-slug='{slug}']")
}

#[test]
fn two_organisers_move_activities_and_see_each_others_moves() {
    let Some(ada) = reader(Device::desktop().still()) else { return };
    let Some(bob) = reader(Device::desktop().still()) else { return };
    let hall = Hall::open();
    sign_in(&ada, &hall, "organiser");
    colleague(&ada, &hall, &bob);
    open(&ada, &hall, "en");
    open(&bob, &hall, "zh");
    ada.wait_until_true("document.querySelector('.t-here').textContent.includes(':')").unwrap();
    let slug = first_in(&ada, 1);

    // By mouse: Ada drags it into the next hall, and Bob sees it there.
    ada.drag(&tile(1, &slug), ".t-column[data-hall='2']", 60.0).unwrap();
    ada.wait_for(&tile(2, &slug)).unwrap();
    bob.wait_for(&tile(2, &slug)).unwrap();
    bob.wait_until_true("document.querySelector('.t-note').textContent !== ''").unwrap();

    // Ada takes it back by the keys, and Bob sees that too.
    ada.wait_until_true("!document.querySelector('.t-undo').disabled").unwrap();
    ada.press("Control+z").unwrap();
    ada.wait_for(&tile(1, &slug)).unwrap();
    bob.wait_for(&tile(1, &slug)).unwrap();

    // By keyboard: Bob takes it up, moves it, puts it back; takes it up again and puts it down.
    bob.eval::<bool>(&format!("(document.querySelector(\"{}\").focus(), true)", tile(1, &slug)))
        .unwrap();
    for key in ["Enter", "ArrowRight", "ArrowDown"] {
        bob.press(key).unwrap();
    }
    assert!(bob.exists(".t-ghost").unwrap());
    bob.press("Escape").unwrap();
    assert!(!bob.exists(".t-ghost").unwrap());
    for key in ["Enter", "ArrowRight", "ArrowDown", "Enter"] {
        bob.press(key).unwrap();
    }
    bob.wait_for(&tile(2, &slug)).unwrap();
    ada.wait_for(&tile(2, &slug)).unwrap();
    let told: String = bob.eval("document.querySelector('[aria-live]').textContent").unwrap();
    assert!(told.contains("已排好"), "{told}");

    // Ada never moved it there: there is nothing for her to take back.
    ada.reload().unwrap();
    ada.wait_for(&tile(2, &slug)).unwrap();
    assert_eq!(ada.attribute(".t-undo", "disabled").unwrap().as_deref(), Some(""));
    for page in [&ada, &bob] {
        let violations = page.axe().unwrap();
        assert_eq!(violations.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(page.console_errors(), [] as [String; 0]);
    }
}

#[test]
fn a_solver_places_the_rest_and_all_of_it_is_one_step() {
    let Some(page) = reader(Device::desktop().still()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    open(&page, &hall, "en");
    let waiting = page.text(".t-tray .count").unwrap();
    assert_eq!(waiting, "16");

    page.click_text(".t-asks button", "Place the rest").unwrap();
    page.wait_for(".t-plan li").unwrap();
    assert_eq!(page.count(".t-plan li").unwrap(), 16);
    assert!(page.text(".t-runs").unwrap().contains("Conflicts: 3 now, 3 then"));
    page.click_text(".t-runs button", "Accept as one step").unwrap();
    page.wait_until_true("document.querySelector('.t-tray .count').textContent === '0'").unwrap();
    page.wait_until_true("!document.querySelector('.t-undo').disabled").unwrap();
    page.click(".t-undo").unwrap();
    page.wait_until_true("document.querySelector('.t-tray .count').textContent === '16'").unwrap();

    // A hall is lost: what would move is seen and thrown away.
    page.wait_for(".t-runs select").unwrap();
    page.choose(".t-runs select", "Lecture room 1").unwrap();
    page.wait_for(".t-plan li").unwrap();
    assert!(page.text(".t-plan").unwrap().contains("its hall is gone"));
    page.click_text(".t-runs button", "Throw it away").unwrap();
    page.wait_for(".t-runs select").unwrap();
    assert_eq!(page.text(".t-tray .count").unwrap(), "16");
    assert_eq!(page.console_errors(), [] as [String; 0]);
}

#[test]
fn without_script_an_activity_is_placed_by_a_form() {
    let Some(page) = reader(Device::phone().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/draft/table']").unwrap();
    page.goto(&hall.at(&format!("/en{TABLE}/activities/crash-a-database"))).unwrap();
    let start = "document.querySelector('#start').value = '12:05'";
    page.eval::<String>(start).unwrap();
    page.click("form.sheaf button.act").unwrap();
    assert_eq!(page.status(), Some(422));
    assert!(page.text("#hall-wrong").unwrap().contains("choose a hall"));
    assert_eq!(page.attribute("#start", "value").unwrap().as_deref(), Some("12:05"));
    assert_eq!(page.attribute("#minutes", "value").unwrap().as_deref(), Some("90"));
    let hall_of = "[...document.querySelectorAll('#hall option')]\
                   .find((one) => one.textContent.startsWith('Black box')).value";
    let black_box: String = page.eval(hall_of).unwrap();
    page.choose("#hall", &black_box).unwrap();
    page.click("form.sheaf button.act").unwrap();
    assert_eq!(page.text(".note").unwrap(), "It is placed.");
    assert!(page.text(".under").unwrap().contains("12:05–13:35"));
    let violations = page.axe().unwrap();
    assert_eq!(violations.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn who_is_away_is_entered_and_seen_while_an_activity_is_held() {
    let Some(page) = reader(Device::desktop().still()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    page.click(".doorways a[href$='/draft/absences']").unwrap();
    page.goto(&hall.at("/en/gdc-2025/draft/absences")).unwrap();
    page.choose("#whose", "person:cen-huijian").unwrap();
    page.type_into("#from", "9:00").unwrap();
    page.type_into("#until", "8:00").unwrap();
    page.click("form.sheaf button").unwrap();
    assert!(page.text("#until-wrong").unwrap().contains("later time"));
    page.type_into("#until", "18:00").unwrap();
    page.click("form.sheaf button").unwrap();
    assert_eq!(page.text(".note").unwrap(), "The time is entered.");
    assert_eq!(page.axe().unwrap().len(), 0);
    open(&page, &hall, "en");
    page.eval::<bool>(
        "(document.querySelector(\".t-card[data-slug='explain-a-no']\").focus(), true)",
    )
    .unwrap();
    page.press("Enter").unwrap();
    assert!(page.exists(".t-away").unwrap());
    assert!(page.text(".t-why").unwrap().contains("is away then"));
}

#[test]
fn what_a_host_writes_at_home_is_on_the_open_table_without_a_reload() {
    let Some(organiser) = reader(Device::desktop().still()) else { return };
    let Some(lead) = reader(Device::desktop().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&organiser, &hall, "organiser");
    open(&organiser, &hall, "zh");
    organiser.eval::<bool>("(window.stayed = true)").unwrap();
    let waiting: usize = organiser.text(".t-tray .count").unwrap().parse().unwrap();
    let card = |words: &str| {
        format!(
            "[...document.querySelectorAll('.t-card')].some((one) => one.textContent.includes('{words}'))"
        )
    };

    // Something new waits in the tray,
    sign_in(&lead, &hall, "host_lead");
    lead.goto(&hall.at("/zh/gdc-2025/hosts/tidewater-inference/activities")).unwrap();
    lead.type_into("#title_zh", "夜里也开着的推理").unwrap();
    lead.type_into("#minutes", "30").unwrap();
    lead.click("form.sheaf button").unwrap();
    organiser.wait_until_true(&card("夜里也开着的推理")).unwrap();
    assert_eq!(organiser.text(".t-tray .count").unwrap(), (waiting + 1).to_string());
    // and is called what it is called now; nothing was loaded anew, and nothing held is lost.
    organiser.eval::<bool>("(document.querySelector('.t-act').focus(), true)").unwrap();
    organiser.press("Enter").unwrap();
    lead.goto(&hall.at("/zh/gdc-2025/hosts/tidewater-inference/home")).unwrap();
    lead.click_text(".rows a.title", "夜里也开着的推理").unwrap();
    lead.type_into("#title_zh", "日夜都开着的推理").unwrap();
    lead.click("form.sheaf button").unwrap();
    organiser.wait_until_true(&card("日夜都开着的推理")).unwrap();
    assert!(organiser.exists(".t-ghost").unwrap());
    assert!(organiser.eval::<bool>("window.stayed === true").unwrap());
    assert_eq!(organiser.console_errors(), [] as [String; 0]);
}

#[test]
fn a_finger_that_rests_takes_an_activity_up_and_one_that_moves_scrolls() {
    let Some(page) = reader(Device::phone().still()) else { return };
    let hall = Hall::open();
    sign_in(&page, &hall, "organiser");
    open(&page, &hall, "zh");
    let slug = first_in(&page, 0);
    page.carry(&tile(0, &slug), ".t-ghost", ".t-column[data-hall='1']", 120.0).unwrap();
    page.wait_for(&tile(1, &slug)).unwrap();
    page.wait_until_true("!document.querySelector('.t-undo').disabled").unwrap();
    assert!(!page.exists(".t-ghost").unwrap());

    // Moved at once, it is the board that moves.
    let left = "document.querySelector('.t-scroll').scrollLeft";
    page.eval::<bool>("(document.querySelector('.t-scroll').scrollLeft = 0, true)").unwrap();
    page.scroll((200.0, 650.0), (150.0, 0.0), 800).unwrap();
    page.wait_until_true(&format!("{left} > 0")).unwrap();
    assert!(!page.exists(".t-ghost").unwrap());
    assert_eq!(page.console_errors(), [] as [String; 0]);
}

#[test]
fn of_two_who_fill_in_the_same_form_the_second_is_told_and_shown_both() {
    let Some(ada) = reader(Device::desktop().without_script()) else { return };
    let Some(bob) = reader(Device::desktop().without_script()) else { return };
    let hall = Hall::open();
    sign_in(&ada, &hall, "organiser");
    colleague(&ada, &hall, &bob);
    let rules = hall.at("/en/gdc-2025/draft/table/rules");
    ada.goto(&rules).unwrap();
    bob.goto(&rules).unwrap();
    ada.click("input[name=hall_twice][value=block]").unwrap();
    ada.click("main form button.act").unwrap();
    assert_eq!(ada.text(".note").unwrap(), "The rules are saved.");
    bob.click("input[name=hall_twice][value=ignore]").unwrap();
    bob.click("main form button.act").unwrap();
    assert_eq!(bob.status(), Some(409));
    assert!(bob.text("[role=alert]").unwrap().contains("meanwhile"));
    assert!(bob.exists("input[name=hall_twice][value=ignore]:checked").unwrap());
    assert!(bob.texts("p.wrong").unwrap().iter().any(|said| said.starts_with("Now: ")));
    bob.click("main form button.act").unwrap();
    assert_eq!(bob.text(".note").unwrap(), "The rules are saved.");

    // An activity's place: what was wanted is filled in still, where it is now stands above.
    let form = hall.at(&format!("/en{TABLE}/activities/agents-chess"));
    ada.goto(&form).unwrap();
    bob.goto(&form).unwrap();
    for (page, start) in [(&ada, "08:05"), (&bob, "08:35")] {
        let typed = format!("document.querySelector('#start').value = '{start}'");
        page.eval::<String>(&typed).unwrap();
        page.click("form.sheaf button.act").unwrap();
    }
    assert_eq!(ada.text(".note").unwrap(), "It is placed.");
    assert_eq!(bob.status(), Some(409));
    assert_eq!(bob.attribute("#start", "value").unwrap().as_deref(), Some("08:35"));
    assert!(bob.text(".under").unwrap().contains("08:05"), "{}", bob.text(".under").unwrap());
    bob.click("form.sheaf button.act").unwrap();
    assert_eq!(bob.text(".note").unwrap(), "It is placed.");
}
