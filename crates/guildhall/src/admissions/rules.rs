//! The states of an admission, whatever it admits to, and what leads from one to another. Pure.

/// How far an admission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// One of somebody's wishes, before places are given.
    Wished,
    /// Waits for a place.
    Waitlisted,
    /// A place is held for a while.
    Offered,
    Confirmed,
    Attended,
    /// Did not come, and the place went to somebody else or nobody.
    NoShow,
    /// Given up before it was confirmed, or the offer ran out.
    Released,
    /// Given up after it was confirmed.
    Cancelled,
}

/// What happens to an admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is no place yet.
    Wait,
    /// A place is held for a while.
    Offer,
    /// The place is theirs: at once, or because they took the offer.
    Confirm,
    /// The offer was not taken in time.
    Expire,
    /// They came.
    Attend,
    /// It has begun without them.
    Miss,
    /// They, or the organiser, gave it up.
    GiveUp,
}

/// What cannot happen in that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow {
    pub state: State,
    pub event: Event,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Wished,
        Self::Waitlisted,
        Self::Offered,
        Self::Confirmed,
        Self::Attended,
        Self::NoShow,
        Self::Released,
        Self::Cancelled,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Wished => "wished",
            Self::Waitlisted => "waitlisted",
            Self::Offered => "offered",
            Self::Confirmed => "confirmed",
            Self::Attended => "attended",
            Self::NoShow => "no_show",
            Self::Released => "released",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// True when it counts against the places.
    pub const fn takes_place(self) -> bool {
        matches!(self, Self::Offered | Self::Confirmed | Self::Attended)
    }

    /// True when nothing can happen to it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::NoShow | Self::Released | Self::Cancelled)
    }
}

impl Event {
    pub const ALL: [Self; 7] = [
        Self::Wait,
        Self::Offer,
        Self::Confirm,
        Self::Expire,
        Self::Attend,
        Self::Miss,
        Self::GiveUp,
    ];
}

/// The state after something happened.
pub const fn after(state: State, event: Event) -> Result<State, NotNow> {
    Ok(match (state, event) {
        (State::Wished, Event::Wait) => State::Waitlisted,
        (State::Wished | State::Waitlisted, Event::Offer) => State::Offered,
        (State::Wished | State::Waitlisted | State::Offered, Event::Confirm) => State::Confirmed,
        (State::Offered, Event::Expire) => State::Released,
        (State::Confirmed, Event::Attend) => State::Attended,
        (State::Confirmed, Event::Miss) => State::NoShow,
        (State::Wished | State::Waitlisted | State::Offered, Event::GiveUp) => State::Released,
        (State::Confirmed, Event::GiveUp) => State::Cancelled,
        _ => return Err(NotNow { state, event }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that can follow a state.
    fn following(state: State) -> Vec<State> {
        Event::ALL.into_iter().filter_map(|event| after(state, event).ok()).collect()
    }

    #[test]
    fn what_is_over_stays_over_and_everything_else_can_end() {
        for state in State::ALL {
            let ends = following(state).is_empty();
            assert_eq!(ends, state.is_over() || state == State::Attended, "{state:?}");
            assert!(!(state.is_over() && state.takes_place()), "{state:?}");
        }
    }

    #[test]
    fn every_state_is_reached_and_none_is_reached_twice_on_one_way() {
        let mut reached = vec![State::Wished];
        let mut at = 0;
        while at < reached.len() {
            for next in following(reached[at]) {
                assert!(next > reached[at] || next.is_over(), "{:?} -> {next:?}", reached[at]);
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), State::ALL.len());
    }

    #[test]
    fn who_came_keeps_the_place_and_who_did_not_gives_it_back() {
        assert_eq!(after(State::Confirmed, Event::Attend), Ok(State::Attended));
        assert!(State::Attended.takes_place() && !State::NoShow.takes_place());
        let late = NotNow { state: State::Attended, event: Event::GiveUp };
        assert_eq!(after(State::Attended, Event::GiveUp), Err(late));
        let twice = NotNow { state: State::Cancelled, event: Event::Confirm };
        assert_eq!(after(State::Cancelled, Event::Confirm), Err(twice));
    }

    #[test]
    fn words_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
    }
}
