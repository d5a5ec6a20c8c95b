//! Any bytes are some table or none, and any of their rows can be shown.
#![no_main]

use duban::ingest::{excerpts, recognise};
use duban::text::is_unsafe;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = recognise(bytes);
    let places: Vec<(u32, u32)> = (0..6).flat_map(|line| [(line, 0), (line, line)]).collect();
    for shown in excerpts(bytes, None, &places).into_iter().flatten() {
        assert_eq!(shown.names.len(), shown.cells.len());
        for text in shown.names.iter().chain(&shown.cells) {
            assert!(!text.chars().any(is_unsafe), "{text:?}");
        }
        let _ = shown.parts();
    }
});
