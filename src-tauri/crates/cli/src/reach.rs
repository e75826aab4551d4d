//! The way to a hub's writer: this process opens the file itself, or, where another program has it, asks that one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use loopdock_hub::{DeedId, Error, ErrorCode, Host as _, Hub, Rest, Result, SystemHost, occupant};
use loopdock_serve::Token;
use serde_json::Value;
use uuid::Builder;

use crate::output::complain;
use crate::remote::{Remote, Sent};
use crate::session::Session;

/// A program that has the hub and does not listen is done soon; so long is it waited for.
const WAIT: Duration = Duration::from_secs(10);

/// How often it is looked at meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// How long the hub is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stay {
    /// For a moment: others wait.
    Brief,
    /// Until a person or bulk work is done: others are answered meanwhile.
    Long,
}

/// The way to the hub of one file. Commands that write go through it.
pub struct Reach {
    file: PathBuf,
    stay: Stay,
    way: Option<Way>,
}

enum Way {
    Here(Box<Hub>),
    Kept(Session),
    There(Remote),
}

impl Reach {
    /// Opens the way to the hub of `file`.
    ///
    /// # Errors
    /// What [`Hub::open`] says; occupied when another program has the hub, does not listen and is not done in ten
    /// seconds.
    pub fn open(file: &Path, stay: Stay) -> Result<Self> {
        let way = connect(file, stay, Instant::now() + WAIT)?;
        Ok(Self { file: file.to_owned(), stay, way: Some(way) })
    }

    /// The way through a hub that is open already.
    #[must_use]
    pub fn with(hub: Hub, file: &Path) -> Self {
        Self { file: file.to_owned(), stay: Stay::Brief, way: Some(Way::Here(Box::new(hub))) }
    }

    /// Does the command `name`. Where the program that was asked dies, the hub is looked for again and asked with the
    /// same deed id, so that it is done once.
    ///
    /// # Errors
    /// What the hub says.
    pub fn call(&mut self, name: &str, request: Value) -> Result<Value> {
        let deed = new_deed();
        let deadline = Instant::now() + WAIT;
        loop {
            let way = match self.way.take() {
                Some(way) => way,
                None => connect(&self.file, self.stay, deadline)?,
            };
            match self.way.insert(way) {
                Way::Here(hub) => return hub.call(name, request, Some(deed)),
                Way::Kept(session) => return session.call(name, request, deed),
                Way::There(remote) => match remote.call(name, &request, deed) {
                    Sent::Answered(answer) => return answer,
                    Sent::Lost(error) if Instant::now() >= deadline => return Err(error),
                    Sent::Lost(_) => self.way = None,
                },
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Does one piece of waiting work between two commands, where this process has the hub to itself. A failure is no
    /// failure of a command: it is said on standard error, and the work stays in the file for the next time.
    pub fn rest(&mut self) -> Rest {
        let Some(Way::Here(hub)) = &mut self.way else { return Rest::Nothing };
        hub.rest().unwrap_or_else(|error| {
            complain(&error.message);
            Rest::Nothing
        })
    }

    /// Does all the waiting work that this process left (papers are printed then), and lets go of the file. A hub that
    /// is elsewhere does its own.
    pub fn finish(mut self) {
        if let Some(Way::Here(hub)) = &mut self.way
            && let Err(error) = hub.rest_fully()
        {
            complain(&error.message);
        }
        if let Some(Way::Kept(session)) = self.way {
            session.end();
        }
    }
}

/// Opens the hub of `file` to have it alone, waiting a while for a short-lived program that has it.
///
/// # Errors
/// What [`Hub::open`] says; occupied when the other program listens, or is not done in ten seconds.
pub fn open_alone(file: &Path) -> Result<Hub> {
    let deadline = Instant::now() + WAIT;
    loop {
        match Hub::open(file, Box::new(SystemHost)) {
            Err(error) if error.code == ErrorCode::Occupied => {
                let listens = occupant(file).is_some_and(|other| other.address.is_some());
                if listens || Instant::now() >= deadline {
                    return Err(error);
                }
                std::thread::sleep(LOOK_AGAIN);
            }
            opened => return opened,
        }
    }
}

fn connect(file: &Path, stay: Stay, deadline: Instant) -> Result<Way> {
    loop {
        let occupied: Error = match Hub::open(file, Box::new(SystemHost)) {
            Ok(hub) if stay == Stay::Brief => return Ok(Way::Here(Box::new(hub))),
            Ok(hub) => return Session::start(hub, file).map(Way::Kept),
            Err(error) if error.code == ErrorCode::Occupied => error,
            Err(error) => return Err(error),
        };
        // The address is written after the lock was taken, and the token before the address.
        if let Some(address) = occupant(file).and_then(|other| other.address) {
            return Remote::at(&address, Token::read(file)?).map(Way::There);
        }
        if Instant::now() >= deadline {
            return Err(occupied);
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// A new deed id: a UUIDv7, like every id of a hub.
fn new_deed() -> DeedId {
    let mut random = [0_u8; 10];
    SystemHost.random(&mut random);
    let now_ms = u64::try_from(SystemHost.now_ms()).unwrap_or_default();
    DeedId::from(Builder::from_unix_timestamp_millis(now_ms, &random).into_uuid())
}
