//! The black-box tests: one program, so that it links once. `house` fails where a file here is not named below.

mod house;
