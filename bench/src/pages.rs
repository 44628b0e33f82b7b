//! The programme page from our memory beside the same bytes from nginx, in alternating rounds.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use guildhall::serve::access_log::AccessLog;
use guildhall::serve::floor::Floor;
use guildhall::serve::shelf::Shelf;
use guildhall::serve::{Published, door};
use guildhall::site::{Setting, Site};
use kernel::FixedClock;
use tokio::net::TcpListener;

use crate::nginx::{Nginx, Page};
use crate::{import, synthetic, wrk};

const CONNECTIONS: [usize; 3] = [1, 16, 64];
const ROUNDS: usize = 9;
const SECONDS: u64 = 3;

pub fn run() -> anyhow::Result<()> {
    let release = match import::data() {
        Some(data) => import::imported(&data)?,
        None => synthetic::release(943),
    };
    let now = release.programme.edition.zone.moment(release.programme.edition.first_day, 600);
    let site = Site::new(Arc::new(release), Setting::default());
    let path = format!("/en/{}/programme", site.release.programme.edition.slug);
    let shelf = Arc::new(Shelf::new(vec![Published::new(site, &[], Vec::new(), now)]));
    let log = AccessLog::to(std::fs::File::create("target/bench-access.log")?);
    let clock = Arc::new(FixedClock::at(now));
    let floor = Arc::new(Floor::new(shelf, clock, Router::new()).with_log(log));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (gzip, headers) = runtime.block_on(fetch(&floor, &path))?;
    let nginx = Nginx::start(&Page { gzip: &gzip, headers: &same_headers(&headers) })?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let url = format!("http://{}{path}", listener.local_addr()?);
    runtime.spawn(door::open(listener, floor, std::future::pending()));
    let conference = path.split('/').nth(2).unwrap_or_default();
    println!(
        "programme page of {conference}, {} bytes gzip, every header and the access log on",
        gzip.len()
    );
    println!(
        "{:>5} {:>22} {:>22} {:>7} {:>7}",
        "conn", "ours req/s p99", "nginx req/s p99", "req/s", "p99"
    );
    for connections in CONNECTIONS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(wrk::load(&url, connections, SECONDS)?);
            theirs.push(wrk::load(&nginx.url, connections, SECONDS)?);
        }
        let (ours, theirs) = (median(ours), median(theirs));
        println!(
            "{connections:>5} {:>12.0} {:>6.2} ms {:>12.0} {:>6.2} ms {:>6.2}x {:>6.2}x",
            ours.requests_per_second,
            ours.p99_ms,
            theirs.requests_per_second,
            theirs.p99_ms,
            ours.requests_per_second / theirs.requests_per_second,
            ours.p99_ms / theirs.p99_ms,
        );
    }
    Ok(())
}

/// The page as a browser that takes gzip gets it.
async fn fetch(floor: &Arc<Floor>, path: &str) -> anyhow::Result<(Vec<u8>, HeaderMap)> {
    let request = Request::get(path).header("accept-encoding", "gzip").body(Body::empty())?;
    let response = Arc::clone(floor).handle(request).await;
    ensure!(response.status().is_success(), "{path} answered {}", response.status());
    let headers = response.headers().clone();
    Ok((to_bytes(response.into_body(), 1 << 30).await?.to_vec(), headers))
}

/// What nginx must be told to send; the rest it sends of its own.
fn same_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let own = ["content-length", "content-type", "content-encoding", "etag", "date"];
    let told = headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    told.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect()
}

fn median(mut runs: Vec<wrk::Run>) -> wrk::Run {
    runs.sort_by(|one, other| one.requests_per_second.total_cmp(&other.requests_per_second));
    runs.get(runs.len() / 2).copied().context("there were rounds").unwrap_or_default()
}
