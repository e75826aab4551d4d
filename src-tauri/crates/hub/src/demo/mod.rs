//! Hubs to try things on: the demo's, furnished with three creators' exports, and the one for a practice parcel.

mod data;
mod furnish;
mod packer;
mod practice;
mod recent;

use crate::error::Result;
use crate::hub::Hub;
use crate::setup::Setup;

pub use furnish::{import_orders, receive_everything, set_up};
pub use packer::Packer;
pub(crate) use practice::{PracticeView, practice};
pub use practice::{furnish as furnish_practice, setup as practice_setup};

/// The bench that the goods were counted in at. Another one than where a first parcel is packed: UNDO there takes back what
/// its own packer did.
const GOODS_IN: &str = "goods in";

/// The demo hub's name and address.
#[must_use]
pub fn setup() -> Setup {
    Setup {
        name: "Loopdock Demo Hub".to_owned(),
        currency: "EUR".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        address: "Hafenstraße 12\n10115 Berlin\nDE".to_owned(),
        country: "DE".to_owned(),
    }
}

/// Furnishes a new hub so that a first parcel can be packed: places, stock on the shelves, orders of the last days in.
///
/// # Errors
/// What the hub says.
pub fn furnish(hub: &mut Hub) -> Result<()> {
    set_up(hub)?;
    receive_everything(hub, &mut Packer::at(GOODS_IN))?;
    furnish::import_recent_orders(hub)?;
    hub.rest_fully()
}
