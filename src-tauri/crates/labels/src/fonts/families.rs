//! Which families are made for which script, best first.
//!
//! Noto comes first since it covers every script in one style; the rest are what Windows, macOS and older Linux bring.

use unicode_script::Script;

use super::{HanStyle, Wish};

/// The families to look for, best first: those of the table, then the script's own Noto Sans and Noto Serif.
pub(super) fn families(wish: Wish) -> Vec<String> {
    let script = wish.script.full_name().replace('_', " ");
    let named = named_families(wish).iter().map(|family| (*family).to_owned());
    named.chain([format!("Noto Sans {script}"), format!("Noto Serif {script}")]).collect()
}

/// Families for signs that belong to no script.
pub(super) const SIGNS: &[&str] = &["Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Math", "Segoe UI Symbol"];

fn named_families(wish: Wish) -> &'static [&'static str] {
    match wish.script {
        Script::Han | Script::Bopomofo => han_families(wish.han),
        Script::Hiragana | Script::Katakana => han_families(HanStyle::Japanese),
        Script::Hangul => han_families(HanStyle::Korean),
        Script::Arabic => &["Noto Sans Arabic", "Segoe UI", "Geeza Pro", "Arial"],
        Script::Hebrew => &["Noto Sans Hebrew", "Segoe UI", "Arial Hebrew", "Arial"],
        Script::Devanagari => &["Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal"],
        Script::Thai => &["Noto Sans Thai", "Leelawadee UI", "Thonburi", "Tahoma"],
        _ => &[],
    }
}

fn han_families(style: HanStyle) -> &'static [&'static str] {
    match style {
        HanStyle::Simplified => {
            &["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"]
        }
        HanStyle::Traditional => {
            &["Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC"]
        }
        HanStyle::Japanese => &[
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "Source Han Sans",
            "Yu Gothic",
            "Hiragino Sans",
            "Hiragino Kaku Gothic ProN",
            "MS Gothic",
        ],
        HanStyle::Korean => {
            &["Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Malgun Gothic", "Apple SD Gothic Neo"]
        }
    }
}
