//! The invariants, each recomputed from the ledgers: most by one query that finds what breaks it.

mod balances;
mod invariants;
mod scope;

use rusqlite::params;

use crate::{Read, Result, chain};
use invariants::INVARIANTS;

/// One invariant, with how much was looked at and what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its name.
    pub name: &'static str,
    /// What must hold.
    pub rule: &'static str,
    /// How many things were looked at.
    pub counted: i64,
    /// What breaks it.
    pub broken: Vec<Broken>,
}

/// Something that breaks an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What it is.
    pub what: String,
}

impl Read<'_> {
    /// Recomputes every invariant. One that is not broken has an empty list. After an entry that an earlier check has seen, what
    /// was done is looked at from there on: the hash of `after` is taken as it stands, and the orders, places and accounts that
    /// later entries worked on are recomputed from all that ever happened to them. 0 looks at everything, and at the file itself.
    pub fn check(&self, after: i64) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let scope = self.scope(after)?;
        for invariant in INVARIANTS {
            let broken = self.what(invariant.breaks, &scope)?.into_iter().map(|what| Broken { what }).collect();
            let counted = self.counted(invariant.count, &scope)?;
            findings.push(Finding { name: invariant.name, rule: invariant.rule, counted, broken });
        }
        findings.push(self.check_balances(&scope)?);
        findings.push(self.check_pictures()?);
        findings.push(self.check_journal(after)?);
        if after == 0 {
            findings.push(self.check_file()?);
        }
        Ok(findings)
    }

    /// The hash chain holds, without gaps, and each entry tells the movements and postings that the ledgers have.
    fn check_journal(&self, after: i64) -> Result<Finding> {
        let mut broken = Vec::new();
        let known = if after > 0 { self.journal_after(after - 1, 1)? } else { Vec::new() };
        if after > 0 && known.first().is_none_or(|row| row.seq != after) {
            broken.push(Broken { what: format!("there is no entry {after}, after which the journal was to be read") });
        }
        let mut last = known.first().map_or((0, [0; 32]), |row| (row.seq, row.hash));
        let from = last.0;
        loop {
            let rows = self.journal_after(last.0, 1_000)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let hash = chain(&last.1, &row.entry);
                if row.seq != last.0 + 1 || hash != row.hash {
                    broken.push(Broken { what: format!("entry {} does not follow from the one before it", row.seq) });
                }
                if !self.entry_tells_ledgers(row.seq, &row.entry)? {
                    broken.push(Broken {
                        what: format!("entry {} tells other movements or postings than the ledgers", row.seq),
                    });
                }
                last = (row.seq, row.hash);
            }
        }
        let orphans = self.number(
            "SELECT (SELECT count(*) FROM movement WHERE journal > ?1 OR journal < 1) + (SELECT count(*) FROM posting WHERE journal > ?1 OR journal < 1)",
            params![last.0],
        )?;
        if orphans > 0 {
            broken.push(Broken { what: format!("{orphans} movements or postings belong to no entry") });
        }
        Ok(Finding {
            name: "journal",
            rule: "the chain of hashes holds and tells the ledgers",
            counted: last.0 - from,
            broken,
        })
    }

    fn entry_tells_ledgers(&self, seq: i64, entry: &str) -> Result<bool> {
        #[derive(serde::Deserialize)]
        struct Told {
            seq: i64,
            movements: Vec<crate::Movement>,
            postings: Vec<crate::Posting>,
        }
        let Ok(told) = serde_json::from_str::<Told>(entry) else { return Ok(false) };
        Ok(told.seq == seq && told.movements == self.movements_of(seq)? && told.postings == self.postings_of(seq)?)
    }

    /// SQLite's own checks.
    fn check_file(&self) -> Result<Finding> {
        let mut broken = self.rows("PRAGMA integrity_check(20)", [], |row| Ok(Broken { what: row.get(0)? }))?;
        broken.retain(|line| line.what != "ok");
        let foreign = self.rows("PRAGMA foreign_key_check", [], |row| {
            Ok(Broken { what: format!("a row of {} names one that is not there", row.get::<_, String>(0)?) })
        })?;
        broken.extend(foreign);
        let counted = self.number("PRAGMA page_count", [])?;
        Ok(Finding { name: "file", rule: "SQLite finds the file whole and every reference answered", counted, broken })
    }
}
