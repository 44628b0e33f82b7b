use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use store::copy::Watch;

/// How far long work is, drawn on the terminal of standard error; silent in a pipe.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new(what: impl Into<Cow<'static, str>>) -> Self {
        let bar = ProgressBar::new(0).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Work of which nobody knows how much it is.
    pub fn waiting(what: impl Into<Cow<'static, str>>) -> Self {
        let bar = ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    pub fn at(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }

    /// Lets something be printed beside it.
    pub fn beside(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// What a copy tells its progress to.
    pub fn watch(&self) -> Watch {
        let bar = Self(self.0.clone());
        Arc::new(move |progress| bar.at(progress.done, progress.total))
    }

    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
