//! The same hub's papers in ten languages.

use crate::{
    Code, CodeLabel, CodeSheet, CustomsCn22, CustomsCn23, CustomsLine, DepositStatement, Document, Dpi, Kind, Manifest,
    ManifestRow, PackingLine, PackingSlip, ParcelLabel, PickList, PickRow, Printing, ProductLabel, ReturnLine,
    ReturnSlip, Size, SleeveNote, StaffBadge, StatementRow, StatementSum,
};

/// Words of one language to fill documents with.
pub(crate) struct Tongue {
    pub(crate) name: &'static str,
    /// Whether the bundled fonts have its letters.
    pub(crate) is_bundled: bool,
    pub(crate) person: &'static str,
    pub(crate) street: &'static str,
    pub(crate) city: &'static str,
    pub(crate) country: &'static str,
    pub(crate) item: &'static str,
    pub(crate) sentence: &'static str,
}

const fn tongue(name: &'static str, is_bundled: bool, words: [&'static str; 6]) -> Tongue {
    let [person, street, city, country, item, sentence] = words;
    Tongue { name, is_bundled, person, street, city, country, item, sentence }
}

/// The languages of the samples.
pub(crate) const TONGUES: &[Tongue] = &[
    tongue(
        "english",
        true,
        [
            "Fiona Efficient",
            "12 Offley Wharf",
            "Bristol BS1 4ST",
            "United Kingdom",
            "Enamel pin “Fern & Kiln”, office edition",
            "Leave it with the neighbour at no. 14, please.",
        ],
    ),
    tongue(
        "german",
        true,
        [
            "Jürgen Großmann-Weißenfels",
            "Bezirksschornsteinfegermeisterstraße 128a",
            "01069 Dresden",
            "Deutschland",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, Plüsch",
            "Bitte bei Familie Öztürk im Hinterhaus abgeben, 2. Stock links.",
        ],
    ),
    tongue(
        "greek",
        true,
        [
            "Ελένη Παπαδοπούλου",
            "Λεωφόρος Βασιλίσσης Σοφίας 48",
            "115 28 Αθήνα",
            "Ελλάδα",
            "Καρφίτσα με σμάλτο «Φτέρη»",
            "Αφήστε το στον γείτονα, παρακαλώ.",
        ],
    ),
    tongue(
        "ukrainian",
        true,
        [
            "Олена Ґудзь-Їжакевич",
            "вул. Хрещатик, буд. 22, кв. 5",
            "01001 Київ",
            "Україна",
            "Значок «Папороть», емаль",
            "Залиште, будь ласка, у сусідів.",
        ],
    ),
    tongue(
        "hebrew",
        true,
        [
            "אביגיל כהן-לוי",
            "רחוב הרצל 25, דירה 7",
            "תל אביב 6688312",
            "ישראל",
            "סיכת אמייל \"שרך\"",
            "נא להשאיר אצל השכן בדירה 14.",
        ],
    ),
    tongue(
        "arabic",
        true,
        [
            "فاطمة الزهراء العلوي",
            "شارع الملك فيصل 128، الطابق 3",
            "القاهرة 11511",
            "مصر",
            "دبوس مطلي بالمينا «سرخس»",
            "يرجى تسليم الطرد إلى الجيران في الشقة 14.",
        ],
    ),
    tongue(
        "hindi",
        false,
        [
            "श्रीमती कृष्णा त्रिपाठी",
            "४२, महात्मा गांधी मार्ग",
            "नई दिल्ली 110001",
            "भारत",
            "मीनाकारी पिन “फ़र्न”",
            "कृपया पड़ोसी के पास छोड़ दें।",
        ],
    ),
    tongue(
        "korean",
        false,
        [
            "김민준",
            "세종대로 110, 302호",
            "서울특별시 중구 04524",
            "대한민국",
            "에나멜 핀 ‘고사리’",
            "부재 시 이웃집에 맡겨 주세요.",
        ],
    ),
    tongue(
        "chinese",
        false,
        [
            "欧阳晓明",
            "朝阳区建国门外大街1号国贸大厦",
            "北京市 100020",
            "中国",
            "珐琅徽章《蕨类》限量版",
            "请放在十四号邻居家，谢谢。",
        ],
    ),
    tongue(
        "japanese",
        false,
        [
            "山田　花子",
            "千代田区丸の内1-9-1 グラントウキョウ",
            "東京都 100-0005",
            "日本",
            "七宝焼きピンバッジ「シダ」",
            "留守のときは、隣の家に預けてください。",
        ],
    ),
];

/// A Thai text for what has no spaces between words.
pub(crate) const THAI: &str = "กรุณาฝากพัสดุไว้กับเพื่อนบ้านที่ห้องสิบสี่ถ้าไม่มีใครอยู่บ้านขอบคุณมากครับ";

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn code(payload: &str, caption: &str) -> Code {
    Code { payload: payload.to_owned(), caption: caption.to_owned() }
}

const HUB: &[&str] = &["Tidewater Fulfilment Hub", "Unit 3, Old Net Loft, Quay Road", "Falmouth TR11 3HG"];

