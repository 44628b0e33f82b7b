//! Content set in a page: escaped, and marked when it is in another language than the page.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use kernel::{Lang, Text};

/// The words of a [`Text`] for a page in one language, as HTML.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'t> {
    page: Lang,
    text: &'t Text,
}

/// Sets `text` in a page of that language.
pub fn show(page: Lang, text: &Text) -> Shown<'_> {
    Shown { page, text }
}

impl Shown<'_> {
    /// The `lang` attribute of an element that holds only these words, with a space before it;
    /// nothing when they are in the page's language.
    pub fn attribute(&self) -> Markup {
        match self.text.find(self.page) {
            Some((tag, _)) if tag.primary() != self.page.code() => {
                Markup(format!(" lang=\"{tag}\""))
            }
            _ => Markup(String::new()),
        }
    }

    /// The words alone, escaped by the template.
    pub fn plain(&self) -> &str {
        self.text.get(self.page)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((tag, words)) = self.text.find(self.page) else { return Ok(()) };
        let foreign = tag.primary() != self.page.code();
        if foreign {
            write!(f, "<span lang=\"{tag}\">")?;
        }
        Html.write_escaped_str(&mut *f, &words.value)?;
        if foreign { f.write_str("</span>") } else { Ok(()) }
    }
}

impl HtmlSafe for Shown<'_> {}

/// HTML that is already safe to stand in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub(super) String);

impl Markup {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_another_language_say_so() {
        let text = Text::in_one(Lang::En, "Agents & tools");
        assert_eq!(
            show(Lang::Zh, &text).to_string(),
            "<span lang=\"en\">Agents &#38; tools</span>"
        );
        assert_eq!(show(Lang::En, &text).to_string(), "Agents &#38; tools");
        assert_eq!(show(Lang::Zh, &text).attribute().to_string(), " lang=\"en\"");
    }
}
