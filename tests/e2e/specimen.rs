//! A specimen of how this computer draws: letters of the interface's own font and of those that buyers' names fall back on,
//! edges, a shadow, a curve.
//!
//! Where it is drawn otherwise than where the pictures were kept, they say nothing about the screens.

use crate::picture::Picture;
use crate::window::Window;

/// How far a colour may be apart, of 255: another processor may round otherwise, another library of fonts differs by far more.
const APART: u8 = 6;

/// The part of its squares that may differ: less than a percent of the shape.
const BLURRED: f64 = 0.001;

/// What is drawn, over the page and in colours of its own, so that a change of the screens does not change it.
const POSE: &str = "
    const done = arguments[arguments.length - 1];
    const sheet = document.createElement('figure');
    sheet.id = 'specimen';
    sheet.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 2147483647; width: 600px; height: 290px; margin: 0; padding: 12px; overflow: hidden; background: #f6f7f5; color: #16201c; white-space: nowrap; text-align: left';
    const line = (text, style) => {
        const one = document.createElement('div');
        one.textContent = text;
        one.style.cssText = `line-height: 1.2; ${style}`;
        sheet.append(one);
    };
    line('Hamburgefonstiv 0123456789 Donaudampfschiff äöüß “–…·×” Ægir', 'font: 400 15px var(--type)');
    line('The quick brown fox jumps over the lazy dog; pack my box.', 'font: 400 13px var(--type); color: #55625c');
    line('Take 3 of Moss Mug', 'font: 650 26px var(--type); letter-spacing: -0.01em');
    line('A-01-1 4006381333931', 'font: 600 16px var(--type); font-variant-numeric: tabular-nums');
    line('27 Rx', 'font: 700 60px var(--type); color: #0b6b52');
    line('\\u2192 \\u21e7 \\u21e5 \\u23ce \\u2423 \\u5ca1\\u672c \\u674e\\u6587 \\ubbfc\\ud638 \\u05d0\\u05d1\\u05e8\\u05d4 \\u0637\\u0627\\u0626\\u0644 \\u0928\\u093e\\u0930', 'font: 400 17px var(--type)');
    line('Without a font of ours: fij 08', 'font: 400 15px system-ui, sans-serif');
    line('', 'position: absolute; left: 400px; top: 110px; width: 150px; height: 90px; border: 1px solid #8a958f; border-radius: 10px; background: #e3f4ea; box-shadow: 0 8px 20px rgb(0 0 0 / 30%)');
    const space = 'http://www.w3.org/2000/svg', shape = document.createElementNS(space, 'svg'), curve = document.createElementNS(space, 'path');
    shape.setAttribute('viewBox', '0 0 24 24');
    shape.style.cssText = 'position: absolute; left: 440px; top: 120px; width: 64px; height: 64px; fill: none; stroke: #c3202f; stroke-width: 2; stroke-linecap: round';
    curve.setAttribute('d', 'M12 3a9 9 0 1 0 .01 0M8 12l3 3 5.5-6');
    shape.append(curve);
    sheet.append(shape);
    document.body.append(sheet);
    // Fonts are asked for when letters are first laid out in them.
    const frames = () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted, 50))));
    frames().then(() => document.fonts.ready).then(frames).then(done);";

/// Its width and height, in which it is cut out of the page's corner.
const SIZE: (usize, usize) = (600, 290);

/// The part of it in which there are letters.
const LETTERS: (usize, usize) = (390, 290);

/// Draws it over the page, and takes a picture of it.
pub async fn draw(window: &Window) -> Picture {
    window.page.execute_async(POSE, vec![]).await.expect("it is drawn");
    let page = window.page.screenshot().await.expect("a picture");
    window.ask("document.getElementById('specimen').remove()", vec![]).await;
    Picture::read(&page).corner(SIZE)
}

/// Whether two of them were drawn by the same hand: the letters to the dot, the rest as far as WebKit draws it the same twice.
/// It smooths curves and shadows now in one way and now in another, a tile of the page at a time.
pub fn is_alike(drawn: &Picture, kept: &Picture) -> bool {
    drawn.corner(LETTERS).furthest(&kept.corner(LETTERS)) <= APART && drawn.difference(kept) < BLURRED
}
