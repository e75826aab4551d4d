//! Codes as scanners send them, and what must come of each by the standards.

use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> String {
    let reading = Reading::of(&text.replace("<GS>", "\u{1d}")).expect(text);
    assert_eq!(reading.fault(), None, "{text}");
    reading.shown()
}

fn fault(text: &str) -> Fault {
    let reading = Reading::of(&text.replace("<GS>", "\u{1d}")).expect(text);
    assert_eq!((reading.verdict(), reading.shown().as_str()), (Verdict::Error, ""), "{text}");
    reading.fault().cloned().expect("a fault")
}

#[test]
fn an_element_string_is_split_where_lengths_and_separators_say() {
    for (text, wanted) in [
        ("]C1010952123454321310ABC<GS>17270630", "(01)09521234543213(10)ABC(17)270630"),
        ("]C101095212345432131727063010ABC", "(01)09521234543213(17)270630(10)ABC"),
        ("]d20109521234543213<GS>10ABC", "(01)09521234543213(10)ABC"),
        ("]d2010952123454321310ABC<GS>", "(01)09521234543213(10)ABC"),
        ("]e001095212345432133103001750", "(01)09521234543213(3103)001750"),
        ("]Q300095212345678912347", "(00)095212345678912347"),
        ("]J1010952123454321310A(B", "(01)09521234543213(10)A\\(B"),
        ("]E09521234543213|]e010ABC<GS>21X", "(01)09521234543213(10)ABC(21)X"),
        ("(01)09521234543213(10)A\\(B", "(01)09521234543213(10)A\\(B"),
        ("<GS>0109521234543213", "(01)09521234543213"),
        ("010952123454321310ABC<GS>21X", "(01)09521234543213(10)ABC(21)X"),
        ("0109521234543213", "(01)09521234543213"),
        ("9521234543213", "9521234543213"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn what_breaks_the_syntax_of_an_element_string_is_named() {
    let ai = |ai: &str| ai.to_owned();
    for (text, wanted) in [
        ("]C1", Fault::Empty),
        ("]C1<GS>0109521234543213", Fault::StraySeparator),
        ("]C188123", Fault::UnknownAi(ai("8812"))),
        ("]C1hello", Fault::UnknownAi(ai("hell"))),
        ("]C1010952123454321", Fault::TooShort(ai("01"))),
        ("]C1010952123454321310", Fault::NoValue(ai("10"))),
        ("]C1010952123454321310ABC<GS><GS>21X", Fault::UnknownAi(ai("\u{1d}21X"))),
        ("]C101095212345432132112345678901234567890X", Fault::TooLong(ai("21"))),
        ("]C10109521234543213<GS>21A^B", Fault::Wrong(ai("21"), "a character is none of GS1's character set 82")),
        ("]C10109521234543214", Fault::Wrong(ai("01"), "its check digit is wrong")),
        ("]C1010952123454321317270631", Fault::Wrong(ai("17"), "there is no such day of that month")),
        ("]C18004ABCD1", Fault::Wrong(ai("8004"), "it must begin with a GS1 Company Prefix")),
        ("]E0952123454321", Fault::Digits(13)),
        ("]E4963850749", Fault::Digits(8)),
        ("]I109521234543214", Fault::CheckDigit),
    ] {
        assert_eq!(fault(text), wanted, "{text}");
    }
}

#[test]
fn elements_must_belong_together() {
    let ai = |ai: &str| ai.to_owned();
    for (text, wanted) in [
        ("]C110ABC", Fault::Needs(ai("10"), ai("(01), (02), (03), (8006) or (8026)"))),
        ("]C1010952123454321337123", Fault::Excludes(ai("01"), ai("37"))),
        ("]C10109521234543213310300175031020001750", Fault::UnknownAi(ai("0"))),
        ("]C101095212345432133103001750<GS>3102000175", Fault::Excludes(ai("3103"), ai("3102"))),
        ("]C101095212345432130104006381333931", Fault::Twice(ai("01"))),
        ("]C14159521234543213", Fault::Needs(ai("415"), ai("(8020)"))),
        ("]C1010952123454321370041234", Fault::Needs(ai("7004"), ai("(01) and (10)"))),
        ("]C1800309521234543213<GS>8030QUJD", Fault::NeedsSerial(ai("8003"))),
    ] {
        assert_eq!(fault(text), wanted, "{text}");
    }
    assert_eq!(shown("]C101095212345432130109521234543213"), "(01)09521234543213(01)09521234543213");
    assert_eq!(shown("]C1800309521234543213A<GS>8030QUJD"), "(8003)09521234543213A(8030)QUJD");
}

#[test]
fn a_digital_link_is_read_from_its_last_key_on() {
    for (text, wanted) in [
        ("https://id.gs1.org/01/09521234543213", "(01)09521234543213"),
        ("]Q1HTTPS://A:80/x/01/faux/01/09521234543213/22/V/10/L/21/S", "(01)09521234543213(22)V(10)L(21)S"),
        (
            "]d1http://a/01/09521234543213/235/T?17=270630&utm=x&3103=000175#f",
            "(01)09521234543213(235)T(17)270630(3103)000175",
        ),
        (
            "https://a/01/09521234543213/10/A%2FB+C%25?240=A+B".replace("A+B", "A%2BB").as_str(),
            "(01)09521234543213(10)A/B+C%(240)A+B",
        ),
        ("https://a/01/09521234543213/10/100%?&&alone&17=270630&", "(01)09521234543213(10)100%(17)270630"),
        ("https://a/414/9521234543213/254/7", "(414)9521234543213(254)7"),
        ("https://[2001:db8::1]/8004/9521ABC", "(8004)9521ABC"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn what_breaks_a_digital_link_is_named() {
    let ai = |ai: &str| ai.to_owned();
    for (text, wanted) in [
        ("https://a", Fault::NoHost),
        ("https:///01/09521234543213", Fault::NoHost),
        ("https://a_b/01/09521234543213", Fault::AddressCharacter('_')),
        ("https://a/01/0952 1234543213", Fault::AddressCharacter(' ')),
        ("https://a/b", Fault::NoKey),
        ("https://a/gtin/09521234543213", Fault::NoKey),
        ("https://a/01/09521234543213/", Fault::NoKey),
        ("https://a/01/", Fault::NoValue(ai("01"))),
        ("https://a/10/L", Fault::NoKey),
        ("https://a/01/9521234543213", Fault::TooShort(ai("01"))),
        ("https://a/01/09521234543213/21/S/10/L", Fault::NotQualifiers(ai("01"))),
        ("https://a/01/09521234543213/235/T/21/S", Fault::NotQualifiers(ai("01"))),
        ("https://a/01/09521234543213?10=L", Fault::BelongsInPath(ai("10"))),
        ("https://a/01/09521234543213?21=S", Fault::NoAttribute(ai("21"))),
        ("https://a/01/09521234543213?17=270630&17=270630", Fault::Twice(ai("17"))),
        ("https://a/01/09521234543213?999=1", Fault::UnknownAi(ai("999"))),
        ("https://a/01/09521234543213?17=", Fault::NoValue(ai("17"))),
        (
            "https://a/01/09521234543213/10/A%20B",
            Fault::Wrong(ai("10"), "a character is none of GS1's character set 82"),
        ),
        ("https://a/01/09521234543213/10/A%00B", Fault::Wrong(ai("10"), "what is percent-encoded in it is no text")),
        ("https://a/8004/9521ABC?10=L", Fault::Needs(ai("10"), ai("(01), (02), (03), (8006) or (8026)"))),
    ] {
        assert_eq!(fault(text), wanted, "{text}");
    }
}

#[test]
fn texts_that_say_nothing_of_gs1_are_left_to_others() {
    for text in [
        "",
        "hello",
        "400-BLUE",
        "10ABC",
        "8004-X",
        "(12) pink mug",
        "1Z999AA10123456784",
        "123456789",
        "0109521234543214",
    ] {
        assert_eq!(Reading::of(text), None, "{text}");
    }
    let text = Reading::of("]Q1hello").unwrap();
    assert_eq!((text.verdict(), text.shown().as_str(), text.gtin14()), (Verdict::Plain, "hello", None));
}

#[test]
fn a_sound_gtin_is_known_whatever_is_wrong_behind_it() {
    for text in ["]C101095212345432131727130", "010952123454321317271301", "https://a/01/09521234543213/21/S/10/L"] {
        let reading = Reading::of(text).unwrap();
        assert_eq!(
            (reading.verdict(), reading.gtin14().as_deref()),
            (Verdict::Error, Some("09521234543213")),
            "{text}"
        );
    }
}

proptest! {
    /// Nothing that a scanner or a person can send makes the reader fail, and what it finds right it can read again.
    #[test]
    fn any_text_is_read(text in "\\PC*|(\\]([CEedQJI][0-4]))?[0-9A-Z\u{1d}|()%/é?=&]{0,60}|https://a/(01|414|8003|21|10|é%/){0,6}[0-9/?=&%A-F]*") {
        if let Some(reading) = Reading::of(&text) {
            prop_assert_eq!(reading.fault().is_some(), reading.verdict() == Verdict::Error);
            if reading.verdict() == Verdict::Ok && !reading.shown().contains('\\') {
                let again = Reading::of(&reading.shown()).expect("an element string");
                prop_assert_eq!(again.shown(), reading.shown());
            }
        }
    }

    /// Digits are what most codes are made of, and the least of them is an identifier.
    #[test]
    fn any_digits_are_read(text in "\\](C1|d2)[0-9\u{1d}]{0,40}") {
        prop_assert!(Reading::of(&text).is_some());
    }
}
