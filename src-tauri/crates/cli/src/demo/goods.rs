//! Buyers send goods back: one unit is damaged, one is as new and goes on its shelf again.

use loopdock_hub::{Error, Result};
use serde_json::{Value, json};

use super::way::{Desk, list, number, text};

impl Desk {
    /// Two buyers send a unit back, each with its slip and without the sleeve; the creators say what they pay. Answers with
    /// how many units came back.
    pub(super) fn goods_come_back(&mut self) -> Result<u64> {
        let away = self.call("find_sleeves", json!({ "state": "out" }))?;
        let orders: Vec<String> = away
            .get("rows")
            .map(list)
            .unwrap_or_default()
            .iter()
            .take(2)
            .map(|sleeve| text(&sleeve["trip"], "order"))
            .collect();
        let [damaged, as_new] = orders.as_slice() else {
            return Err(Error::internal("fewer than two parcels are with their buyers"));
        };
        self.unit_comes_back(damaged)?;
        self.must("DAMAGED")?;
        self.must("DONE")?;
        let item = self.unit_comes_back(as_new)?;
        self.must("DONE")?;
        for code in ["A-01-1", &item, "DONE"] {
            self.must(code)?;
        }
        self.creators_say_what_they_pay()
    }

    /// The first unit of an order's parcel is back; answers with its code.
    fn unit_comes_back(&mut self, order: &str) -> Result<String> {
        let order = self.call("order", json!({ "order": order }))?;
        let parcels = order.get("parcels").map(list).unwrap_or_default();
        let parcel = parcels.last().map(|parcel| text(parcel, "parcel")).unwrap_or_default();
        self.must(&parcel.replace("P-", "R-"))?;
        let expects = self.packer.look(&mut self.hub)?.expects;
        let item = expects.into_iter().find_map(|expected| expected.code);
        let item = item.ok_or_else(|| Error::internal("nothing is expected back"))?;
        self.must(&item)?;
        Ok(item)
    }

    fn creators_say_what_they_pay(&mut self) -> Result<u64> {
        let asked = self.call("find_returns", json!({ "state": "asked" }))?;
        let mut units = 0;
        for goods in asked.get("rows").map(list).unwrap_or_default() {
            let of = goods.get("units").map(list).unwrap_or_default();
            for unit in of.iter().filter(|unit| text(unit, "grade") == "damaged") {
                let said = json!({ "unit": unit["unit"], "reason": "broken_on_the_way", "goes_to": "rework" });
                self.call("set_returned", said)?;
            }
            units += of.len() as u64;
            let number = number(&goods, "number");
            self.call(
                "goods_done",
                json!({ "number": number, "reference": format!("re_goods_{number}"), "refunded": Value::Null }),
            )?;
        }
        Ok(units)
    }
}
