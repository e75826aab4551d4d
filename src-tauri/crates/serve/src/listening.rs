//! The doors themselves: a socket on loopback, the routes behind it, and how it closes.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use loopdock_hub::{Error, Result};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::answer::Refusal;
use crate::doors::{Doors, own};
use crate::service::Service;
use crate::token::Token;
use crate::{events, guard, rpc, screens};

/// A client that dawdles with its request keeps a closing hub no longer than this.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// What every request is looked at and answered with.
pub(crate) struct House {
    pub(crate) service: Service,
    pub(crate) token: Token,
    pub(crate) doors: Doors,
    pub(crate) address: SocketAddr,
    pub(crate) closing: watch::Receiver<bool>,
}

/// A hub that answers on an address of this computer.
#[derive(Debug)]
pub struct Listening {
    address: SocketAddr,
    close: watch::Sender<bool>,
    answering: JoinHandle<std::io::Result<()>>,
}

impl Listening {
    /// Opens the doors on `address` (port 0 takes any free one) and writes it into the hub's lock, so that a second
    /// program finds it. The token is kept beside `file`.
    ///
    /// # Errors
    /// Refused when `address` is not this computer's own or is taken, or when the token or the lock can't be written.
    pub async fn open(service: &Service, file: &Path, address: SocketAddr) -> Result<Self> {
        own(address)?;
        let token = Token::keep(file)?;
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Error::refused(format!("the hub can't listen on {address}: {error}. Choose another port with --addr"))
        })?;
        let bound = listener
            .local_addr()
            .map_err(|error| Error::internal(format!("the system does not say where the hub listens: {error}")))?;
        let (close, closing) = watch::channel(false);
        let house = House { service: service.clone(), token, doors: Doors::of(bound), address: bound, closing };
        let answering = tokio::spawn(answer(listener, house));
        service.announce(Some(bound.to_string())).await?;
        Ok(Self { address: bound, close, answering })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Withdraws the address, takes no more requests, and waits until those under way were answered.
    pub async fn close(self, service: &Service) {
        // An error means that the writer has ended, and withdrew it or died with it.
        let _ = service.announce(None).await;
        self.close.send_replace(true);
        let mut answering = self.answering;
        if tokio::time::timeout(LAST_ANSWERS, &mut answering).await.is_err() {
            answering.abort();
        }
    }
}

async fn answer(listener: TcpListener, house: House) -> std::io::Result<()> {
    let mut closing = house.closing.clone();
    // An answer is one small write; waiting to fill a packet would cost a scan 40 ms.
    let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
    axum::serve(listener, routes(house))
        .with_graceful_shutdown(async move {
            let _ = closing.wait_for(|closing| *closing).await;
        })
        .await
}

fn routes(house: House) -> Router {
    let house = Arc::new(house);
    Router::new()
        .route("/rpc/{command}", post(rpc::call))
        .route("/events", get(events::follow))
        .route_layer(from_fn_with_state(Arc::clone(&house), guard::ask_for_token))
        .route("/", get(screens::page))
        .route("/assets/{*name}", get(screens::part))
        .fallback(|| async {
            Refusal::from(Error::not_found("there is nothing at this path; see /rpc/COMMAND, /events, /"))
        })
        .method_not_allowed_fallback(|| async {
            Refusal::wrong_method("this path takes another method: POST for /rpc/COMMAND, GET for /events and /")
        })
        .layer(from_fn_with_state(Arc::clone(&house), guard::look_where_from))
        .with_state(house)
}
