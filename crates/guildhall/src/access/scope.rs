use kernel::{Id, Uuid};

/// What a permission or a grant reaches: site > edition > host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Site,
    Edition(Uuid),
    Host { edition: Uuid, host: Uuid },
}

/// How far down a [`Scope`] lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Site,
    Edition,
    Host,
}

/// The one type that names editions. Scopes know ids, not slices.
pub trait EditionKey {}

/// The one type that names hosts.
pub trait HostKey {}

impl Scope {
    pub const fn edition<E: EditionKey>(id: Id<E>) -> Self {
        Self::Edition(id.uuid())
    }

    pub const fn host<E: EditionKey, H: HostKey>(edition: Id<E>, host: Id<H>) -> Self {
        Self::Host { edition: edition.uuid(), host: host.uuid() }
    }

    pub const fn level(self) -> Level {
        match self {
            Self::Site => Level::Site,
            Self::Edition(_) => Level::Edition,
            Self::Host { .. } => Level::Host,
        }
    }

    /// The edition it lies in or is.
    pub const fn edition_uuid(self) -> Option<Uuid> {
        match self {
            Self::Site => None,
            Self::Edition(edition) | Self::Host { edition, .. } => Some(edition),
        }
    }

    pub const fn host_uuid(self) -> Option<Uuid> {
        match self {
            Self::Host { host, .. } => Some(host),
            _ => None,
        }
    }

    /// True when a role held here counts for something at `wanted`: it lies inside, or is the
    /// edition around. Whether a host's role may do anything to the edition, the policy says.
    pub fn counts_for(self, wanted: Self) -> bool {
        match (self, wanted) {
            (Self::Site, _) => true,
            (_, Self::Site) => false,
            (Self::Host { .. }, Self::Host { .. }) => self == wanted,
            _ => self.edition_uuid() == wanted.edition_uuid(),
        }
    }
}
