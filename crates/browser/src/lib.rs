//! Drives a real headless Chromium, for the journeys and for looking at the site.
//!
//! This is *not* a general browser library and no part of the product: it is only a
//! dev-dependency. It speaks the Chrome DevTools Protocol over a pipe, blocks, and needs neither
//! an async runtime nor a driver program; the README beside it says why.
//!
//! Start at [`Browser`] (one Chromium), then [`Page`] (one visitor with cookies of their own).
//! [`Device`] says what the visitor holds in their hands.

mod axe;
mod chromium;
mod device;
mod download;
mod fault;
mod input;
mod not_run;
mod page;
mod picture;
mod pipe;
mod seen;
mod trace;

use std::time::Duration;

pub use axe::{Node, Violation};
pub use chromium::{Browser, find};
pub use device::Device;
pub use download::Download;
pub use fault::Fault;
pub use not_run::not_run;
pub use page::Page;
pub use picture::Picture;
pub use seen::Request;
pub use trace::Frames;

/// How long a page may take to show what a test waits for. A visitor has left long before; a
/// test on two busy cores has not.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long Chromium may take to answer one command. Longer than [`PATIENCE`], because an axe-core
/// run or a picture of a long page is one command.
pub const REPLY_WITHIN: Duration = Duration::from_secs(60);
