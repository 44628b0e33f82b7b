//! The questions of a call as a page asks them, with what is held and what is wrong beside each.

use kernel::{Lang, Text};

use super::size;
use crate::calls::form::{Field, Sort};
use crate::calls::model::{Body, File, FileId};
use crate::calls::refusal::problem_words;
use crate::calls::rules::{self, Problem};
use crate::calls::sheet::{self, ALSO, Profile, Sheet, own};
use crate::desk::Held;
use crate::programme::model::Term;
use crate::site::names::{Named as _, language};
use crate::words::Words;

/// One question.
pub struct Ask {
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: String,
    pub widget: Widget,
    pub required: bool,
    pub held: Held,
    /// The same in the other language.
    pub also: Option<Also>,
    pub choices: Vec<Choice>,
    pub files: Vec<FileLine>,
    /// The name and value on which it is shown, and those words for people.
    pub when: Option<(String, String, String)>,
    /// What somebody else wrote there meanwhile.
    pub theirs: String,
}

pub struct Also {
    pub id: String,
    pub name: String,
    pub label: String,
    pub held: Held,
    pub theirs: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Widget {
    Line(&'static str),
    Text(u8),
    Select,
    Checks,
    Tick,
    Files,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

pub struct FileLine {
    pub id: FileId,
    pub name: String,
    pub size: String,
    pub path: String,
}

/// What a form is made from.
pub struct Asking<'a> {
    pub words: Words,
    pub body: &'a Body,
    pub sheet: &'a Sheet,
    pub profile: &'a Profile,
    pub files: &'a [File],
    /// Where a file is, without its id.
    pub root: &'a str,
    pub problems: &'a [(String, String)],
    /// What is stored, when somebody else wrote meanwhile.
    pub theirs: Option<(&'a Sheet, &'a Profile)>,
    pub topics: &'a [Term],
}

/// The problems as a page says them.
pub fn said(words: Words, problems: &[(String, Problem)]) -> Vec<(String, String)> {
    let each = problems.iter().map(|(name, one)| (name.clone(), problem_words(words, *one)));
    each.collect()
}

/// What a proposal is about, in the order it is asked.
pub fn about(asking: &Asking<'_>) -> Vec<Ask> {
    let (words, body) = (asking.words, asking.body);
    let mut asks = vec![
        Ask {
            choices: languages(asking, sheet::WRITTEN),
            ..asking.ask(sheet::WRITTEN, words.calls_written(), Widget::Select).must()
        },
        asking.ask(sheet::TITLE, words.calls_title(), Widget::Line("text")).must().twice(asking),
        asking
            .ask(sheet::SUMMARY, words.calls_summary(), Widget::Text(3))
            .hinted(words.calls_summary_hint())
            .must()
            .twice(asking),
        asking
            .ask(sheet::DESCRIPTION, words.calls_description(), Widget::Text(8))
            .hinted(words.calls_description_hint())
            .twice(asking),
    ];
    if body.kinds.len() > 1 {
        let chosen = |value: &str| asking.sheet.one(sheet::KIND) == value;
        let choices = body.kinds.iter().map(|kind| {
            let value = sheet::kind_word(*kind);
            Choice { chosen: chosen(&value), label: kind.name(words).to_owned(), value }
        });
        let ask = asking.ask(sheet::KIND, words.calls_kind(), Widget::Select).must();
        asks.push(Ask { choices: choices.collect(), ..ask });
    }
    if !body.durations.is_empty() {
        let chosen = |value: &str| asking.sheet.one(sheet::MINUTES) == value;
        let choices = body.durations.iter().map(|minutes| {
            let value = minutes.to_string();
            Choice { chosen: chosen(&value), label: words.calls_minutes(*minutes), value }
        });
        let mut ask = asking.ask(sheet::MINUTES, words.calls_length(), Widget::Select);
        ask.required = body.durations.len() > 1;
        asks.push(Ask { choices: choices.collect(), ..ask });
    }
    asks.push(Ask {
        choices: languages(asking, sheet::SPOKEN),
        ..asking.ask(sheet::SPOKEN, words.calls_spoken(), Widget::Select).must()
    });
    if !asking.topics.is_empty() {
        let given = asking.sheet.all(sheet::TOPICS);
        let choices = asking.topics.iter().map(|term| Choice {
            value: term.slug.to_string(),
            label: term.name.get(words.lang()).to_owned(),
            chosen: given.iter().any(|one| one == term.slug.as_str()),
        });
        let ask = asking.ask(sheet::TOPICS, words.calls_topics(), Widget::Checks);
        asks.push(Ask {
            choices: choices.collect(),
            ..ask.hinted(&words.calls_topics_hint(rules::TOPICS_MAX))
        });
    }
    asks
}

/// What the call itself asks.
pub fn own_fields(asking: &Asking<'_>) -> Vec<Ask> {
    asking.body.fields.iter().map(|field| asking.own(field)).collect()
}

/// The last question, and who asks it.
pub fn note(asking: &Asking<'_>) -> Ask {
    let words = asking.words;
    asking.ask(sheet::NOTE, words.calls_note(), Widget::Text(3)).hinted(words.calls_note_hint())
}

/// Who somebody is.
pub fn who(asking: &Asking<'_>) -> Vec<Ask> {
    let (words, profile) = (asking.words, asking.profile);
    let theirs = asking.theirs.map(|(_, profile)| profile);
    let ask = |name: &str, label: &str, widget, value: &str, other: Option<&String>| Ask {
        held: asking.held(name, value),
        theirs: other.filter(|other| *other != value).cloned().unwrap_or_default(),
        ..asking.ask(name, label, widget)
    };
    vec![
        ask(
            rules::NAME,
            words.calls_name(),
            Widget::Line("text"),
            &profile.name,
            theirs.map(|one| &one.name),
        )
        .must(),
        ask(
            rules::AFFILIATION,
            words.calls_affiliation(),
            Widget::Line("text"),
            &profile.affiliation,
            theirs.map(|one| &one.affiliation),
        ),
        ask(
            rules::BIOGRAPHY,
            words.calls_biography(),
            Widget::Text(4),
            &profile.biography,
            theirs.map(|one| &one.biography),
        )
        .hinted(words.calls_biography_hint()),
    ]
}

fn languages(asking: &Asking<'_>, name: &str) -> Vec<Choice> {
    let given = asking.sheet.one(name);
    let mut tags = vec!["zh", "en", "de", "fr", "es", "ja", "ko", "ru", "nl"];
    if !given.is_empty() && !tags.contains(&given) {
        tags.push(given);
    }
    let known = tags.into_iter().filter_map(|tag| tag.parse::<kernel::LangTag>().ok());
    known
        .map(|tag| Choice {
            value: tag.to_string(),
            label: language(&tag, asking.words),
            chosen: tag.as_str() == given,
        })
        .collect()
}

impl Asking<'_> {
    fn held(&self, name: &str, value: &str) -> Held {
        let wrong = self.problems.iter().find(|(field, _)| field == name);
        Held {
            value: value.to_owned(),
            wrong: wrong.map(|(_, why)| why.clone()).unwrap_or_default(),
        }
    }

    fn theirs(&self, name: &str) -> String {
        let Some((sheet, _)) = self.theirs else { return String::new() };
        let (ours, other) = (self.sheet.all(name), sheet.all(name));
        if ours == other { String::new() } else { other.join(", ") }
    }

    fn ask(&self, name: &str, label: &str, widget: Widget) -> Ask {
        Ask {
            id: id(name),
            name: name.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            widget,
            required: false,
            held: self.held(name, self.sheet.one(name)),
            also: None,
            choices: Vec::new(),
            files: Vec::new(),
            when: None,
            theirs: self.theirs(name),
        }
    }

    fn own(&self, field: &Field) -> Ask {
        let (words, lang) = (self.words, self.words.lang());
        let name = own(&field.key);
        let widget = match field.sort {
            Sort::ShortText => Widget::Line("text"),
            Sort::LongText => Widget::Text(5),
            Sort::Interests => Widget::Text(3),
            Sort::Number => Widget::Line("number"),
            Sort::Url => Widget::Line("url"),
            Sort::Email => Widget::Line("email"),
            Sort::Choice => Widget::Select,
            Sort::Choices => Widget::Checks,
            Sort::YesNo => Widget::Tick,
            Sort::File => Widget::Files,
        };
        let mut ask = self.ask(&name, field.label.get(lang), widget);
        ask.required = field.required;
        field.hint.get(lang).clone_into(&mut ask.hint);
        if ask.hint.is_empty() && field.sort == Sort::Interests {
            words.calls_interests_hint().clone_into(&mut ask.hint);
        }
        ask.choices = match field.sort {
            Sort::YesNo => vec![self.choice(&name, "yes", words.calls_yes())],
            _ => field
                .options
                .iter()
                .map(|offer| self.choice(&name, offer.key.as_str(), offer.label.get(lang)))
                .collect(),
        };
        ask.files = (self.files.iter())
            .filter(|file| file.field == field.key)
            .map(|file| FileLine {
                id: file.id,
                name: file.name.clone(),
                size: size(file.bytes),
                path: format!("{}/files/{}", self.root, file.id),
            })
            .collect();
        ask.when = field.shown_when.as_ref().map(|when| {
            let label = self.when_words(&when.field, &when.value);
            (own(&when.field), when.value.clone(), label)
        });
        if field.per_language && field.sort.is_text() { ask.twice(self) } else { ask }
    }

    fn choice(&self, name: &str, value: &str, label: &str) -> Choice {
        let chosen = self.sheet.all(name).iter().any(|given| given == value);
        Choice { value: value.to_owned(), label: label.to_owned(), chosen }
    }

    fn when_words(&self, key: &kernel::Slug, value: &str) -> String {
        let lang = self.words.lang();
        let field = self.body.fields.iter().find(|field| field.key == *key);
        let label = |field: &Field| field.label.get(lang).to_owned();
        let offer =
            field.and_then(|field| field.options.iter().find(|offer| offer.key.as_str() == value));
        let value = offer.map_or(self.words.calls_yes(), |offer| offer.label.get(lang));
        self.words.calls_shown_when(field.map(label).unwrap_or_default(), value)
    }
}

impl Ask {
    fn must(self) -> Self {
        Self { required: true, ..self }
    }

