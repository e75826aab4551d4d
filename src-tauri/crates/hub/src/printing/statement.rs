//! A creator's statement of deposits: what the ledger says, a row for each posting.

use std::ops::Range;

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::{CreatorId, Money};
use loopdock_labels::{Code, DepositStatement, Document as Content, StatementRow, Words as _};

use super::content::day;
use super::parcel_papers::sender;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// The statement of a period in milliseconds since the epoch, and a file name for it.
pub(super) fn of(view: &View<'_>, id: CreatorId, period_ms: Range<i64>) -> Result<(String, Vec<Content>)> {
    let creator = find::creator(&view.read, id)?;
    let held = |minor: i64| Money { minor, currency: creator.currency }.to_string();
    let (mut opening, mut balance) = (0, 0);
    let mut rows = Vec::new();
    for posting in view.read.deposit_postings(&creator.key)? {
        let at_ms = posting.at_ms;
        // A clock that once went wrong puts nothing out of its period.
        if at_ms >= period_ms.end {
            continue;
        }
        // What the account loses is held for the buyer.
        let change = -posting.money.minor;
        balance += change;
        if at_ms < period_ms.start {
            opening += change;
            continue;
        }
        let loan = find::loan(&view.read, posting.loan)?;
        let parcel = find::parcel(&view.read, loan.parcel)?;
        let order = find::order(&view.read, parcel.order)?;
        let number = parcel.number.map(names::parcel).unwrap_or_default();
        let event = match change {
            1.. => "statement-left",
            _ if loan.forfeited_ms == Some(at_ms) => "statement-lost",
            _ => "statement-back",
        };
        rows.push(StatementRow {
            date: day(view, at_ms),
            sleeve: names::serial(&find::sleeve(&view.read, loan.sleeve)?.serial),
            order: order.name,
            event: view.texts.word(event, &[("parcel", &number)]),
            amount: held(change),
            balance: held(balance),
        });
    }
    let (first, last) = (day(view, period_ms.start), day(view, period_ms.end - 1));
    let name = format!("D-{}-{first}", creator.key);
    let payload = OwnCode::new(CodeKind::Page, name.to_uppercase()).payload(&view.hub.key);
    let statement = DepositStatement {
        code: Code { payload, caption: name.clone() },
        sender: sender(view),
        creator: creator.name.clone(),
        period: view.texts.word("statement-period", &[("first", &first), ("last", &last)]),
        opening: held(opening),
        rows,
        closing: held(balance),
    };
    Ok((name, vec![Content::DepositStatement(statement)]))
}
