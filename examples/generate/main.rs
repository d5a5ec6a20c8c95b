//! Writes folders of any size in the contract's tables: a county, a city, a nation.
//!
//! ```text
//! cargo run --release --example generate -- --counties 2800 --months 10 --tasks 357 --seed 1 DIR
//! ```
//!
//! The same arguments write the same bytes. Everything is invented; rows are streamed, so that
//! a nation takes no more memory than a county.

#[path = "world.rs"]
mod world;

use clap::Parser as _;

fn main() -> std::io::Result<()> {
    world::write(world::Arguments::parse())
}
