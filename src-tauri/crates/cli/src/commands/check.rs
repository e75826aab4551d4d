//! `loopdock check`: every invariant recomputed from the ledgers, each with what it counted.

use std::path::Path;

use loopdock_hub::{Error, HubReader, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Outcome;
use crate::output::{Form, Output};

#[derive(Serialize, Deserialize)]
struct Report {
    clean: bool,
    seq: i64,
    findings: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    name: String,
    rule: String,
    counted: i64,
    broken: Vec<String>,
}

/// Checks the hub; the journal from the entry after `after`, or whole. The outcome is [`Outcome::No`] if anything is broken.
///
/// # Errors
/// When the file can't be opened or read.
pub fn check(file: &Path, after: Option<i64>, output: &mut Output) -> Result<Outcome> {
    let answer = HubReader::open(file)?.call("check", json!({ "after": after }))?;
    let report: Report = serde_json::from_value(answer)
        .map_err(|error| Error::internal(format!("the hub's answer to check can't be read: {error}")))?;
    match output.form() {
        Form::Json => output.json(&report)?,
        Form::Text => report.findings.iter().flat_map(lines).try_for_each(|line| output.line(&line))?,
    }
    output.flush()?;
    Ok(if report.clean { Outcome::Done } else { Outcome::No })
}

fn lines(finding: &Finding) -> Vec<String> {
    let verdict = if finding.broken.is_empty() { "ok" } else { "BROKEN" };
    let head = format!("{verdict:<6} {:<14} {:>9}  {}", finding.name, finding.counted, finding.rule);
    std::iter::once(head).chain(finding.broken.iter().map(|broken| format!("       {broken}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_stands_under_its_rule() {
        let finding = Finding {
            name: "entries".to_owned(),
            rule: "every entry balances".to_owned(),
            counted: 12,
            broken: vec!["entry 4 is off by 3 EUR".to_owned()],
        };
        let lines = lines(&finding);
        assert!(lines[0].starts_with("BROKEN entries") && lines[0].ends_with("12  every entry balances"), "{lines:?}");
        assert_eq!(lines[1].trim(), "entry 4 is off by 3 EUR");
    }
}
