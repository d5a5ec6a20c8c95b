//! Reports of a board, for other programs and for paper.

pub mod csv;
pub mod json;
pub mod papers;
pub mod table;

use crate::diagnostic::Diagnostic;
use crate::i18n::Locale;

/// A finding in a sentence.
pub fn message(locale: &Locale, finding: &Diagnostic) -> String {
    locale.finding(
        finding.code.name(),
        &finding.value,
        &finding.understood,
        &finding.expected,
    )
}
