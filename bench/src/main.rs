//! `cargo run --release -p bench -- store [--seconds N] [--rounds N] [--postgres URL]`

mod orders;
mod raw;
mod store;

use std::time::Duration;

use anyhow::{Context, bail};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("store") => store::run(&options(arguments)?),
        _ => bail!("say what to measure: store [--seconds N] [--rounds N] [--postgres URL]"),
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
