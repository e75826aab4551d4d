//! What a person would notice: that paper reads right in every script, scans, and never has text where it can't be read.

mod barcodes;
mod customs;
mod layout;
mod logos;
mod pictures;
mod reading;
mod samples;
mod speed;
mod templates;
mod tools;
mod zpl;

use crate::press::Finished;
use crate::{English, Fonts, Format, Paper, PaperError, Printing, Templates};
use samples::Sample;

/// Prints a sample in English as the bundled templates say.
pub(crate) fn print(sample: &Sample, fonts: &Fonts) -> Result<Paper, PaperError> {
    print_as(sample.printing(), Format::Pdf, fonts)
}

/// Prints in English as the bundled templates say.
pub(crate) fn print_as(printing: Printing<'_>, format: Format, fonts: &Fonts) -> Result<Paper, PaperError> {
    crate::print(printing, format, &Templates::bundled(), fonts, &English)
}

/// Lays a sample out.
pub(crate) fn laid_out(sample: &Sample, fonts: &Fonts) -> Finished {
    crate::lay_out(sample.printing(), &Templates::bundled(), fonts, &English).unwrap().finish()
}
