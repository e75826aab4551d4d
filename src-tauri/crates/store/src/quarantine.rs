//! Sleeves that are set aside until a lead decides about them.

use rusqlite::params;

use loopdock_domain::picture::Media;
use loopdock_domain::sleeve::{CaseKind, CaseVerdict};
use loopdock_domain::{CaseId, PlaceId, SettlementId, SleeveId};

use crate::row::Columns;
use crate::{Part, Read, Result, Write};

/// Why something is in quarantine, and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SleeveCase {
    /// Its id.
    pub id: CaseId,
    /// Its short number.
    pub number: i64,
    /// What is wrong.
    pub kind: CaseKind,
    /// The serial on the tag.
    pub serial: String,
    /// The sleeve that has it.
    pub sleeve: Option<SleeveId>,
    /// What was pending when it was set aside.
    pub settlement: Option<SettlementId>,
    /// In the words of whoever set it aside.
    pub reason: String,
    /// What its photo is written in, where there is one.
    pub media: Option<Media>,
    /// When it was set aside, milliseconds since the epoch.
    pub opened_ms: i64,
    /// What was decided, and when, milliseconds since the epoch.
    pub ended: Option<(CaseVerdict, i64)>,
}

fn to_case(row: &rusqlite::Row<'_>) -> Result<SleeveCase> {
    let verdict: Option<CaseVerdict> = row.maybe_word("verdict")?;
    let closed_ms: Option<i64> = row.get("closed_ms")?;
    Ok(SleeveCase {
        id: row.id("id")?,
        number: row.int("number")?,
        kind: row.word("kind")?,
        serial: row.text("serial")?,
        sleeve: row.maybe_id("sleeve")?,
        settlement: row.maybe_id("settlement")?,
        reason: row.text("reason")?,
        media: row.maybe_word("media")?,
        opened_ms: row.int("opened_ms")?,
        ended: verdict.zip(closed_ms),
    })
}

/// All but the photo.
const CASES: &str = "SELECT id, number, kind, serial, sleeve, settlement, reason, media, opened_ms, verdict, closed_ms FROM sleeve_case";

impl Read<'_> {
    /// A case by its number.
    pub fn case_numbered(&self, number: i64) -> Result<Option<SleeveCase>> {
        self.row(&format!("{CASES} WHERE number = ?1"), params![number], to_case)
    }

    /// The open case about a serial.
    pub fn open_case_of(&self, serial: &str) -> Result<Option<SleeveCase>> {
        self.row(&format!("{CASES} WHERE serial = ?1 AND verdict IS NULL"), params![serial], to_case)
    }

    /// Whether a sleeve is in quarantine, or was since `at_ms`, milliseconds since the epoch.
    pub fn was_in_quarantine(&self, sleeve: SleeveId, at_ms: i64) -> Result<bool> {
        let sql = "SELECT count(*) FROM sleeve_case WHERE sleeve = ?1 AND (verdict IS NULL OR closed_ms >= ?2)";
        Ok(self.number(sql, params![sleeve.uuid(), at_ms])? > 0)
    }

    /// Cases, the open ones first, the newest of each before the others.
    pub fn cases(&self, part: Part) -> Result<Vec<SleeveCase>> {
        let sql = format!("{CASES} ORDER BY verdict IS NOT NULL, number DESC LIMIT ?1 OFFSET ?2");
        self.rows(&sql, params![part.limit, part.offset], to_case)
    }

    /// How many these are.
    pub fn count_cases(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM sleeve_case", [])
    }

    /// How many nobody has decided about.
    pub fn count_open_cases(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM sleeve_case WHERE verdict IS NULL", [])
    }

    /// The photo of a case.
    pub fn case_photo(&self, number: i64) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT photo FROM sleeve_case WHERE number = ?1 AND photo IS NOT NULL";
        self.row(sql, params![number], |row| Ok(row.get("photo")?))
    }
}

impl Write<'_> {
    /// Sets something aside. The tables refuse a second open case about a serial.
    pub fn insert_case(&self, case: &SleeveCase, photo: Option<&[u8]>) -> Result<()> {
        self.run(
            "INSERT INTO sleeve_case (id, number, kind, serial, sleeve, settlement, reason, media, photo, opened_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                case.id.uuid(),
                case.number,
                case.kind.as_str(),
                case.serial,
                case.sleeve.map(SleeveId::uuid),
                case.settlement.map(SettlementId::uuid),
                case.reason,
                case.media.map(Media::as_str),
                photo,
                case.opened_ms
            ],
        )?;
        Ok(())
    }

    /// A lead has decided.
    pub fn close_case(&self, id: CaseId, verdict: CaseVerdict, at_ms: i64) -> Result<()> {
        self.run(
            "UPDATE sleeve_case SET verdict = ?2, closed_ms = ?3 WHERE id = ?1",
            params![id.uuid(), verdict.as_str(), at_ms],
        )?;
        Ok(())
    }

    /// What waits for a look at a bench waits elsewhere.
    pub fn move_settlement(&self, id: SettlementId, to: PlaceId) -> Result<()> {
        self.run("UPDATE settlement SET bench = ?2 WHERE id = ?1", params![id.uuid(), to.uuid()])?;
        Ok(())
    }
}
