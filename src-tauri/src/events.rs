//! Word of the journal for the screens.

use tauri::{AppHandle, Emitter as _};

use crate::desktop::Desktop;

/// Tells the screens the journal's newest seq whenever it grew. One that is slow hears of the newest only.
pub(crate) fn follow(app: &AppHandle, desktop: &Desktop) {
    let Ok(service) = desktop.service() else { return };
    let mut newest = service.newest();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        while newest.changed().await.is_ok() {
            let seq = *newest.borrow_and_update();
            // A window that is closing hears nothing any more.
            let _ = app.emit("journal", seq);
        }
    });
}
