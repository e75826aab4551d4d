//! Papers: queued in the deed's own transaction by what they are about, made between scans, and sent beside them.
//!
//! `content` looks up what a paper says, `destination` where it goes, `made` lays it out, and `queue` has it sent: a printer
//! gets one paper at a time, on a thread of its own, so that one that is off holds up nobody.

mod address;
mod content;
mod couriers;
mod customs;
mod destination;
mod made;
mod parcel_papers;
mod queue;
mod statement;

use serde::{Deserialize, Serialize};

use loopdock_domain::{CreatorId, HandoverId, ItemId, ParcelId, PrinterId, SleeveId, WaveId};
use loopdock_labels::Kind;
use loopdock_store::PrintJob;

pub use address::countries;
pub(crate) use address::{CountryName, address_of, country_code};
pub(crate) use content::sheet_is_empty;
pub(crate) use couriers::Couriers;
pub(crate) use customs::form_of;
pub(crate) use destination::{Destination, destination, folder_beside, folder_of, papers_to, usual_printer};
pub(crate) use made::{as_pdf, bundled_and, preview, templates, try_out, where_to};
pub(crate) use queue::{step, try_again_in};

use crate::deeds::set_up::Sheet;
use crate::error::{Error, Result};
use crate::view::View;

/// A document to print, by the ids of what it is about: the queue holds no buyer's data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Document {
    /// The label on a parcel.
    ParcelLabel { parcel: ParcelId },
    /// What is in it.
    PackingSlip { parcel: ParcelId },
    /// How to send it back.
    ReturnSlip { parcel: ParcelId },
    /// What customs are told of it, where it is small.
    CustomsCn22 { parcel: ParcelId },
    /// What customs are told of it.
    CustomsCn23 { parcel: ParcelId },
    /// A walk on paper.
    PickList { wave: WaveId },
    /// What a carrier signs.
    Manifest { handover: HandoverId },
    /// Codes to cut out.
    CodeSheet { sheet: Sheet },
    /// The tags of a batch's sleeves that are on the shelf.
    BatchTags { batch: i64 },
    /// One sleeve's tag.
    SleeveTag { sleeve: SleeveId },
    /// Codes to stick on units of one item.
    ItemCodes { item: ItemId, copies: u32 },
    /// What became of a creator's deposits from one moment to another, in milliseconds since the epoch.
    DepositStatement { creator: CreatorId, from_ms: i64, until_ms: i64 },
    /// The badge of somebody who works here.
    StaffBadge { number: i64, name: String, role: String },
    /// An example of a document, to see how a printer prints it.
    Trial { document: String, printer: PrinterId, size: Option<String> },
}

/// What a document says now.
pub(crate) fn content(view: &View<'_>, document: &Document) -> Result<Vec<loopdock_labels::Document>> {
    content::of(view, document, 0).map(|(_, documents)| documents)
}

impl Document {
    /// Its word in the queue.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::ParcelLabel { .. } => "parcel_label",
            Self::PackingSlip { .. } => "packing_slip",
            Self::ReturnSlip { .. } => "return_slip",
            Self::CustomsCn22 { .. } => "customs_cn22",
            Self::CustomsCn23 { .. } => "customs_cn23",
            Self::PickList { .. } => "pick_list",
            Self::Manifest { .. } => "manifest",
            Self::CodeSheet { .. } => "code_sheet",
            Self::BatchTags { .. } | Self::SleeveTag { .. } => "sleeve_tag",
            Self::ItemCodes { .. } => "item_codes",
            Self::DepositStatement { .. } => "deposit_statement",
            Self::StaffBadge { .. } => "staff_badge",
            Self::Trial { .. } => "trial",
        }
    }

    /// The papers that a parcel may have.
    pub(crate) const fn of_parcel(parcel: ParcelId) -> [Self; 5] {
        [
            Self::ParcelLabel { parcel },
            Self::PackingSlip { parcel },
            Self::ReturnSlip { parcel },
            Self::CustomsCn22 { parcel },
            Self::CustomsCn23 { parcel },
        ]
    }

    /// The parcel that it is of.
    pub(crate) const fn parcel(&self) -> Option<ParcelId> {
        match self {
            Self::ParcelLabel { parcel }
            | Self::PackingSlip { parcel }
            | Self::ReturnSlip { parcel }
            | Self::CustomsCn22 { parcel }
            | Self::CustomsCn23 { parcel } => Some(*parcel),
            _ => None,
        }
    }

    /// How it is laid out.
    pub(crate) fn kind(&self) -> Result<Kind> {
        Ok(match self {
            Self::ParcelLabel { .. } => Kind::ParcelLabel,
            Self::PackingSlip { .. } => Kind::PackingSlip,
            Self::ReturnSlip { .. } => Kind::ReturnSlip,
            Self::CustomsCn22 { .. } => Kind::CustomsCn22,
            Self::CustomsCn23 { .. } => Kind::CustomsCn23,
            Self::PickList { .. } => Kind::PickList,
            Self::Manifest { .. } => Kind::Manifest,
            Self::CodeSheet { sheet } => match sheet {
                Sheet::Commands | Sheet::Carriers => Kind::CodeSheet,
                Sheet::Bins => Kind::BinLabel,
                Sheet::Totes => Kind::ToteLabel,
                Sheet::Sleeves => Kind::SleeveTag,
                Sheet::Items => Kind::ProductLabel,
            },
            Self::BatchTags { .. } | Self::SleeveTag { .. } => Kind::SleeveTag,
            Self::ItemCodes { .. } => Kind::ProductLabel,
            Self::DepositStatement { .. } => Kind::DepositStatement,
            Self::StaffBadge { .. } => Kind::StaffBadge,
            Self::Trial { document, .. } => Kind::named(document).map_err(Error::refused)?,
        })
    }

    /// Whether two of the same would be mistaken for each other: a second one says that it is a copy.
    pub(crate) const fn is_marked_when_copied(&self) -> bool {
        self.parcel().is_some() || matches!(self, Self::PickList { .. } | Self::Manifest { .. })
    }

    /// What a job is to print.
    pub(crate) fn of(job: &PrintJob) -> Result<Self> {
        serde_json::from_str(&job.subject)
            .map_err(|error| Error::internal(format!("a print job can't be read: {error}")))
    }

    /// As its print job keeps it: equal documents have equal subjects, and are found by them.
    pub(crate) fn subject(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::internal(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use loopdock_labels::Words as _;

    #[test]
    fn every_document_is_called_something() {
        let texts = Texts::english();
        let words = Kind::ALL.map(Kind::name).into_iter().chain(["code_sheet", "item_codes", "trial"]);
        for word in words {
            let id = format!("document-{}", word.replace('_', "-"));
            assert_ne!(texts.word(&id, &[]), id, "a screen would say {id}");
        }
    }
}
