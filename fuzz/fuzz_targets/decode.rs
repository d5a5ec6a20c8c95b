//! Any bytes decode or name the bad one; what differs is named in order.
#![no_main]

use duban::ingest::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match decode(bytes) {
        Ok(decoded) => {
            let lines = bytes.split(|b| *b == b'\n').count() as u32;
            assert!(decoded.odd.is_sorted_by_key(|odd| odd.line));
            for odd in &decoded.odd {
                assert!((1..=lines).contains(&odd.line));
                assert!(odd.offset < bytes.len());
            }
            if std::str::from_utf8(bytes).is_err() {
                assert!(decoded.encoding != "utf-8" || !decoded.odd.is_empty());
            }
        }
        Err(bad) => assert!(bad.offset <= bytes.len() && bad.line >= 1),
    }
});
