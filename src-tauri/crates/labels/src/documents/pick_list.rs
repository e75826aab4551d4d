//! The picks of a wave in walking order, for a picker without a screen.

use super::{SHEET_MARGIN_MM, number_pages, start_sheet};
use crate::page::PageSize;
use crate::press::Press;
use crate::table::{Cell, Column, Table};
use crate::text::{Align, Style};
use crate::{PaperError, PickList, PickRow};

/// Draws a pick list.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
pub(crate) fn pick_list(list: &PickList, press: &mut Press<'_>) -> Result<(), PaperError> {
    let table = table(press);
    let rows = list.rows.iter().map(|row| table.row(press, cells(row))).collect();
    let caption = press.word("paper-pick-list", &[]);
    let units: u64 = list.rows.iter().map(|row| u64::from(row.quantity)).sum();
    let total = press.word("paper-total-picks", &[("count", &units.to_string())]);
    let mut start = |press: &mut Press<'_>| start_sheet(press, &list.code, &caption, &list.code.caption, &total);
    table.draw(press, rows, &mut start)?;
    number_pages(press, PageSize::A4, SHEET_MARGIN_MM);
    Ok(())
}

fn table(press: &Press<'_>) -> Table {
    let column = |heading: &str, width_mm, style| Column { heading: press.word(heading, &[]), width_mm, style };
    Table {
        left_mm: SHEET_MARGIN_MM,
        columns: vec![
            column("paper-place", 36.0, Style::bold(14.0, 7.0).aligned(Align::Left)),
            column("paper-quantity", 18.0, Style::bold(14.0, 7.0).aligned(Align::Right)),
            column("paper-item", 76.0, Style::regular(11.0, 7.0).aligned(Align::Left)),
            column("paper-order", 30.0, Style::regular(10.0, 6.0).aligned(Align::Left)),
            column("paper-tote", 26.0, Style::bold(11.0, 6.0).aligned(Align::Left)),
        ],
    }
}

fn cells(row: &PickRow) -> Vec<Cell> {
    vec![
        Cell::Text(row.place.clone()),
        Cell::Text(row.quantity.to_string()),
        Cell::Noted(row.title.clone(), row.sku.clone()),
        Cell::Text(row.order.clone()),
        Cell::Text(row.tote.clone()),
    ]
}
