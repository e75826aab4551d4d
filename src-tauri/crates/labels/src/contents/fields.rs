//! The fields that a template may name, for each document.

use super::{
    Code, CodeLabel, CodeSheet, DepositStatement, Document, Manifest, ManifestRow, PackingLine, PackingSlip,
    ParcelLabel, PickList, PickRow, ProductLabel, ReturnLine, ReturnSlip, SleeveNote, StaffBadge, StatementRow,
    StatementSum, customs,
};
use crate::Words;
use crate::fields::Fields;
use crate::words::weight;

impl Document {
    /// Everything that it says, weights and sums put into words.
    pub(crate) fn fields(&self, words: &dyn Words) -> Fields {
        match self {
            Document::ParcelLabel(label) => parcel_label(label, words),
            Document::PackingSlip(slip) => packing_slip(slip),
            Document::ReturnSlip(slip) => return_slip(slip, words),
            Document::PickList(list) => pick_list(list, words),
            Document::Manifest(manifest) => self::manifest(manifest, words),
            Document::BinLabel(label) | Document::ToteLabel(label) | Document::SleeveTag(label) => code_label(label),
            Document::ProductLabel(label) => product_label(label),
            Document::CodeSheet(sheet) => code_sheet(sheet),
            Document::StaffBadge(badge) => staff_badge(badge),
            Document::CustomsCn22(declaration) => customs::cn22(declaration, words),
            Document::CustomsCn23(declaration) => customs::cn23(declaration, words),
            Document::DepositStatement(statement) => deposit_statement(statement),
        }
    }
}

/// The payload and what people call it.
pub(super) fn code(code: &Code) -> Fields {
    Fields::default().text("code", &code.payload).text("code_name", &code.caption)
}

fn parcel_label(label: &ParcelLabel, words: &dyn Words) -> Fields {
    code(&label.code)
        .lines("sender", &label.sender)
        .lines("recipient", &label.recipient)
        .text("country", &label.country)
        .text("carrier", &label.carrier)
        .text("orders", label.orders.join(", "))
        .text("weight", weight(label.weight_g.into(), words))
        .text("instruction", &label.instruction)
        .text("tracking", &label.tracking)
}

fn packing_slip(slip: &PackingSlip) -> Fields {
    let line = |line: &PackingLine| {
        Fields::default()
            .text("quantity", line.quantity.to_string())
            .text("title", &line.title)
            .text("sku", &line.sku)
            .text("price", &line.price)
    };
    code(&slip.code)
        .text("creator", &slip.creator)
        .text("order", &slip.order)
        .text("date", &slip.date)
        .lines("recipient", &slip.recipient)
        .rows("lines", slip.lines.iter().map(line))
        .text("total", &slip.total)
        .text("message", &slip.message)
        .text("rest", &slip.rest)
        .text("thanks", &slip.thanks)
        .picture("logo", slip.logo.as_ref())
}

fn return_slip(slip: &ReturnSlip, words: &dyn Words) -> Fields {
    let line =
        |line: &ReturnLine| Fields::default().text("title", &line.title).text("quantity", line.quantity.to_string());
    let sleeve = slip.sleeve.as_ref().map(|note| sleeve_note(note, words));
    code(&slip.code)
        .text("how_to", &slip.how_to)
        .lines("return_address", &slip.return_address)
        .text("creator", &slip.creator)
        .text("order", &slip.order)
        .rows("lines", slip.lines.iter().map(line))
        .text("sleeve", sleeve.unwrap_or_default())
        .text("thanks", &slip.thanks)
        .picture("logo", slip.logo.as_ref())
}

