//! A site of a few pages on a plain TCP listener, for the harness to visit.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves until the test program ends; answers its address.
pub fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    base
}

fn answer(mut stream: TcpStream) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let language = head.iter().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("accept-language").then_some(value)
    });
    let (status, extra, body) = page(&path, language.unwrap_or("none"));
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n");
    let policy = "Content-Security-Policy: default-src 'self'; style-src 'unsafe-inline'; \
                  img-src *\r\n";
    stream.write_all(format!("{head}{policy}{extra}\r\n{body}").as_bytes()).ok()
}

fn page(path: &str, language: &str) -> (&'static str, &'static str, String) {
    const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    match path {
        "/" => ("200 OK", HTML, HOME.replace("{language}", language)),
        "/programme" => {
            ("200 OK", HTML, format!("{FRAME}<h1>Programme</h1><p id=query>{query}</p>"))
        }
        "/moved" => ("303 See Other", "Location: /programme\r\n", String::new()),
        "/home.js" => ("200 OK", "Content-Type: text/javascript\r\n", SCRIPT.to_owned()),
        "/star.ics" => {
            let kind = "Content-Type: text/calendar\r\n\
                        Content-Disposition: attachment; filename=\"star.ics\"\r\n";
            ("200 OK", kind, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned())
        }
        "/broken" => ("200 OK", HTML, BROKEN.to_owned()),
        "/favicon.ico" => ("204 No Content", "", String::new()),
        _ => ("404 Not Found", HTML, format!("{FRAME}<h1>Not here</h1>")),
    }
}

const FRAME: &str = "<!doctype html><html lang=en><meta name=viewport \
    content='width=device-width'><title>Site</title><main>";

const HOME: &str = r##"<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Site</title>
<style>
  body { background: white; color: black }
  a { display: inline-block; min-height: 24px; min-width: 24px }
  @media (prefers-color-scheme: dark) { body { background: black; color: white } a { color: aqua } }
  @media print { nav { display: none } }
  main { height: 3000px }
</style></head><body>
<nav><a href="/programme?all">日程 (all)</a> <a href="/programme">日程</a>
<a href="/moved">Moved</a> <a href="/star.ics">Calendar file</a> <a href="/nowhere">Nowhere</a>
<a href="#end">End</a></nav>
<main><h1>大会</h1><p id="language">{language}</p><p id="script">without script</p>
<form action="/programme"><label>Search <input name="q" value="old"></label><button>Go</button>
</form>
<label>Day <select id="day"><option value="1">Friday</option><option value="2">Saturday</option>
</select></label>
<p id="late-place"></p><p id="end">End</p></main><script src="/home.js"></script></body></html>"##;

const SCRIPT: &str = "
    document.querySelector('#script').textContent = 'with script';
    setTimeout(() => {
        document.querySelector('#late-place').innerHTML = '<b id=late>late</b>';
    }, 300);
";

const BROKEN: &str = "<!doctype html><html><title></title><img src='/missing.png'>\
    <img src='http://outside.example/tile.png'><script>alert(1)</script><button></button>";
