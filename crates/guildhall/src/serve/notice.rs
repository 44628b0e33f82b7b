//! The few pages that belong to no edition: nothing is published yet, too many readers, a fault.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use kernel::{Lang, Text};

use super::answer::{Answer, bare};
use super::class::Class;
use super::page::HTML;
use crate::shell::{Frame, Masthead, style_sheet};
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No edition has a release.
    Nothing,
    /// More is asked for than can be made.
    Busy,
    /// The machinery failed.
    Fault,
}

#[derive(Template)]
#[template(path = "serve/notice.html")]
struct NoticePage<'a> {
    frame: Frame<'a>,
    status: u16,
    text: &'a str,
    request: &'a str,
}

impl Notice {
    const fn status(self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::NOT_FOUND,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(self, words: Words) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => (words.serve_nothing_title(), words.serve_nothing_text()),
            Self::Busy => (words.serve_busy_title(), words.serve_busy_text()),
            Self::Fault => (words.serve_fault_title(), words.serve_fault_text()),
        }
    }

    /// The page, with the request's id for whoever asks the operator about it.
    pub fn answer(self, class: Class, lang: Lang, request: &str) -> Answer {
        let words = Words::of(lang);
        let (title, text) = self.words(words);
        let masthead = masthead(lang);
        let frame = Frame {
            masthead: &masthead,
            words,
            title: title.to_owned(),
            description: String::new(),
            path: String::new(),
            other_path: String::new(),
            section: "",
            json_ld: String::new(),
            indexed: false,
            body: String::new(),
        };
        let status = self.status();
        let page = NoticePage { frame, status: status.as_u16(), text, request };
        let html = page.render().unwrap_or_else(|_| text.to_owned());
        let mut answer = bare(status, class, html.into());
        let out = answer.response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self == Self::Busy {
            out.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        answer
    }
}

/// The masthead of a page that belongs to no edition.
pub(super) fn masthead(lang: Lang) -> Masthead {
    Masthead {
        lang,
        name: Text::empty(),
        short_name: Text::zh_en(
            Words::of(Lang::Zh).serve_house(),
            Words::of(Lang::En).serve_house(),
        ),
        imprint: String::new(),
        home: "/".to_owned(),
        nav: Vec::new(),
        foot: Vec::new(),
        search: String::new(),
        account: String::new(),
        base_url: String::new(),
        style_sheet: style_sheet().path.clone(),
        clock_ahead_ms: 0,
        zone: "UTC".to_owned(),
        sample: false,
    }
}
