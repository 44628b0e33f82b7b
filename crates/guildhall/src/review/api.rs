//! Reviews for other programs: the phase that is on, who reviews, who reads what, what was said, and the
//! order that followed. What a reviewer does is theirs, and no program's.

use kernel::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::model::{Criterion, Manner, Mode, Phase, PhaseState, Ranked, Review};
use super::refusal::Unwilling;
use super::store as rows;
use super::verbs::{assign, current, phases, reviewers};
use crate::access::Area;
use crate::api::{
    Asked, Given, IdText, Listed, Match, Moment, Nothing, Problem, Reply, Route, Said, Trouble,
};
use crate::calls::api::runs;
use crate::people::account::Email;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const PHASE: &str = "/editions/{edition}/calls/{call}/phase";
    const STATE: &str = "/editions/{edition}/calls/{call}/phase/state";
    const REVIEWERS: &str = "/editions/{edition}/calls/{call}/reviewers";
    const REVIEWER: &str = "/editions/{edition}/calls/{call}/reviewers/{reviewer}";
    const REVIEWS: &str = "/editions/{edition}/calls/{call}/reviews";
    const RANKING: &str = "/editions/{edition}/calls/{call}/ranking";
    let all = [
        Route::get(PHASE, "get-phase", |w| w.review_api_phase(), phase),
        Route::put(PHASE, "set-phase", |w| w.review_api_set_phase(), set_phase).matched(Match::May),
        Route::put(STATE, "set-phase-state", |w| w.review_api_set_state(), set_state)
            .matched(Match::Must),
        Route::get(REVIEWERS, "list-reviewers", |w| w.review_api_reviewers(), list).in_parts(),
        Route::post(REVIEWERS, "ask-reviewer", |w| w.review_api_ask(), ask),
        Route::delete(REVIEWER, "end-reviewer", |w| w.review_api_end(), end),
        Route::get(REVIEWS, "list-reviews", |w| w.review_api_reviews(), reviews).in_parts(),
        Route::post(REVIEWS, "assign-reviews", |w| w.review_api_assign(), assigned),
        Route::get(RANKING, "get-ranking", |w| w.review_api_ranking(), ranking).in_parts(),
    ];
    all.map(|route| route.reaching(Area::Calls)).into()
}

/// A round of review.
#[derive(Serialize, JsonSchema)]
pub struct PhaseShape {
    id: IdText,
    number: i64,
    /// `prepared`, `open` or `closed`
    state: String,
    manner: MannerShape,
    /// From which who reads what was drawn last
    seed: Option<i64>,
    assigned_at: Option<Moment>,
    ranked_at: Option<Moment>,
}

/// How a round is judged.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MannerShape {
    /// `rubric` (marks from 1 to 5) or `yes_no`
    mode: String,
    /// Names are hidden from reviewers
    anonymous: bool,
    /// Reviews of each proposal, 1 to 9
    reviews: u32,
    /// Lines of the rubric; one for `yes_no`
    criteria: Vec<CriterionShape>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionShape {
    name: Said,
    /// 1 to 10
    weight: u32,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateWish {
    /// `prepared`, `open` or `closed`
    state: String,
}

/// Somebody who reviews.
#[derive(Serialize, JsonSchema)]
pub struct ReviewerShape {
    id: IdText,
    email: String,
    /// Slugs of topics
    topics: Vec<String>,
    /// Employers and others in whose interest they may be
    interests: String,
    load_max: i64,
    /// False: they were let go
    reviews: bool,
}

/// Whom to ask.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewerWish {
    email: String,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    interests: String,
    load_max: i64,
    /// The language of the letter to somebody who has no account yet: `zh` or `en`
    lang: Option<String>,
}

/// Who reads what, and what they said.
#[derive(Serialize, JsonSchema)]
pub struct ReviewShape {
    id: IdText,
    proposal: IdText,
    reviewer: IdText,
    /// `assigned`, `given` or `conflict`
    state: String,
    /// One a criterion; empty until it is given
    marks: Vec<i64>,
    comment: String,
}

