//! A printer in the network that hangs up when it is told to: it takes what comes on its port, as it is.

use std::collections::VecDeque;
use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// What came over one connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Came {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the sender ended it; else the printer hung up.
    pub is_whole: bool,
}

/// A printer on a port of this computer.
#[derive(Debug)]
pub struct RawPrinter {
    /// Where it listens, as `HOST:PORT`.
    pub address: String,
    came: Arc<Mutex<Vec<Came>>>,
    hangs_up: Arc<Mutex<VecDeque<usize>>>,
}

impl RawPrinter {
    /// Listens until the test ends.
    #[must_use]
    pub fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address").to_string();
        let printer = Self { address, came: Arc::default(), hangs_up: Arc::default() };
        let (came, hangs_up) = (Arc::clone(&printer.came), Arc::clone(&printer.hangs_up));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let most = hangs_up.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let heard = hear(stream, most);
                came.lock().unwrap_or_else(PoisonError::into_inner).push(heard);
            }
        });
        printer
    }

    /// The next connection that nothing else is said for ends after so many bytes.
    pub fn hang_up_after(&self, bytes: usize) {
        self.hangs_up.lock().unwrap_or_else(PoisonError::into_inner).push_back(bytes);
    }

    /// What came, a connection each.
    #[must_use]
    pub fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads to the end, or so many bytes at most: then the connection breaks, as when a printer is switched off.
fn hear(mut stream: TcpStream, most: Option<usize>) -> Came {
    let mut bytes = Vec::new();
    let mut next = [0_u8; 1];
    loop {
        if most.is_some_and(|most| bytes.len() >= most) {
            // A connection that still has something to read is reset, not ended.
            let _ = stream.set_read_timeout(Some(std::time::Duration::from_millis(20)));
            let _ = stream.peek(&mut next);
            return Came { bytes, is_whole: false };
        }
        match stream.read(&mut next) {
            Ok(0) => return Came { bytes, is_whole: true },
            Ok(_) => bytes.push(next[0]),
            Err(_) => return Came { bytes, is_whole: false },
        }
    }
}
