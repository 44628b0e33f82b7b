use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::json;

use super::outbox::{Sending, order, send_next, sweep};
use super::*;
use crate::access::AccountId;
use crate::trial::World;
use crate::work::Next;

store::statements! {
    STATES = "select attempts, sent_at is not null as sent, dead_at is not null as dead, reason
        from outbox order by id";
}

const GREETING: Kind = Kind {
    name: "greeting",
    compose: |_, _, order, base_url| {
        let text = format!("{base_url}/zh 欢迎 {}", order.payload["seat"]);
        let letter =
            Letter { to: "guest@example.org".into(), subject: "欢迎 Welcome".into(), text };
        Ok(order.account.map(|_| letter))
    },
};

fn sending(outlet: &str) -> Arc<Sending> {
    Arc::new(Sending {
        outlet: outlet.parse().unwrap(),
        from: "会馆 <hall@example.org>".parse().unwrap(),
        base_url: "https://example.org".into(),
        kinds: vec![GREETING],
    })
}

fn ordered(world: &World, account: Option<u128>) {
    let ctx = world.ctx.clone();
    let account = account.map(|number| AccountId::from_uuid(kernel::Uuid::from_u128(number)));
    world.write(move |tx| order(tx, &ctx, "greeting", account, &json!({"seat": 7})));
}

fn send_all(world: &World, sending: &Arc<Sending>) {
    while send_next(&world.db, &world.ctx, sending).unwrap() == Next::Now {}
}

fn states(world: &World) -> Vec<(i64, bool, bool, Option<String>)> {
    world.read(|tx| tx.all(STATES, ()))
}

#[test]
fn a_letter_is_written_out_when_it_is_sent_and_sent_once() {
    for world in World::all() {
        let sending = sending("memory:");
        ordered(&world, Some(1));
        send_all(&world, &sending);
        world.pass(Duration::from_secs(3600));
        send_all(&world, &sending);

        let texts: Vec<String> = sending.outlet.kept().into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["https://example.org/zh 欢迎 7"]);
        assert_eq!(states(&world), [(1, true, false, None)]);
    }
}

#[test]
fn a_letter_that_nobody_wants_any_more_is_dropped() {
    for world in World::all() {
        let sending = sending("memory:");
        ordered(&world, None);
        send_all(&world, &sending);

        assert_eq!(sending.outlet.kept(), []);
        assert_eq!(states(&world), []);
    }
}

#[test]
fn a_server_that_refuses_is_asked_again_and_at_last_the_letter_is_dead_with_the_reason() {
    for world in World::all() {
        // A port that was free a moment ago: nobody listens.
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let sending = sending(&format!("smtp://127.0.0.1:{free}"));
        ordered(&world, Some(1));
        for minutes in [1, 2, 4, 8, 16, 32] {
            send_all(&world, &sending);
            world.pass(Duration::from_secs(60 * minutes));
        }
        send_all(&world, &sending);

        let state = states(&world).remove(0);
        assert_eq!((state.0, state.1, state.2), (6, false, true));
        assert!(state.3.unwrap().to_lowercase().contains("connection"));

        world.pass(Duration::from_secs(31 * 24 * 3600));
        let ctx = world.ctx.clone();
        assert_eq!(world.write(move |tx| sweep(tx, &ctx)), 1);
    }
}

#[test]
fn a_folder_gets_one_whole_file_a_letter() {
    let world = World::all().remove(0);
    let folder = std::env::temp_dir().join(format!("guildhall-mail-{}", std::process::id()));
    let sending = sending(&format!("folder:{}", folder.display()));
    ordered(&world, Some(1));
    ordered(&world, Some(1));
    send_all(&world, &sending);

    let names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|one| one.unwrap().path()).collect();
    let letter = std::fs::read_to_string(&names[0]).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();

    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| name.extension().is_some_and(|ending| ending == "eml")));
    assert!(letter.contains("\r\nAuto-Submitted: auto-generated\r\n"), "{letter}");
    assert!(letter.contains("\r\nTo: guest@example.org\r\n"), "{letter}");
    assert!(letter.contains("@example.org>\r\n"), "{letter}");
}

#[test]
fn an_smtp_server_takes_the_letter_as_the_protocol_wants_it() {
    let world = World::all().remove(0);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = serve_once(listener);
    let sending = sending(&format!("smtp://127.0.0.1:{port}"));
    ordered(&world, Some(1));
    send_all(&world, &sending);

    let lines = heard.recv().unwrap();
    let commands: Vec<&str> = lines
        .iter()
        .map(|line| line.split_once(' ').map_or(line.as_str(), |(first, _)| first))
        .filter(|word| ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"].contains(word))
        .collect();
    assert_eq!(&commands[..4], ["EHLO", "MAIL", "RCPT", "DATA"]);
    assert!(lines.contains(&"RCPT TO:<guest@example.org>".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Subject: =?utf-8?b?")), "{lines:?}");
    assert_eq!(states(&world), [(1, true, false, None)]);
}

/// Speaks SMTP (RFC 5321) with one client, then tells every line it heard.
fn serve_once(listener: TcpListener) -> Receiver<Vec<String>> {
    let (told, heard) = channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        told.send(converse(stream)).unwrap();
    });
    heard
}

fn converse(mut stream: TcpStream) -> Vec<String> {
    let mut lines = Vec::new();
    let mut in_data = false;
    let reader = BufReader::new(stream.try_clone().unwrap());
    let mut say = |words: &str| write!(stream, "{words}\r\n").unwrap();
    say("220 hall.example.org ESMTP");
    for line in reader.lines() {
        let Ok(line) = line else { break };
        let word = line.split(' ').next().unwrap_or_default().to_uppercase();
        match word.as_str() {
            "." if in_data => {
                in_data = false;
                say("250 taken");
            }
            _ if in_data => {}
            "EHLO" => say("250-hall.example.org\r\n250 8BITMIME"),
            "DATA" => {
                in_data = true;
                say("354 go on");
            }
            "QUIT" => {
                say("221 bye");
                lines.push(line);
                break;
            }
            _ => say("250 ok"),
        }
        lines.push(line);
    }
    lines
}
