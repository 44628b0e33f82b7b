//! The form of an activity, as it is typed and as it is read.

use kernel::{Lang, LangTag};

use super::activity::Now;
use crate::desk::{Entries, Visit};
use crate::hosting::refusal::Unwilling;
use crate::hosting::wish::{Both, Wish, chosen, minutes_of};
use crate::programme::model::word;
use crate::programme::model::{Activity, Entry, Kind, Programme};
use crate::site::names::{Named as _, language};

/// What the fields hold, right or wrong.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub title: Both,
    pub summary: Both,
    pub kind: String,
    pub part: String,
    pub entry: String,
    pub minutes: String,
    pub places: String,
    pub languages: Vec<String>,
}

fn exactly(text: &kernel::Text) -> Both {
    let of = |lang| text.exactly(lang).map(|words| words.value.clone()).unwrap_or_default();
    Both { zh: of(Lang::Zh), en: of(Lang::En) }
}

impl Typed {
    /// What an activity says by now.
    pub fn of(programme: &Programme, activity: &Activity) -> Self {
        let part = programme.parts.iter().find(|part| part.id == activity.part);
        let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
        Self {
            title: exactly(&activity.title),
            summary: exactly(&activity.summary),
            kind: word(&activity.details.kind()),
            part: part.map(|part| part.slug.to_string()).unwrap_or_default(),
            entry: word(&activity.entry),
            minutes: number(minutes_of(activity)),
            places: number(activity.places),
            languages: activity.languages.iter().map(ToString::to_string).collect(),
        }
    }

    /// An activity that is to be made: a talk in the last part, in the edition's first language.
    pub fn fresh(programme: &Programme) -> Self {
        Self {
            kind: word(&Kind::Talk),
            part: programme.parts.last().map(|part| part.slug.to_string()).unwrap_or_default(),
            entry: word(&Entry::Open),
            minutes: "45".to_owned(),
            languages: programme
                .edition
                .languages
                .iter()
                .take(1)
                .map(ToString::to_string)
                .collect(),
            ..Self::default()
        }
    }

    pub fn sent(sent: &Entries) -> Self {
        let of = |name: &str| sent.get(name).to_owned();
        Self {
            title: Both { zh: of("title_zh"), en: of("title_en") },
            summary: Both { zh: of("summary_zh"), en: of("summary_en") },
            kind: of("kind"),
            part: of("part"),
            entry: of("entry"),
            minutes: of("minutes"),
            places: of("places"),
            languages: sent.all("languages").map(str::to_owned).collect(),
        }
    }

    pub fn wish(&self) -> Result<Wish, Unwilling> {
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse::<i64>().map(Some),
        };
        let kind = Kind::ALL.iter().find(|kind| word(*kind) == self.kind);
        let entry = Entry::ALL.into_iter().find(|entry| word(entry) == self.entry);
        let languages: Result<Vec<LangTag>, _> =
            self.languages.iter().map(|tag| tag.parse()).collect();
        Ok(Wish {
            title: self.title.clone(),
            summary: self.summary.clone(),
            kind: *kind.ok_or(Unwilling::NoKind)?,
            part: self.part.parse().map_err(|_| Unwilling::NoPart)?,
            minutes: number(&self.minutes).map_err(|_| Unwilling::NoMinutes)?,
            places: number(&self.places).map_err(|_| Unwilling::NoPlaces)?,
            entry: entry.ok_or(Unwilling::NoEntry)?,
            languages: languages.map_err(|_| Unwilling::NoLanguage)?,
        })
    }

    pub fn kinds(activity: Option<&Activity>) -> Vec<Kind> {
        match activity {
            Some(activity) => chosen(activity),
            None => {
                let reserved = [Kind::Opening, Kind::YoungExchange, Kind::Other];
                Kind::ALL.iter().copied().filter(|kind| !reserved.contains(kind)).collect()
            }
        }
    }

    /// The languages that may be ticked: the edition's, and those that are.
    pub fn tongues(programme: &Programme, activity: Option<&Activity>) -> Vec<LangTag> {
        let mut tags = programme.edition.languages.clone();
        let own = activity.into_iter().flat_map(|activity| &activity.languages);
        tags.extend(own.cloned());
        tags.extend(Lang::ALL.map(LangTag::from));
        let mut kept: Vec<LangTag> = Vec::new();
        for tag in tags {
            if !kept.contains(&tag) {
                kept.push(tag);
            }
        }
        kept
    }

    /// What is there now, for whoever was about to write over it.
    pub fn told(&self, visit: &Visit, programme: &Programme) -> Vec<Now> {
        let words = visit.words;
        let part = programme.parts.iter().find(|part| part.slug.as_str() == self.part);
        let kind = Kind::ALL.iter().find(|kind| word(*kind) == self.kind);
        let entry = Entry::ALL.into_iter().find(|entry| word(entry) == self.entry);
        let tongue = |tag: &String| tag.parse().map(|tag| language(&tag, words)).ok();
        let languages: Vec<String> = self.languages.iter().filter_map(tongue).collect();
        let line = |label, value: &str| Now { label, value: value.to_owned() };
        vec![
            line(words.hosting_title_zh(), &self.title.zh),
            line(words.hosting_title_en(), &self.title.en),
            line(words.hosting_summary_zh(), &self.summary.zh),
            line(words.hosting_summary_en(), &self.summary.en),
            line(words.hosting_kind(), kind.map_or("", |kind| kind.name(words))),
            line(words.hosting_part(), part.map_or("", |part| part.name.get(visit.lang))),
            line(words.hosting_minutes(), &self.minutes),
            line(words.hosting_places(), &self.places),
            line(words.hosting_entry(), entry.map_or("", |entry| entry.name(words))),
            line(words.hosting_languages(), &languages.join(&words.hosting_comma())),
        ]
    }
}
