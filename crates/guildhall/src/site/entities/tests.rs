use std::collections::HashSet;
use std::sync::Arc;

use kernel::{Lang, Text};

use crate::programme::fixture;
use crate::programme::model::{Link, LinkKind, Release};
use crate::site::{Address, Setting, Site};

fn site_of(release: Release) -> Site {
    Site::new(Arc::new(release), Setting::default())
}

fn page(site: &Site, lang: Lang, address: &Address) -> String {
    site.render(lang, address, fixture::at(600)).unwrap_or_else(|| panic!("no {address:?}"))
}

fn activity(release: Release) -> String {
    let address = Address::Activity("activity-0".parse().unwrap());
    page(&site_of(release), Lang::Zh, &address)
}

#[test]
fn every_page_is_there_in_both_languages() {
    let site = site_of(fixture::release(6));
    for address in super::addresses(&site) {
        for lang in Lang::ALL {
            let html = page(&site, lang, &address);
            assert!(html.contains("<h1>") && html.ends_with("</html>"), "{address:?} {lang}");
        }
    }
}

#[test]
fn every_link_within_the_edition_leads_to_a_page() {
    let site = site_of(fixture::release(6));
    let there: HashSet<String> = Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            let path = move |address: Address| address.path(lang, &"sample-2025".parse().unwrap());
            site.addresses().into_iter().map(path)
        })
        .collect();
    for address in super::addresses(&site) {
        let html = page(&site, Lang::Zh, &address);
        for link in html.split("href=\"").skip(1) {
            let path = link.split(['"', '?', '#']).next().unwrap();
            if path.starts_with("/zh/") || path.starts_with("/en/") {
                assert!(there.contains(path), "{address:?} links to {path}");
            }
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let mut release = fixture::release(1);
    let hostile = "</script><script>alert(1)</script>";
    release.programme.activities[0].title = Text::zh_en(hostile, hostile);
    release.programme.activities[0].description = Text::zh_en(hostile, hostile);
    let html = activity(release);
    assert!(!html.contains("<script>alert"), "{html}");
}

#[test]
fn only_addresses_of_the_web_become_links() {
    let mut release = fixture::release(1);
    let link = |url: &str| Link { kind: LinkKind::Link, url: url.into(), title: String::new() };
    release.programme.activities[0].links =
        vec![link("javascript:alert(1)"), link("https://example.org/a")];
    let html = activity(release);
    assert!(html.contains("href=\"https://example.org/a\""));
    assert!(!html.contains("javascript:"), "{html}");
}

#[test]
fn an_activity_tells_machines_when_and_where_it_is() {
    let html = activity(fixture::release(1));
    let json = html.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let json = json.split("</script>").next().unwrap();
    let event: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2025-02-21T09:00:00+08:00");
    assert_eq!(event["location"]["name"], "river 馆 main 厅");
}
