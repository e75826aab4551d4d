//! The captions that Loopdock itself puts on paper, by id.
//!
//! Who prints brings a [`Words`], which looks an id up in the catalogue of the paper's language. [`CAPTIONS`] lists every
//! id there is with its arguments and its English text, so that a catalogue can be checked against it.

/// A source of captions.
pub trait Words {
    /// The text of the caption `id`, such as `paper-weight`, with named arguments filled in.
    fn word(&self, id: &str, args: &[(&str, &str)]) -> String;
}

/// A caption that this crate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption {
    /// Its id; all begin with `paper-`.
    pub id: &'static str,
    /// The names of its arguments.
    pub args: &'static [&'static str],
    /// Its English text, with arguments as `{ $name }`.
    pub english: &'static str,
}

const fn caption(id: &'static str, args: &'static [&'static str], english: &'static str) -> Caption {
    Caption { id, args, english }
}

/// Every caption that is ever asked for.
pub const CAPTIONS: &[Caption] = &[
    caption("paper-page", &["page", "pages"], "Page { $page } of { $pages }"),
    caption("paper-from", &[], "From"),
    caption("paper-to", &[], "To"),
    caption("paper-parcel", &[], "Parcel"),
    caption("paper-order", &[], "Order"),
    caption("paper-weight", &[], "Weight"),
    caption("paper-grams", &["grams"], "{ $grams }\u{a0}g"),
    caption("paper-kilograms", &["kilograms"], "{ $kilograms }\u{a0}kg"),
    caption("paper-decimal-mark", &[], "."),
    caption("paper-item", &[], "Item"),
    caption("paper-quantity", &[], "Qty"),
    caption("paper-place", &[], "Place"),
    caption("paper-tote", &[], "Tote"),
    caption("paper-sleeve", &[], "Reusable sleeve"),
    caption("paper-in-sleeve", &[], "Sleeve"),
    caption("paper-yes", &[], "yes"),
    caption("paper-return-slip", &[], "Return slip"),
    caption("paper-return-to", &[], "Send it to"),
    caption("paper-return-lines", &[], "Tick what comes back"),
    caption("paper-return-reason", &[], "Why is it coming back?"),
    caption("paper-reason-damaged", &[], "Damaged or faulty"),
    caption("paper-reason-wrong", &[], "Wrong item"),
    caption("paper-reason-unfit", &[], "Does not fit"),
    caption("paper-reason-unwanted", &[], "Changed my mind"),
    caption("paper-reason-other", &[], "Other"),
    caption(
        "paper-sleeve-deposit",
        &["deposit"],
        "This parcel came in a reusable sleeve. Send the sleeve back and { $deposit } is returned to you.",
    ),
    caption(
        "paper-sleeve-free",
        &[],
        "This parcel came in a reusable sleeve. Please send the sleeve back, so that it can travel again.",
    ),
    caption("paper-pick-list", &[], "Pick list"),
    caption("paper-manifest", &[], "Handover"),
    caption("paper-total-parcels", &["count"], "Parcels: { $count }"),
    caption("paper-total-sleeves", &["count"], "Sleeves: { $count }"),
    caption("paper-total-weight", &["weight"], "Weight: { $weight }"),
    caption("paper-total-picks", &["count"], "Units: { $count }"),
    caption("paper-received-by", &[], "Received by (name in capitals)"),
    caption("paper-signature", &[], "Date and signature"),
];
