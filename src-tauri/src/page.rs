//! The page in the window: opened with what it would ask first, told the news, and loaded again when the process that draws
//! it dies.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use loopdock_hub::window::FirstLook;
use serde_json::json;
use tauri::http::Response;
use tauri::http::header::CONTENT_TYPE;
use tauri::{AppHandle, Emitter as _, Manager as _, WebviewWindow, WebviewWindowBuilder};
use tokio::task::block_in_place;
use tokio::time::timeout;

use crate::desktop::{Desktop, News, Tell};
use crate::shell::title;

/// A hub that takes longer to open is asked for by the page, which says meanwhile that it is being opened.
const FIRST_LOOK: Duration = Duration::from_millis(50);

/// Opens the window that the configuration describes, on this hub.
pub(crate) fn open(app: &AppHandle, desktop: Arc<Desktop>) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let desktop = Arc::clone(&desktop);
        let window = WebviewWindowBuilder::from_config(app, config)?
            .on_web_resource_request(move |_, response| {
                if response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "text/html") {
                    let look = timeout(FIRST_LOOK, first_look(&desktop));
                    // The request has a task of its own, and waits for this.
                    if let Ok(look) = block_in_place(|| tauri::async_runtime::block_on(look)) {
                        tell_with_page(&look, response);
                    }
                }
            })
            .build()?;
        revive(&window);
        // Only now: the process that draws the page starts while the system makes the window.
        window.show()?;
    }
    Ok(())
}

/// What a page would ask first, as soon as it is known whether there is a hub.
async fn first_look(desktop: &Desktop) -> FirstLook {
    desktop.begun().await;
    // Before the day is looked up: what happens meanwhile is news to the page.
    let window = desktop.view();
    let today = match desktop.service_since(window.opening) {
        Ok(service) => service.call("today", json!({}), None).await.ok(),
        Err(_) => None,
    };
    FirstLook { window, today }
}

/// Puts data into the page, where no script of it can be run: it ends at no tag but its own.
fn tell_with_page(look: &FirstLook, page: &mut Response<Cow<'static, [u8]>>) {
    let Ok(data) = serde_json::to_string(look) else { return };
    let data = data.replace('<', "\\u003c");
    let told = format!("<script type=\"application/json\" id=\"first-look\">{data}</script></head>");
    if let Ok(text) = std::str::from_utf8(page.body()) {
        *page.body_mut() = Cow::Owned(text.replacen("</head>", &told, 1).into_bytes());
    }
}

/// Brings news to the page. One that is slow hears of the newest only.
pub(crate) fn teller(app: &AppHandle) -> Tell {
    let app = app.clone();
    Arc::new(move |news| match news {
        // A window that is closing hears nothing any more.
        News::Journal(seq) => drop(app.emit("journal", seq)),
        News::Window => {
            // Before the first hub was looked for there is nothing to show.
            let Some(desktop) = app.try_state::<Arc<Desktop>>() else { return };
            let view = desktop.view();
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.set_title(title(view.kind));
            }
            let _ = app.emit("window", view);
        }
    })
}

/// Keeps the window at its own page: a link that is dropped on it or clicked leads nowhere else.
pub(crate) fn stays<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri::plugin::Builder::new("stays")
        .on_navigation(|_, url| {
            let is_ours = matches!(url.scheme(), "tauri" | "about") || url.host_str() == Some("tauri.localhost");
            if !is_ours {
                eprintln!("The window does not leave its page for {url}.");
            }
            is_ours
        })
        .build()
}

/// Has pages drawn by the processor where there is no graphics processor. The system would emulate one there, and a page of
/// words and tables takes longer that way: the start by a quarter, the slowest answers by half. To be called before anything
/// else, while this program has one thread: it is said in the environment, which the processes that draw inherit.
#[cfg(target_os = "linux")]
pub(crate) fn draw() {
    // Where the kernel offers one for drawing (docs.kernel.org, DRM render nodes).
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let has_one = nodes.map(|node| node.file_name()).any(|name| name.to_string_lossy().starts_with("renderD"));
    if !has_one {
        // Whoever has chosen already is left to it.
        let told = webkit2gtk::glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
        if let Err(error) = told {
            eprintln!("The page is drawn as the system would: {error}");
        }
    }
}

/// The system knows best.
#[cfg(not(target_os = "linux"))]
pub(crate) fn draw() {}

/// Loads the page again when the process that draws it dies: the hub is in another process, and nothing was lost.
#[cfg(target_os = "linux")]
fn revive(window: &WebviewWindow) {
    use std::cell::Cell;
    use std::time::{Duration, Instant};

    use rfd::MessageLevel;
    use webkit2gtk::WebViewExt as _;

    use crate::dialogs;

    /// A page that dies again so soon would die for ever.
    const TOO_SOON: Duration = Duration::from_secs(3);

    let last = Cell::new(None::<Instant>);
    let app = window.app_handle().clone();
    let watched = window.with_webview(move |webview| {
        webview.inner().connect_web_process_terminated(move |webview, reason| {
            let is_too_soon = last.replace(Some(Instant::now())).is_some_and(|then| then.elapsed() < TOO_SOON);
            eprintln!("The page stopped ({reason:?}). Every scan that was answered is kept.");
            if is_too_soon {
                let said = "The page stopped again at once. Every scan that was answered is kept. Close Loopdock and start it again.";
                dialogs::tell(&app, MessageLevel::Error, said.to_owned());
            } else {
                webview.reload();
            }
        });
    });
    if let Err(error) = watched {
        eprintln!("The page can't be watched: {error}");
    }
}

/// The system loads it again by itself, or has no such process.
#[cfg(not(target_os = "linux"))]
fn revive(_: &WebviewWindow) {}
