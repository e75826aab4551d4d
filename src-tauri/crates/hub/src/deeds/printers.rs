//! The hub's printers: which there are, what goes to each from each bench, and which label of a sheet is free.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::{DeedId, PrinterId};
use loopdock_labels::{Dpi, Kind, Size};
use loopdock_store::{Printer, PrinterLanguage, PrinterWay, Route};

use crate::command::{Between, Empty, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::hub::Hub;
use crate::printing::{self, Document};

/// The most characters of a printer's name.
const LONGEST_NAME: usize = 40;

/// A printer to add or to change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPrinter {
    /// The name of the one to change; a new one is added unless said.
    #[serde(default)]
    pub change: Option<String>,
    /// What people call it.
    pub name: String,
    /// How papers reach it.
    pub way: PrinterWay,
    /// The folder, beside the hub file unless its path is whole; the printer's name in the system; or `HOST:PORT`, where the
    /// port is 9100 unless said.
    pub address: String,
    /// What it is sent; what it was sent before unless said, and PDF of a new one.
    #[serde(default)]
    pub language: Option<PrinterLanguage>,
    /// Its dots to an inch; as many as before unless said, and 203 of a new one.
    #[serde(default)]
    pub dpi: Option<u32>,
}

/// Which printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrinterNamed {
    /// Its name.
    pub name: String,
}

/// Where a document goes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetRoute {
    /// The bench; every bench that says nothing else unless said.
    #[serde(default)]
    pub bench: String,
    /// The document, such as `parcel_label`; every one that is not named unless said.
    #[serde(default)]
    pub document: String,
    /// Where to.
    pub to: RouteTo,
    /// The size, such as `100x150`; the document's usual one unless said.
    #[serde(default)]
    pub size: Option<String>,
}

/// Where to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RouteTo {
    /// To the printer of this name.
    Printer(String),
    /// It is not printed.
    Nowhere,
    /// Where the others go.
    Others,
}

/// A sheet of labels in a printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetSheet {
    /// The printer's name.
    pub printer: String,
    /// The sheet's size, such as `a4-24`.
    pub size: String,
    /// Its first free label, from 1.
    pub label: u32,
}

/// An example to print.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintExample {
    /// The printer's name.
    pub printer: String,
    /// The document; a parcel label unless said.
    #[serde(default)]
    pub document: Option<String>,
    /// The size; the document's usual one unless said.
    #[serde(default)]
    pub size: Option<String>,
}

/// A printer that was set anew is tried at once.
pub(crate) fn set_printer(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request = read_request(request)?;
    hub.deed(deed, None, "set_printer", |doing| set(doing, request))?;
    wake(hub)
}

/// So is one that papers go to from now on.
pub(crate) fn set_route(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request = read_request(request)?;
    hub.deed(deed, None, "set_route", |doing| route(doing, request))?;
    wake(hub)
}

/// Somebody switched a printer on: nobody waits for the next try. It changes nothing, so it is no deed.
pub(crate) fn try_printers(hub: &mut Hub, _: Value, _: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    wake(hub)
}

fn wake(hub: &mut Hub) -> Result<Value> {
    hub.couriers_mut().wake_printers();
    Ok(serde_json::json!({}))
}

fn set(doing: &mut Doing<'_>, request: SetPrinter) -> Result<Empty> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::refused(format!(
            "A printer has a name of 1 to {LONGEST_NAME} characters, such as Labels at the door."
        )));
    }
    let before = request.change.as_deref().map(|name| named(doing, name)).transpose()?;
    let taken =
        doing.read().printer_named(&name)?.is_some_and(|other| before.as_ref().is_none_or(|own| own.id != other.id));
    if taken {
        return Err(Error::refused(format!("There is a printer “{name}” already. Give this one another name.")));
    }
    let (language, dpi) = match &before {
        Some(before) => (before.language, before.dpi),
        None => (PrinterLanguage::Pdf, Dpi::default().dots_per_inch()),
    };
    let (language, dpi) = (request.language.unwrap_or(language), request.dpi.unwrap_or(dpi));
    Dpi::try_from(dpi).map_err(Error::refused)?;
    let way = request.way;
    let address = address(way, &request.address)?;
    let printer = match before {
        Some(before) => Printer { name, way, address, language, dpi, ..before },
        None => Printer {
            id: doing.id::<PrinterId>(),
            number: doing.write.next_number("printer")?,
            name,
            way,
            address,
            language,
            dpi,
        },
    };
    // What goes to it already must still do so.
    for route in doing.read().routes()?.iter().filter(|route| route.printer == Some(printer.id)) {
        if !route.document.is_empty() {
            let kind = Kind::named(&route.document).map_err(Error::refused)?;
            check_size(doing, kind, &printer, route.size.as_deref())?;
        } else if printer.language == PrinterLanguage::Zpl {
            return Err(labels_only(&printer));
        }
    }
    match request.change {
        Some(_) => doing.write.update_printer(&printer)?,
        None => doing.write.insert_printer(&printer)?,
    }
    doing.note("printer", printer.id);
    Ok(Empty {})
}

/// The address as it is kept; refused where no paper could be sent there.
fn address(way: PrinterWay, text: &str) -> Result<String> {
    let text = text.trim();
    let refused = |words: &str| Err(Error::refused(words.to_owned()));
    match way {
        _ if text.chars().any(char::is_control) => refused("An address is one line. Type it anew."),
        PrinterWay::Folder if text.is_empty() => refused("A folder has a path, such as papers or /srv/papers."),
        PrinterWay::System if text.is_empty() || text.starts_with('-') => {
            refused("A printer of this system has a name there. Choose it from the list.")
        }
        PrinterWay::Network => {
            let host = text.rsplit_once(':').map_or(text, |(host, _)| host);
            let port = text.rsplit_once(':').map_or(Ok(9100), |(_, port)| port.parse::<u16>());
            let is_host = !host.is_empty() && !host.contains(|char: char| char.is_whitespace() || char == '/');
            match port {
                Ok(1..) if is_host => Ok(text.to_owned()),
                _ => refused("A printer in the network has an address such as 192.168.1.40 or labels.local:9100."),
            }
        }
        PrinterWay::Folder | PrinterWay::System => Ok(text.to_owned()),
    }
}

