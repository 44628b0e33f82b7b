//! Journeys at the door: an organiser makes a gate, a device becomes it, a camera sees a real code, the
//! network goes and comes back, and the device is taken out of use.

use std::fs;
use std::path::{Path, PathBuf};

use browser::{Browser, Device, Page};
use guildhall::admissions::model::AdmissionId;
use guildhall::door::qr;
use guildhall::door::verbs::codes::{self, Code};
use guildhall::editions;
use kernel::Uuid;

use crate::accounts::sign_in;
use crate::hall::Hall;
use crate::reader;

/// The codes of those passes.
fn codes_of(hall: &Hall, passes: &[String]) -> Vec<Code> {
    let ids: Vec<AdmissionId> =
        passes.iter().map(|id| AdmissionId::from_uuid(id.parse::<Uuid>().unwrap())).collect();
    let database = hall.database();
    let wanted = ids.clone();
    let mut found = database
        .read_now(move |tx| {
            let slug = "gdc-2025".parse().expect("it is a slug");
            let edition = editions::verbs::by_slug(tx, &slug)?.expect("it is there");
            codes::of(tx, edition.id, &wanted)
        })
        .unwrap();
    ids.iter().map(|id| found.remove(id).unwrap()).collect()
}

/// A film of one picture: a code on grey paper, as a camera sees it.
fn film(text: &str, path: &Path) {
    const WIDTH: usize = 640;
    const HEIGHT: usize = 480;
    const MODULE: usize = 8;
    let modules = qr::modules(text).unwrap();
    let side = modules.len() * MODULE;
    let (left, top) = ((WIDTH - side) / 2, (HEIGHT - side) / 2);
    let mut light = vec![200_u8; WIDTH * HEIGHT];
    for (y, row) in modules.iter().enumerate() {
        for (x, dark) in row.iter().enumerate() {
            for line in 0..MODULE {
                let at = (top + y * MODULE + line) * WIDTH + left + x * MODULE;
                light[at..at + MODULE].fill(if *dark { 40 } else { 230 });
            }
        }
    }
    let mut bytes = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..4 {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(&light);
        bytes.extend(std::iter::repeat_n(128_u8, WIDTH * HEIGHT / 2));
    }
    fs::write(path, bytes).unwrap();
}

/// Makes a device for a gate, and answers the link that enrols it.
fn device(page: &Page, hall: &Hall, gate: &str) -> String {
    page.goto(&hall.at("/zh/gdc-2025/door")).unwrap();
    page.type_into(&format!("#device-{gate}"), "Sample phone").unwrap();
    page.press("Enter").unwrap();
    page.wait_for(".link-out a").unwrap();
    assert!(page.exists("svg.qr").unwrap());
    page.text(".link-out a").unwrap()
}

fn enrol(page: &Page, link: &str) {
    page.goto(link).unwrap();
    page.wait_until_true("document.querySelector('[data-gate]').dataset.loaded !== undefined")
        .unwrap();
}

fn passes(page: &Page) -> Vec<String> {
    page.eval("[...JSON.parse(guildhallGate.gate.list.written())].map((one) => one.id)").unwrap()
}

/// Types a code as a scanner does, and waits for the answer of the gate.
fn scan(page: &Page, text: &str) -> String {
    let count = answers(page);
    page.type_into("#field", text).unwrap();
    page.press("Enter").unwrap();
    let said = "Number(document.querySelector('[data-part=answer]').dataset.count || 0)";
    page.wait_until_true(&format!("{said} > {count}")).unwrap();
    page.attribute("[data-part=answer]", "data-answer").unwrap().unwrap()
}

fn answers(page: &Page) -> u32 {
    page.eval("Number(document.querySelector('[data-part=answer]').dataset.count || 0)").unwrap()
}

