//! What is looked at: hubs in every state, and the screens, dialogs and answers of each.

use loopdock_tests::program::Loopdock;

use crate::poses::Step::{Carrier, Fill, Find, Follow, Practise, Press, Scan, Script, See, Sleeve, Through};
use crate::poses::{Pose, done, screen};
use crate::stages;

/// A hub, and what is looked at of it.
#[derive(Debug)]
pub struct Scene {
    /// What its pictures begin with.
    pub name: &'static str,
    /// Makes the hub.
    pub furnish: fn(&Loopdock),
    /// A script that is run in the page before anything is looked at.
    pub before: &'static str,
    /// What is looked at, in this sequence.
    pub poses: &'static [Pose],
}

/// In the middle of a day: some of everything.
pub const FULL: Scene = Scene { name: "full", furnish: stages::full, before: "", poses: FULL_POSES };
/// Set up, and nothing in it.
pub const EMPTY: Scene = Scene { name: "empty", furnish: stages::empty, before: "", poses: EMPTY_POSES };
/// With names and notes that are longer than anybody planned for.
pub const LONG: Scene = Scene { name: "long", furnish: stages::long, before: "", poses: LONG_POSES };
/// The hub takes its time.
pub const LOADING: Scene = Scene { name: "loading", furnish: stages::full, before: NO_ANSWER, poses: UNANSWERED };
/// The hub refuses everything.
pub const REFUSED: Scene = Scene { name: "refused", furnish: stages::full, before: REFUSALS, poses: UNANSWERED };
/// A packer's day, from idle to a sleeve that came back.
pub const BENCH: Scene = Scene { name: "bench", furnish: stages::stocked, before: "", poses: BENCH_POSES };
/// Sleeves of a crate, in a hub that has a limit.
pub const CRATE: Scene = Scene { name: "crate", furnish: stages::lent, before: "", poses: CRATE_POSES };
/// No hub yet.
pub const ABSENT: Scene = Scene { name: "absent", furnish: stages::absent, before: "", poses: ABSENT_POSES };
/// A hub that can't be opened, of somebody who has another one.
pub const BROKEN: Scene = Scene { name: "broken", furnish: stages::broken, before: "", poses: BROKEN_POSES };
/// Shelves, and not all settings yet.
pub const BEGUN: Scene = Scene { name: "begun", furnish: stages::begun, before: "", poses: &[screen("today")] };

