//! What the black-box tests share: the program started as a person would, a world made from a seed, a folder that is
//! gone afterwards, and the tables read past the program.

mod folder;
pub mod program;
mod tables;
mod world;

pub use folder::fast_folder;
pub use tables::{Snapshot, Tables};
pub use world::SeededWorld;
