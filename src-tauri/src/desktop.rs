//! The hub that the window shows: opened once, kept while the window is there, and let go of when it closes.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use loopdock_hub::{Error, Hub, Result, SystemHost};
use loopdock_serve::{Listening, Service};
use tokio::sync::Mutex;

/// The hub, or why there is none: then every command answers with that.
pub(crate) struct Desktop {
    service: Result<Service>,
    listening: Mutex<Option<Listening>>,
}

impl Desktop {
    /// Opens the hub of `file`, and a door on this computer so that a second program on it is answered meanwhile.
    pub(crate) async fn open(file: &Path) -> Self {
        let service = start(file);
        let listening = match &service {
            Ok(service) => {
                let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                let opened = Listening::open(service, file, any_port).await;
                opened.inspect_err(|error| eprintln!("Other programs can't reach the hub: {error}")).ok()
            }
            Err(_) => None,
        };
        Self { service, listening: Mutex::new(listening) }
    }

    /// The running hub.
    ///
    /// # Errors
    /// Why there is none, for the screens to say.
    pub(crate) fn service(&self) -> Result<&Service> {
        self.service.as_ref().map_err(Clone::clone)
    }

    /// Lets go of the file; what was asked before is answered.
    pub(crate) async fn close(&self) {
        let Ok(service) = &self.service else { return };
        if let Some(listening) = self.listening.lock().await.take() {
            listening.close(service).await;
        }
        service.end().await;
    }
}

fn start(file: &Path) -> Result<Service> {
    if !file.exists() {
        let file = file.display();
        return Err(Error::not_found(format!(
            "There is no hub at {file} yet. Make one with: loopdock --hub {file} init --name NAME (add --demo to try it \
             out), then start Loopdock again"
        )));
    }
    let hub = Hub::open(file, Box::new(SystemHost))?;
    Service::start(hub, file, Arc::new(|error: &Error| eprintln!("{error}")))
}
