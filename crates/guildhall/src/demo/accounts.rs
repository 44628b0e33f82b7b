//! Sample accounts, one for each role of the policy, so that every page can be looked at. Nobody
//! real: the names say so, and mail to `.example` reaches nobody.

use kernel::Lang;
use store::Tx;

use crate::access::sessions::Token;
use crate::access::{self, ManageAccounts, Role, Scope};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosts::model::{CommunityStanding, Host, Nature};
use crate::people::account::Email;
use crate::people::letters::role_words;
use crate::people::refusal::Unwilling;
use crate::people::verbs::{accounts, links, roles};
use crate::programme::model::Programme;
use crate::words::Words;

/// A sample account and the link that signs in to it.
pub struct Sample {
    pub role: Role,
    pub token: Token,
}

const SAMPLES: [(Role, &str); 6] = [
    (Role::Operator, "operator"),
    (Role::Organiser, "organiser"),
    (Role::HostLead, "host-lead"),
    (Role::Representative, "representative"),
    (Role::Speaker, "speaker"),
    (Role::Registered, "visitor"),
];

/// Where a sample holds its role; `None` for what one is without a grant.
#[derive(Clone, Copy)]
pub struct Stations {
    edition: Scope,
    community: Option<Scope>,
    organisation: Option<Scope>,
}

impl Stations {
    pub fn of(programme: &Programme) -> Self {
        let edition = programme.edition.id;
        // A body that was invented, before one that is not.
        let first = |is: fn(&Host) -> bool| {
            let those: Vec<&Host> = programme.hosts.iter().filter(|host| is(host)).collect();
            let invented = those.iter().find(|host| host.provenance.is_sample());
            invented.or(those.first()).map(|host| Scope::host(edition, host.id))
        };
        Self {
            edition: Scope::edition(edition),
            community: first(|host| {
                matches!(host.nature, Nature::Community { standing: CommunityStanding::Core })
            }),
            organisation: first(|host| matches!(host.nature, Nature::Organisation { .. })),
        }
    }

    fn of_role(self, role: Role) -> Option<Scope> {
        match role {
            Role::Operator => Some(Scope::Site),
            Role::Organiser | Role::Speaker => Some(self.edition),
            Role::HostLead => self.community,
            Role::Representative => self.organisation,
            Role::Registered | Role::Anyone => None,
        }
    }
}

/// Makes the sample accounts that are missing, and a new link for each.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    stations: Stations,
) -> Result<Vec<Sample>, Error<Unwilling>> {
    let may = access::require::<ManageAccounts>(tx, ctx, Scope::Site);
    let may = may.map_err(|error| error.map(Unwilling::from))?;
    let mut samples = Vec::with_capacity(SAMPLES.len());
    for (role, mailbox) in SAMPLES {
        let email: Email = format!("{mailbox}@{edition}.example")
            .parse()
            .map_err(|_| Error::Refused(Unwilling::NoAddress))?;
        let account = accounts::ensure(tx, ctx, may, &email, &name_of(role), Lang::Zh)?;
        if let Some(scope) = stations.of_role(role) {
            roles::appoint(tx, ctx, may, account.id, (role, scope))?;
        }
        let token = links::make_for_terminal(tx, ctx, may, account.id)?;
        samples.push(Sample { role, token });
    }
    Ok(samples)
}

/// The word "sample" and the role, in both languages.
pub(super) fn name_of(role: Role) -> String {
    let said = Lang::ALL.map(|lang| {
        let words = Words::of(lang);
        format!("{} {}", words.shell_sample(), role_words(words, role))
    });
    said.join(" / ")
}