const FULL_POSES: &[Pose] = &[
    screen("today"),
    screen("bench"),
    screen("receive"),
    screen("receive/15"),
    screen("receive/counted"),
    screen("receive/counted/3"),
    done("receive", "announce", &[Press("Announce a run"), See("Units expected")]),
    done(
        "receive",
        "announce wrong",
        &[
            Press("Announce a run"),
            Fill("Item", "moss"),
            Press("Moss Mug"),
            Fill("Units expected", "many"),
            Find(".error"),
        ],
    ),
    screen("orders"),
    screen("orders/held"),
    screen("orders/O-3"),
    screen("orders/O-321"),
    screen("orders/O-999"),
    done("orders", "nothing found", &[Fill("Search orders", "no such buyer"), See("Nothing is found")]),
    done("orders/O-300", "stop", &[Press("Stop it"), Find("dialog[open]")]),
    screen("waves"),
    screen("handover"),
    screen("handover/to/Standard"),
    screen("handover/left"),
    screen("handover/left/H-1"),
    done("handover", "add", &[Press("Add a carrier"), Find("dialog[open]")]),
    screen("takeback"),
    screen("takeback/returned"),
    screen("takeback/available"),
    screen("takeback/settled"),
    screen("takeback/lost"),
    screen("takeback/to-pay"),
    done("takeback/to-pay", "done", &[Press("Paid …"), Find("dialog[open]")]),
    screen("sleeves"),
    screen("sleeves/batches"),
    done("sleeves/batches", "register", &[Press("Register sleeves"), Find("dialog[open]")]),
    screen("stock"),
    done("stock", "scan", &[Press("Scan it"), Find("[aria-pressed=true]")]),
    screen("stock/low"),
    screen("stock/bins"),
    screen("stock/count"),
    screen("stock/item/fern-and-kiln/FK-PLANTER-S"),
    screen("stock/item/fern-and-kiln/FK-SET-TEA"),
    screen("stock/bin/A-01-1"),
    done("stock", "add", &[Press("Add an item"), Find("dialog[open]")]),
    done("stock/item/fern-and-kiln/FK-PLANTER-S", "change", &[Press("Change"), Find("dialog[open]")]),
    screen("creators"),
    screen("creators/fern-and-kiln"),
    done("creators", "add", &[Press("Add a creator"), Fill("Name", "Moss & Sons"), Find("dialog[open]")]),
    done(
        "creators",
        "add refused",
        &[Press("Add a creator"), Fill("Name", "Fern & Kiln"), Press("Add creator"), Find("dialog [role=alert]")],
    ),
    done("creators", "export", &[Script(DROPPED), See("moss-products.csv")]),
    done("creators", "no export", &[Script(DROPPED_PICTURE), See("moss.png")]),
    screen("settings"),
    done(
        "settings",
        "scanner",
        &[
            Press("Test the scanner"),
            See("Nothing has arrived yet"),
            Script(ARRIVED_KEYS),
            See("is no code of this hub"),
        ],
    ),
    screen("papers"),
    screen("papers/failed"),
    screen("papers/unsure"),
    screen("papers/queued"),
    screen("papers/voided"),
    done("papers/queued", "withdraw", &[Press("Withdraw all that wait"), Find("dialog[open]")]),
    screen("printers"),
    screen("printers/main"),
    screen("templates"),
    done("templates/parcel_label", "open", &[Find("canvas")]),
    done("templates/parcel_label", "broken", &[Find("canvas"), Script(BROKEN_TEMPLATE), See("Go there")]),
    done("printers", "add", &[Press("Add a printer"), Find("dialog[open]")]),
    done("papers/done", "preview", &[Press("Return slip"), Find("dialog canvas")]),
    done("papers/failed", "preview", &[Press("Parcel label"), Find("dialog canvas")]),
    screen("gallery"),
    done("gallery", "dialog", &[Press("Open it"), Find("dialog[open]")]),
    screen("setup"),
    screen("setup/hub"),
    screen("setup/totes"),
    screen("setup/creator"),
    screen("setup/codes"),
    screen("setup/practise"),
    done("today", "held over", &[Script(HELD_OVER), See("Let go")]),
];

/// A field that parcels' labels don't have is typed into a template.
const BROKEN_TEMPLATE: &str = "const text = document.querySelector('textarea'); text.value = text.value.replace('{carrier}', '{courier}'); text.dispatchEvent(new Event('input', { bubbles: true }));";

const EMPTY_POSES: &[Pose] = &[
    screen("today"),
    screen("bench"),
    screen("receive"),
    screen("receive/counted"),
    screen("orders"),
    screen("orders/held"),
    screen("waves"),
    screen("handover"),
    screen("handover/left"),
    screen("takeback"),
    screen("takeback/settled"),
    screen("takeback/to-pay"),
    screen("takeback/goods"),
    screen("takeback/why"),
    screen("takeback/remind"),
    screen("sleeves"),
    screen("sleeves/batches"),
    screen("sleeves/stocktakes"),
    screen("stock"),
    screen("stock/low"),
    screen("stock/bins"),
    screen("stock/count"),
    done("stock", "add", &[Press("Add an item"), Find("dialog[open]")]),
    screen("creators"),
    done("receive", "announce", &[Press("Announce a run"), See("There are no items")]),
    screen("settings"),
    screen("papers"),
    screen("printers"),
    screen("gallery"),
    screen("setup/shelves"),
    screen("setup/creator"),
];

