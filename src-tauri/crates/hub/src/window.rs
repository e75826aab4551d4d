//! What the program around the screens is asked, beside the table of commands: it works before there is a hub, and changes
//! which hub is open. Declared here so that the screens' types come from one place; the window alone answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::words;

use crate::command::Empty;
use crate::error::Error;
use crate::printing::CountryName;
use crate::setup::{Setup, SetupFaults};
use crate::typescript::{Types, config};
pub use crate::views::FileView;
use crate::views::today::TodayView;

words! {
    /// Whether the window has a hub.
    WindowState {
        /// There is none yet.
        Absent = "absent",
        /// It is open.
        Open = "open",
        /// There is one, and it can't be opened.
        Fault = "fault",
    }
}

words! {
    /// Whose hub it is.
    HubKind {
        /// The owner's.
        Own = "own",
        /// The demo's.
        Demo = "demo",
        /// The one for a practice parcel.
        Practice = "practice",
    }
}

/// The window and its hub.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WindowView {
    /// The program's version.
    pub version: String,
    /// Whether it has a hub.
    pub state: WindowState,
    /// Whose.
    pub kind: HubKind,
    /// The hub's file, or where a new one would be.
    pub file: String,
    /// Counts up whenever another hub is opened: then every screen begins anew.
    pub opening: u32,
    /// The newest seq of the hub's journal when this was told; 0 without a hub.
    pub seq: i64,
    /// Another hub that a second start asked for, as its file or in words, until somebody says which is to be open.
    pub asked: Option<String>,
    /// Why it can't be opened.
    pub fault: Option<Error>,
    /// Where it can't be: the owner's own hub, where that is another file, which is there.
    pub own: Option<String>,
    /// A report of something that went wrong in this program, as a file.
    pub crash: Option<String>,
}

/// What a page would ask first. It is told that with itself, so that its first frame shows the day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FirstLook {
    /// The window and its hub.
    pub window: WindowView,
    /// The answer of `today`, no older than the window's seq; none where no hub is open.
    #[ts(as = "Option<TodayView>")]
    pub today: Option<Value>,
}

/// What the page knows of the computer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GuessRequest {
    /// The page's language, such as `de-DE`.
    pub language: String,
}

/// What this computer seems to use.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Guess {
    /// ISO 4217 code.
    pub currency: String,
    /// IANA name.
    pub timezone: String,
    /// ISO 3166-1 alpha-2; empty where nothing tells.
    pub country: String,
    /// The countries of the world, to choose from.
    pub countries: Vec<CountryName>,
}

/// What became of a file that was to be saved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FileSaved {
    /// Where it is; none where nobody chose a place.
    pub file: Option<String>,
}

/// A command of the window's program.
pub struct WindowCommand {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    pub(crate) request: fn() -> String,
    pub(crate) answer: fn() -> String,
}

macro_rules! commands {
    ($($name:literal $about:literal $request:ty => $answer:ty;)+) => {
        /// Every command, in sequence.
        pub const COMMANDS: &[WindowCommand] = &[$(WindowCommand {
            name: $name,
            about: $about,
            request: || <$request as TS>::name(&config()),
            answer: || <$answer as TS>::name(&config()),
        }),+];

        pub(crate) fn declare(types: &mut Types) {
            $(types.add::<$request>(); types.add::<$answer>();)+
            types.add::<FirstLook>();
        }
    };
}

commands! {
    "state" "Show whether the window has a hub." Empty => WindowView;
    "guess" "Guess currency, time zone and country from the computer." GuessRequest => Guess;
    "check_setup" "Say what is wrong with a new hub's settings." Setup => SetupFaults;
    "make_hub" "Make the hub's file and open it." Setup => WindowView;
    "open_hub" "Ask for a hub's file and open it." Empty => WindowView;
    "new_hub" "Ask where a new hub shall be, and close the open one." Empty => WindowView;
    "open_again" "Try once more to open the hub that can't be opened." Empty => WindowView;
    "open_own" "Open the owner's own hub, or ask for its settings where there is none." Empty => WindowView;
    "open_asked" "Open the hub that a second start asked for." Empty => WindowView;
    "stay" "Stay with the hub that is open, whatever a second start asked for." Empty => WindowView;
    "open_demo" "Open the demo hub, making it first where there is none." Empty => WindowView;
    "practise" "Make the practice hub anew and open it." Empty => WindowView;
    "save_file" "Ask where a file is to be, and write it there." FileView => FileSaved;
    "end_practice" "Throw the practice hub away and go back to the hub before it." Empty => WindowView;
}
