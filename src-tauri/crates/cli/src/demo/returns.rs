//! Weeks go by, and sleeves come back: a crate of fifty, copies of tags, one that is late, one that was lost.

use loopdock_hub::{Error, Level, Result};
use serde::Serialize;
use serde_json::{Value, json};

use super::way::{Desk, list, number, text};

/// Sleeves in the crate of the drop-off point.
const CRATE: usize = 50;

/// What came back, and who wanted more than was theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Returned {
    /// Sleeves that were taken back.
    pub taken_back: u64,
    /// Scans of them that were refused, because nothing is owed twice.
    pub frauds_refused: u64,
    /// Sleeves that were overdue before they came back, or were lost.
    pub overdue: u64,
    /// Sleeves that were given up for lost.
    pub lost: u64,
    /// Units of goods that were sent back.
    pub goods_back: u64,
    /// Payments that creators were asked for.
    pub payments: u64,
}

impl Desk {
    /// What a creator agrees with its buyers about sleeves, before the first leaves.
    pub(super) fn agree_on_sleeves(&mut self) -> Result<()> {
        let terms = json!({
            "deposit": "2.00", "reward": "1.00", "reward_days": 30, "overdue_days": 30, "lost_days": 60, "damage": "0.50",
        });
        self.call("set_creator", json!({ "key": "fern-and-kiln", "terms": terms })).map(drop)
    }

    /// Everything that happens to the sleeves that left, until the creators have paid.
    pub(super) fn sleeves_come_back(&mut self, tell: &mut dyn FnMut(&str) -> Result<()>) -> Result<Returned> {
        let mut returned = Returned::default();
        self.days_go_by(6)?;
        let crated = self.crate_comes_back(&mut returned)?;
        tell(&format!(
            "A week later a crate of {CRATE} sleeves comes back: one is damaged, the rest go on the shelf."
        ))?;
        self.copies_are_refused(&crated, &mut returned)?;
        tell(&format!(
            "Tags are scanned twice, photocopied and invented: {} scans are refused, and both of two with one serial are set aside.",
            returned.frauds_refused
        ))?;
        returned.goods_back = self.goods_come_back()?;
        tell(
            "Two buyers send goods back: a damaged unit goes to its microfactory, one that is as new onto its shelf.",
        )?;
        self.days_go_by(34)?;
        returned.overdue = self.sleeves("overdue")?.len() as u64;
        self.comes_back("overdue", &mut returned)?;
        tell(&format!("{} sleeves are overdue; one of them comes back, too late for its reward.", returned.overdue))?;
        self.days_go_by(30)?;
        returned.lost = self.sleeves("lost")?.len() as u64;
        self.comes_back("lost", &mut returned)?;
        tell(&format!(
            "{} sleeves are lost and their deposits forfeited; one turns up, and its buyer gets it back.",
            returned.lost
        ))?;
        self.damaged_are_mended()?;
        returned.payments = self.creators_pay()?;
        tell(&format!(
            "Creators pay what they were asked for: {} payments, each with its reference.",
            returned.payments
        ))?;
        Ok(returned)
    }

    fn days_go_by(&mut self, days: i64) -> Result<()> {
        self.clock.days_go_by(days);
        self.rest()
    }

    /// Codes of the sleeves in a state.
    fn sleeves(&mut self, state: &str) -> Result<Vec<String>> {
        let found = list(&self.call("sleeves", json!({ "state": state, "limit": 500 }))?);
        Ok(found.iter().map(|sleeve| text(sleeve, "code")).collect())
    }

    /// Fifty in a row, each scanned once more, which is refused; the tenth is damaged.
    fn crate_comes_back(&mut self, returned: &mut Returned) -> Result<Vec<String>> {
        let crated: Vec<String> = self.sleeves("out")?.into_iter().take(CRATE).collect();
        for (at, code) in crated.iter().enumerate() {
            self.must(code)?;
            self.must_be_refused(code, returned)?;
            if at == 9 {
                self.must("DAMAGED")?;
            }
        }
        self.must("OK")?;
        returned.taken_back += crated.len() as u64;
        Ok(crated)
    }

    fn copies_are_refused(&mut self, crated: &[String], returned: &mut Returned) -> Result<()> {
        let copied = crated.first().cloned().unwrap_or_default();
        let mut invented = crated.last().cloned().unwrap_or_default();
        let last = if invented.pop() == Some('0') { '1' } else { '0' };
        invented.push(last);
        for code in [copied.as_str(), invented.as_str()] {
            self.must_be_refused(code, returned)?;
        }
        let reason = "The same serial on two sleeves; one of the tags is a photocopy.";
        let case = self.call("quarantine", json!({ "code": copied, "reason": reason }))?;
        self.call("decide_case", json!({ "number": number(&case, "number"), "verdict": "good" }))?;
        Ok(())
    }

    /// One of those in a state comes back, and is good.
    fn comes_back(&mut self, state: &str, returned: &mut Returned) -> Result<()> {
        let code = self.sleeves(state)?.into_iter().next();
        let code = code.ok_or_else(|| Error::internal(format!("no sleeve is {state}")))?;
        self.must(&code)?;
        self.must("OK")?;
        self.must_be_refused(&code, returned)?;
        returned.taken_back += 1;
        Ok(())
    }

    fn must_be_refused(&mut self, code: &str, returned: &mut Returned) -> Result<()> {
        if self.packer.scan(&mut self.hub, code)?.cue != Level::Stop {
            return Err(Error::internal(format!("{code} was taken though nothing is owed for it")));
        }
        returned.frauds_refused += 1;
        Ok(())
    }

    fn damaged_are_mended(&mut self) -> Result<()> {
        let aside = self.call("find_sleeves", json!({ "state": "inspecting" }))?;
        let serials: Vec<String> = rows(&aside).iter().map(|sleeve| text(sleeve, "serial")).collect();
        for to in ["repairing", "cleaning", "available"] {
            self.call("move_sleeves", json!({ "serials": serials, "to": to }))?;
        }
        Ok(())
    }

    fn creators_pay(&mut self) -> Result<u64> {
        let mut paid = 0;
        loop {
            let open = rows(&self.call("payments", json!({ "open": true, "limit": 500 }))?);
            for payment in &open {
                let number = number(payment, "number");
                self.call("payment_done", json!({ "number": number, "reference": format!("re_{number}") }))?;
            }
            paid += open.len() as u64;
            if open.is_empty() {
                return Ok(paid);
            }
        }
    }
}

fn rows(page: &Value) -> Vec<Value> {
    page.get("rows").map(list).unwrap_or_default()
}
