//! Creators and items, entered by hand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::codes::ProductCode;
use loopdock_domain::order::ItemKind;
use loopdock_domain::sleeve::SleeveRule;
use loopdock_domain::{CreatorId, Currency, ItemId};
use loopdock_store::{Creator, Item, KitPart, PartOrders};

use super::terms::{self, TermsRequest};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, printing, views};

/// The most characters of a line of thanks.
const LONGEST_THANKS: usize = 200;

/// The longest time within which goods may come back: ten years.
const MOST_RETURN_DAYS: u32 = 3_650;

/// A creator; what is left out stays as it is, or as it is by default.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreatorRequest {
    /// The key that scripts use, such as `fern-and-kiln`.
    pub key: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// ISO 4217 code; only for a new creator, the hub's own unless said.
    #[serde(default)]
    pub currency: Option<String>,
    /// Which of its orders leave in a sleeve.
    #[serde(default)]
    pub sleeve_rule: Option<SleeveRule>,
    /// What is agreed about its sleeves, as a whole: what is left out of it is not agreed.
    #[serde(default)]
    pub terms: Option<TermsRequest>,
    /// Whether its orders may leave in parts.
    #[serde(default)]
    pub part_orders: Option<PartOrders>,
    /// What its slips say last: a line of thanks.
    #[serde(default)]
    pub thanks: Option<String>,
    /// Days within which goods may come back, such as 30; empty for no rule.
    #[serde(default)]
    pub return_days: Option<String>,
}

/// An item of a creator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemRequest {
    /// The creator's key.
    pub creator: String,
    /// The creator's key of the item.
    pub sku: String,
    /// What it is called.
    #[serde(default)]
    pub title: Option<String>,
    /// Its barcode, whichever it bears.
    #[serde(default)]
    pub barcode: Option<String>,
    /// Price as a decimal amount.
    #[serde(default)]
    pub price: Option<String>,
    /// Cost of a unit as a decimal amount.
    #[serde(default)]
    pub unit_cost: Option<String>,
    /// Weight of a unit in grams.
    #[serde(default)]
    pub weight_g: Option<u32>,
    /// True for what is never picked.
    #[serde(default)]
    pub digital: Option<bool>,
    /// For a kit: SKUs and units of its components.
    #[serde(default)]
    pub components: Option<Vec<(String, u32)>>,
    /// Whether packing may count it by typing.
    #[serde(default)]
    pub typed_quantity: Option<TypedQuantity>,
    /// Its number in the Harmonized System, for customs: 6 to 10 digits.
    #[serde(default)]
    pub hs_code: Option<String>,
    /// The country that it was made in, for customs: ISO 3166-1 alpha-2.
    #[serde(default)]
    pub origin: Option<String>,
}

pub(crate) fn add_creator(doing: &mut Doing<'_>, request: CreatorRequest) -> Result<views::CreatorView> {
    if doing.read().creator_keyed(request.key.trim())?.is_some() {
        return Err(Error::refused(format!(
            "There is a creator “{}” already. Change that one, or choose another key.",
            request.key
        )));
    }
    let currency: Currency = match &request.currency {
        Some(code) => code.parse()?,
        None => doing.hub.currency,
    };
    let creator = new_creator(doing, &request.key, request.name.clone(), currency)?;
    changed(doing, creator, &request)
}

/// The rule that was typed for goods that come back.
fn return_days(text: &str) -> Result<Option<u32>> {
    match text.parse() {
        _ if text.is_empty() => Ok(None),
        Ok(days) if days <= MOST_RETURN_DAYS => Ok(Some(days)),
        _ => Err(Error::refused(format!(
            "“{text}” is no number of days within which goods may come back: type 0 to {MOST_RETURN_DAYS}, or nothing for no \
             rule."
        ))),
    }
}

pub(crate) fn set_creator(doing: &mut Doing<'_>, request: CreatorRequest) -> Result<views::CreatorView> {
    let creator = find::creator_keyed(&doing.read(), &request.key)?;
    if request.currency.as_ref().is_some_and(|code| code != creator.currency.code()) {
        return Err(Error::refused(format!(
            "{} is kept in {}; its books can't change their currency. Add another creator.",
            creator.name, creator.currency
        )));
    }
    changed(doing, creator, &request)
}

