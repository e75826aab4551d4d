//! The desktop program: a window around the screens, and the hub behind them. It decides nothing; [`rpc`](mod@rpc) carries
//! commands to the hub and answers back, [`events`](mod@events) tells the screens that the journal grew.

mod desktop;
mod events;
mod rpc;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tauri::{Manager as _, RunEvent};

use desktop::Desktop;

/// Loopdock, the window of a small fulfilment hub.
#[derive(Parser, Debug)]
#[command(version)]
struct Arguments {
    /// The hub's file; the one in this user's data folder unless said.
    #[arg(long, value_name = "FILE")]
    hub: Option<PathBuf>,
}

/// Opens the window and the hub, and returns when the window was closed and everything that was answered is kept.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let built = tauri::Builder::default()
        // First, so that a second start only brings the window forward.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(move |app| {
            let file = match arguments.hub {
                Some(file) => file,
                None => app.path().app_data_dir()?.join("hub.db"),
            };
            let desktop = tauri::async_runtime::block_on(Desktop::open(&file));
            events::follow(app.handle(), &desktop);
            app.manage(desktop);
            Ok(())
        })
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
            tauri::async_runtime::block_on(app.state::<Desktop>().close());
        }
    });
    ExitCode::SUCCESS
}
