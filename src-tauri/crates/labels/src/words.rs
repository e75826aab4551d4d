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

impl Caption {
    /// The number of a page.
    pub(crate) const PAGE: &'static str = "paper-page";
}

/// The English captions, as [`CAPTIONS`] has them.
#[derive(Debug, Clone, Copy)]
pub struct English;

impl Words for English {
    fn word(&self, id: &str, args: &[(&str, &str)]) -> String {
        let english = CAPTIONS.iter().find(|caption| caption.id == id).map_or(id, |caption| caption.english);
        // Between isolates, as Fluent puts them.
        let fill = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{ ${name} }}"), &format!("\u{2068}{value}\u{2069}"))
        };
        args.iter().fold(english.to_owned(), fill)
    }
}

/// A weight in words: grams below a kilogram, else kilograms to two places; nothing for zero.
pub(crate) fn weight(weight_g: u64, words: &dyn Words) -> String {
    match weight_g {
        0 => String::new(),
        1..1000 => words.word("paper-grams", &[("grams", &weight_g.to_string())]),
        _ => {
            let mark = words.word("paper-decimal-mark", &[]);
            let hundredths = (weight_g + 5) / 10;
            let kilograms = format!("{}{mark}{:02}", hundredths / 100, hundredths % 100);
            words.word("paper-kilograms", &[("kilograms", &kilograms)])
        }
    }
}

/// A weight as customs want it: kilograms to three places; nothing for zero.
pub(crate) fn customs_weight(weight_g: u64, words: &dyn Words) -> String {
    if weight_g == 0 {
        return String::new();
    }
    let mark = words.word("paper-decimal-mark", &[]);
    let kilograms = format!("{}{mark}{:03}", weight_g / 1000, weight_g % 1000);
    words.word("paper-kilograms", &[("kilograms", &kilograms)])
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
    caption("paper-packing-slip", &[], "Packing slip"),
    caption("paper-return-slip", &[], "Return slip"),
    caption("paper-return-to", &[], "Send it to"),
    caption("paper-return-lines", &[], "Tick what comes back"),
    caption("paper-return-reason", &[], "Why is it coming back?"),
    caption("paper-reason-damaged", &[], "Damaged or faulty"),
    caption("paper-reason-wrong", &[], "Wrong item"),
    caption("paper-reason-unfit", &[], "Does not fit"),
    caption("paper-reason-unwanted", &[], "Changed my mind"),
    caption("paper-reason-other", &[], "Other"),
    caption("paper-sleeve-came", &[], "This parcel came in a reusable sleeve."),
    caption("paper-sleeve-deposit", &["deposit"], "Send the sleeve back and { $deposit } is returned to you."),
    caption(
        "paper-sleeve-deposit-days",
        &["deposit", "days"],
        "Send the sleeve back within { $days } days and { $deposit } is returned to you.",
    ),
    caption("paper-sleeve-credit", &["deposit"], "Send the sleeve back and get { $deposit } for your next order."),
    caption(
        "paper-sleeve-credit-days",
        &["deposit", "days"],
        "Send the sleeve back within { $days } days and get { $deposit } for your next order.",
    ),
    caption(
        "paper-sleeve-charge",
        &["charge", "days"],
        "Send the sleeve back within { $days } days; after that you are asked for { $charge }.",
    ),
    caption("paper-sleeve-reward", &["reward", "days"], "If it is back within { $days } days, you get { $reward }."),
    caption(
        "paper-sleeve-reward-credit",
        &["reward", "days"],
        "If it is back within { $days } days, you get { $reward } off your next order.",
    ),
    caption("paper-sleeve-free", &[], "Please send the sleeve back, so that it can travel again."),
    caption("paper-pick-list", &[], "Pick list"),
    caption("paper-manifest", &[], "Handover"),
    caption("paper-total-parcels", &["count"], "Parcels: { $count }"),
    caption("paper-total-sleeves", &["count"], "Sleeves: { $count }"),
    caption("paper-total-weight", &["weight"], "Weight: { $weight }"),
    caption("paper-total-picks", &["count"], "Units: { $count }"),
    caption("paper-received-by", &[], "Received by (name in capitals)"),
    caption("paper-signature", &[], "Date and signature"),
    caption("paper-date", &[], "Date"),
    caption("paper-statement", &[], "Deposit statement"),
    caption("paper-event", &[], "What happened"),
    caption("paper-amount", &[], "Amount"),
    caption("paper-balance", &[], "Balance"),
    caption("paper-in-period", &[], "In this period"),
    caption("paper-outstanding", &[], "Still held at the end, by age"),
    caption("paper-count", &[], "Number"),
    caption("paper-opening", &[], "Opening balance"),
    caption("paper-closing", &[], "Closing balance"),
    caption("paper-customs-declaration", &[], "CUSTOMS DECLARATION"),
    caption("paper-customs-opened", &[], "May be opened officially"),
    caption("paper-customs-category", &[], "Category of item"),
    caption("paper-customs-gift", &[], "Gift"),
    caption("paper-customs-documents", &[], "Documents"),
    caption("paper-customs-sample", &[], "Commercial sample"),
    caption("paper-customs-returned", &[], "Returned goods"),
    caption("paper-customs-sale", &[], "Sale of goods"),
    caption("paper-customs-other", &[], "Other"),
    caption("paper-customs-explanation", &[], "Explanation"),
    caption("paper-customs-contents", &[], "Detailed description of contents"),
    caption("paper-customs-net-weight", &[], "Net weight"),
    caption("paper-customs-value", &[], "Value"),
    caption("paper-customs-tariff", &[], "HS tariff number"),
    caption("paper-customs-origin", &[], "Country of origin"),
    caption("paper-customs-total-weight", &[], "Total weight"),
    caption("paper-customs-total-value", &[], "Total value"),
    caption(
        "paper-customs-sentence",
        &[],
        "I, the undersigned, whose name and address are given on the item, certify that the particulars given in this \
         declaration are correct and that this item does not contain any dangerous article or articles prohibited by \
         legislation or by postal or customs regulations.",
    ),
    caption("paper-customs-signature", &[], "Date and sender's signature"),
    caption("paper-customs-reference", &[], "Sender's customs reference"),
    caption("paper-customs-importer", &[], "Importer's reference (tax code, VAT, EORI)"),
    caption("paper-customs-contact", &[], "Importer's telephone or e-mail"),
    caption("paper-customs-postage", &[], "Postal charges / Fees"),
    caption("paper-customs-office", &[], "Office of origin / Date of posting"),
    caption(
        "paper-customs-comments",
        &[],
        "Comments (e.g. goods subject to quarantine, sanitary or phytosanitary inspection)",
    ),
    caption("paper-customs-licence", &[], "Licence"),
    caption("paper-customs-certificate", &[], "Certificate"),
    caption("paper-customs-invoice", &[], "Invoice"),
];
