use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use kernel::Timestamp;
use store::Db;
use tokio::net::TcpListener;

use super::interface::Interface;
use super::logs::Logs;
use super::system::{AheadClock, operator, run_number};
use super::tasks::{self, Mail};
use super::{Place, SystemClock};
use crate::access::Actor;
use crate::desk::{Desk, Registration};
use crate::door::web as door_web;
use crate::editions::model::{Edition, EditionId};
use crate::integrations::web;
use crate::people;
use crate::programme::{self, release};
use crate::serve::floor::Floor;
use crate::serve::shelf::Shelf;
use crate::serve::{PublicHouse, Published, Pulse, changes, door};
use crate::site::{Doors, ReleaseHead, Setting, Site};
use crate::translation::machine::{Machine, PATIENCE};
use crate::work::Worker;
use crate::{
    admissions, calls, editions, guests, hosting, letters, releasing, review, translation,
};

#[derive(Args, Clone)]
pub struct Listen {
    /// Address and port to listen on
    #[arg(long, env = "GUILDHALL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub public: Public,
    #[command(flatten)]
    pub mail: Mail,
    /// Who may make an account
    #[arg(long, value_enum, env = "GUILDHALL_REGISTRATION", default_value_t)]
    pub registration: Registration,
    #[command(flatten)]
    pub interface: Interface,
    #[command(flatten)]
    pub drafts: Drafts,
}

/// A machine that drafts translations; none unless both are named.
#[derive(Args, Clone)]
pub struct Drafts {
    /// Where drafts of translations are asked for: any server with the chat interface of OpenAI, such
    /// as https://example.org/v1
    #[arg(long, env = "GUILDHALL_TRANSLATE_URL")]
    translate_url: Option<String>,
    /// Which of its models translates
    #[arg(long, env = "GUILDHALL_TRANSLATE_MODEL")]
    translate_model: Option<String>,
    /// The key that it asks for
    #[arg(long, env = "GUILDHALL_TRANSLATE_KEY", hide_env_values = true)]
    translate_key: Option<String>,
}

impl Drafts {
    fn machine(&self) -> anyhow::Result<Option<Machine>> {
        let key = self.translate_key.as_deref().unwrap_or_default();
        match (self.translate_url.as_deref(), self.translate_model.as_deref()) {
            (None, None) => Ok(None),
            (Some(url), Some(model)) => Ok(Some(Machine::new(url, model, key, PATIENCE))),
            _ => anyhow::bail!("--translate-url and --translate-model are named together"),
        }
    }
}

#[derive(Args, Clone)]
pub struct Public {
    /// Where the public reaches the site, for example https://example.org
    #[arg(long, env = "GUILDHALL_BASE_URL", default_value = "")]
    pub base_url: String,
}

pub fn run(place: &Place, listen: &Listen, logs: &Logs) -> anyhow::Result<()> {
    let db = place.open()?;
    serve(place, &db, listen, logs, 0, |_| Ok(Vec::new()))
}

