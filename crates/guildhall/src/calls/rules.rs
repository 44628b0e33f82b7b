//! What is wrong with a proposal, and which steps may follow which: pure.

use std::time::Duration;

use kernel::{LangTag, Timestamp};

use super::form::{Field, Sort};
use super::model::{Body, File, State};
use super::sheet::{
    ALSO, DESCRIPTION, KIND, MINUTES, NOTE, Profile, SPOKEN, SUMMARY, Sheet, TITLE, TOPICS,
    WRITTEN, own,
};
use crate::people::account::Email;

/// What one field of a proposal is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    Missing,
    TooLong {
        most: usize,
    },
    NoChoice,
    NoNumber,
    NoUrl,
    NoEmail,
    NoFile,
    NoLanguage,
    /// The same person handed in something of that title already.
    Twice,
}

/// What fits on a page of a programme.
pub const TITLE_MAX: usize = 150;
pub const SUMMARY_MAX: usize = 500;
pub const LONG_MAX: usize = 10_000;
pub const SHORT_MAX: usize = 300;
pub const NAME_MAX: usize = 60;
pub const BIOGRAPHY_MAX: usize = 1_500;
pub const TOPICS_MAX: usize = 5;

/// What was declined or withdrawn is kept for so long, for questions and second thoughts.
pub const KEEP_REFUSED: Duration = Duration::from_secs(90 * 24 * 3600);
/// What was begun and never submitted is kept for so long after its call closed.
pub const KEEP_DRAFT: Duration = Duration::from_secs(30 * 24 * 3600);

/// A file may be so large: slides with pictures, a short film is a link.
pub const FILE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// So many files in one field, and so many bytes in one proposal.
pub const FILES_MAX: usize = 3;
pub const FILES_BYTES_MAX: usize = 15 * 1024 * 1024;

/// The names of the fields in which the lead says who they are.
pub const NAME: &str = "speaker.name";
pub const AFFILIATION: &str = "speaker.affiliation";
pub const BIOGRAPHY: &str = "speaker.biography";

/// What must be mended before a proposal can be submitted: fields by name, in their order.
pub fn problems(
    body: &Body,
    sheet: &Sheet,
    profile: &Profile,
    files: &[File],
) -> Vec<(String, Problem)> {
    let mut found = Vec::new();
    let mut see = |name: &str, problem: Option<Problem>| {
        found.extend(problem.map(|problem| (name.to_owned(), problem)));
    };
    see(WRITTEN, tag(sheet.one(WRITTEN)));
    see(TITLE, required(sheet.one(TITLE), TITLE_MAX));
    see(&format!("{TITLE}{ALSO}"), too_long(sheet.one(&format!("{TITLE}{ALSO}")), TITLE_MAX));
    see(SUMMARY, required(sheet.one(SUMMARY), SUMMARY_MAX));
    see(&format!("{SUMMARY}{ALSO}"), too_long(sheet.one(&format!("{SUMMARY}{ALSO}")), SUMMARY_MAX));
    see(DESCRIPTION, too_long(sheet.one(DESCRIPTION), LONG_MAX));
    see(KIND, kind(body, sheet));
    see(MINUTES, minutes(body, sheet));
    see(SPOKEN, tag(sheet.one(SPOKEN)));
    see(TOPICS, (sheet.all(TOPICS).len() > TOPICS_MAX).then_some(Problem::NoChoice));
    for field in body.fields.iter().filter(|field| sheet.asks(field)) {
        see(&own(&field.key), answer(field, sheet, files));
    }
    see(NOTE, too_long(sheet.one(NOTE), LONG_MAX));
    for (name, problem) in profile_problems(profile) {
        see(name, Some(problem));
    }
    found
}

/// The same for what somebody says about themselves.
pub fn profile_problems(profile: &Profile) -> Vec<(&'static str, Problem)> {
    let name = (NAME, required(&profile.name, NAME_MAX));
    let affiliation = (AFFILIATION, too_long(&profile.affiliation, SHORT_MAX));
    let biography = (BIOGRAPHY, too_long(&profile.biography, BIOGRAPHY_MAX));
    let all = [name, affiliation, biography];
    all.into_iter().filter_map(|(name, problem)| Some((name, problem?))).collect()
}

fn required(text: &str, most: usize) -> Option<Problem> {
    if text.is_empty() { Some(Problem::Missing) } else { too_long(text, most) }
}

fn too_long(text: &str, most: usize) -> Option<Problem> {
    (text.chars().count() > most).then_some(Problem::TooLong { most })
}

fn tag(text: &str) -> Option<Problem> {
    match text {
        "" => Some(Problem::Missing),
        other => other.parse::<LangTag>().is_err().then_some(Problem::NoLanguage),
    }
}

