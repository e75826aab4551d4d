//! What sleeves cost and whether they pay: the books of whoever owns them, and what is reckoned with. Pure.
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

/// The share that came back, in hundredths of a per cent, rounded down; none of none.
#[must_use]
pub fn share_bp(issued: u32, back: u32) -> Option<u32> {
    let share = (u64::from(back) * 10_000).checked_div(u64::from(issued))?;
    u32::try_from(share).ok()
}

/// How often a sleeve leaves until it stays away where `back` of `issued` come back, in hundredths, rounded down: with a return rate
/// of r that is 1 / (1 - r) times. None where all of them came back, or none left.
#[must_use]
pub fn mean_uses_hundredths(issued: u32, back: u32) -> Option<i64> {
    let stayed_away = issued.checked_sub(back).filter(|count| *count > 0)?;
    Some(i64::from(issued) * 100 / i64::from(stayed_away))
}

/// After how many trips a sleeve has cost no more than as many mailers that are used once, where each trip ends with the handling of
/// a return. All in minor units of one currency. None where a trip costs as much as a mailer: it never pays.
#[must_use]
pub fn break_even_trips(sleeve_minor: i64, handling_minor: i64, mailer_minor: i64) -> Option<i64> {
    let saved = mailer_minor.checked_sub(handling_minor).filter(|minor| *minor > 0)?;
    Some((sleeve_minor + saved - 1) / saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleeve_pays_once_it_has_cost_no_more_than_mailers() {
        // 2.40 and 0.35 a trip, or 0.80 a mailer: after five trips 4.15 against 4.00, after six 4.50 against 4.80.
        assert_eq!(break_even_trips(240, 35, 80), Some(6));
        assert_eq!(break_even_trips(90, 35, 80), Some(2));
        assert_eq!(break_even_trips(1, 0, 1), Some(1));
        assert_eq!(break_even_trips(240, 80, 80), None);
        assert_eq!(break_even_trips(240, 90, 80), None);
    }

    #[test]
    fn a_sleeve_leaves_as_often_as_its_return_rate_says() {
        assert_eq!(
            [(4, 3), (1, 0), (1_000, 900), (3, 1)].map(|(all, back)| mean_uses_hundredths(all, back)),
            [Some(400), Some(100), Some(1_000), Some(150)]
        );
        assert_eq!([(0, 0), (5, 5)].map(|(all, back)| mean_uses_hundredths(all, back)), [None, None]);
        assert_eq!([(0, 0), (3, 2), (5, 5)].map(|(all, back)| share_bp(all, back)), [None, Some(6_666), Some(10_000)]);
    }
}
