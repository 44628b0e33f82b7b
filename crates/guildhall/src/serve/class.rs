/// What sort of answer a request got: what is counted and logged instead of who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A page that lay ready.
    Page,
    /// A style sheet, script or picture.
    Asset,
    /// A schedule file, feed or site map.
    File,
    /// A filtered programme or a search, made when it was asked for.
    Made,
    /// The way to another page.
    Redirect,
    /// Nothing is there.
    Missing,
    /// Health and figures, for machines.
    Machine,
    /// A form, an account, anything that reads the database.
    Dynamic,
}

impl Class {
    pub const ALL: [Self; 8] = [
        Self::Page,
        Self::Asset,
        Self::File,
        Self::Made,
        Self::Redirect,
        Self::Missing,
        Self::Machine,
        Self::Dynamic,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Asset => "asset",
            Self::File => "file",
            Self::Made => "made",
            Self::Redirect => "redirect",
            Self::Missing => "missing",
            Self::Machine => "machine",
            Self::Dynamic => "dynamic",
        }
    }
}
