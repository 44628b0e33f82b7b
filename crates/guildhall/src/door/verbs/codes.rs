//! The codes of passes, for whoever shows them.

use std::collections::BTreeMap;

use kernel::Uuid;
use store::{Fault, Tx};

use crate::admissions::model::{AdmissionId, Kind};
use crate::door::code::{Claim, Days};
use crate::door::store as rows;
use crate::door::{qr, short};
use crate::editions::model::EditionId;

/// A pass's code in both its forms.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// What the QR picture says.
    pub digits: String,
    /// What is read out: `K7M-Q2X-W4P`.
    pub short: String,
}

impl Code {
    /// The QR picture as SVG; `label` is read out.
    pub fn svg(&self, label: &str) -> String {
        qr::svg(&self.digits, label).unwrap_or_default()
    }
}

/// The codes of those admissions that have one: confirmed passes of the edition. Nothing while the
/// edition has no key ([`super::keys::ready`] makes one).
pub fn of(
    tx: &mut Tx<'_>,
    edition: EditionId,
    admissions: &[AdmissionId],
) -> Result<BTreeMap<AdmissionId, Code>, Fault> {
    let keys = rows::keys(tx, edition.uuid())?;
    let living = || keys.iter().filter(|key| key.retired_at.is_none());
    let (Some(oldest), Some(newest)) = (living().next(), living().next_back()) else {
        return Ok(BTreeMap::new());
    };
    let (secret, signing) = (oldest.short_secret(), newest.signing());
    let ids: Vec<Uuid> = admissions.iter().map(|id| id.uuid()).collect();
    let passes = rows::passes(tx, edition.uuid(), &ids)?;
    let codes = passes.into_iter().map(|pass| {
        let kind = kind_number(pass.kind);
        let claim = Claim { admission: pass.id, days: Days::of(&pass.days), kind, issue: 0 };
        let short = short::spelled(&short::of(&secret, pass.id));
        (AdmissionId::from_uuid(pass.id), Code { digits: signing.code(&claim), short })
    });
    Ok(codes.collect())
}

/// Makes every short code that is not there yet findable; how many.
pub fn index(tx: &mut Tx<'_>, edition: Uuid) -> Result<usize, Fault> {
    let keys = rows::keys(tx, edition)?;
    let Some(oldest) = keys.iter().find(|key| key.retired_at.is_none()) else { return Ok(0) };
    let (secret, missing) = (oldest.short_secret(), rows::without_short(tx, edition)?);
    let codes = missing.iter().map(|id| (short::of(&secret, *id), *id));
    rows::insert_shorts(tx, edition, codes)?;
    Ok(missing.len())
}

/// As a code names a kind: its place in the list, from one.
pub fn kind_number(kind: Kind) -> u8 {
    let place = Kind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    u8::try_from(place + 1).unwrap_or_default()
}
