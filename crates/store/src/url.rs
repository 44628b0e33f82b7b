use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Which database, without its password when printed.
#[derive(Clone)]
pub enum DbUrl {
    /// `sqlite:PATH`.
    File(PathBuf),
    /// `sqlite::memory:`, gone when closed.
    Memory,
    /// `postgres://user@host:port/name`, as libpq reads it.
    Postgres(Box<tokio_postgres::Config>),
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, the default.
    Sqlite,
    /// PostgreSQL, or whatever speaks its protocol.
    Postgres,
}

/// The URL names no database. It is not repeated: it may hold a password.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a database is written sqlite:PATH, sqlite::memory: or postgres://user@host/name: {why}")]
pub struct UrlError {
    why: String,
}

impl DbUrl {
    /// Which engine it names.
    pub const fn engine(&self) -> Engine {
        match self {
            Self::File(_) | Self::Memory => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// The same PostgreSQL database with all tables in one schema; SQLite has none and stays.
    #[must_use]
    pub fn in_schema(&self, schema: &str) -> Self {
        match self {
            Self::Postgres(config) => {
                let mut config = config.clone();
                config.options(format!("-c search_path={schema}"));
                Self::Postgres(config)
            }
            other => other.clone(),
        }
    }
}

impl FromStr for DbUrl {
    type Err = UrlError;
    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return match path {
                ":memory:" => Ok(Self::Memory),
                "" => Err(UrlError { why: "the path is empty".into() }),
                path => Ok(Self::File(path.strip_prefix("//").unwrap_or(path).into())),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            // The driver's own message names the parameter at fault but never its value.
            let config = text.parse().map_err(|error| UrlError { why: reason(&error) })?;
            return Ok(Self::Postgres(Box::new(config)));
        }
        Err(UrlError { why: "it begins with neither sqlite: nor postgres:".into() })
    }
}

fn reason(error: &tokio_postgres::Error) -> String {
    use std::error::Error;
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

impl fmt::Display for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use tokio_postgres::config::Host;
        match self {
            Self::File(path) => write!(f, "sqlite:{}", path.display()),
            Self::Memory => f.write_str("sqlite::memory:"),
            Self::Postgres(config) => {
                write!(f, "postgres://{}@", config.get_user().unwrap_or_default())?;
                for (index, host) in config.get_hosts().iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    match host {
                        Host::Tcp(name) => write!(f, "{comma}{name}")?,
                        #[cfg(unix)]
                        Host::Unix(path) => write!(f, "{comma}{}", path.display())?,
                    }
                    if let Some(port) = config.get_ports().get(index) {
                        write!(f, ":{port}")?;
                    }
                }
                write!(f, "/{}", config.get_dbname().unwrap_or_default())
            }
        }
    }
}

impl fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}
