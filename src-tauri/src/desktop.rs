//! The hub that the window shows: one at a time, or none yet, or one that can't be opened and why. Nothing here knows how
//! a window looks.

mod asked;
mod disk;
mod held;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use loopdock_hub::window::{HubKind, WindowView};
use loopdock_hub::{Error, Host, Hub, Result, Setup, demo};
use loopdock_serve::{Listening, Service};

use crate::crash;
use crate::remember::Remembered;
use held::{Held, Open};

/// How long a window that is closed waits for the papers that printers are just being sent.
const PAPERS_LAND_WITHIN: Duration = Duration::from_secs(4);

pub(crate) use asked::{Choice, Wanted};

/// What the screens are told unasked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum News {
    /// The journal grew to this seq.
    Journal(i64),
    /// Another hub is open, or none, or one broke.
    Window,
}

/// Tells the screens.
pub(crate) type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// The world that a hub is opened in; the tests have one of their own.
pub(crate) type NewHost = fn() -> Box<dyn Host>;

/// The window's hub.
pub(crate) struct Desktop {
    data: PathBuf,
    host: NewHost,
    tell: Tell,
    held: Mutex<Held>,
    /// Whoever opens, makes or closes a hub has the turn from the beginning to the end of it.
    turning: tokio::sync::Mutex<()>,
    /// Whether the first hub was opened, or there is none.
    begun: tokio::sync::watch::Sender<bool>,
}

impl Desktop {
    /// Begins without a hub, in the user's data folder; [`Desktop::start`] opens one.
    pub(crate) fn new(data: PathBuf, host: NewHost, tell: Tell) -> Arc<Self> {
        let remembered = Remembered::read(&data);
        let file = remembered.last().map_or_else(|| data.join("hub.db"), Path::to_owned);
        let held = Held {
            file,
            kind: HubKind::Own,
            before: None,
            remembered,
            open: None,
            fault: None,
            opening: 0,
            asked: None,
        };
        Arc::new(Self {
            data,
            host,
            tell,
            held: Mutex::new(held),
            turning: tokio::sync::Mutex::new(()),
            begun: tokio::sync::watch::Sender::new(false),
        })
    }

    /// Opens what the program was started with: the demo hub, or what [`Desktop::start`] opens.
    pub(crate) async fn begin(self: &Arc<Self>, wanted: Option<Wanted>) {
        let is_demo = wanted == Some(Wanted::Demo);
        // Where the demo can't be made the first run is shown, which offers it again and says why not.
        let is_open = is_demo && self.open_demo().await.inspect_err(|error| eprintln!("{error}")).is_ok();
        if !is_open {
            self.start(wanted.and_then(Wanted::file)).await;
        }
        self.begun.send_replace(true);
    }

    /// Resolves when the window has its first hub, or knows that there is none.
    pub(crate) async fn begun(&self) {
        // Only a window that ends drops the sender.
        let _ = self.begun.subscribe().wait_for(|begun| *begun).await;
    }

    /// Opens the hub of `named`, or the one that was open last, or the user's own; where there never was one, the first
    /// run makes it there.
    pub(crate) async fn start(self: &Arc<Self>, named: Option<PathBuf>) {
        let _turn = self.turning.lock().await;
        self.go_to(named.unwrap_or_else(|| self.file())).await;
    }

    /// The running hub.
    ///
    /// # Errors
    /// Why there is none, for the screens to say.
    pub(crate) fn service(&self) -> Result<Service> {
        self.held().service()
    }

    /// The running hub, for a page that shows it since this opening of one.
    ///
    /// # Errors
    /// When another one was opened since: what waited for the first, such as a scan, must not reach it. Else why there is
    /// none.
    pub(crate) fn service_since(&self, opening: u32) -> Result<Service> {
        let held = self.held();
        if held.opening != opening {
            return Err(Error::refused(
                "Another hub was opened meanwhile, so this was not done. Look which one it is, and do it once more.",
            ));
        }
        held.service()
    }

    /// The open hub's file.
    pub(crate) fn file(&self) -> PathBuf {
        self.held().file.clone()
    }

