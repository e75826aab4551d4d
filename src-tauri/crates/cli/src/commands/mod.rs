//! What each command of the program does.

mod check;
mod decode;
mod export;
mod import;
mod init;
mod label;
mod scan;
mod serve;
mod table;

pub use check::check;
pub use decode::decode;
pub use export::export;
pub use import::import;
pub use init::init;
pub use label::label;
pub use scan::scan;
pub use serve::serve;
pub use table::{api, call, types};
