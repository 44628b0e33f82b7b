use std::time::Duration;

/// Why a step of a journey could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(
        "no Chromium: neither GUILDHALL_CHROMIUM nor PATH names one \
         (Debian: apt-get install chromium; macOS: brew install --cask chromium)"
    )]
    NoChromium,
    #[error("cannot start Chromium {program}: {why}")]
    Launch { program: String, why: String },
    #[error("Chromium went away before it answered {command}; its last words: {last_words}")]
    Gone { command: String, last_words: String },
    #[error("Chromium refused {command}: {why}")]
    Refused { command: String, why: String },
    #[error("{url} did not open: {why}")]
    NotOpened { url: String, why: String },
    #[error("script failed on {url}: {why}\n  script: {script}")]
    Script { url: String, script: String, why: String },
    #[error("waited {waited:?} for {what} on {url}")]
    Waited { what: String, url: String, waited: Duration },
    #[error("no key is called {0:?}")]
    NoSuchKey(String),
    #[error("{what} is not what was expected: {why}")]
    Unreadable { what: String, why: String },
    #[error("cannot write {path}: {why}")]
    NotWritten { path: String, why: String },
}
