//! Whether a list of a hundred thousand rows scrolls without a stutter: frames of the real window while somebody turns the
//! wheel, beside the same wheel on a page of plain lines in the same run.

use std::path::Path;

use serde_json::{Value, json};

use crate::window::{Frame, Window};

/// Turns of the wheel, a frame each.
const TURNS: usize = 300;

/// How much later than the plain page's a frame may come: the next one then still shows in time, at sixty a second.
const ALLOWED_MS: f64 = 16.7;

/// Scrolls what `css` names as quickly as a wheel is spun by hand, forty notches a second, far enough that rows must be
/// fetched, and answers how long each frame took.
const SCROLL: &str = "
    const [css, turns, done] = arguments;
    const box = document.querySelector(css);
    const took = [];
    let last = performance.now();
    window.missing = 0;
    const turn = (now) => {
        took.push(now - last);
        last = now;
        const { top, bottom } = box.getBoundingClientRect();
        const isInSight = (row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom;
        window.missing += [...box.querySelectorAll('.coming')].some(isInSight) ? 1 : 0;
        box.scrollTop += 80;
        if (took.length <= turns) requestAnimationFrame(turn);
        else done(took.slice(1));
    };
    requestAnimationFrame(turn);";

/// The plain page: lines of text in a box that scrolls.
const PLAIN: &str = "
    document.body.innerHTML = '<div id=\"box\" style=\"height: 600px; overflow: auto\"></div>';
    const lines = Array.from({ length: 2000 }, (_, at) => `<p>Line ${at} of a page that nobody wrote for this</p>`);
    document.querySelector('#box').innerHTML = lines.join('');";

/// Frames of Stock in the hub of 100,000 items.
pub async fn frames(hub: &Path) -> Value {
    let frame = Frame { hub: Some(hub.to_owned()), is_pictured: false, ..Frame::default() };
    let Some(window) = Window::open_in(&frame, |_| ()).await else { return json!({ "skipped": "no tools" }) };
    window.find("nav").await;
    window.show("#/stock").await;
    window.find("[role=table] a").await;
    let ours = scroll(&window, "[role=table] .body").await;
    let missing = window.ask("return window.missing", vec![]).await;
    let rows = window.ask("return document.querySelectorAll('[role=table] a').length", vec![]).await;
    assert!(rows.as_u64() > Some(5), "rows are shown where one has scrolled to: {rows}");
    window.page.goto("about:blank").await.unwrap();
    window.ask(PLAIN, vec![]).await;
    let plain = scroll(&window, "#box").await;
    drop(window.end().await);
    let (ours, plain) = (both(&ours), both(&plain));
    let ok = ours[1] <= plain[1] + ALLOWED_MS && missing == json!(0);
    json!({ "frames": TURNS, "frame_ms": ours, "plain_ms": plain, "budget_ms": plain[1] + ALLOWED_MS,
        "frames_with_rows_to_come": missing, "ok": ok })
}

async fn scroll(window: &Window, css: &str) -> Vec<f64> {
    let took = window.page.execute_async(SCROLL, vec![json!(css), json!(TURNS)]).await.expect("it scrolls");
    took.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// The median and the 99th percentile.
fn both(list: &[f64]) -> [f64; 2] {
    [50, 99].map(|share| crate::budgets::percentile(list, share))
}
