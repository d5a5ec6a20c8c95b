//! Names of units that every county has: 县住建局, 城关镇.
//!
//! Where several regions stand side by side, such a name alone says nothing, and two units that
//! share it must not share a row, a step or a notice.

use std::borrow::Cow;

/// What the name of a seat of a town ends with.
const TOWNS: [&str; 9] = [
    "镇",
    "乡",
    "街道",
    "街道办",
    "街道办事处",
    "镇政府",
    "乡政府",
    "镇人民政府",
    "乡人民政府",
];

/// Whether a name is one that other counties have as well: `县…` and `区…` without the county's
/// own name, and towns. `市…` and `省…` are above the counties.
pub fn is_local(name: &str) -> bool {
    name.starts_with(['县', '区']) || TOWNS.iter().any(|end| name.ends_with(end))
}

/// The name with its region in front, as papers of a city write it: 县住建局 of 青田县 is
/// 青田县住建局, 腊口镇 is 青田县腊口镇. What begins with the region stays.
pub fn qualified<'a>(name: &'a str, region: &str) -> Cow<'a, str> {
    if region.is_empty() || name.starts_with(region) {
        return Cow::Borrowed(name);
    }
    let doubled = name.strip_prefix(['县', '区']).filter(|rest| {
        region.chars().next_back() == name[..name.len() - rest.len()].chars().next()
    });
    Cow::Owned(format!("{region}{}", doubled.unwrap_or(name)))
}

#[cfg(test)]
mod tests {
    use super::{is_local, qualified};
    use rstest::rstest;

    #[rstest]
    #[case("县住建局", "青田县", true, "青田县住建局")]
    #[case("县住建局", "青田", true, "青田县住建局")]
    #[case("区水利局", "莲都区", true, "莲都区水利局")]
    #[case("县水利局", "莲都区", true, "莲都区县水利局")]
    #[case("腊口镇", "青田县", true, "青田县腊口镇")]
    #[case("鹤城街道办事处", "青田县", true, "青田县鹤城街道办事处")]
    #[case("青田县腊口镇", "青田县", true, "青田县腊口镇")]
    #[case("腊口镇", "", true, "腊口镇")]
    #[case("市水利局", "青田县", false, "青田县市水利局")]
    #[case("市生态环境局青田分局", "青田县", false, "青田县市生态环境局青田分局")]
    #[case("水务集团", "青田县", false, "青田县水务集团")]
    #[case("", "青田县", false, "青田县")]
    fn names(#[case] name: &str, #[case] region: &str, #[case] local: bool, #[case] wanted: &str) {
        assert_eq!(is_local(name), local);
        assert_eq!(qualified(name, region), wanted);
    }
}
