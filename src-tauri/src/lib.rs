//! The desktop program: a window around the screens, and the hub behind them. It decides nothing; [`rpc`](mod@rpc) carries
//! the hub's commands, [`shell`](mod@shell) those that choose a hub, and [`desktop`] has the hub that is open.

mod crash;
mod desktop;
mod dialogs;
mod menu;
mod page;
mod remember;
mod rpc;
mod shell;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use loopdock_hub::SystemHost;
use tauri::{AppHandle, Manager as _, RunEvent};

use desktop::{Desktop, News, Wanted};

/// Loopdock, the window of a small fulfilment hub.
#[derive(Parser, Debug)]
#[command(version)]
struct Arguments {
    /// The hub's file; the one that was open last, or the one in this user's data folder, unless said.
    #[arg(long, value_name = "FILE")]
    hub: Option<PathBuf>,
    /// Opens the demo hub in this user's data folder, making it first where there is none.
    #[arg(long, conflicts_with = "hub")]
    demo: bool,
    /// Shows what a program that failed has left to say, and ends.
    #[arg(long, value_name = "TEXT", hide = true)]
    crash_note: Option<String>,
}

impl Arguments {
    /// Which hub is asked for by somebody in `folder`, where one is.
    fn wanted(self, folder: &Path) -> Option<Wanted> {
        if self.demo { Some(Wanted::Demo) } else { self.hub.map(|file| Wanted::File(folder.join(file))) }
    }
}

/// Opens the window and the hub, and returns when the window was closed and everything that was answered is kept.
#[must_use]
pub fn run() -> ExitCode {
    page::draw();
    let arguments = Arguments::parse();
    if let Some(note) = arguments.crash_note {
        crash::show(&note);
        return ExitCode::SUCCESS;
    }
    crash::watch();
    let built = tauri::Builder::default()
        // First, so that a second start only brings the window forward, and asks where it names another hub.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
            let wanted = Arguments::try_parse_from(arguments).ok().and_then(|asked| asked.wanted(Path::new(&folder)));
            if let (Some(wanted), Some(desktop)) = (wanted, app.try_state::<Arc<Desktop>>()) {
                let desktop = Arc::clone(&desktop);
                tauri::async_runtime::spawn(async move { desktop.ask_for(wanted).await });
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(tauri::generate_handler![rpc::rpc, shell::shell])
        .menu(menu::make)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .plugin(page::stays())
        .setup(move |app| Ok(begin(app.handle(), arguments.wanted(Path::new("")))?))
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("The window could not be opened: {error}. See that a screen is there, or use: loopdock serve");
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            tauri::async_runtime::block_on(app.state::<Arc<Desktop>>().close());
        }
    });
    ExitCode::SUCCESS
}

/// Opens the hub beside the window, which is opened meanwhile.
fn begin(app: &AppHandle, wanted: Option<Wanted>) -> tauri::Result<()> {
    let data = app.path().app_data_dir()?;
    let teller = page::teller(app);
    let desktop = Desktop::new(data, || Box::new(SystemHost), Arc::clone(&teller));
    app.manage(Arc::clone(&desktop));
    let opening = Arc::clone(&desktop);
    tauri::async_runtime::spawn(async move { opening.begin(wanted).await });
    crash::tell({
        let teller = Arc::clone(&teller);
        move || teller(News::Window)
    });
    page::open(app, desktop)?;
    menu::zoom_as_kept(app);
    Ok(())
}