fn changed(doing: &mut Doing<'_>, mut creator: Creator, request: &CreatorRequest) -> Result<views::CreatorView> {
    if let Some(name) = &request.name {
        creator.name.clone_from(name);
    }
    if let Some(rule) = request.sleeve_rule {
        creator.sleeve_rule = rule;
    }
    if let Some(terms) = &request.terms {
        creator.terms = terms::agreed(doing, &creator, creator.terms, terms)?;
    }
    if let Some(part) = request.part_orders {
        creator.part_orders = part;
    }
    if let Some(thanks) = &request.thanks {
        if thanks.chars().count() > LONGEST_THANKS {
            return Err(Error::refused(format!("A line of thanks has at most {LONGEST_THANKS} characters.")));
        }
        creator.thanks = thanks.trim().to_owned();
    }
    if let Some(days) = &request.return_days {
        creator.return_days = return_days(days.trim())?;
    }
    doing.write.update_creator(&creator)?;
    doing.note("creator", creator.id);
    views::creator_view(&doing.read(), &creator)
}

/// A creator with the rules that hold until somebody says otherwise: no sleeve, no deposit, whole orders.
pub(crate) fn new_creator(
    doing: &mut Doing<'_>,
    key: &str,
    name: Option<String>,
    currency: Currency,
) -> Result<Creator> {
    let key = key.trim();
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if key.is_empty() || key.len() > 60 || !key.chars().all(allowed) {
        return Err(Error::refused(format!(
            "“{key}” can't be a creator's key: write small letters, digits and hyphens, such as fern-and-kiln."
        )));
    }
    let creator = Creator {
        id: doing.id::<CreatorId>(),
        key: key.to_owned(),
        name: name.unwrap_or_else(|| name_of_key(key)),
        currency,
        sleeve_rule: SleeveRule::Never,
        terms: None,
        part_orders: PartOrders::Whole,
        thanks: String::new(),
        return_days: None,
    };
    doing.write.insert_creator(&creator)?;
    Ok(creator)
}

/// `fern-and-kiln` is called Fern And Kiln until an export says better.
pub(crate) fn name_of_key(key: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    key.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

pub(crate) fn add_item(doing: &mut Doing<'_>, request: ItemRequest) -> Result<views::ItemView> {
    let creator = find::creator_keyed(&doing.read(), &request.creator)?;
    let sku = request.sku.trim();
    if sku.is_empty() {
        return Err(Error::refused("An item needs a SKU: the creator's own key of it."));
    }
    let known = doing.read().item_of(creator.id, sku)?;
    let mut item = match known.clone() {
        Some(item) => item,
        None => Item {
            id: doing.id::<ItemId>(),
            number: doing.write.next_number("item")?,
            creator: creator.id,
            sku: sku.to_owned(),
            title: sku.to_owned(),
            kind: ItemKind::Stocked,
            barcode: None,
            price_minor: 0,
            unit_cost_minor: None,
            currency: creator.currency,
            weight_g: None,
            typed_quantity: TypedQuantity::No,
            hs_code: String::new(),
            origin: String::new(),
        },
    };
    let parts = apply(doing, &creator, &mut item, &request)?;
    write_item(doing, known.as_ref(), &item, parts.as_deref())?;
    doing.note("item", item.id);
    views::item_view(&doing.read(), &doing.hub.key, &item)
}

/// The digits of a number in the Harmonized System, with a dot behind the fourth as customs write it.
fn hs_code(typed: &str) -> Result<String> {
    let digits: String = typed.chars().filter(|char| !matches!(char, '.' | ' ')).collect();
    if digits.is_empty() {
        return Ok(digits);
    }
    if !(6..=10).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::refused(format!("“{typed}” is no HS code: it has 6 to 10 digits, such as 6912.00.")));
    }
    let (heading, rest) = digits.split_at(4);
    Ok(format!("{heading}.{rest}"))
}

