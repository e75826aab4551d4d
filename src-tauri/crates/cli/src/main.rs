//! The program `loopdock`. Everything it does is in the library of the same crate, where tests and benches reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    loopdock_cli::run(std::env::args_os())
}
