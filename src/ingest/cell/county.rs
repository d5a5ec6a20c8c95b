//! Counties as folders and cells spell them.

/// What the name of a county ends with.
const ENDS: [char; 3] = ['县', '区', '市'];

/// Whether two names are of one county: the same, or one leaves out the end of the other, 松阳 of
/// 松阳县, 景宁 of 景宁畲族自治县.
pub fn same_county(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    match long.strip_prefix(short) {
        Some("") => true,
        // One character is no name.
        Some(rest) => rest.ends_with(ENDS) && short.chars().nth(1).is_some(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::same_county;
    use rstest::rstest;

    #[rstest]
    #[case("松阳", "松阳县", true)]
    #[case("松阳县", "松阳", true)]
    #[case("景宁", "景宁畲族自治县", true)]
    #[case("莲都", "莲都区", true)]
    #[case("松阳县", "松阳县", true)]
    #[case("青田", "松阳县", false)]
    #[case("松阳古城", "松阳", false)]
    #[case("松", "松阳县", false)]
    #[case("", "松阳县", false)]
    #[case("", "县", false)]
    fn counties(#[case] a: &str, #[case] b: &str, #[case] same: bool) {
        assert_eq!(same_county(a, b), same);
    }
}
