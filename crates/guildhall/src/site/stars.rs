//! The visitor's own list: every activity is on the page, and the script shows those that are
//! starred in this browser.

use askama::Template;
use kernel::Lang;

use super::lines::Line;
use super::{Address, Site, rendered};
use crate::programme::model::Activity;
use crate::shell::Frame;
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/stars.html")]
struct StarsPage<'s> {
    frame: Frame<'s>,
    rows: Vec<Row<'s>>,
}

struct Row<'s> {
    line: Line<'s>,
    slug: &'s str,
    /// UTC milliseconds.
    starts: i64,
    ends: i64,
}

pub(super) fn page(site: &Site, lang: Lang) -> String {
    let in_order = site.index.in_order(&site.release.programme);
    let title = Words::of(lang).site_nav_stars();
    rendered(&StarsPage {
        frame: site.frame(lang, &Address::Stars, title, title),
        rows: in_order.into_iter().filter_map(|one| row_of(site, lang, one)).collect(),
    })
}

/// What has no time yet cannot be planned for.
fn row_of<'s>(site: &'s Site, lang: Lang, activity: &'s Activity) -> Option<Row<'s>> {
    let interval = activity.placement?.interval;
    Some(Row {
        line: site.line(lang, activity),
        slug: activity.slug.as_str(),
        starts: interval.start().as_millis(),
        ends: interval.end().as_millis(),
    })
}
