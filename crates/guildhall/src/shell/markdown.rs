//! CommonMark that organisers and imported schedules write, as HTML that can do no harm.

use std::collections::HashSet;
use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::Markup;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    // No pictures from elsewhere: they would tell a third party who reads what.
    cleaner.rm_tags(["img"]);
    cleaner.url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    cleaner.link_rel(Some("noopener nofollow"));
    cleaner
});

/// The words as HTML. Headings start at the second level, right below the page's own.
pub fn markdown(words: &str) -> Markup {
    let events = Parser::new_ext(words, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        .map(|event| match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            other => other,
        });
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
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_markup_is_cleaned_away() {
        let out =
            markdown("# Hi\n<script>alert(1)</script><p style=x onclick=y>ok</p>").to_string();
        assert!(out.contains("<h2>Hi</h2>"), "{out}");
        assert!(!out.contains("script") && !out.contains("onclick") && !out.contains("style"));
        let link = markdown("[x](javascript:alert(1)) ![i](https://e.org/i.png)").to_string();
        assert!(!link.contains("javascript") && !link.contains("<img"), "{link}");
    }
}
