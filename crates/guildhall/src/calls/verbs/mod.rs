//! What may be done to calls and proposals. Every verb tells one fact.

pub mod admit;
pub mod calls;
pub mod decide;
pub mod files;
pub mod gate;
pub mod import;
pub mod links;
pub mod proposals;
pub mod speakers;

use kernel::Text;
use store::{Fault, Tx};

use super::model::{Call, Dossier, Proposal, ProposalId};
use super::refusal::Unwilling;
use super::store as rows;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};

/// A proposal with those who propose it and its files.
pub fn dossier(tx: &mut Tx<'_>, id: ProposalId) -> Result<Dossier, Error<Unwilling>> {
    let proposal = rows::proposal(tx, id)?.ok_or(Error::Missing)?;
    let (speakers, files) = (rows::speakers_of(tx, id)?, rows::files_of(tx, id)?);
    Ok(Dossier { proposal, speakers, files })
}

/// What everything of a call is called, for who may see them.
pub fn titles(tx: &mut Tx<'_>, call: &Call) -> Result<Vec<(ProposalId, Text)>, Fault> {
    rows::titles(tx, call.id)
}

/// What sweeping did away with.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let now = ctx.now();
    let mut gone = rows::sweep_links(tx, now)?;
    for id in rows::due(tx, now)? {
        forget(tx, ctx, id)?;
        gone += 1;
    }
    gone += admit::follow_the_draft(tx, ctx)?;
    Ok(gone)
}

/// A draft goes wholly; of what was submitted its number and what was decided stay.
fn forget(tx: &mut Tx<'_>, ctx: &Ctx, id: ProposalId) -> Result<(), Fault> {
    let Some(proposal) = rows::proposal(tx, id)? else { return Ok(()) };
    let speakers = rows::speakers_of(tx, id)?;
    match proposal.submitted_at {
        None => rows::delete(tx, id)?,
        Some(_) => rows::erase(tx, id, ctx.now())?,
    }
    for speaker in speakers.iter().filter(|one| !one.email.is_empty()) {
        rows::remove_links(tx, proposal.edition, &speaker.email)?;
    }
    let fact = Fact::new("calls.forgotten", id).with("call", proposal.call);
    journal::write(tx, ctx, Fact { edition: Some(proposal.edition.uuid()), ..fact }).map(drop)
}

fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    kind: &'static str,
    (call, proposal): (&Call, &Proposal),
) -> Result<(), Fault> {
    let fact = Fact::new(kind, proposal.id).within(call.scope());
    journal::write(tx, ctx, fact.with("call", call.id).with("number", proposal.number)).map(drop)
}
