//! When somebody or a host is not there is entered, by the organisers for all, by a host's lead for its
//! own, and taken back.

use kernel::{Date, Interval, Slug};
use store::Tx;

use crate::access::{Can, EditProgramme, EnterAbsences};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::{Host, HostId};
use crate::journal::Fact;
use crate::programme::absences::{self, Absence, AbsenceId, Sort, Whose};
use crate::programme::draft;
use crate::programme::model::Programme;
use crate::programme::pen::{self, Edit, Hand, Stroke};
use crate::programme::table::refusal::Unwilling;

/// What a form says; people and hosts by their slugs.
#[derive(Clone, Debug)]
pub struct Wish {
    pub whose: Named,
    pub sort: Sort,
    pub day: Date,
    /// Since midnight; the end may be midnight.
    pub from: u16,
    pub until: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    Person(Slug),
    Host(Slug),
}

/// A draft with what was said, as far as whoever asks may see it.
pub struct Book {
    pub programme: Programme,
    pub absences: Vec<Absence>,
    /// Those whose times may be entered: all, or one host's own.
    pub of_host: Option<HostId>,
}

pub fn of_edition(tx: &mut Tx<'_>, can: Can<EditProgramme>) -> Result<Book, Error<Unwilling>> {
    book(tx, can.edition::<Edition>(), None)
}

pub fn of_host(tx: &mut Tx<'_>, can: Can<EnterAbsences>) -> Result<Book, Error<Unwilling>> {
    book(tx, can.edition_of_host::<Edition>(), Some(can.host::<Host>()))
}

fn book(
    tx: &mut Tx<'_>,
    edition: EditionId,
    of_host: Option<HostId>,
) -> Result<Book, Error<Unwilling>> {
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    let programme = draft::read(tx, found)?;
    let mut absences = absences::of_edition(tx, edition)?;
    absences.retain(|one| of_host.is_none_or(|host| is_of(&programme, one.whose, host)));
    Ok(Book { programme, absences, of_host })
}

/// Whether it is the host's own time, or that of somebody who belongs to it.
fn is_of(programme: &Programme, whose: Whose, host: HostId) -> bool {
    match whose {
        Whose::Host(id) => id == host,
        Whose::Person(id) => {
            programme.people.iter().any(|one| one.id == id && one.host == Some(host))
        }
    }
}

pub fn enter_any(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let book = of_edition(tx, can)?;
    enter(tx, ctx, (&book, Hand::of(can)), wish)
}

pub fn enter_own(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EnterAbsences>,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let book = of_host(tx, can)?;
    enter(tx, ctx, (&book, Hand::of(can)), wish)
}

fn enter(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (book, hand): (&Book, Hand),
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let no = |why| Err(Error::Refused(why));
    let programme = &book.programme;
    let whose = match &wish.whose {
        Named::Person(slug) => {
            programme.people.iter().find(|one| one.slug == *slug).map(|one| Whose::Person(one.id))
        }
        Named::Host(slug) => {
            programme.hosts.iter().find(|one| one.slug == *slug).map(|one| Whose::Host(one.id))
        }
    };
    let own = |whose: &Whose| book.of_host.is_none_or(|host| is_of(programme, *whose, host));
    let Some(whose) = whose.filter(own) else { return no(Unwilling::Nobody) };
    let edition = &programme.edition;
    if !(edition.first_day..=edition.last_day).contains(&wish.day) {
        return no(Unwilling::NoDay);
    }
    let at = |minute| edition.zone.moment(wish.day, minute);
    let Ok(interval) = Interval::new(at(wish.from), at(wish.until)) else {
        return no(Unwilling::NoEnd);
    };
    let absence = Absence { id: ctx.id(), whose, sort: wish.sort, interval };
    let fact = Fact::new("programme.absence_entered", absence.id).with("sort", wish.sort.word());
    pen::write(tx, ctx, hand, Edit::elsewhere(fact, vec![Stroke::Absence(&absence)]))?;
    Ok(())
}

pub fn remove_any(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    id: AbsenceId,
) -> Result<(), Error<Unwilling>> {
    let book = of_edition(tx, can)?;
    remove(tx, ctx, (&book, Hand::of(can)), id)
}

pub fn remove_own(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EnterAbsences>,
    id: AbsenceId,
) -> Result<(), Error<Unwilling>> {
    let book = of_host(tx, can)?;
    remove(tx, ctx, (&book, Hand::of(can)), id)
}

fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (book, hand): (&Book, Hand),
    id: AbsenceId,
) -> Result<(), Error<Unwilling>> {
    if !book.absences.iter().any(|one| one.id == id) {
        return Err(Error::Missing);
    }
    let fact = Fact::new("programme.absence_removed", id);
    let written = pen::write(tx, ctx, hand, Edit::elsewhere(fact, vec![Stroke::NoAbsence(id)]))?;
    // Somebody else removed it at the same moment.
    if written.touched.any() { Ok(()) } else { Err(Error::Missing) }
}
