//! Sleeves that are new, and what lost ones had cost.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::codes::Serial;
use loopdock_domain::sleeve::{Leg, SleeveState, bought, found_again, shrunk};
use loopdock_domain::{Money, SleeveBatchId, SleeveId, count};
use loopdock_store::{Sleeve, SleeveBatch};

use super::set_up::{Added, added, checked};
use super::take_back::turn;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing::Document;
use crate::{amount, find, names};

/// The most characters of a size.
const LONGEST_SIZE: usize = 60;

/// A batch of sleeves.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterSleeves {
    /// How many.
    pub count: u32,
    /// Their size in free words, such as `M, 350 x 250 mm`; may be empty.
    #[serde(default)]
    pub size: String,
    /// Whose they are, by the creator's key; the hub's own unless said. A creator's sleeves leave with its own orders only.
    #[serde(default)]
    pub owner: Option<String>,
    /// What one cost, as a decimal amount of its owner's currency; unknown unless said.
    #[serde(default)]
    pub price: Option<String>,
    /// Whether their tags are printed at once.
    #[serde(default)]
    pub tags: bool,
}

/// Which tags to print.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum PrintTags {
    /// Those of a batch's sleeves that are on the shelf, by its number.
    Batch(i64),
    /// One sleeve's, by its serial: its own is torn.
    Sleeve(String),
}

/// Mints their serials; what they cost is in the books from now on.
pub(crate) fn register_sleeves(doing: &mut Doing<'_>, request: RegisterSleeves) -> Result<Added> {
    let sleeves = checked(request.count)?;
    let size = request.size.split_whitespace().collect::<Vec<_>>().join(" ");
    if size.chars().count() > LONGEST_SIZE {
        return Err(Error::refused(format!("A size has at most {LONGEST_SIZE} characters, such as M, 350 x 250 mm.")));
    }
    let owner = match request.owner.as_deref().map(str::trim).filter(|key| !key.is_empty()) {
        Some(key) => Some(find::creator_keyed(&doing.read(), key)?),
        None => None,
    };
    let currency = owner.as_ref().map_or(doing.hub.currency, |owner| owner.currency);
    let price_minor = amount::typed("A sleeve can't cost", request.price.as_deref(), currency, 0)?;
    let batch = SleeveBatch {
        id: doing.id::<SleeveBatchId>(),
        number: doing.write.next_number("sleeve_batch")?,
        registered_ms: doing.at_ms,
        size,
        owner: owner.map(|owner| owner.id),
        price_minor,
        currency,
        sleeves,
    };
    doing.write.insert_batch(&batch)?;
    doing.note("batch", batch.number);
    if let Some(price) = batch.price() {
        let all = Money { minor: price.minor * i64::from(sleeves), currency };
        post(doing, &batch, bought(all))?;
    }
    let serials = (0..sleeves).map(|_| mint(doing, batch.id)).collect::<Result<_>>()?;
    if request.tags {
        doing.print_asked(&Document::BatchTags { batch: batch.number }, "", 0)?;
    }
    added(doing, serials)
}

/// Prints tags. A sleeve has one: whoever prints another throws the torn one away.
pub(crate) fn print_tags(doing: &mut Doing<'_>, request: PrintTags) -> Result<Added> {
    let (document, printed) = match request {
        PrintTags::Batch(batch) => {
            let sleeves = doing.read().sleeves_on_shelf_of(batch)?.len();
            if sleeves == 0 {
                return Err(Error::refused(format!(
                    "No sleeve of batch {batch} is on the shelf: tags are printed for those that are here."
                )));
            }
            doing.note("batch", batch);
            (Document::BatchTags { batch }, sleeves)
        }
        PrintTags::Sleeve(serial) => {
            let sleeve = find::sleeve_by_serial(&doing.read(), &serial, doing.key())?;
            if sleeve.state == SleeveState::Retired {
                return Err(Error::refused("That sleeve is retired: nobody needs its tag any more."));
            }
            doing.note("sleeve", sleeve.id);
            (Document::SleeveTag { sleeve: sleeve.id }, 1)
        }
    };
    doing.print_asked(&document, "", 0)?;
    Ok(Added { added: count(printed), names: Vec::new() })
}

/// A sleeve whose tag is genuine, and which a file has lost, is one of ours from now on.
pub(super) fn enter(doing: &mut Doing<'_>, serial: &str) -> Result<()> {
    let batch = SleeveBatch {
        id: doing.id::<SleeveBatchId>(),
        number: doing.write.next_number("sleeve_batch")?,
        registered_ms: doing.at_ms,
        size: String::new(),
        owner: None,
        price_minor: None,
        currency: doing.hub.currency,
        sleeves: 1,
    };
    doing.write.insert_batch(&batch)?;
    doing.note("entered", serial);
    let (id, state) = (doing.id::<SleeveId>(), SleeveState::Available);
    Ok(doing.write.insert_sleeve(&Sleeve { id, serial: serial.to_owned(), state, batch: batch.id })?)
}

/// A new sleeve; answers its serial.
fn mint(doing: &Doing<'_>, batch: SleeveBatchId) -> Result<String> {
    loop {
        let mut random = [0_u8; 7];
        doing.random(&mut random);
        let serial = Serial::mint(random, doing.key());
        if doing.read().sleeve_by_serial(serial.as_str())?.is_none() {
            let (id, serial) = (doing.id::<SleeveId>(), serial.to_string());
            doing.write.insert_sleeve(&Sleeve { id, serial: serial.clone(), state: SleeveState::Available, batch })?;
            return Ok(serial);
        }
    }
}

/// Sleeves in the house go where they are to be; what one that is retired had cost is written off.
pub(super) fn put(doing: &mut Doing<'_>, sleeves: &[SleeveId], to: SleeveState) -> Result<()> {
    let mut serials = Vec::new();
    for sleeve in sleeves {
        serials.push(turn(doing, *sleeve, to)?.serial);
        if to == SleeveState::Retired {
            write_off(doing, *sleeve)?;
        }
    }
    doing.note("serials", serials);
    doing.note("to", to);
    Ok(())
}

/// A sleeve is lost, or out of use for good: what it had cost is no worth of its owner's any more.
pub(super) fn write_off(doing: &mut Doing<'_>, sleeve: SleeveId) -> Result<()> {
    post_price(doing, sleeve, shrunk)
}

/// A sleeve that was written off is here.
pub(super) fn write_up(doing: &mut Doing<'_>, sleeve: SleeveId) -> Result<()> {
    post_price(doing, sleeve, found_again)
}

fn post_price(doing: &mut Doing<'_>, sleeve: SleeveId, leg: fn(Money) -> Leg) -> Result<()> {
    let batch = find::batch_of(&doing.read(), sleeve)?;
    match batch.price() {
        Some(price) => post(doing, &batch, leg(price)),
        None => Ok(()),
    }
}

fn post(doing: &mut Doing<'_>, batch: &SleeveBatch, leg: Leg) -> Result<()> {
    let owner = match batch.owner {
        Some(owner) => find::creator(&doing.read(), owner)?.key,
        None => names::THE_HUB.to_owned(),
    };
    doing.post_legs(&owner, &[leg])
}
