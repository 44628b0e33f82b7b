//! Killed at any instant, the program finds everything whole when it comes back.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs};

use super::program::{Place, Serving, clean, places, postgres_url};
use super::proxy::Proxy;

/// So many instants of the first load, spread over all that it writes.
const INSTANTS: u64 = 12;
/// A start that takes longer has failed.
const WITHIN: Duration = Duration::from_secs(120);
const DEMO: [&str; 3] = ["demo", "--listen", "127.0.0.1:0"];

/// What `check` may say of a load that was killed: whole, or not begun, or not finished.
fn assert_never_half(place: &Place) {
    let said = place.run(&["check"]);
    let not_there = ["holds no conference yet", "is of an older program", "there is no database"];
    let whole = said.code == Some(0);
    let begun = said.code == Some(4) && not_there.iter().any(|words| said.err.contains(words));
    assert!(whole || begun, "{said:?}");
}

/// Starts the demo again until its load is done, kills it while it makes its pages, and checks.
fn assert_comes_back(place: &Place) {
    let mut child =
        place.command(&DEMO).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + WITHIN;
    let whole = loop {
        let said = place.run(&["check"]);
        let loaded = said.out.lines().any(|line| {
            let mut words = line.split_whitespace();
            words.any(|word| word == "1") && line.contains("programme.releases ")
        });
        if said.code == Some(0) && loaded {
            break true;
        }
        if Instant::now() > until {
            break false;
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    assert!(whole, "it did not come back");
    place.assert_whole();
}

/// Opens the demo, kills it (SIGKILL) while it answers, and checks.
fn assert_whole_after_a_kill_while_serving(place: &Place) {
    let mut serving = Serving::start(place.command(&DEMO));
    let address = serving.address.clone();
    let reader = std::thread::spawn(move || {
        let mut answers = 0;
        while super::serving::get(&address, "/zh/gdc-2025/programme").is_some() {
            answers += 1;
        }
        answers
    });
    while super::serving::get(&serving.address, "/healthz").is_none() {}
    serving.child.kill().unwrap();
    serving.child.wait().unwrap();
    reader.join().unwrap();
    place.assert_whole();
}

#[test]
fn a_demo_that_is_killed_at_any_instant_on_sqlite() {
    let place = places().remove(0);
    assert_whole_after_a_kill_while_serving(&place);
    let size = |name| fs::metadata(place.folder.join(name)).map_or(0, |file| file.len());
    let written = size("hall.sqlite").max(size("hall.sqlite-wal"));

    let place = places().remove(0);
    let mut in_the_load = 0;
    for instant in 1..=INSTANTS {
        // A signal ends the program in the middle of the write that would make a file longer than
        // this: an instant that comes again in every run, with nothing tidied up.
        let blocks = written * instant / (INSTANTS + 1) / 512;
        let mut command = clean(Command::new("sh"), &place.folder.0);
        command.args(["-c", "ulimit -c 0; ulimit -f \"$1\"; shift; exec \"$@\"", "sh"]);
        command.arg(blocks.to_string()).arg(env!("CARGO_BIN_EXE_guildhall"));
        command.args(["--database", &place.url]).args(DEMO);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        in_the_load += u64::from(dies_before_it_opens(out, &Mutex::new(Some(child))));
        assert_never_half(&place);
    }
    assert!(in_the_load >= INSTANTS / 2, "only {in_the_load} of {INSTANTS}");
    assert_comes_back(&place);
}

/// Waits until the program dies, or kills it (SIGKILL) once it is open: what it wrote by then was
/// less than it may.
fn dies_before_it_opens(out: ChildStdout, victim: &Mutex<Option<Child>>) -> bool {
    let mut line = String::new();
    let _ = BufReader::new(out).read_line(&mut line);
    let mut victim = victim.lock().unwrap();
    let victim = victim.as_mut().expect("it was started");
    let _ = victim.kill();
    assert_eq!(victim.wait().unwrap().code(), None, "{line:?}");
    line.is_empty()
}

#[test]
fn a_demo_that_is_killed_at_any_instant_on_postgres() {
    let Some(url) = postgres_url() else { return };
    let through = |url: &str| {
        let (proxy, through) = Proxy::before(url);
        let folder = super::program::Folder::new();
        (proxy, Place { folder, url: through })
    };
    let (proxy, place) = through(&url);
    // What is sent until the hall is open; afterwards the worker asks for ever.
    let serving = Serving::start(place.command(&DEMO));
    let sent = proxy.bytes();
    drop(serving);
    assert_whole_after_a_kill_while_serving(&place);

    let (proxy, place) = through(&postgres_url().unwrap());
    let mut in_the_load = 0;
    for instant in 1..=INSTANTS {
        let victim = Arc::new(Mutex::new(None::<Child>));
        let mut starting = victim.lock().unwrap();
        let dying = Arc::clone(&victim);
        proxy.at(sent * instant / (INSTANTS + 2), move || {
            let _ = dying.lock().unwrap().as_mut().map(Child::kill);
        });
        let mut command = place.command(&DEMO);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let out = starting.insert(child.unwrap()).stdout.take();
        drop(starting);
        in_the_load += u64::from(dies_before_it_opens(out.unwrap(), &victim));
        assert_never_half(&place);
    }
    assert!(in_the_load >= INSTANTS / 2, "only {in_the_load} of {INSTANTS}");
    assert_comes_back(&place);
    assert!(env::var_os("GUILDHALL_TEST_POSTGRES").is_some());
}
