//! A creator's statement of deposits on paper.

use std::ops::Range;

use loopdock_domain::CreatorId;
use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_labels::{Code, DepositStatement, Document as Content, StatementRow, StatementSum, Words as _};

use super::parcel_papers::sender;
use crate::error::Result;
use crate::find;
use crate::statement::{self, AgeView, StatementEvent, StatementLine, StatementTotal};
use crate::texts::Texts;
use crate::view::View;

/// The statement of a period in milliseconds since the epoch, and a file name for it.
pub(super) fn of(view: &View<'_>, id: CreatorId, period_ms: Range<i64>) -> Result<(String, Vec<Content>)> {
    let creator = find::creator(&view.read, id)?;
    let told = statement::of(view, &creator, period_ms)?;
    let name = statement::file_name(&creator, &told);
    let payload = OwnCode::new(CodeKind::Page, name.to_uppercase()).payload(&view.hub.key);
    let statement = DepositStatement {
        code: Code { payload, caption: name.clone() },
        sender: sender(view),
        creator: told.creator,
        period: view.texts.word("statement-period", &[("first", &told.first), ("last", &told.last)]),
        totals: told.totals.iter().map(|total| sum(view.texts, total)).collect(),
        outstanding: told.outstanding.iter().map(|age| outstanding(view.texts, age)).collect(),
        opening: told.opening.to_string(),
        rows: told.rows.into_iter().map(|line| row(view.texts, line)).collect(),
        closing: told.closing.to_string(),
    };
    Ok((name, vec![Content::DepositStatement(statement)]))
}

fn row(texts: &Texts, line: StatementLine) -> StatementRow {
    let event = match line.event {
        StatementEvent::Opened => "statement-left",
        StatementEvent::Returned => "statement-back",
        StatementEvent::Kept => "statement-kept",
        StatementEvent::Forfeited => "statement-lost",
        StatementEvent::Restored => "statement-found",
        StatementEvent::Rewarded => "statement-reward",
        StatementEvent::Charged => "statement-charge",
    };
    let event = texts.word(event, &[("parcel", &line.parcel)]);
    StatementRow {
        date: line.day,
        sleeve: line.serial,
        order: line.order_name,
        event: if line.undone { texts.word("statement-undone", &[("event", &event)]) } else { event },
        amount: line.amount.to_string(),
        balance: line.balance.map(|balance| balance.to_string()).unwrap_or_default(),
    }
}

fn sum(texts: &Texts, total: &StatementTotal) -> StatementSum {
    let what = texts.word(&format!("statement-sum-{}", total.event), &[]);
    StatementSum { what, count: total.count, amount: total.money.to_string() }
}

fn outstanding(texts: &Texts, age: &AgeView) -> StatementSum {
    let from = age.from_days.to_string();
    let what = match age.until_days {
        Some(until) => texts.word("statement-age", &[("from", &from), ("until", &until.to_string())]),
        None => texts.word("statement-age-over", &[("days", &age.from_days.saturating_sub(1).to_string())]),
    };
    StatementSum { what, count: age.loans.into(), amount: age.money.to_string() }
}
