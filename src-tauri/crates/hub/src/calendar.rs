//! The hub's calendar: days as they begin and end where the hub is.

use chrono::{DateTime, Days, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;

use loopdock_store::HubRow;

/// The days of a hub.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar(Tz);

impl Calendar {
    pub(crate) fn of(hub: &HubRow) -> Self {
        // The zone was looked at when the hub was made.
        Self(hub.timezone.parse().unwrap_or(Tz::UTC))
    }

    /// The day of a moment, in milliseconds since the epoch.
    pub(crate) fn day(self, at_ms: i64) -> NaiveDate {
        utc(at_ms).with_timezone(&self.0).date_naive()
    }

    /// By how much the hub's clock is ahead of UTC at a moment, in milliseconds since the epoch: `+02:00`.
    pub(crate) fn offset(self, at_ms: i64) -> String {
        utc(at_ms).with_timezone(&self.0).format("%:z").to_string()
    }

    /// When a day begins, in milliseconds since the epoch; nothing for one that no clock will see.
    pub(crate) fn begins_ms(self, day: NaiveDate) -> Option<i64> {
        // Where the clock is put forward at midnight, the day begins an hour later.
        let begins = (0..24).find_map(|hour| self.0.from_local_datetime(&day.and_hms_opt(hour, 0, 0)?).earliest());
        begins.map(|at| at.timestamp_millis())
    }

    /// Whole days from one moment to another; negative where the clock went back.
    pub(crate) fn days_between(self, from_ms: i64, until_ms: i64) -> i64 {
        (self.day(until_ms) - self.day(from_ms)).num_days()
    }

    /// When so many days have passed after the one of `from_ms`: the beginning of the next.
    pub(crate) fn after_days_ms(self, from_ms: i64, days: u32) -> Option<i64> {
        let next = self.day(from_ms).checked_add_days(Days::new(u64::from(days) + 1))?;
        self.begins_ms(next)
    }
}

/// A moment, in milliseconds since the epoch; the epoch itself for one that no clock will see.
pub(crate) fn utc(at_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at_ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_place_also_when_the_clock_is_changed() {
        let berlin = Calendar(Tz::Europe__Berlin);
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp_millis();
        // Late in the evening it is the next day in Berlin.
        assert_eq!(berlin.day(at("2026-10-24T22:30:00Z")).to_string(), "2026-10-25");
        // The day on which the clock goes back has 25 hours.
        let (from, until) = (at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"));
        assert_eq!(berlin.begins_ms(berlin.day(from)), Some(from));
        assert_eq!(berlin.after_days_ms(from, 0), Some(until));
        assert_eq!(berlin.days_between(from, until - 1), 0);
        assert_eq!(berlin.days_between(until, from), -1);
        assert_eq!((berlin.offset(from - 1), berlin.offset(until)), ("+02:00".to_owned(), "+01:00".to_owned()));
        assert_eq!(Calendar(Tz::America__St_Johns).offset(from), "-02:30");
        // In Asuncion the clock once went forward at midnight.
        let asuncion = Calendar(Tz::America__Asuncion);
        let day = NaiveDate::from_ymd_opt(2023, 10, 1).unwrap();
        assert_eq!(asuncion.begins_ms(day), Some(at("2023-10-01T04:00:00Z")));
    }
}