const LONG_POSES: &[Pose] = &[
    screen("today"),
    screen("bench"),
    screen("receive"),
    screen("receive/counted/1"),
    done("receive", "announce", &[Press("Announce a run"), Fill("Item", "Donau"), See("on hand")]),
    screen("orders"),
    screen("orders/O-1"),
    done("orders/O-3", "stop", &[Press("Stop it"), Find("dialog[open]")]),
    screen("waves"),
    screen("handover"),
    screen("takeback"),
    screen("sleeves"),
    screen("sleeves/batches"),
    screen("stock"),
    screen("stock/item/the-long-winded-workshop-of-fern-and-kiln/FK-MUG-MOSS-LIMITED-SIGNED-2"),
    screen("stock/bin/A-01-1"),
    screen("creators"),
    screen("creators/the-long-winded-workshop-of-fern-and-kiln"),
    screen("settings"),
    screen("papers"),
    screen("setup/hub"),
    screen("setup/shelves"),
    screen("setup/creator"),
];

/// Where the hub answers nothing, or refuses.
const UNANSWERED: &[Pose] = &[
    screen("today"),
    screen("bench"),
    screen("receive"),
    screen("receive/15"),
    screen("orders"),
    screen("orders/O-3"),
    screen("waves"),
    screen("handover"),
    screen("handover/left"),
    screen("takeback"),
    screen("takeback/settled"),
    screen("sleeves"),
    screen("sleeves/batches"),
    screen("stock"),
    screen("stock/item/fern-and-kiln/FK-PLANTER-S"),
    screen("stock/bin/A-01-1"),
    screen("stock/bins"),
    screen("creators"),
    screen("settings"),
    screen("papers"),
    screen("printers"),
    screen("setup/shelves"),
    screen("setup/totes"),
    screen("setup/codes"),
    done("receive", "announce", &[Press("Announce a run"), Fill("Units expected", "12")]),
    done("handover", "add", &[Press("Add a carrier"), Fill("Name", "Van"), Press("Add")]),
];

const BENCH_POSES: &[Pose] = &[
    screen("bench"),
    done("bench", "unknown", &[Scan("HELLO-WORLD-42")]),
    done("bench", "next", &[Scan("NEXT")]),
    done("bench", "wrong bin", &[Scan("F-12-4")]),
    done("bench", "walked", &[Follow(4)]),
    done("bench", "tote", &[Through("pick"), Scan("T-01")]),
    done("bench", "wrong item", &[Scan("4006381333931")]),
    done("bench", "one in", &[Follow(1)]),
    done("bench", "packed", &[Through("pack")]),
    done("bench", "open again", &[Scan("CANCEL")]),
    done("bench", "hand over", &[Scan("BACK"), Carrier]),
    done("bench", "handed over", &[Through("hand_over")]),
    done("bench", "taken back", &[Sleeve]),
    done("bench", "damaged", &[Scan("DAMAGED")]),
    done("bench", "count", &[Scan("A-01-1")]),
    done("bench", "undone", &[Scan("UNDO")]),
    done("bench", "unannounced", &[Scan("OK"), Scan("2900000005006")]),
    done("bench", "no count", &[Scan("=12")]),
    done("bench", "receive", &[Scan("OK"), Scan("=12")]),
    done("bench", "put away", &[Scan("A-01-1")]),
    done("receive", "at the bench", &[]),
    done("bench", "left off", &[Scan("BACK"), Scan("BACK"), Scan("NEXT"), Scan("BACK")]),
];

