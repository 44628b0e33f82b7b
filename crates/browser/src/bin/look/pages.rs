//! The pages worth a look: at least one of every kind, from the demo conference.

/// A page and the name its pictures bear.
pub struct Place {
    pub name: &'static str,
    /// `{lang}` stands for the language.
    pub path: &'static str,
}

pub const PAGES: &[Place] = &[
    Place { name: "home", path: "/{lang}/gdc-2025" },
    Place { name: "programme", path: "/{lang}/gdc-2025/programme" },
    Place { name: "list", path: "/{lang}/gdc-2025/programme/list/2025-02-22" },
    Place { name: "activity", path: "/{lang}/gdc-2025/activities/opening-ceremony" },
    Place { name: "hosts", path: "/{lang}/gdc-2025/hosts" },
    Place { name: "people", path: "/{lang}/gdc-2025/people" },
    Place { name: "venues", path: "/{lang}/gdc-2025/venues" },
    Place { name: "venue", path: "/{lang}/gdc-2025/venues/west-bund-grand-theatre" },
    Place { name: "privacy", path: "/{lang}/gdc-2025/pages/privacy" },
    Place { name: "sign-in", path: "/{lang}/sign-in" },
    Place { name: "missing", path: "/{lang}/gdc-2025/nothing" },
];
