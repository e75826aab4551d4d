//! A hub that another program on this computer has: its commands are sent there, over HTTP and with the hub's token.

use std::net::SocketAddr;
use std::time::Duration;

use loopdock_hub::{DeedId, Error, Result};
use loopdock_serve::Token;
use serde_json::Value;
use ureq::http::Response;
use ureq::{Agent, Body};

/// Loopback answers at once or not at all.
const CONNECT: Duration = Duration::from_secs(2);

/// The longest that one command may take: an import of the largest file on a slow disk.
const ANSWER: Duration = Duration::from_secs(1_800);

/// The way to a hub that is served.
pub(crate) struct Remote {
    agent: Agent,
    address: SocketAddr,
    token: Token,
}

/// What became of a command that was sent.
pub(crate) enum Sent {
    /// The hub answered.
    Answered(Result<Value>),
    /// There is nobody there, or it died before it answered. Whether the deed was done only its id can tell.
    Lost(Error),
}

impl Remote {
    /// The hub that answers on `address`, as its lock says.
    ///
    /// # Errors
    /// Refused when that is not on this computer: a token is shown to nobody else.
    pub(crate) fn at(address: &str, token: Token) -> Result<Self> {
        let address = loopdock_serve::address_of(address)?;
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .build();
        Ok(Self { agent: Agent::new_with_config(config), address, token })
    }

    /// Sends a command.
    pub(crate) fn call(&self, command: &str, request: &Value, deed: DeedId) -> Sent {
        let sent = self
            .agent
            .post(format!("http://{}/rpc/{command}", self.address))
            .header("authorization", format!("Bearer {}", self.token.as_str()))
            .header("idempotency-key", deed.to_string())
            .send_json(request);
        match sent.and_then(read) {
            Ok((status, body)) => Sent::Answered(self.understand(status, &body)),
            Err(error) => {
                let lost =
                    Error::internal(format!("the program that serves the hub at {} is gone: {error}", self.address));
                match error {
                    ureq::Error::Timeout(ureq::Timeout::RecvResponse) => Sent::Answered(Err(lost)),
                    _ => Sent::Lost(lost),
                }
            }
        }
    }

    fn understand(&self, status: u16, body: &[u8]) -> Result<Value> {
        let strange = |error: serde_json::Error| {
            Error::internal(format!(
                "the program at {} answered what is no hub's answer ({status}): {error}",
                self.address
            ))
        };
        if status == 200 {
            return serde_json::from_slice(body).map_err(strange);
        }
        Err(serde_json::from_slice::<Error>(body).unwrap_or_else(strange))
    }
}

fn read(mut response: Response<Body>) -> std::result::Result<(u16, Vec<u8>), ureq::Error> {
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(u64::MAX).read_to_vec()?;
    Ok((status, body))
}
