//! Takes the pictures for looking at the site: every page of `pages.rs`, at two widths, in two
//! languages and two schemes, as `programme-1440-zh-dark.png`. `cargo xtask screenshots` runs it.

mod pages;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use browser::{Browser, Device, Fault, Picture};
use pages::{PAGES, Place};

const USAGE: &str = "\
usage: cargo xtask screenshots --base URL --out DIR [--only NAME] [--down POINTS]
  --base URL     where the site is served, such as http://127.0.0.1:8080
  --out DIR      where the pictures go
  --only NAME    only pages whose name contains this
  --down POINTS  how far down a page to look (default 2400)";

struct Wanted {
    base: String,
    out: PathBuf,
    only: String,
    down: u32,
}

fn main() -> ExitCode {
    let wanted = match wanted(env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(wrong) => {
            eprintln!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match look(&wanted) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(bad) => {
            eprintln!("{bad} visits met a complaint; they are listed above");
            ExitCode::FAILURE
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(mut arguments: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted =
        Wanted { base: String::new(), out: PathBuf::new(), only: String::new(), down: 2_400 };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or(format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--base" => wanted.base = value.trim_end_matches('/').to_owned(),
            "--out" => wanted.out = value.into(),
            "--only" => wanted.only = value,
            "--down" => wanted.down = value.parse().map_err(|e| format!("--down {value}: {e}"))?,
            _ => return Err(format!("no option is called {flag}")),
        }
    }
    if wanted.base.is_empty() || wanted.out.as_os_str().is_empty() {
        return Err("--base and --out are needed".to_owned());
    }
    Ok(wanted)
}

/// Takes the pictures; answers how many visits met an error.
fn look(wanted: &Wanted) -> Result<usize, Fault> {
    let out = wanted.out.display();
    fs::create_dir_all(&wanted.out)
        .map_err(|e| Fault::NotWritten { path: out.to_string(), why: e.to_string() })?;
    let browser = Browser::launch()?;
    let mut bad = 0;
    for place in PAGES.iter().filter(|place| place.name.contains(&wanted.only)) {
        for language in ["zh", "en"] {
            for scheme in ["light", "dark"] {
                for (width, device) in
                    [(390, Device::phone().density(2.0)), (1440, Device::desktop())]
                {
                    let name = format!("{}-{width}-{language}-{scheme}.png", place.name);
                    let device = if scheme == "dark" { device.dark() } else { device };
                    let device = device.language(language).still();
                    bad += usize::from(visit(&browser, wanted, place, device, language, &name)?);
                }
            }
        }
    }
    println!("pictures are in {out}");
    Ok(bad)
}

/// Takes one picture; answers whether the page had something to complain about.
fn visit(
    browser: &Browser,
    wanted: &Wanted,
    place: &Place,
    device: Device,
    language: &str,
    name: &str,
) -> Result<bool, Fault> {
    let page = browser.page(device)?;
    page.goto(&format!("{}{}", wanted.base, place.path.replace("{lang}", language)))?;
    let file: &Path = &wanted.out.join(name);
    page.picture(Picture::Down(wanted.down), file)?;
    let mut complaints = page.console_errors();
    complaints.extend(page.failed_requests().iter().map(|request| {
        let status = request.status.map(|status| status.to_string());
        let why = request.failure.clone().or(status).unwrap_or_default();
        format!("{} {why}", request.url)
    }));
    println!("{name}");
    for complaint in &complaints {
        println!("  {complaint}");
    }
    Ok(!complaints.is_empty())
}
