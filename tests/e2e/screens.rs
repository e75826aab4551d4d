//! Every screen in every state, light and dark: nothing serious for axe-core, nothing in the console, nothing that sticks
//! out or is cut off, and a picture like the one that is kept.

use std::collections::HashSet;

use crate::golden::Golden;
use crate::poses::Pose;
use crate::scenes::{self, Scene};
use crate::still::{self, strings};
use crate::window::{Frame, Window};

const THEMES: [&str; 2] = ["light", "dark"];

#[tokio::test]
async fn every_screen_of_a_hub_in_the_middle_of_a_day() {
    look_over(&scenes::FULL).await;
}

#[tokio::test]
async fn every_screen_of_an_empty_hub() {
    look_over(&scenes::EMPTY).await;
}

#[tokio::test]
async fn every_screen_of_a_hub_with_long_texts() {
    look_over(&scenes::LONG).await;
}

#[tokio::test]
async fn every_screen_of_a_hub_that_takes_its_time() {
    look_over(&scenes::LOADING).await;
}

#[tokio::test]
async fn every_screen_of_a_hub_that_refuses() {
    look_over(&scenes::REFUSED).await;
}

#[tokio::test]
async fn the_bench_through_a_day() {
    look_over(&scenes::BENCH).await;
}

#[tokio::test]
async fn a_crate_of_sleeves_and_what_is_set_aside() {
    look_over(&scenes::CRATE).await;
}

#[tokio::test]
async fn a_window_without_a_hub() {
    look_over(&scenes::ABSENT).await;
}

#[tokio::test]
async fn a_window_with_a_broken_hub() {
    look_over(&scenes::BROKEN).await;
}

#[tokio::test]
async fn a_hub_whose_settings_are_not_complete() {
    look_over(&scenes::BEGUN).await;
}

/// Looks at what a scene has, and says all that is wrong with it at once.
async fn look_over(scene: &Scene) {
    let golden = Golden::wanted();
    let sizes = golden.sizes();
    let display = *sizes.last().expect("a size");
    let Some(window) = Window::open_in(&Frame { display, ..Frame::default() }, scene.furnish).await else { return };
    window.find("h1").await;
    still::hold(&window).await;
    window.ask(scene.before, vec![]).await;
    let compares = golden.compares(&window).await;
    let mut look = Look {
        golden,
        compares: compares == Ok(true),
        has_axe: still::bring_axe(&window).await,
        taken: HashSet::new(),
        wrong: compares.err().into_iter().collect(),
    };
    for (at, pose) in scene.poses.iter().enumerate() {
        if let Err(missing) = pose.strike(&window).await {
            look.wrong.push(format!("{}-{}: {missing}", scene.name, pose.name()));
        }
        // What somebody did is looked at in one size.
        let sizes = if pose.done.is_empty() || golden == Golden::Look { sizes } else { &sizes[..1] };
        for &(width, height) in sizes {
            if golden.sizes().len() > 1 || at == 0 {
                window.page.set_window_size(width, height).await.expect("a window of that size");
            }
            for theme in THEMES {
                if golden != Golden::Sample || is_sampled(scene, at, theme) {
                    look.at(&window, &format!("{}-{}", scene.name, pose.name()), theme, (width, height)).await;
                }
            }
        }
    }
    look.wrong.extend(not_looked_at(&window, scene).await);
    look.wrong.extend(golden.left_over(scene.name, &look.taken));
    look.wrong.dedup();
    let Look { wrong, .. } = look;
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    window.end().await;
}

/// Whether a quick run looks at it: every screen of a full hub in both themes, and some of what other hubs show.
fn is_sampled(scene: &Scene, at: usize, theme: &str) -> bool {
    let pose = &scene.poses[at];
    let is_screen = pose.done.is_empty() && !pose.screen.contains('/');
    if scene.name == scenes::FULL.name { is_screen } else { at.is_multiple_of(4) && theme == THEMES[0] }
}

/// What was found so far.
struct Look {
    golden: Golden,
    compares: bool,
    has_axe: bool,
    taken: HashSet<String>,
    wrong: Vec<String>,
}

impl Look {
    /// Looks at the page as it is, in `theme`.
    async fn at(&mut self, window: &Window, pose: &str, theme: &str, (width, height): (u32, u32)) {
        let name = format!("{}-{theme}-{width}x{height}", pose.trim_end_matches('-'));
        still::dye(window, theme).await;
        still::settle(window).await;
        let mut found = still::faults(window).await;
        let is_first = self.golden.sizes()[0] == (width, height);
        if self.has_axe && is_first {
            found.extend(still::inaccessible(window).await);
        }
        if theme == THEMES[0] {
            found.extend(still::spills(window).await);
        }
        self.wrong.extend(found.into_iter().map(|found| format!("{name}: {found}")));
        let picture = Golden::take(window, &name).await;
        if self.compares {
            self.wrong.extend(self.golden.judge(&picture, &name));
        }
        self.taken.insert(name);
    }
}

/// Screens of the navigation that nobody looked at.
async fn not_looked_at(window: &Window, scene: &Scene) -> Vec<String> {
    let linked = "return [...document.querySelectorAll('nav a[href^=\"#/\"]')].map((link) => link.hash.slice(2))";
    let linked = strings(&window.ask(linked, vec![]).await);
    let is_missing =
        |hash: &String| scene.name == scenes::FULL.name && !scene.poses.iter().any(|pose: &Pose| pose.screen == hash);
    linked
        .into_iter()
        .filter(is_missing)
        .map(|hash| format!("{hash} is in the navigation, and nobody looks at it"))
        .collect()
}