fn kind(body: &Body, sheet: &Sheet) -> Option<Problem> {
    match (sheet.kind(), body.kinds.len()) {
        // There is nothing to choose.
        (None, 1) if sheet.one(KIND).is_empty() => None,
        (None, _) if sheet.one(KIND).is_empty() => Some(Problem::Missing),
        (Some(kind), _) if body.kinds.contains(&kind) => None,
        _ => Some(Problem::NoChoice),
    }
}

fn minutes(body: &Body, sheet: &Sheet) -> Option<Problem> {
    match sheet.one(MINUTES) {
        "" if body.durations.len() > 1 => Some(Problem::Missing),
        "" => None,
        given => {
            let offered = given.parse().is_ok_and(|minutes| body.durations.contains(&minutes));
            (!offered).then_some(Problem::NoChoice)
        }
    }
}

fn answer(field: &Field, sheet: &Sheet, files: &[File]) -> Option<Problem> {
    let name = own(&field.key);
    if field.sort == Sort::File {
        let there = files.iter().any(|file| file.field == field.key);
        return (field.required && !there).then_some(Problem::NoFile);
    }
    let (given, also) = (sheet.one(&name), sheet.one(&format!("{name}{ALSO}")));
    if given.is_empty() {
        return field.required.then_some(Problem::Missing);
    }
    let offered = |key: &String| field.options.iter().any(|offer| offer.key.as_str() == key);
    match field.sort {
        Sort::ShortText => too_long(given, SHORT_MAX).or(too_long(also, SHORT_MAX)),
        Sort::LongText | Sort::Interests => too_long(given, LONG_MAX).or(too_long(also, LONG_MAX)),
        Sort::Choice | Sort::Choices => {
            (!sheet.all(&name).iter().all(offered)).then_some(Problem::NoChoice)
        }
        Sort::Number => given.parse::<i64>().is_err().then_some(Problem::NoNumber),
        Sort::Url => (!is_url(given)).then_some(Problem::NoUrl),
        Sort::Email => given.parse::<Email>().is_err().then_some(Problem::NoEmail),
        Sort::YesNo => (given != "yes").then_some(Problem::NoChoice),
        Sort::File => None,
    }
}

/// An address that a reader may follow.
pub fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let plain = !text.chars().any(|sign| sign.is_whitespace() || sign.is_control());
    plain && text.len() <= 2_000 && host.contains('.') && !host.starts_with('.')
}

/// What whoever runs a call may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    /// Accepted when others fall out, in the order of the rank.
    Wait {
        rank: i64,
    },
    Decline,
    /// Nothing is decided after all.
    Reopen,
}

impl Decision {
    pub const fn state(self) -> State {
        match self {
            Self::Accept => State::Accepted,
            Self::Wait { .. } => State::Waiting,
            Self::Decline => State::Declined,
            Self::Reopen => State::Submitted,
        }
    }

    pub const fn rank(self) -> Option<i64> {
        match self {
            Self::Wait { rank } => Some(rank),
            _ => None,
        }
    }

    /// When what was decided so is to be forgotten.
    pub fn erase_at(self, now: Timestamp) -> Option<Timestamp> {
        (self == Self::Decline).then(|| now + KEEP_REFUSED)
    }
}

/// What a file is, by its first bytes and its name; `None` for what is not taken.
pub fn file_sort(name: &str, content: &[u8]) -> Option<&'static str> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let begins = |start: &[u8]| content.starts_with(start);
    let zip = begins(b"PK\x03\x04");
    match ending.as_deref()? {
        "pdf" if begins(b"%PDF-") => Some("application/pdf"),
        "png" if begins(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        "jpg" | "jpeg" if begins(b"\xff\xd8\xff") => Some("image/jpeg"),
        "pptx" if zip => {
            Some("application/vnd.openxmlformats-officedocument.presentationml.presentation")
        }
        "docx" if zip => {
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        }
        "odp" if zip => Some("application/vnd.oasis.opendocument.presentation"),
        "odt" if zip => Some("application/vnd.oasis.opendocument.text"),
        "txt" | "md" if std::str::from_utf8(content).is_ok() && !content.contains(&0) => {
            Some("text/plain; charset=utf-8")
        }
        _ => None,
    }
}

