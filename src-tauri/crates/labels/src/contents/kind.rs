//! The documents by their names.

use super::Document;

/// A document without what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// As [`Document::ParcelLabel`].
    ParcelLabel,
    /// As [`Document::PackingSlip`].
    PackingSlip,
    /// As [`Document::ReturnSlip`].
    ReturnSlip,
    /// As [`Document::PickList`].
    PickList,
    /// As [`Document::Manifest`].
    Manifest,
    /// As [`Document::BinLabel`].
    BinLabel,
    /// As [`Document::ToteLabel`].
    ToteLabel,
    /// As [`Document::ProductLabel`].
    ProductLabel,
    /// As [`Document::SleeveTag`].
    SleeveTag,
    /// As [`Document::CodeSheet`].
    CodeSheet,
    /// As [`Document::StaffBadge`].
    StaffBadge,
    /// As [`Document::CustomsCn22`].
    CustomsCn22,
    /// As [`Document::CustomsCn23`].
    CustomsCn23,
    /// As [`Document::DepositStatement`].
    DepositStatement,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 14] = [
        Kind::ParcelLabel,
        Kind::PackingSlip,
        Kind::ReturnSlip,
        Kind::PickList,
        Kind::Manifest,
        Kind::BinLabel,
        Kind::ToteLabel,
        Kind::ProductLabel,
        Kind::SleeveTag,
        Kind::CodeSheet,
        Kind::StaffBadge,
        Kind::CustomsCn22,
        Kind::CustomsCn23,
        Kind::DepositStatement,
    ];

    /// Its name in templates and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::ParcelLabel => "parcel_label",
            Kind::PackingSlip => "packing_slip",
            Kind::ReturnSlip => "return_slip",
            Kind::PickList => "pick_list",
            Kind::Manifest => "manifest",
            Kind::BinLabel => "bin_label",
            Kind::ToteLabel => "tote_label",
            Kind::ProductLabel => "product_label",
            Kind::SleeveTag => "sleeve_tag",
            Kind::CodeSheet => "code_sheet",
            Kind::StaffBadge => "staff_badge",
            Kind::CustomsCn22 => "customs_cn22",
            Kind::CustomsCn23 => "customs_cn23",
            Kind::DepositStatement => "deposit_statement",
        }
    }

    /// The document of a name.
    ///
    /// # Errors
    ///
    /// A sentence that names all documents, if there is none of this name.
    pub fn named(name: &str) -> Result<Kind, String> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            format!("There is no document “{name}”: write one of {}.", names.join(", "))
        })
    }

    /// Reads what a document of this kind says.
    ///
    /// # Errors
    ///
    /// What is wrong with it: a field that is missing, unknown or of another kind.
    pub fn read(self, content: serde_json::Value) -> Result<Document, String> {
        let named = serde_json::json!({ self.name(): content });
        serde_json::from_value(named).map_err(|error| error.to_string())
    }

    /// The size that it has unless another is asked for.
    #[must_use]
    pub fn usual_size(self) -> &'static str {
        match self {
            Kind::ParcelLabel | Kind::PackingSlip | Kind::ReturnSlip | Kind::CustomsCn22 => "100x150",
            Kind::PickList | Kind::Manifest | Kind::CodeSheet | Kind::CustomsCn23 | Kind::DepositStatement => "a4",
            Kind::BinLabel | Kind::ToteLabel | Kind::ProductLabel | Kind::SleeveTag => "a4-24",
            Kind::StaffBadge => "a4-8",
        }
    }
}

impl Document {
    /// What it says, as [`Kind::read`] reads it.
    #[must_use]
    pub fn content(&self) -> serde_json::Value {
        let named = serde_json::to_value(self).unwrap_or_default();
        named.get(self.kind().name()).cloned().unwrap_or_default()
    }

    /// Which document it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Document::ParcelLabel(_) => Kind::ParcelLabel,
            Document::PackingSlip(_) => Kind::PackingSlip,
            Document::ReturnSlip(_) => Kind::ReturnSlip,
            Document::PickList(_) => Kind::PickList,
            Document::Manifest(_) => Kind::Manifest,
            Document::BinLabel(_) => Kind::BinLabel,
            Document::ToteLabel(_) => Kind::ToteLabel,
            Document::ProductLabel(_) => Kind::ProductLabel,
            Document::SleeveTag(_) => Kind::SleeveTag,
            Document::CodeSheet(_) => Kind::CodeSheet,
            Document::StaffBadge(_) => Kind::StaffBadge,
            Document::CustomsCn22(_) => Kind::CustomsCn22,
            Document::CustomsCn23(_) => Kind::CustomsCn23,
            Document::DepositStatement(_) => Kind::DepositStatement,
        }
    }
}