/// Writes what the request says into the item; answers with the parts of a kit, where it says them.
fn apply(doing: &Doing<'_>, creator: &Creator, item: &mut Item, request: &ItemRequest) -> Result<Option<Vec<KitPart>>> {
    if let Some(title) = &request.title {
        item.title.clone_from(title);
    }
    if let Some(barcode) = &request.barcode {
        item.barcode = barcode_key(barcode);
    }
    if let Some(price) = &request.price {
        item.price_minor = item.currency.parse_amount(price)?;
    }
    if let Some(cost) = &request.unit_cost {
        item.unit_cost_minor = Some(item.currency.parse_amount(cost)?);
    }
    item.weight_g = request.weight_g.or(item.weight_g);
    item.typed_quantity = request.typed_quantity.unwrap_or(item.typed_quantity);
    if let Some(code) = &request.hs_code {
        item.hs_code = hs_code(code)?;
    }
    if let Some(country) = &request.origin {
        item.origin = printing::country_code(country).map_err(Error::refused)?;
    }
    if request.digital == Some(true) {
        item.kind = ItemKind::Digital;
    }
    let Some(components) = &request.components else {
        // What is no kit any more is made of nothing.
        return Ok((item.kind != ItemKind::Kit).then(Vec::new));
    };
    let mut parts: Vec<KitPart> = Vec::new();
    for (sku, qty) in components {
        let part = find::item_by_sku(&doing.read(), creator, sku)?;
        if part.kind != ItemKind::Stocked || part.id == item.id || *qty == 0 {
            return Err(Error::refused(format!(
                "A kit is made of other stocked items, at least one of each; “{sku}” × {qty} won't do."
            )));
        }
        match parts.iter_mut().find(|known| known.item == part.id) {
            Some(known) => known.qty += qty,
            None => parts.push(KitPart { item: part.id, qty: *qty }),
        }
    }
    item.kind = if parts.is_empty() { ItemKind::Stocked } else { ItemKind::Kit };
    Ok(Some(parts))
}

/// Adds or changes an item. What it is can't change while units of it are here or it is promised.
pub(crate) fn write_item(
    doing: &mut Doing<'_>,
    known: Option<&Item>,
    item: &Item,
    parts: Option<&[KitPart]>,
) -> Result<()> {
    match known {
        None => doing.write.insert_item(item)?,
        Some(before) => {
            if before.kind == ItemKind::Stocked
                && item.kind != ItemKind::Stocked
                && let Some(why) = why_stocked(doing, item)?
            {
                return Err(Error::refused(format!("{why}, so {} can't become {}.", before.title, item.kind)));
            }
            let before_parts = doing.read().kit_parts(item.id)?;
            let redefined = parts.is_some_and(|parts| !same_parts(&before_parts, parts)) || before.kind != item.kind;
            if redefined && doing.read().count_lines_under_way(item.id)? > 0 {
                return Err(Error::refused(format!(
                    "Orders with {} are allocated or picked just now, so what it is made of can't change.",
                    before.title
                )));
            }
            doing.write.update_item(item)?;
        }
    }
    if let Some(parts) = parts {
        doing.write.set_kit_parts(item.id, parts)?;
    }
    Ok(())
}

/// Why a stocked item must stay one, where it must.
fn why_stocked(doing: &Doing<'_>, item: &Item) -> Result<Option<String>> {
    let read = doing.read();
    if read.item_balance(item.id)?.on_hand > 0 {
        return Ok(Some("Units of it are in stock".to_owned()));
    }
    // Else orders of the kit would wait for what can never come in.
    if let Some(kit) = read.kit_with(item.id)? {
        return Ok(Some(format!("{} is made of it", kit.title)));
    }
    // Whoever counts may find some.
    let counted = read.open_counts()?.iter().any(|count| count.item == item.id);
    Ok(counted.then(|| "A count of it is open".to_owned()))
}

/// Whether two lists of parts say the same.
pub(crate) fn same_parts(one: &[KitPart], other: &[KitPart]) -> bool {
    one.len() == other.len() && one.iter().all(|part| other.contains(part))
}

/// The key under which a barcode is found: its GTIN-14, else the text.
pub(crate) fn barcode_key(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| ProductCode::read(text).key().to_owned())
}
