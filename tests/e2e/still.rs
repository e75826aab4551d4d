//! A page that stands still while it is looked at: its clock at one moment, nothing moving, and whatever goes wrong noted.

use std::process::Command;

use serde_json::{Value, json};

use crate::stages;
use crate::window::Window;

/// Keeps the page still and its clock at one moment, and notes what goes wrong in it and what it waits for from now on.
const HOLD_STILL: &str = "
    const calm = new CSSStyleSheet();
    calm.replaceSync(`
        * { animation: none !important; transition: none !important; caret-color: transparent !important; scrollbar-width: none !important; }
        aside[aria-label='Practice'] svg[role='img'] path, section[aria-label='Welcome'] footer .soft { visibility: hidden; }`);
    // Overlaid scrollbars come and go as they like.
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, calm];
    const now_ms = arguments[0], RealDate = Date;
    window.Date = class extends RealDate {
        constructor(...parts) { super(...(parts.length === 0 ? [now_ms] : parts)); }
        static now() { return now_ms; }
    };
    window.asking = 0;
    const ask = window.fetch;
    window.fetch = async (...what) => {
        window.asking++;
        try { return await ask(...what); } finally { window.asking--; }
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

/// Waits until nothing was asked for, nothing moved and nothing changed for a while.
const SETTLE: &str = "
    const done = arguments[arguments.length - 1], QUIET_MS = 220, LONGEST_MS = 12_000, began = performance.now();
    let since = began;
    const seen = new MutationObserver(() => (since = performance.now()));
    seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const look = () => {
        const now = performance.now();
        if (window.asking > 0 || document.getAnimations().length > 0) since = now;
        const { activeElement } = document;
        if (activeElement !== document.body) activeElement?.blur();
        if (now - since < QUIET_MS && now - began < LONGEST_MS) return setTimeout(look, 20);
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)));
    };
    document.fonts.ready.then(look);";

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
    }";

/// What is cut off or sticks out of the window. What may be scrolled to, ends in an ellipsis or fades out, may be longer than its place.
const SPILLS: &str = "
    const wide = innerWidth, found = [];
    const said = (one) => `<${one.tagName.toLowerCase()} class=\"${one.getAttribute('class') ?? ''}\"> ${(one.innerText ?? '').trim().slice(0, 60)}`;
    if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const one of document.querySelectorAll('body *')) {
        if (one.closest('.visually-hidden, svg') || one.offsetParent === null) continue;
        const { overflowX, overflowY, textOverflow, maskImage } = getComputedStyle(one);
        if (maskImage !== 'none') continue;
        const { left, right, width } = one.getBoundingClientRect();
        if (width > 0 && (left < -1 || right > wide + 1) && !scrolls(one.parentElement)) found.push(`sticks out by ${Math.round(Math.max(-left, right - wide))} px: ${said(one)}`);
        if (overflowX === 'hidden' && textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) found.push(`cut at its side: ${said(one)}`);
        if (overflowY === 'hidden' && overflowX !== 'auto' && textOverflow !== 'ellipsis' && one.scrollHeight > one.clientHeight + 2 && one.clientHeight > 0) found.push(`cut at its foot: ${said(one)}`);
    }
    function scrolls(one) {
        for (; one && one !== document.body; one = one.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return true;
        return false;
    }
    return [...new Set(found)].slice(0, 6);";

/// What can be seen and pressed, and lies under something else.
const COVERED: &str = "
    const place = document.querySelector('dialog[open]') ?? document.body, found = [];
    const shown = (one, x, y) => {
        for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
            if (getComputedStyle(box).overflow === 'visible') continue;
            const { left, right, top, bottom } = box.getBoundingClientRect();
            if (x < left || x > right || y < top || y > bottom) return false;
        }
        return true;
    };
    for (const one of place.querySelectorAll('button, a[href], input, select, textarea')) {
        const { left, top, width, height } = one.getBoundingClientRect();
        const x = left + width / 2, y = top + height / 2;
        if (one.disabled || one.closest('.visually-hidden') || width === 0 || !shown(one, x, y)) continue;
        const there = document.elementFromPoint(x, y);
        if (there === null || one.contains(there) || there.contains(one) || there.closest('label')?.control === one) continue;
        found.push(`<${one.tagName.toLowerCase()}> ${(one.innerText || one.title || one.id).trim().slice(0, 40)} lies under <${there.tagName.toLowerCase()}> ${(there.innerText ?? '').trim().slice(0, 40)}`);
    }
    return found.slice(0, 6);";

const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map(({ html }) => html.slice(0, 160)).join(' | ')}`)),
        (error) => done([String(error)]));";

/// Holds the page still until it is loaded anew.
pub async fn hold(window: &Window) {
    // Nothing lies under the mouse in the last corner.
    let mouse = ["mousemove", "9999", "9999"];
    Command::new("xdotool").args(mouse).env("DISPLAY", &window.display.name).status().expect("xdotool starts");
    window.ask(HOLD_STILL, vec![json!(stages::NOW_MS)]).await;
}

/// Waits until nothing happens any more, and nothing has the focus.
pub async fn settle(window: &Window) {
    window.page.execute_async(SETTLE, vec![]).await.expect("the page settles");
}

/// Shows the page in `theme`, which is light or dark, and as on any other computer.
pub async fn dye(window: &Window, theme: &str) {
    window.ask(DYE, vec![json!(theme)]).await;
    let folder = window.loopdock.hub.parent().and_then(std::path::Path::to_str).expect("a folder");
    window.ask(SAME_EVERYWHERE, vec![json!(folder)]).await;
}

/// What sticks out, is cut off, or can't be pressed.
pub async fn spills(window: &Window) -> Vec<String> {
    let mut found = strings(&window.ask(SPILLS, vec![]).await);
    found.extend(strings(&window.ask(COVERED, vec![]).await));
    found
}

/// What went wrong in the page since it was asked last.
pub async fn faults(window: &Window) -> Vec<String> {
    strings(&window.ask("return window.faults.splice(0)", vec![]).await)
}

/// Gives the page what judges how accessible it is, where that is installed; answers whether it is.
pub async fn bring_axe(window: &Window) -> bool {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(file) else {
        eprintln!("axe-core: skipped, npm ci in ui brings it");
        return false;
    };
    window.ask(&axe, vec![]).await;
    true
}

/// What axe-core finds serious.
pub async fn inaccessible(window: &Window) -> Vec<String> {
    strings(&window.page.execute_async(AXE, vec![]).await.expect("axe-core answers"))
}

/// The texts of a list.
pub fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|one| one.as_str()).map(str::to_owned).collect()
}
