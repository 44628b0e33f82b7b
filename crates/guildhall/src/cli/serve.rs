use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use clap::Args;
use store::Db;
use tokio::net::TcpListener;

use super::logs::Logs;
use super::system::{AheadClock, run_number};
use super::{Place, SystemClock};
use crate::editions;
use crate::programme::release;
use crate::serve::floor::Floor;
use crate::serve::shelf::Shelf;
use crate::serve::{Published, Pulse, door};
use crate::site::{Setting, Site};

#[derive(Args)]
pub struct Listen {
    /// Address and port to listen on
    #[arg(long, env = "GUILDHALL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub public: Public,
}

#[derive(Args)]
pub struct Public {
    /// Where the public reaches the site, for example https://example.org
    #[arg(long, env = "GUILDHALL_BASE_URL", default_value = "")]
    pub base_url: String,
}

pub fn run(place: &Place, listen: &Listen, logs: &Logs) -> anyhow::Result<()> {
    let db = place.open()?;
    serve(&db, listen, logs, 0)
}

/// Serves every edition that has a release, `clock_ahead_ms` ahead of the real time.
pub fn serve(db: &Db, listen: &Listen, logs: &Logs, clock_ahead_ms: i64) -> anyhow::Result<()> {
    let shelf = Arc::new(Shelf::new(published(db, &listen.public, clock_ahead_ms)?));
    let clock = Arc::new(AheadClock { ahead_ms: clock_ahead_ms });
    let pulse = Pulse::default();
    let mut floor =
        Floor::new(shelf, clock, Router::new()).with_run(run_number()?).with_pulse(pulse.clone());
    if let Some(log) = logs.access() {
        floor = floor.with_log(log);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen.listen).await.with_context(|| {
            format!("cannot listen on {}; choose another --listen", listen.listen)
        })?;
        let address = listener.local_addr()?;
        tokio::spawn(pulse.feel(db.clone()));
        println!("Guildhall is open at http://{address}/");
        door::open(listener, Arc::new(floor), stopped()).await?;
        Ok(())
    })
}

/// Every edition that has a release, rendered for `clock_ahead_ms` from now.
pub fn published(db: &Db, public: &Public, clock_ahead_ms: i64) -> anyhow::Result<Vec<Published>> {
    let setting =
        Setting { base_url: public.base_url.trim_end_matches('/').to_owned(), clock_ahead_ms };
    let now = kernel::Timestamp::from_millis(SystemClock::moment().as_millis() + clock_ahead_ms);
    let editions = db.read_now(editions::verbs::all)?;
    let mut published = Vec::new();
    for edition in editions {
        let history = db.read_now(move |tx| release::heads(tx, edition.id))?;
        let newest = db.read_now(move |tx| release::newest(tx, edition.id))?;
        if let Some(release) = newest {
            let site = Site::new(Arc::new(release), setting.clone());
            published.push(Published::new(site, &history, Vec::new(), now));
        }
    }
    Ok(published)
}

/// Done when the machine asks the program to end.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
