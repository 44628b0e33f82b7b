//! Conference scheduling (Kheiri, Pylyavskyy, Jacko; EJOR 317(2), 2024).

use anyhow::Result;

use crate::options::Options;

pub fn run(_options: &Options) -> Result<()> {
    Ok(())
}