    /// How large the page was drawn, where anybody chose that.
    pub(crate) fn zoom_percent(&self) -> Option<u16> {
        self.held().remembered.zoom_percent()
    }

    /// Keeps how large the page is drawn for the next start.
    pub(crate) fn keep_zoom(&self, percent: u16) {
        self.held().remembered.keep_zoom(&self.data, percent);
    }

    /// The window and its hub, for the screens.
    pub(crate) fn view(&self) -> WindowView {
        let own = self.own();
        self.held().view(own)
    }

    /// Makes the hub that the first run asked for, where it is to be, and opens it.
    ///
    /// # Errors
    /// What is wrong with the setup or the folder; the first run goes on then.
    pub(crate) async fn make(self: &Arc<Self>, setup: Setup) -> Result<()> {
        let _turn = self.turning.lock().await;
        let file = {
            let held = self.held();
            if held.open.is_some() {
                return Err(Error::refused("A hub is open already. Choose New hub… in the File menu for another one."));
            }
            held.file.clone()
        };
        let hub = disk::make(self.host, file.clone(), setup, |_| Ok(())).await?;
        self.install(&file, Ok(hub)).await;
        Ok(())
    }

    /// Opens the hub of `file` instead of the one that is open. What goes wrong is shown in its place.
    pub(crate) async fn open(self: &Arc<Self>, file: &Path) {
        let _turn = self.turning.lock().await;
        self.change_to(file).await;
    }

    /// Lets go of the hub and asks for a new one's settings, to be made at `file`.
    ///
    /// # Errors
    /// When there is a file already.
    pub(crate) async fn begin_new(self: &Arc<Self>, file: PathBuf) -> Result<()> {
        let _turn = self.turning.lock().await;
        if file.exists() {
            let at = file.display();
            return Err(Error::refused(format!("There is a file at {at} already. Choose another name, or open it.")));
        }
        self.let_go().await;
        self.none_yet(file);
        Ok(())
    }

    /// Where the owner's own hub is, or would be: past a hub that can't be opened, another one that is there.
    pub(crate) fn own(&self) -> PathBuf {
        self.held().own(&self.demo(), self.data.join("hub.db"))
    }

    /// Opens the owner's own hub, or asks for its settings where there is none.
    pub(crate) async fn open_own(self: &Arc<Self>) {
        self.turn_to(self.own()).await;
    }

    /// Opens the hub of `file` instead of the one that is open, or asks for its settings where there is none.
    pub(crate) async fn turn_to(self: &Arc<Self>, file: PathBuf) {
        let _turn = self.turning.lock().await;
        self.go_to(file).await;
    }

    /// Opens the demo hub, which is made first where there is none.
    ///
    /// # Errors
    /// When it can't be made.
    pub(crate) async fn open_demo(self: &Arc<Self>) -> Result<()> {
        let _turn = self.turning.lock().await;
        let file = self.demo();
        if !file.exists() {
            self.furnished(&file, demo::setup(), demo::furnish).await?;
        }
        self.change_to(&file).await;
        Ok(())
    }

    /// Makes the practice hub anew and opens it; the hub before it waits.
    ///
    /// # Errors
    /// When it can't be made.
    pub(crate) async fn practise(self: &Arc<Self>, setup: Setup) -> Result<()> {
        let _turn = self.turning.lock().await;
        let file = self.practice();
        let before = self.file();
        self.furnished(&file, setup, demo::furnish_practice).await?;
        if before != file {
            self.held().before = Some(before);
        }
        self.change_to(&file).await;
        Ok(())
    }

    /// Throws the practice hub away and goes back to the hub before it, or to the first run. Over already, it stays so.
    pub(crate) async fn end_practice(self: &Arc<Self>) {
        let _turn = self.turning.lock().await;
        if self.held().kind != HubKind::Practice {
            return;
        }
        self.let_go().await;
        disk::discard(&self.practice());
        let before = self.held().before.take();
        self.go_to(before.unwrap_or_else(|| self.own())).await;
    }

    /// Lets go of the file; what was asked before is answered.
    pub(crate) async fn close(&self) {
        let _turn = self.turning.lock().await;
        self.let_go().await;
    }

