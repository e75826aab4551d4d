//! Which hubs this user had open, newest first, and how large the page was drawn, in a small file in the data folder.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

const FILE: &str = "window.json";
const MOST: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    hubs: Vec<PathBuf>,
    zoom_percent: Option<u16>,
}

impl Remembered {
    /// What was kept in `folder`; nothing where that can't be read.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The hub that was open last.
    pub(crate) fn last(&self) -> Option<&Path> {
        self.hubs.first().map(PathBuf::as_path)
    }

    /// Of the hubs that `may_be` meant, the one that was open last.
    pub(crate) fn last_that(&self, may_be: impl Fn(&Path) -> bool) -> Option<&Path> {
        self.hubs.iter().map(PathBuf::as_path).find(|file| may_be(file))
    }

    pub(crate) fn knows(&self, file: &Path) -> bool {
        self.hubs.iter().any(|known| known == file)
    }

    /// How large the page was drawn, where anybody chose that.
    pub(crate) fn zoom_percent(&self) -> Option<u16> {
        self.zoom_percent
    }

    /// Puts `file` first and keeps the list.
    pub(crate) fn keep(&mut self, folder: &Path, file: &Path) {
        self.hubs.retain(|known| known != file);
        self.hubs.insert(0, file.to_owned());
        self.hubs.truncate(MOST);
        self.write(folder);
    }

    /// Keeps how large the page is drawn.
    pub(crate) fn keep_zoom(&mut self, folder: &Path, percent: u16) {
        self.zoom_percent = Some(percent);
        self.write(folder);
    }

    /// A folder that can't be written costs the memory, not the hub.
    fn write(&self, folder: &Path) {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        let fresh = folder.join(format!("{FILE}.new"));
        let kept = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&fresh, text))
            .and_then(|()| std::fs::rename(&fresh, folder.join(FILE)));
        if let Err(error) = kept {
            eprintln!("What the window was like can't be kept in {}: {error}", folder.display());
        }
    }
}
