//! The kinds of activity, each with its own few fields. A kind never adds a second calendar.

use kernel::{LangTag, Text};
use serde::{Deserialize, Serialize};

/// Writes the enum with its fields, the plain enum of names and the list of all of them, so that
/// the three cannot disagree.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        /// A kind of activity with the fields only it has.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Details {
            $($(#[$doc])* $name {
                $($(#[$field_doc])* #[serde(default)] $field: $type,)*
            },)*
        }

        /// A kind of activity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }

        impl Details {
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$name { .. } => Kind::$name,)*
                }
            }
        }
    };
}

kinds! {
    /// The opening ceremony.
    Opening {
        /// The order of proceedings, one item a line.
        proceedings: Text,
    }
    /// The exchange of top young developers, by nomination.
    YoungExchange {
        nomination: Text,
    }
    /// A forum that an enterprise owns.
    Forum {
        proceedings: Text,
    }
    Keynote {}
    Talk {}
    Panel {}
    Workshop {
        /// What to bring.
        bring: Text,
        /// What to know before.
        prerequisites: Text,
    }
    /// A free stage that people sign up for.
    OpenMic {
        slot_minutes: Option<i64>,
        slots: Option<i64>,
    }
    /// A roadshow stage before funds and incubators.
    DemoDay {
        pitch_minutes: Option<i64>,
        question_minutes: Option<i64>,
    }
    /// One project on a Demo Day stage.
    Pitch {
        project: Text,
        /// What the team looks for.
        seeking: Text,
    }
    /// A large-space VR/AR session for a group.
    XrSession {
        group_min: Option<i64>,
        group_max: Option<i64>,
        age_min: Option<i64>,
        equipment: Text,
    }
    /// An interactive game to try.
    Game {
        players_max: Option<i64>,
    }
    /// A competitive game with a table of results.
    Esports {
        team_size: Option<i64>,
        scoring: Text,
    }
    /// An AIGC or skills contest.
    Contest {
        rounds: Option<i64>,
        criteria: Text,
    }
    Hackathon {
        team_min: Option<i64>,
        team_max: Option<i64>,
        hours: Option<i64>,
        criteria: Text,
    }
    /// The AI programming challenge.
    ProgrammingChallenge {
        rounds: Option<i64>,
        finalists: Option<i64>,
        programming_languages: Vec<String>,
    }
    /// The youth AIGC painting contest: minors, with guardians.
    PaintingContest {
        age_min: Option<i64>,
        age_max: Option<i64>,
        guardian: Text,
        criteria: Text,
    }
    /// A contest of talent such as the Mosu Shencheng Cup.
    TalentContest {
        rounds: Option<i64>,
        criteria: Text,
    }
    /// On-site recruiting.
    JobFair {
        employers: Option<i64>,
        posts: Option<i64>,
    }
    /// The developer market.
    Market {
        stalls: Option<i64>,
    }
    /// One stall of the market.
    Stall {
        products: Text,
    }
    /// Vertical applications and scenarios on show.
    Showcase {
        exhibits: Option<i64>,
        scenario: Text,
    }
    /// Supply and demand meet at tables, two parties or many.
    Matchmaking {
        tables: Option<i64>,
        meeting_minutes: Option<i64>,
        parties_max: Option<i64>,
    }
    /// A guided visit.
    Tour {
        group_max: Option<i64>,
        guide_languages: Vec<LangTag>,
    }
    PressBriefing {
        accreditation: Text,
    }
    /// Music, art and meeting people.
    Social {}
    /// Anything an imported schedule calls by a name of its own.
    Other {
        label: String,
    }
}

impl Kind {
    /// People look in and leave as they like, or stay for one of many short runs.
    pub const fn comes_and_goes(self) -> bool {
        matches!(
            self,
            Self::XrSession
                | Self::Game
                | Self::JobFair
                | Self::Market
                | Self::Stall
                | Self::Showcase
        )
    }
}

/// The word that serde writes for a plain enum value; the same in rows, releases and addresses.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a plain enum is written as a word, not as {other:?}"),
    }
}
