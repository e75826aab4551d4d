//! Two programs that are no part of Loopdock keep the books: they accept what is exported, and refuse it once somebody has
//! forged a second refund into a copy.

use std::path::Path;
use std::process::Command;

use loopdock_hub::Bookkeeper;

use super::hub::Fleet;
use crate::judges;

/// A bookkeeper, how it checks a file, and what says whether it is there.
type Judge<'j> = (Bookkeeper, &'j dyn Fn(&Path) -> Command, &'j [&'j str]);

pub fn judge(fleet: &Fleet) {
    let folder = tempfile::tempdir().unwrap();
    let python = judges::python();
    let hledger = |file: &Path| {
        let mut check = Command::new("hledger");
        check.arg("-f").arg(file).args(["check", "-s", "ordereddates", "assertions", "accounts", "commodities"]);
        check
    };
    let beancount = |file: &Path| {
        let mut check = Command::new(&python);
        check.args(["-m", "beancount.scripts.check"]).arg(file);
        check
    };
    let judges: [Judge<'_>; 2] = [
        (Bookkeeper::Hledger, &hledger, &["hledger", "--version"]),
        (Bookkeeper::Beancount, &beancount, &[&python, "-c", "import beancount"]),
    ];
    for (of, check, is_there) in judges {
        let there = Command::new(is_there[0]).args(&is_there[1..]).output();
        if !there.is_ok_and(|there| there.status.success()) {
            judges::is_missing(&format!("{of:?} is not installed"));
            continue;
        }
        let (ledger, file) = (fleet.ledger_for(of), folder.path().join(format!("{of:?}")));
        std::fs::write(&file, &ledger).unwrap();
        let said = check(&file).output().unwrap();
        assert!(said.status.success(), "{of:?}: {}", String::from_utf8_lossy(&said.stderr));
        // A second refund on the day of the first, at another place of the file, and on the last day.
        let (day, account, amount) = a_refund(&ledger);
        let last = last_day(&ledger);
        for day in [day, last] {
            let payable = account.replace(":deposits:", ":refunds_payable:").replace(":Deposits:", ":Refunds-payable:");
            let payable = payable.rsplit_once(':').unwrap().0;
            let minus = format!("-{amount}");
            let forged = match of {
                Bookkeeper::Hledger => format!("\n{day} * again\n    {account}  {amount}\n    {payable}  {minus}\n"),
                Bookkeeper::Beancount => format!("\n{day} * \"again\"\n  {account}  {amount}\n  {payable}  {minus}\n"),
            };
            // hledger wants entries in the sequence of their days: it goes behind the last of its own.
            let at = behind(&ledger, &day);
            std::fs::write(&file, format!("{}{forged}{}", &ledger[..at], &ledger[at..])).unwrap();
            let said = check(&file).output().unwrap();
            assert!(!said.status.success(), "{of:?} took a second refund of {day}:\n{forged}");
        }
        eprintln!("{of:?} accepts {} lines and refuses a second refund", ledger.lines().count());
    }
}

/// A refund of a deposit: its day, the loan's account and the amount.
fn a_refund(ledger: &str) -> (String, String, String) {
    let mut day = String::new();
    for line in ledger.lines() {
        if line.starts_with(|letter: char| letter.is_ascii_digit()) && line.contains(" * ") {
            day = line[..10].to_owned();
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        if line.starts_with(' ')
            && let [account, amount, currency, ..] = words.as_slice()
            && account.to_lowercase().contains(":deposits:")
            && !amount.starts_with('-')
            && !day.is_empty()
        {
            return (day, (*account).to_owned(), format!("{amount} {currency}"));
        }
    }
    panic!("no deposit was refunded");
}

fn days(ledger: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = ledger.match_indices('\n').map(|(at, _)| at + 1);
    starts
        .filter_map(|at| Some((at, ledger.get(at..at + 13)?)))
        .filter(|(_, head)| head.ends_with(" * "))
        .map(|(at, head)| (at, &head[..10]))
}

/// The last day of an entry that is none of the assertions at the end.
fn last_day(ledger: &str) -> String {
    let asserted = ledger.find(" * what the accounts hold").unwrap_or(ledger.len());
    days(ledger).filter(|(at, _)| at + 10 < asserted).map(|(_, day)| day).max().unwrap_or_default().to_owned()
}

/// Where the first entry of a later day begins.
fn behind(ledger: &str, day: &str) -> usize {
    days(ledger).find(|(_, other)| *other > day).map_or(ledger.len(), |(at, _)| at)
}
