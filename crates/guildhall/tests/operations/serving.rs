use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use guildhall::migrations::MIGRATIONS;
use guildhall::programme::{draft, fixture, release};
use kernel::Text;
use store::migrate;

use super::program::{Folder, Place, Serving, places, postgres_url};
use super::proxy::Proxy;

/// Longer than the database's pulse is felt again.
const WITHIN: Duration = Duration::from_secs(60);

/// The whole answer; nothing when nobody answers.
pub fn get(address: &str, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned()).filter(|answer| !answer.is_empty())
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let limit = Instant::now() + WITHIN;
    while !holds() {
        assert!(Instant::now() < limit, "{what} did not happen");
        std::thread::yield_now();
    }
}

fn terminate(serving: &Serving) {
    let sent = Command::new("kill").args(["-TERM", &serving.child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// A conference whose one page is far larger than what lies between two programs.
fn with_a_large_page() -> Place {
    let place = places().remove(0);
    let db = place.open();
    migrate(&db, MIGRATIONS, fixture::at(0)).unwrap();
    db.write_now(|tx| -> Result<(), store::Fault> {
        let mut programme = fixture::programme(6);
        let long = "A long story.\n\n".repeat(8_000_000 / 15);
        programme.activities[0].description = Text::zh_en("", long);
        draft::write(tx, &programme)?;
        release::freeze(tx, fixture::id("1"), fixture::at(0), Text::empty(), programme)?;
        Ok(())
    })
    .unwrap();
    db.close();
    place
}

#[test]
fn a_reader_who_is_being_answered_is_answered_to_the_end_after_sigterm() {
    let place = with_a_large_page();
    let mut serving = place.serving(&["serve"]);
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    stream
        .write_all(b"GET /en/sample-2025/activities/activity-0 HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    let mut answer = vec![0; 1_000];
    stream.read_exact(&mut answer).unwrap();
    terminate(&serving);
    until("the door closes", || TcpStream::connect(&serving.address).is_err());

    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    answer.extend(rest);
    let head_ends = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let head = String::from_utf8_lossy(&answer[..head_ends]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let length: usize = length.trim().parse().unwrap();
    assert!(length > 8_000_000, "{head}");
    assert_eq!(answer.len() - head_ends, length);
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
    place.assert_whole();
}

#[test]
fn readiness_follows_the_database_and_pages_do_not() {
    let Some(url) = postgres_url() else { return };
    let (proxy, through) = Proxy::before(&url);
    let filled = Place { folder: Folder::new(), url }.filled();
    let place = Place { folder: Folder::new(), url: through };
    let serving = place.serving(&["serve"]);
    let says = |path: &str, status: &str| {
        get(&serving.address, path).is_some_and(|answer| answer.starts_with(status))
    };
    assert!(says("/readyz", "HTTP/1.1 200"));
    assert!(get(&serving.address, "/metrics").unwrap().contains("guildhall_database_up 1\n"));
    proxy.cut();
    until("it is not ready", || says("/readyz", "HTTP/1.1 503"));
    assert!(get(&serving.address, "/metrics").unwrap().contains("guildhall_database_up 0\n"));
    assert!(says("/healthz", "HTTP/1.1 200"));
    assert!(says("/en/sample-2025", "HTTP/1.1 200"));
    proxy.mend();
    until("it is ready again", || says("/readyz", "HTTP/1.1 200"));
    filled.assert_whole();
}

/// What the program logs while one reader asks for one page.
fn logged(arguments: &[&str]) -> String {
    let place = places().remove(0).filled();
    let mut command = place.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = child.stderr.take().unwrap();
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().trim().trim_end_matches('/').to_owned();
    let serving = Serving { child, address };
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    let request = "GET /en/sample-2025/search?q=ada@example.org HTTP/1.1\r\nhost: x\r\n\
                   cookie: session=secret-token\r\nuser-agent: My Phone\r\n\
                   connection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    terminate(&serving);
    let text = reading.join().unwrap();
    for private in ["ada@", "secret-token", "My Phone", "127.0.0.1"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    text
}

#[test]
fn logs_are_words_or_json_and_tell_of_requests_but_not_of_readers() {
    let words = logged(&[]);
    assert!(words.contains(" 200 GET /en/sample-2025/search "), "{words}");
    let json = logged(&["--log-format", "json"]);
    assert!(json.contains("\"path\":\"/en/sample-2025/search\""), "{json}");
    for line in json.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    for quiet in ["warn", "info,access=off"] {
        assert_eq!(logged(&["--log", quiet]), "", "{quiet}");
    }
}

#[test]
fn the_manual_names_every_figure_and_no_other() {
    let place = places().remove(0).filled();
    let serving = place.serving(&["serve"]);
    let figures = get(&serving.address, "/metrics").unwrap();
    let known: std::collections::BTreeSet<&str> = figures
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .collect();
    for lang in ["en", "zh"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let manual = root.join(format!("docs/manual/{lang}/operator.md"));
        let text = std::fs::read_to_string(manual).unwrap();
        let told: std::collections::BTreeSet<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .filter(|name| name.starts_with("guildhall_") || name.starts_with("process_"))
            .collect();
        assert_eq!(told, known, "{lang}");
    }
}
