use std::fmt;
use std::marker::PhantomData;

use kernel::{Id, Timestamp};

use super::actor::{Actor, Bearer};
use super::policy::{OnEdition, OnHost, Permission, Role, Rule};
use super::scope::{EditionKey, HostKey, Scope};

/// The proof that the policy lets `actor` do `P` to what lies in `scope`. Verbs ask for it, so a
/// forgotten check does not compile, and read what they may touch from it, never from a form.
///
/// **Invariant:** only this module makes one, from grants as they are stored. A field that is
/// written elsewhere does not compile:
///
/// ```compile_fail,E0451
/// use guildhall::access::{Actor, Can, EditProgramme, Scope};
/// let can: Can<EditProgramme> =
///     Can { actor: Actor::Visitor, scope: Scope::Site, permission: std::marker::PhantomData };
/// ```
///
/// and one permission is not another:
///
/// ```compile_fail,E0308
/// use guildhall::access::{Can, EditProgramme, ReadDraft};
/// fn publish(_: Can<EditProgramme>) {}
/// fn reader(can: Can<ReadDraft>) { publish(can) }
/// ```
pub struct Can<P> {
    actor: Actor,
    scope: Scope,
    permission: PhantomData<fn() -> P>,
}

/// Why there is no [`Can`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// May not even know that it is there.
    Missing,
    /// May know, may not do.
    Refused,
}

/// One role somebody was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    pub role: Role,
    pub scope: Scope,
    pub starts_at: Timestamp,
    pub ends_at: Option<Timestamp>,
}

impl Holding {
    /// True from its start until just before its end.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.starts_at <= now && self.ends_at.is_none_or(|end| now < end)
    }
}

/// Decides. `holdings` are the actor's own, past and future ones among them.
pub fn decide<P: Permission>(
    actor: Actor,
    scope: Scope,
    holdings: &[Holding],
    now: Timestamp,
) -> Result<Can<P>, Denied> {
    weigh(&P::RULE, actor, scope, (holdings, now))?;
    Ok(Can { actor, scope, permission: PhantomData })
}

/// What one line of the table says, without the proof: for pages that show what could be done.
pub fn weigh(
    rule: &Rule,
    actor: Actor,
    scope: Scope,
    (holdings, now): (&[Holding], Timestamp),
) -> Result<(), Denied> {
    if rule.on != scope.level() {
        return Err(Denied::Missing);
    }
    let is = |role: &Role| match role {
        Role::Anyone => true,
        Role::Registered => actor.account().is_some(),
        held => {
            actor.account().is_some() && {
                let counts = |one: &Holding| one.holds_at(now) && one.scope.counts_for(scope);
                holdings.iter().any(|one| one.role == *held && counts(one))
            }
        }
    };
    // A token of another edition knows nothing of this one, whatever its owner may there.
    let elsewhere = |bearer: Bearer| scope.edition_uuid() != Some(bearer.edition);
    if actor.bearer().is_some_and(elsewhere) {
        return Err(Denied::Missing);
    }
    if actor == Actor::Operator || rule.granted.iter().any(is) {
        let reached = actor.bearer().is_none_or(|bearer| bearer.reach.covers(rule));
        if reached { Ok(()) } else { Err(Denied::Refused) }
    } else if rule.told.iter().any(is) {
        Err(Denied::Refused)
    } else {
        Err(Denied::Missing)
    }
}

impl<P> Can<P> {
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    pub const fn scope(&self) -> Scope {
        self.scope
    }
}

impl<P: OnEdition> Can<P> {
    pub fn edition<E: EditionKey>(&self) -> Id<E> {
        Id::from_uuid(self.scope.edition_uuid().expect("decide compared the levels"))
    }
}

impl<P: OnHost> Can<P> {
    pub fn host<H: HostKey>(&self) -> Id<H> {
        Id::from_uuid(self.scope.host_uuid().expect("decide compared the levels"))
    }

    pub fn edition_of_host<E: EditionKey>(&self) -> Id<E> {
        Id::from_uuid(self.scope.edition_uuid().expect("a host lies in an edition"))
    }
}

impl<P> Clone for Can<P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Can<P> {}
impl<P: Permission> fmt::Debug for Can<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Can<{}>({:?} in {:?})", P::RULE.name, self.actor, self.scope)
    }
}
