//! Why something is no GS1 code.

/// Why a text that claims to be a GS1 code is none, for whoever made or scans it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// Nothing follows where elements must.
    #[error("it holds nothing")]
    Empty,
    /// A separator before the first element.
    #[error("a separator stands before the first element, where the symbol's kind says enough")]
    StraySeparator,
    /// No application identifier where one must stand.
    #[error("no application identifier begins with “{0}”; a separator may be missing before it, or too much be there")]
    UnknownAi(String),
    /// A value that is not there.
    #[error("({0}) has no value")]
    NoValue(String),
    /// A value with too few characters.
    #[error("({0}) is too short")]
    TooShort(String),
    /// A value with too many characters; or the separator after it is missing.
    #[error("({0}) is too long, or no separator follows it")]
    TooLong(String),
    /// A value that is not what it must be.
    #[error("({0}) is wrong: {1}")]
    Wrong(String, &'static str),
    /// One identifier with two values.
    #[error("({0}) is there twice, with different values")]
    Twice(String),
    /// An identifier without another that it needs.
    #[error("({0}) needs {1} beside it")]
    Needs(String, String),
    /// Two identifiers that can't stand beside each other.
    #[error("({0}) and ({1}) can't stand beside each other")]
    Excludes(String, String),
    /// A signature of a key that has no serial.
    #[error("({0}) needs its serial, because (8030) signs it")]
    NeedsSerial(String),
    /// More elements than anything holds.
    #[error("it holds more than {0} elements")]
    TooMany(usize),
    /// An address with characters that none may hold.
    #[error("a web address can't hold the character “{0}”; it is written as % and two hexadecimal digits")]
    AddressCharacter(char),
    /// An address without a host or a path.
    #[error("the web address has no host or no path after it")]
    NoHost,
    /// An address whose path names nothing.
    #[error("the web address names no GS1 key: none stands in its path as /01/ and a number, or the like")]
    NoKey,
    /// A path whose parts don't belong to its key in this order.
    #[error("the path after /{0}/ is no sequence of qualifiers of that key")]
    NotQualifiers(String),
    /// A part of an address that belongs before the question mark.
    #[error("({0}) belongs into the path of the web address, not behind its question mark")]
    BelongsInPath(String),
    /// A part of an address that can't stand behind the question mark.
    #[error("({0}) can't stand behind the question mark of a web address")]
    NoAttribute(String),
    /// A retail barcode of another length.
    #[error("such a barcode has {0} digits")]
    Digits(usize),
    /// A barcode with a wrong check digit.
    #[error("its check digit is wrong: it is damaged, or was typed wrong")]
    CheckDigit,
}

impl Fault {
    /// Whether it only says that a web address is not one of GS1's.
    #[must_use]
    pub const fn is_of_any_address(&self) -> bool {
        matches!(self, Self::NoKey | Self::NoHost | Self::AddressCharacter(_))
    }
}
