//! What a token was made for: areas of the house, each to read or to write.
//!
//! A token never reaches further than whoever made it: the policy is asked as for its owner, and then
//! whether the permission lies in an area that the token has. What lies in none (one's own account,
//! the installation, tokens themselves) no token ever does.

use std::fmt;

use super::policy::Rule;

/// A part of the house that a token may be made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The draft of the programme and its releases.
    Programme,
    /// Hosts at home: members and invitations.
    Hosts,
    /// What hosts were granted.
    Grants,
    /// Who holds which role.
    Roles,
    /// Passes and orders.
    Admissions,
    /// Gates, their devices, how full it is.
    Door,
    /// Scans at a gate, as its device sends them.
    Scans,
    /// All that the journal tells of the edition.
    Facts,
    /// Webhooks of the edition.
    Webhooks,
    /// Calls, what was proposed to them, and reviews.
    Calls,
    /// Guests and running orders; never what a guest needs.
    Guests,
    /// Letters: the outbox and what somebody got.
    Letters,
    /// Texts in their languages, and the glossary.
    Translation,
}

/// What may be done in an [`Area`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    Read,
    /// And to read.
    Write,
}

/// The areas of one token. Written as OAuth writes scopes: `grants:write programme:read`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    read: u16,
    write: u16,
}

impl Area {
    pub const ALL: [Self; 13] = [
        Self::Programme,
        Self::Hosts,
        Self::Grants,
        Self::Roles,
        Self::Admissions,
        Self::Door,
        Self::Scans,
        Self::Facts,
        Self::Webhooks,
        Self::Calls,
        Self::Guests,
        Self::Letters,
        Self::Translation,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Hosts => "hosts",
            Self::Grants => "grants",
            Self::Roles => "roles",
            Self::Admissions => "admissions",
            Self::Door => "door",
            Self::Scans => "scans",
            Self::Facts => "facts",
            Self::Webhooks => "webhooks",
            Self::Calls => "calls",
            Self::Guests => "guests",
            Self::Letters => "letters",
            Self::Translation => "translation",
        }
    }

    /// The area that a permission lies in. A permission that is not named here is out of every
    /// token's reach.
    pub fn of(rule: &Rule) -> Option<Self> {
        Some(match rule.name {
            "ReadDraft" | "EditProgramme" | "ImportSchedule" | "ReadConflicts"
            | "PublishRelease" => Self::Programme,
            "ReadHost" | "ManageMembers" | "RunHost" => Self::Hosts,
            "ManageGrants" => Self::Grants,
            "ManageRoles" => Self::Roles,
            "ManagePasses" | "SellPasses" => Self::Admissions,
            "ManageDoor" | "ReadHeadcount" => Self::Door,
            "ScanPasses" => Self::Scans,
            "ReadJournal" => Self::Facts,
            "ManageWebhooks" => Self::Webhooks,
            "ManageCalls" | "ManageHostCalls" => Self::Calls,
            "ManageGuests" | "RunShow" | "WatchShow" => Self::Guests,
            "ManageLetters" => Self::Letters,
            "Translate" => Self::Translation,
            _ => return None,
        })
    }

    /// What a permission is to its area: those that read say so in their names.
    pub fn asks(rule: &Rule) -> Doing {
        if rule.name.starts_with("Read") { Doing::Read } else { Doing::Write }
    }

    /// True when something can be changed there; the journal is only ever read.
    pub const fn is_writable(self) -> bool {
        !matches!(self, Self::Facts)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl Doing {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

impl Reach {
    pub const fn nothing() -> Self {
        Self { read: 0, write: 0 }
    }

    /// The same with one more area.
    #[must_use]
    pub const fn with(self, area: Area, doing: Doing) -> Self {
        match doing {
            Doing::Read => Self { read: self.read | area.bit(), ..self },
            Doing::Write => Self { read: self.read | area.bit(), write: self.write | area.bit() },
        }
    }

    pub const fn has(self, area: Area, doing: Doing) -> bool {
        let bits = match doing {
            Doing::Read => self.read,
            Doing::Write => self.write,
        };
        bits & area.bit() != 0
    }

    pub const fn is_empty(self) -> bool {
        self.read == 0
    }

    /// True when the permission lies in one of the areas. Whether something may be changed there the
    /// `api` asks by the method of the request, and what only reads gets no transaction to write in.
    pub(super) fn covers(self, rule: &Rule) -> bool {
        Area::of(rule).is_some_and(|area| self.has(area, Doing::Read))
    }

    /// What it holds: each area once, with the most that may be done there.
    pub fn areas(self) -> impl Iterator<Item = (Area, Doing)> {
        Area::ALL.into_iter().filter_map(move |area| {
            if self.has(area, Doing::Write) {
                Some((area, Doing::Write))
            } else {
                self.has(area, Doing::Read).then_some((area, Doing::Read))
            }
        })
    }

    /// The reach spelled so; `None` when a word is none.
    pub fn read(text: &str) -> Option<Self> {
        text.split_whitespace().try_fold(Self::nothing(), |reach, word| {
            let (area, doing) = word.split_once(':')?;
            let area = Area::ALL.into_iter().find(|one| one.word() == area)?;
            let doing = [Doing::Read, Doing::Write].into_iter().find(|one| one.word() == doing)?;
            (doing == Doing::Read || area.is_writable()).then(|| reach.with(area, doing))
        })
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (area, doing)) in self.areas().enumerate() {
            let between = if at == 0 { "" } else { " " };
            write!(f, "{between}{}:{}", area.word(), doing.word())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reach({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reach_reads_back_as_it_was_spelled_and_to_write_is_to_read() {
        let reach = Reach::read("facts:read  grants:write programme:read").unwrap();
        assert_eq!(reach.to_string(), "programme:read grants:write facts:read");
        assert_eq!(Reach::read(&reach.to_string()), Some(reach));
        assert!(reach.has(Area::Grants, Doing::Read) && reach.has(Area::Grants, Doing::Write));
        assert!(!reach.has(Area::Programme, Doing::Write));
        assert!(Reach::read("").unwrap().is_empty());
        for wrong in ["grants", "grants:delete", "moon:read", "facts:write", "Grants:read"] {
            assert_eq!(Reach::read(wrong), None, "{wrong}");
        }
    }
}
