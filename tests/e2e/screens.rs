//! Every screen in every state, light and dark: nothing serious for axe-core, nothing in the console, and a picture like the
//! one that is kept.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::picture::Picture;
use crate::stages::{self, Stage};
use crate::window::{Frame, Window};

/// The screens by their addresses. One of the navigation that is missing here is found.
const SCREENS: [&str; 14] = [
    "today",
    "bench",
    "receive",
    "orders",
    "orders/O-3",
    "waves",
    "handover",
    "takeback",
    "stock",
    "creators",
    "settings",
    "papers",
    "gallery",
    "setup",
];

/// The part of a picture's squares that may differ from the kept one.
const TOLERANCE: f64 = 0.004;

/// The sizes in which the screens of the full hub are looked at. The first, that of a new window, is enough for others, and
/// for `make test`; `LOOPDOCK_GOLDEN=all` looks at both, `LOOPDOCK_GOLDEN=write` keeps both.
const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];

/// Keeps the page still and its clock at one moment, and notes whatever goes wrong in it from now on.
const HOLD_STILL: &str = "
    const calm = new CSSStyleSheet();
    calm.replaceSync('* { animation: none !important; transition: none !important; caret-color: transparent !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, calm];
    const now_ms = arguments[0], RealDate = Date;
    window.Date = class extends RealDate {
        constructor(...parts) { super(...(parts.length === 0 ? [now_ms] : parts)); }
        static now() { return now_ms; }
    };
    window.faults = [];
    const note = (what) => window.faults.push(String(what));
    addEventListener('error', (event) => note(event.message), true);
    addEventListener('unhandledrejection', ({ reason }) => note(`${reason} ${reason?.stack ?? ''}`));
    document.addEventListener('securitypolicyviolation', (event) => note(`${event.violatedDirective} forbids ${event.blockedURI}`));
    for (const level of ['error', 'warn']) {
        const say = console[level].bind(console);
        console[level] = (...what) => { note(`console.${level}: ${what.join(' ')}`); say(...what); };
    }";

/// Light or dark, whatever the desktop is. Older browsers are told by what `light-dark()` is translated to for them.
const DYE: &str = "
    const { style } = document.documentElement, [theme] = arguments;
    style.colorScheme = theme;
    for (const one of ['light', 'dark']) style.setProperty(`--lightningcss-${one}`, one === theme ? 'initial' : ' ');";

/// What differs from computer to computer is shown the same.
const SAME_EVERYWHERE: &str = "
    const [folder] = arguments, walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const { nodeValue } = walk.currentNode;
        if (nodeValue.includes(folder)) walk.currentNode.nodeValue = nodeValue.replaceAll(folder, '/home/ada');
    }
    document.activeElement?.blur();";

