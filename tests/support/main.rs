//! The program `loopdock` as the black-box tests start it: the same one line as its own `main`. Cargo builds a package's
//! programs before its tests, and another package's not: so these tests need no step before them in a cold clone.

use std::process::ExitCode;

fn main() -> ExitCode {
    loopdock_cli::run(std::env::args_os())
}