pub(crate) fn parcel_label(tongue: &Tongue) -> ParcelLabel {
    ParcelLabel {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        sender: owned(HUB),
        recipient: owned(&[tongue.person, tongue.street, tongue.city]),
        country: tongue.country.to_owned(),
        carrier: "Royal Mail 48".to_owned(),
        orders: owned(&["#1001", "#1002"]),
        weight_g: 1240,
        instruction: tongue.sentence.to_owned(),
        tracking: "JD014600006281230704".to_owned(),
    }
}

pub(crate) fn return_slip(tongue: &Tongue, lines: usize) -> ReturnSlip {
    ReturnSlip {
        code: code("LD/7K2M/R/58/ZP", "R-58"),
        how_to: format!(
            "Pack what goes back, put this slip on top and bring it to any post office. {}",
            tongue.sentence
        ),
        return_address: owned(HUB),
        creator: tongue.person.to_owned(),
        order: "#1001".to_owned(),
        lines: (1..=lines).map(|line| ReturnLine { title: format!("{} {line}", tongue.item), quantity: 2 }).collect(),
        sleeve: Some(SleeveNote { deposit: "€3.00".to_owned(), ..SleeveNote::default() }),
        thanks: tongue.sentence.to_owned(),
        logo: None,
    }
}

pub(crate) fn pick_list(tongue: &Tongue, rows: u32) -> PickList {
    let row = |row| PickRow {
        place: format!("A-{:02}-{}", row / 4 + 1, row % 4 + 1),
        title: tongue.item.to_owned(),
        sku: format!("FERN-PIN-{row:03}"),
        quantity: row % 3 + 1,
        order: format!("#{}", 1000 + row),
        tote: if row % 2 == 0 { "T-07".to_owned() } else { String::new() },
    };
    PickList { code: code("LD/7K2M/W/12/8D", "W-12"), rows: (0..rows).map(row).collect() }
}

pub(crate) fn manifest(tongue: &Tongue, rows: u32) -> Manifest {
    let row = |row| ManifestRow {
        parcel: format!("P-{}", 1042 + row),
        order: format!("#{}", 1001 + row),
        creator: "Fern & Kiln".into(),
        city: tongue.city.to_owned(),
        country: tongue.country.to_owned(),
        weight_g: 180 + row * 470,
        sleeve: row % 3 == 0,
    };
    Manifest {
        code: code("LD/7K2M/V/3/K7", "Handover 31"),
        carrier: "Royal Mail 48".to_owned(),
        date: "Monday 23 November 2026".to_owned(),
        rows: (0..rows).map(row).collect(),
    }
}

pub(crate) fn packing_slip(tongue: &Tongue, lines: usize) -> PackingSlip {
    let line = |line: usize| PackingLine {
        quantity: 2,
        title: tongue.item.to_owned(),
        sku: format!("FERN-PIN-{line:03}"),
        price: format!("€{line}.00"),
    };
    PackingSlip {
        code: code("LD/7K2M/R/58/ZP", "R-58"),
        creator: tongue.person.to_owned(),
        order: "#1001".to_owned(),
        date: "2026-11-23".to_owned(),
        recipient: owned(&[tongue.person, tongue.street, tongue.city]),
        lines: (1..=lines).map(line).collect(),
        total: "€21.50".to_owned(),
        message: tongue.sentence.to_owned(),
        rest: String::new(),
        thanks: tongue.sentence.to_owned(),
        logo: None,
    }
}

/// So many labels of a kind.
pub(crate) fn labels(tongue: &Tongue, kind: Kind, count: usize) -> Vec<Document> {
    let label = |at: usize| match kind {
        Kind::SleeveTag => Document::SleeveTag(CodeLabel {
            code: code(&format!("HTTPS://RET.EXAMPLE.ORG/S/7K2M{at:016}"), &format!("S {at:04}")),
            note: format!("M, {}", tongue.country),
        }),
        Kind::ProductLabel => Document::ProductLabel(ProductLabel {
            code: code(&format!("LD/7K2M/I/{at}/H5"), &format!("FK-PIN-{at:03}")),
            note: tongue.item.to_owned(),
            barcode: "4006381333931".to_owned(),
        }),
        _ => Document::BinLabel(CodeLabel {
            code: code(&format!("LD/7K2M/B/{}/X9", 100 + at), &format!("A-{:02}-{}", at / 4 + 1, at % 4 + 1)),
            note: tongue.item.to_owned(),
        }),
    };
    (0..count).map(label).collect()
}

pub(crate) fn code_sheet(tongue: &Tongue, cells: usize) -> CodeSheet {
    let cell = |at: usize| CodeLabel {
        code: code(&format!("LD/7K2M/C/CLOSE{at}/A4"), "Close parcel"),
        note: tongue.sentence.to_owned(),
    };
    CodeSheet { title: format!("Commands, {}", tongue.city), cells: (0..cells).map(cell).collect() }
}

pub(crate) fn staff_badge(tongue: &Tongue) -> StaffBadge {
    StaffBadge {
        code: code("LD/7K2M/U/3/N2", "U-3"),
        name: tongue.person.to_owned(),
        role: tongue.sentence.to_owned(),
        hub: HUB[0].to_owned(),
    }
}

