//! Reports of a board, for other programs and for paper.

pub mod json;

use crate::diagnostic::Diagnostic;
use crate::i18n::Locale;

/// A finding in a sentence.
pub fn message(locale: &Locale, finding: &Diagnostic) -> String {
    locale.tr_args(
        &format!("diag-{}", finding.code.name()),
        &[
            ("value", finding.value.as_str().into()),
            ("understood", finding.understood.as_str().into()),
            ("expected", finding.expected.as_str().into()),
        ],
    )
}