pub(crate) fn remove_printer(doing: &mut Doing<'_>, request: PrinterNamed) -> Result<Empty> {
    let printer = named(doing, &request.name)?;
    let routes = doing.read().routes()?;
    let is_usual =
        |route: &&Route| route.printer == Some(printer.id) && route.bench.is_empty() && route.document.is_empty();
    if routes.iter().any(|route| is_usual(&route)) {
        return Err(Error::refused(format!(
            "“{}” takes all papers that no other printer takes. Choose another for them first.",
            printer.name
        )));
    }
    for route in routes.iter().filter(|route| route.printer == Some(printer.id)) {
        doing.write.drop_route(&route.bench, &route.document)?;
    }
    doing.write.drop_printer(printer.id)?;
    doing.note("printer", printer.id);
    Ok(Empty {})
}

fn route(doing: &mut Doing<'_>, request: SetRoute) -> Result<Empty> {
    let SetRoute { bench, document, to, size } = request;
    let is_for_all = bench.is_empty() && document.is_empty();
    if !bench.is_empty() && doing.read().bench_named(&bench)?.is_none() {
        return Err(Error::not_found(format!("There is no bench “{bench}”.")));
    }
    let kind = if document.is_empty() { None } else { Some(Kind::named(&document).map_err(Error::refused)?) };
    let printer = match to {
        RouteTo::Printer(name) => Some(named(doing, &name)?),
        RouteTo::Nowhere if is_for_all => {
            return Err(Error::refused("Some printer takes the papers that no other takes: a folder will do."));
        }
        RouteTo::Nowhere => None,
        RouteTo::Others if is_for_all => {
            return Err(Error::refused("There are no others to go with: choose a printer, or a folder."));
        }
        RouteTo::Others => {
            doing.write.drop_route(&bench, &document)?;
            return noted(doing, &bench, &document);
        }
    };
    match (kind, &printer) {
        (Some(kind), Some(printer)) => check_size(doing, kind, printer, size.as_deref())?,
        (None, Some(printer)) if printer.language == PrinterLanguage::Zpl => return Err(labels_only(printer)),
        (None, _) if size.is_some() => {
            return Err(Error::bad_call("a size is chosen for one document: name it, or leave the size out"));
        }
        _ => {}
    }
    doing.write.set_route(&Route {
        bench: bench.clone(),
        document: document.clone(),
        printer: printer.map(|printer| printer.id),
        size,
    })?;
    noted(doing, &bench, &document)
}

fn labels_only(printer: &Printer) -> Error {
    Error::refused(format!(
        "“{}” prints labels only. Name the documents that go to it one by one, and another printer for the rest.",
        printer.name
    ))
}

fn noted(doing: &mut Doing<'_>, bench: &str, document: &str) -> Result<Empty> {
    doing.note("at", bench);
    doing.note("document", document);
    Ok(Empty {})
}

/// Refuses a size that the document can't have, or that its printer can't print.
fn check_size(doing: &Doing<'_>, kind: Kind, printer: &Printer, size: Option<&str>) -> Result<()> {
    let size = Size::named(size.unwrap_or(kind.usual_size())).map_err(Error::refused)?;
    let sizes = printing::templates(&doing.read())?.sizes(kind);
    if !sizes.iter().any(|known| known.name == size.name) {
        let names: Vec<&str> = sizes.iter().map(|size| size.name).collect();
        return Err(Error::refused(format!(
            "There is no template of {} for {}: choose {}, or make one.",
            kind.name(),
            size.name,
            names.join(", ")
        )));
    }
    if printer.language == PrinterLanguage::Zpl && !size.is_on_roll() {
        return Err(Error::refused(format!(
            "“{}” prints labels, and {} is a page. Choose a label's size for it, or another printer.",
            printer.name, size.name
        )));
    }
    Ok(())
}

pub(crate) fn set_sheet(doing: &mut Doing<'_>, request: SetSheet) -> Result<Empty> {
    let printer = named(doing, &request.printer)?;
    let size = Size::named(&request.size).map_err(Error::refused)?;
    let labels = loopdock_domain::count(size.labels_per_page());
    if !(1..=labels).contains(&request.label) || labels == 1 {
        return Err(Error::refused(format!("{} has labels 1 to {labels}: name the first that is free.", size.name)));
    }
    doing.write.set_sheet_begin(printer.id, size.name, request.label - 1)?;
    doing.note("printer", printer.id);
    Ok(Empty {})
}

pub(crate) fn print_example(doing: &mut Doing<'_>, request: PrintExample) -> Result<Empty> {
    let printer = named(doing, &request.printer)?;
    let kind = match request.document.as_deref() {
        Some(document) => Kind::named(document).map_err(Error::refused)?,
        None => Kind::ParcelLabel,
    };
    check_size(doing, kind, &printer, request.size.as_deref())?;
    let trial = Document::Trial { document: kind.name().to_owned(), printer: printer.id, size: request.size };
    doing.print_asked(&trial, "", 0)?;
    doing.note("printer", printer.id);
    Ok(Empty {})
}

fn named(doing: &Doing<'_>, name: &str) -> Result<Printer> {
    find::printer_named(&doing.read(), name)
}
