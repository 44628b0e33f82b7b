//! `cargo run --release -p bench -- store [--seconds N] [--rounds N] [--postgres URL]`
//! `cargo run --release -p bench -- pages`: the programme page beside nginx
//! `cargo run --release -p bench -- render`: rendering and pressing 1,000 and 10,000 activities
//! `cargo run --release -p bench -- import [--postgres URL]`: FOSDEM 2025 from file to release
//! `cargo run --release -p bench -- orders [--seconds N] [--postgres URL]`: passes through the API
//! `cargo run --release -p bench -- scans [--seconds N] [--postgres URL]`: a crowd at the gates
//! `cargo run --release -p bench -- search`: searching 10,000 activities
//! `cargo run --release -p bench -- table [--postgres URL]`: a drop at the draft table, and its frames
//! `cargo run --release -p bench -- release [--postgres URL]`: a release that tells 3,000 readers

mod import;
mod nginx;
mod orders;
mod pages;
mod raw;
mod release;
mod scans;
mod shop;
mod site;
mod store;
mod synthetic;
mod table;
mod wrk;

use std::time::Duration;

use anyhow::{Context, bail};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("store") => store::run(&options(arguments)?),
        Some("pages") => pages::run(),
        Some("render") => match arguments.next() {
            Some(count) => site::render(count.parse()?),
            None => site::render_all(),
        },
        Some("import") => import::run(options(arguments)?.postgres.as_deref()),
        Some("orders") => {
            let options = options(arguments)?;
            shop::run(options.postgres.as_deref(), options.span)
        }
        Some("scans") => {
            let options = options(arguments)?;
            scans::run(options.postgres.as_deref(), options.span)
        }
        Some("search") => site::search(),
        Some("table") => table::run(options(arguments)?.postgres.as_deref()),
        Some("release") => release::run(options(arguments)?.postgres.as_deref()),
        _ => bail!(
            "say what to measure: store, pages, render, search, import, table, release, orders or \
             scans"
        ),
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<store::Options> {
    let mut options = store::Options { postgres: None, span: Duration::from_secs(3), rounds: 3 };
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{argument} wants a value"))?;
        match argument.as_str() {
            "--postgres" => options.postgres = Some(value),
            "--rounds" => options.rounds = value.parse()?,
            "--seconds" => options.span = Duration::from_secs(value.parse()?),
            _ => bail!("unknown option {argument}"),
        }
    }
    Ok(options)
}
