use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::translation::glossary::Term;
use crate::translation::machine::{Machine, Task};

/// A server that answers one request with these bytes; what was asked comes through the channel: the
/// head's lines, then the body.
fn server(answer: &str) -> (String, Receiver<(Vec<String>, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1/", listener.local_addr().unwrap());
    let (tell, told) = channel();
    let answer = answer.to_owned();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim().to_lowercase());
        }
        let length = head.iter().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        reader.read_exact(&mut body).unwrap();
        tell.send((head, serde_json::from_slice(&body).unwrap_or_default())).unwrap();
        let mut stream = stream;
        // Nothing to say: it keeps the line open until the test is over.
        match answer.is_empty() {
            true => drop(reader.read_to_end(&mut Vec::new())),
            false => stream.write_all(answer.as_bytes()).unwrap(),
        }
    });
    (address, told)
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    )
}

fn task() -> Task {
    let term = Term {
        id: kernel::Id::named("term", "1"),
        zh: "算力".to_owned(),
        en: "compute".to_owned(),
        note: String::new(),
    };
    Task { from: Lang::Zh, to: Lang::En, words: "算力工作坊".to_owned(), terms: vec![term] }
}

fn ask(address: &str) -> Result<String, Unwilling> {
    Machine::new(address, "sample-model", "secret-key", Duration::from_millis(400)).ask(&task())
}

#[test]
fn a_machine_is_asked_with_its_model_its_key_and_the_terms() {
    let said =
        json!({ "choices": [{ "message": { "role": "assistant", "content": " Compute! " } }] });
    let (address, told) = server(&answer("200 OK", &said.to_string()));
    assert_eq!(ask(&address), Ok("Compute!".to_owned()));
    let (head, body) = told.recv().unwrap();
    assert_eq!(head[0], "post /v1/chat/completions http/1.1");
    assert!(head.contains(&"authorization: bearer secret-key".to_owned()), "{head:?}");
    assert_eq!(
        (&body["model"], &body["messages"][1]["content"]),
        (&json!("sample-model"), &json!("算力工作坊"))
    );
    let instruction = body["messages"][0]["content"].as_str().unwrap();
    assert!(instruction.contains("from Simplified Chinese to English"), "{instruction}");
    assert!(instruction.contains("算力 = compute"), "{instruction}");
}

#[test]
fn a_machine_that_fails_or_is_silent_is_told_apart_and_its_key_is_shown_nowhere() {
    let empty = json!({ "choices": [] }).to_string();
    let blank = json!({ "choices": [{ "message": { "content": " " } }] }).to_string();
    for (status, body) in [
        ("401 Unauthorized", "{}"),
        ("500 Internal Server Error", "oops"),
        ("200 OK", "no json"),
        ("200 OK", empty.as_str()),
        ("200 OK", blank.as_str()),
        ("302 Found", ""),
    ] {
        let (address, _told) = server(&answer(status, body));
        assert_eq!(ask(&address), Err(Unwilling::MachineFailed), "{status} {body}");
    }
    let (address, _told) = server("");
    assert_eq!(ask(&address), Err(Unwilling::MachineSilent));
    // Nobody listens there any more.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(ask(&format!("http://{closed}")), Err(Unwilling::MachineSilent));
    let machine = Machine::new("https://x.org/v1", "m", "secret-key", Duration::from_secs(1));
    assert_eq!(format!("{machine:?}"), "Machine(m at https://x.org/v1)");
}
