//! Who is asking, and what they may do.
//!
//! [`policy`] holds the one table of permissions; [`Can`] is the proof that it said yes, which verbs
//! ask for; [`grants`] are roles as rows, and [`sessions`] say which account a cookie speaks for. The
//! `desk` brings both to request handlers.
//!
//! What it is *not*: it knows no slice. It names editions and hosts by bare ids (of their tables it
//! reads the columns `id` and `slug`), and accounts are kept by `people` (it reads whether one is
//! closed).
//!
//! ```text
//! cookie --sessions--> Actor --grants--> Holdings --decide(policy)--> Can<P> | Missing | Refused
//! ```

mod actor;
mod can;
pub mod checks;
pub mod grants;
pub mod policy;
mod scope;
pub mod sessions;
#[cfg(test)]
mod tests;

pub use actor::{AccountId, AccountKey, Actor};
pub use can::{Can, Denied, Holding, decide};
pub use grants::{Grant, GrantId, GrantKey, require, require_at, require_in};
pub use policy::{
    CreateEdition, EditProgramme, ImportSchedule, ManageAccounts, ManageEdition, ManageGrants,
    ManageGuests, ManageLetters, ManageMembers, ManageOwnAccount, ManageRoles, OnEdition, OnHost,
    Permission, PublishRelease, ReadConflicts, ReadContacts, ReadDraft, ReadHost, ReadJournal,
    ReadNeeds, Role, RunShow, WatchShow,
};
pub use scope::{EditionKey, HostKey, Level, Scope};
