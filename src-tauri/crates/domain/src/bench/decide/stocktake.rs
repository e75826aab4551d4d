//! Every sleeve on the shelf is seen once.

use crate::codes::{Command, Scan};
use crate::ids::StocktakeId;

use super::super::facts::{Facts, Thing};
use super::super::say::Say;
use super::super::work::StocktakeWork;
use super::super::{Bench, Question};
use super::{Deed, ask_back, leave, not_now};

pub(super) fn decide(bench: &Bench, stocktake: StocktakeId, scan: &Scan, facts: &Facts, work: &StocktakeWork) -> Deed {
    match (scan, &facts.thing) {
        // What was not seen is missing from then on.
        (Scan::Command(Command::Done | Command::Ok), _) if work.is_barely_begun() => {
            ask_back(bench, Question::Unseen, Say::Asked {})
        }
        (Scan::Command(Command::Done | Command::Ok), _) => Deed::CloseStocktake(stocktake),
        (Scan::Command(Command::Back | Command::Cancel), _) => leave(Say::StocktakeLeft { seen: work.seen }),
        (_, Thing::Sleeve(Some(sleeve))) => Deed::SeeSleeve { stocktake, sleeve: sleeve.id },
        _ => not_now(scan),
    }
}
