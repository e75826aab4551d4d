//! What an order means, as one text: equal exactly when two readings of it mean the same to the hub.
//!
//! The caller hashes it under a key and compares: the same file again, in another encoding, with other delimiters,
//! columns shuffled or absent ones empty, changes nothing. Row numbers are left out, lines and tags are sorted, and
//! empty fields are not written. Every value is preceded by its length, so no text can pass for another field.
//!
//! The text holds buyers' data. It is never stored.

use std::fmt::Write;

use super::order::{Cancellation, ExportedLine, ExportedOrder, Financial, Fulfilment, Quantity, Ships};

/// Begins every canonical text; a change of the shape below takes the next number.
const SHAPE: &str = "order/1\n";

struct Fields(String);

impl Fields {
    fn put(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            // Writing to a string can't fail.
            let _ = writeln!(self.0, "{key} {} {value}", value.len());
        }
    }
}

impl ExportedOrder {
    /// The order's content without its rows' places, see the module's text. Not meant for people.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut fields = Fields(SHAPE.to_owned());
        fields.put("name", &self.name);
        fields.put("platform_id", self.platform_id.as_deref().unwrap_or_default());
        fields.put("email", &self.email);
        fields.put("financial", financial(&self.financial));
        fields.put("fulfilled", fulfilment(self.fulfilled));
        fields.put("created_at_ms", &self.created_at_ms.to_string());
        match &self.cancelled {
            Cancellation::None => {}
            Cancellation::At(at_ms) => fields.put("cancelled_at_ms", &at_ms.to_string()),
            Cancellation::AtUnreadable(text) => fields.put("cancelled_at", text),
        }
        fields.put("currency", self.currency.code());
        fields.put("total_minor", &self.total_minor.to_string());
        fields.put("shipping_method", self.shipping_method.as_deref().unwrap_or_default());
        fields.put("payment_reference", self.payment_reference.as_deref().unwrap_or_default());
        let mut tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        tags.sort_unstable();
        tags.dedup();
        for tag in tags {
            fields.put("tag", tag);
        }
        fields.put("note", &self.note);
        fields.put("note_attributes", &self.note_attributes);
        fields.put("vendor", &self.vendor);
        fields.put("phone", &self.phone);
        let address = &self.address;
        for (key, value) in [
            ("address.name", &address.name),
            ("address.company", &address.company),
            ("address.address1", &address.address1),
            ("address.address2", &address.address2),
            ("address.city", &address.city),
            ("address.zip", &address.zip),
            ("address.province", &address.province),
            ("address.country", &address.country),
            ("address.phone", &address.phone),
        ] {
            fields.put(key, value);
        }
        let mut lines: Vec<String> = self.lines.iter().map(line).collect();
        lines.sort_unstable();
        for line in lines {
            fields.put("line", &line);
        }
        fields.0
    }
}

fn line(line: &ExportedLine) -> String {
    let mut fields = Fields(String::new());
    fields.put("sku", &line.sku);
    fields.put("title", &line.title);
    match &line.quantity {
        Quantity::Units(units) => fields.put("units", &units.to_string()),
        Quantity::Bad(text) => fields.put("bad_quantity", text),
    }
    fields.put("price_minor", &line.price_minor.to_string());
    fields.put("ships", if line.ships == Ships::Yes { "" } else { "no" });
    fields.put("fulfilled", fulfilment(line.fulfilled));
    fields.0
}

fn financial(status: &Financial) -> &str {
    match status {
        Financial::Paid => "paid",
        Financial::Voided => "voided",
        Financial::Refunded => "refunded",
        Financial::Other(text) => text,
    }
}

fn fulfilment(status: Fulfilment) -> &'static str {
    match status {
        Fulfilment::Open => "",
        Fulfilment::Partly => "partly",
        Fulfilment::Done => "done",
    }
}