/// What the buyer is told about the sleeve, a sentence for each thing that was agreed.
fn sleeve_note(note: &SleeveNote, words: &dyn Words) -> String {
    let (days, reward_days) = (note.days.to_string(), note.reward_days.to_string());
    let mut sentences = Vec::new();
    if !note.deposit.is_empty() {
        let id = match (note.credit, note.days) {
            (false, 0) => "paper-sleeve-deposit",
            (false, _) => "paper-sleeve-deposit-days",
            (true, 0) => "paper-sleeve-credit",
            (true, _) => "paper-sleeve-credit-days",
        };
        sentences.push(words.word(id, &[("deposit", &note.deposit), ("days", &days)]));
    }
    if !note.charge.is_empty() {
        sentences.push(words.word("paper-sleeve-charge", &[("charge", &note.charge), ("days", &days)]));
    }
    if !note.reward.is_empty() {
        let id = if note.credit { "paper-sleeve-reward-credit" } else { "paper-sleeve-reward" };
        sentences.push(words.word(id, &[("reward", &note.reward), ("days", &reward_days)]));
    }
    if sentences.is_empty() {
        sentences.push(words.word("paper-sleeve-free", &[]));
    }
    sentences.insert(0, words.word("paper-sleeve-came", &[]));
    sentences.join(" ")
}

fn pick_list(list: &PickList, words: &dyn Words) -> Fields {
    let row = |row: &PickRow| {
        Fields::default()
            .text("place", &row.place)
            .text("quantity", row.quantity.to_string())
            .text("title", &row.title)
            .text("sku", &row.sku)
            .text("order", &row.order)
            .text("tote", &row.tote)
    };
    let units: u64 = list.rows.iter().map(|row| u64::from(row.quantity)).sum();
    code(&list.code)
        .text("total", words.word("paper-total-picks", &[("count", &units.to_string())]))
        .rows("rows", list.rows.iter().map(row))
}

fn manifest(manifest: &Manifest, words: &dyn Words) -> Fields {
    let row = |row: &ManifestRow| {
        Fields::default()
            .text("parcel", &row.parcel)
            .text("order", &row.order)
            .text("creator", &row.creator)
            .text("city", &row.city)
            .text("country", &row.country)
            .text("weight", weight(row.weight_g.into(), words))
            .text("sleeve", if row.sleeve { words.word("paper-yes", &[]) } else { "–".to_owned() })
    };
    let weight_g: u64 = manifest.rows.iter().map(|row| u64::from(row.weight_g)).sum();
    let sleeves = manifest.rows.iter().filter(|row| row.sleeve).count();
    let total = |id: &str, name: &str, number: String| words.word(id, &[(name, &number)]);
    let total_weight = match weight(weight_g, words) {
        none if none.is_empty() => none,
        weight => total("paper-total-weight", "weight", weight),
    };
    code(&manifest.code)
        .text("carrier", &manifest.carrier)
        .text("date", &manifest.date)
        .rows("rows", manifest.rows.iter().map(row))
        .text("total_parcels", total("paper-total-parcels", "count", manifest.rows.len().to_string()))
        .text("total_sleeves", total("paper-total-sleeves", "count", sleeves.to_string()))
        .text("total_weight", total_weight)
}

fn code_label(label: &CodeLabel) -> Fields {
    code(&label.code).text("note", &label.note)
}

fn code_sheet(sheet: &CodeSheet) -> Fields {
    Fields::default().text("title", &sheet.title).rows("cells", sheet.cells.iter().map(code_label))
}

fn product_label(label: &ProductLabel) -> Fields {
    code(&label.code).text("note", &label.note).text("barcode", &label.barcode)
}

fn staff_badge(badge: &StaffBadge) -> Fields {
    code(&badge.code).text("name", &badge.name).text("role", &badge.role).text("hub", &badge.hub)
}

fn deposit_statement(statement: &DepositStatement) -> Fields {
    let row = |row: &StatementRow| {
        Fields::default()
            .text("date", &row.date)
            .text("sleeve", &row.sleeve)
            .text("order", &row.order)
            .text("event", &row.event)
            .text("amount", &row.amount)
            .text("balance", &row.balance)
    };
    let sum = |sum: &StatementSum| {
        Fields::default().text("what", &sum.what).text("count", sum.count.to_string()).text("amount", &sum.amount)
    };
    code(&statement.code)
        .lines("sender", &statement.sender)
        .text("creator", &statement.creator)
        .text("period", &statement.period)
        .rows("totals", statement.totals.iter().map(sum))
        .rows("outstanding", statement.outstanding.iter().map(sum))
        .text("opening", &statement.opening)
        .rows("rows", statement.rows.iter().map(row))
        .text("closing", &statement.closing)
}
