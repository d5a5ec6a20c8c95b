//! Any bytes are some table or none, and any of their rows can be shown.
#![no_main]

use duban::ingest::{excerpts, recognise};
use duban::text::is_unsafe;
use libfuzzer_sys::fuzz_target;

/// Panics that the library catches and tells as findings are no crashes.
fn let_guarded_panics_pass() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !duban::ingest::is_guarded() {
            told(info);
        }
    }));
}

fuzz_target!(init: let_guarded_panics_pass(), |bytes: &[u8]| {
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
