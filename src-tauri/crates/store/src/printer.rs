//! Printers, what goes to each of them from each bench, and the sheets of labels that lie in them.

use rusqlite::params;

use loopdock_domain::{PrinterId, words};

use crate::row::Columns;
use crate::{Read, Result, Write};

words! {
    /// How papers reach a printer.
    PrinterWay {
        /// They are files in a folder.
        Folder = "folder",
        /// The system prints them.
        System = "system",
        /// They are sent to its address in the network as they are.
        Network = "network",
    }
}

words! {
    /// What a printer is sent.
    PrinterLanguage {
        /// Pages as PDF.
        Pdf = "pdf",
        /// Labels as ZPL, which thermal printers read themselves.
        Zpl = "zpl",
    }
}

/// A printer, or a folder that stands for one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Printer {
    /// Its id.
    pub id: PrinterId,
    /// Its short number, in the sequence that they were added.
    pub number: i64,
    /// What people call it.
    pub name: String,
    /// How papers reach it.
    pub way: PrinterWay,
    /// The folder's path, from where the hub file is; the printer's name in the system; or `HOST:PORT`.
    pub address: String,
    /// What it is sent.
    pub language: PrinterLanguage,
    /// Its dots to an inch: 203, 300 or 600.
    pub dpi: u32,
}

/// Where a document of a bench goes, and in which size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The bench; empty for every bench that says nothing else.
    pub bench: String,
    /// The document's word; empty for every one that is not named.
    pub document: String,
    /// The printer; none where it is not to be printed.
    pub printer: Option<PrinterId>,
    /// The size's name; none for the document's usual one.
    pub size: Option<String>,
}

/// A template of the hub's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnTemplate {
    /// Its name.
    pub name: String,
    /// The template, as TOML.
    pub source: String,
}

fn to_printer(row: &rusqlite::Row<'_>) -> Result<Printer> {
    Ok(Printer {
        id: row.id("id")?,
        number: row.int("number")?,
        name: row.text("name")?,
        way: row.word("way")?,
        address: row.text("address")?,
        language: row.word("language")?,
        dpi: row.count("dpi")?,
    })
}

fn to_route(row: &rusqlite::Row<'_>) -> Result<Route> {
    Ok(Route {
        bench: row.text("bench")?,
        document: row.text("document")?,
        printer: row.maybe_id("printer")?,
        size: row.get("size")?,
    })
}

impl Read<'_> {
    /// Every printer, in the sequence that they were added.
    pub fn printers(&self) -> Result<Vec<Printer>> {
        self.rows("SELECT * FROM printer ORDER BY number", [], to_printer)
    }

    /// A printer by its id.
    pub fn printer(&self, id: PrinterId) -> Result<Option<Printer>> {
        self.row("SELECT * FROM printer WHERE id = ?1", params![id.uuid()], to_printer)
    }

    /// A printer by its name, in either case.
    pub fn printer_named(&self, name: &str) -> Result<Option<Printer>> {
        self.row("SELECT * FROM printer WHERE name = ?1", params![name], to_printer)
    }

    /// Every route.
    pub fn routes(&self) -> Result<Vec<Route>> {
        self.rows("SELECT * FROM printer_route ORDER BY bench, document", [], to_route)
    }

    /// What is said for a document of a bench: for both, else for the document, else for the bench, else for all.
    pub fn route(&self, bench: &str, document: &str) -> Result<Option<Route>> {
        let sql = "SELECT * FROM printer_route WHERE bench IN ('', ?1) AND document IN ('', ?2)
             ORDER BY document = '', bench = '' LIMIT 1";
        self.row(sql, params![bench, document], to_route)
    }

    /// The first free label of the sheet that lies in a printer, from 0.
    pub fn sheet_begins_at(&self, printer: PrinterId, size: &str) -> Result<u32> {
        let sql = "SELECT next FROM printer_sheet WHERE printer = ?1 AND size = ?2";
        Ok(self.row(sql, params![printer.uuid(), size], |row| row.count("next"))?.unwrap_or(0))
    }

    /// The sheets of labels that were begun: the printer that each lies in, its size, its first free label from 0.
    pub fn sheets(&self) -> Result<Vec<(PrinterId, String, u32)>> {
        let sheet = |row: &rusqlite::Row<'_>| Ok((row.id("printer")?, row.text("size")?, row.count("next")?));
        self.rows("SELECT * FROM printer_sheet WHERE next > 0 ORDER BY printer, size", [], sheet)
    }

    /// The hub's own templates, by name.
    pub fn own_templates(&self) -> Result<Vec<OwnTemplate>> {
        let template =
            |row: &rusqlite::Row<'_>| Ok(OwnTemplate { name: row.text("name")?, source: row.text("source")? });
        self.rows("SELECT * FROM template ORDER BY name", [], template)
    }
}

impl Write<'_> {
    /// Adds a printer.
    pub fn insert_printer(&self, printer: &Printer) -> Result<()> {
        self.run(
            "INSERT INTO printer (id, number, name, way, address, language, dpi) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                printer.id.uuid(),
                printer.number,
                printer.name,
                printer.way.as_str(),
                printer.address,
                printer.language.as_str(),
                printer.dpi
            ],
        )?;
        Ok(())
    }

    /// Changes a printer.
    pub fn update_printer(&self, printer: &Printer) -> Result<()> {
        self.run(
            "UPDATE printer SET name = ?2, way = ?3, address = ?4, language = ?5, dpi = ?6 WHERE id = ?1",
            params![
                printer.id.uuid(),
                printer.name,
                printer.way.as_str(),
                printer.address,
                printer.language.as_str(),
                printer.dpi
            ],
        )?;
        Ok(())
    }

    /// Takes a printer away that nothing goes to any more. Papers that went to it name none then.
    pub fn drop_printer(&self, id: PrinterId) -> Result<()> {
        self.run("UPDATE print_job SET printer = NULL WHERE printer = ?1", params![id.uuid()])?;
        self.run("DELETE FROM printer_sheet WHERE printer = ?1", params![id.uuid()])?;
        self.run("DELETE FROM printer WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// Says where a document of a bench goes from now on.
    pub fn set_route(&self, route: &Route) -> Result<()> {
        self.run(
            "INSERT INTO printer_route (bench, document, printer, size) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET printer = excluded.printer, size = excluded.size",
            params![route.bench, route.document, route.printer.map(PrinterId::uuid), route.size],
        )?;
        Ok(())
    }

    /// Says nothing for a document of a bench any more: it goes where the others go.
    pub fn drop_route(&self, bench: &str, document: &str) -> Result<()> {
        self.run("DELETE FROM printer_route WHERE bench = ?1 AND document = ?2", params![bench, document])?;
        Ok(())
    }

    /// Says which label of the sheet in a printer is free first, from 0.
    pub fn set_sheet_begin(&self, printer: PrinterId, size: &str, next: u32) -> Result<()> {
        self.run(
            "INSERT INTO printer_sheet (printer, size, next) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET next = excluded.next",
            params![printer.uuid(), size, next],
        )?;
        Ok(())
    }

    /// Keeps a template of the hub's own.
    pub fn set_template(&self, template: &OwnTemplate) -> Result<()> {
        self.run(
            "INSERT INTO template (name, source) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET source = excluded.source",
            params![template.name, template.source],
        )?;
        Ok(())
    }

    /// Forgets a template of the hub's own.
    pub fn drop_template(&self, name: &str) -> Result<()> {
        self.run("DELETE FROM template WHERE name = ?1", params![name])?;
        Ok(())
    }
}
