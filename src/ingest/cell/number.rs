//! Numbers and percents.

use super::{Read, half, nothing};
use crate::terms::Nothing;

/// A number: full-width digits, `1,234.5`, a unit behind it (`3℃`, `98.6 %`, `12家`).
/// Not a number: `NaN`, `inf`, `1e309`, an exponent (Excel's mark of a damaged id).
pub fn number(text: &str) -> Read<f64> {
    let folded = half(text);
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    let text = folded.trim_start_matches(['约', '共']).trim();
    let end = text
        .char_indices()
        .find(|(at, c)| {
            !(c.is_ascii_digit() || *c == '.' || *c == ',' || (*at == 0 && matches!(c, '-' | '+')))
        })
        .map_or(text.len(), |(at, _)| at);
    let (digits, unit) = text.split_at(end);
    if digits.contains(',') && !grouped(digits) {
        return Read::Invalid;
    }
    let unit = unit.trim();
    let begins_wrong = unit.starts_with(['e', 'E', '-', '/', '~', '至'])
        || unit
            .split('(')
            .next()
            .is_some_and(|name| name.contains(|c: char| c.is_ascii_digit()) && !name.contains('m'));
    if begins_wrong {
        return Read::Invalid;
    }
    match digits.replace(',', "").parse::<f64>() {
        // The mark of stations for "no reading"; ids are not read here.
        Ok(-9999.0) => Read::Nothing(Nothing::Sentinel),
        // 12.3万元 is 12.3 where the column counts in 万元, and 123000 where it does not.
        Ok(value) if value.is_finite() && unit.starts_with(['万', '亿', '千', '百']) => {
            Read::Guess(value)
        }
        Ok(value) if value.is_finite() => Read::Value(value),
        _ => Read::Invalid,
    }
}

/// Commas in threes.
fn grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or("");
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}

/// A percent, 0 to 100: `98`, `98%`, `98％`; `0.98` only where the header says a ratio.
/// Outside the range it is a guess, and so is a bare figure of 0 to 1 where the header does not
/// say a ratio, or just above 1 where it does.
pub fn percent(text: &str, ratio: bool) -> Read<f64> {
    let mut folded = half(text);
    // 6成 is 60%.
    if let Some(tenths) = folded.strip_suffix('成')
        && let Read::Value(value) = number(tenths)
    {
        folded = format!("{}%", value * 10.0);
    }
    let signed = folded.contains('%');
    match number(&folded) {
        Read::Value(value) => {
            // 完成比例 with 35 in it means 35%, whatever the header says.
            let share = ratio && !signed && value <= 1.0;
            let unsure = !signed
                && if ratio {
                    value > 1.0 && value <= 2.0
                } else {
                    value > 0.0 && value <= 1.0
                };
            let value = if share { value * 100.0 } else { value };
            if (0.0..=100.0).contains(&value) && !unsure {
                Read::Value(value)
            } else {
                Read::Guess(value)
            }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("98", 98.0)]
    #[case("98.6%", 98.6)]
    #[case("９８．６％", 98.6)]
    #[case("1,234.5", 1234.5)]
    #[case("3℃", 3.0)]
    #[case("12 家", 12.0)]
    #[case("23件(含县区共办1件)", 23.0)]
    #[case("-1.5", -1.5)]
    #[case("21.5μg/m3", 21.5)]
    fn numbers(#[case] text: &str, #[case] expected: f64) {
        assert_eq!(number(text), Read::Value(expected));
    }

    #[rstest]
    #[case("NaN")]
    #[case("inf")]
    #[case("1e309")]
    #[case("1.1E+11")]
    #[case("1,23")]
    #[case("3-5")]
    #[case("优")]
    #[case("1.2.3")]
    fn not_numbers(#[case] text: &str) {
        assert_eq!(number(text), Read::Invalid);
    }

    #[test]
    fn percents() {
        assert_eq!(percent("98", false), Read::Value(98.0));
        assert_eq!(percent("0.98", false), Read::Guess(0.98));
        assert_eq!(percent("0.98%", false), Read::Value(0.98));
        assert_eq!(percent("0", false), Read::Value(0.0));
        assert_eq!(percent("1.05", true), Read::Guess(1.05));
        assert_eq!(number("12.3万元"), Read::Guess(12.3));
        assert_eq!(number("共23件"), Read::Value(23.0));
        assert_eq!(percent("0.98", true), Read::Value(98.0));
        assert_eq!(percent("98%", true), Read::Value(98.0));
        assert_eq!(percent("35", true), Read::Value(35.0));
        assert_eq!(percent("6成", false), Read::Value(60.0));
        assert_eq!(percent("8.5成", false), Read::Value(85.0));
        assert!(matches!(number("-9999"), Read::Nothing(Nothing::Sentinel)));
        assert_eq!(number("9999"), Read::Value(9999.0));
        assert_eq!(percent("105", false), Read::Guess(105.0));
        assert!(matches!(percent("/", false), Read::Nothing(_)));
    }

    proptest! {
        #[test]
        fn printed_numbers_come_back(value in -1e9f64..1e9) {
            prop_assert_eq!(number(&value.to_string()), Read::Value(value));
        }
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = (number(&text), percent(&text, true));
        }
    }
}
