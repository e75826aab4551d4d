//! The forms in which paper leaves the program.

/// What a printed document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// One file of all pages, for any printer and to be kept.
    #[default]
    Pdf,
    /// A picture of each page in grey, a pixel to each dot of the printer.
    Png,
    /// One program of all pages for a thermal printer: ZPL II, a bit to each dot.
    Zpl,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Png, Format::Zpl];

    /// Its name, which its files end in too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Png => "png",
            Format::Zpl => "zpl",
        }
    }

    /// The format of a name, however its letters are written.
    ///
    /// # Errors
    ///
    /// A sentence that names all formats, if there is none of this name.
    pub fn named(name: &str) -> Result<Format, String> {
        let found = Format::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name.trim()));
        found.ok_or_else(|| format!("There is no format “{name}”: write pdf, png or zpl."))
    }
}
