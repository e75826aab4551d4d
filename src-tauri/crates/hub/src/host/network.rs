//! Printers that are sent their papers over TCP as they are (port 9100 mostly: "raw", "JetDirect", "AppSocket").
//!
//! Such a printer answers nothing. What can be known is how far a paper got: as long as the part that makes a printer print was
//! not given to the network, nothing was printed and it may be sent again. After that, only a connection that the printer itself
//! ends in good order says that it has all of it.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use super::Handed;

/// The port of printers, where none is named.
const USUAL_PORT: u16 = 9100;

/// How long a printer may take to answer the telephone, so to speak.
const CONNECTS_WITHIN: Duration = Duration::from_secs(5);

/// How long it may let the connection stand still: a label printer that has no labels left stops reading.
const GOES_ON_WITHIN: Duration = Duration::from_secs(20);

/// How long a connection that breaks is given to say so, before the part is sent that prints.
const BREAKS_WITHIN: Duration = Duration::from_millis(80);

/// How long the printer may take to hang up once it has everything; many never do.
const HANGS_UP_WITHIN: Duration = Duration::from_secs(3);

/// What the printer did with the connection.
enum Line {
    /// It is still there.
    Open,
    /// It hung up.
    HungUp,
    /// It broke.
    Broken(std::io::Error),
}

/// Sends `bytes` to `HOST` or `HOST:PORT`; before `prints_from` of them have arrived, nothing is printed.
pub(super) fn send(address: &str, bytes: &[u8], prints_from: usize) -> Handed {
    let mut stream = match connect(address) {
        Ok(stream) => stream,
        Err(error) => return Handed::NotTaken(format!("{address} does not answer: {error}")),
    };
    let (harmless, printing) = bytes.split_at(prints_from.min(bytes.len()));
    let not_taken = |why: &str| Handed::NotTaken(format!("{address} took only a part of it: {why}"));
    if let Err(error) = stream.set_write_timeout(Some(GOES_ON_WITHIN)).and_then(|()| stream.write_all(harmless)) {
        return not_taken(&error.to_string());
    }
    match listen(&mut stream, BREAKS_WITHIN) {
        Line::Open => {}
        Line::HungUp => return not_taken("it hung up"),
        Line::Broken(error) => return not_taken(&error.to_string()),
    }
    let unsure = |why: &str| Handed::Unsure(format!("{address} may have printed it: {why}"));
    let sent = stream.write_all(printing).and_then(|()| stream.shutdown(Shutdown::Write));
    if let Err(error) = sent {
        return unsure(&error.to_string());
    }
    match listen(&mut stream, HANGS_UP_WITHIN) {
        // A printer that keeps the line open took everything that was sent: what is lost breaks the line.
        Line::HungUp | Line::Open => Handed::Printed,
        Line::Broken(error) => unsure(&error.to_string()),
    }
}

fn connect(address: &str) -> std::io::Result<TcpStream> {
    let has_port = address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let full = if has_port { address.to_owned() } else { format!("{address}:{USUAL_PORT}") };
    let mut last = std::io::Error::new(ErrorKind::NotFound, "there is no such address");
    for candidate in full.to_socket_addrs()? {
        match TcpStream::connect_timeout(&candidate, CONNECTS_WITHIN) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Listens for so long whether the printer hangs up. What it says meanwhile is not for us.
fn listen(stream: &mut TcpStream, within: Duration) -> Line {
    let began = std::time::Instant::now();
    let mut heard = [0_u8; 256];
    loop {
        let left = within.saturating_sub(began.elapsed());
        if left.is_zero() {
            return Line::Open;
        }
        if let Err(error) = stream.set_read_timeout(Some(left)) {
            return Line::Broken(error);
        }
        match stream.read(&mut heard) {
            Ok(0) => return Line::HungUp,
            Ok(_) => {}
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => return Line::Open,
                ErrorKind::Interrupted => {}
                _ => return Line::Broken(error),
            },
        }
    }
}
