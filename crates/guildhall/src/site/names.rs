//! What the words of the domain are called on screen, checked by the compiler to be complete.

use kernel::{Lang, LangTag};

use crate::editions::model::{Feature, TravelMode};
use crate::hosts::model::{CommunityStanding, Layer, Nature, OrganisationKind};
use crate::programme::model::{
    Activity, ActivityState, Details, Entry, Kind, Level, LinkKind, PersonRole, Scheme,
};
use crate::words::Words;

/// Something that has one name in each language of the interface.
pub trait Named {
    fn name(self, words: Words) -> &'static str;
}

/// What an activity is called by sort: an imported one keeps the word of its source.
pub fn kind_of(activity: &Activity, words: Words) -> String {
    match &activity.details {
        Details::Other { label } if !label.is_empty() => label.clone(),
        details => details.kind().name(words).to_owned(),
    }
}

/// What a host is: its standing as a community, its kind as an organisation.
pub fn nature(nature: &Nature, words: Words) -> &'static str {
    match nature {
        Nature::Community { standing } => standing.name(words),
        Nature::Organisation { kind, .. } => kind.name(words),
        Nature::Body => words.site_body(),
    }
}

/// The name of a spoken language; its tag when we have no word for it.
pub fn language(tag: &LangTag, words: Words) -> String {
    match tag.primary() {
        primary if primary == Lang::Zh.code() => words.site_language_zh().to_owned(),
        primary if primary == Lang::En.code() => words.site_language_en().to_owned(),
        "de" => words.site_language_de().to_owned(),
        "fr" => words.site_language_fr().to_owned(),
        "nl" => words.site_language_nl().to_owned(),
        "ja" => words.site_language_ja().to_owned(),
        "ko" => words.site_language_ko().to_owned(),
        "es" => words.site_language_es().to_owned(),
        "ru" => words.site_language_ru().to_owned(),
        _ => tag.as_str().to_owned(),
    }
}

impl Named for Kind {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Opening => words.site_kind_opening(),
            Self::YoungExchange => words.site_kind_young_exchange(),
            Self::Forum => words.site_kind_forum(),
            Self::Keynote => words.site_kind_keynote(),
            Self::Talk => words.site_kind_talk(),
            Self::Panel => words.site_kind_panel(),
            Self::Workshop => words.site_kind_workshop(),
            Self::OpenMic => words.site_kind_open_mic(),
            Self::DemoDay => words.site_kind_demo_day(),
            Self::Pitch => words.site_kind_pitch(),
            Self::XrSession => words.site_kind_xr_session(),
            Self::Game => words.site_kind_game(),
            Self::Esports => words.site_kind_esports(),
            Self::Contest => words.site_kind_contest(),
            Self::Hackathon => words.site_kind_hackathon(),
            Self::ProgrammingChallenge => words.site_kind_programming_challenge(),
            Self::PaintingContest => words.site_kind_painting_contest(),
            Self::TalentContest => words.site_kind_talent_contest(),
            Self::JobFair => words.site_kind_job_fair(),
            Self::Market => words.site_kind_market(),
            Self::Stall => words.site_kind_stall(),
            Self::Showcase => words.site_kind_showcase(),
            Self::Matchmaking => words.site_kind_matchmaking(),
            Self::Tour => words.site_kind_tour(),
            Self::PressBriefing => words.site_kind_press_briefing(),
            Self::Social => words.site_kind_social(),
            Self::Other => words.site_kind_other(),
        }
    }
}

impl Named for Level {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Everyone => words.site_level_everyone(),
            Self::Beginner => words.site_level_beginner(),
            Self::Intermediate => words.site_level_intermediate(),
            Self::Advanced => words.site_level_advanced(),
        }
    }
}

impl Named for Entry {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Open => words.site_entry_open(),
            Self::Booking => words.site_entry_booking(),
            Self::OnSite => words.site_entry_on_site(),
            Self::Invitation => words.site_entry_invitation(),
            Self::Accreditation => words.site_entry_accreditation(),
        }
    }
}

impl Named for PersonRole {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Official => words.site_role_official(),
            Self::Keynote => words.site_role_keynote(),
            Self::Speaker => words.site_role_speaker(),
            Self::Moderator => words.site_role_moderator(),
            Self::Panellist => words.site_role_panellist(),
            Self::Instructor => words.site_role_instructor(),
            Self::Presenter => words.site_role_presenter(),
            Self::Judge => words.site_role_judge(),
            Self::Interpreter => words.site_role_interpreter(),
            Self::Crew => words.site_role_crew(),
        }
    }
}

impl Named for Feature {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Stage => words.site_feature_stage(),
            Self::Projection => words.site_feature_projection(),
            Self::Livestream => words.site_feature_livestream(),
            Self::Interpretation => words.site_feature_interpretation(),
            Self::StepFree => words.site_feature_step_free(),
            Self::HearingLoop => words.site_feature_hearing_loop(),
            Self::Power => words.site_feature_power(),
            Self::Tables => words.site_feature_tables(),
            Self::Network => words.site_feature_network(),
            Self::OpenSpace => words.site_feature_open_space(),
            Self::Darkroom => words.site_feature_darkroom(),
        }
    }
}

impl Named for OrganisationKind {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::FoundationModel => words.site_organisation_foundation_model(),
            Self::VerticalModel => words.site_organisation_vertical_model(),
            Self::Scenario => words.site_organisation_scenario(),
            Self::Compute => words.site_organisation_compute(),
            Self::Corpus => words.site_organisation_corpus(),
            Self::Fund => words.site_organisation_fund(),
            Self::Tool => words.site_organisation_tool(),
            Self::SoftwareService => words.site_organisation_software_service(),
            Self::DeveloperCommunity => words.site_organisation_developer_community(),
        }
    }
}

impl Named for Layer {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::FoundationModel => words.site_layer_foundation_model(),
            Self::VerticalModel => words.site_layer_vertical_model(),
            Self::Compute => words.site_layer_compute(),
            Self::Corpus => words.site_layer_corpus(),
            Self::Tool => words.site_layer_tool(),
            Self::Platform => words.site_layer_platform(),
        }
    }
}

impl Named for TravelMode {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Walk => words.site_travel_walk(),
            Self::Shuttle => words.site_travel_shuttle(),
            Self::Metro => words.site_travel_metro(),
            Self::Car => words.site_travel_car(),
        }
    }
}

impl Named for Scheme {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Topic => words.site_scheme_topic(),
            Self::Sector => words.site_scheme_sector(),
            Self::Group => words.site_scheme_group(),
            Self::Track => words.site_scheme_track(),
        }
    }
}

impl Named for CommunityStanding {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Core => words.site_standing_core(),
            Self::Participating => words.site_standing_participating(),
        }
    }
}

impl Named for ActivityState {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Planned => words.site_state_planned(),
            Self::Cancelled => words.site_state_cancelled(),
        }
    }
}

impl Named for LinkKind {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Origin => words.site_link_origin(),
            Self::Feedback => words.site_link_feedback(),
            Self::Stream => words.site_link_stream(),
            Self::Attachment => words.site_link_attachment(),
            Self::Link => words.site_link_link(),
        }
    }
}
