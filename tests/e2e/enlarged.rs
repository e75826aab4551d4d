//! Whoever has the page enlarged, on a small display at that, still sees what to do next.

use std::time::Duration;

use serde_json::{Value, json};

use crate::hubs::demo;
use crate::packer::Packer;
use crate::window::{Frame, Window};

/// Steps of the menu's Larger, from actual size to the largest.
const STEPS: usize = 5;

/// By then what was enlarged is laid out.
const DRAWN: Duration = Duration::from_millis(300);

/// Where the sentence begins and how high its place is, in pixels of the page; and how many of them the window shows.
const WHERE: &str = "
    const { top } = document.querySelector('.sentence').getBoundingClientRect();
    const { height, width } = document.querySelector('.next').getBoundingClientRect();
    return [top, height, width, innerHeight];";

#[tokio::test]
async fn what_to_do_next_has_room_however_large_the_page_is_drawn() {
    let frame = Frame { display: (1024, 700), ..Frame::default() };
    let Some(window) = Window::open_in(&frame, demo).await else { return };
    window.see("ready to pick").await;
    window.page.set_window_size(1024, 700).await.expect("a window of that size");
    let mut packer = Packer::with_scanner(&window);
    packer.send("NEXT").await;
    let mut shown = f64::INFINITY;
    for step in 0..=STEPS {
        let look = window.ask(WHERE, vec![]).await;
        let numbers: Vec<f64> = look.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let [top, height, width, high] = numbers[..] else { panic!("{look}") };
        assert!(high < shown, "step {step}: the page is not drawn larger, {high} px high as before");
        assert!(top + 40.0 < high, "step {step}: the sentence begins at {top} of {high} px");
        assert!(height >= 199.0 && width >= 240.0, "step {step}: its place is {width} by {height} px");
        shown = high;
        window.keep_picture(&format!("enlarged-{step}")).await;
        if step == STEPS {
            break;
        }
        packer.press("ctrl+equal");
        for _ in 0..40 {
            if window.ask("return innerHeight < arguments[0]", vec![json!(high)]).await == json!(true) {
                break;
            }
            tokio::time::sleep(DRAWN).await;
        }
        tokio::time::sleep(DRAWN).await;
    }
    window.close().await;
}
