//! What the program does beside answering: it seals the journal, sends letters, shows new releases
//! and lets go of what nobody needs any more.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use store::{Db, Fault, Tx};

use super::serve::publish;
use super::system::new_uuid;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::integrations::courier::{self, Courier};
use crate::journal;
use crate::letters;
use crate::mail::Outlet;
use crate::mail::outbox::{self, Sending};
use crate::people;
use crate::programme;
use crate::programme::release;
use crate::serve::shelf::Shelf;
use crate::site::Setting;
use crate::work::{Next, Task, lease};
use crate::{admissions, api, calls, editions, hosting, integrations, review};

#[derive(Args, Clone)]
pub struct Mail {
    /// Where letters leave: smtps://USER:PASSWORD@HOST, smtp://HOST:PORT or folder:PATH; the folder
    /// `mail` under --data when absent
    #[arg(long, env = "GUILDHALL_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Whom letters come from
    #[arg(long, env = "GUILDHALL_MAIL_FROM", default_value = "Guildhall <guildhall@localhost>")]
    mail_from: String,
}

impl Mail {
    pub fn outlet(&self, data: &Path) -> anyhow::Result<Outlet> {
        match &self.smtp_url {
            Some(url) => Ok(url.parse()?),
            None => Ok(Outlet::Folder(data.join("mail"))),
        }
    }

    /// Where letters go, without a password.
    pub fn said(&self, data: &Path) -> String {
        match self.smtp_url.as_deref() {
            None => format!("the folder {}", data.join("mail").display()),
            Some(url) => match url.strip_prefix("folder:") {
                Some(folder) => format!("the folder {folder}"),
                None => "the mail server of --smtp-url".to_owned(),
            },
        }
    }

    pub fn sending(&self, outlet: Outlet, base_url: &str) -> anyhow::Result<Sending> {
        let from = self.mail_from.parse();
        let from =
            from.with_context(|| format!("--mail-from {:?} is no address", self.mail_from))?;
        let kinds = [
            &people::letters::KINDS[..],
            &hosting::letters::KINDS,
            &integrations::letters::KINDS,
            &review::letters::KINDS,
            &calls::letters::KINDS,
            &admissions::seats::letters::KINDS,
        ]
        .concat();
        Ok(Sending { outlet, from, base_url: base_url.to_owned(), kinds })
    }
}

/// Everything that is done for as long as the program serves.
pub fn all(
    sending: Sending,
    shelf: Arc<Shelf>,
    setting: Setting,
    webhooks: courier::Reachable,
) -> Vec<Task> {
    let holder = new_uuid();
    let mut all = vec![
        journal::sealer(holder),
        outbox::sender(sending, letters::WHOLE_KINDS),
        releases(shelf, setting),
        sweeper(holder),
        programme::table::verbs::runs::task(),
        admissions::seats::verbs::task(holder),
    ];
    all.extend(courier::tasks(Courier::new(webhooks)));
    all
}

/// A release that another process or a page made is seen by readers this much later, at most, plus
/// the time of rendering it.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub(super) fn releases(shelf: Arc<Shelf>, setting: Setting) -> Task {
    let editions = shelf.editions();
    let shown = editions.all().iter().map(|one| {
        let release = &one.site.release;
        (release.programme.edition.id, release.number)
    });
    let mut shown: HashMap<EditionId, i64> = shown.collect();
    let act = move |db: &Db, _: &Ctx| {
        for (edition, number) in db.read_now(release::newest_numbers)? {
            if shown.insert(edition, number) != Some(number) {
                show(db, &shelf, &setting, edition, number)?;
            }
        }
        Ok(Next::Later)
    };
    Task { name: "releases", every: LOOK_EVERY, act: Box::new(act) }
}

fn show(
    db: &Db,
    shelf: &Shelf,
    setting: &Setting,
    id: EditionId,
    number: i64,
) -> Result<(), Fault> {
    let edition = db.read_now(move |tx: &mut Tx<'_>| editions::verbs::by_id(tx, id))?;
    let Some(edition) = edition else { return Ok(()) };
    // A release that cannot be shown leaves the one before on the shelf, and is not tried again.
    match publish(db, &edition, setting) {
        Ok(Some(published)) => {
            shelf.publish(published);
            tracing::info!(edition = %edition.slug, number, "a new release is shown");
        }
        Ok(None) => {}
        Err(error) => tracing::error!(edition = %edition.slug, number, "cannot be shown: {error}"),
    }
    Ok(())
}

const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);

/// Lets go of what nobody needs any more, on one node.
fn sweeper(holder: kernel::Uuid) -> Task {
    let act = move |db: &Db, ctx: &Ctx| {
        let ctx = ctx.clone();
        let gone = db.write_now(move |tx: &mut Tx<'_>| -> Result<u64, Fault> {
            if !lease::take(tx, &ctx, "sweep", holder, SWEEP_EVERY)? {
                return Ok(0);
            }
            let invited = hosting::verbs::invitations::sweep(tx, &ctx)?;
            let repeated = api::sweep(tx, &ctx)? + integrations::verbs::sweep(tx, &ctx)?;
            let table =
                programme::table::verbs::sweep(tx, &ctx)? + programme::stars::sweep(tx, ctx.now())?;
            let proposed = calls::verbs::sweep(tx, &ctx)?;
            Ok(people::verbs::sweep(tx, &ctx)?
                + outbox::sweep(tx, &ctx)?
                + invited
                + repeated
                + proposed
                + table)
        })?;
        if gone > 0 {
            tracing::debug!(rows = gone, "swept");
        }
        Ok(Next::Later)
    };
    Task { name: "sweep", every: SWEEP_EVERY, act: Box::new(act) }
}
