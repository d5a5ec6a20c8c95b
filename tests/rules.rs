//! The rules of DESIGN §4, each with values worked out by hand.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

mod rules {
    pub mod change;
    pub mod class;
    pub mod counties;
    pub mod curve;
    pub mod integrity;
    pub mod light;
    pub mod mean;
    pub mod others;
    pub mod parts;
    pub mod properties;
    pub mod ratio;
    pub mod regions;
    pub mod state;
    pub mod support;
    pub mod units;
    pub mod versions;
}
