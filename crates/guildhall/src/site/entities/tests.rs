use std::collections::HashSet;
use std::sync::Arc;

use kernel::{Lang, Text};

use crate::editions::model::{Hall, Provenance};
use crate::programme::fixture;
use crate::programme::model::{
    Activity, ActivityState, Link, LinkKind, Release, Route, Stop, StopPlace,
};
use crate::site::{Address, Changed, Fate, ReleaseHead, Setting, Site, Turn};

fn site_of(release: Release) -> Site {
    Site::new(Arc::new(release), Setting::default())
}

fn page(site: &Site, lang: Lang, address: &Address) -> String {
    site.render(lang, address, fixture::at(600)).unwrap_or_else(|| panic!("no {address:?}"))
}

/// The fixture with a route through both venues, a pitch inside another activity and a note.
fn full() -> Release {
    let mut release = fixture::release(6);
    release.note = Text::zh_en("换了一个厅", "One hall changed");
    let stop = |place| Stop { place, minutes: Some(20), note: Text::empty() };
    release.programme.routes = vec![Route {
        id: fixture::id("route"),
        slug: "sample-route".parse().unwrap(),
        title: Text::zh_en("样例路线", "Sample Route"),
        summary: Text::zh_en("看两处", "Two places"),
        sectors: Vec::new(),
        groups: Vec::new(),
        stops: vec![
            stop(StopPlace::Activity(fixture::id::<Activity>("activity-0"))),
            stop(StopPlace::Hall(fixture::id::<Hall>("side"))),
            stop(StopPlace::Hall(fixture::id::<Hall>("room"))),
        ],
        provenance: Provenance::Sample,
    }];
    release.programme.activities[3].parent = Some(fixture::id("activity-0"));
    release
}

/// What the page at that address is called: its heading must say so.
fn title(site: &Site, lang: Lang, address: &Address) -> String {
    let programme = &site.release.programme;
    let words = crate::words::Words::of(lang);
    let found = |title: Option<&Text>| title.expect("it is listed").get(lang).to_owned();
    match address {
        Address::Activity(slug) => {
            found(programme.activities.iter().find(|one| one.slug == *slug).map(|one| &one.title))
        }
        Address::Person(slug) => {
            found(programme.people.iter().find(|one| one.slug == *slug).map(|one| &one.name))
        }
        Address::Host(slug) => {
            found(programme.hosts.iter().find(|one| one.slug == *slug).map(|one| &one.name))
        }
        Address::Venue(slug) => {
            found(programme.venues.iter().find(|one| one.slug == *slug).map(|one| &one.name))
        }
        Address::Route(slug) => {
            found(programme.routes.iter().find(|one| one.slug == *slug).map(|one| &one.title))
        }
        Address::Page(slug) => {
            found(programme.pages.iter().find(|one| one.slug == *slug).map(|one| &one.title))
        }
        Address::People => words.entities_people().to_owned(),
        Address::Hosts => words.entities_hosts().to_owned(),
        Address::Venues => words.entities_venues().to_owned(),
        Address::Routes => words.entities_routes().to_owned(),
        Address::Releases => words.entities_releases().to_owned(),
        other => panic!("{other:?} is no entity"),
    }
}

fn activity(release: Release) -> String {
    let address = Address::Activity("activity-0".parse().unwrap());
    page(&site_of(release), Lang::Zh, &address)
}

#[test]
fn every_page_is_there_in_both_languages() {
    let site = site_of(full());
    for address in super::addresses(&site) {
        for lang in Lang::ALL {
            let html = page(&site, lang, &address);
            let heading = format!("<h1>{}</h1>", title(&site, lang, &address));
            assert!(html.contains(&heading), "{address:?} {lang} lacks {heading}");
            assert!(html.ends_with("</html>"), "{address:?} {lang}");
            assert!(!html.contains(" style=") && !html.contains(" onclick="), "{address:?}");
        }
    }
}

