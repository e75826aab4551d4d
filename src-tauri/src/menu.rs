//! The window's menu. Its keys are none that a bench, a scanner or a text field has use for.

use std::sync::Arc;

use loopdock_hub::Result;
use rfd::MessageLevel;
use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter as _, Manager as _};

use crate::desktop::Desktop;
use crate::{dialogs, shell};

/// The screens, as the page names them in its address.
const SCREENS: [(&str, &str); 11] = [
    ("today", "Today"),
    ("bench", "Bench"),
    ("receive", "Receive"),
    ("orders", "Orders"),
    ("waves", "Waves"),
    ("handover", "Handover"),
    ("takeback", "Take back"),
    ("sleeves", "Sleeves"),
    ("stock", "Stock"),
    ("creators", "Creators"),
    ("settings", "Settings"),
];

/// How large the page can be drawn, in percent.
const ZOOMS: [u16; 9] = [67, 80, 90, 100, 110, 125, 150, 175, 200];
const ACTUAL_SIZE: usize = 3;

/// Makes the menu.
pub(crate) fn make(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str, text: &str, keys: &str| {
        let item = MenuItemBuilder::with_id(id, text);
        if keys.is_empty() { item.build(app) } else { item.accelerator(keys).build(app) }
    };
    let file = SubmenuBuilder::new(app, "&File")
        .item(&item("new", "&New hub…", "CmdOrCtrl+Shift+N")?)
        .item(&item("open", "&Open hub…", "CmdOrCtrl+O")?)
        .item(&item("demo", "Open &demo hub", "")?)
        .separator()
        .item(&item("export", "&Export journal…", "CmdOrCtrl+Shift+E")?)
        .separator()
        .item(&item("quit", "&Quit", "CmdOrCtrl+Q")?)
        .build()?;
    let mut view = SubmenuBuilder::new(app, "&View");
    for (number, (screen, name)) in (1..).zip(SCREENS) {
        let keys = if number < 10 { format!("CmdOrCtrl+{number}") } else { String::new() };
        view = view.item(&item(&format!("go:{screen}"), name, &keys)?);
    }
    let view = view
        .separator()
        .item(&item("larger", "&Larger", "CmdOrCtrl+=")?)
        .item(&item("smaller", "&Smaller", "CmdOrCtrl+-")?)
        .item(&item("actual", "&Actual size", "CmdOrCtrl+0")?)
        .separator()
        .item(&item("full", "&Full screen", "F11")?)
        .build()?;
    let about = AboutMetadata {
        name: Some("Loopdock".to_owned()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        comments: Some("Runs a small fulfilment hub from its packing bench".to_owned()),
        license: Some("MIT".to_owned()),
        ..AboutMetadata::default()
    };
    let help = SubmenuBuilder::new(app, "&Help")
        .item(&item("practise", "&Practise with a parcel", "")?)
        .separator()
        .about_with_text("About Loopdock", Some(about))
        .build()?;
    let menu = MenuBuilder::new(app).item(&file);
    // Elsewhere a field has these keys without a menu.
    #[cfg(target_os = "macos")]
    let menu = menu.item(&SubmenuBuilder::new(app, "Edit").cut().copy().paste().select_all().build()?);
    menu.item(&view).item(&help).build()
}

/// Does what was chosen.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    if let Some(screen) = id.strip_prefix("go:") {
        let _ = app.emit("go", screen);
        return;
    }
    match id {
        // The page says what is asked next: a dialog of the system would take a scan for its answer.
        "new" => drop(app.emit("new-hub", ())),
        "quit" => app.exit(0),
        "larger" => zoom(app, |step| (step + 1).min(ZOOMS.len() - 1)),
        "smaller" => zoom(app, |step| step.saturating_sub(1)),
        "actual" => zoom(app, |_| ACTUAL_SIZE),
        "full" => {
            if let Some(window) = app.get_webview_window("main") {
                let is_full = window.is_fullscreen().unwrap_or(false);
                let _ = window.set_fullscreen(!is_full);
            }
        }
        _ => {
            let (app, id) = (app.clone(), id.to_owned());
            tauri::async_runtime::spawn(async move {
                if let Err(error) = of_a_hub(&app, &id).await {
                    dialogs::tell(&app, MessageLevel::Error, error.message);
                }
            });
        }
    }
}

async fn of_a_hub(app: &AppHandle, id: &str) -> Result<()> {
    let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
    match id {
        "open" => shell::open_hub(app, &desktop).await,
        "demo" => desktop.open_demo().await?,
        "practise" => shell::practise(&desktop).await?,
        "export" => {
            if let Some((file, lines)) = shell::export_journal(app, &desktop).await? {
                let said = format!("The journal, {lines} deeds, is in {}.", file.display());
                dialogs::tell(app, MessageLevel::Info, said);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Draws the page as large as it was when the window was closed.
pub(crate) fn zoom_as_kept(app: &AppHandle) {
    zoom(app, |step| step);
}

fn zoom(app: &AppHandle, turn: impl FnOnce(usize) -> usize) {
    let desktop = app.state::<Arc<Desktop>>();
    let before = step_of(desktop.zoom_percent());
    let step = turn(before);
    let (Some(window), Some(percent)) = (app.get_webview_window("main"), ZOOMS.get(step)) else { return };
    let _ = window.set_zoom(f64::from(*percent) / 100.0);
    if step != before {
        desktop.keep_zoom(*percent);
    }
}

/// The step that was kept; a size that is none of them is the actual one.
fn step_of(percent: Option<u16>) -> usize {
    ZOOMS.iter().position(|known| Some(*known) == percent).unwrap_or(ACTUAL_SIZE)
}

#[cfg(test)]
mod tests {
    use super::{ACTUAL_SIZE, SCREENS, ZOOMS, step_of};

    #[test]
    fn the_menu_leads_to_the_screens_that_the_page_has() {
        let page = include_str!("../../ui/src/lib/route.svelte.ts");
        let line = page.lines().find(|line| line.starts_with("export const SCREENS")).unwrap();
        let names: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        assert_eq!(names, SCREENS.map(|(screen, _)| screen));
    }

    #[test]
    fn a_page_is_drawn_in_its_actual_size_until_another_is_chosen() {
        assert_eq!(ZOOMS[step_of(None)], 100);
        assert_eq!(ZOOMS[step_of(Some(125))], 125);
        assert_eq!(step_of(Some(60_000)), ACTUAL_SIZE, "nobody can read that");
    }
}
