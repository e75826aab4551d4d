//! Whether a parcel needs a customs form, which one, and what it says.

use loopdock_domain::order::CarrierKind;
use loopdock_domain::{Money, ParcelId};
use loopdock_labels::{CustomsCategory, CustomsCn22, CustomsCn23, CustomsLine};
use loopdock_store::{Item, Order, Parcel, Read};

use super::address;
use super::parcel_papers::{ParcelOf, sender};
use super::{Document, content::day};
use crate::error::Result;
use crate::find;
use crate::view::View;

/// The customs union of the European Union, with Monaco (Regulation (EU) No 952/2013, article 4): nothing is declared in it.
const CUSTOMS_UNION: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What of the union's countries lies outside it, by the beginning of its postal codes: the Canaries, Ceuta and Melilla, Åland,
/// Helgoland, Büsingen, Livigno, Mount Athos.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("ES", &["35", "38", "51", "52"]),
    ("FI", &["22"]),
    ("DE", &["27498", "78266"]),
    ("IT", &["23041"]),
    ("GR", &["63086", "630 86"]),
];

/// What a CN 22 is for at most: 2 kg and 300 special drawing rights (UPU, regulations to the convention, article 20-001).
const CN22_MOST_G: u32 = 2_000;

/// 300 special drawing rights are some 340 to 420 of these. Without rates at hand less is taken, and a CN 23 wherever it might be
/// more: that one is right for every parcel.
const CN22_MOST: &[(&str, i64)] = &[("EUR", 340), ("USD", 390), ("GBP", 290), ("CHF", 310), ("CAD", 530), ("AUD", 580)];

/// The customs form of a parcel that is closed; none within a country or the union, and where the hub said no country.
pub(crate) fn form_of(read: &Read<'_>, from: &str, parcel: &Parcel, order: &Order) -> Result<Option<Document>> {
    let Some(buyer) = read.buyer(order.id)? else { return Ok(None) };
    // What a buyer fetches here leaves no country by our hands.
    if find::carrier(read, parcel.carrier)?.kind == CarrierKind::PickUp {
        return Ok(None);
    }
    // A country that nobody knows is another one.
    let to = address::country_code(&buyer.country).unwrap_or_else(|_| buyer.country.clone());
    if !is_needed(from, &to, &buyer.zip) {
        return Ok(None);
    }
    let value = value(&units(read, parcel.id)?, order);
    Ok(Some(match is_small(parcel.weight_g.unwrap_or(0), value) {
        true => Document::CustomsCn22 { parcel: parcel.id },
        false => Document::CustomsCn23 { parcel: parcel.id },
    }))
}

fn is_needed(from: &str, to: &str, zip: &str) -> bool {
    if from.is_empty() || to.is_empty() {
        return false;
    }
    let lies_outside =
        |(country, zips): &(&str, &[&str])| *country == to && zips.iter().any(|begins| zip.trim().starts_with(begins));
    let is_inside = |country: &str| CUSTOMS_UNION.contains(&country);
    match is_inside(from) && is_inside(to) {
        true => OUTSIDE.iter().any(lies_outside),
        false => from != to,
    }
}

fn is_small(weight_g: u32, value: Money) -> bool {
    let most = CN22_MOST.iter().find(|(code, _)| *code == value.currency.code()).map(|(_, most)| *most);
    let most_minor = most.map(|most| most * 10_i64.pow(value.currency.exponent()));
    (1..=CN22_MOST_G).contains(&weight_g) && most_minor.is_some_and(|most| value.minor <= most)
}

/// Units of an item in a parcel.
struct Unit {
    item: Item,
    quantity: u32,
    /// What was paid for all of them, in minor units of the order's currency.
    paid_minor: i64,
}

fn units(read: &Read<'_>, parcel: ParcelId) -> Result<Vec<Unit>> {
    let mut units = Vec::new();
    let inside = read.parcel_lines(parcel)?;
    for parts in inside.chunk_by(|one, next| one.line == next.line) {
        let Some(line) = parts.first().map(|part| part.line) else { continue };
        let ordered = find::line(read, line)?;
        let items = parts.iter().map(|part| find::item(read, part.item)).collect::<Result<Vec<_>>>()?;
        // What was paid for a kit is shared among its parts by what they cost alone.
        let bought = match parts {
            [only] if ordered.item == Some(only.item) => only.expected,
            _ => ordered.qty,
        };
        let paid_minor = ordered.price_minor * i64::from(bought);
        let alone: Vec<_> = parts.iter().zip(&items).map(|(part, item)| (item.price_minor, part.expected)).collect();
        for ((part, item), paid_minor) in parts.iter().zip(items).zip(shares(paid_minor, &alone)) {
            units.push(Unit { quantity: part.expected, paid_minor, item });
        }
    }
    Ok(units)
}

