//! What a packer goes through: short stories at a bench, each by the scans that somebody would really do.

mod batches;
mod cheats;
mod crates;
mod desk;
mod following;
mod goods;
mod guidance;
mod late;
mod lists;
mod office;
mod orders;
mod packing;
mod picking;
mod pictures;
mod printing;
mod putting_down;
mod quarantine;
mod receiving;
mod reopening;
mod returning;
mod slips;
mod staff;
mod statements;
mod stocktake;
mod terms;
mod worth;
