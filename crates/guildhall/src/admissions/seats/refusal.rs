//! Why nobody got a seat.

use axum::http::StatusCode;
use kernel::{Interval, Text, Zone};

use crate::access::Denied;
use crate::admissions::rules::NotNow;
use crate::desk::Beside;
use crate::error::Refusal;
use crate::shell::when;
use crate::words::Words;

/// Those who may ask together: a family, a class in two halves.
pub const GROUP_MAX: usize = 10;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// No pass was named, or too many at once.
    NoPass,
    /// A pass that does not let its holder in: cancelled, or not confirmed yet.
    DeadPass,
    /// The pass is not for that day.
    OtherDay,
    /// Seats there are not given by booking.
    NotBooked,
    /// Whoever runs it gives no more.
    Closed,
    /// It is off, or the release does not say when it is.
    Off,
    Begun,
    /// Every place is taken.
    Full,
    /// There is a list of those who wait, and they come first.
    OthersWait,
    /// They could never sit together.
    TooMany {
        places: i64,
    },
    /// Nothing is held for them.
    NotOffered,
    /// It was held for them, for a while.
    Expired,
    /// One of the passes has a seat there, or waits for one.
    Already,
    /// They have said yes to something else then.
    Clash(Box<Clash>),
    /// It is in a state in which that cannot happen.
    NotNow(NotNow),
    /// Somebody changed it meanwhile.
    Changed,
    NoPlaces,
    NoMinutes,
    NoWay,
    /// Too many wishes, or one of them twice.
    NoWishes,
    /// Nobody wishes for anything that is given by lot.
    NothingWished,
    /// More than one draw holds.
    TooManyWishes,
}

/// What stands against it, as pages say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub holder: String,
    pub with: Text,
    pub interval: Interval,
    pub zone: Zone,
    /// Minutes between the two; `None` when they overlap.
    pub gap_minutes: Option<i64>,
    pub travel_minutes: i64,
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<NotNow> for Unwilling {
    fn from(not_now: NotNow) -> Self {
        Self::NotNow(not_now)
    }
}

impl Clash {
    fn words(&self, words: Words) -> String {
        let when = when::span(words, &self.zone, self.interval);
        let (holder, with) = (self.holder.as_str(), self.with.get(words.lang()));
        match self.gap_minutes {
            None => words.seats_clash(holder, when, with),
            Some(gap) => words.seats_clash_way(gap, holder, self.travel_minutes, when, with),
        }
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::Clash(clash) => return clash.words(words),
            Self::NoPass => return words.seats_no_pass(GROUP_MAX),
            Self::DeadPass => words.seats_dead_pass(),
            Self::OtherDay => words.seats_other_day(),
            Self::NotBooked => words.seats_not_booked(),
            Self::Closed => words.seats_closed(),
            Self::Off => words.seats_off(),
            Self::Begun => words.seats_begun(),
            Self::TooMany { places } => return words.seats_too_many(*places),
            Self::Full => words.seats_full(),
            Self::OthersWait => words.seats_others_wait(),
            Self::NotOffered => words.seats_not_offered(),
            Self::Expired => words.seats_expired(),
            Self::Already => words.seats_already(),
            Self::NotNow(_) => words.seats_not_now(),
            Self::Changed => words.seats_changed(),
            Self::NoPlaces => words.seats_no_places(),
            Self::NoMinutes => words.seats_no_minutes(),
            Self::NoWay => words.seats_no_way(),
            Self::NoWishes => words.seats_no_wishes(),
            Self::NothingWished => words.seats_nothing_wished(),
            Self::TooManyWishes => words.seats_too_many_wishes(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::NoPass | Self::NoPlaces | Self::NoMinutes | Self::NoWay | Self::NoWishes => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            _ => StatusCode::CONFLICT,
        }
    }

    fn place(&self) -> &'static str {
        self.field()
    }
}

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        match self {
            Self::NoPass
            | Self::DeadPass
            | Self::OtherDay
            | Self::Already
            | Self::TooMany { .. } => "passes",
            Self::NoPlaces => "places",
            Self::NoMinutes => "release_minutes",
            Self::NoWay => "way",
            _ => "",
        }
    }
}
