use clap::{Args, ValueEnum};
use tracing::Level;
use tracing_subscriber::EnvFilter;

use crate::serve::access_log::AccessLog;

/// What is logged on standard error, and how.
#[derive(Args)]
pub struct Logs {
    /// What is logged: error, warn, info, debug or trace; parts by name, as in info,access=off
    #[arg(
        long = "log", global = true, env = "GUILDHALL_LOG", default_value = "info",
        value_name = "LEVEL", value_parser = filter
    )]
    level: String,
    /// How log lines are written
    #[arg(long, global = true, env = "GUILDHALL_LOG_FORMAT", value_enum, default_value_t)]
    log_format: Form,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    #[default]
    Text,
    /// One object a line, for programs
    Json,
}

fn filter(text: &str) -> Result<String, String> {
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(why) => Err(format!("{why}; write a level, for example info or warn,access=off")),
    }
}

impl Logs {
    /// From here on what happens is logged.
    pub fn begin(&self) {
        let filter = EnvFilter::builder().parse_lossy(&self.level);
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_target(false);
        match self.log_format {
            Form::Text => {
                let colours = std::io::IsTerminal::is_terminal(&std::io::stderr());
                log.with_ansi(colours).init();
            }
            Form::Json => log.json().flatten_event(true).init(),
        }
    }

    /// Where requests are logged, if they are: they are the part `access`, at the level info.
    pub fn access(&self) -> Option<AccessLog> {
        let wanted = tracing::enabled!(target: "access", Level::INFO);
        wanted.then(|| match self.log_format {
            Form::Text => AccessLog::text_to(std::io::stderr()),
            Form::Json => AccessLog::to(std::io::stderr()),
        })
    }
}
