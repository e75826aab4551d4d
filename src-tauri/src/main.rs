//! Loopdock's window, on the computer at the packing bench.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    loopdock_desktop::run()
}
