//! What the black-box tests share: the program started as a person would, a world made from a seed, a folder that is
//! gone afterwards, and the tables read past the program.

mod folder;
pub mod program;
mod raw_printer;
mod tables;
mod tray;
mod world;

pub use folder::fast_folder;
pub use raw_printer::{Came, RawPrinter};
pub use tables::{Snapshot, Tables};
pub use tray::{PaperTray, TrayHost};
pub use world::SeededWorld;
