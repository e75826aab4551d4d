//! What sleeves cost: the books of whoever owns them. Pure: prices in, legs out.
//!
//! How a purchase is paid is no matter of these books; a sleeve that is lost shrinks the fleet by what it had cost.

use crate::money::Money;

use super::{Account, Leg};

/// Sleeves were bought for `price`, all of them together.
#[must_use]
pub const fn bought(price: Money) -> Leg {
    Leg { from: Account::FleetPurchases, to: Account::Fleet, money: price }
}

/// A sleeve that had cost `price` is lost.
#[must_use]
pub const fn shrunk(price: Money) -> Leg {
    Leg { from: Account::Fleet, to: Account::Shrinkage, money: price }
}

/// The opposite of [`shrunk`]: it turned up.
#[must_use]
pub const fn found_again(price: Money) -> Leg {
    Leg { from: Account::Shrinkage, to: Account::Fleet, money: price }
}
