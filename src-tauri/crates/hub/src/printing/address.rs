//! A buyer's address in the lines, and the order of lines, that the post of its country expects.
//!
//! `assets/addresses/countries.tsv` has what each country wants; `README.md` beside it says where that comes from. What was
//! typed is always printed: a field that the country's order does not name stands with the city.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_store::Buyer;

/// What each country wants, a line each.
const TABLE: &str = include_str!("../../../../../assets/addresses/countries.tsv");

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| TABLE.lines().filter_map(Country::read).collect());

/// How an address is written where the table has no country for it.
static ELSEWHERE: Country =
    Country { code: "", name: "", format: "%N%n%O%n%A%n%Z %C%n%S", latin: "", capitals: "", provinces: "" };

/// An address as it was typed; each field may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Address<'a> {
    pub(super) name: &'a str,
    pub(super) company: &'a str,
    pub(super) address1: &'a str,
    pub(super) address2: &'a str,
    pub(super) city: &'a str,
    /// In words, or as a storefront's code such as `IL` or `JP-13`.
    pub(super) province: &'a str,
    pub(super) zip: &'a str,
    /// ISO 3166-1 alpha-2, or in English words.
    pub(super) country: &'a str,
}

impl<'a> From<&'a Buyer> for Address<'a> {
    fn from(buyer: &'a Buyer) -> Self {
        Self {
            name: &buyer.name,
            company: &buyer.company,
            address1: &buyer.address1,
            address2: &buyer.address2,
            city: &buyer.city,
            province: &buyer.province,
            zip: &buyer.zip,
            country: &buyer.country,
        }
    }
}

impl Address<'_> {
    /// Its lines without the country's. `from` is the country that it is sent from, as ISO 3166-1 alpha-2; empty if unknown.
    pub(super) fn lines(&self, from: &str) -> Vec<String> {
        let country = find(self.country).unwrap_or(&ELSEWHERE);
        let is_latin = [self.address1, self.address2, self.city].into_iter().all(is_latin);
        let format = country.format_for(is_latin);
        let fields = Fields::of(self, country, is_latin, country.is(from));
        if fields.city.is_empty() || fields.city.to_lowercase() != fields.province.to_lowercase() {
            return fields.fill(format);
        }
        // A city that is a province of its own is named once, where it shares its line with the postal code.
        let without_province = Fields { province: String::new(), ..fields.clone() }.fill(format);
        let without_city = Fields { city: String::new(), ..fields }.fill(format);
        if without_city.len() < without_province.len() { without_city } else { without_province }
    }
}

/// The last line of an address: the country's English name in capitals, as the Universal Postal Union recommends; empty in
/// the country that it is sent from. What is no country's code or name stays as it was typed.
pub(super) fn country(typed: &str, from: &str) -> String {
    match find(typed) {
        Some(country) if country.is(from) => String::new(),
        Some(country) => country.name.to_uppercase(),
        None => typed.trim().to_uppercase(),
    }
}

/// A buyer's name and address with the country, as a label of a hub in the country `from` has them.
pub(crate) fn address_of(buyer: &Buyer, from: &str) -> Vec<String> {
    let mut lines = Address::from(buyer).lines(from);
    lines.extend(Some(country(&buyer.country, from)).filter(|country| !country.is_empty()));
    lines
}

/// A country of the world.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CountryName {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// In English.
    pub name: String,
}

/// The countries of the world by their names.
#[must_use]
pub fn countries() -> Vec<CountryName> {
    let mut all: Vec<CountryName> = COUNTRIES
        .iter()
        .filter(|country| country.code.len() == 2)
        .map(|country| CountryName { code: country.code.to_owned(), name: country.name.to_owned() })
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// The code of a country that was typed by its code or its English name; none of nothing.
pub(crate) fn country_code(typed: &str) -> Result<String, String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let known = find(typed).map(|country| country.code.to_owned());
    known.ok_or_else(|| format!("“{}” is no country: write two letters such as DE, or its English name.", typed.trim()))
}

/// A country's English name; what is none stays as it is.
pub(super) fn country_name(code: &str) -> String {
    find(code).map_or_else(|| code.to_owned(), |country| country.name.to_owned())
}

fn find(typed: &str) -> Option<&'static Country> {
    let typed = match typed.trim().to_uppercase().as_str() {
        "UK" | "ENGLAND" | "SCOTLAND" | "WALES" => "GB",
        "USA" => "US",
        _ => typed,
    };
    let is_meant = |country: &&Country| country.is(typed) || country.name.to_lowercase() == typed.trim().to_lowercase();
    COUNTRIES.iter().find(is_meant)
}

/// A line of the table.
#[derive(Debug)]
struct Country {
    code: &'static str,
    name: &'static str,
    format: &'static str,
    latin: &'static str,
    capitals: &'static str,
    provinces: &'static str,
}

