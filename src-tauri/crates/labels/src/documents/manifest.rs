//! What is given to a carrier: the parcels, their totals, and a line to sign on.

use super::{CAPTION, SHEET_MARGIN_MM, number_pages, start_sheet};
use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::table::{Cell, Column, Table};
use crate::text::{Align, Style};
use crate::{Manifest, ManifestRow, PaperError};

/// The room that totals and signature take, in millimetres.
const CLOSING_MM: f32 = 36.0;

/// Draws a handover manifest.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
pub(crate) fn manifest(manifest: &Manifest, press: &mut Press<'_>) -> Result<(), PaperError> {
    let table = table(press);
    let yes = press.word("paper-yes", &[]);
    let rows = manifest.rows.iter().map(|row| table.row(press, cells(row, press, &yes))).collect();
    let caption = press.word("paper-manifest", &[]);
    let below = [manifest.date.as_str(), manifest.code.caption.as_str()];
    let below = below.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("  ·  ");
    let mut start = |press: &mut Press<'_>| start_sheet(press, &manifest.code, &caption, &manifest.carrier, &below);
    let (mut bottom_mm, mut frame) = table.draw(press, rows, &mut start)?;
    if bottom_mm + CLOSING_MM > frame.bottom_mm() {
        frame = start(press)?;
        bottom_mm = frame.top_mm;
    }
    closing(manifest, press, Frame { top_mm: bottom_mm, height_mm: CLOSING_MM, ..frame });
    number_pages(press, PageSize::A4, SHEET_MARGIN_MM);
    Ok(())
}

fn table(press: &Press<'_>) -> Table {
    let style = Style::regular(10.0, 6.5).aligned(Align::Left);
    let column = |heading: &str, width_mm, style| Column { heading: press.word(heading, &[]), width_mm, style };
    Table {
        left_mm: SHEET_MARGIN_MM,
        columns: vec![
            column("paper-parcel", 36.0, Style::bold(12.0, 7.0).aligned(Align::Left)),
            column("paper-order", 44.0, style),
            column("paper-to", 56.0, style),
            column("paper-weight", 28.0, style.aligned(Align::Right)),
            column("paper-in-sleeve", 22.0, style),
        ],
    }
}

fn cells(row: &ManifestRow, press: &Press<'_>, yes: &str) -> Vec<Cell> {
    vec![
        Cell::Text(row.parcel.clone()),
        Cell::Noted(row.order.clone(), row.creator.clone()),
        Cell::Noted(row.city.clone(), row.country.clone()),
        Cell::Text(press.weight(row.weight_g.into())),
        Cell::Text(if row.sleeve { yes.to_owned() } else { "–".to_owned() }),
    ]
}

fn closing(manifest: &Manifest, press: &mut Press<'_>, frame: Frame) {
    let weight_g: u64 = manifest.rows.iter().map(|row| u64::from(row.weight_g)).sum();
    let sleeves = manifest.rows.iter().filter(|row| row.sleeve).count();
    let totals = [
        press.word("paper-total-parcels", &[("count", &manifest.rows.len().to_string())]),
        press.word("paper-total-sleeves", &[("count", &sleeves.to_string())]),
        press.word("paper-total-weight", &[("weight", &press.weight(weight_g))]),
    ];
    let shown = if weight_g == 0 { &totals[..2] } else { &totals[..] };
    let third_mm = frame.width_mm / 3.0;
    for (at, total) in shown.iter().enumerate() {
        let cell = Frame::new(frame.left_mm + at as f32 * third_mm, frame.top_mm + 3.0, third_mm - 3.0, 8.0);
        press.text(cell, Style::bold(13.0, 7.0), total);
    }
    let half_mm = frame.width_mm / 2.0;
    let line_mm = frame.bottom_mm() - 6.0;
    for (at, id) in ["paper-received-by", "paper-signature"].into_iter().enumerate() {
        let left_mm = frame.left_mm + at as f32 * half_mm;
        press.rule(left_mm, line_mm, half_mm - 6.0);
        let caption = press.word(id, &[]);
        press.text(Frame::new(left_mm, line_mm + 1.0, half_mm - 6.0, 4.0), CAPTION, &caption);
    }
}
