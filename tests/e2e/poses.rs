//! What is looked at of a hub: a screen by its address, and what somebody did there before the picture is taken.

use serde_json::json;

use crate::first_run::exercise;
use crate::packer::Packer;
use crate::scanner::Scanner;
use crate::window::Window;

/// Something to look at.
#[derive(Clone, Copy, Debug)]
pub struct Pose {
    /// The screen's address behind `#/`; none for a window that has no hub.
    pub screen: &'static str,
    /// What somebody did there, in a word; nothing where the screen itself is looked at.
    pub done: &'static str,
    /// How that is done.
    pub steps: &'static [Step],
}

/// Something that is done in the page.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The button or link that begins with these words, or that is named so, is pressed.
    Press(&'static str),
    /// What is typed into the field with this label.
    Fill(&'static str, &'static str),
    /// What the page says then.
    See(&'static str),
    /// What is there then, by its CSS.
    Find(&'static str),
    /// A code is scanned.
    Scan(&'static str),
    /// What the bench asks for is scanned, so many times.
    Follow(u8),
    /// What the bench asks for is scanned as long as it is in this mode.
    Through(&'static str),
    /// The first carrier for which parcels wait is scanned.
    Carrier,
    /// A sleeve that is with a buyer is scanned.
    Sleeve,
    /// The practice parcel is brought to this part.
    Practise(&'static str),
    /// A script is run.
    Script(&'static str),
}

/// A screen as it is.
pub const fn screen(address: &'static str) -> Pose {
    Pose { screen: address, done: "", steps: &[] }
}

/// A screen on which something was done.
pub const fn done(address: &'static str, done: &'static str, steps: &'static [Step]) -> Pose {
    Pose { screen: address, done, steps }
}

const PRESS: &str = "
    const place = document.querySelector('dialog[open]') ?? document;
    const said = (one) => one.innerText.trim().startsWith(arguments[0]) || one.title === arguments[0];
    const found = [...place.querySelectorAll('button, main a, summary')].find((one) => said(one) && !one.disabled && one.tabIndex >= 0);
    found?.click();
    return found !== undefined;";

const FILL: &str = "
    const place = document.querySelector('dialog[open]') ?? document;
    const field = [...place.querySelectorAll('label')].find((one) => one.innerText.startsWith(arguments[0]))?.control;
    if (!field) return false;
    field.focus();
    field.value = arguments[1];
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    return true;";

const SEE: &str = "return document.body.innerText.includes(arguments[0])";
const FIND: &str = "return document.querySelector(arguments[0]) !== null";

/// Closes what is open and shows another screen first, so that each screen begins anew.
const LEAVE: &str = "
    document.querySelector('.intake .buttons button')?.click();
    document.querySelector('dialog[open]')?.close();
    dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
    location.hash = '#/waves';";

impl Pose {
    /// What its pictures are called.
    pub fn name(&self) -> String {
        let plain = |text: &str| text.to_lowercase().replace(['/', ' '], "-");
        let parts = [plain(self.screen), plain(self.done)];
        parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("-")
    }

    /// Brings the window there, or says what was not to be found on the way.
    pub async fn strike(&self, window: &Window) -> Result<(), String> {
        if !self.screen.is_empty() {
            window.ask(LEAVE, vec![]).await;
            let (screen, of) = self.screen.split_once('/').unwrap_or((self.screen, ""));
            let of = window.ask("return encodeURIComponent(arguments[0])", vec![json!(of)]).await;
            window.show(&format!("#/{screen}/{}", of.as_str().unwrap_or_default())).await;
        }
        for step in self.steps {
            step.go(window).await?;
        }
        Ok(())
    }
}

impl Step {
    async fn go(self, window: &Window) -> Result<(), String> {
        match self {
            Self::Press(words) => return until(window, PRESS, &[words]).await,
            Self::Fill(label, text) => return until(window, FILL, &[label, text]).await,
            Self::See(words) => return until(window, SEE, &[words]).await,
            Self::Find(css) => return until(window, FIND, &[css]).await,
            Self::Scan(code) => Packer::with_scanner(window).scan(code).await,
            Self::Follow(times) => {
                let mut packer = Packer::with_scanner(window);
                for _ in 0..times {
                    packer.follow().await;
                }
            }
            Self::Through(mode) => Packer::with_scanner(window).follow_through(mode).await,
            Self::Carrier => {
                let carriers = window.loopdock.call("carriers", &json!({}));
                let waits = carriers.as_array().unwrap().iter().find(|carrier| carrier["waiting"].as_u64() > Some(0));
                let code = waits.and_then(|carrier| carrier["code"].as_str()).expect("a parcel waits");
                Packer::with_scanner(window).scan(code).await;
            }
            Self::Sleeve => {
                let out = window.loopdock.call("sleeves", &json!({ "state": "out" }));
                Packer::with_scanner(window).scan(out[0]["code"].as_str().expect("a sleeve is out")).await;
            }
            Self::Practise(stage) => practise(window, stage).await,
            Self::Script(script) => drop(window.ask(script, vec![]).await),
        }
        Ok(())
    }
}

/// Runs a script until it finds what it looks for.
async fn until(window: &Window, script: &str, words: &[&str]) -> Result<(), String> {
    for _ in 0..120 {
        if window.ask(script, words.iter().map(|word| json!(word)).collect()).await == json!(true) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(format!("{words:?} is nowhere in it"))
}

/// Scans what the practice wants until it is at `stage`.
async fn practise(window: &Window, stage: &str) {
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    for _ in 0..60 {
        let look = exercise(window).await;
        if look["stage"] == json!(stage) {
            return;
        }
        if let Some(code) = look["code"].as_str() {
            scanner.scan(code);
            scanner.finish();
        }
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    }
    panic!("the practice never comes to {stage}:\n{}", window.text().await);
}
