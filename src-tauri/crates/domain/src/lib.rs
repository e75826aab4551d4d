//! What a fulfilment hub knows: ids, money, places, items, orders, sleeves, codes and the bench.
//!
//! Pure: no input or output, no clock, no randomness. Everything here can be tested in microseconds.

pub mod bench;
pub mod codes;
mod count;
pub mod goods;
pub mod ids;
pub mod money;
pub mod order;
pub mod picture;
pub mod place;
pub mod sleeve;
pub mod staff;
pub mod words;

pub use count::count;
pub use ids::*;
pub use money::{Currency, Money, MoneyError};
