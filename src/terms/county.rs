//! Counties as folders and cells spell them.

/// Whether two names are of one county as far as names tell: the same, or one leaves out the end of
/// the other, 松阳 of 松阳县, 景宁 of 景宁畲族自治县. 长沙 may be 长沙市 and 长沙县: whoever folds
/// names has to look at all there are, as [`one_of`] does.
pub fn same_county(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    match long.strip_prefix(short) {
        Some("") => true,
        // One character is no name.
        Some(rest) => is_end(rest) && short.chars().nth(1).is_some(),
        // 景宁县 is short for 景宁畲族自治县.
        None => short.strip_suffix(['县', '旗']).is_some_and(|stem| {
            let rest = long.strip_prefix(stem);
            rest.is_some_and(|rest| rest.contains("族自治") && is_end(rest))
                && stem.chars().nth(1).is_some()
        }),
    }
}

/// Whether a cell names the folder's own level and no county of it: `全市`, `本级`, or the plan's own
/// place, where that is a city and so may have counties.
pub fn is_own_level(cell: &str, own: &str) -> bool {
    let level = cell.strip_prefix(['省', '市', '县', '区']).unwrap_or(cell);
    let city = own.ends_with(['市', '省', '州', '盟']);
    matches!(cell, "全市" | "全县" | "全区" | "全省") || level == "本级" || (city && cell == own)
}

/// Whether this is what stands behind the name proper of a county.
fn is_end(rest: &str) -> bool {
    if matches!(rest, "县" | "区" | "市" | "旗") {
        return true;
    }
    let people = rest
        .strip_suffix("自治县")
        .or_else(|| rest.strip_suffix("自治旗"));
    people.is_some_and(|people| people.ends_with('族') && !people.contains(['县', '区', '市']))
}

/// Which of these counties a file means by a spelling, `others` being all the spellings it has:
/// only where one can be meant, and by no other spelling, for rows of two counties must not become
/// rows of one. `None`: the spelling stands for itself.
pub fn one_of<'c>(
    spelling: &str,
    others: &[&str],
    counties: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let mut like = counties
        .into_iter()
        .filter(|county| same_county(county, spelling));
    let county = like.next().filter(|county| *county != spelling)?;
    let alone = like.next().is_none();
    let mut rivals = others.iter().filter(|other| **other != spelling);
    (alone && !rivals.any(|other| same_county(other, county))).then_some(county)
}

#[cfg(test)]
mod tests {
    use super::{is_own_level, one_of, same_county};
    use rstest::rstest;

    #[rstest]
    #[case("松阳", "松阳县", true)]
    #[case("松阳县", "松阳", true)]
    #[case("景宁", "景宁畲族自治县", true)]
    #[case("景宁县", "景宁畲族自治县", true)]
    #[case("景县", "景宁畲族自治县", false)]
    #[case("松阳县", "松阳区", false)]
    #[case("双江", "双江拉祜族佤族布朗族傣族自治县", true)]
    #[case("莲都", "莲都区", true)]
    #[case("松阳县", "松阳县", true)]
    #[case("青田", "松阳县", false)]
    #[case("松阳古城", "松阳", false)]
    #[case("松", "松阳县", false)]
    #[case("", "松阳县", false)]
    #[case("", "县", false)]
    // A city is none of its counties.
    #[case("丽水市", "丽水市青田县", false)]
    #[case("丽水", "丽水市青田县", false)]
    #[case("丽水", "丽水市景宁畲族自治县", false)]
    fn counties(#[case] a: &str, #[case] b: &str, #[case] same: bool) {
        assert_eq!(same_county(a, b), same);
    }

    #[rstest]
    #[case("全市", true)]
    #[case("市本级", true)]
    #[case("本级", true)]
    #[case("丽水市", true)]
    #[case("青田县", false)]
    #[case("市", false)]
    #[case("", false)]
    fn own_levels(#[case] cell: &str, #[case] own: bool) {
        assert_eq!(is_own_level(cell, "丽水市"), own);
        assert!(!is_own_level("青田县", "青田县"));
    }

    #[rstest]
    #[case("松阳县", &["松阳县"], &["松阳", "青田县"], Some("松阳"))]
    #[case("松阳", &["松阳", "青田县"], &["松阳县"], Some("松阳县"))]
    #[case("松阳县", &["松阳县"], &["松阳县"], None)]
    #[case("云和县", &["云和县"], &["松阳"], None)]
    // Two spellings of one file may be two counties, and so may two folders.
    #[case("长沙县", &["长沙市", "长沙县"], &["长沙"], None)]
    #[case("长沙县", &["长沙", "长沙县"], &["长沙"], None)]
    #[case("长沙", &["长沙"], &["长沙市", "长沙县"], None)]
    fn one_county(
        #[case] spelling: &str,
        #[case] others: &[&str],
        #[case] counties: &[&str],
        #[case] meant: Option<&str>,
    ) {
        let counties = counties.iter().copied();
        assert_eq!(one_of(spelling, others, counties), meant);
    }
}
