//! Where things lie, and cargo as a developer would call it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `cargo run` tells the program it runs about that program. Build scripts of some
/// dependencies watch these; leaving them set would rebuild what a plain `cargo test` has built.
const OF_XTASK: [&str; 4] =
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PRIMARY_PACKAGE", "CARGO_BIN_"];

pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs us. Relative paths stay relative to where the developer stands.
pub fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    for (name, _) in env::vars_os() {
        let known = name.to_string_lossy();
        if OF_XTASK.iter().any(|prefix| known.starts_with(prefix)) {
            cargo.env_remove(&name);
        }
    }
    cargo
}
