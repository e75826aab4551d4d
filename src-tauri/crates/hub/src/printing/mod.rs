//! Papers: queued in the deed's own transaction by what they are about, made and sent between scans.

mod content;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use loopdock_domain::bench::PapersTo;
use loopdock_domain::{HandoverId, ItemId, ParcelId, WaveId};
use loopdock_labels::{Dpi, Fonts, Format, Paper, PaperError, Printing, Size, Templates};
use loopdock_store::{PrintJob, PrintState};

pub(crate) use content::sheet_is_empty;

use crate::deeds::set_up::Sheet;
use crate::error::{Error, Result};
use crate::hub::{Hub, Rest};
use crate::view::View;

/// How documents are laid out.
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::bundled);

/// A document to print, by the ids of what it is about: the queue holds no buyer's data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Document {
    /// The label on a parcel.
    ParcelLabel { parcel: ParcelId },
    /// The slip in it.
    ReturnSlip { parcel: ParcelId },
    /// A walk on paper.
    PickList { wave: WaveId },
    /// What a carrier signs.
    Manifest { handover: HandoverId },
    /// Codes to cut out.
    CodeSheet { sheet: Sheet },
    /// Codes to stick on units of one item.
    ItemCodes { item: ItemId, copies: u32 },
}

impl Document {
    /// Its word in the queue.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::ParcelLabel { .. } => "parcel_label",
            Self::ReturnSlip { .. } => "return_slip",
            Self::PickList { .. } => "pick_list",
            Self::Manifest { .. } => "manifest",
            Self::CodeSheet { .. } => "code_sheet",
            Self::ItemCodes { .. } => "item_codes",
        }
    }

    /// What a job is to print.
    pub(crate) fn of(job: &PrintJob) -> Result<Self> {
        serde_json::from_str(&job.subject)
            .map_err(|error| Error::internal(format!("a print job can't be read: {error}")))
    }

    /// As its print job keeps it: equal documents have equal subjects, and are found by them.
    pub(crate) fn subject(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::internal(error.to_string()))
    }
}

/// Where papers go.
enum Target {
    Folder(PathBuf),
    Printer(String),
}

/// The folder beside the hub file.
fn folder_beside(path: &Path) -> PathBuf {
    path.with_extension("prints")
}

pub(crate) fn default_target(path: &Path) -> String {
    let folder = folder_beside(path);
    // Only the name is kept, so that a hub file that is moved takes its folder along.
    format!("folder:{}", folder.file_name().unwrap_or_default().to_string_lossy())
}

/// Refuses a target that is neither a folder nor a printer.
pub(crate) fn check_target(text: &str) -> Result<()> {
    target(text, Path::new("")).map(|_| ())
}

/// A folder's path is taken from where the hub file is.
fn target(text: &str, hub: &Path) -> Result<Target> {
    let named = |rest: &str| !rest.trim().is_empty();
    if let Some(folder) = text.strip_prefix("folder:").filter(|rest| named(rest)) {
        return Ok(Target::Folder(hub.parent().unwrap_or(Path::new("")).join(folder)));
    }
    match text.strip_prefix("printer:").filter(|rest| named(rest)) {
        Some(printer) => Ok(Target::Printer(printer.to_owned())),
        None => Err(Error::refused(format!("“{text}” is no place for papers: write folder:PATH or printer:NAME."))),
    }
}

/// Where papers go that are sent to `print_to`.
pub(crate) fn papers_to(print_to: &str) -> PapersTo {
    match target(print_to, Path::new("")) {
        Ok(Target::Folder(_)) => PapersTo::Folder,
        _ => PapersTo::Printer,
    }
}

/// The folder that they go into, of the hub at `path`.
pub(crate) fn folder(print_to: &str, path: &Path) -> Option<PathBuf> {
    match target(print_to, path) {
        Ok(Target::Folder(folder)) => Some(folder),
        _ => None,
    }
}

/// Makes and sends the oldest paper that waits.
pub(crate) fn print_one(hub: &mut Hub) -> Result<Rest> {
    let Some(job) = hub.view().read.queued_print_jobs(1)?.into_iter().next() else { return Ok(Rest::Nothing) };
    let sent = made(&hub.view(), &job).and_then(|(name, paper)| send(hub, &name, &paper));
    let (state, message) = match sent {
        Ok(message) => (PrintState::Done, message),
        Err(error) => (PrintState::Failed, error.message),
    };
    hub.deed(None, None, "print", |doing| {
        doing.note("job", job.id);
        doing.note("state", state);
        Ok(doing.write.set_print_job(job.id, state, &message)?)
    })?;
    Ok(Rest::More)
}

/// The paper and the name of its file, which holds numbers only.
pub(crate) fn made(view: &View<'_>, job: &PrintJob) -> Result<(String, Paper)> {
    let document = Document::of(job)?;
    let fonts = view.fonts.get_or_init(Fonts::with_installed);
    let (name, documents) = content::of(view, document)?;
    let refused = |error: PaperError| Error::refused(error.to_string());
    let kind = documents.first().map(loopdock_labels::Document::kind).ok_or_else(|| refused(PaperError::Empty))?;
    let size = Size::named(kind.usual_size()).map_err(Error::refused)?;
    let printing = Printing { documents: &documents, size, dpi: Dpi::default(), start_at: 0 };
    let paper = loopdock_labels::print(printing, Format::Pdf, &TEMPLATES, fonts, view.texts).map_err(refused)?;
    Ok((format!("{:05}-{name}.pdf", job.number), paper))
}

/// Sends a paper; answers with what its job remembers: where it is, and what could not be printed as it was asked.
fn send(hub: &Hub, name: &str, paper: &Paper) -> Result<String> {
    let io =
        |path: &Path, error: &std::io::Error| Error::refused(format!("{} can't be written: {error}", path.display()));
    match target(&hub.view().hub.print_to, hub.path())? {
        Target::Folder(folder) => {
            fs::create_dir_all(&folder).map_err(|error| io(&folder, &error))?;
            let path = folder.join(name);
            // Written beside and renamed, so that whoever watches the folder never sees half a paper.
            let half = folder.join(format!(".{name}.part"));
            fs::write(&half, paper.file())
                .and_then(|()| fs::rename(&half, &path))
                .map_err(|error| io(&path, &error))?;
        }
        Target::Printer(printer) => {
            let path = std::env::temp_dir().join(format!("loopdock-{}-{name}", std::process::id()));
            fs::write(&path, paper.file()).map_err(|error| io(&path, &error))?;
            let printed = hub.host().print(&printer, &path);
            fs::remove_file(&path).map_err(|error| io(&path, &error))?;
            printed.map_err(|words| Error::refused(format!("printer {printer}: {words}")))?;
        }
    }
    Ok(remarks(name, paper))
}

fn remarks(name: &str, paper: &Paper) -> String {
    let mut text = name.to_owned();
    if !paper.missing.is_empty() {
        text.push_str(&format!("; no installed font has {}", paper.missing_named().join(", ")));
    }
    if !paper.truncated.is_empty() {
        text.push_str(&format!("; {} texts were too long and end in an ellipsis", paper.truncated.len()));
    }
    text
}