/// An amount in parts, by the price of a unit and the number of units of each; by the number alone where one has no price. What
/// is left over by rounding is the last one's, so that all together are the amount.
fn shares(amount: i64, parts: &[(i64, u32)]) -> Vec<i64> {
    let all_priced = parts.iter().all(|(price, _)| *price > 0);
    let weight = |(price, units): &(i64, u32)| i128::from(if all_priced { *price } else { 1 }) * i128::from(*units);
    let whole: i128 = parts.iter().map(weight).sum::<i128>().max(1);
    let share = |part: &(i64, u32)| i64::try_from(i128::from(amount) * weight(part) / whole).unwrap_or(0);
    let mut shares: Vec<i64> = parts.iter().map(share).collect();
    let given: i64 = shares.iter().sum();
    if let Some(last) = shares.last_mut() {
        *last += amount - given;
    }
    shares
}

fn value(units: &[Unit], order: &Order) -> Money {
    Money { minor: units.iter().map(|unit| unit.paid_minor).sum(), currency: order.currency }
}

/// A shop's parcel is goods that were sold, also where it is a present: it is not sent by the person who gives it.
const SOLD: CustomsCategory = CustomsCategory::SaleOfGoods;

impl ParcelOf {
    pub(super) fn cn22(&self, view: &View<'_>) -> Result<CustomsCn22> {
        let units = units(&view.read, self.parcel.id)?;
        Ok(CustomsCn22 {
            code: self.parcel_code(view),
            category: SOLD,
            explanation: String::new(),
            lines: self.customs_lines(&units),
            gross_weight_g: self.parcel.weight_g.unwrap_or(0),
            total_value: value(&units, &self.order).to_string(),
            date: self.declared_on(view)?,
        })
    }

    pub(super) fn cn23(&self, view: &View<'_>) -> Result<CustomsCn23> {
        let units = units(&view.read, self.parcel.id)?;
        let from = &view.hub.country;
        let mut from_lines = sender(view);
        from_lines.extend(Some(address::country_name(from).to_uppercase()).filter(|country| !country.is_empty()));
        let buyer = self.buyer.as_ref();
        let contact = buyer.map(|buyer| if buyer.phone.is_empty() { &buyer.email } else { &buyer.phone });
        Ok(CustomsCn23 {
            code: self.parcel_code(view),
            sender: from_lines,
            recipient: buyer.map(|buyer| address::address_of(buyer, from)).unwrap_or_default(),
            importer_contact: contact.cloned().unwrap_or_default(),
            category: SOLD,
            lines: self.customs_lines(&units),
            gross_weight_g: self.parcel.weight_g.unwrap_or(0),
            total_value: value(&units, &self.order).to_string(),
            invoice: self.order.name.clone(),
            date: self.declared_on(view)?,
            ..CustomsCn23::default()
        })
    }

    fn customs_lines(&self, units: &[Unit]) -> Vec<CustomsLine> {
        let line = |unit: &Unit| CustomsLine {
            quantity: unit.quantity,
            description: unit.item.title.clone(),
            net_weight_g: unit.item.weight_g.unwrap_or(0) * unit.quantity,
            value: Money { minor: unit.paid_minor, currency: self.order.currency }.to_string(),
            hs_code: unit.item.hs_code.clone(),
            origin: address::country_name(&unit.item.origin),
        };
        units.iter().map(line).collect()
    }

    /// The day that it was closed on.
    fn declared_on(&self, view: &View<'_>) -> Result<String> {
        let mut closed = Vec::new();
        for document in Document::of_parcel(self.parcel.id) {
            closed.extend(view.read.print_jobs_about(&document.subject()?)?);
        }
        let done = closed.first().map(|job| view.read.done_at(job.journal)).transpose()?.flatten();
        Ok(done.map(|(at_ms, _)| day(view, at_ms)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_paid_for_a_kit_is_shared_among_its_parts() {
        assert_eq!(shares(1_000, &[(300, 1), (100, 2)]), [600, 400]);
        assert_eq!(shares(1_000, &[(1, 1), (1, 1), (1, 1)]), [333, 333, 334]);
        assert_eq!(shares(1_000, &[(0, 1), (900, 3)]), [250, 750]);
        assert_eq!(shares(700, &[(350, 2)]), [700]);
    }

    #[test]
    fn nothing_is_declared_within_a_country_or_the_union_nor_from_nowhere() {
        let needed = |from, to| is_needed(from, to, "");
        assert_eq!([needed("DE", "DE"), needed("DE", "FR"), needed("", "US"), needed("DE", "")], [false; 4]);
        assert_eq!([needed("DE", "CH"), needed("GB", "IE"), needed("US", "CA"), needed("FR", "GB")], [true; 4]);
        assert!(needed("DE", "Atlantis"), "what is no country we know is another one");
        assert!(is_needed("DE", "ES", "35001") && !is_needed("DE", "ES", "28001"), "the Canaries are outside");
        assert!(is_needed("ES", "ES", "35001"), "also from their own country");
    }

    #[test]
    fn a_small_parcel_gets_a_cn_22_and_whatever_may_be_more_a_cn_23() {
        let money = |minor, code: &str| Money { minor, currency: code.parse().unwrap() };
        assert!(is_small(2_000, money(34_000, "EUR")));
        assert!(!is_small(2_001, money(1, "EUR")) && !is_small(500, money(34_001, "EUR")));
        assert!(!is_small(500, money(100, "JPY")), "nobody knows what a yen is worth today");
        assert!(!is_small(0, money(100, "EUR")), "it was not weighed");
    }
}
