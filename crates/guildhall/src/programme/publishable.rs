//! What of a draft a release may show: what a machine translated and nobody has read stays out, unless
//! the edition allows it.

use kernel::Text;
use store::{Fault, Tx};

use super::model::Programme;
use super::store as rows;
use super::texts;
use crate::editions::model::EditionId;

/// What becomes of texts that a machine translated and nobody has read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unchecked {
    #[default]
    Withheld,
    Shown,
}

impl Unchecked {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::Shown => "shown",
        }
    }
}

/// What an edition allows.
pub fn unchecked(tx: &mut Tx<'_>, edition: EditionId) -> Result<Unchecked, Fault> {
    let word = rows::unchecked_word(tx, edition)?;
    Ok(match word.as_deref() {
        Some("shown") => Unchecked::Shown,
        _ => Unchecked::Withheld,
    })
}

/// The draft as a release would show it.
pub fn shown(tx: &mut Tx<'_>, mut draft: Programme) -> Result<Programme, Fault> {
    if unchecked(tx, draft.edition.id)? == Unchecked::Withheld {
        texts::visit(&mut draft, &mut |_, text| {
            let read: Text = text.without_unchecked();
            if read != *text {
                *text = read;
            }
        });
    }
    Ok(draft)
}

/// Says what an edition allows; the verb that asks has the permission.
pub fn set_unchecked(
    tx: &mut Tx<'_>,
    edition: EditionId,
    unchecked: Unchecked,
) -> Result<(), Fault> {
    rows::write_unchecked(tx, edition, unchecked.word())
}
