//! An example of every document, with everything that it can say.

use super::{
    Code, CodeLabel, CodeSheet, Document, Kind, Manifest, ManifestRow, PackingLine, PackingSlip, ParcelLabel, PickList,
    PickRow, ReturnLine, ReturnSlip, SleeveNote,
};

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn code(payload: &str, caption: &str) -> Code {
    Code { payload: payload.to_owned(), caption: caption.to_owned() }
}

fn label(payload: &str, caption: &str, note: &str) -> CodeLabel {
    CodeLabel { code: code(payload, caption), note: note.to_owned() }
}

const HUB: &[&str] = &["Tidewater Fulfilment Hub", "Unit 3, Old Net Loft, Quay Road", "Falmouth TR11 3HG"];
const BUYER: &[&str] = &["Zoë Brontë", "12 Offley Wharf", "Bristol BS1 4ST"];
const ITEM: &str = "Enamel pin “Fern”, second edition";

impl Kind {
    /// A document of this kind in which no field is empty.
    #[must_use]
    pub fn example(self) -> Document {
        match self {
            Kind::ParcelLabel => Document::ParcelLabel(parcel_label()),
            Kind::PackingSlip => Document::PackingSlip(packing_slip()),
            Kind::ReturnSlip => Document::ReturnSlip(return_slip()),
            Kind::PickList => Document::PickList(pick_list()),
            Kind::Manifest => Document::Manifest(manifest()),
            Kind::BinLabel => Document::BinLabel(label("LD/7K2M/B/A-03-2/X9", "A-03-2", "Mugs and planters")),
            Kind::ToteLabel => Document::ToteLabel(label("LD/7K2M/T/07/5C", "T-07", "Blue, with a lid")),
            Kind::ProductLabel => Document::ProductLabel(label("LD/7K2M/I/12/H5", "FK-PIN-FERN", ITEM)),
            Kind::SleeveTag => {
                let caption = "06BX 7N0Z\n22AH YFHV";
                Document::SleeveTag(label("HTTPS://RET.EXAMPLE.ORG/S/7K2M06BX7N0Z22AHYFHV", caption, HUB[0]))
            }
            Kind::CodeSheet => Document::CodeSheet(CodeSheet {
                title: "Commands".to_owned(),
                cells: vec![
                    label("LD/7K2M/C/DONE/A4", "DONE", "Finishes: closes a delivery or a parcel, hands a load over."),
                    label("LD/7K2M/C/UNDO/K1", "UNDO", "Takes the newest deed back."),
                ],
            }),
        }
    }
}

fn parcel_label() -> ParcelLabel {
    ParcelLabel {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        sender: owned(HUB),
        recipient: owned(BUYER),
        country: "United Kingdom".to_owned(),
        carrier: "Royal Mail 48".to_owned(),
        orders: owned(&["#1001", "#1002"]),
        weight_g: 1240,
        instruction: "Leave it with the neighbour at no. 14, please.".to_owned(),
    }
}

fn packing_slip() -> PackingSlip {
    PackingSlip {
        code: code("LD/7K2M/R/1042/ZP", "R-1042"),
        creator: "Fern & Kiln".to_owned(),
        order: "#1001".to_owned(),
        date: "2026-11-23".to_owned(),
        recipient: owned(BUYER),
        lines: vec![PackingLine {
            quantity: 2,
            title: ITEM.to_owned(),
            sku: "FK-PIN-FERN".to_owned(),
            price: "£18.00".to_owned(),
        }],
        total: "£21.50".to_owned(),
        message: "Happy birthday, Zoë!".to_owned(),
        rest: "One more item follows when it is printed.".to_owned(),
        thanks: "Thank you! Every pin is enamelled by hand.".to_owned(),
    }
}

fn return_slip() -> ReturnSlip {
    ReturnSlip {
        code: code("LD/7K2M/R/1042/ZP", "R-1042"),
        how_to: "Pack what goes back, put this slip on top and bring it to any post office.".to_owned(),
        return_address: owned(HUB),
        creator: "Fern & Kiln".to_owned(),
        order: "#1001".to_owned(),
        lines: vec![ReturnLine { title: ITEM.to_owned(), quantity: 2 }],
        sleeve: Some(SleeveNote { deposit: "£3.00".to_owned() }),
    }
}

fn pick_list() -> PickList {
    let row = PickRow {
        place: "A-03-2".to_owned(),
        title: ITEM.to_owned(),
        sku: "FK-PIN-FERN".to_owned(),
        quantity: 2,
        order: "O-27".to_owned(),
        tote: "T-07".to_owned(),
    };
    PickList { code: code("LD/7K2M/W/12/8D", "W-12"), rows: vec![row] }
}

fn manifest() -> Manifest {
    let row = ManifestRow {
        parcel: "P-1042".to_owned(),
        order: "#1001".to_owned(),
        creator: "Fern & Kiln".to_owned(),
        city: "Bristol".to_owned(),
        country: "GB".to_owned(),
        weight_g: 1240,
        sleeve: true,
    };
    Manifest {
        code: code("LD/7K2M/G/H-31/K7", "H-31"),
        carrier: "Royal Mail 48".to_owned(),
        date: "2026-11-23".to_owned(),
        rows: vec![row],
    }
}
