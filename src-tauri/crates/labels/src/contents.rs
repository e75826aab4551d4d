//! What each document says: plain data, worded by whoever hands it in. `kind` has the documents by their names, each with an
//! example; `fields` has what a template may name of them; `customs` has the customs declarations.
//!
//! Nothing here is looked up or computed: amounts of money, dates and payloads come in as finished text, weights as
//! grams. Every text may be in any script. An empty `String` leaves its part of the page out.

mod customs;
mod example;
mod fields;
mod kind;

pub use customs::{CustomsCategory, CustomsCn22, CustomsCn23, CustomsLine};
pub use kind::Kind;

use serde::{Deserialize, Serialize};

use crate::Logo;

/// One of the documents that the hub prints, with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// The label on the outside of a parcel.
    ParcelLabel(ParcelLabel),
    /// What is in a parcel, for the buyer.
    PackingSlip(PackingSlip),
    /// How the buyer sends things back.
    ReturnSlip(ReturnSlip),
    /// The picks of a wave in walking order.
    PickList(PickList),
    /// What is given to a carrier, to be signed.
    Manifest(Manifest),
    /// The label of a bin.
    BinLabel(CodeLabel),
    /// The label of a tote.
    ToteLabel(CodeLabel),
    /// What is stuck on units that have no barcode.
    ProductLabel(ProductLabel),
    /// The tag of a reusable sleeve.
    SleeveTag(CodeLabel),
    /// Codes for the wall beside a bench: commands or carriers.
    CodeSheet(CodeSheet),
    /// The badge of somebody who works at the hub.
    StaffBadge(StaffBadge),
    /// The customs declaration for the outside of a small parcel.
    CustomsCn22(CustomsCn22),
    /// The customs declaration of other parcels.
    CustomsCn23(CustomsCn23),
    /// What became of a creator's sleeves and their deposits.
    DepositStatement(DepositStatement),
}

/// A code to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// What the scanner reads, such as `LD/7K2M/P/1042/Q3`; upper case letters, digits and `$%*+-./:` and space stay
    /// in QR's alphanumeric mode.
    pub payload: String,
    /// What people call it, such as `P-1042`.
    pub caption: String,
}

/// The contents of a parcel label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParcelLabel {
    /// The parcel's code; its caption is the parcel's number.
    pub code: Code,
    /// The hub's name and address, a line each.
    pub sender: Vec<String>,
    /// The buyer's name and address, a line each, without the country.
    pub recipient: Vec<String>,
    /// The country of destination, in words.
    pub country: String,
    /// The carrier and service, or the words for "Pick up".
    pub carrier: String,
    /// The names of the orders in the parcel, such as `#1001`.
    pub orders: Vec<String>,
    /// The parcel's weight in grams; zero if it was not weighed.
    pub weight_g: u32,
    /// What the driver should know; short.
    pub instruction: String,
    /// The carrier's own number of the parcel, drawn as Code 128; empty if there is none.
    #[serde(default)]
    pub tracking: String,
}

/// The contents of a return slip.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnSlip {
    /// The code of the return, which the hub scans when the parcel is back.
    pub code: Code,
    /// How to send things back, in a few sentences.
    pub how_to: String,
    /// Where to: the hub's name and address, a line each.
    pub return_address: Vec<String>,
    /// Who sold the goods.
    pub creator: String,
    /// The order's name, such as `#1001`.
    pub order: String,
    /// What was in the parcel.
    pub lines: Vec<ReturnLine>,
    /// The reusable sleeve that the parcel came in, if it did.
    pub sleeve: Option<SleeveNote>,
    /// A line of thanks of the creator's.
    #[serde(default)]
    pub thanks: String,
    /// The creator's logo.
    #[serde(default)]
    pub logo: Option<Logo>,
}

/// A line of a return slip.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnLine {
    /// The item's title.
    pub title: String,
    /// How many were sent.
    pub quantity: u32,
}

/// What a return slip says of the sleeve.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SleeveNote {
    /// The amount that comes back with the sleeve, with its currency, such as `€3.00`; empty if there is none.
    #[serde(default)]
    pub deposit: String,
    /// The amount that the buyer is asked for if the sleeve does not come back; empty if there is none.
    #[serde(default)]
    pub charge: String,
    /// Days within which it is to be back, for the deposit or against the charge; 0 where there is no end.
    #[serde(default)]
    pub days: u32,
    /// The amount that the buyer gets for a sleeve that is back in time; empty if there is none.
    #[serde(default)]
    pub reward: String,
    /// Days that count as in time for that.
    #[serde(default)]
    pub reward_days: u32,
    /// Whether what the buyer gets is a code for the creator's store instead of money.
    #[serde(default)]
    pub credit: bool,
}

/// The contents of a pick list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickList {
    /// The wave's code; its caption is the wave's number.
    pub code: Code,
    /// The picks, in walking order.
    pub rows: Vec<PickRow>,
}

