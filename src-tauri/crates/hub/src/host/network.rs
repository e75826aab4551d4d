//! Printers that are sent their papers over TCP as they are (port 9100 mostly: "raw", "JetDirect", "AppSocket").
//!
//! Such a printer answers nothing. What can be known is how far a paper got: as long as the part that makes a printer print was
//! not given to the network, nothing was printed and it may be sent again. After that, it is printed once the printer has it:
//! it ends the connection in good order, or has acknowledged all that was sent, as far as the system tells (`has_arrived`).

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

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
    send_within(address, bytes, prints_from, GOES_ON_WITHIN)
}

/// As [`send`], to a printer that may let the connection stand still for so long.
fn send_within(address: &str, bytes: &[u8], prints_from: usize, goes_on_within: Duration) -> Handed {
    let mut stream = match connect(address) {
        Ok(stream) => stream,
        Err(error) => return Handed::NotTaken(format!("{address} does not answer: {error}")),
    };
    let (harmless, printing) = bytes.split_at(prints_from.min(bytes.len()));
    let not_taken = |why: &str| Handed::NotTaken(format!("{address} took only a part of it: {why}"));
    if let Err(error) = stream.set_write_timeout(Some(goes_on_within)).and_then(|()| stream.write_all(harmless)) {
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
    let began = Instant::now();
    let mut patience = HANGS_UP_WITHIN;
    loop {
        match listen(&mut stream, patience) {
            Line::HungUp => return Handed::Printed,
            Line::Broken(error) => return unsure(&error.to_string()),
            Line::Open if has_arrived(&stream) => return Handed::Printed,
            Line::Open if began.elapsed() > goes_on_within => {
                let seconds = goes_on_within.as_secs();
                return unsure(&format!(
                    "after {seconds} seconds it has not taken all of it. See whether it is on and has labels left"
                ));
            }
            Line::Open => patience = LOOKS_EVERY,
        }
    }
}

/// Whether the printer has acknowledged all that was sent. What it has not taken lies in this computer's own buffer, as it does
/// while a printer is off or has no labels left. Where the system does not tell, what could be written counts as arrived.
fn has_arrived(stream: &TcpStream) -> bool {
    let (Ok(here), Ok(there)) = (stream.local_addr(), stream.peer_addr()) else { return true };
    let of = |connections: &str| left_to_send(connections, here, there);
    // Linux lists connections there, proc_pid_net(5).
    let lists = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];
    let left = lists.iter().filter_map(|list| std::fs::read_to_string(list).ok()).find_map(|list| of(&list));
    left.is_none_or(|left| left == 0)
}

/// Bytes that were not acknowledged yet, of the connection between these two.
fn left_to_send(connections: &str, here: SocketAddr, there: SocketAddr) -> Option<u64> {
    let (here, there) = (listed(here), listed(there));
    connections.lines().find_map(|line| {
        let mut words = line.split_whitespace().skip(1);
        let (local, remote, _state, queues) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let (to_send, _) = queues.split_once(':')?;
        if local == here && remote == there { u64::from_str_radix(to_send, 16).ok() } else { None }
    })
}

/// An address as Linux lists it: words of four bytes in the order of this processor.
fn listed(address: SocketAddr) -> String {
    let bytes = match address.ip() {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    };
    let (words, _) = bytes.as_chunks::<4>();
    let words = words.iter().map(|word| format!("{:08X}", u32::from_ne_bytes(*word)));
    format!("{}:{:04X}", words.collect::<String>(), address.port())
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn what_a_printer_has_not_taken_is_read_from_the_list_of_connections() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (here, there) = ("127.0.0.1:53998".parse().unwrap(), "127.0.0.1:9100".parse().unwrap());
        let list = format!(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
             0: {0} {2} 04 00000001:00000000 01:00000014 00000000     0        0 0 2\n   \
             1: {0} {1} 04 000001F4:00000000 01:00000014 00000000     0        0 0 2\n   \
             2: {1} {0} 08 00000000:00000000 00:00000000 00000000     0        0 1 1\n",
            listed(here),
            listed(there),
            listed("127.0.0.2:9100".parse().unwrap()),
        );
        assert_eq!(left_to_send(&list, here, there), Some(500));
        assert_eq!(left_to_send(&list, there, here), Some(0));
        assert_eq!(left_to_send(&list, there, listener.local_addr().unwrap()), None);
        // The system's own list has what is connected.
        for address in ["127.0.0.1:0", "[::1]:0"] {
            // Not every computer has the second.
            let Ok(listener) = TcpListener::bind(address) else { continue };
            let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let lists =
                ["/proc/self/net/tcp", "/proc/self/net/tcp6"].map(|list| std::fs::read_to_string(list).unwrap());
            let (here, there) = (stream.local_addr().unwrap(), stream.peer_addr().unwrap());
            assert_eq!(lists.iter().find_map(|list| left_to_send(list, here, there)), Some(0), "{address}");
        }
    }

    #[test]
    fn a_printer_that_never_reads_has_what_its_buffer_took_and_is_asked_about_where_that_is_not_all() {
        let stalled = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = stalled.local_addr().unwrap().to_string();
        let sent = |bytes: &[u8]| send_within(&address, bytes, bytes.len() - 3, Duration::from_secs(1));
        assert_eq!(sent(b"^XA^XZ"), Handed::Printed, "a printer reads on by itself what it has acknowledged");
        // More than it takes before it reads, and less than this computer keeps for it.
        let Handed::Unsure(why) = sent(&[b'0'; 300_000]) else { panic!("it may lie here still") };
        assert!(why.contains("has not taken all of it. See whether it is on"), "{why}");
    }
}
