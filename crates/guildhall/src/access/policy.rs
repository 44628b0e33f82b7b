//! The only file that says who may do what.

use super::scope::Level;

/// A role somebody holds, by a grant or by what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Runs the installation.
    Operator,
    /// Runs an edition.
    Organiser,
    /// Leads a community or organisation in an edition.
    HostLead,
    /// Acts for a community or organisation in an edition.
    Representative,
    /// Has a part in an edition's programme.
    Speaker,
    /// Anyone who has signed in.
    Registered,
    /// Anyone at all.
    Anyone,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub name: &'static str,
    pub on: Level,
    /// Who may.
    pub granted: &'static [Role],
    /// Who may not and yet may know that it is there: they are refused, all others find nothing.
    pub told: &'static [Role],
}

/// A permission: a type of its own, so that a verb can ask for it by [`Can`](super::Can).
pub trait Permission: Send + Sync + 'static {
    const RULE: Rule;
}

/// Permissions over editions, whose [`Can`](super::Can) knows the edition.
pub trait OnEdition: Permission {}

/// Permissions over hosts, whose [`Can`](super::Can) knows the host and its edition.
pub trait OnHost: Permission {}

macro_rules! policy {
    (@scope $name:ident Site) => {};
    (@scope $name:ident Edition) => { impl OnEdition for $name {} };
    (@scope $name:ident Host) => { impl OnHost for $name {} };
    ($(
        $(#[$meta:meta])*
        $name:ident: $on:ident => [$($granted:ident),*], told [$($told:ident),*];
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}

            impl Permission for $name {
                const RULE: Rule = Rule {
                    name: stringify!($name),
                    on: Level::$on,
                    granted: &[$(Role::$granted),*],
                    told: &[$(Role::$told),*],
                };
            }
            policy! { @scope $name $on }
        )*
        /// Every permission there is, in the order of the table.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

policy! {
    // permission        on         granted to                  and who is told that it is there
    CreateEdition:       Site    => [Operator],                 told [];
    ManageEdition:       Edition => [Operator, Organiser],      told [HostLead, Representative];
    ManageRoles:         Edition => [Operator, Organiser],      told [HostLead, Representative];
    ReadJournal:         Edition => [Operator, Organiser],      told [];
    ReadDraft:           Edition => [Organiser, HostLead],      told [Operator, Representative];
    EditProgramme:       Edition => [Organiser],                told [Operator, HostLead];
    ImportSchedule:      Edition => [Organiser],                told [Operator, HostLead];
    ReadConflicts:       Edition => [Organiser],                told [Operator, HostLead];
    PublishRelease:      Edition => [Organiser],                told [Operator, HostLead];
    ManageGrants:        Edition => [Organiser],                told [Operator, HostLead, Representative];
    ReadHost:            Host    => [Organiser, HostLead, Representative], told [Operator];
    ManageMembers:       Host    => [Organiser, HostLead],      told [Operator, Representative];
    ManagePasses:        Edition => [Organiser],                told [Operator, HostLead];
    SellPasses:          Edition => [Organiser],                told [Operator];
    ManageDoor:          Edition => [Organiser],                told [Operator, HostLead];
    ScanPasses:          Edition => [Organiser],                told [Operator];
    ReadHeadcount:       Edition => [Organiser, HostLead, Representative], told [Operator];
    ManageTokens:        Edition => [Operator, Organiser],      told [];
    ManageWebhooks:      Edition => [Organiser],                told [Operator, HostLead];
    RunHost:             Host    => [Organiser, HostLead],      told [Operator, Representative];
    ManageCalls:         Edition => [Organiser],                told [Operator, HostLead, Representative];
    ManageHostCalls:     Host    => [Organiser, HostLead],      told [Operator, Representative];
    ManageLetters:       Edition => [Organiser],                told [Operator, HostLead];
    ReadContacts:        Host    => [Organiser, HostLead],      told [Operator, Representative];
    Translate:           Edition => [Organiser],                told [Operator, HostLead];
    EnterAbsences:       Host    => [Organiser, HostLead],      told [Operator, Representative];
    ManageGuests:        Edition => [Organiser],                told [Operator, HostLead];
    ReadNeeds:           Edition => [Organiser],                told [Operator, HostLead];
    RunShow:             Edition => [Organiser],                told [Operator, HostLead];
    WatchShow:           Edition => [Organiser, HostLead, Representative, Speaker], told [Operator];
    ManageAccounts:      Site    => [Operator],                 told [];
    ManageOwnAccount:    Site    => [Registered],               told [];
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Operator,
        Self::Organiser,
        Self::HostLead,
        Self::Representative,
        Self::Speaker,
        Self::Registered,
        Self::Anyone,
    ];

    /// As rows keep it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Organiser => "organiser",
            Self::HostLead => "host_lead",
            Self::Representative => "representative",
            Self::Speaker => "speaker",
            Self::Registered => "registered",
            Self::Anyone => "anyone",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Where it is granted; `None` for what one is without a grant.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Operator => Some(Level::Site),
            Self::Organiser | Self::Speaker => Some(Level::Edition),
            Self::HostLead | Self::Representative => Some(Level::Host),
            Self::Registered | Self::Anyone => None,
        }
    }
}

/// The whole policy as a table, for people to read and a test to compare.
pub fn matrix() -> String {
    let mut out = format!("{:<18} {:<8}", "permission", "on");
    for role in Role::ALL {
        out.push_str(&format!(" {:<14}", role.word()));
    }
    for rule in RULES {
        let line = Role::ALL.map(|role| match () {
            () if rule.granted.contains(&role) => format!(" {:<14}", "may"),
            () if rule.told.contains(&role) => format!(" {:<14}", "refused"),
            () => format!(" {:<14}", "-"),
        });
        let on = format!("{:?}", rule.on).to_lowercase();
        out = format!("{}\n{:<18} {on:<8}{}", out.trim_end(), rule.name, line.concat());
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_what_was_agreed() {
        insta::assert_snapshot!(matrix());
    }

    #[test]
    fn nobody_is_both_granted_and_refused() {
        for rule in RULES {
            assert!(!rule.told.iter().any(|role| rule.granted.contains(role)), "{}", rule.name);
        }
    }
}
