//! What the window has just now: a hub, or none yet, or why it can't be opened.

use std::path::{Path, PathBuf};

use loopdock_hub::window::{HubKind, WindowState, WindowView};
use loopdock_hub::{Error, Result};
use loopdock_serve::{Listening, Service};

use super::Wanted;
use crate::crash;
use crate::remember::Remembered;

pub(super) struct Held {
    pub(super) file: PathBuf,
    pub(super) kind: HubKind,
    /// Where to go back to when practice is over.
    pub(super) before: Option<PathBuf>,
    pub(super) remembered: Remembered,
    pub(super) open: Option<Open>,
    pub(super) fault: Option<Error>,
    pub(super) opening: u32,
    /// The hub that a second start asks for.
    pub(super) asked: Option<Wanted>,
}

pub(super) struct Open {
    pub(super) service: Service,
    pub(super) listening: Option<Listening>,
}

impl Held {
    pub(super) fn service(&self) -> Result<Service> {
        match (&self.open, &self.fault) {
            (Some(open), _) => Ok(open.service.clone()),
            (None, Some(fault)) => Err(fault.clone()),
            (None, None) => Err(Error::not_found("There is no hub yet. Set one up first.")),
        }
    }

    /// The hub of one's own that was open last, or `first`, where one is made at first.
    pub(super) fn own(&self, demo: &Path, first: PathBuf) -> PathBuf {
        let is_there = |file: &Path| self.fault.is_none() || (file != self.file && file.exists());
        self.remembered.last_that(|file| file != demo && is_there(file)).map_or(first, Path::to_owned)
    }

    /// The window and its hub, for the screens.
    pub(super) fn view(&self, own: PathBuf) -> WindowView {
        let state = match (&self.open, &self.fault) {
            (_, Some(_)) => WindowState::Fault,
            (Some(_), None) => WindowState::Open,
            (None, None) => WindowState::Absent,
        };
        WindowView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            state,
            kind: self.kind,
            file: self.file.to_string_lossy().into_owned(),
            opening: self.opening,
            seq: self.open.as_ref().map_or(0, |open| *open.service.newest().borrow()),
            asked: self.asked.as_ref().map(|wanted| match wanted {
                Wanted::File(file) => file.to_string_lossy().into_owned(),
                Wanted::Demo => "the demo hub".to_owned(),
            }),
            fault: self.fault.clone(),
            own: (self.fault.is_some() && own != self.file && own.exists()).then(|| own.to_string_lossy().into_owned()),
            crash: crash::newest().map(|report| report.to_string_lossy().into_owned()),
        }
    }
}
