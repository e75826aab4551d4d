//! What carries GS1's data: element strings, Digital Link URIs, and the plain numbers of retail barcodes. The one reader of
//! them in the program.
//!
//! `dictionary` knows the application identifiers, `lint` what their values must be (with `lists` and `coupon`), `elements`
//! reads element strings and says what may stand together, `link` reads Digital Link URIs. All say what GS1's own Barcode
//! Syntax Engine says, which tests compare.

mod coupon;
mod dictionary;
mod elements;
mod fault;
mod link;
mod lint;
mod lists;
#[cfg(test)]
mod tests;

use super::product::gtin14;
use super::symbology::Symbology;
use crate::words;
pub use elements::{Element, SEPARATOR};
pub use fault::Fault;
pub(super) use lint::check_digit_holds;

words! {
    /// How data of GS1 were carried.
    Form {
        /// As an element string.
        ElementString = "element_string",
        /// As a Digital Link URI, or a web address that is to be one.
        DigitalLink = "digital_link",
        /// As the number of a retail or carton barcode: EAN-8, UPC-A, EAN-13 or ITF-14.
        Barcode = "barcode",
        /// As other text, in a symbol that could carry a Digital Link URI.
        Text = "text",
    }
}

words! {
    /// What the text of a code comes to.
    Verdict {
        /// It holds elements, all of them right.
        Ok = "ok",
        /// It holds no elements, but a number or a text that is right as it is.
        Plain = "plain",
        /// It is not what its symbol or its beginning says.
        Error = "error",
    }
}

/// What was read from a code that carries data of GS1, or claims to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    form: Form,
    /// What it says where it holds no elements.
    plain: String,
    elements: Vec<Element>,
    fault: Option<Fault>,
}

/// Lengths of numbers that a barcode can be of without anything that says so.
const BARCODES: [usize; 4] = [8, 12, 13, 14];

impl Reading {
    /// Reads what a scanner sent, with or without its symbology identifier; FNC1 is [`SEPARATOR`]. `None` where nothing says
    /// that it has to do with GS1: without an identifier these are texts that are no web address and no barcode's number,
    /// hold no separator and no brackets, and don't begin with a key whose check digit is right.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (symbology, rest) = Symbology::split(text);
        match symbology.map(Symbology::as_str) {
            Some("]C1" | "]e0" | "]d2" | "]Q3" | "]J1") => Some(match rest.strip_prefix(SEPARATOR) {
                None => Self::element_string(rest),
                // The identifier says FNC1 already. Goods are found by it all the same.
                Some(rest) => Self { fault: Some(Fault::StraySeparator), ..Self::element_string(rest) },
            }),
            Some("]E0") => Some(Self::retail(rest, 13)),
            Some("]E4") => Some(Self::barcode(rest, 8)),
            Some("]I1") if rest.len() == 14 => Some(Self::barcode(rest, 14)),
            Some("]Q1" | "]d1" | "]J0") => Some(Self::link(rest).unwrap_or_else(|| Self::plain(Form::Text, rest))),
            _ => Self::bare(rest),
        }
    }

    /// How it was carried.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }

    /// What it comes to.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match (&self.fault, self.form) {
            (Some(_), _) => Verdict::Error,
            (None, Form::ElementString | Form::DigitalLink) => Verdict::Ok,
            // A retail barcode that is part of a composite symbol carries elements.
            (None, Form::Barcode | Form::Text) if self.elements.is_empty() => Verdict::Plain,
            (None, Form::Barcode | Form::Text) => Verdict::Ok,
        }
    }

    /// Why it is none, where it is none.
    #[must_use]
    pub const fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// What it holds, as it is written for people: `(01)09521234543213(10)ABC`, with `\(` for a bracket in a value; or the
    /// plain number or text. Empty where it is none.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.verdict() {
            Verdict::Error => String::new(),
            Verdict::Plain => self.plain.clone(),
            Verdict::Ok => {
                let shown = |element: &Element| format!("({}){}", element.ai, element.value.replace('(', "\\("));
                self.elements.iter().map(shown).collect()
            }
        }
    }

    /// The value of an application identifier; also of a code with a fault after it, or in it.
    #[must_use]
    pub fn value(&self, ai: &str) -> Option<&str> {
        self.elements.iter().find(|element| element.ai == ai).map(|element| element.value.as_str())
    }

    /// The GTIN that it names, as 14 digits whose check digit is right: of the item itself, else of what it contains. A
    /// fault elsewhere, such as an impossible date, does not hide it: the goods are what they are.
    #[must_use]
    pub fn gtin14(&self) -> Option<String> {
        let named = ["01", "03", "02"].iter().find_map(|ai| self.value(ai));
        gtin14(named.unwrap_or(&self.plain))
    }

    fn plain(form: Form, text: &str) -> Self {
        Self { form, plain: text.to_owned(), elements: Vec::new(), fault: None }
    }

    fn with_elements(form: Form, read: impl FnOnce(&mut Vec<Element>) -> Result<(), Fault>) -> Self {
        let mut elements = Vec::new();
        let fault = read(&mut elements).err();
        Self { form, plain: String::new(), elements, fault }
    }

    fn element_string(text: &str) -> Self {
        Self::with_elements(Form::ElementString, |elements| elements::read(text, elements))
    }

    /// A web address; `None` where there is none.
    fn link(text: &str) -> Option<Self> {
        let address = link::after_scheme(text)?;
        Some(Self::with_elements(Form::DigitalLink, |elements| link::read(address, elements)))
    }

    /// The number of a barcode that has so many digits.
    fn barcode(text: &str, digits: usize) -> Self {
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        let fault = match (is_number, gtin14(text)) {
            (false, _) => Some(Fault::Digits(digits)),
            (true, None) => Some(Fault::CheckDigit),
            (true, Some(_)) => None,
        };
        Self { fault, ..Self::plain(Form::Barcode, text) }
    }

    /// A retail barcode, which may be the lower part of a composite symbol; the upper part says more of the same item.
    fn retail(text: &str, digits: usize) -> Self {
        let Some((number, composite)) = text.split_once("|]e0") else { return Self::barcode(text, digits) };
        let mut reading = Self::barcode(number, digits);
        if reading.fault.is_none() {
            reading.elements.push(Element::new("01", &format!("{number:0>14}")));
            reading.fault = elements::read(composite, &mut reading.elements).err();
        }
        reading
    }

    /// What says itself what it is.
    fn bare(text: &str) -> Option<Self> {
        if let Some(reading) = Self::link(text) {
            return Some(reading);
        }
        if text.contains(SEPARATOR) {
            return Some(Self::element_string(text.strip_prefix(SEPARATOR).unwrap_or(text)));
        }
        if BARCODES.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::barcode(text, text.len()));
        }
        let is_guarded = |ai: &str| dictionary::entry(ai).is_some_and(dictionary::Entry::is_guarded);
        let begins = |reading: &Self| reading.elements.first().is_some_and(|first| is_guarded(&first.ai));
        if text.starts_with('(') {
            let reading = Self::with_elements(Form::ElementString, |elements| elements::read_bracketed(text, elements));
            return (reading.fault.is_none() || begins(&reading)).then_some(reading);
        }
        if !dictionary::leading(text).is_some_and(|(_, entry)| entry.is_guarded()) {
            return None;
        }
        // Goods are found by a sound GTIN, whatever is wrong behind it.
        let is_meant =
            |reading: &Self| reading.fault.is_none() || (text.starts_with("01") && reading.gtin14().is_some());
        Some(Self::element_string(text)).filter(is_meant)
    }
}