#[test]
fn a_gate_scans_without_network_and_sends_all_of_it_later() {
    let Some(organiser) = reader(Device::desktop().language("zh-CN")) else { return };
    let Some(phone) = reader(Device::phone().language("zh-CN")) else { return };
    let hall = Hall::open();
    sign_in(&organiser, &hall, "organiser");
    let link = device(&organiser, &hall, "theatre-north");
    enrol(&phone, &link);
    assert!(phone.text("[data-part=gate]").unwrap().contains("大剧院北门"));
    let mut passes = passes(&phone);
    assert!(passes.len() >= 40, "{}", passes.len());
    passes.truncate(40);
    let codes = codes_of(&hall, &passes);
    assert_eq!(scan(&phone, &codes[0].digits), "admitted");
    assert_eq!(phone.attribute("[data-part=answer]", "data-by").unwrap().unwrap(), "house");
    assert_eq!(scan(&phone, &codes[0].short), "already_inside");
    assert!(phone.text("[data-part=word]").unwrap().contains("已在场内"));
    assert_eq!(phone.text("[data-part=other-word]").unwrap(), "Already inside");

    phone.network(false).unwrap();
    for code in &codes[1..40] {
        assert_eq!(scan(&phone, &code.digits), "admitted");
    }
    let by = phone.attribute("[data-part=answer]", "data-by").unwrap().unwrap();
    assert_eq!(
        (by.as_str(), phone.attribute("[data-gate]", "data-net").unwrap().unwrap().as_str()),
        ("gate", "no")
    );
    for code in codes[1..].iter().cycle().take(159) {
        assert_eq!(scan(&phone, &code.short), "already_inside");
    }
    let forged = codes[3].digits.replace(&codes[3].digits[100..104], "0000");
    assert_eq!(scan(&phone, &forged), "forged");
    let held: u32 = phone.eval("guildhallGate.gate.held").unwrap();
    assert_eq!(held, 199, "what was scanned without network");
    // The slower way of old browsers says the same.
    let took: f64 =
        phone.attribute("[data-part=answer]", "data-took").unwrap().unwrap().parse().unwrap();
    assert!(took < 30.0, "{took} ms");

    // The page opens without network, with all that it held.
    phone.reload().unwrap();
    phone.wait_until_true("window.guildhallGate && guildhallGate.gate.held === 199").unwrap();
    assert_eq!(scan(&phone, &codes[5].digits), "already_inside");

    phone.network(true).unwrap();
    phone.eval::<Option<u32>>("guildhallGate.sync().then(() => null)").unwrap();
    phone.wait_until_true("guildhallGate.gate.held === 0").unwrap();
    organiser.goto(&hall.at("/en/gdc-2025/headcount")).unwrap();
    let inside = organiser.text(".counts > div:first-child dd").unwrap();
    assert_eq!(inside, "40");
    organiser.goto(&hall.at("/en/gdc-2025/door")).unwrap();
    organiser.click(".roll form button").unwrap();
    assert!(organiser.text(".note").unwrap().contains("out of use"));
    phone.eval::<Option<u32>>("guildhallGate.sync().then(() => null)").unwrap();
    phone.wait_until_true("!document.querySelector('[data-part=stranger]').hidden").unwrap();
    let left: u32 = phone.eval("indexedDB.databases().then((all) => all.length)").unwrap();
    assert_eq!(left, 0, "nothing is left on the device");
}

#[test]
fn a_camera_sees_the_code_of_a_pass() {
    let Some(organiser) = reader(Device::desktop().language("zh-CN")) else { return };
    let hall = Hall::open();
    sign_in(&organiser, &hall, "organiser");
    let link = device(&organiser, &hall, "dome-east");
    enrol(&organiser, &link);
    let passes = passes(&organiser);
    let code = codes_of(&hall, &passes[..1]).remove(0);
    let path: PathBuf = std::env::temp_dir().join(format!("gate-{}.y4m", std::process::id()));
    film(&code.digits, &path);
    let browser = Browser::launch_with_camera(&path).unwrap();
    let phone = browser.page(Device::phone().language("en-GB")).unwrap();
    enrol(&phone, &device(&organiser, &hall, "dome-east").replace("/zh#", "/en#"));
    phone.click("[data-part=camera]").unwrap();
    phone
        .wait_until_true(
            "document.querySelector('[data-part=answer]').dataset.answer === 'admitted'",
        )
        .unwrap();
    assert_eq!(phone.text("[data-part=word]").unwrap(), "Come in");
    fs::remove_file(path).unwrap();
}
