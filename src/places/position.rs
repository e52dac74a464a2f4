//! Where a place is on the earth, and how far two places are.

/// A point in degrees north and east (WGS 84), good to about ten metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// How well a position is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The comune's own.
    Comune,
    /// Only that of its province's chief town.
    Capoluogo,
}

/// The mean radius of the earth.
const EARTH_KM: f64 = 6371.0;

impl Position {
    /// The great-circle distance in kilometres (haversine): as the crow flies, not by road.
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let radians = |degrees: f32| f64::from(degrees).to_radians();
        let (from, to) = (radians(self.lat), radians(other.lat));
        let half_lat = ((to - from) / 2.0).sin();
        let half_lon = ((radians(other.lon) - radians(self.lon)) / 2.0).sin();
        let chord = half_lat.powi(2) + from.cos() * to.cos() * half_lon.powi(2);
        2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rome_is_477_kilometres_from_milan_both_ways() {
        let rome = Position { lat: 41.8919, lon: 12.5113 };
        let milan = Position { lat: 45.4643, lon: 9.1895 };
        assert!((rome.km_to(milan) - 477.0).abs() < 3.0, "{}", rome.km_to(milan));
        assert!((rome.km_to(milan) - milan.km_to(rome)).abs() < 1e-9);
        assert_eq!(rome.km_to(rome), 0.0);
    }
}
