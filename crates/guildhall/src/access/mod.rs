//! Who is asking, and what they may do.
//!
//! [`policy`] holds the one table of permissions; [`Can`] is the proof that it said yes, which verbs
//! ask for; [`grants`] are roles as rows, [`sessions`] say which account a cookie speaks for and
//! [`tokens`] whom a program does. The `desk` and the `api` bring them to request handlers.
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
pub mod reach;
mod scope;
pub mod sessions;
#[cfg(test)]
mod tests;
pub mod tokens;

pub use actor::{AccountId, AccountKey, Actor, Bearer, TokenId, TokenKey};
pub use can::{Can, Denied, Holding, decide, weigh};
pub use grants::{Grant, GrantId, GrantKey, require, require_at, require_in};
pub use policy::{
    CreateEdition, EditProgramme, EnterAbsences, ImportSchedule, ManageAccounts, ManageCalls,
    ManageDoor, ManageEdition, ManageGrants, ManageGuests, ManageHostCalls, ManageLetters,
    ManageMembers, ManageOwnAccount, ManagePasses, ManageRoles, ManageTokens, ManageWebhooks,
    OnEdition, OnHost, Permission, PublishRelease, ReadConflicts, ReadContacts, ReadDraft,
    ReadHeadcount, ReadHost, ReadJournal, ReadNeeds, Role, RunHost, RunShow, ScanPasses,
    SellPasses, Translate, WatchShow,
};
pub use reach::{Area, Doing, Reach};
pub use scope::{EditionKey, HostKey, Level, Scope};
