//! A new call, and what it begins as.

use std::sync::Arc;

use axum::extract::{Path, State};
use kernel::Text;
use store::Tx;

use super::sending::Sent;
use super::{Answer, beside, listing};
use crate::calls::model::Body;
use crate::calls::verbs::calls::{self, Wish};
use crate::calls::verbs::gate;
use crate::desk::answer::{see_other, unwilling};
use crate::desk::{Desk, Visit};
use crate::error::Error;
use crate::programme::model::Kind;
use crate::words::Words;

/// What a new call begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    Conference,
    Community,
    OpenMic,
    Contest,
    DemoDay,
    YoungExchange,
}

pub const SORTS: [Beginning; 6] = [
    Beginning::Conference,
    Beginning::Community,
    Beginning::OpenMic,
    Beginning::Contest,
    Beginning::DemoDay,
    Beginning::YoungExchange,
];

impl Beginning {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conference => "conference",
            Self::Community => "community",
            Self::OpenMic => "open_mic",
            Self::Contest => "contest",
            Self::DemoDay => "demo_day",
            Self::YoungExchange => "young_exchange",
        }
    }

    pub fn name(self, words: Words) -> &'static str {
        match self {
            Self::Conference => words.calls_sort_conference(),
            Self::Community => words.calls_sort_community(),
            Self::OpenMic => words.site_kind_open_mic(),
            Self::Contest => words.site_kind_contest(),
            Self::DemoDay => words.site_kind_demo_day(),
            Self::YoungExchange => words.site_kind_young_exchange(),
        }
    }

    /// Kinds, lengths and how many may speak besides.
    fn shape(self) -> (Vec<Kind>, Vec<i64>, usize) {
        match self {
            Self::Conference => {
                (vec![Kind::Talk, Kind::Workshop, Kind::Panel], vec![20, 40, 90], 3)
            }
            Self::Community => (vec![Kind::Talk], vec![20, 40], 2),
            Self::OpenMic => (vec![Kind::OpenMic], vec![5, 10], 1),
            Self::Contest => (vec![Kind::Contest], Vec::new(), 4),
            Self::DemoDay => (vec![Kind::Pitch], vec![8], 3),
            Self::YoungExchange => (vec![Kind::YoungExchange], Vec::new(), 0),
        }
    }
}

/// So long is a new call open before anybody says otherwise.
const WEEKS_OPEN: i64 = 4;

pub async fn make(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let sort = SORTS.into_iter().find(|sort| sort.word() == sent.one("sort"));
    let (kinds, durations, co_speakers_max) = sort.unwrap_or(Beginning::Conference).shape();
    let name = Text::zh_en(sent.one("name_zh"), sent.one("name_en"));
    let (ctx, host) = (visit.ctx.clone(), sent.one("host").to_owned());
    let (now, named) = (visit.ctx.now(), edition.clone());
    let made = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = gate::opens(tx, &ctx, &named, &host)?;
        let taken = calls::of_edition(tx, may.edition())?;
        let slug = crate::calls::form::fresh_key(&name, |slug| {
            taken.iter().any(|call| call.slug == *slug)
                || calls::SLUGS_TAKEN.contains(&slug.as_str())
        });
        let body = Body {
            name: name.clone(),
            about: Text::empty(),
            part: None,
            kinds: kinds.clone(),
            durations: durations.clone(),
            co_speakers_max,
            fields: Vec::new(),
            sample: false,
        };
        let closes_at = now.plus_minutes(WEEKS_OPEN * 7 * 24 * 60);
        let wish = Wish { slug, opens_at: now, closes_at, access_code: String::new(), body };
        calls::make(tx, &ctx, may, &wish)
    });
    match made.await {
        Ok(call) => {
            see_other(&visit.to(&format!("/{edition}/calls/{}/design?done=made", call.slug)))
        }
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, &refusal);
            listing::listed(&desk, &visit, edition, status, &sent, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
