//! Files that a page gives to the visitor.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, fs, process};

use serde_json::{Value, json};

use crate::page::string;
use crate::{Fault, PATIENCE, Page};

/// A file a visitor got, under the name the site gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What Chromium said of downloads, by its id of each.
#[derive(Default)]
pub(crate) struct Downloads(BTreeMap<String, Progress>);

#[derive(Default)]
struct Progress {
    frame: String,
    name: String,
    state: String,
}

impl Downloads {
    pub(crate) fn take_in(&mut self, method: &str, params: &Value) {
        let id = string(&params["guid"]);
        match method {
            "Browser.downloadWillBegin" => {
                let progress = self.0.entry(id).or_default();
                progress.frame = string(&params["frameId"]);
                progress.name = string(&params["suggestedFilename"]);
            }
            "Browser.downloadProgress" => {
                self.0.entry(id).or_default().state = string(&params["state"]);
            }
            _ => {}
        }
    }

    /// The one download of a frame that has ended: id, name, and how.
    fn ended_of(&mut self, frame: &str) -> Option<(String, Progress)> {
        let ended = |progress: &Progress| ["completed", "canceled"].contains(&&*progress.state);
        let id = self.0.iter().find(|(_, one)| one.frame == frame && ended(one))?.0.clone();
        self.0.remove_entry(&id)
    }
}

impl Page {
    /// Does something that makes the page give a file, such as a click on a link, and waits for
    /// the file.
    pub fn download(
        &self,
        act: impl FnOnce(&Self) -> Result<(), Fault>,
    ) -> Result<Download, Fault> {
        static DOWNLOADS: AtomicU64 = AtomicU64::new(0);
        let number = DOWNLOADS.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("guildhall-download-{}-{number}", process::id()));
        let allow = json!({
            "behavior": "allowAndName", "browserContextId": self.context,
            "downloadPath": folder, "eventsEnabled": true,
        });
        self.pipe.call(None, "Browser.setDownloadBehavior", allow)?;
        act(self)?;
        let ended = self.pipe.wait(PATIENCE, |heard| heard.downloads.ended_of(&self.frame));
        let (id, progress) = ended.ok_or_else(|| self.waited("a file"))?;
        let read = match progress.state.as_str() {
            "completed" => fs::read(folder.join(id)).map_err(|e| e.to_string()),
            state => Err(format!("the download was {state}")),
        };
        let _ = fs::remove_dir_all(&folder);
        let bytes =
            read.map_err(|why| Fault::Unreadable { what: format!("file {}", progress.name), why })?;
        Ok(Download { name: progress.name, bytes })
    }
}

impl Download {
    /// The file as text.
    pub fn text(&self) -> Result<&str, Fault> {
        std::str::from_utf8(&self.bytes).map_err(|e| Fault::Unreadable {
            what: format!("file {}", self.name),
            why: e.to_string(),
        })
    }
}
