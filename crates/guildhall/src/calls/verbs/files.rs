//! Files of a proposal: few, small, of sorts that readers can open, kept in the database.

use kernel::Slug;
use store::{Fault, Tx};

use super::gate::{Proposer, Runs};
use super::proposals::{Typed, one_of};
use crate::calls::form::Sort;
use crate::calls::model::{Call, File, FileId, ProposalId};
use crate::calls::refusal::{FileFlaw, Unwilling};
use crate::calls::rules::{FILE_BYTES_MAX, FILES_BYTES_MAX, FILES_MAX, file_sort};
use crate::calls::sheet::own;
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::error::Error;

/// A file as a browser sends it.
#[derive(Clone)]
pub struct Sent {
    pub field: Slug,
    pub name: String,
    /// `None` when it was larger than is taken; the rest was not read.
    pub content: Option<Vec<u8>>,
}

/// A name that a reader sees; longer ones are cut.
const NAME_CHARS_MAX: usize = 100;

/// Takes out and puts in what was chosen; answers what is there then.
pub(super) fn change(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (call, proposal): (&Call, ProposalId),
    mut files: Vec<File>,
    typed: &Typed,
) -> Result<Vec<File>, Error<Unwilling>> {
    for id in &typed.remove {
        if rows::remove_file(tx, *id, proposal)? {
            files.retain(|file| file.id != *id);
        }
    }
    for sent in &typed.files {
        let asks = |field: &&crate::calls::form::Field| {
            field.sort == Sort::File && field.key == sent.field
        };
        let Some(field) = call.body.fields.iter().find(asks) else { continue };
        let refused = |flaw| Err(Error::Refused(Unwilling::File(own(&field.key), flaw)));
        let Some(content) = &sent.content else { return refused(FileFlaw::TooLarge) };
        if content.len() > FILE_BYTES_MAX {
            return refused(FileFlaw::TooLarge);
        }
        let Some(sort) = file_sort(&sent.name, content) else { return refused(FileFlaw::NoSort) };
        if files.iter().filter(|file| file.field == field.key).count() >= FILES_MAX {
            return refused(FileFlaw::TooManyFiles);
        }
        let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let all: i64 = files.iter().map(|file| file.bytes).sum::<i64>() + bytes;
        if usize::try_from(all).unwrap_or(usize::MAX) > FILES_BYTES_MAX {
            return refused(FileFlaw::TooMuch);
        }
        let file = File {
            id: ctx.id(),
            proposal,
            field: field.key.clone(),
            name: tidy(&sent.name),
            sort: sort.to_owned(),
            bytes,
        };
        rows::insert_file(tx, &file, content, ctx.now())?;
        files.push(file);
    }
    Ok(files)
}

/// The last part of a path, without what could break a header or a page.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|sign| !sign.is_control() && *sign != '"').collect();
    let skip = plain.chars().count().saturating_sub(NAME_CHARS_MAX);
    plain.chars().skip(skip).collect()
}

/// A file for whoever proposes.
pub fn of_proposer(
    tx: &mut Tx<'_>,
    who: &Proposer,
    proposal: ProposalId,
    id: FileId,
) -> Result<(File, Vec<u8>), Error<Unwilling>> {
    let (_, found) = one_of(tx, who, proposal)?;
    content(tx, &found.files, id)
}

/// A file for whoever runs the call.
pub fn of_runner(
    tx: &mut Tx<'_>,
    may: &Runs,
    proposal: ProposalId,
    id: FileId,
) -> Result<(File, Vec<u8>), Error<Unwilling>> {
    let found = super::decide::one(tx, may, proposal)?;
    content(tx, &found.files, id)
}

fn content(
    tx: &mut Tx<'_>,
    files: &[File],
    id: FileId,
) -> Result<(File, Vec<u8>), Error<Unwilling>> {
    let file = files.iter().find(|file| file.id == id).ok_or(Error::Missing)?;
    let content = rows::content(tx, id, file.proposal)?;
    let content = content.ok_or(Fault::NoRow { name: "FILE_CONTENT" })?;
    Ok((file.clone(), content))
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn a_file_is_called_what_it_was_without_where_it_lay() {
        assert_eq!(tidy("C:\\Users\\me\\talk.pdf"), "talk.pdf");
        assert_eq!(tidy("../../etc/a\"b\r\n.md"), "ab.md");
        assert_eq!(tidy(&format!("{}.pdf", "字".repeat(200))).chars().count(), 100);
    }
}
