//! Printers that are sent their papers over TCP as they are (port 9100 mostly: "raw", "JetDirect", "AppSocket").
//!
//! Such a printer answers nothing. What can be known is how far a paper got: as long as the part that makes a printer print was
//! not given to the network, nothing was printed and it may be sent again. After that, it is printed once the printer has it:
//! it ends the connection in good order, or has acknowledged all that was sent, as far as the system tells.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

use super::{Handed, plainly};

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

/// How often it is looked at whether the printer has taken what was sent.
const LOOKS_EVERY: Duration = Duration::from_millis(200);

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
    send_within(GOES_ON_WITHIN, address, bytes, prints_from)
}

/// As [`send`], to a printer that may let the connection stand still for so long.
fn send_within(goes_on: Duration, address: &str, bytes: &[u8], prints_from: usize) -> Handed {
    let mut stream = match connect(address) {
        Ok(stream) => stream,
        Err(error) => return Handed::NotTaken(format!("{address} does not answer: {}", plainly(&error))),
    };
    let (harmless, printing) = bytes.split_at(prints_from.min(bytes.len()));
    let not_taken = |why: &str| Handed::NotTaken(format!("{address} took only a part of it: {why}"));
    if let Err(error) = stream.set_write_timeout(Some(goes_on)).and_then(|()| stream.write_all(harmless)) {
        return not_taken(&plainly(&error));
    }
    match listen(&mut stream, BREAKS_WITHIN) {
        Line::Open => {}
        Line::HungUp => return not_taken("it hung up"),
        Line::Broken(error) => return not_taken(&plainly(&error)),
    }
    let unsure = |why: &str| Handed::Unsure(format!("{address} may have printed it: {why}"));
    let sent = stream.write_all(printing).and_then(|()| stream.shutdown(Shutdown::Write));
    if let Err(error) = sent {
        return unsure(&plainly(&error));
    }
    let (mut moved, mut before, mut patience) = (Instant::now(), None, HANGS_UP_WITHIN);
    loop {
        match listen(&mut stream, patience) {
            Line::HungUp => return Handed::Printed,
            Line::Broken(error) => return unsure(&plainly(&error)),
            Line::Open => {}
        }
        let left = left_to_send(&stream).unwrap_or(0);
        if left == 0 {
            return Handed::Printed;
        }
        // A slow printer is no lost one, as long as it goes on.
        if before.is_none_or(|before| left < before) {
            (moved, before) = (Instant::now(), Some(left));
        } else if moved.elapsed() > goes_on {
            return unsure("it has not taken all of it. See whether it is on and has labels left");
        }
        patience = LOOKS_EVERY;
    }
}

/// Bytes that the printer has not acknowledged. They lie in this computer's own buffer, as they do while a printer is off or has
/// no labels left. Nothing where the system does not tell; Linux lists its connections, proc_pid_net(5).
#[cfg(unix)]
fn left_to_send(stream: &TcpStream) -> Option<u64> {
    use std::os::fd::AsRawFd as _;
    let socket = std::fs::read_link(format!("/proc/self/fd/{}", stream.as_raw_fd())).ok()?;
    let inode = socket.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
    let lists = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];
    lists.iter().filter_map(|list| std::fs::read_to_string(list).ok()).find_map(|list| queue_of(&list, inode))
}

#[cfg(not(unix))]
const fn left_to_send(_: &TcpStream) -> Option<u64> {
    None
}

/// The bytes to send, of the connection with this inode.
#[cfg(unix)]
fn queue_of(connections: &str, inode: &str) -> Option<u64> {
    connections.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (queues, of) = (words.get(4)?, words.get(9)?);
        if *of == inode { u64::from_str_radix(queues.split_once(':')?.0, 16).ok() } else { None }
    })
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
    let began = Instant::now();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_printer_that_takes_nothing_is_asked_about_and_one_that_has_it_all_is_not() {
        // Nobody accepts: the system takes what fits into its own buffer for the printer, and no more.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let send = |bytes: usize| send_within(Duration::from_millis(400), &address, &vec![b'x'; bytes], 1);
        assert_eq!(send(2_000), Handed::Printed);
        assert!(matches!(send(20_000_000), Handed::Unsure(_)));
        assert!(matches!(send(300_000), Handed::Unsure(_)));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_printer_has_not_taken_is_read_from_the_list_of_connections() {
        let list = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
            0: 0100007F:D2F0 0100007F:238C 04 000001F4:00000000 01:00000014 00000000     0        0 71 2\n   \
            1: 0100007F:238C 0100007F:D2F0 08 00000000:00000000 00:00000000 00000000     0        0 72 1\n";
        assert_eq!([queue_of(list, "71"), queue_of(list, "72"), queue_of(list, "7")], [Some(500), Some(0), None]);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let left = left_to_send(&stream);
        assert!(left.is_none() || left == Some(0), "{left:?}");
    }
}
