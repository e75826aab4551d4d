//! The list of orders: searched as one types, filtered, counted, and a page at a time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::order::OrderState;
use loopdock_domain::words;
use loopdock_store::{Creator, Sequence, Wish};

use super::orders::{OrderView, order_view};
use super::page::part;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

words! {
    /// The sequence of the list.
    OrderSequence {
        /// The newest first.
        Newest = "newest",
        /// What is promised first, first.
        Promise = "promise",
    }
}

/// Which orders, and which part of the list of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindOrders {
    /// What was typed. Each word must be found: in the order's name, a SKU, the buyer's name or e-mail, or the creator's
    /// name; `O-12` is an order, `P-7` a parcel.
    #[serde(default)]
    pub text: String,
    /// In this state only.
    #[serde(default)]
    pub state: Option<OrderState>,
    /// Of the creator with this key only.
    #[serde(default)]
    pub creator: Option<String>,
    /// The newest first unless said.
    #[serde(default)]
    pub by: Option<OrderSequence>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A part of the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrdersFound {
    /// How many there are in all.
    pub total: i64,
    /// This part of them.
    pub orders: Vec<OrderFound>,
    /// How many there would be in each state, without the filter by state; none when that is not quickly known.
    pub counts: Option<Vec<StateCount>>,
}

/// An order in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderFound {
    /// The order.
    pub order: OrderView,
    /// The buyer's name; empty once erased.
    pub buyer: String,
    /// Units to send.
    pub units: u32,
    /// When it is promised for, milliseconds since the epoch.
    pub promise_ms: i64,
}

/// How many orders are in a state.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StateCount {
    /// Which.
    pub state: OrderState,
    /// How many.
    pub orders: i64,
}

pub(crate) fn find_orders(view: &View<'_>, request: FindOrders) -> Result<OrdersFound> {
    let mut wish = wish(&request.text, &view.read.creators()?);
    if let Some(key) = &request.creator {
        wish.creator = Some(find::creator_keyed(&view.read, key)?.id);
    }
    let counted = view.read.count_orders(&wish)?;
    let total = match (request.state, &counted.by_state) {
        (None, _) => counted.total,
        (Some(state), Some(counts)) => {
            counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, orders)| *orders)
        }
        (Some(state), None) => view.read.count_orders_in(&wish, state)?,
    };
    let sequence = match request.by {
        Some(OrderSequence::Promise) => Sequence::Promise,
        _ => Sequence::Newest,
    };
    let part = part(request.offset, request.limit);
    let mut orders = Vec::new();
    for number in view.read.find_orders(&wish, request.state, sequence, part)? {
        orders.push(order_found(view, number)?);
    }
    let count = |(state, orders)| StateCount { state, orders };
    let counts = counted.by_state.map(|counts| counts.into_iter().map(count).collect());
    Ok(OrdersFound { total, orders, counts })
}

fn order_found(view: &View<'_>, number: i64) -> Result<OrderFound> {
    let order = view.read.order_numbered(number)?.ok_or_else(|| Error::internal("a listed order is missing"))?;
    let lines = view.read.lines_of(order.id)?;
    Ok(OrderFound {
        buyer: view.read.buyer(order.id)?.map(|buyer| buyer.name).unwrap_or_default(),
        units: lines.iter().filter(|line| line.position < loopdock_store::REPLACED).map(|line| line.qty).sum(),
        promise_ms: order.promise_ms,
        order: order_view(view, &order, &lines)?,
    })
}

/// What somebody means who types `text`.
fn wish(text: &str, creators: &[Creator]) -> Wish {
    let mut wish = Wish::default();
    for word in text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
        if let Some(number) = names::numbered(word, 'o') {
            wish.orders.push(number);
        } else if let Some(number) = names::numbered(word, 'p') {
            wish.parcels.push(number);
        } else {
            let begins = |name: &str| {
                let name = name.to_lowercase();
                let small = word.to_lowercase();
                name.starts_with(&small)
                    || name.split(|letter: char| !letter.is_alphanumeric()).any(|part| part.starts_with(&small))
            };
            let named = creators.iter().filter(|creator| begins(&creator.name) || begins(&creator.key));
            // A letter alone begins the name of somebody everywhere.
            let named = named.filter(|_| word.chars().count() > 1).map(|creator| creator.id).collect();
            wish.words.push((word.to_owned(), named));
        }
    }
    wish
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_orders_and_parcels_are_told_from_words() {
        let wish = wish("O-12 p7 #1081 O'Brien mug-1 # -", &[]);
        let words: Vec<&str> = wish.words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!((wish.orders, wish.parcels), (vec![12], vec![7]));
        assert_eq!(words, ["#1081", "O'Brien", "mug-1"]);
    }
}
