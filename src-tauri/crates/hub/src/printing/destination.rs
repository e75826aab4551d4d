//! Where a paper goes: the printer and the size that are set for its document and its bench.

use std::path::{Path, PathBuf};

use loopdock_domain::bench::PapersTo;
use loopdock_labels::{Kind, Size};
use loopdock_store::{Printer, PrinterWay, Read};

use crate::error::{Error, Result};

/// Where a document goes, and on what.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The printer.
    pub printer: Printer,
    /// The paper.
    pub size: Size,
    /// Whether it goes on where the last sheet of labels ended: in a printer, and in a folder that was chosen for such labels;
    /// files that nobody has asked for begin anew.
    pub goes_on: bool,
}

/// The folder beside a hub file.
pub(crate) fn folder_beside(path: &Path) -> String {
    // Only the name is kept, so that a hub file that is moved takes its folder along.
    path.with_extension("prints").file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where a document of a bench goes; none where it is not to be printed.
pub(crate) fn destination(read: &Read<'_>, bench: &str, kind: Kind) -> Result<Option<Destination>> {
    let route = read.route(bench, kind.name())?.ok_or_else(|| Error::internal("no printer takes the papers"))?;
    let Some(printer) = route.printer else { return Ok(None) };
    let printer = read.printer(printer)?.ok_or_else(|| Error::internal("a printer that papers go to is missing"))?;
    // A size is chosen for one document: for all of them together each keeps its own.
    let is_named = !route.document.is_empty();
    let chosen = route.size.filter(|_| is_named);
    let size = Size::named(chosen.as_deref().unwrap_or(kind.usual_size())).map_err(Error::refused)?;
    let is_folder = printer.way == PrinterWay::Folder;
    Ok(Some(Destination { printer, size, goes_on: (is_named || !is_folder) && size.labels_per_page() > 1 }))
}

/// The printer that takes all that nothing else is said for.
pub(crate) fn usual_printer(read: &Read<'_>) -> Result<Option<Printer>> {
    match read.route("", "")?.and_then(|route| route.printer) {
        Some(id) => Ok(read.printer(id)?),
        None => Ok(None),
    }
}

/// The folder that a printer stands for, of the hub at `path`.
pub(crate) fn folder_of(printer: &Printer, path: &Path) -> Option<PathBuf> {
    let folder = || path.parent().unwrap_or(Path::new("")).join(&printer.address);
    (printer.way == PrinterWay::Folder).then(folder)
}

/// Where the label of a parcel goes that is closed at a bench, in a word.
pub(crate) fn papers_to(read: &Read<'_>, bench: &str) -> Result<PapersTo> {
    Ok(match destination(read, bench, Kind::ParcelLabel)? {
        None => PapersTo::Nowhere,
        Some(to) if to.printer.way == PrinterWay::Folder => PapersTo::Folder,
        Some(_) => PapersTo::Printer,
    })
}
