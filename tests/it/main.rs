//! The black-box tests: one program, so that it links once. `house` fails where a file here is not named below.

mod days;
mod disk;
mod files;
mod house;
mod imports;
mod kills;
mod names;
mod paper;
mod stage;
mod stories;
mod two_programs;
