use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::json;

use super::entries::{self, Stands, Tray};
use super::outbox::{
    Ending, KEEP_TEXT_DAYS, Sending, order, order_many, send_next, send_next_of, sweep,
};
use super::switches::Leave;
use super::*;
use crate::access::AccountId;
use crate::trial::World;
use crate::work::Next;

store::statements! {
    STATES = "select attempts, sent_at is not null as sent, dead_at is not null as dead, reason
        from outbox order by id";
    FORGET = "delete from outbox";
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

/// Speaks SMTP with so many clients in turn, each of which is answered as told after its `RCPT`.
fn serve(listener: TcpListener, answers: &'static [&'static str]) -> Receiver<Vec<String>> {
    let (told, heard) = channel();
    std::thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            told.send(converse_with(stream, answer)).unwrap();
        }
    });
    heard
}

fn converse(stream: TcpStream) -> Vec<String> {
    converse_with(stream, "250 ok")
}

fn converse_with(mut stream: TcpStream, to_rcpt: &str) -> Vec<String> {
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
            "RCPT" => say(to_rcpt),
            _ => say("250 ok"),
        }
        lines.push(line);
    }
    lines
}

/// An edition's letter to somebody, kept and with a calendar enclosed.
const NOTICE: WholeKind = WholeKind {
    name: "notice",
    compose: |_, _, _, site| {
        let letter = Letter {
            to: "guest@example.org".into(),
            subject: "Moved".into(),
            text: format!("{} 改了时间", site.base_url),
        };
        let enclosed = vec![Enclosure {
            name: "opening.ics".into(),
            content_type: "text/calendar; charset=utf-8; method=REQUEST".into(),
            bytes: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec(),
        }];
        Ok(Some(Written { letter, enclosed, keeping: Keeping::Keep }))
    },
};

fn edition() -> kernel::Uuid {
    kernel::Uuid::from_u128(0xed)
}

fn noticed(world: &World, send_at: kernel::Timestamp) -> Leave {
    let ctx = world.ctx.clone();
    let letters = [(None, json!({"edition": edition(), "batch": kernel::Uuid::from_u128(7)}))];
    world.write(move |tx| order_many(tx, &ctx, (edition(), "notice"), &letters, send_at))
}

fn send_notices(world: &World, sending: &Arc<Sending>) {
    while send_next_of(&world.db, &world.ctx, sending, &[NOTICE]).unwrap() == Next::Now {}
}

fn only_entry(world: &World, tray: Tray) -> entries::Entry {
    let mut all = world.read(move |tx| entries::in_tray(tx, edition(), tray));
    assert_eq!(all.len(), 1, "{tray:?}: {all:?}");
    all.remove(0)
}

#[test]
fn a_letter_brings_its_files_and_is_kept_for_a_while() {
    for world in World::all() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = serve(listener, &["250 ok"]);
        let sending = sending(&format!("smtp://127.0.0.1:{port}"));
        noticed(&world, world.ctx.now());
        send_notices(&world, &sending);
        let text = heard.recv().unwrap().join("\n");
        assert!(text.contains("Content-Type: multipart/mixed"), "{text}");
        assert!(text.contains("text/calendar; charset=utf-8; method=REQUEST"), "{text}");
        assert!(text.contains("filename=\"opening.ics\""), "{text}");

        let sent = only_entry(&world, Tray::Sent);
        assert_eq!(sent.text.unwrap().1, "https://example.org 改了时间");
        world.pass(Duration::from_secs(u64::from(KEEP_TEXT_DAYS) * 24 * 3600));
        let ctx = world.ctx.clone();
        world.write(move |tx| sweep(tx, &ctx));
        assert_eq!(only_entry(&world, Tray::Sent).text, None);
    }
}

