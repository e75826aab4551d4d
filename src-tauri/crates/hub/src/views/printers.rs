//! The hub's printers, where each document goes, and what holds papers up.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{PrinterId, count};
use loopdock_labels::{Kind, Size};
use loopdock_store::{PrintState, Printer, PrinterLanguage, PrinterWay};

use super::papers;
use crate::command::Empty;
use crate::error::Result;
use crate::host::SystemPrinters;
use crate::printing::{self, Document};
use crate::view::View;

/// A printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrinterView {
    /// What people call it.
    pub name: String,
    /// How papers reach it.
    pub way: PrinterWay,
    /// The folder, its name in the system, or its address in the network.
    pub address: String,
    /// Of a folder, its path from the root.
    pub folder: Option<String>,
    /// What it is sent.
    pub language: PrinterLanguage,
    /// Its dots to an inch.
    pub dpi: u32,
}

/// What is set for a document of a bench.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RouteView {
    /// The bench; empty for every bench that says nothing else.
    pub bench: String,
    /// The document; empty for every one that is not named.
    pub document: String,
    /// The printer's name; none where it is not printed.
    pub printer: Option<String>,
    /// The size; none for the document's usual one.
    pub size: Option<String>,
}

/// A document that can be printed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Its name in templates and routes.
    pub document: String,
    /// What it is called, in words.
    pub title: String,
    /// The size that it has unless another is chosen.
    pub usual_size: String,
    /// The sizes that it can have.
    pub sizes: Vec<SizeView>,
}

/// A size of paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SizeView {
    /// Its name, such as `a4-24`.
    pub name: String,
    /// In words.
    pub title: String,
    /// How many labels a page of it has.
    pub labels: u32,
    /// Whether a label printer can print it.
    pub is_label: bool,
}

/// A sheet of labels that was begun.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SheetView {
    /// The printer that it lies in.
    pub printer: String,
    /// Its size.
    pub size: String,
    /// Its first free label, from 1.
    pub label: u32,
}

/// Printers, and where documents go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrintersView {
    /// Every printer, the oldest first.
    pub printers: Vec<PrinterView>,
    /// What is set. One for every bench and document is always there.
    pub routes: Vec<RouteView>,
    /// Every document.
    pub documents: Vec<DocumentView>,
    /// The sheets of labels that were begun.
    pub sheets: Vec<SheetView>,
    /// The benches.
    pub benches: Vec<String>,
}

/// The printers of the system.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SystemPrintersView {
    /// Their names there.
    pub names: Vec<String>,
}

/// A printer that takes nothing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HeldUp {
    /// The printer's name.
    pub printer: String,
    /// What it said.
    pub why: String,
    /// How many papers wait for it.
    pub papers: u32,
}

pub(crate) fn printer_view(view: &View<'_>, printer: Printer) -> PrinterView {
    let folder = printing::folder_of(&printer, &view.read.file());
    PrinterView {
        folder: folder.map(|folder| folder.to_string_lossy().into_owned()),
        name: printer.name,
        way: printer.way,
        address: printer.address,
        language: printer.language,
        dpi: printer.dpi,
    }
}

pub(crate) fn printers(view: &View<'_>, _: Empty) -> Result<PrintersView> {
    let all = view.read.printers()?;
    let name = |id: PrinterId| all.iter().find(|printer| printer.id == id).map(|printer| printer.name.clone());
    let routes = view.read.routes()?.into_iter().map(|route| RouteView {
        bench: route.bench,
        document: route.document,
        printer: route.printer.and_then(name),
        size: route.size,
    });
    let templates = printing::templates(&view.read)?;
    let documents = Kind::ALL.into_iter().map(|kind| DocumentView {
        document: kind.name().to_owned(),
        title: papers::title(view, kind.name()),
        usual_size: kind.usual_size().to_owned(),
        sizes: templates.sizes(kind).iter().map(|size| size_view(view, *size)).collect(),
    });
    let sheets =
        view.read.sheets()?.into_iter().filter_map(|(printer, size, next)| {
            name(printer).map(|printer| SheetView { printer, size, label: next + 1 })
        });
    Ok(PrintersView {
        routes: routes.collect(),
        documents: documents.collect(),
        sheets: sheets.collect(),
        benches: view.read.benches()?.into_iter().map(|bench| bench.name).collect(),
        printers: all.iter().map(|printer| printer_view(view, printer.clone())).collect(),
    })
}

pub(super) fn size_view(view: &View<'_>, size: Size) -> SizeView {
    let labels = count(size.labels_per_page());
    let millimetres = |mm: f32| mm.to_string();
    let (width, height) = (millimetres(size.width_mm), size.height_mm.map(millimetres).unwrap_or_default());
    let media = size.media().filter(|media| !media.starts_with("Custom")).unwrap_or_default();
    let args: [(&str, &str); 5] = [
        ("name", size.name),
        ("labels", &labels.to_string()),
        ("width", &width),
        ("height", &height),
        ("page", &media),
    ];
    let id = match () {
        () if labels > 1 => "size-sheet",
        () if size.height_mm.is_none() => "size-roll",
        () if !media.is_empty() => "size-page",
        () => "size-label",
    };
    let title = loopdock_labels::Words::word(view.texts, id, &args);
    SizeView { name: size.name.to_owned(), title, labels, is_label: size.is_on_roll() }
}

pub(crate) fn system_printers(_: &View<'_>, _: Empty) -> Result<SystemPrintersView> {
    Ok(SystemPrintersView { names: SystemPrinters::names() })
}

/// What holds papers up, by printer.
pub(crate) fn held_up(view: &View<'_>) -> Result<Vec<HeldUp>> {
    let mut held: Vec<(PrinterId, HeldUp)> = Vec::new();
    for job in view.read.print_jobs_held_up()? {
        let Some(printer) = job.printer.map(|id| view.read.printer(id)).transpose()?.flatten() else { continue };
        let id = printer.id;
        if held.iter().all(|(known, _)| *known != id) {
            held.push((id, HeldUp { printer: printer.name, why: job.told().to_owned(), papers: 0 }));
        }
        // What the system's own queue has waits there, and is not counted below.
        let waits_there = u32::from(job.state == PrintState::Stopped);
        held.iter_mut().filter(|(known, _)| *known == id).for_each(|(_, held)| held.papers += waits_there);
    }
    if held.is_empty() {
        return Ok(Vec::new());
    }
    for job in view.read.queued_print_jobs()? {
        let to = printing::where_to(&view.read, &job.bench, &Document::of(&job)?)?.map(|to| to.printer.id);
        for (_, waiting) in held.iter_mut().filter(|(printer, _)| Some(*printer) == to) {
            waiting.papers += 1;
        }
    }
    Ok(held.into_iter().map(|(_, held)| held).collect())
}
