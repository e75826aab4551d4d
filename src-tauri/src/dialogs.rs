//! The system's own file dialogs.

use std::future::Future;
use std::path::{Path, PathBuf};

use rfd::{AsyncFileDialog, AsyncMessageDialog, FileHandle, MessageLevel};
use tauri::{AppHandle, Manager as _};
use tokio::sync::oneshot;

/// Asks for a hub's file; nothing when nobody chose one.
pub(crate) async fn ask_hub(app: &AppHandle, beside: PathBuf) -> Option<PathBuf> {
    ask(app, move |dialog| {
        in_folder_of(dialog, &beside).set_title("Open a hub").add_filter("Hubs", &["db"]).pick_file()
    })
    .await
}

/// Asks where a new hub shall be. Why, the page has said before: not every system shows the title of a file dialog.
pub(crate) async fn ask_new_hub(app: &AppHandle) -> Option<PathBuf> {
    let documents = documents(app);
    let file = ask(app, move |dialog| {
        let name = free_name(&documents);
        dialog
            .set_directory(documents)
            .set_title("New hub: a folder and a name for its file")
            .set_file_name(name)
            .add_filter("Hubs", &["db"])
            .save_file()
    });
    file.await.map(|file| if file.extension().is_some() { file } else { file.with_extension("db") })
}

/// Asks where the exported journal shall be.
pub(crate) async fn ask_export(app: &AppHandle, beside: PathBuf) -> Option<PathBuf> {
    ask(app, move |dialog| {
        in_folder_of(dialog, &beside)
            .set_title("Where shall the exported journal be?")
            .set_file_name("journal.jsonl")
            .add_filter("JSON lines", &["jsonl"])
            .save_file()
    })
    .await
}

/// Asks where a file shall be that somebody keeps; `name` is proposed, and its ending is kept where none is typed.
pub(crate) async fn ask_file(app: &AppHandle, name: &str) -> Option<PathBuf> {
    // The page says a name and no place.
    let name = PathBuf::from(std::path::Path::new(name).file_name()?);
    let documents = documents(app);
    let ending = name.extension().unwrap_or_default().to_string_lossy().into_owned();
    let (proposed, filter) = (name.to_string_lossy().into_owned(), ending.clone());
    let file = ask(app, move |dialog| {
        dialog
            .set_directory(documents)
            .set_title("Save as")
            .set_file_name(proposed)
            .add_filter(filter.to_uppercase(), &[filter])
            .save_file()
    });
    file.await.map(|file| if file.extension().is_some() { file } else { file.with_extension(ending) })
}

/// Where people keep their files.
fn documents(app: &AppHandle) -> PathBuf {
    app.path().document_dir().or_else(|_| app.path().home_dir()).unwrap_or_default()
}

/// Tells what came of a choice in the menu.
pub(crate) fn tell(app: &AppHandle, level: MessageLevel, said: String) {
    let shown = app.clone().run_on_main_thread(move || {
        let dialog = AsyncMessageDialog::new().set_title("Loopdock").set_level(level).set_description(said).show();
        tauri::async_runtime::spawn(dialog);
    });
    // A window that is closing shows nothing any more.
    drop(shown);
}

/// A name that no file in `folder` has.
fn free_name(folder: &Path) -> String {
    let names = (2..).map(|number| format!("hub-{number}.db"));
    let free = |name: &String| !folder.join(name).exists();
    std::iter::once("hub.db".to_owned()).chain(names).find(free).unwrap_or_default()
}

fn in_folder_of(dialog: AsyncFileDialog, file: &Path) -> AsyncFileDialog {
    match file.parent().filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// Dialogs are made on the main thread, and waited for on another one.
async fn ask<Asked>(app: &AppHandle, make: impl FnOnce(AsyncFileDialog) -> Asked + Send + 'static) -> Option<PathBuf>
where
    Asked: Future<Output = Option<FileHandle>> + Send + 'static,
{
    let (tell, told) = oneshot::channel();
    let window = app.get_webview_window("main");
    let handed = app.run_on_main_thread(move || {
        let dialog = match &window {
            Some(window) => AsyncFileDialog::new().set_parent(window),
            None => AsyncFileDialog::new(),
        };
        let asked = make(dialog);
        tauri::async_runtime::spawn(async move {
            let _ = tell.send(asked.await.map(|chosen| chosen.path().to_owned()));
        });
    });
    handed.ok()?;
    told.await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_is_proposed_for_a_new_hub_is_no_other_hubs() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["hub.db", "hub-2.db", "hub-3.db"] {
            assert_eq!(free_name(folder.path()), name);
            std::fs::write(folder.path().join(name), "a hub").unwrap();
        }
    }
}
