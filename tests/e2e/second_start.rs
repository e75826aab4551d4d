//! Loopdock started once more while its window is open, by whoever has forgotten it: the programs find each other on a message
//! bus, as in a desktop's session.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use loopdock_tests::program::Loopdock;

use crate::hubs::{LOOPDOCK, one_order};
use crate::owner::Owner;
use crate::packer::scan_is_no_answer;
use crate::window::{Frame, Window, program};

/// A message bus of this test's own.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Option<Self> {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let Ok(mut daemon) = command.spawn() else {
            eprintln!("skipped: there is no dbus-daemon here");
            return None;
        };
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("a pipe")).read_line(&mut address).expect("an address");
        Some(Self { daemon, address: address.trim().to_owned() })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

#[tokio::test]
async fn a_second_start_with_another_hub_asks_and_no_scan_is_an_answer() {
    let Some(bus) = Bus::start() else { return };
    let frame = Frame { bus: Some(bus.address.clone()), ..Frame::default() };
    let Some(window) = Window::open_in(&frame, one_order).await else { return };
    window.see("ready to pick").await;
    let other = Loopdock::on(LOOPDOCK, &window.loopdock.hub.with_file_name("other.db"));
    assert_eq!(other.run(&["init", "--name", "Dock 8"]).code, Some(0));

    let mut again = Command::new(program().expect("the window"));
    again.arg("--hub").arg(&other.hub).env("DISPLAY", &window.display.name);
    let ended = again.env("DBUS_SESSION_BUS_ADDRESS", &bus.address).status().expect("it starts");
    assert!(ended.success(), "the second start leaves it to the first: {ended}");
    window.see("Which hub?").await;
    window.see("other.db").await;
    window.keep_still_picture("second-start").await;

    scan_is_no_answer(&window, "Which hub?").await;
    Owner::at(&window).click("Open the other hub").await;
    window.see("Dock 8").await;
    window.page.clone().close().await.unwrap();
    window.loopdock.must_be_clean();
    other.must_be_clean();
}