fn customs_lines(tongue: &Tongue, lines: u32) -> Vec<CustomsLine> {
    let line = |line: u32| CustomsLine {
        quantity: line % 3 + 1,
        description: format!("{} {line}", tongue.item),
        net_weight_g: 40 + line,
        value: format!("{line}.50 EUR"),
        hs_code: format!("7117.{line:02}"),
        origin: tongue.country.to_owned(),
    };
    (1..=lines).map(line).collect()
}

pub(crate) fn customs_cn22(tongue: &Tongue, lines: u32) -> CustomsCn22 {
    CustomsCn22 {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        lines: customs_lines(tongue, lines),
        gross_weight_g: 1240,
        total_value: "42.00 EUR".to_owned(),
        ..CustomsCn22::default()
    }
}

pub(crate) fn customs_cn23(tongue: &Tongue, lines: u32) -> CustomsCn23 {
    CustomsCn23 {
        code: code("LD/7K2M/P/1042/Q3", "P-1042"),
        sender: owned(HUB),
        recipient: owned(&[tongue.person, tongue.street, tongue.city, tongue.country]),
        explanation: tongue.sentence.to_owned(),
        comments: tongue.sentence.to_owned(),
        invoice: "1001".to_owned(),
        lines: customs_lines(tongue, lines),
        total_value: "42.00 EUR".to_owned(),
        ..CustomsCn23::default()
    }
}

pub(crate) fn deposit_statement(tongue: &Tongue, rows: u32) -> DepositStatement {
    let row = |row: u32| StatementRow {
        date: format!("2026-11-{:02}", row % 28 + 1),
        sleeve: format!("06BX 7N0Z 22AH {row:04}"),
        order: format!("#{}", 1001 + row),
        event: tongue.sentence.to_owned(),
        amount: "−€3.00".to_owned(),
        balance: format!("€{}.00", 1200 - 3 * row),
    };
    let sum =
        |count: i64, amount: &str| StatementSum { what: tongue.sentence.to_owned(), count, amount: amount.to_owned() };
    DepositStatement {
        code: code("LD/7K2M/V/D-11/T6", "D-11"),
        sender: owned(HUB),
        creator: tongue.person.to_owned(),
        period: "November 2026".to_owned(),
        totals: vec![sum(2, "€6.00"), sum(0, "€0.00")],
        outstanding: vec![sum(400, "€1,200.00")],
        opening: "€1,203.00".to_owned(),
        rows: (1..=rows).map(row).collect(),
        closing: format!("€{}.00", 1200 - 3 * rows),
    }
}

/// Documents in a size, with a name for their file.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) documents: Vec<Document>,
    pub(crate) size: Size,
}

impl Sample {
    /// One document in its usual size.
    pub(crate) fn of(document: Document) -> Sample {
        let kind = document.kind();
        Sample {
            name: kind.name().to_owned(),
            size: Size::named(kind.usual_size()).unwrap(),
            documents: vec![document],
        }
    }

    /// Several of one kind.
    pub(crate) fn all(documents: Vec<Document>) -> Sample {
        Sample { documents: documents.clone(), ..Sample::of(documents[0].clone()) }
    }

    pub(crate) fn printing(&self) -> Printing<'_> {
        Printing { documents: &self.documents, size: self.size, dpi: Dpi::Dpi203, start_at: 0 }
    }
}

/// Every document of a language in its usual size, short and long.
pub(crate) fn documents(tongue: &Tongue) -> Vec<Sample> {
    let samples = [
        ("", Sample::of(Document::ParcelLabel(parcel_label(tongue)))),
        ("", Sample::of(Document::PackingSlip(packing_slip(tongue, 3)))),
        ("-long", Sample::of(Document::PackingSlip(packing_slip(tongue, 20)))),
        ("", Sample::of(Document::ReturnSlip(return_slip(tongue, 3)))),
        ("-long", Sample::of(Document::ReturnSlip(return_slip(tongue, 25)))),
        ("", Sample::of(Document::PickList(pick_list(tongue, 40)))),
        ("", Sample::of(Document::Manifest(manifest(tongue, 30)))),
        ("", Sample::all(labels(tongue, Kind::BinLabel, 26))),
        ("", Sample::all(labels(tongue, Kind::SleeveTag, 24))),
        ("", Sample::of(Document::CodeSheet(code_sheet(tongue, 8)))),
        ("", Sample::all(labels(tongue, Kind::ProductLabel, 4))),
        ("", Sample::of(Document::StaffBadge(staff_badge(tongue)))),
        ("", Sample::of(Document::CustomsCn22(customs_cn22(tongue, 3)))),
        ("-long", Sample::of(Document::CustomsCn22(customs_cn22(tongue, 14)))),
        ("", Sample::of(Document::CustomsCn23(customs_cn23(tongue, 3)))),
        ("", Sample::of(Document::DepositStatement(deposit_statement(tongue, 30)))),
    ];
    let named =
        |(end, sample): (&str, Sample)| Sample { name: format!("{}-{}{end}", tongue.name, sample.name), ..sample };
    samples.into_iter().map(named).collect()
}
