//! Translation as work for other programs: what a language lacks, a text put into it, the glossary.

use kernel::LangTag;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::store as rows;
use super::verbs::terms;
use super::verbs::texts::{self, By, May, Wish, seen_of};
use super::web::drafted;
use super::work::{self, Line, Need};
use crate::access::{Area, Translate};
use crate::api::{
    Asked, Given, IdText, Listed, Match, Nothing, Parameter, Problem, Reply, Route, Said, Trouble,
};
use crate::editions::model::Edition;
use crate::programme::texts::Key;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const TEXTS: &str = "/editions/{edition}/translations/{tongue}";
    const TEXT: &str = "/editions/{edition}/translations/{tongue}/{text}";
    const TERMS: &str = "/editions/{edition}/glossary";
    const TERM: &str = "/editions/{edition}/glossary/{term}";
    let need =
        [Parameter { name: "need", kind: "string", said: |words| words.translation_api_need() }];
    let all = [
        Route::get(TEXTS, "list-texts", |w| w.translation_api_texts(), list)
            .asking(&need)
            .in_parts(),
        Route::get(TEXT, "get-text", |w| w.translation_api_text(), one),
        Route::put(TEXT, "set-text", |w| w.translation_api_set(), set).matched(Match::Must),
        Route::get(TERMS, "list-terms", |w| w.translation_api_terms(), glossary).in_parts(),
        Route::post(TERMS, "add-term", |w| w.translation_api_add(), add),
        Route::delete(TERM, "remove-term", |w| w.translation_api_remove(), remove),
    ];
    all.map(|route| route.reaching(Area::Translation)).into()
}

/// A text of the draft and what it needs in one language.
#[derive(Serialize, JsonSchema)]
pub struct TextShape {
    /// Names it in paths: `activity.opening.title`
    text: String,
    /// What the thing is called that it belongs to
    of: Said,
    words: Said,
    /// `missing`, `stale`, `machine`, `checked` or `original`
    need: String,
    /// By which a change says what it saw
    etag: String,
}

/// Words in the language that the path names.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextWish {
    /// Empty: the translation is taken away
    words: String,
    /// Who wrote them: `person` or `machine`; a machine's words are not released unread, unless the
    /// edition allows it
    by: String,
}

/// How a word is translated here.
#[derive(Serialize, JsonSchema)]
pub struct TermShape {
    id: IdText,
    zh: String,
    en: String,
    note: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermWish {
    zh: String,
    en: String,
    #[serde(default)]
    note: String,
}

impl From<&Line> for TextShape {
    fn from(line: &Line) -> Self {
        Self {
            text: line.key.to_string(),
            of: (&line.of).into(),
            words: (&line.text).into(),
            need: line.need.word().to_owned(),
            etag: seen_of(&line.text),
        }
    }
}

/// The texts of the draft, as far as whoever asks may write them, in the language of the path.
fn lines(tx: &mut Tx<'_>, asked: &Asked) -> Result<Vec<Line>, Trouble> {
    let may = May::All(asked.may_in::<Translate>(tx)?);
    let programme = drafted(tx, may)?;
    Ok(work::lines(&programme, &asked.id::<LangTag>("tongue")?, may.whose()))
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<TextShape>>, Trouble> {
    let mut lines = lines(tx, asked)?;
    if let Some(word) = asked.said("need") {
        let need = Need::from_word(word).ok_or(Problem::BadQuery { name: "need" })?;
        lines.retain(|line| line.need == need);
    }
    let part = asked.part(lines, |line| line.key.to_string())?;
    Ok(part.map(|line| TextShape::from(&line)))
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<TextShape>, Trouble> {
    let mut lines = lines(tx, asked)?.into_iter();
    let key: Key = asked.id("text")?;
    let line = lines.find(|line| line.key == key).ok_or(Trouble::Missing)?;
    let shape = TextShape::from(&line);
    let etag = shape.etag.clone();
    Ok(Reply::of(shape).tagged(etag))
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, TextWish>,
) -> Result<Reply<TextShape>, Trouble> {
    let may = May::All(asked.may_in::<Translate>(tx)?);
    let sent = given.read()?;
    let by = match sent.by.as_str() {
        "person" => By::Person,
        "machine" => By::Machine,
        _ => {
            let why = "it is neither person nor machine".to_owned();
            return Err(Problem::BadBody { at: "/by".to_owned(), why }.into());
        }
    };
    let key: Key = asked.id("text")?;
    let seen = texts::seen(tx, may, &key)?;
    asked.matches(&seen)?;
    let wish = Wish { key, tongue: asked.id("tongue")?, words: sent.words, by, seen };
    texts::put(tx, &asked.ctx, may, &wish)?;
    one(tx, asked)
}

fn glossary(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<TermShape>>, Trouble> {
    let may = asked.may_in::<Translate>(tx)?;
    let part =
        asked.part(rows::terms(tx, may.edition::<Edition>())?, |term| term.id.to_string())?;
    Ok(part.map(|term| TermShape { id: term.id.into(), zh: term.zh, en: term.en, note: term.note }))
}

fn add(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, TermWish>,
) -> Result<Reply<TermShape>, Trouble> {
    let may = asked.may_in::<Translate>(tx)?;
    let TermWish { zh, en, note } = given.read()?;
    let id = terms::add(tx, &asked.ctx, may, (&zh, &en, &note))?;
    let [zh, en, note] = [zh, en, note].map(|words| words.trim().to_owned());
    Ok(Reply::of(TermShape { id: id.into(), zh, en, note }))
}

fn remove(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<Translate>(tx)?;
    terms::remove(tx, &asked.ctx, may, asked.id("term")?)?;
    Ok(Reply::of(Nothing))
}