/// One pick.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickRow {
    /// The name of the place to take from, such as `A-03-2`.
    pub place: String,
    /// The item's title.
    pub title: String,
    /// The item's SKU.
    pub sku: String,
    /// How many to take.
    pub quantity: u32,
    /// The order's name.
    pub order: String,
    /// The tote to put them into; empty leaves room to write it down.
    pub tote: String,
}

/// The contents of a handover manifest. It names no street and no buyer: the sheet stays with the carrier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The handover's code, with its caption.
    pub code: Code,
    /// The carrier's name.
    pub carrier: String,
    /// The day, worded for the reader.
    pub date: String,
    /// The parcels.
    pub rows: Vec<ManifestRow>,
}

/// A parcel of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestRow {
    /// The parcel's number, such as `P-1042`.
    pub parcel: String,
    /// The order's name.
    pub order: String,
    /// Whose order it is to ship: two creators may name theirs alike.
    pub creator: String,
    /// The city of the recipient.
    pub city: String,
    /// The country of the recipient.
    pub country: String,
    /// The parcel's weight in grams; zero if it was not weighed.
    pub weight_g: u32,
    /// Whether the parcel travels in a reusable sleeve.
    pub sleeve: bool,
}

/// The contents of a packing slip.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackingSlip {
    /// The code of the return, which the hub scans when the parcel is back.
    pub code: Code,
    /// Who sold the goods.
    pub creator: String,
    /// The order's name, such as `#1001`.
    pub order: String,
    /// The day of the order, worded for the reader.
    pub date: String,
    /// The buyer's name and address, a line each.
    pub recipient: Vec<String>,
    /// What is in the parcel.
    pub lines: Vec<PackingLine>,
    /// What the whole order cost, with its currency; empty on a gift's slip.
    pub total: String,
    /// What the buyer of a gift writes to whoever unwraps it.
    pub message: String,
    /// What comes later, and why.
    pub rest: String,
    /// A line of thanks of the creator's.
    pub thanks: String,
    /// The creator's logo.
    #[serde(default)]
    pub logo: Option<Logo>,
}

/// A line of a packing slip.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackingLine {
    /// How many are in the parcel.
    pub quantity: u32,
    /// The item's title.
    pub title: String,
    /// The item's SKU.
    pub sku: String,
    /// What they cost together, with their currency; empty on a gift's slip.
    pub price: String,
}

/// The contents of a label with a code and a name: of a bin, a tote or a sleeve.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeLabel {
    /// The code; its caption is set large.
    pub code: Code,
    /// A second line, set small: what is in a bin, whose sleeve it is.
    pub note: String,
}

/// The contents of the label of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductLabel {
    /// The code; its caption is the SKU.
    pub code: Code,
    /// The item's title.
    pub note: String,
    /// The number that shops scan: drawn as EAN-13, UPC-A or EAN-8 if it is one of a trade item, else as Code 128. Empty if
    /// there is none.
    #[serde(default)]
    pub barcode: String,
}

/// The contents of a sheet of codes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSheet {
    /// What the sheet is called, in its head.
    pub title: String,
    /// The codes, in reading order.
    pub cells: Vec<CodeLabel>,
}

/// The contents of a badge.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffBadge {
    /// What is scanned to sign in; its caption is the person's number.
    pub code: Code,
    /// The person's name.
    pub name: String,
    /// What the person does at the hub.
    pub role: String,
    /// The hub's name.
    pub hub: String,
}

/// The contents of a statement of deposits: what the creator's sleeves earned and cost in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepositStatement {
    /// The statement's code, with its caption.
    pub code: Code,
    /// The hub's name and address, a line each.
    pub sender: Vec<String>,
    /// Whose deposits they are.
    pub creator: String,
    /// The period, worded for the reader.
    pub period: String,
    /// What all of a kind come to, each kind.
    #[serde(default)]
    pub totals: Vec<StatementSum>,
    /// What is held at the end, by its age.
    #[serde(default)]
    pub outstanding: Vec<StatementSum>,
    /// The balance before the first row, with its currency.
    pub opening: String,
    /// What happened, from the oldest.
    pub rows: Vec<StatementRow>,
    /// The balance after the last row, with its currency.
    pub closing: String,
}

/// A sum on a statement of deposits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementSum {
    /// Of what, in words.
    pub what: String,
    /// How many.
    pub count: i64,
    /// How much, with its currency.
    pub amount: String,
}

/// A row of a statement of deposits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementRow {
    /// The day, worded for the reader.
    pub date: String,
    /// The sleeve's serial.
    pub sleeve: String,
    /// The order's name.
    pub order: String,
    /// What happened, in words.
    pub event: String,
    /// By how much the balance changed, with its currency; where it did not, how much is asked for.
    pub amount: String,
    /// The balance after it, with its currency; empty where it did not change.
    pub balance: String,
}
