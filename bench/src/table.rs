//! The draft table: what a drop takes at the server, when a second editor sees it, and how smoothly the
//! board moves with a published schedule on it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use browser::{Browser, Device, Frames, Page};
use guildhall::access::{self, Actor, Can, Denied, EditProgramme, ImportSchedule, Scope};
use guildhall::ctx::Ctx;
use guildhall::error::Error;
use guildhall::migrations::MIGRATIONS;
use guildhall::people::model::Person;
use guildhall::programme::table::model::{Spot, seen};
use guildhall::programme::table::verbs::places::{self, Wish};
use guildhall::programme::{fixture, verbs};
use kernel::{FixedClock, Id, SeededIds};
use store::{Db, Options, Tx, migrate};

const ACTIVITIES: usize = 1000;
const PEOPLE: usize = 1000;
const DROPS: usize = 200;

pub fn run(postgres: Option<&str>) -> anyhow::Result<()> {
    println!(
        "{DROPS} drops, {ACTIVITIES} activities, {PEOPLE} people: checked, stored, read again"
    );
    println!("{:<12} {:>10} {:>10} {:>10}", "engine", "median ms", "p99 ms", "goal ms");
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("table.sqlite").display());
    drops("SQLite", &sqlite)?;
    let data = crate::import::data();
    if data.is_none() {
        println!("second editor, frames: GUILDHALL_DATA must name the folder of published files");
    }
    if let Some(data) = &data {
        at_the_table("SQLite", &House::open(data, &folder.path().join("house"), None)?)?;
    }
    if let Some(url) = postgres {
        // The house wants an empty database.
        if let Some(data) = &data {
            let house = House::open(data, &folder.path().join("other"), Some(url))?;
            at_the_table("PostgreSQL", &house)?;
        }
        drops("PostgreSQL", url)?;
    }
    Ok(())
}

fn may<P: access::Permission>(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<P>, Error<Denied>> {
    access::require(
        tx,
        ctx,
        Scope::edition(fixture::id::<guildhall::editions::model::Edition>("edition")),
    )
}

fn drops(name: &str, url: &str) -> anyhow::Result<()> {
    let db = Db::open(&url.parse()?, Options::default())?;
    migrate(&db, MIGRATIONS, fixture::at(0))?;
    let ctx = Ctx {
        clock: Arc::new(FixedClock::at(fixture::at(0))),
        ids: Arc::new(SeededIds::new(1)),
        actor: Actor::Operator,
        hall_ahead_ms: 0,
    };
    let mut programme = fixture::programme(ACTIVITIES);
    let like = programme.people[0].clone();
    programme.people.extend((programme.people.len()..PEOPLE).map(|number| Person {
        id: Id::named("bench", &number.to_string()),
        slug: format!("guest-{number}").parse().expect("a slug"),
        ..like.clone()
    }));
    let (writing, loaded) = (ctx.clone(), programme.clone());
    let imported = db.write_now(move |tx: &mut Tx<'_>| {
        let permit = may::<ImportSchedule>(tx, &writing).map_err(|no| no.map(Into::into))?;
        verbs::import(tx, &writing, permit, &loaded)
    });
    imported.map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut spans = Vec::new();
    for round in 0..DROPS {
        let activity = &programme.activities[round];
        let wish = Wish {
            activity: activity.slug.clone(),
            seen: seen(activity.placement),
            to: Some(Spot {
                hall: fixture::id(["main", "side", "room"][round % 3]),
                day: "2025-02-21".parse()?,
                minute: (8 * 60 + round % 7) as u16,
                minutes: 10,
            }),
        };
        let (acting, reading) = (ctx.clone(), ctx.clone());
        let started = Instant::now();
        let done = db.write_now(move |tx: &mut Tx<'_>| {
            let permit = may::<EditProgramme>(tx, &acting).map_err(|no| no.map(Into::into))?;
            places::place(tx, &acting, permit, &wish)
        });
        // The page's answer names what the drop causes: it reads the draft once more.
        let read = db.read_now(move |tx: &mut Tx<'_>| {
            let permit = may::<EditProgramme>(tx, &reading).map_err(|no| no.map(Into::into))?;
            places::sheet(tx, permit)
        });
        spans.push(started.elapsed());
        let done = done.map_err(|error| anyhow::anyhow!("{error}"))?;
        ensure!(done.changes.len() == 1 && read.is_ok(), "a drop moved {:?}", done.changes);
    }
    spans.sort_unstable();
    let millis = |span: Duration| span.as_secs_f64() * 1e3;
    let (median, late) = (millis(spans[DROPS / 2]), millis(spans[DROPS * 99 / 100]));
    println!("{name:<12} {median:>10.1} {late:>10.1} {:>10}", 50);
    Ok(())
}

