//! A real-looking address of each country, and its lines as its post wants them.

use super::{Address, COUNTRIES, country, find};

/// Name, company, street, its second line, city, province, postal code, country; and the lines, the country's last.
type Case = ([&'static str; 8], &'static [&'static str]);

fn address<'a>(fields: [&'a str; 8]) -> Address<'a> {
    let [name, company, address1, address2, city, province, zip, country] = fields;
    Address { name, company, address1, address2, city, province, zip, country }
}

fn printed(fields: [&str; 8], from: &str) -> Vec<String> {
    let mut lines = address(fields).lines(from);
    lines.extend(Some(country(fields[7], from)).filter(|line| !line.is_empty()));
    lines
}

#[test]
fn every_country_reads_its_own_order_of_lines() {
    let wrong: Vec<String> = LATIN
        .iter()
        .chain(OWN_SCRIPT)
        .filter(|(fields, lines)| printed(*fields, "") != *lines)
        .map(|(fields, lines)| format!("{:#?} instead of {lines:#?}", printed(*fields, "")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn at_home_neither_the_country_nor_its_letters_are_printed() {
    let swiss = ["Ursina Caflisch", "", "Via Maistra 4", "", "St. Moritz", "", "7500", "CH"];
    assert_eq!(printed(swiss, "de"), ["Ursina Caflisch", "Via Maistra 4", "CH-7500 St. Moritz", "SWITZERLAND"]);
    assert_eq!(printed(swiss, "ch"), ["Ursina Caflisch", "Via Maistra 4", "7500 St. Moritz"]);
    let with_letters = ["Ursina Caflisch", "", "Via Maistra 4", "", "St. Moritz", "", "CH 7500", "CH"];
    assert_eq!(printed(with_letters, "")[2], "CH 7500 St. Moritz", "typed letters are not doubled");
}

#[test]
fn an_empty_field_leaves_no_stray_comma_and_no_empty_line() {
    for country in COUNTRIES.iter() {
        for hidden in 0..128_u32 {
            let mut fields = ["Ann", "Firm", "Street 1", "Flat 2", "Town", "Land", "1234", country.code];
            fields[..7]
                .iter_mut()
                .enumerate()
                .filter(|(at, _)| hidden >> at & 1 == 1)
                .for_each(|(_, field)| *field = "");
            for line in address(fields).lines("") {
                let is_whole = line.starts_with(|char: char| char.is_alphanumeric() || char == '〒')
                    && line.ends_with(char::is_alphanumeric);
                assert!(
                    is_whole && !line.contains("  ") && !line.contains('%'),
                    "{}: {line:?} of {fields:?}",
                    country.code
                );
            }
        }
    }
}

#[test]
fn what_was_typed_is_printed_in_every_country() {
    for country in COUNTRIES.iter() {
        for letter in ["", "я", "山"] {
            let fields =
                ["Ann", "Firm", "Street", "Flat", "Town", "Land", "1234"].map(|field| format!("{field}{letter}"));
            let [name, company, address1, address2, city, province, zip] = &fields;
            let address = Address { name, company, address1, address2, city, province, zip, country: country.code };
            let lines = address.lines("").join("\n").to_lowercase();
            for field in &fields {
                assert!(lines.contains(&field.to_lowercase()), "{} lacks {field}: {lines}", country.code);
            }
        }
    }
}

#[test]
fn the_table_is_whole() {
    assert_eq!(COUNTRIES.len(), 252);
    for country in COUNTRIES.iter() {
        let is_code = country.code.len() == 2 && country.code.bytes().all(|letter| letter.is_ascii_uppercase());
        assert!(is_code && !country.name.is_empty(), "{country:?}");
        for format in [country.format, country.latin].iter().filter(|format| !format.is_empty()) {
            for sign in ["%N", "%O", "%A"] {
                assert_eq!(format.matches(sign).count(), 1, "{}: {format}", country.code);
            }
            for sign in ["%C", "%S", "%Z"] {
                assert!(format.matches(sign).count() <= 1, "{}: {format}", country.code);
            }
        }
        for province in country.provinces.split(';').filter(|province| !province.is_empty()) {
            assert!(province.contains('='), "{}: {province}", country.code);
        }
    }
}

#[test]
fn a_country_is_known_by_its_code_or_its_name() {
    for typed in ["DE", "de", " Germany ", "germany"] {
        assert_eq!(country(typed, ""), "GERMANY");
    }
    assert_eq!(country("DE", "DE"), "");
    assert_eq!(country("", "DE"), "");
    assert_eq!(country("Erewhon", ""), "EREWHON");
    assert!(find("").is_none());
    let unknown = ["Ann", "", "Street 1", "", "Town", "Land", "1234", "Erewhon"];
    assert_eq!(printed(unknown, ""), ["Ann", "Street 1", "1234 Town", "Land", "EREWHON"]);
}

#[test]
fn a_city_that_is_its_own_province_is_named_once() {
    let line = |city, province, zip, country| address(["", "", "", "", city, province, zip, country]).lines("");
    assert_eq!(line("Beijing", "BJ", "100020", "CN"), ["BEIJING, 100020"]);
    assert_eq!(line("北京市", "CN-BJ", "100020", "CN"), ["100020", "北京市"]);
    assert_eq!(line("Auckland", "AUK", "1010", "NZ"), ["Auckland 1010"]);
    assert_eq!(line("Delhi", "DL", "110001", "IN"), ["Delhi 110001"]);
    assert_eq!(line("Madrid", "M", "28013", "ES"), ["28013 MADRID"]);
    assert_eq!(line("", "", "", "CN"), [""; 0]);
}

const LATIN: &[Case] = &[
    (
        ["Homer Simpson", "Power Plant Inc.", "742 Evergreen Terrace", "Apt 3", "Springfield", "IL", "62701", "US"],
        &[
            "Homer Simpson",
            "Power Plant Inc.",
            "742 Evergreen Terrace",
            "Apt 3",
            "SPRINGFIELD IL 62701",
            "UNITED STATES",
        ],
    ),
    (
        ["Zoë Brontë", "", "12 Offley Wharf", "Redcliffe", "Bristol", "", "bs1 4st", "GB"],
        &["Zoë Brontë", "12 Offley Wharf", "Redcliffe", "BRISTOL", "BS1 4ST", "UNITED KINGDOM"],
    ),
    (
        ["Jürgen Großmann", "Nachtlicht GmbH", "Alaunstraße 12", "", "Dresden", "", "01099", "DE"],
        &["Jürgen Großmann", "Nachtlicht GmbH", "Alaunstraße 12", "01099 Dresden", "GERMANY"],
    ),
    (
        ["Anna Gruber", "Café Weiß", "Lindengasse 5/12", "", "Wien", "", "1070", "AT"],
        &["Café Weiß", "Anna Gruber", "Lindengasse 5/12", "1070 Wien", "AUSTRIA"],
    ),
    (
        ["Ursina Caflisch", "", "Via Maistra 4", "", "St. Moritz", "", "7500", "CH"],
        &["Ursina Caflisch", "Via Maistra 4", "CH-7500 St. Moritz", "SWITZERLAND"],
    ),
    (
        ["Amélie Lefèvre", "Éditions du Quai", "14 rue de l'Abbaye", "Bât. B", "Paris", "", "75006", "FR"],
        &["Éditions du Quai", "Amélie Lefèvre", "14 rue de l'Abbaye", "Bât. B", "75006 PARIS", "FRANCE"],
    ),
    (
        ["Sanne de Vries", "", "Prinsengracht 263-II", "", "Amsterdam", "", "1016 GV", "NL"],
        &["Sanne de Vries", "Prinsengracht 263-II", "1016 GV Amsterdam", "NETHERLANDS"],
    ),
    (
        ["Luc Peeters", "", "Kammenstraat 18 bus 2", "", "Antwerpen", "", "2000", "BE"],
        &["Luc Peeters", "Kammenstraat 18 bus 2", "2000 Antwerpen", "BELGIUM"],
    ),
    (
        ["Kovács Ágnes", "", "Váci utca 10. II/3", "", "Budapest", "", "1052", "HU"],
        &["Kovács Ágnes", "BUDAPEST", "Váci utca 10. II/3", "1052", "HUNGARY"],
    ),
    (
        ["Giulia Rossi", "", "Via Garibaldi 7", "Interno 4", "Frascati", "RM", "00044", "IT"],
        &["Giulia Rossi", "Via Garibaldi 7", "Interno 4", "00044 FRASCATI RM", "ITALY"],
    ),
    (
        ["Lucía Fernández", "", "Calle Mayor 21, 3.º A", "", "Getafe", "M", "28901", "ES"],
        &["Lucía Fernández", "Calle Mayor 21, 3.º A", "28901 GETAFE MADRID", "SPAIN"],
    ),
    (
        ["Inês Carvalho", "", "Rua da Boavista 120", "", "Cascais", "PT-11", "2750-001", "PT"],
        &["Inês Carvalho", "Rua da Boavista 120", "2750-001 Cascais, Lisboa", "PORTUGAL"],
    ),
    (
        ["Aoife Ní Bhriain", "", "3 Main Street", "", "Howth", "D", "D13 X2F8", "IE"],
        &["Aoife Ní Bhriain", "3 Main Street", "Howth", "Co. Dublin", "D13 X2F8", "IRELAND"],
    ),
    (
        ["Astrid Lund", "", "Storgatan 1", "", "Malmö", "", "211 34", "SE"],
        &["Astrid Lund", "Storgatan 1", "SE-211 34 Malmö", "SWEDEN"],
    ),
    (
        ["Aino Korhonen", "Kirjakauppa Oy", "Mannerheimintie 5 A 4", "", "Helsinki", "", "00100", "FI"],
        &["Kirjakauppa Oy", "Aino Korhonen", "Mannerheimintie 5 A 4", "FI-00100 Helsinki", "FINLAND"],
    ),
    (
        ["Katarzyna Wójcik", "", "ul. Długa 8 m. 3", "", "Gdańsk", "", "80-831", "PL"],
        &["Katarzyna Wójcik", "ul. Długa 8 m. 3", "80-831 Gdańsk", "POLAND"],
    ),
    (
        ["Jana Dvořáková", "", "Dlouhá 12", "", "Praha 1", "", "110 00", "CZ"],
        &["Jana Dvořáková", "Dlouhá 12", "110 00 Praha 1", "CZECH REPUBLIC"],
    ),
    (
        ["Ion Popescu", "", "Str. Lipscani 4", "", "București", "B", "030031", "RO"],
        &["Ion Popescu", "Str. Lipscani 4", "030031 BUCUREȘTI", "ROMANIA"],
    ),
    (
        ["Ivana Horvat", "", "Ilica 10", "", "Zagreb", "", "10000", "HR"],
        &["Ivana Horvat", "Ilica 10", "HR-10000 Zagreb", "CROATIA"],
    ),
    (
        ["Elif Yılmaz", "", "İstiklal Caddesi 25/3", "", "Beyoğlu", "İstanbul", "34435", "TR"],
        &["Elif Yılmaz", "İstiklal Caddesi 25/3", "34435 Beyoğlu/İstanbul", "TÜRKIYE"],
    ),
    (
        ["Camille Tremblay", "", "1250 rue Rachel E", "App. 6", "Montréal", "QC", "h2j 2k1", "CA"],
        &["Camille Tremblay", "1250 rue Rachel E", "App. 6", "MONTRÉAL QC H2J 2K1", "CANADA"],
    ),
    (
        ["Ruby Nguyen", "Wattle Press", "8 Brunswick St", "", "Fitzroy", "VIC", "3065", "AU"],
        &["Wattle Press", "Ruby Nguyen", "8 Brunswick St", "FITZROY VIC 3065", "AUSTRALIA"],
    ),
    (
        ["Aroha Parata", "", "45 Cuba Street", "Te Aro", "Wellington", "WGN", "6011", "NZ"],
        &["Aroha Parata", "45 Cuba Street", "Te Aro", "Wellington 6011", "NEW ZEALAND"],
    ),
    (
        ["Thandi Nkosi", "", "12 Long Street", "Gardens", "Cape Town", "WC", "8001", "ZA"],
        &["Thandi Nkosi", "12 Long Street", "Gardens", "Cape Town, Western Cape", "8001", "SOUTH AFRICA"],
    ),
    (
        ["João Silva", "", "Rua Augusta 1500", "Apto 71", "São Paulo", "SP", "01304-001", "BR"],
        &["João Silva", "Rua Augusta 1500", "Apto 71", "SÃO PAULO-SP", "01304-001", "BRAZIL"],
    ),
    (
        ["Sofía Hernández", "", "Av. Álvaro Obregón 99", "Col. Roma", "Cuauhtémoc", "CMX", "06700", "MX"],
        &["Sofía Hernández", "Av. Álvaro Obregón 99", "Col. Roma", "06700 CUAUHTÉMOC, CDMX", "MEXICO"],
    ),
    (
        ["Martina Gómez", "", "Av. Corrientes 1234", "", "La Plata", "B", "b1900", "AR"],
        &["Martina Gómez", "Av. Corrientes 1234", "B1900 LA PLATA", "Buenos Aires", "ARGENTINA"],
    ),
    (
        ["Tan Wei Ling", "", "10 Bayfront Avenue", "#05-12", "Singapore", "", "018956", "SG"],
        &["Tan Wei Ling", "10 Bayfront Avenue", "#05-12", "SINGAPORE 018956", "SINGAPORE"],
    ),
    (
        ["Chan Tai Man", "", "Flat 5, 12/F, Sun House", "88 Nathan Road", "Mong Kok", "KL", "", "HK"],
        &["Chan Tai Man", "Flat 5, 12/F, Sun House", "88 Nathan Road", "Mong Kok", "KOWLOON", "HONG KONG"],
    ),
    (
        ["Hanako Yamada", "", "1-9-1 Marunouchi", "", "Chiyoda-ku", "JP-13", "100-0005", "JP"],
        &["Hanako Yamada", "1-9-1 Marunouchi", "Chiyoda-ku, TOKYO 100-0005", "JAPAN"],
    ),
    (
        ["Priya Sharma", "", "42 M.G. Road", "Fort", "Mumbai", "MH", "400001", "IN"],
        &["Priya Sharma", "42 M.G. Road", "Fort", "Mumbai 400001", "Maharashtra", "INDIA"],
    ),
    (
        ["Nguyễn Thị Hoa", "", "12 Phố Huế", "", "Hai Bà Trưng", "Hà Nội", "11611", "VN"],
        &["Nguyễn Thị Hoa", "12 Phố Huế", "Hai Bà Trưng", "Hà Nội 11611", "VIETNAM"],
    ),
    (
        ["Fatima Al Alawi", "", "Villa 12, Street 8", "PO Box 4411", "Jumeirah", "DU", "", "AE"],
        &["Fatima Al Alawi", "Villa 12, Street 8", "PO Box 4411", "Jumeirah, Dubai", "UNITED ARAB EMIRATES"],
    ),
];

const OWN_SCRIPT: &[Case] = &[
    (
        ["山田 花子", "株式会社しだ", "丸の内1-9-1", "グラントウキョウ302", "千代田区", "JP-13", "100-0005", "JP"],
        &["〒100-0005", "東京都千代田区", "丸の内1-9-1", "グラントウキョウ302", "株式会社しだ", "山田 花子", "JAPAN"],
    ),
    (
        ["欧阳晓明", "", "建国门外大街1号国贸大厦", "", "朝阳区", "BJ", "100020", "CN"],
        &["100020", "北京市朝阳区", "建国门外大街1号国贸大厦", "欧阳晓明", "CHINA"],
    ),
    (
        ["林美玲", "", "信義路五段7號", "", "信義區", "台北市", "110", "TW"],
        &["110", "台北市信義區", "信義路五段7號", "林美玲", "TAIWAN"],
    ),
    (
        ["陳大文", "", "彌敦道88號", "新輝大廈12樓", "旺角", "KL", "", "HK"],
        &["九龍", "旺角", "彌敦道88號", "新輝大廈12樓", "陳大文", "HONG KONG"],
    ),
    (
        ["김민준", "고사리상사", "세종대로 110", "302호", "중구", "KR-11", "04524", "KR"],
        &["서울특별시 중구", "세종대로 110", "302호", "고사리상사", "김민준", "04524", "SOUTH KOREA"],
    ),
    (
        ["فاطمة العلوي", "", "شارع الشيخ زايد 128", "الطابق 3", "دبي", "", "", "AE"],
        &["فاطمة العلوي", "شارع الشيخ زايد 128", "الطابق 3", "دبي", "UNITED ARAB EMIRATES"],
    ),
    (
        ["محمد حسن", "", "شارع طلعت حرب ١٢", "", "القاهرة", "C", "11511", "EG"],
        &["محمد حسن", "شارع طلعت حرب ١٢", "القاهرة", "11511", "EGYPT"],
    ),
    (
        ["אביגיל כהן", "", "רחוב הרצל 25, דירה 7", "", "תל אביב", "", "6688312", "IL"],
        &["אביגיל כהן", "רחוב הרצל 25, דירה 7", "תל אביב 6688312", "ISRAEL"],
    ),
    (
        ["Ελένη Παπαδοπούλου", "", "Λεωφόρος Βασιλίσσης Σοφίας 48", "", "Αθήνα", "", "115 28", "GR"],
        &["Ελένη Παπαδοπούλου", "Λεωφόρος Βασιλίσσης Σοφίας 48", "115 28 Αθήνα", "GREECE"],
    ),
    (
        ["Иванов Пётр", "", "ул. Ленина, д. 6, кв. 12", "", "г. Клин", "MOS", "141600", "RU"],
        &["Иванов Пётр", "ул. Ленина, д. 6, кв. 12", "г. Клин", "Московская область", "141600", "RUSSIA"],
    ),
    (
        ["Олена Ґудзь", "", "вул. Хрещатик, 22, кв. 5", "", "Київ", "", "01001", "UA"],
        &["Олена Ґудзь", "вул. Хрещатик, 22, кв. 5", "Київ", "01001", "UKRAINE"],
    ),
    (
        ["सुश्री कृष्णा त्रिपाठी", "", "४२, महात्मा गांधी मार्ग", "", "नई दिल्ली", "", "110001", "IN"],
        &["सुश्री कृष्णा त्रिपाठी", "४२, महात्मा गांधी मार्ग", "नई दिल्ली 110001", "INDIA"],
    ),
    (
        ["สมชาย ใจดี", "", "99/1 ถนนสุขุมวิท", "แขวงคลองเตย", "เขตคลองเตย", "TH-10", "10110", "TH"],
        &["สมชาย ใจดี", "99/1 ถนนสุขุมวิท", "แขวงคลองเตย", "เขตคลองเตย", "กรุงเทพมหานคร 10110", "THAILAND"],
    ),
];
