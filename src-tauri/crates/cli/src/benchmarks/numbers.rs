//! Order statistics, without a float where none is needed.

use std::time::Duration;

/// The value below which `percent` of all values lie (nearest rank), in whole microseconds; sorts them.
pub(super) fn percentile_us(values: &mut [Duration], percent: usize) -> u64 {
    values.sort_unstable();
    let rank = (values.len() * percent).div_ceil(100).clamp(1, values.len().max(1));
    values.get(rank - 1).map_or(0, |value| u64::try_from(value.as_micros()).unwrap_or(u64::MAX))
}

/// The median in milliseconds with two decimals.
pub(super) fn median_ms(values: &mut [Duration]) -> f64 {
    let us = percentile_us(values, 50);
    f64::from(u32::try_from(us / 10).unwrap_or(u32::MAX)) / 100.0
}

/// The processor time that this program has had so far; where the system does not say, the time since it was first asked.
pub(super) fn processor_time() -> Duration {
    #[cfg(unix)]
    {
        let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::new(spent.tv_sec.unsigned_abs(), u32::try_from(spent.tv_nsec).unwrap_or(0))
    }
    #[cfg(not(unix))]
    {
        static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        BEGAN.get_or_init(std::time::Instant::now).elapsed()
    }
}

/// A number that looks random and is the same every time: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
/// Number Generators, 2014).
pub(super) const fn scatter(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// An index below `count`, scattered by `seed`; 0 where there is nothing.
pub(super) fn pick(seed: u64, count: usize) -> usize {
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(scatter(seed) % count).unwrap_or(0)
}
