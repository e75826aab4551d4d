//! What papers are filled with: people in 35 countries, and what nobody should have typed.

/// Texts to fill a document with.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it has in common with others.
    pub class: Class,
    /// Taken in turn, each as often as there are fields for it.
    pub texts: Vec<String>,
    /// How many lines, rows or cells a document gets.
    pub rows: usize,
    /// What every number is, if it is not the example's.
    pub number: Option<u32>,
}

/// Classes of samples that paper may treat otherwise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    Plain,
    Latin,
    OtherAlphabets,
    RightToLeft,
    Syllables,
    EastAsian,
    Long,
    Many,
    Signs,
    Directions,
    Unseen,
    Code,
}

/// All of them; the first is short and plain.
pub fn samples() -> Vec<Sample> {
    let sample = |(class, texts): &(Class, &[&str])| Sample {
        class: *class,
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        rows: 3,
        number: None,
    };
    let plain = (Class::Plain, ["Ann"].as_slice());
    let mut samples: Vec<Sample> = std::iter::once(&plain).chain(COUNTRIES).chain(HOSTILE).map(sample).collect();
    let made = |class, text: &str, rows, number| Sample { class, texts: vec![text.to_owned()], rows, number };
    let japanese: String = "寿限無寿限無五劫の擦り切れ海砂利水魚の".chars().cycle().take(500).collect();
    samples.extend([
        made(Class::Long, &"W".repeat(500), 3, None),
        made(Class::Long, &"Wolfeschlegelsteinhausenbergerdorff Senior ".repeat(12)[..500], 3, None),
        made(Class::Long, &japanese, 3, None),
        made(Class::Long, &"محمد بن عبد الله بن عبد الرحمن ".repeat(16), 3, None),
        made(Class::Long, &"a line\n".repeat(40), 3, None),
        made(Class::Many, "Enamel pin “Fern”", 70, None),
        made(Class::Many, "Ann", 3, Some(u32::MAX)),
    ]);
    samples
}

/// Name, street, town, country and goods, as people there write them.
const COUNTRIES: &[(Class, &[&str])] = &[
    (
        Class::Latin,
        &["Homer J. Simpson", "742 Evergreen Terrace, Apt 3", "SPRINGFIELD IL 62701", "UNITED STATES", "Tee, XL"],
    ),
    (Class::Latin, &["Zoë Brontë", "12 Offley Wharf", "BRISTOL\nBS1 4ST", "UNITED KINGDOM", "Pin “Fern & Kiln”"]),
    (
        Class::Latin,
        &["Jürgen Großmann-Weißenfels", "Bezirksschornsteinfegermeisterstraße 128a", "01069 Dresden", "Plüschtier"],
    ),
    (Class::Latin, &["Mag. Anna Gruber", "Lindengasse 5/12/3", "1070 Wien", "Häferl, groß"]),
    (Class::Latin, &["Ursina Caflisch", "Via Maistra 4", "CH-7500 St. Moritz", "Kärtchen"]),
    (Class::Latin, &["Amélie Lefèvre-Cœur", "14 rue de l'Abbaye, Bât. B", "75006 PARIS", "Affiche « Été », 50 × 70"]),
    (Class::Latin, &["Sanne van 't Hoff", "Prinsengracht 263-II", "1016 GV Amsterdam", "IJslandse trui"]),
    (Class::Latin, &["Lucía Fernández Ibáñez", "C/ Mayor 21, 3.º A", "28901 GETAFE MADRID", "Camiseta ¿qué?"]),
    (Class::Latin, &["Inês Conceição", "Rua da Boavista 120, 2.º Esq.", "2750-001 Cascais", "Açúcar"]),
    (Class::Latin, &["Niccolò Rossi", "Via Garibaldi 7, int. 4", "00044 FRASCATI RM", "Più caffè"]),
    (Class::Latin, &["Aoife Ní Bhriain", "3 Sráid an Phríomhshráid", "Howth\nCo. Dublin\nD13 X2F8", "Báinín"]),
    (Class::Latin, &["Åsa Öberg", "Storgatan 1", "SE-211 34 Malmö", "Mössa, blå"]),
    (Class::Latin, &["Łucja Żółć", "ul. Gęsia 8 m. 3", "80-831 Gdańsk", "Źdźbło"]),
    (Class::Latin, &["Jiří Dvořáček", "Příčná 12", "110 00 Praha 1", "Žluťoučký kůň"]),
    (Class::Latin, &["Kőszegi Ágnes", "BUDAPEST", "Üllői út 10. II/3", "1052", "Hűtőtáska"]),
    (Class::Latin, &["Ștefan Țăranu", "Str. Lipscani 4", "030031 BUCUREȘTI", "Șapcă"]),
    (Class::Latin, &["Iğdır Çağlayan", "İstiklal Cd. 25/3", "34435 Beyoğlu/İstanbul", "Şal"]),
    (Class::Latin, &["Nguyễn Thị Diễm Quỳnh", "12 Phố Huế", "Hai Bà Trưng\nHà Nội 11611", "Áo dài, cỡ vừa"]),
    (
        Class::OtherAlphabets,
        &["Ελένη Παπαδοπούλου", "Λεωφόρος Βασιλίσσης Σοφίας 48", "115 28 Αθήνα", "Καρφίτσα «Φτέρη»"],
    ),
    (
        Class::OtherAlphabets,
        &["Щёголев Пётр Ильич", "ул. Ленина, д. 6, кв. 12", "г. Клин\n141600", "Значок «Папоротник»"],
    ),
    (Class::OtherAlphabets, &["Олена Ґудзь-Їжакевич", "вул. Хрещатик, 22", "01001 Київ", "Значок «Папороть», емаль"]),
    (Class::OtherAlphabets, &["ნინო ბერიძე", "რუსთაველის გამზირი 14", "0108 თბილისი", "სამკერდე ნიშანი"]),
    (Class::OtherAlphabets, &["Անի Հակոբյան", "Մաշտոցի պողոտա 20", "0002 Երևան", "Կրծքանշան"]),
    (Class::RightToLeft, &["אביגיל כהן-לוי", "רחוב הרצל 25, דירה 7", "תל אביב 6688312", "סיכת אמייל \"שרך\""]),
    (Class::RightToLeft, &["فاطمة الزهراء العلوي", "شارع الشيخ زايد 128، الطابق 3", "دبي", "دبوس مطلي بالمينا «سرخس»"]),
    (Class::RightToLeft, &["زهرا محمدی‌نژاد", "خیابان ولیعصر، پلاک ۱۲", "تهران", "سنجاق سینه"]),
    (Class::Syllables, &["श्रीमती कृष्णा त्रिपाठी", "४२, महात्मा गांधी मार्ग", "नई दिल्ली 110001", "मीनाकारी पिन “फ़र्न”"]),
    (Class::Syllables, &["শ্রীমতী কৃষ্ণা চট্টোপাধ্যায়", "১২ মিরপুর রোড", "ঢাকা ১২০৫", "পিন"]),
    (Class::Syllables, &["கிருஷ்ணன் ராஜேந்திரன்", "12 காலி வீதி", "கொழும்பு 00300", "ஊசி"]),
    (Class::Syllables, &["สมหญิง ใจดีเพื่อนบ้าน", "99/1 ถนนสุขุมวิท แขวงคลองเตย", "กรุงเทพมหานคร 10110", "เข็มกลัด"]),
    (Class::EastAsian, &["欧阳晓明", "朝阳区建国门外大街1号国贸大厦", "100020", "珐琅徽章《蕨类》限量版"]),
    (Class::EastAsian, &["歐陽曉明", "信義路五段7號", "110 台北市信義區", "琺瑯徽章《蕨類》"]),
    (
        Class::EastAsian,
        &["山田　花子", "〒100-0005", "東京都千代田区丸の内1-9-1 グラントウキョウ", "七宝焼きピンバッジ「シダ」"],
    ),
    (Class::EastAsian, &["김민준", "서울특별시 중구 세종대로 110, 302호", "04524", "에나멜 핀 ‘고사리’"]),
    (Class::Syllables, &["ሰላም ተስፋዬ", "ቦሌ መንገድ 12", "1000 አዲስ አበባ", "መርፌ"]),
];