/// Who is to read what besides; all pairs are kept, or none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentWish {
    pairs: Vec<PairWish>,
    /// From which they were drawn, for whoever repeats it; 0 when absent
    #[serde(default)]
    seed: i64,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairWish {
    reviewer: String,
    proposal: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Assigned {
    /// Pairs that are new
    assigned: usize,
}

/// A proposal's place in the order. Values are in thousandths of a mark.
#[derive(Serialize, JsonSchema)]
pub struct RankedShape {
    proposal: IdText,
    place: i64,
    /// Corrected for how severe its reviewers are
    value_e3: i64,
    error_e3: Option<i64>,
    /// Nine times of ten the true place lies between these
    places: Option<(i64, i64)>,
    /// The plain mean of its marks
    plain_e3: i64,
    reviews: i64,
}

impl From<&Phase> for PhaseShape {
    fn from(phase: &Phase) -> Self {
        let criterion =
            |one: &Criterion| CriterionShape { name: (&one.name).into(), weight: one.weight };
        let Manner { mode, anonymous, reviews, criteria } = &phase.body;
        Self {
            id: phase.id.into(),
            number: phase.number,
            state: phase.state.word().to_owned(),
            manner: MannerShape {
                mode: mode.word().to_owned(),
                anonymous: *anonymous,
                reviews: *reviews,
                criteria: criteria.iter().map(criterion).collect(),
            },
            seed: phase.seed,
            assigned_at: phase.assigned_at.map(Moment::from),
            ranked_at: phase.ranked_at.map(Moment::from),
        }
    }
}

impl From<&Review> for ReviewShape {
    fn from(one: &Review) -> Self {
        Self {
            id: one.id.into(),
            proposal: one.proposal.into(),
            reviewer: one.reviewer.into(),
            state: one.state.word().to_owned(),
            marks: one.marks.clone(),
            comment: one.comment.clone(),
        }
    }
}

impl From<&Ranked> for RankedShape {
    fn from(one: &Ranked) -> Self {
        let Ranked { place, value_e3, error_e3, places, plain_e3, reviews, proposal } = *one;
        let proposal = proposal.into();
        Self { proposal, place, value_e3, error_e3, places, plain_e3, reviews }
    }
}

fn wrong(at: &str, why: &str) -> Trouble {
    Problem::BadBody { at: at.to_owned(), why: why.to_owned() }.into()
}

fn refused(why: Unwilling) -> Trouble {
    Trouble::Refused(Box::new(why))
}

fn phase(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<PhaseShape>, Trouble> {
    let may = runs(tx, asked)?;
    let phase = current(tx, may.call())?.ok_or_else(|| refused(Unwilling::NoPhase))?;
    Ok(Reply::of(PhaseShape::from(&phase)).tagged(phase.version))
}

fn set_phase(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, MannerShape>,
) -> Result<Reply<PhaseShape>, Trouble> {
    let may = runs(tx, asked)?;
    let sent = given.read()?;
    // The first round is made without having seen one.
    let version = if asked.has_match() { asked.version()? } else { 0 };
    let criterion = |one: &CriterionShape| -> Result<Criterion, Trouble> {
        let name = one.name.to_text().ok_or_else(|| wrong("/criteria", "no language tag"))?;
        Ok(Criterion { name, weight: one.weight })
    };
    let manner = Manner {
        mode: Mode::from_word(&sent.mode).ok_or_else(|| wrong("/mode", "it is no mode"))?,
        anonymous: sent.anonymous,
        reviews: sent.reviews,
        criteria: sent.criteria.iter().map(criterion).collect::<Result<_, _>>()?,
    };
    phases::set(tx, &asked.ctx, &may, version, manner)?;
    phase(tx, asked)
}

fn set_state(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, StateWish>,
) -> Result<Reply<PhaseShape>, Trouble> {
    let may = runs(tx, asked)?;
    let (sent, version) = (given.read()?, asked.version()?);
    let state = PhaseState::from_word(&sent.state);
    let state = state.ok_or_else(|| wrong("/state", "it is no state"))?;
    phases::set_state(tx, &asked.ctx, &may, version, state)?;
    phase(tx, asked)
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<ReviewerShape>>, Trouble> {
    let may = runs(tx, asked)?;
    let all = reviewers::judges(tx, &asked.ctx, &may)?;
    let part = asked.part(all, |judge| judge.reviewer.id.to_string())?;
    Ok(part.map(|judge| ReviewerShape {
        id: judge.reviewer.id.into(),
        email: judge.email,
        topics: judge.reviewer.topics.iter().map(ToString::to_string).collect(),
        interests: judge.reviewer.interests,
        load_max: judge.reviewer.load_max,
        reviews: judge.reviewer.ended_at.is_none(),
    }))
}

fn ask(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, ReviewerWish>,
) -> Result<Reply<ReviewerShape>, Trouble> {
    let may = runs(tx, asked)?;
    let sent = given.read()?;
    let topic = |text: &String| text.parse().map_err(|_| wrong("/topics", "it is no slug"));
    let lang = sent.lang.as_deref().map_or(Some(asked.lang), Lang::from_code);
    let wish = reviewers::Wish {
        email: sent.email.parse::<Email>().map_err(|_| refused(Unwilling::NoAddress))?,
        topics: sent.topics.iter().map(topic).collect::<Result<_, _>>()?,
        interests: sent.interests,
        load_max: sent.load_max,
        lang: lang.ok_or_else(|| wrong("/lang", "\"lang\" is zh or en"))?,
    };
    reviewers::put(tx, &asked.ctx, &may, &wish)?;
    let email = wish.email.as_str().to_owned();
    let mut all = reviewers::judges(tx, &asked.ctx, &may)?.into_iter();
    let judge = all.find(|judge| judge.email == email).ok_or(Trouble::Missing)?;
    Ok(Reply::of(ReviewerShape {
        id: judge.reviewer.id.into(),
        email,
        topics: judge.reviewer.topics.iter().map(ToString::to_string).collect(),
        interests: judge.reviewer.interests,
        load_max: judge.reviewer.load_max,
        reviews: true,
    }))
}

fn end(tx: &mut Tx<'_>, asked: &Asked, _: &Given<'_, Nothing>) -> Result<Reply<Nothing>, Trouble> {
    let may = runs(tx, asked)?;
    reviewers::end(tx, &asked.ctx, &may, asked.id("reviewer")?)?;
    Ok(Reply::of(Nothing))
}

fn reviews(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<ReviewShape>>, Trouble> {
    let may = runs(tx, asked)?;
    let all = match assign::given(tx, &may)? {
        (_, assign::Given::Marks(all)) => all,
        // Comparisons carry no marks; what follows from them is in the order.
        (_, assign::Given::Pairs(_)) => Vec::new(),
    };
    let part = asked.part(all, |one| one.id.to_string())?;
    Ok(part.map(|one| ReviewShape::from(&one)))
}

fn assigned(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, AssignmentWish>,
) -> Result<Reply<Assigned>, Trouble> {
    let may = runs(tx, asked)?;
    let sent = given.read()?;
    let task = assign::task(tx, &asked.ctx, &may)?;
    let mut pairs = Vec::new();
    for (pair, at) in sent.pairs.iter().zip(0..) {
        let judge = task.judges.iter().position(|it| it.reviewer.id.to_string() == pair.reviewer);
        let judge = judge.ok_or_else(|| wrong(&format!("/pairs/{at}/reviewer"), "nobody"))?;
        let read = task.reads.iter().position(|it| it.id.to_string() == pair.proposal);
        let read = read.ok_or_else(|| wrong(&format!("/pairs/{at}/proposal"), "no proposal"))?;
        let (of, id) = (task.judges[judge].reviewer.id, task.reads[read].id);
        let there = task.there.iter().any(|it| it.reviewer == of && it.proposal == id);
        if !there && !pairs.contains(&(judge, read)) {
            pairs.push((judge, read));
        }
    }
    let assigned = assign::keep(tx, &asked.ctx, &may, &task, (sent.seed, &pairs))?;
    Ok(Reply::of(Assigned { assigned }))
}

fn ranking(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<RankedShape>>, Trouble> {
    let may = runs(tx, asked)?;
    let phase = current(tx, may.call())?.ok_or_else(|| refused(Unwilling::NoPhase))?;
    let all = rows::results_of(tx, phase.id)?;
    let part = asked.part(all, |one| one.proposal.to_string())?;
    Ok(part.map(|one| RankedShape::from(&one)))
}
