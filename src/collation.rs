//! The order in which names are listed: Chinese ones as in a dictionary, by their reading.

use pinyin::ToPinyin;
use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The characters that stand by their reading.
const HAN: RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// Which of two characters stands first: Chinese ones by their usual reading, those of one reading
/// and all others by their code.
///
/// A character of several readings has one place only, as in Excel: 长 stands with zhang, in
/// 长坑 too.
pub fn compare(a: char, b: char) -> Ordering {
    place(a).cmp(&place(b))
}

/// A character's place; those of [`HAN`] share the places that are their codes, in another order.
fn place(c: char) -> u32 {
    static PLACES: OnceLock<Vec<u32>> = OnceLock::new();
    let code = u32::from(c);
    if !HAN.contains(&code) {
        return code;
    }
    PLACES.get_or_init(places)[(code - HAN.start()) as usize]
}

fn places() -> Vec<u32> {
    let reading = |code: u32| char::from_u32(code)?.to_pinyin().map(pinyin::Pinyin::plain);
    let mut order: Vec<_> = HAN.map(|code| (reading(code), code)).collect();
    // What has no reading stands last.
    order.sort_unstable_by_key(|&(reading, code)| (reading.is_none(), reading, code));
    let mut places = vec![0; order.len()];
    for (place, (_, code)) in HAN.zip(order) {
        places[(code - HAN.start()) as usize] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{HAN, compare, place};
    use std::cmp::Ordering;

    /// By code: 万, 三, 南, 合, 石. As a dictionary has them: hé, nán, sān, shí, wàn; each but 三
    /// has a rare reading that stands earlier (gě, nā, dàn, mò).
    #[test]
    fn characters_stand_as_in_a_dictionary() {
        let mut names = ['万', '三', '南', '合', '石'];
        names.sort_by(|a, b| compare(*a, *b));
        assert_eq!(names, ['合', '南', '三', '石', '万']);
        // chǎng, jiē, jú, xiàn, xiāng, zhèn, zhòng.
        let mut names = ['镇', '县', '街', '乡', '局', '重', '厂'];
        names.sort_by(|a, b| compare(*a, *b));
        assert_eq!(names, ['厂', '街', '局', '县', '乡', '镇', '重']);
        assert_eq!(compare('9', 'A'), Ordering::Less);
        assert_eq!(compare('A', '阿'), Ordering::Less);
        assert_eq!(compare('坐', '！'), Ordering::Less);
    }

    #[test]
    fn no_two_characters_share_a_place() {
        let mut places: Vec<u32> = HAN.filter_map(char::from_u32).map(place).collect();
        places.sort_unstable();
        assert!(places.into_iter().eq(HAN));
    }
}
