//! The window's own commands, declared in the hub's `window` beside the table: they work without a hub, and change which
//! one is open.

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use loopdock_hub::window::{FileSaved, FileView, Guess, GuessRequest, HubKind};
use loopdock_hub::{Error, Result, Setup, countries, country_of, currency_of, demo};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tauri::{AppHandle, State};

use crate::desktop::{Choice, Desktop};
use crate::dialogs;

/// Does the command `name`.
#[tauri::command]
pub(crate) async fn shell(
    name: String,
    request: Value,
    app: AppHandle,
    desktop: State<'_, Arc<Desktop>>,
) -> Result<Value> {
    let desktop = Arc::clone(&desktop);
    match name.as_str() {
        "state" => desktop.begun().await,
        "guess" => return answer(&guess(&read::<GuessRequest>(request)?.language)),
        "check_setup" => return answer(&read::<Setup>(request)?.faults()),
        "save_file" => return answer(&save_file(&app, read(request)?).await?),
        "make_hub" => desktop.make(read(request)?).await?,
        "open_hub" => open_hub(&app, &desktop).await,
        "new_hub" => new_hub(&app, &desktop).await?,
        "open_again" => desktop.open(&desktop.file()).await,
        "open_own" => desktop.open_own().await,
        "open_asked" => desktop.answer(Choice::Turn).await?,
        "stay" => desktop.answer(Choice::Stay).await?,
        "open_demo" => desktop.open_demo().await?,
        "practise" => practise(&desktop).await?,
        "end_practice" => desktop.end_practice().await,
        _ => return Err(Error::bad_call(format!("the window has no command “{name}”"))),
    }
    answer(&desktop.view())
}

/// Asks for a hub's file and opens it.
pub(crate) async fn open_hub(app: &AppHandle, desktop: &Arc<Desktop>) {
    if let Some(file) = dialogs::ask_hub(app, desktop.own()).await {
        desktop.open(&file).await;
    }
}

/// Asks where a new hub shall be, and begins the first run for it.
async fn new_hub(app: &AppHandle, desktop: &Arc<Desktop>) -> Result<()> {
    match dialogs::ask_new_hub(app).await {
        Some(file) => desktop.begin_new(file).await,
        None => Ok(()),
    }
}

/// A practice hub with the money and time of the hub that is open, or of this computer.
pub(crate) async fn practise(desktop: &Arc<Desktop>) -> Result<()> {
    let settings = match desktop.service() {
        Ok(service) => service.call("hub", json!({}), None).await.ok(),
        Err(_) => None,
    };
    let of = |member: &str| Some(settings.as_ref()?.get(member)?.as_str()?.to_owned());
    let guessed = guess("");
    let currency = of("currency").unwrap_or(guessed.currency);
    let timezone = of("timezone").unwrap_or(guessed.timezone);
    desktop.practise(demo::practice_setup(&currency, &timezone)).await
}

/// Writes the open hub's journal to a file, a line for each deed.
pub(crate) async fn export_journal(app: &AppHandle, desktop: &Arc<Desktop>) -> Result<Option<(PathBuf, usize)>> {
    const LINES: u32 = 1_000;
    let service = desktop.service()?;
    let Some(file) = dialogs::ask_export(app, desktop.own()).await else { return Ok(None) };
    no_hub(&file)?;
    let unwritable = |error| unwritable(&file, &error);
    let mut target = BufWriter::new(File::create(&file).map_err(unwritable)?);
    let (mut after, mut lines) = (0, 0);
    loop {
        let page = service.journal_after(after, LINES).await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        lines += page.len();
        for line in &page {
            writeln!(target, "{}", line.line).map_err(unwritable)?;
        }
    }
    target.into_inner().map_err(|error| unwritable(error.into_error()))?.sync_all().map_err(unwritable)?;
    Ok(Some((file, lines)))
}

/// Asks where a file is to be, and writes it there.
async fn save_file(app: &AppHandle, file: FileView) -> Result<FileSaved> {
    let bytes = file.bytes()?;
    let Some(at) = dialogs::ask_file(app, &file.name).await else { return Ok(FileSaved { file: None }) };
    write(&at, &bytes)?;
    Ok(FileSaved { file: Some(at.display().to_string()) })
}

fn write(at: &Path, bytes: &[u8]) -> Result<()> {
    no_hub(at)?;
    std::fs::write(at, bytes).map_err(|error| unwritable(at, &error))
}

/// Refuses a file that is a hub, or what lies beside one.
fn no_hub(at: &Path) -> Result<()> {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    if is_database(at) || ["-wal", "-shm", "-journal"].iter().any(|end| name.ends_with(end)) {
        let at = at.display();
        return Err(Error::refused(format!("{at} is a hub, and would be lost. Choose another name.")));
    }
    Ok(())
}

fn unwritable(at: &Path, error: &std::io::Error) -> Error {
    Error::refused(format!("{} can't be written: {error}. Choose another folder.", at.display()))
}

/// Whether there is a SQLite file already (sqlite.org/fileformat.html, section 1.3).
fn is_database(file: &Path) -> bool {
    let mut begins = [0; 15];
    File::open(file).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *b"SQLite format 3"
}

/// What this computer seems to use: by the system's locale, else by the page's language.
fn guess(language: &str) -> Guess {
    let of_system = ["LC_ALL", "LC_MONETARY", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let locales: Vec<String> = of_system.chain([language.to_owned()]).collect();
    let currency = locales.iter().find_map(|locale| currency_of(locale));
    let country = locales.iter().find_map(|locale| country_of(locale)).unwrap_or_default();
    let timezone = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned());
    let by_zone = if timezone.starts_with("Europe/") { "EUR" } else { "USD" };
    Guess { currency: currency.unwrap_or_else(|| by_zone.to_owned()), timezone, country, countries: countries() }
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T> {
    serde_json::from_value(request).map_err(|error| Error::bad_call(format!("the request can't be read: {error}")))
}

fn answer(answer: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// What a hub is called in the window's title.
pub(crate) fn title(kind: HubKind) -> &'static str {
    match kind {
        HubKind::Own => "Loopdock",
        HubKind::Demo => "Loopdock – demo hub",
        HubKind::Practice => "Loopdock – practice",
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_file_that_is_saved_replaces_its_older_one_and_never_a_hub() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("fleet.csv");
        write(&at, b"older, and longer").unwrap();
        write(&at, b"part\r\n").unwrap();
        assert_eq!(std::fs::read(&at).unwrap(), b"part\r\n");
        let hub = folder.path().join("hub.db");
        std::fs::write(&hub, b"SQLite format 3\0").unwrap();
        assert!(write(&hub, b"part").unwrap_err().message.contains("is a hub"));
        assert!(write(folder.path(), b"part").unwrap_err().message.contains("can't be written"));
    }
}
