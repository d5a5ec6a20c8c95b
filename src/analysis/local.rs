//! Names of units that every county has: 县住建局, 城关镇.
//!
//! Where several regions stand side by side, such a name alone says nothing, and two units that
//! share it must not share a row, a step or a notice.

use super::board::Board;
use rustc_hash::FxHashSet;
use std::borrow::{Borrow, Cow};
use std::hash::Hash;

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

/// Whether a name in a row of a region is one that other counties have as well: `县…` and `区…`
/// without the county's own name, and towns. `省…` is above the counties, and so is `市…` but in a
/// county that is a city itself (龙泉市).
pub fn is_local(name: &str, region: &str) -> bool {
    name.starts_with(['县', '区'])
        // A branch is the prefecture's: 市生态环境局龙泉分局.
        || (name.starts_with('市') && region.ends_with('市') && !name.ends_with("分局"))
        || is_town(name)
}

fn is_town(name: &str) -> bool {
    TOWNS.iter().any(|end| name.ends_with(end))
}

/// The region that a name has in front: 青田县 of 青田县腊口镇.
pub fn owner<'a, R>(name: &'a str, regions: &FxHashSet<R>) -> Option<&'a str>
where
    R: Borrow<str> + Hash + Eq,
{
    // One character is no name.
    let ends = name.char_indices().skip(2).map(|(at, _)| &name[..at]);
    ends.filter(|front| regions.contains(*front)).last()
}

/// The name with its region in front, as papers of a city write it: 县住建局 of 青田县 is
/// 青田县住建局, 腊口镇 is 青田县腊口镇. What begins with the region stays; a town's keeps the
/// region as its folder spells it, so that 松阳县城关镇 in the folder 松阳 is 城关镇 there.
pub fn qualified<'a>(name: &'a str, region: &str) -> Cow<'a, str> {
    if region.is_empty() {
        return Cow::Borrowed(name);
    }
    if let Some(rest) = name.strip_prefix(region) {
        let town = rest.strip_prefix(['县', '区', '市']);
        let town = town.filter(|town| is_town(town) && town.chars().nth(1).is_some());
        return town.map_or(Cow::Borrowed(name), |town| {
            Cow::Owned(format!("{region}{town}"))
        });
    }
    let doubled = name.strip_prefix(['县', '区', '市']).filter(|rest| {
        region.chars().next_back() == name[..name.len() - rest.len()].chars().next()
    });
    Cow::Owned(format!("{region}{}", doubled.unwrap_or(name)))
}

impl Board {
    /// The name of a unit in a row of a region as it is told: with the region in front where others
    /// may have one of the name.
    pub fn unit_in<'a>(&self, name: &'a str, region: &str) -> Cow<'a, str> {
        if self.regions.len() < 2 || !is_local(name, region) {
            return Cow::Borrowed(name);
        }
        // Another county's own name in front says whose it is.
        qualified(name, owner(name, &self.names).unwrap_or(region))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_local, owner, qualified};
    use rstest::rstest;
    use rustc_hash::FxHashSet;

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
    #[case("市水利局", "龙泉市", true, "龙泉市水利局")]
    #[case("松阳县城关镇", "松阳", true, "松阳城关镇")]
    #[case("松阳县住建局", "松阳", false, "松阳县住建局")]
    #[case("县住建局", "松阳", true, "松阳县住建局")]
    #[case("市生态环境局青田分局", "青田县", false, "青田县市生态环境局青田分局")]
    #[case("水务集团", "青田县", false, "青田县水务集团")]
    #[case("", "青田县", false, "青田县")]
    fn names(#[case] name: &str, #[case] region: &str, #[case] local: bool, #[case] wanted: &str) {
        assert_eq!(is_local(name, region), local);
        assert_eq!(qualified(name, region), wanted);
    }

    #[rstest]
    #[case("青田县腊口镇", Some("青田县"))]
    #[case("松阳县城关镇", Some("松阳"))]
    #[case("青田腊口镇", None)]
    #[case("腊口镇", None)]
    #[case("青田县", None)]
    #[case("丽水市莲都区紫金街道", Some("丽水市莲都区"))]
    fn owners(#[case] name: &str, #[case] wanted: Option<&str>) {
        let regions = ["青田县", "松阳", "丽水市", "丽水市莲都区", "腊"];
        let regions: FxHashSet<&str> = regions.into_iter().collect();
        assert_eq!(owner(name, &regions), wanted);
    }
}
