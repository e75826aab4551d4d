//! The black-box tests: one program, so that it links once. `house` fails where a file here is not named below.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

mod days;
mod decode;
mod disk;
mod epcis;
mod files;
mod fleet;
mod house;
mod imports;
mod judges;
mod kills;
mod labels;
mod names;
mod paper;
mod printers;
mod readback;
mod spooler;
mod stage;
mod stories;
mod torn;
mod two_programs;
