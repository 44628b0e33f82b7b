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
];
