//! Every setting of an installation and where its value comes from: a flag, the environment, a file,
//! or its default, in this order.
//!
//! A setting is any argument of the command line that names a variable `GUILDHALL_…`; its key in
//! the file is its long flag. So a new one is one line beside the command that uses it, and nothing
//! here changes.

mod file;
mod spelling;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory as _, FromArgMatches as _};
use store::DbUrl;

use self::file::File;
pub use self::file::FileError;
use self::spelling::nearest;
use super::Command;

/// The file that is read when no other is named and it is there.
const FILE: &str = "guildhall.toml";
/// What names another file. It stands in no file itself.
const FILE_VARIABLE: &str = "GUILDHALL_CONFIG";
/// The command that takes every setting, to show it.
const CONFIG: &str = "config";

/// Something that installations set differently.
pub struct Setting {
    /// Its long flag, which is its key in the file.
    pub key: String,
    pub variable: String,
    pub default: Option<String>,
    arg: Arg,
}

/// A setting as `guildhall config` shows it.
pub struct Shown {
    pub key: String,
    /// Without its secret.
    pub value: String,
    pub from: String,
}

/// What the command line, the environment and the file say together.
pub struct Read {
    pub command: Command,
    /// Every setting; only for the command that shows them.
    pub shown: Vec<Shown>,
}

/// Nothing can be done with what was said.
#[derive(Debug)]
pub enum Unread {
    /// Also when help was asked for.
    Usage(clap::Error),
    File(FileError),
}

/// Every setting there is, in the order of the commands.
pub fn all() -> Vec<Setting> {
    settings(&Command::command())
}

/// The whole command line, as its help shows it.
pub fn command_line() -> clap::Command {
    let command = Command::command();
    let missing: Vec<Arg> = settings(&command)
        .into_iter()
        .map(|setting| setting.arg)
        .filter(|arg| !arg.is_global_set())
        .collect();
    command.mut_subcommand(CONFIG, |config| config.args(missing))
}

pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Read, Unread> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = command_line();
    let known = settings(&command);
    let mut matches = command.try_get_matches_from_mut(&arguments).map_err(Unread::Usage)?;
    let file = found(&matches).map(|path| File::read(path, &known)).transpose();
    let file = file.map_err(Unread::File)?;
    if let Some(file) = &file {
        // What the file says is what holds when nobody says otherwise: a default.
        matches = with_defaults(command.clone(), file)
            .try_get_matches_from(&arguments)
            .map_err(Unread::Usage)?;
    }
    let shown = match matches.subcommand() {
        Some((CONFIG, leaf)) => {
            known.iter().map(|setting| setting.shown(leaf, file.as_ref())).collect()
        }
        _ => Vec::new(),
    };
    let command = Command::from_arg_matches(&matches).map_err(Unread::Usage)?;
    Ok(Read { command, shown })
}

/// Variables that look like ours and are no setting: a slip of the pen.
pub fn strangers() -> Vec<String> {
    let known: Vec<String> = all().into_iter().map(|setting| setting.variable).collect();
    let ours = |name: &String| name.starts_with("GUILDHALL_") && *name != FILE_VARIABLE;
    let named = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(ours);
    let strange = named.filter(|name| !known.contains(name));
    let say = |name: String| match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => format!("{name} is no setting; did you mean {near}?"),
        None => format!("{name} is no setting"),
    };
    let mut strangers: Vec<String> = strange.map(say).collect();
    strangers.sort();
    strangers
}

fn settings(command: &clap::Command) -> Vec<Setting> {
    let inner = command.get_subcommands().flat_map(clap::Command::get_arguments);
    let mut settings: Vec<Setting> = Vec::new();
    for arg in command.get_arguments().chain(inner) {
        let variable = arg.get_env().and_then(|name| name.to_str()).unwrap_or_default();
        let key = arg.get_long().unwrap_or_default();
        let known = settings.iter().any(|setting| setting.key == key);
        if !variable.starts_with("GUILDHALL_") || variable == FILE_VARIABLE || known {
            continue;
        }
        let default = arg.get_default_values().first().map(|it| it.to_string_lossy().into_owned());
        let default = default.filter(|it| !it.is_empty());
        let (key, variable) = (key.to_owned(), variable.to_owned());
        settings.push(Setting { key, variable, default, arg: arg.clone() });
    }
    settings
}

/// The file to read: the one that is named, or ours when it is there.
fn found(matches: &ArgMatches) -> Option<PathBuf> {
    let named = matches.get_one::<PathBuf>("config").cloned();
    named.or_else(|| Some(PathBuf::from(FILE)).filter(|path| path.is_file()))
}

fn with_defaults(command: clap::Command, file: &File) -> clap::Command {
    let preset = |arg: Arg| match arg.get_long().and_then(|key| file.get(key)) {
        Some(line) => arg.default_value(line.value.clone()),
        None => arg,
    };
    command.mut_args(preset).mut_subcommands(|inner| with_defaults(inner, file))
}

impl Setting {
    fn shown(&self, leaf: &ArgMatches, file: Option<&File>) -> Shown {
        let id = self.arg.get_id().as_str();
        let raw = leaf.get_raw(id).and_then(|mut values| values.next());
        let value = raw.map(|value| value.to_string_lossy().into_owned()).unwrap_or_default();
        let from = match (leaf.value_source(id), file.and_then(|file| file.said(&self.key))) {
            (Some(ValueSource::CommandLine), _) => format!("flag --{}", self.key),
            (Some(ValueSource::EnvVariable), _) => format!("environment {}", self.variable),
            (Some(_), Some(place)) => format!("file {place}"),
            _ => "default".to_owned(),
        };
        Shown { key: self.key.clone(), value: self.public(&value), from }
    }

    /// The value as everybody may see it.
    fn public(&self, value: &str) -> String {
        match value {
            "" => "-".to_owned(),
            _ if !self.arg.is_hide_env_values_set() => value.to_owned(),
            secret => match secret.parse::<DbUrl>() {
                Ok(url) => url.to_string(),
                Err(_) => "(hidden)".to_owned(),
            },
        }
    }

    /// What is wrong with a value, in words that do not repeat it.
    fn refuses(&self, value: &str) -> Option<String> {
        let arg = self.arg.clone().global(false).required(false);
        let tried = format!("--{}={value}", self.key);
        let parsed = clap::Command::new("value").arg(arg).try_get_matches_from(["value", &tried]);
        let error = parsed.err()?;
        if let Some(why) = std::error::Error::source(&error) {
            return Some(why.to_string());
        }
        let possible = self.arg.get_possible_values();
        let names: Vec<&str> =
            possible.iter().map(clap::builder::PossibleValue::get_name).collect();
        if !names.is_empty() {
            return Some(format!("it is one of {}", names.join(", ")));
        }
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        Some(line.to_owned())
    }
}
