//! All published problems that CP-SAT has a model for, ours and CP-SAT in one table.

use std::path::PathBuf;

use anyhow::Result;

use crate::options::Options;
use crate::{b2b, cosplib};

pub fn run(options: &Options) -> Result<()> {
    let python = options.beside.clone().unwrap_or_else(|| PathBuf::from("python3"));
    let options = Options { beside: Some(python), ..options.clone() };
    b2b::run(&options)?;
    cosplib::run(&options)
}
