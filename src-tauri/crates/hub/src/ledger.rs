//! The money ledger for programs of other people: hledger and beancount recompute every balance, and refuse books in which one
//! is not what it is asserted to be.
//!
//! An entry has the day that it counts for, and every posting to a loan's own account says what that account holds after it. At
//! the end all accounts are asserted once more, as of the day after the last: whatever is slipped in between shows. beancount
//! closes the account of a loan that ended, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;

use loopdock_domain::{Currency, Money, words};
use loopdock_store::LedgerEntry;

use crate::calendar::Calendar;

words! {
    /// A program that keeps books.
    Bookkeeper {
        /// hledger (hledger.org).
        Hledger = "hledger",
        /// beancount (beancount.github.io), version 2 or 3.
        Beancount = "beancount",
    }
}

/// An account in a currency.
type Key = (String, Currency);

/// What an account holds, and the days of its first and its last posting.
struct Account {
    minor: i64,
    since: NaiveDate,
    until: NaiveDate,
}

type Accounts = BTreeMap<Key, Account>;

/// A day's entry with the balances after each of its postings.
struct Dated<'e> {
    day: NaiveDate,
    entry: &'e LedgerEntry,
    after: Vec<i64>,
}

impl Bookkeeper {
    /// The journal of `entries`, which are in the sequence of the moments that they count for.
    pub(crate) fn journal(self, entries: &[LedgerEntry], calendar: Calendar, now_ms: i64) -> String {
        let mut accounts = Accounts::new();
        let dated: Vec<Dated<'_>> = entries
            .iter()
            .map(|entry| {
                let day = calendar.day(entry.at_ms);
                let after = entry.postings.iter().map(|posting| {
                    let key = (posting.account.clone(), posting.money.currency);
                    let account = accounts.entry(key).or_insert(Account { minor: 0, since: day, until: day });
                    account.minor += posting.money.minor;
                    account.until = day;
                    account.minor
                });
                let after = after.collect();
                Dated { day, entry, after }
            })
            .collect();
        // A clock that was once ahead must not put an entry behind the end.
        let last = dated.iter().map(|dated| dated.day).max().unwrap_or_default().max(calendar.day(now_ms));
        let end = last.succ_opt().unwrap_or(last);
        match self {
            Self::Hledger => hledger(&dated, &accounts, end),
            Self::Beancount => beancount(&dated, &accounts, end),
        }
    }
}

fn hledger(dated: &[Dated<'_>], accounts: &Accounts, end: NaiveDate) -> String {
    let mut text = String::from("; The money of sleeves, as Loopdock keeps it. Assertions are part of it.\n\n");
    for currency in currencies(accounts) {
        // What is declared needs a decimal mark.
        let sample = Money { minor: 0, currency }.to_string();
        let mark = if currency.exponent() == 0 { sample.replacen(' ', ". ", 1) } else { sample };
        line(&mut text, format_args!("commodity {mark}"));
    }
    let names: BTreeSet<String> = accounts.keys().map(|(account, _)| hledger_name(account)).collect();
    for name in names {
        line(&mut text, format_args!("account {name}"));
    }
    for Dated { day, entry, after } in dated {
        line(&mut text, format_args!("\n{day} * ({}) {}", entry.seq, entry.did.replace('_', " ")));
        for (posting, after) in entry.postings.iter().zip(after) {
            let name = hledger_name(&posting.account);
            if is_of_a_loan(&posting.account) {
                let holds = Money { minor: *after, ..posting.money };
                line(&mut text, format_args!("    {name}  {} = {holds}", posting.money));
            } else {
                line(&mut text, format_args!("    {name}  {}", posting.money));
            }
        }
    }
    if !accounts.is_empty() {
        line(&mut text, format_args!("\n{end} * what the accounts hold"));
    }
    for ((account, currency), Account { minor, .. }) in accounts {
        let (none, holds) = (Money { minor: 0, currency: *currency }, Money { minor: *minor, currency: *currency });
        line(&mut text, format_args!("    {}  {none} = {holds}", hledger_name(account)));
    }
    text
}

fn beancount(dated: &[Dated<'_>], accounts: &Accounts, end: NaiveDate) -> String {
    let mut text = String::from("; The money of sleeves, as Loopdock keeps it. Assertions are part of it.\n\n");
    let first = dated.first().map_or(end, |dated| dated.day);
    for currency in currencies(accounts) {
        line(&mut text, format_args!("{first} commodity {currency}"));
    }
    // A creator's books are kept in one currency.
    for ((account, currency), Account { since, .. }) in accounts {
        line(&mut text, format_args!("{since} open {} {currency}", beancount_name(account)));
    }
    for Dated { day, entry, .. } in dated {
        line(&mut text, format_args!("\n{day} * \"{}\"\n  journal: {}", entry.did.replace('_', " "), entry.seq));
        for posting in &entry.postings {
            line(&mut text, format_args!("  {}  {}", beancount_name(&posting.account), posting.money));
        }
    }
    text.push('\n');
    for ((account, currency), Account { minor, until, .. }) in accounts {
        let name = beancount_name(account);
        let holds = Money { minor: *minor, currency: *currency };
        // A balance is asserted as of the beginning of a day.
        let after = until.succ_opt().unwrap_or(*until);
        if is_of_a_loan(account) && *minor == 0 {
            line(&mut text, format_args!("{after} balance {name}  {holds}"));
            line(&mut text, format_args!("{after} close {name}"));
        } else {
            line(&mut text, format_args!("{end} balance {name}  {holds}"));
        }
    }
    text
}

fn currencies(accounts: &Accounts) -> BTreeSet<Currency> {
    accounts.keys().map(|(_, currency)| *currency).collect()
}

fn is_of_a_loan(account: &str) -> bool {
    account.starts_with("deposits:")
}

/// The kind of an account, as every bookkeeper sorts them: by the first part of its name.
fn kind(account: &str) -> &'static str {
    match account.split(':').next().unwrap_or_default() {
        "receivable" | "fleet" => "assets",
        "fleet_purchases" => "equity",
        "damages" | "forfeits" => "income",
        "rewards" | "shrinkage" => "expenses",
        _ => "liabilities",
    }
}

fn hledger_name(account: &str) -> String {
    format!("{}:{account}", kind(account))
}

/// Every part begins with a capital or a digit and has no underscore.
fn beancount_name(account: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let begins = if part.starts_with(|first: char| first.is_ascii_alphanumeric()) { "" } else { "X" };
        begins
            .chars()
            .chain(first)
            .chain(letters)
            .map(|letter| if letter == '_' { '-' } else { letter })
            .collect::<String>()
    };
    hledger_name(account).split(':').map(part).collect::<Vec<_>>().join(":")
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{words}");
}
