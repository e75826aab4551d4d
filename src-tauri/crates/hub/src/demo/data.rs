//! The demo's own exports, as they lie in `assets/demo`.

/// A creator with its exports.
pub(super) struct DemoCreator {
    /// Its key.
    pub key: &'static str,
    /// Its products.
    pub products: &'static [u8],
    /// Its orders.
    pub orders: &'static [u8],
}

macro_rules! creator {
    ($key:literal) => {
        DemoCreator {
            key: $key,
            products: include_bytes!(concat!("../../../../../assets/demo/", $key, "-products.csv")),
            orders: include_bytes!(concat!("../../../../../assets/demo/", $key, "-orders.csv")),
        }
    };
}

/// The three creators.
pub(super) const CREATORS: &[DemoCreator] =
    &[creator!("fern-and-kiln"), creator!("nachtlicht-drucke"), creator!("tomo-zines")];
