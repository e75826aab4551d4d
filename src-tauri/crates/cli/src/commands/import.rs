//! `loopdock import`: a storefront's export, whole. What could not be taken in is told row by row.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopdock_hub::{Error, Result};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Import, Storefront};
use crate::output::{Form, Output};
use crate::reach::{Reach, Stay};

/// In base64 the largest request that a served hub takes.
const LARGEST_FILE: u64 = 200_000_000;

/// Sends the file to the hub and prints what became of it.
///
/// # Errors
/// When the file can't be read, is no export, or the creator is unknown to an import of orders.
pub fn import(file: &Path, what: &Import, output: &mut Output) -> Result<Outcome> {
    let (command, Storefront { creator, csv }) = match what {
        Import::Products(export) => ("import_products", export),
        Import::Orders(export) => ("import_orders", export),
    };
    let content = read(csv)?;
    let mut reach = Reach::open(file, Stay::Long)?;
    let counts = reach.call(command, json!({ "creator": creator, "content": content }))?;
    match output.form() {
        Form::Json => output.json(&counts)?,
        Form::Text => output.text(&summary(&counts))?,
    }
    output.flush()?;
    reach.finish();
    Ok(Outcome::Done)
}

fn read(csv: &Path) -> Result<String> {
    let unreadable = |error| Error::refused(format!("{} could not be read: {error}", csv.display()));
    let bytes = fs::metadata(csv).map_err(unreadable)?.len();
    if bytes > LARGEST_FILE {
        return Err(Error::refused(format!(
            "{} has {} MB; an import takes at most {} MB. Export it in parts",
            csv.display(),
            bytes / 1_000_000,
            LARGEST_FILE / 1_000_000
        )));
    }
    Ok(STANDARD.encode(fs::read(csv).map_err(unreadable)?))
}

/// The order in which a person wants to know: what the file holds, what there is to do, what is new to the hub. Counts
/// that are not named here come after.
const READING_ORDER: [&str; 13] = [
    "orders",
    "products",
    "accepted",
    "held",
    "skipped",
    "rejected",
    "digital_only",
    "lines_to_pick",
    "units_to_pick",
    "added",
    "unchanged",
    "updated",
    "conflicts",
];

/// The counts one a line, then the problems with their rows, then what is to be done about them.
fn summary(counts: &Value) -> String {
    let mut text = String::new();
    let mut numbers: Vec<_> = counts.as_object().into_iter().flatten().filter(|(_, count)| count.is_number()).collect();
    numbers.sort_by_key(|(name, _)| READING_ORDER.iter().position(|known| known == name).unwrap_or(usize::MAX));
    for (name, count) in numbers {
        text.push_str(&format!("{:>7}  {}\n", count.to_string(), name.replace('_', " ")));
    }
    for problem in counts["problems"].as_array().into_iter().flatten() {
        let word = |name: &str| match &problem[name] {
            Value::String(word) => word.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let order = word("order");
        let order = if order.is_empty() { order } else { format!(" {order}") };
        text.push_str(&format!("row {}{order}: {}\n", word("row"), word("reason")));
    }
    if let Some(warning) = counts["warning"].as_str() {
        text.push_str(&format!("{warning}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_the_counts_and_the_row_of_each_problem() {
        let counts = json!({ "accepted": 7, "orders": 120, "lines_to_pick": 7, "problems": [
            { "row": 4, "order": "#1001", "reason": "the quantity is no number" },
            { "row": 9, "order": null, "reason": "no name" },
        ], "warning": "Bring the products." });
        let text = summary(&counts);
        assert!(text.starts_with("    120  orders\n      7  accepted\n      7  lines to pick\n"), "{text}");
        assert!(
            text.ends_with("row 4 #1001: the quantity is no number\nrow 9: no name\nBring the products.\n"),
            "{text}"
        );
    }
}
