//! The system's own file dialogs.

use std::future::Future;
use std::path::{Path, PathBuf};

use rfd::{AsyncFileDialog, AsyncMessageDialog, FileHandle, MessageButtons, MessageDialogResult, MessageLevel};
use tauri::{AppHandle, Manager as _};
use tokio::sync::oneshot;

/// Asks for a hub's file; nothing when nobody chose one.
pub(crate) async fn ask_hub(app: &AppHandle, beside: PathBuf) -> Option<PathBuf> {
    ask(app, move |dialog| {
        in_folder_of(dialog, &beside).set_title("Open a hub").add_filter("Hubs", &["db"]).pick_file()
    })
    .await
}

/// Asks where a new hub shall be.
pub(crate) async fn ask_new_hub(app: &AppHandle) -> Option<PathBuf> {
    // A second hub beside the first would share its name.
    let documents = app.path().document_dir().unwrap_or_default();
    let file = ask(app, move |dialog| {
        dialog
            .set_directory(documents)
            .set_title("Where shall the new hub's file be?")
            .set_file_name("hub.db")
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

/// Tells what came of a choice in the menu.
pub(crate) fn tell(app: &AppHandle, level: MessageLevel, said: String) {
    let shown = app.clone().run_on_main_thread(move || {
        let dialog = AsyncMessageDialog::new().set_title("Loopdock").set_level(level).set_description(said).show();
        tauri::async_runtime::spawn(dialog);
    });
    // A window that is closing shows nothing any more.
    drop(shown);
}

/// Asks a question; whether the first answer was given.
pub(crate) async fn agrees(app: &AppHandle, question: String, yes: &'static str, no: &'static str) -> bool {
    let (tell, told) = oneshot::channel();
    let window = app.get_webview_window("main");
    let handed = app.run_on_main_thread(move || {
        let buttons = MessageButtons::OkCancelCustom(yes.to_owned(), no.to_owned());
        let dialog = AsyncMessageDialog::new().set_title("Loopdock").set_description(question).set_buttons(buttons);
        let asked = match &window {
            Some(window) => dialog.set_parent(window).show(),
            None => dialog.show(),
        };
        tauri::async_runtime::spawn(async move {
            // Which of the two an answer is called depends on the system.
            let agreed = match asked.await {
                MessageDialogResult::Ok | MessageDialogResult::Yes => true,
                MessageDialogResult::Custom(label) => label == yes,
                MessageDialogResult::No | MessageDialogResult::Cancel => false,
            };
            let _ = tell.send(agreed);
        });
    });
    handed.is_ok() && told.await.unwrap_or(false)
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