#[test]
fn every_link_within_the_edition_leads_to_a_page() {
    let site = site_of(full());
    let there: HashSet<String> = Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            let path = move |address: Address| address.path(lang, &"sample-2025".parse().unwrap());
            site.addresses().into_iter().map(path)
        })
        .collect();
    for (address, lang) in
        super::addresses(&site).iter().flat_map(|one| Lang::ALL.map(|lang| (one, lang)))
    {
        let html = page(&site, lang, address);
        for link in html.split("href=\"").skip(1) {
            let path = link.split(['"', '?', '#']).next().unwrap();
            let ours = path.starts_with("/zh/") || path.starts_with("/en/");
            if ours && !path.ends_with(".ics") {
                assert!(there.contains(path), "{address:?} links to {path}");
                let rest = &path["/zh/sample-2025".len()..];
                assert!(Address::parse(rest).is_some(), "{path} cannot be read back");
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

#[test]
fn a_route_says_how_long_the_way_to_another_venue_is() {
    let site = site_of(full());
    let address = Address::Route("sample-route".parse().unwrap());
    let html = page(&site, Lang::Zh, &address);
    assert_eq!(html.matches("接驳车 30 分钟").count(), 1, "only between the two venues: {html}");
    assert!(page(&site, Lang::En, &address).contains("Shuttle, 30 min"));
}

#[test]
fn an_activity_can_be_starred_where_it_is_read() {
    let html = activity(full());
    assert!(html.contains("data-star=\"activity-0\""), "{html}");
}

#[test]
fn what_is_held_by_another_names_it_and_its_time() {
    let address = Address::Activity("activity-3".parse().unwrap());
    let html = page(&site_of(full()), Lang::En, &address);
    assert!(html.contains(">Model workshop 0</a> <time"), "{html}");
    assert!(html.contains("Fri 21 Feb 09:00–09:10"), "{html}");
}

#[test]
fn a_cancelled_activity_says_so_to_people_and_machines() {
    let mut release = fixture::release(1);
    release.programme.activities[0].state = ActivityState::Cancelled;
    let html = activity(release);
    assert!(html.contains("已取消") && html.contains("EventCancelled"), "{html}");
}

#[test]
fn a_release_shows_its_note() {
    let html = page(&site_of(full()), Lang::En, &Address::Releases);
    assert!(html.contains("Release 1") && html.contains("One hall changed"), "{html}");
}

#[test]
fn no_column_of_the_travel_table_is_without_a_name() {
    let html = page(&site_of(full()), Lang::En, &Address::Venues);
    assert!(html.contains("<span>hill house</span></th>"), "{html}");
    assert!(!html.contains("<th scope=\"col\"></th>"), "{html}");
}

#[test]
fn a_page_tells_what_changed_between_two_releases() {
    let site = site_of(full());
    let changed = [
        Changed {
            fate: Fate::Moved,
            title: Text::zh_en("<b>工作坊</b>", "Workshop"),
            page: Some(Address::Activity("activity-0".parse().unwrap())),
            turns: vec![Turn {
                label: "时间".into(),
                before: "09:00–09:10".into(),
                after: "10:00–10:10".into(),
            }],
        },
        Changed {
            fate: Fate::Removed,
            title: Text::zh_en("旧活动", "Gone"),
            page: None,
            turns: Vec::new(),
        },
    ];
    let html = site.render_changes(Lang::Zh, 1, 2, &changed);
    assert!(html.contains("<del>09:00–09:10</del> <ins>10:00–10:10</ins>"), "{html}");
    assert!(html.contains("href=\"/zh/sample-2025/activities/activity-0\""), "{html}");
    assert!(html.contains("旧活动") && !html.contains("<b>工作坊"), "{html}");
    assert!(site.render_changes(Lang::En, 1, 2, &[]).contains("No activity changed"));
}

#[test]
fn every_release_is_listed_with_the_way_to_what_it_changed() {
    let head = |number, note: &str| ReleaseHead {
        number,
        released_at: fixture::at(0),
        note: Text::zh_en(note, note),
    };
    let mut release = full();
    release.number = 2;
    let site = site_of(release).with_history(vec![head(1, "first"), head(2, "second")]);
    let html = page(&site, Lang::En, &Address::Releases);
    assert!(html.contains("/en/sample-2025/releases/1/2") && html.contains("first"), "{html}");
    assert!(!html.contains("/releases/0/1"), "{html}");
}
