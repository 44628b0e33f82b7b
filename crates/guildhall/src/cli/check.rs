use anyhow::bail;
use store::Tx;

use super::Place;
use crate::editions;
use crate::programme::conflicts::conflicts;
use crate::programme::index::Index;
use crate::programme::release::{self, ReleaseError};

/// Verifies every release of every edition: its digest, its document, its references.
pub fn run(place: &Place) -> anyhow::Result<()> {
    let db = place.open()?;
    let mut wrong = Vec::new();
    for edition in db.read_now(editions::verbs::all)? {
        let heads = db.read_now(move |tx| release::heads(tx, edition.id))?;
        for head in heads {
            let number = head.number;
            let found = db.read_now(move |tx: &mut Tx<'_>| -> Result<_, ReleaseError> {
                release::find(tx, edition.id, number)
            });
            match found {
                Ok(Some(release)) => {
                    let index = Index::of(&release.programme);
                    let count = conflicts(&release.programme, &index).len();
                    println!("{} release {number}: whole, {count} conflicts", edition.slug);
                }
                Ok(None) => wrong.push(format!("{} release {number} is gone", edition.slug)),
                Err(error) => wrong.push(format!("{}: {error}", edition.slug)),
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}
