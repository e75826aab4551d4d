//! How far a hub walks: in which sequence the bins of a walk are visited.
//!
//! Pure. So far the simplest rule that packers know by heart: aisle after aisle, up the first and down the next (the
//! S-shape heuristic; R. W. Hall, "Distance approximations for routing manual pickers in a warehouse", IIE Transactions
//! 25(4), 1993), and within a bay from the floor upwards.

use loopdock_domain::place::Position;

/// Sorts `stops` into walking order. Stops at one position keep their sequence.
pub fn walking_order<T>(stops: &mut [T], position: impl Fn(&T) -> Position) {
    let mut aisles: Vec<i64> = stops.iter().map(|stop| position(stop).x_mm).collect();
    aisles.sort_unstable();
    aisles.dedup();
    stops.sort_by_key(|stop| {
        let at = position(stop);
        let aisle = aisles.binary_search(&at.x_mm).unwrap_or_default();
        let along = if aisle.is_multiple_of(2) { at.y_mm } else { -at.y_mm };
        (aisle, along, at.z_mm)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_up_one_aisle_and_down_the_next() {
        let at = |x_mm, y_mm, z_mm| Position { x_mm, y_mm, z_mm };
        let mut stops =
            [at(2_400, 0, 0), at(0, 1_000, 400), at(0, 0, 0), at(2_400, 3_000, 0), at(0, 1_000, 0), at(9_600, 0, 0)];
        walking_order(&mut stops, |stop| *stop);
        let expected =
            [at(0, 0, 0), at(0, 1_000, 0), at(0, 1_000, 400), at(2_400, 3_000, 0), at(2_400, 0, 0), at(9_600, 0, 0)];
        assert_eq!(stops, expected);
    }
}