const CRATE_POSES: &[Pose] = &[
    screen("today"),
    screen("creators/fern-and-kiln"),
    done("creators/fern-and-kiln", "cohort", &[Press("Add a cohort"), Find("dialog[open]")]),
    screen("sleeves/batches"),
    done("sleeves/batches", "register", &[Press("Register sleeves"), Find("dialog[open]")]),
    screen("takeback/available"),
    screen("sleeves/stocktakes"),
    done("sleeves/stocktakes", "retire", &[Press("Retire"), Find("dialog[open]")]),
    screen("takeback/goods"),
    done("takeback/goods", "look", &[Press("Look"), Find("dialog[open]")]),
    screen("takeback/aside"),
    screen("takeback/why"),
    screen("orders/O-30"),
    done("sleeves", "counting", &[Press("Count the shelf"), See("to be seen yet")]),
    done("bench", "stray", &[Sleeve]),
    done("bench", "hardly counted", &[Scan("DONE")]),
    done("bench", "counted", &[Scan("OK")]),
    done("bench", "one", &[Sleeve]),
    done("bench", "three", &[Sleeve, Sleeve]),
    done("bench", "above the limit", &[Scan("DONE")]),
    done("bench", "no badge", &[Scan("OK")]),
    done("takeback", "two", &[Press("Two in my hands"), Find("dialog[open]")]),
    screen("takeback/quarantine"),
    done("takeback/quarantine", "decide", &[Press("Decide"), Find("dialog[open]")]),
    screen("takeback/inspecting"),
    screen("takeback/cleaning"),
    done("takeback/cleaning", "retire", &[Press("Retire"), Find("dialog[open]")]),
    screen("settings"),
    done("settings", "somebody", &[Press("Add somebody"), Find("dialog[open]")]),
    done("bench", "goods", &[Scan("BACK"), Scan("R-3")]),
    done("bench", "one back", &[Follow(1)]),
    done("bench", "one damaged", &[Scan("DAMAGED")]),
    done("bench", "goods done", &[Scan("DONE")]),
];

const ABSENT_POSES: &[Pose] = &[
    screen(""),
    done("", "hub", &[Press("Set up my hub"), See("Address for returns")]),
    done("", "hub wrong", &[Press("Make my hub"), See("A hub needs a name")]),
    done("", "practice", &[Press("Back"), Press("Only practise"), See("Scan it for me")]),
    done("", "practice pack", &[Practise("pack")]),
    done("", "practice over", &[Practise("done"), See("That was a whole parcel")]),
];

const BROKEN_POSES: &[Pose] = &[screen(""), done("", "new", &[Press("New hub…"), See("A hub is kept in one file")])];

/// The program never answers. It is asked over `fetch`.
const NO_ANSWER: &str = "
    const ask = window.fetch;
    window.fetch = (where, ...rest) => String(where).endsWith('/rpc') ? new Promise(() => undefined) : ask(where, ...rest);";

/// The program refuses every command.
const REFUSALS: &str = "
    const ask = window.fetch;
    const refusal = JSON.stringify({ code: 'internal', message: 'The disk refused to read the hub: the cable may be loose. Nothing was changed; see that the disk is there, then try again.' });
    const headers = { 'Content-Type': 'application/json', 'Tauri-Response': 'error' };
    window.fetch = (where, ...rest) => String(where).endsWith('/rpc') ? Promise.resolve(new Response(refusal, { headers })) : ask(where, ...rest);";

/// They come at a pace of their own, because how far apart they are is told.
const ARRIVED_KEYS: &str = "
    const first_ms = performance.now() - 40;
    for (const [at, key] of ['L', 'D', '/', '7', 'K', 'Q', '2'].entries()) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true });
        Object.defineProperty(event, 'timeStamp', { value: first_ms + 3 * at });
        window.dispatchEvent(event);
    }";

const HELD_OVER: &str = "
    const carried = new DataTransfer();
    carried.items.add(new File(['a'], 'products.csv'));
    document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: carried }));";

const DROPPED: &str = "
    const carried = new DataTransfer();
    const rows = 'Vendor,SKU,Title,Barcode,Price,Currency\\nMoss & Sons,MS-1,Moss in a jar,4006381333931,12.00,EUR\\n';
    carried.items.add(new File([rows], 'moss-products.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }));";

const DROPPED_PICTURE: &str = "
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0])], 'moss.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }));";
