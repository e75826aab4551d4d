//! What an orders file says of one order, in the file's terms: nothing here knows the catalogue or the hub's stock.

use loopdock_domain::Currency;

use super::class::SkipReason;
use super::reason::Rejected;

/// One order of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrderEntry {
    /// It could be read; what becomes of it is for [`classify`](super::classify()) to say.
    Order(Box<ExportedOrder>),
    /// It could not.
    Unreadable(UnreadableOrder),
}

/// An order that lacks its name, or whose currency, amounts or time can't be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadableOrder {
    /// What can't be read.
    pub rejected: Rejected,
    /// Why that doesn't matter, when the order is nothing to ship anyway: it then counts as skipped.
    pub skip: Option<SkipReason>,
}

/// One order. Texts are trimmed, their line ends are `\n`, and an empty one means that the file says nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedOrder {
    /// Number of its first row as a spreadsheet shows it.
    pub row: u32,
    /// The creator's number, such as `#1009`; never empty.
    pub name: String,
    /// The storefront's own key (column `Id`); None also where a spreadsheet has rounded it to `5.55E+09`.
    pub platform_id: Option<String>,
    /// The buyer's e-mail address.
    pub email: String,
    /// Whether it is paid.
    pub financial: Financial,
    /// How much of the whole order has left already.
    pub fulfilled: Fulfilment,
    /// When it was placed, in milliseconds since the epoch, UTC.
    pub created_at_ms: i64,
    /// Whether it was cancelled.
    pub cancelled: Cancellation,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// What the buyer paid or owes, in minor units.
    pub total_minor: i64,
    /// How it is to travel, such as `Standard` or `Pick up`.
    pub shipping_method: Option<String>,
    /// The payment provider's reference: the first filled of `Payment Reference`, `Payment References`, `Payment ID`.
    pub payment_reference: Option<String>,
    /// The creator's tags.
    pub tags: Vec<String>,
    /// What the buyer or creator wrote.
    pub note: String,
    /// Further fields of the checkout, as `name: value` lines.
    pub note_attributes: String,
    /// Whose goods they are, as the storefront names the creator.
    pub vendor: String,
    /// The buyer's telephone number.
    pub phone: String,
    /// Where it goes.
    pub address: Address,
    /// Whether a tag or the note asks for a gift.
    pub gift: Gift,
    /// Its lines in the file's order.
    pub lines: Vec<ExportedLine>,
}

/// A shipping address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Address {
    /// Who receives it.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Street and number; the column `Shipping Street` where both address columns are empty.
    pub address1: String,
    /// What doesn't fit there.
    pub address2: String,
    /// City.
    pub city: String,
    /// Postal code, without a spreadsheet's apostrophe.
    pub zip: String,
    /// Province or state.
    pub province: String,
    /// Country, mostly as an ISO 3166 code.
    pub country: String,
    /// Telephone number for the carrier.
    pub phone: String,
}

/// One line of an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedLine {
    /// The row's number as a spreadsheet shows it.
    pub row: u32,
    /// The item's key; empty where the storefront has none.
    pub sku: String,
    /// What the storefront calls the item.
    pub title: String,
    /// How many were bought.
    pub quantity: Quantity,
    /// Price of one, in minor units of the order's currency.
    pub price_minor: i64,
    /// Whether the storefront says that it ships.
    pub ships: Ships,
    /// How much of the line has left already.
    pub fulfilled: Fulfilment,
}

/// A line's quantity. A bad one doesn't matter in an order that is skipped, so it is kept until that is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// One or more.
    Units(u32),
    /// What the cell says instead.
    Bad(String),
}

/// The financial status.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Financial {
    /// Paid in full.
    Paid,
    /// The payment was called off.
    Voided,
    /// All money went back.
    Refunded,
    /// Anything else in lower case, such as `pending` or `partially_refunded`; may be empty.
    Other(String),
}

/// How much of an order or a line has left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fulfilment {
    /// Nothing.
    Open,
    /// A part.
    Partly,
    /// All of it (`fulfilled`), or its goods went back to the shelf (`restocked`): nothing is left to ship.
    Done,
}

/// Whether and when an order was cancelled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cancellation {
    /// It was not.
    None,
    /// At this time, in milliseconds since the epoch, UTC.
    At(i64),
    /// It was, but the time can't be read from this text.
    AtUnreadable(String),
}

/// Whether a line needs shipping, by its own row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ships {
    /// It does, unless the catalogue's item is digital. Also where the file doesn't say.
    Yes,
    /// It does not, whatever the catalogue says.
    No,
}

/// Whether an order is a gift: one of its tags is `gift`, or its note begins with `gift:`, in any case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gift {
    /// It is.
    Wished,
    /// It is not.
    No,
}
