//! The README's pictures, taken of the real window: `make pictures` writes them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::film::Film;
use crate::scanner::Scanner;
use crate::window::Window;

/// Milliseconds for which a step is shown.
const STEP_MS: u16 = 1_100;

#[tokio::test]
async fn the_readme_shows_the_window_as_it_is() {
    let Some(folder) = std::env::var_os("LOOPDOCK_PICTURES").map(PathBuf::from) else {
        eprintln!("pictures: skipped, make pictures takes them");
        return;
    };
    let made = Window::open(|loopdock| {
        assert_eq!(
            loopdock.run(&["init", "--name", "Dock 7", "--address", "Hafenweg 7, 20457 Hamburg", "--demo"]).code,
            Some(0)
        );
    });
    let Some(window) = made.await else { return };
    std::fs::create_dir_all(&folder).unwrap();
    window.see("ready to pick").await;
    keep(&window, &folder, "today").await;
    window.page.goto("tauri://localhost/#/orders/O-3").await.unwrap();
    window.see("of Fern & Kiln").await;
    keep(&window, &folder, "orders").await;

    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scan(&window, &mut scanner, "NEXT").await;
    while bench(&window)["walk"].as_array().unwrap().iter().filter(|stop| stop["state"] == "done").count() < 3 {
        scan_expected(&window, &mut scanner).await;
    }
    scan_expected(&window, &mut scanner).await;
    keep(&window, &folder, "bench").await;
    while bench(&window)["mode"] == "pick" {
        scan_expected(&window, &mut scanner).await;
    }
    film_a_parcel(&window, &mut scanner).await.write(&folder.join("packing.png"));
    window.close().await;
}

/// The parcel with the most units that lies in a tote, from its tote to its label.
async fn film_a_parcel(window: &Window, scanner: &mut Scanner) -> Film {
    let picked = window.loopdock.call("orders", &json!({ "state": "picked" }));
    let units = |order: &&Value| {
        let detail = window.loopdock.call("order", &json!({ "order": order["order"] }));
        detail["lines"].as_array().unwrap().iter().map(|line| line["qty"].as_i64().unwrap()).sum::<i64>()
    };
    // One for a carrier: it has a sleeve and a weight.
    let by_carrier = picked.as_array().unwrap().iter().filter(|order| order["carrier"] != "Pick up");
    let order = by_carrier.max_by_key(units).unwrap()["order"].as_str().unwrap().to_owned();
    let mut film = Film::default();
    film.add(&picture(window).await, STEP_MS);
    scan(window, scanner, &order).await;
    film.add(&picture(window).await, STEP_MS);
    while bench(window)["mode"] == "pack" {
        scan_expected(window, scanner).await;
        film.add(&picture(window).await, STEP_MS);
    }
    film.add(&picture(window).await, 2 * STEP_MS);
    film
}

fn bench(window: &Window) -> Value {
    window.loopdock.call("bench", &json!({ "bench": "main" }))
}

/// Scans what would bring the work forward.
async fn scan_expected(window: &Window, scanner: &mut Scanner) {
    let expects = bench(window)["expects"].clone();
    let code = expects[0]["code"].as_str().map(str::to_owned);
    let weight = || expects[0]["what"]["weight"].as_i64().map(|grams| format!("={grams}G"));
    scan(window, scanner, &code.or_else(weight).expect("something to scan")).await;
}

/// Scans, and waits until the screen shows what came of it.
async fn scan(window: &Window, scanner: &mut Scanner, code: &str) {
    scanner.scan(code);
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let said = bench(window)["say"].as_str().unwrap().to_owned();
        if window.text().await.contains(&said) {
            break;
        }
    }
    // The edge arrives softly.
    tokio::time::sleep(Duration::from_millis(400)).await;
}

async fn picture(window: &Window) -> Vec<u8> {
    window.page.screenshot().await.unwrap()
}

async fn keep(window: &Window, folder: &Path, name: &str) {
    tokio::time::sleep(Duration::from_millis(600)).await;
    std::fs::write(folder.join(format!("{name}.png")), picture(window).await).unwrap();
}
