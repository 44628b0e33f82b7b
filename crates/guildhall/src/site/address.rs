//! Where every public page lives. The only place that spells a public path.

use kernel::{Date, Lang, Slug};

/// One public page of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    Home,
    /// The programme as a grid of halls by time; the first day (or today) when none is named.
    Programme(Option<Date>),
    /// The programme as a list; every day when none is named.
    ProgrammeList(Option<Date>),
    Activity(Slug),
    People,
    Person(Slug),
    Hosts,
    Host(Slug),
    Venues,
    Venue(Slug),
    Routes,
    Route(Slug),
    /// A page that the edition writes itself.
    Page(Slug),
    /// The visitor's own starred activities, kept in the browser.
    Stars,
    Search,
    Releases,
    /// What changed from one release to another.
    Changes {
        from: i64,
        to: i64,
    },
}

impl Address {
    /// The path from the site's root, for example `/zh/gdc-2025/programme/2025-02-21`.
    pub fn path(&self, lang: Lang, edition: &Slug) -> String {
        let root = format!("/{lang}/{edition}");
        match self {
            Self::Home => root,
            Self::Programme(None) => format!("{root}/programme"),
            Self::Programme(Some(day)) => format!("{root}/programme/{day}"),
            Self::ProgrammeList(None) => format!("{root}/programme/list"),
            Self::ProgrammeList(Some(day)) => format!("{root}/programme/list/{day}"),
            Self::Activity(slug) => format!("{root}/activities/{slug}"),
            Self::People => format!("{root}/people"),
            Self::Person(slug) => format!("{root}/people/{slug}"),
            Self::Hosts => format!("{root}/hosts"),
            Self::Host(slug) => format!("{root}/hosts/{slug}"),
            Self::Venues => format!("{root}/venues"),
            Self::Venue(slug) => format!("{root}/venues/{slug}"),
            Self::Routes => format!("{root}/routes"),
            Self::Route(slug) => format!("{root}/routes/{slug}"),
            Self::Page(slug) => format!("{root}/pages/{slug}"),
            Self::Stars => format!("{root}/stars"),
            Self::Search => format!("{root}/search"),
            Self::Releases => format!("{root}/releases"),
            Self::Changes { from, to } => format!("{root}/releases/{from}/{to}"),
        }
    }

    /// The page at what follows `/{lang}/{edition}` in a path; `None` when there can be none.
    pub fn parse(rest: &str) -> Option<Self> {
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
        Some(match parts.as_slice() {
            [] => Self::Home,
            ["programme"] => Self::Programme(None),
            ["programme", "list"] => Self::ProgrammeList(None),
            ["programme", "list", day] => Self::ProgrammeList(Some(day.parse().ok()?)),
            ["programme", day] => Self::Programme(Some(day.parse().ok()?)),
            ["activities", slug] => Self::Activity(slug.parse().ok()?),
            ["people"] => Self::People,
            ["people", slug] => Self::Person(slug.parse().ok()?),
            ["hosts"] => Self::Hosts,
            ["hosts", slug] => Self::Host(slug.parse().ok()?),
            ["venues"] => Self::Venues,
            ["venues", slug] => Self::Venue(slug.parse().ok()?),
            ["routes"] => Self::Routes,
            ["routes", slug] => Self::Route(slug.parse().ok()?),
            ["pages", slug] => Self::Page(slug.parse().ok()?),
            ["stars"] => Self::Stars,
            ["search"] => Self::Search,
            ["releases"] => Self::Releases,
            ["releases", from, to] => {
                Self::Changes { from: from.parse().ok()?, to: to.parse().ok()? }
            }
            _ => return None,
        })
    }
}

/// The whole programme in a format that others read, for example `/gdc-2025/schedule.xml`.
pub fn schedule_path(edition: &Slug, ending: &str) -> String {
    format!("/{edition}/schedule.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back_from_its_path() {
        let slug: Slug = "a-b".parse().unwrap();
        let day: Date = "2025-02-21".parse().unwrap();
        let all = [
            Address::Home,
            Address::Programme(None),
            Address::Programme(Some(day)),
            Address::ProgrammeList(None),
            Address::ProgrammeList(Some(day)),
            Address::Activity(slug.clone()),
            Address::People,
            Address::Person(slug.clone()),
            Address::Hosts,
            Address::Host(slug.clone()),
            Address::Venues,
            Address::Venue(slug.clone()),
            Address::Routes,
            Address::Route(slug.clone()),
            Address::Page(slug.clone()),
            Address::Stars,
            Address::Search,
            Address::Releases,
            Address::Changes { from: 1, to: 2 },
        ];
        for address in all {
            let path = address.path(Lang::Zh, &slug);
            assert_eq!(Address::parse(path.strip_prefix("/zh/a-b").unwrap()), Some(address));
        }
    }
}
