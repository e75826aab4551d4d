//! Symbology identifiers: what a scanner puts in front of a code to say of which kind the symbol was (ISO/IEC 15424).

/// An identifier such as `]E0`: a bracket, a letter and a digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Symbology<'a>(&'a str);

impl<'a> Symbology<'a> {
    /// The identifier in front of a text, where there is one, and the rest.
    #[must_use]
    pub fn split(text: &'a str) -> (Option<Self>, &'a str) {
        match text.as_bytes() {
            [b']', letter, digit, ..] if letter.is_ascii_alphabetic() && digit.is_ascii_digit() => {
                let (identifier, rest) = text.split_at(3);
                (Some(Self(identifier)), rest)
            }
            _ => (None, text),
        }
    }

    /// The three characters.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// What kind of symbol it is, for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            "]C1" => "GS1-128",
            "]E0" => "EAN-13 or UPC",
            "]E4" => "EAN-8",
            "]I1" => "ITF with a check digit",
            "]Q3" => "GS1 QR Code",
            "]d2" => "GS1 DataMatrix",
            "]J1" => "GS1 DotCode",
            "]e0" => "GS1 DataBar or GS1 Composite",
            other => match other.as_bytes()[1] {
                b'A' => "Code 39",
                b'C' => "Code 128",
                b'E' => "EAN or UPC with an add-on",
                b'F' => "Codabar",
                b'G' => "Code 93",
                b'I' => "Interleaved 2 of 5",
                b'J' => "DotCode",
                b'L' => "PDF417",
                b'Q' => "QR Code",
                b'U' => "MaxiCode",
                b'd' => "Data Matrix",
                b'e' => "GS1 DataBar",
                b'z' => "Aztec Code",
                _ => "another symbol",
            },
        }
    }
}
