//! The templates that come with the program, and a hub's own before them.

use crate::contents::Kind;
use crate::sizes::Size;
use crate::template::{Template, TemplateError};

/// Each template's name and text, from `assets/labels`.
const BUNDLED: &[(&str, &str)] = &[
    ("parcel_label", include_str!("../../../../assets/labels/parcel_label.toml")),
    ("packing_slip", include_str!("../../../../assets/labels/packing_slip.toml")),
    ("return_slip", include_str!("../../../../assets/labels/return_slip.toml")),
    ("pick_list", include_str!("../../../../assets/labels/pick_list.toml")),
    ("manifest", include_str!("../../../../assets/labels/manifest.toml")),
    ("bin_label", include_str!("../../../../assets/labels/bin_label.toml")),
    ("bin_label_tall", include_str!("../../../../assets/labels/bin_label_tall.toml")),
    ("tote_label", include_str!("../../../../assets/labels/tote_label.toml")),
    ("tote_label_tall", include_str!("../../../../assets/labels/tote_label_tall.toml")),
    ("product_label_large", include_str!("../../../../assets/labels/product_label_large.toml")),
    ("product_label", include_str!("../../../../assets/labels/product_label.toml")),
    ("product_label_small", include_str!("../../../../assets/labels/product_label_small.toml")),
    ("product_label_tall", include_str!("../../../../assets/labels/product_label_tall.toml")),
    ("sleeve_tag", include_str!("../../../../assets/labels/sleeve_tag.toml")),
    ("sleeve_tag_low", include_str!("../../../../assets/labels/sleeve_tag_low.toml")),
    ("sleeve_tag_small", include_str!("../../../../assets/labels/sleeve_tag_small.toml")),
    ("sleeve_tag_tall", include_str!("../../../../assets/labels/sleeve_tag_tall.toml")),
    ("code_sheet", include_str!("../../../../assets/labels/code_sheet.toml")),
    ("staff_badge", include_str!("../../../../assets/labels/staff_badge.toml")),
    ("staff_badge_roll", include_str!("../../../../assets/labels/staff_badge_roll.toml")),
    ("customs_cn22", include_str!("../../../../assets/labels/customs_cn22.toml")),
    ("customs_cn23", include_str!("../../../../assets/labels/customs_cn23.toml")),
    ("deposit_statement", include_str!("../../../../assets/labels/deposit_statement.toml")),
];

/// Templates to choose from, the first that fits being taken.
#[derive(Debug, Clone)]
pub struct Templates(Vec<Template>);

/// The templates that come with the program, each by its name and as its text.
#[must_use]
pub fn bundled_templates() -> &'static [(&'static str, &'static str)] {
    BUNDLED
}

impl Templates {
    /// Those that come with the program.
    ///
    /// # Panics
    ///
    /// If one of them is broken, which is a fault of the build.
    #[must_use]
    pub fn bundled() -> Templates {
        let read = |(name, text): &(&str, &str)| Template::read(name, text).unwrap_or_else(|error| panic!("{error}"));
        Templates(BUNDLED.iter().map(read).collect())
    }

    /// With one of the hub's own, which goes before all others.
    ///
    /// # Errors
    ///
    /// A [`TemplateError`] that says what is wrong with it.
    pub fn with(mut self, name: &str, text: &str) -> Result<Templates, TemplateError> {
        self.0.insert(0, Template::read(name, text)?);
        Ok(self)
    }

    /// The first template of a document that is for a size.
    pub(crate) fn find(&self, kind: Kind, size: Size) -> Option<&Template> {
        self.0.iter().find(|template| template.kind() == kind && template.fits(size))
    }

    /// The sizes that a document can have.
    #[must_use]
    pub fn sizes(&self, kind: Kind) -> Vec<Size> {
        Size::ALL.iter().copied().filter(|size| self.find(kind, *size).is_some()).collect()
    }

    /// Which sizes it would have to be instead of one that it can't have.
    pub(crate) fn only_for(&self, kind: Kind) -> String {
        let names: Vec<&str> = self.sizes(kind).iter().map(|size| size.name).collect();
        format!("there is a template of {} for {}", kind.name(), names.join(", "))
    }
}