/// What gets into a shop's form by accident, by a joke, or by malice.
const HOSTILE: &[(Class, &[&str])] = &[
    (Class::Unseen, &[""]),
    (Class::Unseen, &["   ", "\u{3000}", "\u{a0}", "\n\n", "\t"]),
    (Class::Signs, &["Ann 😀🎉", "👩‍👩‍👧‍👦 family", "🇩🇪 flag", "❤️ Zoë ✈️", "👍🏽"]),
    (
        Class::Signs,
        &[
            "Z\u{335}\u{321}\u{31b}\u{300}\u{301}\u{302}\u{303}a\u{334}\u{316}\u{317}\u{318}\u{30a}\u{30b}l\u{336}\u{323}\u{324}\u{307}g\u{308}\u{309}o\u{325}\u{32d}\u{311}",
        ],
    ),
    (Class::Signs, &["\u{301}\u{308}Ann", "a\u{20dd}b\u{20e3}"]),
    (Class::Directions, &["\u{202e}gnp.exe", "Ann \u{202e}txet\u{202c} end", "\u{202d}שלום\u{202c} Ann"]),
    (Class::Directions, &["Ann \u{2067}\u{2068}\u{2066} Lee", "\u{202b}\u{202b}\u{202b}Ann", "\u{200f}Ann\u{200f}"]),
    (Class::Directions, &["Ann אבי 12, דירה 7", "בניין A קומה 3", "شارع King Fahd 128"]),
    (
        Class::Unseen,
        &["A\u{1}n\u{7}n\u{8} \u{1b}[31mred\u{1b}[0m", "tab\tstop", "one\r\ntwo\rthree", "\u{7f}del\u{9b}"],
    ),
    (Class::Unseen, &["Ann\0Lee", "\0", "\0\0Ann\0"]),
    (Class::Unseen, &["A\u{200b}n\u{200b}n", "An\u{ad}n", "\u{feff}Ann\u{2060}", "\u{200b}"]),
    (Class::Signs, &["Ann \u{e000}", "\u{fffd}Ann\u{fffe}", "\u{10ffff}"]),
    (
        Class::Code,
        &["') Tj ET Q (", "<</Type/Page>>", "%%EOF\nendstream", "\\n\\r\\(\\)\\377", "{recipient} {@paper-to}"],
    ),
    (Class::Code, &["<b>Ann</b> & Co.", "<script>alert(1)</script>", "&lt;&amp;&#0;", "^XZ~JA^FS"]),
    (Class::Code, &["=HYPERLINK(\"x\")", "'; DROP TABLE parcel;--", "../../etc/passwd", "%s%n%x"]),
    (Class::Signs, &["office affluent fjord", "ﬀ ﬁ ﬂ ﬃ", "ĳ Ǆ ŉ"]),
    (Class::Signs, &["ꙮ ѣ ѳ", "ſ þ ð ƿ", "𝕬𝖓𝖓 𝓛𝓮𝓮", "Ａｎｎ　Ｌｅｅ"]),
];
