//! Screens that were built anew are carried anew.

#![allow(clippy::print_stdout, reason = "cargo listens to what a build script prints")]

fn main() {
    println!("cargo:rerun-if-changed=../../../ui/dist");
}
