//! Where a hub may listen, and by which names a request may call it.
//!
//! A web page in a browser on this computer can send requests to loopback. Its Origin gives it away, and where a name of
//! its own was made to point here (DNS rebinding), the Host does.

use std::net::{Ipv4Addr, SocketAddr};

use loopdock_hub::{Error, Result};

/// Reads an address such as `127.0.0.1:4200`, `[::1]:0` or `localhost:4200`; port 0 means any free one.
///
/// # Errors
/// A wrong call when it is no address with a port, refused when others than this computer could reach it.
pub fn address_of(text: &str) -> Result<SocketAddr> {
    let named = text.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    let address = match named {
        Some(port) => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        None => text
            .parse()
            .map_err(|_| Error::bad_call(format!("“{text}” is no address with a port, such as 127.0.0.1:4200")))?,
    };
    own(address)?;
    Ok(address)
}

/// Refuses an address that others than this computer could reach.
pub(crate) fn own(address: SocketAddr) -> Result<()> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    let port = address.port();
    Err(Error::refused(format!(
        "a hub listens on this computer only, and {address} would open it to the network; use 127.0.0.1:{port}"
    )))
}

/// The names that a request may call the hub by.
#[derive(Clone, Debug)]
pub(crate) struct Doors {
    hosts: Vec<String>,
}

impl Doors {
    /// The names of the hub that listens on `bound`.
    pub(crate) fn of(bound: SocketAddr) -> Self {
        let port = bound.port();
        let mut hosts = vec![bound.to_string(), format!("localhost:{port}"), format!("[::1]:{port}")];
        if port == 80 {
            // The one port that browsers leave out.
            let bare = |host: &String| host.strip_suffix(":80").map(str::to_owned);
            hosts.extend(hosts.iter().filter_map(bare).collect::<Vec<_>>());
        }
        Self { hosts }
    }

    /// Whether a request with this Host may come in.
    pub(crate) fn admit_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Whether a request that a page of this Origin sent may come in.
    pub(crate) fn admit_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.admit_host(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopdock_hub::ErrorCode;

    #[test]
    fn a_hub_listens_on_this_computer_only() {
        for own in ["127.0.0.1:4200", "127.0.0.2:0", "[::1]:4200", "localhost:4200"] {
            assert!(address_of(own).is_ok(), "{own}");
        }
        for open in ["0.0.0.0:4200", "192.168.1.5:80", "[::]:4200", "[2001:db8::1]:4200"] {
            let error = address_of(open).unwrap_err();
            assert_eq!(error.code, ErrorCode::Refused, "{open}");
            assert!(error.message.contains("this computer only"), "{error}");
        }
        for wrong in ["", "4200", "127.0.0.1", "localhost", "hub.example:4200", "127.0.0.1:70000"] {
            assert_eq!(address_of(wrong).unwrap_err().code, ErrorCode::BadCall, "{wrong}");
        }
    }

    #[test]
    fn a_page_of_another_site_stays_outside_by_whatever_name() {
        let doors = Doors::of("127.0.0.1:4200".parse().unwrap());
        for host in ["127.0.0.1:4200", "localhost:4200", "LOCALHOST:4200", "[::1]:4200"] {
            assert!(doors.admit_host(host), "{host}");
            assert!(doors.admit_origin(&format!("http://{host}")), "{host}");
        }
        for host in ["evil.example:4200", "127.0.0.1", "127.0.0.1:4201", "localhost", "localhost.evil.example:4200", ""]
        {
            assert!(!doors.admit_host(host), "{host}");
            assert!(!doors.admit_origin(&format!("http://{host}")), "{host}");
        }
        for origin in ["null", "https://localhost:4200", "localhost:4200", "http://localhost:4200/", "file://"] {
            assert!(!doors.admit_origin(origin), "{origin}");
        }
    }
}