    fn hinted(self, hint: &str) -> Self {
        Self { hint: hint.to_owned(), ..self }
    }

    /// Asks for the other language as well.
    fn twice(self, asking: &Asking<'_>) -> Self {
        let name = format!("{}{ALSO}", self.name);
        let other = match asking.sheet.also() {
            Lang::Zh => asking.words.calls_in_chinese(),
            Lang::En => asking.words.calls_in_english(),
        };
        let also = Also {
            id: id(&name),
            label: format!("{} ({other})", self.label),
            held: asking.held(&name, asking.sheet.one(&name)),
            theirs: asking.theirs(&name),
            name,
        };
        Self { also: Some(also), ..self }
    }
}

/// A name as an id takes it.
fn id(name: &str) -> String {
    name.replace('.', "-")
}

/// An answer for people to read.
pub struct Told {
    pub label: String,
    pub text: Text,
    pub url: bool,
    pub files: Vec<FileLine>,
}

/// What was answered, without what was not.
pub fn told(asking: &Asking<'_>) -> Vec<Told> {
    let fields = asking.body.fields.iter().filter(|field| asking.sheet.asks(field));
    let mut all: Vec<Told> = fields.map(|field| asking.told(field)).collect();
    all.push(Told {
        label: asking.words.calls_note().to_owned(),
        text: Text::in_one(asking.sheet.written(), asking.sheet.one(sheet::NOTE)),
        url: false,
        files: Vec::new(),
    });
    all.retain(|one| !one.text.is_empty() || !one.files.is_empty());
    all
}

impl Asking<'_> {
    fn told(&self, field: &Field) -> Told {
        let (name, ask) = (own(&field.key), self.own(field));
        let chosen: Vec<&str> =
            (ask.choices.iter()).filter(|one| one.chosen).map(|one| one.label.as_str()).collect();
        let text = match field.sort {
            Sort::Choice | Sort::Choices | Sort::YesNo => {
                Text::in_one(self.words.lang(), chosen.join(&self.words.hosting_comma()))
            }
            _ => self.sheet.text(&name),
        };
        Told { label: ask.label, text, url: field.sort == Sort::Url, files: ask.files }
    }
}
