//! An example of every document, with everything that it can say.

use super::{
    Code, CodeLabel, CodeSheet, CustomsCategory, CustomsCn22, CustomsCn23, CustomsLine, DepositStatement, Document,
    Kind, Manifest, ManifestRow, PackingLine, PackingSlip, ParcelLabel, PickList, PickRow, ProductLabel, ReturnLine,
    ReturnSlip, SleeveNote, StaffBadge, StatementRow, StatementSum,
};
use crate::Logo;

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
const THANKS: &str = "Thank you! Every pin is enamelled by hand.";

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
            Kind::ProductLabel => Document::ProductLabel(ProductLabel {
                code: code("LD/7K2M/I/12/H5", "FK-PIN-FERN"),
                note: ITEM.to_owned(),
                barcode: "4006381333931".to_owned(),
            }),
            Kind::SleeveTag => {
                let caption = "06BX\u{a0}7N0Z\n22AH\u{a0}YFHV";
                Document::SleeveTag(label("HTTPS://RET.EXAMPLE.ORG/S/7K2M06BX7N0Z22AHYFHV", caption, HUB[0]))
            }
            Kind::CodeSheet => Document::CodeSheet(code_sheet()),
            Kind::StaffBadge => Document::StaffBadge(StaffBadge {
                code: code("LD/7K2M/U/3/N2", "U-3"),
                name: BUYER[0].to_owned(),
                role: "Packing and returns".to_owned(),
                hub: HUB[0].to_owned(),
            }),
            Kind::CustomsCn22 => Document::CustomsCn22(customs_cn22()),
            Kind::CustomsCn23 => Document::CustomsCn23(customs_cn23()),
            Kind::DepositStatement => Document::DepositStatement(deposit_statement()),
        }
    }
}

/// A logo of a few pixels.
fn logo() -> Option<Logo> {
    Logo::new(include_bytes!("../../../../../assets/labels/example_logo.png")).ok()
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
        tracking: "JD014600006281230704".to_owned(),
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
        thanks: THANKS.to_owned(),
        logo: logo(),
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
        sleeve: Some(SleeveNote {
            deposit: "£3.00".to_owned(),
            charge: String::new(),
            days: 45,
            reward: "£1.00".to_owned(),
            reward_days: 14,
            credit: false,
        }),
        thanks: THANKS.to_owned(),
        logo: logo(),
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

fn code_sheet() -> CodeSheet {
    CodeSheet {
        title: "Commands".to_owned(),
        cells: vec![
            label("LD/7K2M/C/DONE/A4", "DONE", "Finishes: closes a delivery or a parcel, hands a load over."),
            label("LD/7K2M/C/UNDO/K1", "UNDO", "Takes the newest deed back."),
        ],
    }
}

fn customs_lines() -> Vec<CustomsLine> {
    let line = |quantity, description: &str, net_weight_g, value: &str, hs_code: &str| CustomsLine {
        quantity,
        description: description.to_owned(),
        net_weight_g,
        value: value.to_owned(),
        hs_code: hs_code.to_owned(),
        origin: "GB".to_owned(),
    };
    vec![
        line(2, "Enamel pins of brass, 30 mm", 36, "18.00 GBP", "7117.19"),
        line(1, "Stoneware mug, glazed, 300 ml", 410, "24.00 GBP", "6912.00"),
    ]
}

fn customs_cn22() -> CustomsCn22 {
    CustomsCn22 {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        category: CustomsCategory::SaleOfGoods,
        explanation: "Ordered in an online shop".to_owned(),
        lines: customs_lines(),
        gross_weight_g: 540,
        total_value: "42.00 GBP".to_owned(),
        date: "2026-11-23".to_owned(),
    }
}

fn customs_cn23() -> CustomsCn23 {
    CustomsCn23 {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        sender: owned(&[HUB[0], HUB[1], HUB[2], "United Kingdom"]),
        sender_reference: "GB123456789000".to_owned(),
        recipient: owned(&["Nora Lindqvist", "Storgata 12", "0184 Oslo", "Norway"]),
        importer_reference: "VOEC 2024567".to_owned(),
        importer_contact: "+47 21 00 00 00".to_owned(),
        category: CustomsCategory::SaleOfGoods,
        explanation: "Ordered in an online shop".to_owned(),
        lines: customs_lines(),
        gross_weight_g: 540,
        total_value: "42.00 GBP".to_owned(),
        postage: "14.85 GBP".to_owned(),
        office_of_origin: "Falmouth, 2026-11-23".to_owned(),
        comments: "Glazed ware, not for food from animals".to_owned(),
        licence: "L-2026-118".to_owned(),
        certificate: "C-77".to_owned(),
        invoice: "1001".to_owned(),
        date: "2026-11-23".to_owned(),
    }
}

fn deposit_statement() -> DepositStatement {
    let row = |date: &str, event: &str, amount: &str, balance: &str| StatementRow {
        date: date.to_owned(),
        sleeve: "06BX 7N0Z 22AH YFHV".to_owned(),
        order: "#1001".to_owned(),
        event: event.to_owned(),
        amount: amount.to_owned(),
        balance: balance.to_owned(),
    };
    let sum =
        |what: &str, count: i64, amount: &str| StatementSum { what: what.to_owned(), count, amount: amount.to_owned() };
    DepositStatement {
        code: code("LD/7K2M/V/D-2026-11/T6", "D-2026-11"),
        sender: owned(HUB),
        creator: "Fern & Kiln".to_owned(),
        period: "November 2026".to_owned(),
        totals: vec![
            sum("Deposits of sleeves that left", 1, "£3.00"),
            sum("Deposits of sleeves that came back", 1, "£3.00"),
            sum("Rewards", 0, "£0.00"),
            sum("Forfeited", 0, "£0.00"),
        ],
        outstanding: vec![
            sum("0 to 30 days", 3, "£9.00"),
            sum("31 to 60 days", 1, "£3.00"),
            sum("61 to 90 days", 0, "£0.00"),
            sum("over 90 days", 0, "£0.00"),
        ],
        opening: "£12.00".to_owned(),
        rows: vec![
            row("2026-11-03", "Lent with the parcel P-1042", "£3.00", "£15.00"),
            row("2026-11-19", "Came back, deposit returned to the buyer", "−£3.00", "£12.00"),
        ],
        closing: "£12.00".to_owned(),
    }
}
