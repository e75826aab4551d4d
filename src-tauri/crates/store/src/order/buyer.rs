//! Who bought: one erasable row an order, named by nothing else.

use rusqlite::params;

use loopdock_domain::OrderId;

use crate::row::Columns;
use crate::{Read, Result, Write};

/// A buyer's data with one order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Buyer {
    /// Whose order.
    pub order: OrderId,
    /// Keyed hash of the normalised e-mail: recognises the buyer without keeping the address. None without an e-mail.
    pub email_mac: Option<[u8; 32]>,
    /// Keyed hash of all that the export says of the order: the same again changes nothing.
    pub content_mac: [u8; 32],
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Name on the parcel.
    pub name: String,
    /// Company.
    pub company: String,
    /// Street.
    pub address1: String,
    /// Second line of the street.
    pub address2: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub zip: String,
    /// Province or state.
    pub province: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// What the buyer wrote.
    pub note: String,
    /// What the storefront added.
    pub note_attributes: String,
    /// How it was paid.
    pub payment_reference: Option<String>,
    /// The creator's tags.
    pub tags: String,
}

impl Read<'_> {
    /// Who bought an order; none once erased.
    pub fn buyer(&self, order: OrderId) -> Result<Option<Buyer>> {
        self.row("SELECT * FROM buyer WHERE customer_order = ?1", params![order.uuid()], |row| {
            Ok(Buyer {
                order: row.id("customer_order")?,
                email_mac: row.get("email_mac")?,
                content_mac: row.get("content_mac")?,
                email: row.text("email")?,
                phone: row.text("phone")?,
                name: row.text("name")?,
                company: row.text("company")?,
                address1: row.text("address1")?,
                address2: row.text("address2")?,
                city: row.text("city")?,
                zip: row.text("zip")?,
                province: row.text("province")?,
                country: row.text("country")?,
                note: row.text("note")?,
                note_attributes: row.text("note_attributes")?,
                payment_reference: row.get("payment_reference")?,
                tags: row.text("tags")?,
            })
        })
    }
}

impl Write<'_> {
    pub(super) fn insert_buyer(&self, buyer: &Buyer) -> Result<()> {
        self.run(
            "INSERT INTO buyer (customer_order, email_mac, content_mac, email, phone, name, company, address1, address2,
                city, zip, province, country, note, note_attributes, payment_reference, tags)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            params![
                buyer.order.uuid(),
                buyer.email_mac,
                buyer.content_mac,
                buyer.email,
                buyer.phone,
                buyer.name,
                buyer.company,
                buyer.address1,
                buyer.address2,
                buyer.city,
                buyer.zip,
                buyer.province,
                buyer.country,
                buyer.note,
                buyer.note_attributes,
                buyer.payment_reference,
                buyer.tags
            ],
        )?;
        Ok(())
    }
}
