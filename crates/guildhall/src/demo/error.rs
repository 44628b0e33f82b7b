/// The demo data cannot be used. Says which file and entry, and what is wrong there.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("{file}: {source}")]
    Unreadable { file: &'static str, source: Box<toml::de::Error> },
    #[error("{file}: {entry}: {problem}")]
    Entry { file: &'static str, entry: String, problem: Problem },
}

/// What is wrong with one entry.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("no {kind} \"{slug}\"")]
    NoSuch { kind: &'static str, slug: String },
    #[error("a {kind} \"{slug}\" is there already")]
    Repeated { kind: &'static str, slug: String },
    #[error("\"{0}\" is not a time such as 09:15")]
    NotATime(String),
    #[error("day {0} is not a day of the edition")]
    NotADay(u8),
    #[error("it has a start and no length: give `minutes` or `end`")]
    NoLength,
    #[error("it ends before it starts")]
    Backwards,
    #[error("it has a start and no `hall` and `day`, and no parent that has them")]
    NoHall,
    #[error("give either `sample = true` or a `source`")]
    NoProvenance,
    #[error("{0}")]
    Details(String),
    #[error("the first line is not a `# title`")]
    NoTitle,
}

impl Problem {
    pub(super) fn no_such(kind: &'static str, slug: impl Into<String>) -> Self {
        Self::NoSuch { kind, slug: slug.into() }
    }

    pub(super) fn at(self, file: &'static str, entry: &str) -> DemoError {
        DemoError::Entry { file, entry: entry.to_owned(), problem: self }
    }
}
