//! What many days have seen: without it, a thousand clean days may mean that nothing happened.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Every deed of a bench, as answers call it.
const DEEDS: &[&str] = &[
    "begin_return",
    "bind_sleeve",
    "close_handover",
    "close_parcel",
    "close_runs",
    "confirm_bin",
    "count_bin",
    "leave_wave",
    "load_parcel",
    "next_wave",
    "pack_units",
    "post_return",
    "put_away",
    "put_back",
    "put_in_tote",
    "receive_units",
    "refuse",
    "reopen_parcel",
    "set_aside",
    "short_pick",
    "skip_task",
    "spoil_unit",
    "start_handover",
    "start_packing",
    "take_units",
    "take_wave",
    "turn",
    "undo",
    "unload_parcel",
    "unpack",
    "void_return",
    "wave_of_order",
    "weigh_parcel",
];

/// Every mode of a bench.
const MODES: &[&str] = &["count", "hand_over", "idle", "pack", "pick", "put_away", "receive", "take_back"];

/// How often what was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Days.
    pub days: u64,
    /// Scans.
    pub scans: u64,
    /// By deed: not refused, refused.
    deeds: BTreeMap<String, [u64; 2]>,
    modes: BTreeMap<String, u64>,
    offices: BTreeMap<String, [u64; 2]>,
    /// The sentences that benches said.
    sentences: BTreeMap<String, u64>,
    /// Why the tables refused what the bench had decided.
    tables: BTreeMap<String, u64>,
}

impl Tally {
    pub fn mode(&mut self, mode: &str) {
        *self.modes.entry(mode.to_owned()).or_default() += 1;
    }

    pub fn scan(&mut self, did: &str, cue: &str, said: &str, why: &str) {
        self.scans += 1;
        self.deeds.entry(did.to_owned()).or_default()[usize::from(cue == "stop")] += 1;
        *self.sentences.entry(said.to_owned()).or_default() += 1;
        if said == "tables-refused" {
            *self.tables.entry(why.to_owned()).or_default() += 1;
        }
    }

    pub fn office(&mut self, name: &str, done: bool) {
        self.offices.entry(name.to_owned()).or_default()[usize::from(!done)] += 1;
    }

    /// Adds the tally of another day.
    pub fn add(&mut self, other: &Self) {
        self.days += other.days;
        self.scans += other.scans;
        for (mine, theirs) in [(&mut self.deeds, &other.deeds), (&mut self.offices, &other.offices)] {
            for (name, [done, refused]) in theirs {
                let row = mine.entry(name.clone()).or_default();
                row[0] += done;
                row[1] += refused;
            }
        }
        let counts = [
            (&mut self.modes, &other.modes),
            (&mut self.sentences, &other.sentences),
            (&mut self.tables, &other.tables),
        ];
        for (mine, theirs) in counts {
            for (name, count) in theirs {
                *mine.entry(name.clone()).or_default() += count;
            }
        }
    }

    /// Deeds and modes that were never seen.
    pub fn missing(&self) -> BTreeSet<&'static str> {
        let deed = |name: &&&str| match **name {
            "refuse" => false,
            name => self.deeds.get(name).is_none_or(|row| row[0] == 0),
        };
        let deeds = DEEDS.iter().filter(deed);
        deeds.chain(MODES.iter().filter(|name| !self.modes.contains_key(**name))).copied().collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} days of {} scans", self.days, self.scans)?;
        let modes: Vec<String> = self.modes.iter().map(|(mode, count)| format!("{mode} {count}")).collect();
        writeln!(f, "modes: {}", modes.join(", "))?;
        for (title, rows) in [("deeds", &self.deeds), ("office", &self.offices)] {
            let rows: Vec<String> =
                rows.iter().map(|(name, [done, refused])| format!("{name} {done}/{refused}")).collect();
            writeln!(f, "{title}, done/refused: {}", rows.join(", "))?;
        }
        let said: Vec<String> = self.sentences.iter().map(|(name, count)| format!("{name} {count}")).collect();
        writeln!(f, "{} different sentences: {}", said.len(), said.join(", "))?;
        for (why, count) in &self.tables {
            writeln!(f, "the tables refused {count} times: {why}")?;
        }
        Ok(())
    }
}
