//! A hub that this process keeps for longer than a moment: while it hears scans, or imports. It listens like a served one does, so that a second
//! `loopdock` on the same file is answered meanwhile.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use loopdock_hub::{DeedId, Error, Hub, Result};
use loopdock_serve::{Listening, Notices, Service};
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::output::complain;

/// The hub, its threads, and the doors for others.
pub(crate) struct Session {
    runtime: Runtime,
    service: Service,
    listening: Option<Listening>,
}

impl Session {
    /// Starts to keep `hub`, which has `file` open.
    pub(crate) fn start(hub: Hub, file: &Path) -> Result<Self> {
        let runtime = runtime()?;
        let service = Service::start(hub, file, notices())?;
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listening = match runtime.block_on(Listening::open(&service, file, any_port)) {
            Ok(listening) => Some(listening),
            Err(error) => {
                // This bench works without; only a second program has to wait.
                complain(&format!("other programs can't reach the hub meanwhile: {error}"));
                None
            }
        };
        Ok(Self { runtime, service, listening })
    }

    pub(crate) fn call(&self, name: &str, request: Value, deed: DeedId) -> Result<Value> {
        self.service.call_and_wait(name, request, Some(deed))
    }

    /// Finishes the waiting work, while others are still answered, and lets go of the file.
    pub(crate) fn end(self) {
        let Self { runtime, service, listening } = self;
        runtime.block_on(async {
            service.quiet().await;
            if let Some(listening) = listening {
                listening.close(&service).await;
            }
            service.end().await;
        });
    }
}

/// The threads that wait for others; the hub's own are apart.
pub(crate) fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error::internal(format!("the program could not start its threads: {error}")))
}

/// Faults that no caller is told, on standard error.
pub(crate) fn notices() -> Notices {
    Arc::new(|error| complain(&error.message))
}
