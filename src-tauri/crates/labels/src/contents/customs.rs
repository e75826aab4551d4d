//! The customs declarations of the Universal Postal Union: CN 22 for the outside of a small parcel, CN 23 for others.

use serde::{Deserialize, Serialize};

use super::Code;
use crate::Words;
use crate::fields::Fields;
use crate::words::customs_weight;

/// Why things are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomsCategory {
    /// A present between persons.
    Gift,
    /// Papers.
    Documents,
    /// A sample of goods.
    CommercialSample,
    /// Goods that go back to who sold them.
    ReturnedGoods,
    /// Goods that were sold.
    #[default]
    SaleOfGoods,
    /// Something else, which the explanation says.
    Other,
}

/// A line of a customs declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomsLine {
    /// How many there are.
    pub quantity: u32,
    /// What they are, in detail.
    pub description: String,
    /// What they weigh together without packaging, in grams.
    pub net_weight_g: u32,
    /// What they are worth together, with its currency.
    pub value: String,
    /// Their number in the Harmonized System, such as `7117.19`; empty if it is not known.
    pub hs_code: String,
    /// The country that they were made in.
    pub origin: String,
}

/// The contents of a CN 22.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomsCn22 {
    /// The parcel's code; its caption is the parcel's number.
    pub code: Code,
    /// Why the things are sent.
    pub category: CustomsCategory,
    /// What it is, if the category says too little.
    pub explanation: String,
    /// What is in the parcel.
    pub lines: Vec<CustomsLine>,
    /// The parcel's weight with packaging, in grams; zero counts the net weights together.
    pub gross_weight_g: u32,
    /// What all is worth, with its currency.
    pub total_value: String,
    /// The day of the declaration, worded for the reader; empty leaves room to write it.
    pub date: String,
}

/// The contents of a CN 23.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomsCn23 {
    /// The parcel's code; its caption is the parcel's number.
    pub code: Code,
    /// The sender's name and address with the country, a line each.
    pub sender: Vec<String>,
    /// The sender's number at the customs, such as an EORI.
    pub sender_reference: String,
    /// The recipient's name and address with the country, a line each.
    pub recipient: Vec<String>,
    /// The importer's tax code, VAT number or EORI.
    pub importer_reference: String,
    /// The importer's telephone number or e-mail address.
    pub importer_contact: String,
    /// Why the things are sent.
    pub category: CustomsCategory,
    /// What it is, if the category says too little.
    pub explanation: String,
    /// What is in the parcel.
    pub lines: Vec<CustomsLine>,
    /// The parcel's weight with packaging, in grams; zero counts the net weights together.
    pub gross_weight_g: u32,
    /// What all is worth, with its currency.
    pub total_value: String,
    /// What is paid for sending it, with its currency.
    pub postage: String,
    /// Where and when it was posted.
    pub office_of_origin: String,
    /// What the customs should know, such as a quarantine.
    pub comments: String,
    /// The number of a licence that goes with it; empty if there is none.
    pub licence: String,
    /// The number of a certificate that goes with it; empty if there is none.
    pub certificate: String,
    /// The number of the invoice; empty if there is none.
    pub invoice: String,
    /// The day of the declaration, worded for the reader; empty leaves room to write it.
    pub date: String,
}

/// A box that is ticked or not.
fn mark(is_ticked: bool) -> &'static str {
    if is_ticked { "☒" } else { "☐" }
}

/// The box of each category.
fn categories(fields: Fields, ticked: CustomsCategory) -> Fields {
    let boxes = [
        ("is_gift", CustomsCategory::Gift),
        ("is_documents", CustomsCategory::Documents),
        ("is_sample", CustomsCategory::CommercialSample),
        ("is_returned", CustomsCategory::ReturnedGoods),
        ("is_sale", CustomsCategory::SaleOfGoods),
        ("is_other", CustomsCategory::Other),
    ];
    boxes.into_iter().fold(fields, |fields, (name, category)| fields.text(name, mark(category == ticked)))
}

/// What both declarations say of what is in the parcel.
fn goods(fields: Fields, lines: &[CustomsLine], gross_weight_g: u32, words: &dyn Words) -> Fields {
    let line = |line: &CustomsLine| {
        Fields::default()
            .text("quantity", line.quantity.to_string())
            .text("description", &line.description)
            .text("net_weight", customs_weight(line.net_weight_g.into(), words))
            .text("value", &line.value)
            .text("hs_code", &line.hs_code)
            .text("origin", &line.origin)
    };
    let net_g: u64 = lines.iter().map(|line| u64::from(line.net_weight_g)).sum();
    let total_g = if gross_weight_g > 0 { gross_weight_g.into() } else { net_g };
    fields.rows("lines", lines.iter().map(line)).text("total_weight", customs_weight(total_g, words))
}

/// What a CN 22 says.
pub(super) fn cn22(declaration: &CustomsCn22, words: &dyn Words) -> Fields {
    let fields = categories(super::fields::code(&declaration.code), declaration.category)
        .text("explanation", &declaration.explanation)
        .text("total_value", &declaration.total_value)
        .text("date", &declaration.date);
    goods(fields, &declaration.lines, declaration.gross_weight_g, words)
}

/// What a CN 23 says.
pub(super) fn cn23(declaration: &CustomsCn23, words: &dyn Words) -> Fields {
    let fields = categories(super::fields::code(&declaration.code), declaration.category)
        .lines("sender", &declaration.sender)
        .text("sender_reference", &declaration.sender_reference)
        .lines("recipient", &declaration.recipient)
        .text("importer_reference", &declaration.importer_reference)
        .text("importer_contact", &declaration.importer_contact)
        .text("explanation", &declaration.explanation)
        .text("total_value", &declaration.total_value)
        .text("postage", &declaration.postage)
        .text("office_of_origin", &declaration.office_of_origin)
        .text("comments", &declaration.comments)
        .text("has_licence", mark(!declaration.licence.is_empty()))
        .text("licence", &declaration.licence)
        .text("has_certificate", mark(!declaration.certificate.is_empty()))
        .text("certificate", &declaration.certificate)
        .text("has_invoice", mark(!declaration.invoice.is_empty()))
        .text("invoice", &declaration.invoice)
        .text("date", &declaration.date);
    goods(fields, &declaration.lines, declaration.gross_weight_g, words)
}