    fn demo(&self) -> PathBuf {
        self.data.join("demo").join("hub.db")
    }

    fn practice(&self) -> PathBuf {
        self.data.join("practice").join("hub.db")
    }

    /// Opens the hub of `file`; where there never was one, the first run makes it there.
    async fn go_to(self: &Arc<Self>, file: PathBuf) {
        let file = std::path::absolute(&file).unwrap_or(file);
        if file.exists() || self.held().remembered.knows(&file) {
            self.change_to(&file).await;
        } else {
            self.let_go().await;
            self.none_yet(file);
        }
    }

    /// Lets go of the open hub and opens the one of `file`.
    async fn change_to(self: &Arc<Self>, file: &Path) {
        self.let_go().await;
        let opened = disk::open(self.host, file).await;
        self.install(file, opened).await;
    }

    /// Makes a hub in a folder of its own, whole or not at all, replacing what is there.
    async fn furnished(&self, file: &Path, setup: Setup, furnish: disk::Furnish) -> Result<()> {
        let fresh = disk::fresh(file);
        drop(disk::make(self.host, fresh.clone(), setup, furnish).await?);
        if self.file() == file {
            self.let_go().await;
        }
        disk::replace(file, &fresh)
    }

    /// Ends the open hub; a question of a second start is settled by whoever chose another one meanwhile.
    async fn let_go(&self) {
        let open = {
            let mut held = self.held();
            (held.fault, held.asked) = (None, None);
            held.opening += 1;
            held.open.take()
        };
        let Some(Open { service, listening }) = open else { return };
        if let Some(listening) = listening {
            listening.close(&service).await;
        }
        // What a printer has almost taken is not left in doubt.
        let _ = tokio::time::timeout(PAPERS_LAND_WITHIN, service.quiet()).await;
        service.end().await;
    }

    /// Shows that there is no hub yet, and where the first one will be.
    fn none_yet(&self, file: PathBuf) {
        {
            let mut held = self.held();
            (held.file, held.kind, held.fault) = (file, HubKind::Own, None);
            held.opening += 1;
        }
        (self.tell)(News::Window);
    }

    /// Starts the hub's threads, and the doors for other programs on this computer.
    async fn install(self: &Arc<Self>, file: &Path, opened: Result<Hub>) {
        crash::beside(file);
        let notices = Arc::new(|error: &Error| eprintln!("{error}"));
        let started = match opened.and_then(|hub| Service::start(hub, file, notices)) {
            Ok(service) => {
                let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                let listening = Listening::open(&service, file, any_port).await;
                let listening =
                    listening.inspect_err(|error| eprintln!("Other programs can't reach the hub: {error}")).ok();
                Ok(Open { service, listening })
            }
            Err(error) => Err(error),
        };
        self.put(file, started);
        (self.tell)(News::Window);
    }

    fn put(self: &Arc<Self>, file: &Path, started: Result<Open>) {
        let mut held = self.held();
        held.file = file.to_owned();
        held.kind = match file {
            file if file == self.demo() => HubKind::Demo,
            file if file == self.practice() => HubKind::Practice,
            _ => HubKind::Own,
        };
        held.opening += 1;
        match started {
            Ok(open) => {
                if held.kind != HubKind::Practice {
                    held.remembered.keep(&self.data, file);
                }
                tokio::spawn(Arc::clone(self).follow(open.service.newest(), held.opening));
                (held.open, held.fault) = (Some(open), None);
            }
            Err(fault) => (held.open, held.fault) = (None, Some(fault)),
        }
    }

    /// Tells the journal's newest seq whenever it grew, until the hub ends; where nobody ended it, it broke.
    async fn follow(self: Arc<Self>, mut newest: tokio::sync::watch::Receiver<i64>, opening: u32) {
        while newest.changed().await.is_ok() {
            let seq = *newest.borrow_and_update();
            (self.tell)(News::Journal(seq));
        }
        {
            let mut held = self.held();
            if held.opening != opening {
                return;
            }
            held.fault = Some(Error::internal(
                "The hub stopped by itself. Every scan that was answered is kept. Open it again, and look at the bench \
                 what the last scan did.",
            ));
        }
        (self.tell)(News::Window);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
