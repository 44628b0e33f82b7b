use std::sync::Arc;

use axum::http::StatusCode;
use kernel::Text;

use super::super::{Extra, Published};
use super::{ask, header, text};
use crate::programme::changes::between;
use crate::programme::fixture;
use crate::programme::model::ActivityState;
use crate::programme::release::ReleaseHead;
use crate::site::{Setting, Site};

fn with_history() -> Published {
    let setting = Setting { base_url: "https://example.org".to_owned(), ..Setting::default() };
    let site = Site::new(Arc::new(fixture::release(3)), setting);
    let head = |number: i64, note: Text| ReleaseHead {
        id: fixture::id(&format!("release-{number}")),
        number,
        released_at: fixture::at(0).plus_minutes(number),
        note,
        changes: Vec::new(),
    };
    let history = [head(2, Text::zh_en("改动 <1>", "Changes & <more>")), head(1, Text::empty())];
    let calendar = Extra {
        path: "/sample-2025/schedule.ics".to_owned(),
        content_type: "text/calendar; charset=utf-8",
        bytes: b"BEGIN:VCALENDAR".to_vec(),
    };
    Published::new(site, &history, vec![calendar], fixture::at(600))
}

fn kept(path: &str) -> String {
    identity(&with_history(), path)
}

fn identity(published: &Published, path: &str) -> String {
    let kept = published.find(path).unwrap();
    let form = kept.form(super::super::encoding::Encoding::Identity);
    String::from_utf8(form.bytes.to_vec()).unwrap()
}

#[test]
fn the_feed_tells_every_release_once() {
    let feed = kept("/en/sample-2025/releases.atom");
    assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns="));
    assert_eq!(feed.matches("<entry>").count(), 2);
    assert!(feed.contains("Changes &amp; &lt;more&gt;"));
    assert!(feed.contains("https://example.org/en/sample-2025/releases"));
    // RFC 4287 §4.1: a feed and every entry have an id, a title and the time of their last change.
    for element in ["<id>urn:uuid:", "<title>", "<updated>2025-02-2"] {
        assert_eq!(feed.matches(element).count(), 3, "{element}");
    }
}

/// What readers' own lists are compared with: how it was, and when that was released.
#[test]
fn what_moved_or_was_called_off_since_the_first_release_is_told_to_lists() {
    let before = fixture::programme(5);
    let mut after = before.clone();
    after.activities[0].placement.as_mut().unwrap().hall = fixture::id("side");
    after.activities[1].state = ActivityState::Cancelled;
    after.activities[2].title = Text::zh_en("新名", "New name");
    after.activities.remove(4);
    let changes = between(Some(&before), &after);
    let site = Site::new(Arc::new(fixture::release(4)), Setting::default());
    let (id, note) = (fixture::id("release-2"), Text::empty());
    let released_at = fixture::at(0).plus_minutes(10);
    let history = [ReleaseHead { id, number: 2, released_at, note, changes }];
    let published = Published::new(site, &history, Vec::new(), fixture::at(600));
    let told = identity(&published, "/en/sample-2025/changes.json");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let (at, start) = (released_at.as_millis() / 1000, fixture::at(540).as_millis() / 60_000);
    let row = |slug: &str, title: &str, turn: &str, start: i64, hall: &str| {
        serde_json::json!([slug, title, at, turn, start, start + 10, hall])
    };
    assert_eq!(
        told,
        serde_json::json!([
            row("activity-0", "Model workshop 0", "moved", start, "main hall"),
            row("activity-1", "Model workshop 1", "cancelled", start, "side hall"),
            row("activity-4", "Model workshop 4", "removed", start + 12, "side hall"),
        ])
    );
}

#[test]
fn the_map_names_every_page_in_both_languages() {
    let map = kept("/sample-2025/sitemap.xml");
    assert!(map.contains("<loc>https://example.org/zh/sample-2025/activities/activity-0</loc>"));
    assert!(map.contains("hreflang=\"en\" href=\"https://example.org/en/sample-2025/people\""));
    assert!(!map.contains("/stars"));
    assert_eq!(kept("/sample-2025/schedule.ics"), "BEGIN:VCALENDAR");
}

#[tokio::test]
async fn machines_find_health_and_figures() {
    for path in ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml"] {
        assert_eq!(ask(path, &[]).await.status(), StatusCode::OK, "{path}");
    }
    let figures = ask("/metrics", &[]).await;
    assert!(header(&figures, "content-type").starts_with("text/plain; version=0.0.4"));
    let figures = text(figures).await;
    for line in ["guildhall_release{edition=\"sample-2025\"} 1", "# TYPE guildhall_request_seconds"]
    {
        assert!(figures.contains(line), "{figures}");
    }
}

#[tokio::test]
async fn a_file_is_found_under_its_edition() {
    let atom = ask("/zh/sample-2025/releases.atom", &[("accept-encoding", "gzip")]).await;
    assert_eq!(atom.status(), StatusCode::OK);
    assert_eq!(header(&atom, "content-type"), "application/atom+xml; charset=utf-8");
}

#[test]
fn an_activity_can_be_taken_along_as_a_calendar() {
    let calendar = kept("/en/sample-2025/activities/activity-0.ics");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    for line in [
        "SUMMARY:Model workshop 0",
        "DTSTART:20250221T010000Z",
        "LOCATION:main hall\\, river house",
        "URL:https://example.org/en/sample-2025/activities/activity-0",
        "STATUS:CONFIRMED",
    ] {
        assert!(calendar.contains(&format!("{line}\r\n")), "{line} in {calendar}");
    }
}
