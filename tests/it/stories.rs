//! What a packer goes through: short stories at a bench, each by the scans that somebody would really do.

mod batches;
mod cheats;
mod desk;
mod guidance;
mod lists;
mod office;
mod orders;
mod packing;
mod picking;
mod pictures;
mod printing;
mod putting_down;
mod receiving;
mod reopening;
mod returning;
mod slips;
mod statements;
mod terms;
mod worth;
