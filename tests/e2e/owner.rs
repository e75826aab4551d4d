//! An owner at the real window: clicks what it says, and types on a keyboard into what is labelled.

use std::path::Path;
use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::json;

use crate::scanner::Scanner;
use crate::window::Window;

/// Milliseconds between two keys of somebody who types.
const TYPING_MS: u32 = 70;

/// Tries to click what is there already: a list may still be on its way to its place.
const TRIES: u32 = 20;

/// Somebody with a mouse and a keyboard.
pub struct Owner<'w> {
    window: &'w Window,
    keyboard: Scanner,
}

impl<'w> Owner<'w> {
    /// Sits down at a window.
    pub fn at(window: &'w Window) -> Self {
        Self { window, keyboard: Scanner::plug_in(&window.display.name, TYPING_MS) }
    }

    /// Clicks the button or link whose words begin with `words`, where the mouse can reach it.
    pub async fn click(&self, words: &str) {
        // An open dialog keeps the mouse from everything else.
        let place = "(//dialog[@open] | //body[not(.//dialog[@open])])";
        let ways = format!(
            "{place}//*[self::button or self::a][starts-with(normalize-space(.), \"{words}\")][not(@disabled)][not(@tabindex='-1')]"
        );
        for _ in 0..TRIES {
            let found = self.window.wait_for(Locator::XPath(&ways)).await;
            if found.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("“{words}” can't be clicked in:\n{}", self.window.text().await);
    }

    /// Types `text` into the field with this label, in place of what is there.
    pub async fn fill(&mut self, label: &str, text: &str) {
        let field = self.labelled(label).await;
        field.click().await.unwrap_or_else(|error| panic!("the field “{label}” can't be clicked: {error}"));
        self.keyboard.press("ctrl+a");
        self.keyboard.press("BackSpace");
        self.keyboard.type_text(text);
        self.keyboard.finish();
        for _ in 0..100 {
            if field.prop("value").await.ok().flatten().as_deref() == Some(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("“{text}” was typed into “{label}”, which has {:?}", field.prop("value").await);
    }

    /// Chooses the option with this value in the list with this label, by the arrow keys.
    pub async fn choose(&mut self, label: &str, value: &str) {
        let list = self.labelled(label).await;
        self.window.ask("arguments[0].focus()", vec![json!(&list)]).await;
        let place = "return [...arguments[0].options].findIndex((one) => one.value === arguments[1]) - arguments[0].selectedIndex";
        for _ in 0..400 {
            match self.window.ask(place, vec![json!(&list), json!(value)]).await.as_i64() {
                Some(0) => return,
                Some(1..) => self.keyboard.press("Down"),
                _ => self.keyboard.press("Up"),
            }
            self.keyboard.finish();
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        panic!("{value} can't be chosen in “{label}” in:\n{}", self.window.text().await);
    }

    /// Chooses a file, as the system's dialog would: WebDriver answers for it.
    pub async fn choose_file(&self, file: &Path) {
        let field = self.window.find("input[type=file]").await;
        field.send_keys(file.to_str().expect("a path")).await.expect("a file can be chosen");
    }

    /// The field whose label begins with `label`.
    async fn labelled(&self, label: &str) -> Element {
        let path = format!("//*[@id = //label[starts-with(normalize-space(.), \"{label}\")]/@for]");
        self.window.wait_for(Locator::XPath(&path)).await
    }
}