#[test]
fn a_mailbox_that_is_not_there_is_noted_and_asked_no_more_until_the_note_is_lifted() {
    for world in World::all() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = serve(listener, &["550 5.1.1 no such user", "250 ok"]);
        let sending = sending(&format!("smtp://127.0.0.1:{port}"));
        noticed(&world, world.ctx.now());
        send_notices(&world, &sending);
        heard.recv().unwrap();
        let failed = only_entry(&world, Tray::Failed);
        assert_eq!(failed.stands, Stands::Ended(world.ctx.now(), Ending::Refused));
        assert!(failed.reason.unwrap().contains("5.1.1 no such user"));
        let noted = world.read(|tx| bounces::find(tx, "guest@example.org")).unwrap();
        assert_eq!((noted.noted_by, noted.reason.contains("no such user")), (None, true));

        // The second is not even tried: the server hears of one more client only, below.
        world.write(|tx| tx.run(FORGET, ()));
        noticed(&world, world.ctx.now());
        send_notices(&world, &sending);
        let bounced = only_entry(&world, Tray::Failed);
        assert_eq!(bounced.stands, Stands::Ended(world.ctx.now(), Ending::Bounced));

        let (ctx, id) = (world.ctx.clone(), bounced.id);
        world.write(move |tx| {
            bounces::lift(tx, "guest@example.org")?;
            entries::send_now(tx, &ctx, edition(), id)
        });
        send_notices(&world, &sending);
        heard.recv().unwrap();
        assert_eq!(only_entry(&world, Tray::Sent).id, id);
    }
}

#[test]
fn a_server_that_is_down_for_a_while_loses_nothing_and_gets_each_letter_once() {
    for world in World::all() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap();
        drop(listener);
        let sending = sending(&format!("smtp://127.0.0.1:{}", place.port()));
        noticed(&world, world.ctx.now());
        noticed(&world, world.ctx.now());
        send_notices(&world, &sending);
        let waiting = world.read(|tx| entries::in_tray(tx, edition(), Tray::Queued));
        assert!(waiting.iter().all(|one| one.attempts == 1 && one.reason.is_some()), "{waiting:?}");
        // It is up again, busy at first, and by then the letters' time has come.
        let heard = serve(TcpListener::bind(place).unwrap(), &["451 later", "250 ok", "250 ok"]);
        world.pass(Duration::from_secs(60));
        send_notices(&world, &sending);
        world.pass(Duration::from_secs(120));
        send_notices(&world, &sending);
        let ids: Vec<String> =
            heard.iter().flatten().filter(|line| line.starts_with("Message-ID")).collect();
        assert_eq!((ids.len(), ids[0] == ids[1]), (2, false), "{ids:?}");
        assert_eq!(world.read(|tx| entries::in_tray(tx, edition(), Tray::Sent)).len(), 2);
    }
}

#[test]
fn a_letter_waits_for_a_yes_and_for_its_time_and_can_be_let_go() {
    for world in World::all() {
        let sending = sending("memory:");
        let later = world.ctx.now() + Duration::from_secs(3600);
        assert_eq!(noticed(&world, later), Leave::AtOnce);
        let ctx = world.ctx.clone();
        world.write(move |tx| switches::set(tx, &ctx, (edition(), "notice"), Leave::Approved));
        assert_eq!(noticed(&world, world.ctx.now()), Leave::Approved);
        send_notices(&world, &sending);
        assert_eq!(sending.outlet.kept(), []);

        let (waiting, scheduled) =
            (only_entry(&world, Tray::Waiting).id, only_entry(&world, Tray::Queued).id);
        assert!(world.write(move |tx| entries::approve(tx, edition(), waiting)));
        assert!(!world.write(move |tx| entries::approve(tx, edition(), waiting)));
        send_notices(&world, &sending);
        assert_eq!(sending.outlet.kept().len(), 1);

        let ctx = world.ctx.clone();
        assert!(world.write(move |tx| entries::discard(tx, &ctx, edition(), scheduled)));
        world.pass(Duration::from_secs(3600));
        send_notices(&world, &sending);
        assert_eq!(sending.outlet.kept().len(), 1);
        // A letter that was sent is neither let go nor sent again.
        let ctx = world.ctx.clone();
        let done = world.write(move |tx| {
            Ok::<_, store::Fault>((
                entries::discard(tx, &ctx, edition(), waiting)?,
                entries::send_now(tx, &ctx, edition(), waiting)?,
            ))
        });
        assert_eq!(done, (false, false));
    }
}