/// Endings that are taken, as a file chooser and a reader are told.
pub const FILE_ENDINGS: &str = ".pdf,.pptx,.odp,.docx,.odt,.png,.jpg,.jpeg,.txt,.md";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::form::{Offer, When};
    use crate::programme::model::Kind;
    use kernel::{Slug, Text};

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    fn field(key: &str, sort: Sort, required: bool) -> Field {
        let (label, hint) = (Text::zh_en(key, key), Text::empty());
        let (key, per_language, options) = (slug(key), false, Vec::new());
        Field { key, label, hint, sort, required, per_language, options, shown_when: None }
    }

    fn body(fields: Vec<Field>) -> Body {
        Body {
            name: Text::zh_en("征集", "Call"),
            about: Text::empty(),
            part: None,
            kinds: vec![Kind::Talk, Kind::Workshop],
            durations: vec![20, 40],
            co_speakers_max: 2,
            fields,
            sample: false,
        }
    }

    fn sheet(pairs: &[(&str, &str)]) -> Sheet {
        let base = [("written", "en"), ("spoken", "en"), ("title", "Rust"), ("summary", "Words")];
        let base = base.iter().chain(&[("kind", "talk"), ("minutes", "20")]);
        let all: std::collections::BTreeMap<_, _> = base.chain(pairs).copied().collect();
        Sheet::of(all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    fn profile() -> Profile {
        Profile { name: "Sample".to_owned(), ..Profile::default() }
    }

    fn found(body: &Body, sheet: &Sheet) -> Vec<(String, Problem)> {
        problems(body, sheet, &profile(), &[])
    }

    #[test]
    fn a_half_filled_proposal_says_every_field_that_is_missing() {
        let all = problems(&body(Vec::new()), &Sheet::default(), &Profile::default(), &[]);
        let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        let missing = ["written", "title", "summary", "kind", "minutes", "spoken", "speaker.name"];
        assert_eq!(names, missing);
        assert!(all.iter().all(|(_, problem)| *problem == Problem::Missing));
    }

    #[test]
    fn each_sort_of_field_takes_its_own_and_nothing_else() {
        let mut level = field("level", Sort::Choice, false);
        level.options = vec![Offer { key: slug("low"), label: Text::empty() }];
        let sorts = [Sort::Number, Sort::Url, Sort::Email, Sort::YesNo, Sort::ShortText];
        let fields: Vec<Field> =
            sorts.iter().map(|sort| field(&sort.word().replace('_', "-"), *sort, false)).collect();
        let body = body(fields.into_iter().chain([level]).collect());
        let right = [
            ("f.number", "-12"),
            ("f.url", "https://example.org/a?b"),
            ("f.email", "a@example.org"),
            ("f.yes-no", "yes"),
            ("f.level", "low"),
        ];
        assert_eq!(found(&body, &sheet(&right)), []);
        let long = "字".repeat(301);
        for (name, value, problem) in [
            ("f.number", "ten", Problem::NoNumber),
            ("f.number", "1.5", Problem::NoNumber),
            ("f.url", "javascript:alert(1)", Problem::NoUrl),
            ("f.url", "https://nowhere", Problem::NoUrl),
            ("f.url", "https://a b.org", Problem::NoUrl),
            ("f.email", "a@b", Problem::NoEmail),
            ("f.yes-no", "perhaps", Problem::NoChoice),
            ("f.level", "high", Problem::NoChoice),
            ("f.short-text", &long, Problem::TooLong { most: 300 }),
            ("kind", "opening", Problem::NoChoice),
            ("minutes", "30", Problem::NoChoice),
            ("minutes", "soon", Problem::NoChoice),
            ("spoken", "Klingon!", Problem::NoLanguage),
        ] {
            let said = found(&body, &sheet(&[(name, value)]));
            assert_eq!(said, [(name.to_owned(), problem)], "{value}");
        }
    }

    #[test]
    fn what_is_not_shown_is_not_asked() {
        let mut which = field("which", Sort::LongText, true);
        which.shown_when = Some(When { field: slug("hardware"), value: "yes".to_owned() });
        let body = body(vec![field("hardware", Sort::YesNo, false), which]);
        assert_eq!(found(&body, &sheet(&[])), []);
        let asked = found(&body, &sheet(&[("f.hardware", "yes")]));
        assert_eq!(asked, [("f.which".to_owned(), Problem::Missing)]);
    }

    #[test]
    fn a_file_is_what_its_bytes_say_and_not_what_it_is_called() {
        assert_eq!(file_sort("a.PDF", b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(file_sort("a.md", "文".as_bytes()), Some("text/plain; charset=utf-8"));
        for (name, content) in [
            ("a.pdf", &b"<html>"[..]),
            ("a.html", b"<html>"),
            ("a", b"%PDF-"),
            ("a.txt", b"\0"),
            ("a.svg", b"<svg"),
        ] {
            assert_eq!(file_sort(name, content), None, "{name}");
        }
    }
}
