//! CommonMark that organisers and imported schedules write, as HTML that can do no harm.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::Markup;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);

/// For HTML from elsewhere, whose relative links would lead astray here.
static CLEANER_OF_IMPORTS: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = cleaner();
    cleaner.url_relative(ammonia::UrlRelative::Deny);
    cleaner
});

fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::default();
    // No pictures from elsewhere: they would tell a third party who reads what.
    cleaner.rm_tags(["img"]);
    cleaner.url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    cleaner.link_rel(Some("noopener nofollow"));
    cleaner
}

/// A page of its own: its headings start at the second level and can be jumped to.
#[derive(Clone, Debug)]
pub struct Article {
    pub body: Markup,
    pub headings: Vec<Heading>,
    /// The words of its first paragraph.
    pub opening: String,
}

/// A heading of the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: String,
    pub words: String,
}

/// The words as HTML. Headings start at the third level, below one of the page's sections. Words
/// that begin with a tag are HTML already, as abstracts of imported schedules often are.
pub fn markdown(words: &str) -> Markup {
    if words.trim_start().starts_with('<') {
        let html = CLEANER_OF_IMPORTS.clean(words).to_string();
        let lowered = |html: String, tag: &str| {
            html.replace(&format!("<{tag}>"), "<h3>").replace(&format!("</{tag}>"), "</h3>")
        };
        return Markup(lowered(lowered(html, "h1"), "h2"));
    }
    cleaned(words, parser(words).map(|event| lowered(event, lower)))
}

/// True for words that markup would not change: no HTML, no CommonMark but stray signs.
pub fn is_plain(words: &str) -> bool {
    let marks = ["<", "](", "**", "__", "`", "\n#", "\n- ", "\n* ", "\n\n", "&"];
    !words.starts_with(['#', '-', '*', '>']) && !marks.iter().any(|mark| words.contains(mark))
}

/// The words without their markup, a line a paragraph.
pub fn plain(words: &str) -> String {
    if is_plain(words) {
        return words.to_owned();
    }
    let Markup(html) = markdown(words);
    let mut broken = html.replace("</p>", "\n").replace("</li>", "\n").replace("<br>", "\n");
    broken = broken.replace("</h3>", "\n").replace("</h4>", "\n").replace("</pre>", "\n");
    let bare = without_tags(&broken);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The beginning of the words without their markup, on one line: what a search engine or a chat
/// shows of a page.
pub fn brief(words: &str) -> String {
    const LETTERS_MAX: usize = 280;
    let plain = plain(words);
    let mut out = String::new();
    for (count, letter) in plain.chars().enumerate() {
        if count == LETTERS_MAX {
            out.push('…');
            break;
        }
        out.push(if letter == '\n' { ' ' } else { letter });
    }
    out
}

/// The words as a page under a heading of its own; a title that they begin with is left out.
pub fn article(words: &str) -> Article {
    let mut events: Vec<Event<'_>> = parser(words).collect();
    let title = |event: &Event<'_>| {
        matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
    };
    if events.first().is_some_and(title)
        && let Some(end) = events.iter().position(|it| matches!(it, Event::End(TagEnd::Heading(_))))
    {
        events.drain(..=end);
    }
    let opening = first_paragraph(&events);
    let second = |level: HeadingLevel| level.max(HeadingLevel::H2);
    let Markup(body) = cleaned(words, events.into_iter().map(|event| lowered(event, second)));
    let (body, headings) = anchored(&body);
    Article { body: Markup(body), headings, opening }
}

fn parser(words: &str) -> Parser<'_> {
    Parser::new_ext(words, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

fn lowered(event: Event<'_>, to: impl Fn(HeadingLevel) -> HeadingLevel) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: to(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(to(level))),
        other => other,
    }
}

fn first_paragraph(events: &[Event<'_>]) -> String {
    let after = events.iter().skip_while(|it| !matches!(it, Event::Start(Tag::Paragraph)));
    let inside = after.take_while(|it| !matches!(it, Event::End(TagEnd::Paragraph)));
    let words = inside.filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    words.collect()
}

/// Every heading of the second level with a name to jump to.
fn anchored(html: &str) -> (String, Vec<Heading>) {
    let mut pieces = html.split("<h2>");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    let mut headings = Vec::new();
    for piece in pieces {
        let id = format!("s{}", headings.len() + 1);
        let _ = write!(out, "<h2 id=\"{id}\">{piece}");
        let inner = piece.split("</h2>").next().unwrap_or_default();
        headings.push(Heading { id, words: without_tags(inner) });
    }
    (out, headings)
}

/// The words between tags, with the few entities that the writer makes read back.
fn without_tags(html: &str) -> String {
    let (first, rest) = html.split_once('<').unwrap_or((html, ""));
    let after = rest.split('<').map(|piece| piece.split_once('>').map_or("", |(_, words)| words));
    let words: String = std::iter::once(first).chain(after).collect();
    let plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&nbsp;", " ").replace("&amp;", "&")
}

fn cleaned<'a>(words: &str, events: impl Iterator<Item = Event<'a>>) -> Markup {
    let mut raw = String::with_capacity(words.len() * 3 / 2);
    html::push_html(&mut raw, events);
    // Plain prose needs no parser of HTML; most descriptions are that.
    if words.contains(['<', '[', '!', ':', '&']) {
        Markup(CLEANER.clean(&raw).to_string())
    } else {
        Markup(raw)
    }
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        _ => HeadingLevel::H5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_an_imported_abstract_is_shown_and_told_without_its_tags() {
        let words =
            "<h1>What</h1>\n<p>A <b>big</b> &lt;tool&gt;\n\n    indented</p><ul><li>one</li></ul>";
        let shown = markdown(words).to_string();
        assert!(shown.starts_with("<h3>What</h3>"), "{shown}");
        assert!(!markdown("<p><a href=\"/astray\">x</a></p>").to_string().contains("astray"));
        assert!(!shown.contains("<pre>") && shown.contains("<li>one</li>"), "{shown}");
        assert_eq!(plain(words), "What\nA big <tool>\nindented\none");
        assert_eq!(plain("Rust & *C*: a [link](https://e.org)"), "Rust & C: a link");
        assert_eq!(brief(&"long ".repeat(99)).chars().count(), 281);
        assert!(is_plain(
            "One sentence - and another. 2 < 3 is markup, though?".split('<').next().unwrap()
        ));
    }

    #[test]
    fn hostile_markup_is_cleaned_away() {
        let out =
            markdown("# Hi\n<script>alert(1)</script><p style=x onclick=y>ok</p>").to_string();
        assert!(out.contains("<h3>Hi</h3>"), "{out}");
        assert!(!out.contains("script") && !out.contains("onclick") && !out.contains("style"));
        let page = article("# Title\n\nFirst *words*.\n\n## A & <b>b</b>\n\n## C\n");
        assert_eq!(page.opening, "First words.");
        assert_eq!(page.headings[0], Heading { id: "s1".into(), words: "A & b".into() });
        let body = page.body.to_string();
        assert!(!body.contains("Title") && body.contains("<h2 id=\"s2\">C</h2>"), "{body}");
        let link = markdown("[x](javascript:alert(1)) ![i](https://e.org/i.png)").to_string();
        assert!(!link.contains("javascript") && !link.contains("<img"), "{link}");
    }
}