/// The program beside this one, open for an organiser; ends when dropped.
struct House {
    serving: Child,
    address: String,
    /// Links that sign in once.
    links: Vec<String>,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.serving.kill();
        let _ = self.serving.wait();
    }
}

fn program() -> anyhow::Result<PathBuf> {
    let beside = std::env::current_exe()?.with_file_name("guildhall");
    ensure!(beside.exists(), "build the program first: cargo build --release");
    Ok(beside)
}

impl House {
    /// A house with FOSDEM 2025 as its draft, in a folder, on SQLite or on the database at a URL.
    fn open(data: &Path, folder: &Path, postgres: Option<&str>) -> anyhow::Result<Self> {
        let place = |command: &mut Command| {
            command.arg("--data").arg(folder);
            if let Some(url) = postgres {
                command.args(["--database", url]);
            }
        };
        let told = |arguments: &[&str]| -> anyhow::Result<String> {
            let mut command = Command::new(program()?);
            command.args(arguments);
            place(&mut command);
            let out = command.output()?;
            let said = String::from_utf8_lossy(&out.stdout).into_owned();
            let wrong = String::from_utf8_lossy(&out.stderr).into_owned();
            ensure!(out.status.success(), "{arguments:?}: {said}{wrong}");
            Ok(said)
        };
        let mut links = Vec::new();
        let asked = ["--lang", "en", "--base-url", "http://127.0.0.1"];
        let first = ["init", "--email", "bench@example.org", "--name", "Bench"];
        let said = told(&[&first[..], &asked[..]].concat())?;
        let link = said.split_whitespace().find(|word| word.contains("/sign-in/"));
        let link = link.context("init tells a link")?;
        links.push(link[link.find("/en/").context("the link is English")?..].to_owned());
        let schedule = data.join("schedules/fosdem-2025.xml").display().to_string();
        told(&["import", "schedule", &schedule, "--edition", "fosdem-2025"])?;
        let mut command = Command::new(program()?);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        place(&mut command);
        let mut serving = command.spawn()?;
        let mut lines = BufReader::new(serving.stdout.take().context("its words")?).lines();
        let mut house = Self { serving, address: String::new(), links };
        let line = lines.next().context("it says where it is open")??;
        let start = line.find("http://").context("an address")?;
        line[start..].trim().trim_end_matches('/').clone_into(&mut house.address);
        Ok(house)
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Signs in, and sits down at the table of the first day.
    fn sit_down(&self, page: &Page) -> anyhow::Result<()> {
        page.goto(&self.at(&self.links[0]))?;
        page.click("main form button")?;
        // Whoever operates the house gives themselves the role that sits at the table, and a password
        // to sign in by elsewhere.
        page.goto(&self.at("/en/fosdem-2025/roles"))?;
        page.type_into("#email", "bench@example.org")?;
        page.choose("#role", "organiser")?;
        page.click("form.sheaf button")?;
        page.goto(&self.at("/en/account/settings"))?;
        page.type_into("#password", PASSWORD)?;
        page.click("form[action$='/password'] button")?;
        self.look(page)
    }

    fn sit_beside(&self, page: &Page) -> anyhow::Result<()> {
        page.goto(&self.at("/en/sign-in"))?;
        page.type_into("#email", "bench@example.org")?;
        page.type_into("#password", PASSWORD)?;
        page.click("form[action$='/sign-in'] button")?;
        self.look(page)
    }

    fn look(&self, page: &Page) -> anyhow::Result<()> {
        page.goto(&self.at("/en/fosdem-2025/draft/table?day=2025-02-01"))?;
        Ok(page.wait_for(".t-act")?)
    }
}

const PASSWORD: &str = "a long enough password";

fn at_the_table(name: &str, house: &House) -> anyhow::Result<()> {
    let Some(first) = Browser::for_tests("frames of the draft table") else { return Ok(()) };
    let Some(second) = Browser::for_tests("a second editor") else { return Ok(()) };
    let page = first.page(Device::desktop())?;
    house.sit_down(&page)?;
    let beside = second.page(Device::desktop())?;
    house.sit_beside(&beside)?;
    seen_beside(name, &page, &beside)?;
    if name != "SQLite" {
        return Ok(());
    }
    let count = page.count(".t-act")?;
    println!("the board of {count} activities of one day (943 in all), frames a second (goal 60)");
    println!("{:<12} {:>8} {:>10} {:>10} {:>10}", "", "a second", "median ms", "p95 ms", "dropped");
    let middle = (900.0, 500.0);
    // As large as it gets: the board must not end before the scroll does.
    page.click(".t-plus")?;
    page.click(".t-plus")?;
    page.eval::<bool>("(document.querySelector('.t-scroll').scrollTop = 0, true)")?;
    tell("down", &page.frames(|| page.scroll(middle, (0.0, 900.0), 800))?);
    tell("up", &page.frames(|| page.scroll(middle, (0.0, -900.0), 800))?);
    tell("aside", &page.frames(|| page.scroll(middle, (2400.0, 0.0), 1600))?);
    tell("dragging", &page.frames(|| drag(&page))?);
    Ok(())
}

const SEEN: usize = 30;

/// From the key that drops it in one browser to the new place drawn in the other.
fn seen_beside(name: &str, page: &Page, beside: &Page) -> anyhow::Result<()> {
    page.eval::<bool>(
        "(addEventListener('keydown', (key) => { if (key.key === 'Enter') window.dropped = Date.now(); }, true), true)",
    )?;
    let slug = page.attribute(".t-act", "data-slug")?;
    let tile = format!(".t-act[data-slug='{}']", slug.context("something is on that day")?);
    let mut spans = Vec::new();
    for round in 0..SEEN {
        beside.eval::<bool>(&format!(
            "(() => {{ const top = () => document.querySelector(\"{tile}\")?.style.top; const was = top(); \
             window.arrived = 0; const look = new MutationObserver(() => {{ \
             if (top() && top() !== was) {{ window.arrived = Date.now(); look.disconnect(); }} }}); \
             look.observe(document.querySelector('.t-scroll'), {{ subtree: true, childList: true, attributes: true }}); \
             return true; }})()"
        ))?;
        page.eval::<bool>(&format!("(document.querySelector(\"{tile}\").focus(), true)"))?;
        let way = if round % 2 == 0 { "ArrowDown" } else { "ArrowUp" };
        for key in ["Enter", way, "Enter"] {
            page.press(key)?;
        }
        beside.wait_until_true("window.arrived > 0")?;
        let dropped: f64 = page.eval("window.dropped")?;
        let arrived: f64 = beside.eval("window.arrived")?;
        spans.push(arrived - dropped);
    }
    spans.sort_by(f64::total_cmp);
    println!(
        "{name:<12} {SEEN} drops seen by a second browser: median {:.0} ms, slowest {:.0} ms (goal 500)",
        spans[SEEN / 2],
        spans[SEEN - 1]
    );
    Ok(())
}

fn drag(page: &Page) -> Result<(), browser::Fault> {
    let from: [f64; 2] = page.eval(
        "(() => { for (const one of document.querySelectorAll('.t-act')) { \
         const box = one.getBoundingClientRect(); \
         if (box.left > 400 && box.right < 1300 && box.top > 260 && box.bottom < 700) \
         return [box.left + 20, box.top + 5]; } return [700, 400]; })()",
    )?;
    let through: Vec<(f64, f64)> = (0..120)
        .map(|step| {
            let turn = f64::from(step) / 120.0 * std::f64::consts::TAU;
            (800.0 + 300.0 * turn.cos(), 470.0 + 150.0 * turn.sin())
        })
        .collect();
    page.lead((from[0], from[1]), &through, Duration::from_millis(12))
}

fn tell(what: &str, frames: &Frames) {
    let (each, late) = (frames.percentile_ms(50), frames.percentile_ms(95));
    println!(
        "{what:<12} {:>8.1} {each:>10.1} {late:>10.1} {:>10}",
        frames.a_second(),
        frames.dropped
    );
}