/// Serves every edition that has a release, `clock_ahead_ms` ahead of the real time, and does the
/// house's work meanwhile. `then` is told where the house is reached and says what else to print.
pub fn serve(
    place: &Place,
    db: &Db,
    listen: &Listen,
    logs: &Logs,
    clock_ahead_ms: i64,
    then: impl FnOnce(&str) -> anyhow::Result<Vec<String>>,
) -> anyhow::Result<()> {
    let setting = listen.public.setting(clock_ahead_ms, Doors::Open);
    let shelf = Arc::new(Shelf::new(published(db, &setting)?));
    let outlet = listen.mail.outlet(&place.data)?;
    let pulse = Pulse::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stop = stopped()?;
        let listener = TcpListener::bind(listen.listen).await.with_context(|| {
            format!("cannot listen on {}; choose another --listen", listen.listen)
        })?;
        let here = format!("http://{}", listener.local_addr()?);
        let base_url = if setting.base_url.is_empty() { &here } else { &setting.base_url };
        let house = Arc::new(PublicHouse(Arc::clone(&shelf)));
        let ctx = operator().in_hall(clock_ahead_ms);
        let desk = Desk::new(db.clone(), ctx.clone(), house, base_url);
        let desk = Arc::new(desk.with_registration(listen.registration));
        let pages =
            people::web::router().merge(programme::web::router()).merge(hosting::web::router());
        let pages = pages.merge(calls::web::router());
        let pages = pages.merge(letters::web::router()).merge(releasing::web::router());
        let pages = pages.merge(review::web::router());
        let pages = pages.merge(translation::web::router(listen.drafts.machine()?));
        let pages = pages.merge(guests::web::router()).merge(door_web::router());
        let pages = pages.merge(admissions::seats::web::router());
        let pages = pages.merge(changes::router(Arc::clone(&shelf)));
        let api = Arc::new(listen.interface.api(db, ctx, base_url));
        let reachable = listen.interface.webhooks;
        let setting_of_programs = web::Setting { api: Arc::clone(&api), reachable };
        let pages = pages.merge(web::router(&setting_of_programs));
        let clock = Arc::new(AheadClock { ahead_ms: clock_ahead_ms });
        let mut floor =
            Floor::new(Arc::clone(&shelf), clock, desk.guarded(pages).merge(api.router()))
                .with_run(run_number()?)
                .with_pulse(pulse.clone());
        if let Some(log) = logs.access() {
            floor = floor.with_log(log);
        }
        tokio::spawn(pulse.feel(db.clone()));
        let sending = listen.mail.sending(outlet, base_url)?;
        let house = operator().in_hall(clock_ahead_ms).acting(Actor::House);
        let tasks = tasks::all(sending, Arc::clone(&shelf), setting.clone(), reachable);
        let worker = Worker::start(db, &house, tasks)?;
        println!("Guildhall is open at {here}/");
        say(&[format!("Letters go to {}", listen.mail.said(&place.data))]);
        say(&then(base_url)?);
        let closing = async move {
            stop.await;
            desk.close();
        };
        door::open(listener, Arc::new(floor), closing).await?;
        tokio::task::spawn_blocking(move || worker.stop()).await?;
        db.close();
        Ok(())
    })
}

/// Says what is nice to know. Whoever has read enough may have closed the pipe.
fn say(lines: &[String]) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
}

impl Listen {
    /// The same for a demonstration, whose public is whoever sits at this machine: addresses are whole
    /// without being told where the site is reached.
    pub fn at_home(&self) -> Self {
        let mut here = self.clone();
        if here.public.base_url.is_empty() && self.listen.port() != 0 {
            here.public.base_url = format!("http://{}", self.listen);
        }
        here
    }
}

impl Public {
    pub fn setting(&self, clock_ahead_ms: i64, doors: Doors) -> Setting {
        let base_url = self.base_url.trim_end_matches('/').to_owned();
        Setting { base_url, clock_ahead_ms, doors }
    }
}

/// Every edition that has a release, rendered for the setting's present.
pub fn published(db: &Db, setting: &Setting) -> anyhow::Result<Vec<Published>> {
    let mut published = Vec::new();
    for edition in db.read_now(editions::verbs::all)? {
        published.extend(publish(db, &edition, setting)?);
    }
    Ok(published)
}

/// The newest release of one edition, rendered; `None` when it has none.
pub fn publish(db: &Db, edition: &Edition, setting: &Setting) -> anyhow::Result<Option<Published>> {
    let id: EditionId = edition.id;
    let now = Timestamp::from_millis(SystemClock::moment().as_millis() + setting.clock_ahead_ms);
    let history = db.read_now(move |tx| release::heads(tx, id))?;
    let Some(release) = db.read_now(move |tx| release::newest(tx, id))? else { return Ok(None) };
    let told = history.iter().map(|head| ReleaseHead {
        number: head.number,
        released_at: head.released_at,
        note: head.note.clone(),
    });
    let site = Site::new(Arc::new(release), setting.clone()).with_history(told.collect());
    // Where nobody answers, what changed from one release to the next is written ahead.
    let changes = match setting.doors {
        Doors::Open => Vec::new(),
        Doors::Closed => changes::ahead(db, &site)?,
    };
    Ok(Some(Published::new(site, &history, changes, now)))
}

/// Done when the machine asks the program to end. It listens from the call on, not only once it is
/// waited for: whoever reads that the hall is open may close it at once.
#[cfg(unix)]
fn stopped() -> anyhow::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stopped() -> anyhow::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // Without the signal the program is ended from outside.
        let _ = tokio::signal::ctrl_c().await;
    })
}
