//! Releases for other programs: what one would do, and making it. It is the page's own verb.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::list::{Point, Weight};
use super::verbs::{self, Blocks, Telling, Unwilling, Wish};
use crate::access::{Area, PublishRelease};
use crate::api::{Asked, Given, Match, Problem, Reply, Route, Said, Trouble, word};
use crate::error::Error;
use crate::programme::api::{ReleaseShape, drafted};

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const RELEASES: &str = "/editions/{edition}/releases";
    const PROSPECT: &str = "/editions/{edition}/prospect";
    vec![
        Route::get(PROSPECT, "get-prospect", |w| w.releasing_api_prospect(), prospect)
            .reaching(Area::Programme),
        Route::post(RELEASES, "make-release", |w| w.releasing_api_make(), make)
            .reaching(Area::Programme)
            .matched(Match::May),
    ]
}

/// What a release of the draft as it stands would do.
#[derive(Serialize, JsonSchema)]
pub struct ProspectShape {
    /// The number of the newest release; 0 before the first
    last: i64,
    /// False: the newest release shows the same
    differs: bool,
    /// What should be looked at, what stands in the way first
    points: Vec<PointShape>,
    /// Activities that are new, changed or gone
    changes: usize,
    /// Readers whose things changed, and who would get a letter
    readers: usize,
}

/// One thing to look at before a release.
#[derive(Serialize, JsonSchema)]
pub struct PointShape {
    /// `people_twice`, `halls_twice`, `untitled`, `unplaced`, `ways_too_short`, `halls_too_small`,
    /// `outside_opening`, `unsummarised`, `deserted` or `unreached`
    point: &'static str,
    /// The language it is about: `zh` or `en`
    lang: Option<String>,
    count: usize,
    /// True: a release with it needs `anyway`
    blocks: bool,
}

/// A release as it is wished for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseWish {
    /// What has changed, in at most 500 characters a language
    #[serde(default)]
    note: Said,
    /// Release although something stands in the way
    #[serde(default)]
    anyway: bool,
    /// Who gets a letter beside the public: `everybody` whose things changed, or `nobody`
    #[serde(default)]
    tell: Tell,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tell {
    #[default]
    Everybody,
    Nobody,
}

/// A release that was made.
#[derive(Serialize, JsonSchema)]
pub struct Made {
    #[serde(flatten)]
    release: ReleaseShape,
    /// How many letters were ordered
    letters: usize,
}

impl From<&Point> for PointShape {
    fn from(point: &Point) -> Self {
        let (name, lang) = match point {
            Point::PeopleTwice(_) => ("people_twice", None),
            Point::HallsTwice(_) => ("halls_twice", None),
            Point::Untitled(lang, _) => ("untitled", Some(lang)),
            Point::Unplaced(_) => ("unplaced", None),
            Point::WaysTooShort(_) => ("ways_too_short", None),
            Point::HallsTooSmall(_) => ("halls_too_small", None),
            Point::OutsideOpening(_) => ("outside_opening", None),
            Point::Unsummarised(lang, _) => ("unsummarised", Some(lang)),
            Point::Deserted(_) => ("deserted", None),
            Point::Unreached(_) => ("unreached", None),
        };
        let (count, blocks) = (point.count(), point.weight() == Weight::Blocks);
        Self { point: name, lang: lang.map(word), count, blocks }
    }
}

/// Each refusal under the name that its own slice gives it.
fn trouble(error: Error<Unwilling>) -> Trouble {
    match error {
        Error::Refused(Unwilling::Programme(why)) => Trouble::Refused(Box::new(why)),
        Error::Refused(Unwilling::Letters(why)) => Trouble::Refused(Box::new(why)),
        error => error.into(),
    }
}

fn prospect(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<ProspectShape>, Trouble> {
    let may = asked.may_in::<PublishRelease>(tx)?;
    let found = verbs::look(tx, &asked.ctx, may).map_err(trouble)?;
    Ok(Reply::of(ProspectShape {
        last: found.last,
        differs: found.differs,
        points: found.points.iter().map(PointShape::from).collect(),
        changes: found.changes.len(),
        readers: found.readers.reached.len(),
    }))
}

fn make(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, ReleaseWish>,
) -> Result<Reply<Made>, Trouble> {
    let may = asked.may_in::<PublishRelease>(tx)?;
    let sent = given.read()?;
    let note = sent.note.to_text().ok_or_else(|| Problem::BadBody {
        at: "/note".to_owned(),
        why: "a key of \"note\" is no language tag".to_owned(),
    })?;
    let (edition, digest) = drafted(tx, asked)?;
    asked.matches(&digest)?;
    let wish = Wish {
        note,
        blocks: if sent.anyway { Blocks::Override } else { Blocks::Heed },
        telling: match sent.tell {
            Tell::Everybody => Telling::Everybody,
            Tell::Nobody => Telling::Nobody,
        },
    };
    let (released, told) = verbs::release(tx, &asked.ctx, may, &wish).map_err(trouble)?;
    let at = format!("/editions/{}/releases/{}", edition.slug, released.number);
    let made = Made { release: (&released).into(), letters: told.map_or(0, |told| told.letters) };
    Ok(Reply::of(made).tagged(digest).at(at))
}
