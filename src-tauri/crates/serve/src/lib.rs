//! The hub over HTTP, on this computer only: for browsers, scripts, and a second `loopdock`.
//!
//! [`Service`] owns the threads: one writer has the [`Hub`] and hears scans before all else, a few
//! readers look at the file beside it. [`Listening`] opens the doors: `POST /rpc/COMMAND`, `GET /events`, and the
//! screens at `GET /`.
//! [`serve`] is both, until it is told to stop.
//!
//! No web page can reach a hub: the doors are on loopback, ask for the token that lies beside the hub file, and look at
//! the Host and Origin of every request.

mod answer;
mod doors;
mod events;
mod guard;
mod lanes;
mod listening;
mod readers;
mod rpc;
mod screens;
mod service;
mod token;
mod writer;

use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;

use loopdock_hub::{Error, Hub, Result};

pub use doors::address_of;
pub use listening::Listening;
pub use service::{Notices, Service};
pub use token::Token;

/// Serves the hub of `file` on `address` (port 0 takes any free one) until `stop` resolves or the writer ends, then
/// delivers what was asked before, withdraws the address and lets go of the file. `ready` hears the real address.
///
/// # Errors
/// Refused when `address` is not this computer's own or is taken; what the hub or the system says otherwise.
pub async fn serve(
    hub: Hub,
    file: &Path,
    address: SocketAddr,
    notices: Notices,
    ready: impl FnOnce(SocketAddr) -> Result<()>,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let service = Service::start(hub, file, notices)?;
    let opened = Listening::open(&service, file, address).await;
    let listening = match opened.and_then(|listening| ready(listening.address()).map(|()| listening)) {
        Ok(listening) => listening,
        Err(error) => {
            service.end().await;
            return Err(error);
        }
    };
    let stopped_by_itself = tokio::select! {
        () = stop => false,
        () = service.ended() => true,
    };
    listening.close(&service).await;
    service.end().await;
    if stopped_by_itself {
        return Err(Error::internal("the hub stopped by itself; every scan that was answered is kept. Start it again"));
    }
    Ok(())
}

/// Resolves when the system or a person asks this program to stop: Ctrl-C, or SIGTERM where there is such a thing.
pub async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a handler for signals the program ends by the system's default, so waiting for ever is right.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
