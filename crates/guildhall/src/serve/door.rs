//! The door: takes connections in, and closes without showing anybody out mid-sentence.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use kernel::Timestamp;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::desks::{Desks, Seat};
use super::floor::Floor;
use super::wire::{Files, Large, Next, Wire};

/// Open connections at once; each holds little while it waits.
const CONNECTIONS_MAX: usize = 20_000;

/// The head of a request comes within this time, or the connection is closed.
const HEAD_WITHIN: Duration = Duration::from_secs(30);

/// Heads are short; what is longer is an attack.
const HEAD_BYTES_MAX: usize = 32 << 10;

/// Who is still being answered when the door closes has so long.
const DRAIN_WITHIN: Duration = Duration::from_secs(10);

/// When the machine has no more descriptors, waiting a moment is all that helps.
const BREATHER: Duration = Duration::from_millis(50);

/// Serves until `stop` is done, then finishes what it has begun.
pub async fn open(
    listener: TcpListener,
    floor: Arc<Floor>,
    stop: impl Future<Output = ()> + Send,
) -> std::io::Result<()> {
    let mut desks = Desks::open()?;
    floor.work_behind(Handle::current());
    let graceful = GracefulShutdown::new();
    let files = Arc::new(Files::default());
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let pages = tokio::spawn(turn_pages(Arc::clone(&floor)));
    tokio::pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned().await.map_err(std::io::Error::other)?;
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => match desks.seat(stream) {
                Ok(seat) => welcome(seat, &floor, &files, &graceful, place),
                Err(error) => tracing::warn!("cannot seat a connection: {error}"),
            },
            Err(error) => {
                tracing::warn!("cannot take a connection in: {error}");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    drop(listener);
    floor.drain();
    pages.abort();
    if tokio::time::timeout(DRAIN_WITHIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("closed on readers who were not done after {DRAIN_WITHIN:?}");
    }
    Ok(())
}

fn welcome(
    Seat { stream, desk, bell }: Seat,
    floor: &Arc<Floor>,
    files: &Arc<Files>,
    graceful: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) {
    // An answer is written whole; waiting for more to send would only delay it.
    let _ = stream.set_nodelay(true);
    let floor = Arc::clone(floor);
    let answering = Arc::clone(&floor);
    let (next, files) = (Next::default(), Arc::clone(files));
    let wire = Wire::new(stream, next.clone());
    let answer = service_fn(move |request: Request<Incoming>| {
        bell.ring();
        let answer = Arc::clone(&answering).handle(request);
        let (next, files) = (next.clone(), Arc::clone(&files));
        async move {
            let mut response = answer.await;
            if let Some(large) = response.extensions_mut().remove::<Large>() {
                next.body(large, &files);
            }
            Ok::<_, std::convert::Infallible>(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(wire), answer);
    let connection = graceful.watch(connection);
    desk.spawn(async move {
        floor.meters.connected();
        // How a connection ends is the reader's business.
        let _ = connection.await;
        floor.meters.disconnected();
        drop(place);
    });
}

/// Lets the pages say what is on, every minute.
async fn turn_pages(floor: Arc<Floor>) {
    loop {
        tokio::time::sleep(until_next_minute(floor.clock.now())).await;
        let floor = Arc::clone(&floor);
        let now = floor.clock.now();
        let turned = tokio::task::spawn_blocking(move || floor.shelf.turn(now)).await;
        if turned.is_err() {
            tracing::error!("the pages of this minute could not be made");
        }
    }
}

fn until_next_minute(now: Timestamp) -> Duration {
    let into = now.as_millis().rem_euclid(60_000);
    Duration::from_millis(u64::try_from(60_000 - into).unwrap_or(60_000))
}