const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map(({ html }) => html.slice(0, 160)).join(' | ')}`)),
        (error) => done([String(error)]));";

#[tokio::test]
async fn every_screen_of_a_hub_in_the_middle_of_a_day() {
    look_over(&stages::FULL, &SCREENS).await;
}

#[tokio::test]
async fn every_screen_of_an_empty_hub() {
    look_over(&stages::EMPTY, &SCREENS).await;
}

#[tokio::test]
async fn every_screen_of_a_hub_with_long_texts() {
    look_over(&stages::LONG, &SCREENS).await;
}

#[tokio::test]
async fn a_window_without_a_hub_and_one_with_a_broken_hub() {
    look_over(&stages::ABSENT, &["today"]).await;
    look_over(&stages::BROKEN, &["today"]).await;
}

/// Looks at screens of a stage, and says all that is wrong with them at once.
async fn look_over(stage: &Stage, screens: &[&str]) {
    let frame = Frame { display: (1920, 1080), ..Frame::default() };
    let Some(window) = Window::open_in(&frame, stage.furnish).await else { return };
    window.find("h1").await;
    window.ask(HOLD_STILL, vec![json!(stages::NOW_MS)]).await;
    let axe = axe();
    if let Some(axe) = &axe {
        window.ask(axe, vec![]).await;
    } else {
        eprintln!("axe-core: skipped, npm ci in ui brings it");
    }
    let mut wrong = Vec::new();
    let is_whole = stage.name == stages::FULL.name && std::env::var_os("LOOPDOCK_GOLDEN").is_some();
    let sizes = if is_whole { &SIZES[..] } else { &SIZES[..1] };
    for &(width, height) in sizes {
        window.page.set_window_size(width, height).await.unwrap();
        for theme in ["light", "dark"] {
            window.ask(DYE, vec![json!(theme)]).await;
            for screen in screens {
                window.show(&format!("#/{screen}")).await;
                settle(&window).await;
                let name = format!("{}-{}-{theme}-{width}x{height}", stage.name, screen.replace('/', "-"));
                if axe.is_some() && width == SIZES[0].0 {
                    let found = window.page.execute_async(AXE, vec![]).await.unwrap();
                    wrong.extend(strings(&found).map(|found| format!("{name}: {found}")));
                }
                wrong.extend(faults(&window).await.map(|fault| format!("{name}: {fault}")));
                wrong.extend(compare(&window, &name).await);
            }
        }
    }
    wrong.extend(not_listed(&window).await);
    wrong.dedup();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    window.end().await;
}

/// Waits until the page says the same for a while.
async fn settle(window: &Window) {
    let mut last = String::new();
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_millis(120)).await;
        let now = window.text().await;
        if now == last && !now.is_empty() {
            return;
        }
        last = now;
    }
}

fn axe() -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).ok()
}

fn strings(list: &Value) -> std::vec::IntoIter<String> {
    let texts = list.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned());
    texts.collect::<Vec<_>>().into_iter()
}

/// What went wrong in the page since it was asked last.
async fn faults(window: &Window) -> std::vec::IntoIter<String> {
    strings(&window.ask("return window.faults.splice(0)", vec![]).await)
}

/// Screens of the navigation that nobody looked at.
async fn not_listed(window: &Window) -> Vec<String> {
    let linked = "return [...document.querySelectorAll('nav a[href^=\"#/\"]')].map((link) => link.hash.slice(2))";
    let linked = window.ask(linked, vec![]).await;
    let unknown = strings(&linked).filter(|hash| !SCREENS.contains(&hash.as_str()));
    unknown.map(|hash| format!("{hash} is in the navigation and not in SCREENS of tests/e2e/screens.rs")).collect()
}

/// Compares the page with the kept picture of this name; `LOOPDOCK_GOLDEN=write` keeps it instead.
async fn compare(window: &Window, name: &str) -> Option<String> {
    let folder = window.loopdock.hub.parent().and_then(Path::to_str).expect("a folder");
    window.ask(SAME_EVERYWHERE, vec![json!(folder)]).await;
    window.keep_picture(name).await;
    let golden: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/golden");
    let file = golden.join(format!("{name}.png"));
    let picture = Picture::read(&window.page.screenshot().await.unwrap());
    if std::env::var_os("LOOPDOCK_GOLDEN").is_some_and(|wanted| wanted == "write") {
        std::fs::create_dir_all(&golden).unwrap();
        std::fs::write(&file, picture.small()).unwrap();
        return None;
    }
    // Before the first are kept there is nothing to compare.
    if !golden.is_dir() {
        return None;
    }
    let Ok(kept) = std::fs::read(&file) else {
        return Some(format!("{name}: no picture is kept; look at target/e2e/{name}.png, then LOOPDOCK_GOLDEN=write"));
    };
    let difference = picture.difference(&Picture::read(&kept));
    let percent = difference * 100.0;
    (difference > TOLERANCE).then(|| {
        format!("{name}: {percent:.1} % differs from the kept picture; look at target/e2e/{name}.png, then LOOPDOCK_GOLDEN=write")
    })
}