impl Country {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        let country = Self {
            code: next().filter(|code| !code.starts_with('#'))?,
            name: next()?,
            format: next()?,
            latin: next()?,
            capitals: next()?,
            provinces: next()?,
        };
        Some(country)
    }

    fn is(&self, code: &str) -> bool {
        !self.code.is_empty() && self.code.eq_ignore_ascii_case(code.trim())
    }

    fn format_for(&self, is_latin: bool) -> &'static str {
        if is_latin && !self.latin.is_empty() { self.latin } else { self.format }
    }

    /// The province in words, where this country's post has no use for its code.
    fn province<'a>(&self, typed: &'a str, is_latin: bool) -> &'a str {
        let code = match typed.split_once('-') {
            Some((country, code)) if self.is(country) => code,
            _ => typed,
        };
        let mut entries = self.provinces.split(';').filter_map(|entry| entry.split_once('='));
        let Some((_, names)) = entries.find(|(known, _)| known.eq_ignore_ascii_case(code)) else { return typed };
        let (own, latin) = names.split_once('|').unwrap_or((names, names));
        if is_latin { latin } else { own }
    }
}

/// A format with all fields: those that it does not name stand with the city.
fn completed(format: &str) -> String {
    let mut format = format.to_owned();
    if !format.contains("%C") {
        let (place, with) = if format.contains("%S") { ("%S", "%C, %S") } else { ("%A", "%A%n%C") };
        format = format.replace(place, with);
    }
    if !format.contains("%S") {
        format = format.replace("%C", "%C, %S");
    }
    if !format.contains("%Z") {
        let place = if format.contains("%C, %S") { "%C, %S" } else { "%C" };
        format = format.replace(place, &format!("{place} %Z"));
    }
    format
}

/// Whether all letters of a text are Latin ones: else the country's own order of lines is meant.
fn is_latin(text: &str) -> bool {
    let is_latin = |char| matches!(char, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    text.chars().filter(|char| char.is_alphabetic()).all(is_latin)
}

/// What stands for each sign of a format.
#[derive(Clone, Debug)]
struct Fields {
    name: String,
    company: String,
    /// Both lines of the street, parted by a new line.
    street: String,
    city: String,
    province: String,
    zip: String,
    /// Whether it stays in its country, whose postal codes bear no country then.
    is_domestic: bool,
}

impl Fields {
    fn of(address: &Address<'_>, country: &Country, is_latin_address: bool, is_domestic: bool) -> Self {
        let on_one_line = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
        let cased = |sign: char, text: &str| {
            let text = on_one_line(text);
            if country.capitals.contains(sign) && is_latin(&text) { text.to_uppercase() } else { text }
        };
        Self {
            name: on_one_line(address.name),
            company: on_one_line(address.company),
            street: format!("{}\n{}", address.address1, address.address2).trim().to_owned(),
            city: cased('C', address.city),
            province: cased('S', country.province(address.province.trim(), is_latin_address)),
            zip: cased('Z', address.zip),
            is_domestic,
        }
    }

    fn get(&self, sign: char) -> &str {
        match sign {
            'N' => &self.name,
            'O' => &self.company,
            'A' => &self.street,
            'C' => &self.city,
            'S' => &self.province,
            'Z' => &self.zip,
            _ => "",
        }
    }

    /// The lines of a format, without those that are empty.
    fn fill(&self, format: &str) -> Vec<String> {
        let filled: Vec<String> = completed(format).split("%n").map(|line| self.fill_line(line)).collect();
        let lines = filled.iter().flat_map(|lines| lines.lines()).map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// A line of a format: what parts two fields is there if both are, what stands before the first one if that is.
    fn fill_line(&self, format: &str) -> String {
        let mut pieces = format.split('%');
        let mut between = pieces.next().unwrap_or_default();
        let mut line = String::new();
        let mut is_first = true;
        for piece in pieces {
            let mut rest = piece.chars();
            let field = self.get(rest.next().unwrap_or_default());
            if !field.is_empty() {
                if is_first && self.bears(between, field) || !line.is_empty() {
                    line.push_str(between);
                }
                line.push_str(field);
            }
            (between, is_first) = (rest.as_str(), false);
        }
        if is_first { format.to_owned() } else { line }
    }

    /// Whether a postal code is to be printed with the sign or the country's letters before it.
    fn bears(&self, before: &str, zip: &str) -> bool {
        let bare =
            |text: &str| text.chars().filter(|char| !matches!(char, ' ' | '-')).collect::<String>().to_uppercase();
        let is_country = before.starts_with(|char: char| char.is_ascii_alphabetic());
        !(bare(zip).starts_with(&bare(before)) || is_country && self.is_domestic)
    }
}
