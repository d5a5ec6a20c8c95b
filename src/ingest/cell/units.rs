//! Several units in one cell: `A牵头，B、C配合`, `A、B`, `A/B`.

use super::{half, nothing};

/// The units of a cell by role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitCell {
    /// Named with 牵头.
    pub lead: Vec<String>,
    /// Named without a role.
    pub units: Vec<String>,
    /// Named with 配合.
    pub helpers: Vec<String>,
}

/// Reads a cell of units; names stay as written, full-width brackets and all.
pub fn units(text: &str) -> UnitCell {
    match plain_units(text) {
        Some(names) => UnitCell {
            units: names.into_iter().map(str::to_owned).collect(),
            ..UnitCell::default()
        },
        None => slowly(text),
    }
}

/// The units, each once, of a cell that has nothing but their names, none with a role.
pub fn plain_units(text: &str) -> Option<Vec<&str>> {
    is_simple(text).then(|| {
        let mut names = Vec::new();
        for name in text.split('、') {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    })
}

/// As [`units`], whatever stands in the cell.
fn slowly(text: &str) -> UnitCell {
    let mut cell = UnitCell::default();
    if nothing(&half(text)).is_some() {
        return cell;
    }
    // `牵头：A 配合：B`: a role with a colon begins a clause wherever it stands.
    let mut parted = text.to_owned();
    for role in ["牵头", "配合", "责任", "承办", "督办", "协办"] {
        for blank in [' ', '\u{3000}'] {
            parted = parted.replace(&format!("{blank}{role}"), &format!(";{role}"));
        }
    }
    // `A牵头，B、C配合`: a role word closes the names since the last comma or role.
    for clause in parted.split([',', '，', ';', '；', '。', '\n', '\r']) {
        let clause = clause.trim();
        // A person is no unit.
        let person = ["责任人", "联系人", "责任领导"].iter().any(|word| {
            clause
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with([':', '：']))
        });
        if person {
            continue;
        }
        let (names, role) = role_of(clause);
        let names = outside_brackets(names).into_iter();
        for name in names.flat_map(blanks).flat_map(joined) {
            let (name, own) = bracketed_role(name.trim());
            let name = et_cetera(name);
            let list = match own.unwrap_or(role) {
                Role::Lead => &mut cell.lead,
                Role::Own => &mut cell.units,
                Role::Helper => &mut cell.helpers,
            };
            if !name.is_empty() && !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        }
    }
    cell
}

/// Whether a cell is nothing but names with `、` between them, as most are: only ideographs, and
/// no word of a role, of others (等) or of how they share the work (负责, 职责).
fn is_simple(text: &str) -> bool {
    let is_name = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !matches!(c, '等' | '责');
    text.chars().all(|c| c == '、' || is_name(c))
        && nothing(text).is_none()
        // 县发展和改革局 is one.
        && (!text.contains(['和', '及', '与']) || text.split('、').all(|name| joined(name).len() < 2))
        && matches!(role_of(text), (names, Role::Own) if names.len() == text.len())
}

/// `县住建局（牵头）`: the name and the role its brackets give.
fn bracketed_role(name: &str) -> (&str, Option<Role>) {
    // `（牵头）县住建局` says it in front.
    if let Some((role, behind)) = name
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.split_once(['）', ')']))
        && let Some(role) = role_named(role)
        && !behind.trim().is_empty()
    {
        return (behind.trim_start(), Some(role));
    }
    let Some(inner) = name.strip_suffix(['）', ')']) else {
        return (name, None);
    };
    let Some((front, role)) = inner.rsplit_once(['（', '(']) else {
        return (name, None);
    };
    match role_named(role) {
        Some(role) => (front.trim_end(), Some(role)),
        None => (name, None),
    }
}

/// The role that the words in brackets give.
fn role_named(words: &str) -> Option<Role> {
    Some(match words.trim() {
        "牵头" | "牵头单位" | "牵头负责" | "主办" => Role::Lead,
        "配合" | "配合单位" | "协办" | "参与" => Role::Helper,
        "责任"
        | "责任单位"
        | "负责"
        | "承办"
        | "分工负责"
        | "按职责负责"
        | "按职责分工"
        | "按职责分工负责"
        | "按分工负责" => Role::Own,
        _ => return None,
    })
}

/// The last name of a list less what says that there are others: `等单位按职责分工负责`.
fn et_cetera(name: &str) -> &str {
    let mut name = name;
    for end in ["按职责分工负责", "按职责分工", "分别负责", "共同负责"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    for end in [
        "等有关单位",
        "等相关单位",
        "等有关部门",
        "等相关部门",
        "等单位",
        "等部门",
        "等",
    ] {
        if let Some(front) = name.strip_suffix(end)
            && !front.is_empty()
        {
            return front.trim_end();
        }
    }
    name
}

/// Names parted by blanks alone, where each piece ends as a unit's name does: `县住建局 鹤城街道`.
fn blanks(names: &str) -> Vec<&str> {
    const ENDS: &str = "局委办镇乡道厅部站所院队会司处府心厂区科组";
    let pieces: Vec<&str> = names.split_whitespace().collect();
    let units = pieces.len() > 1
        && pieces
            .iter()
            .all(|piece| piece.chars().count() > 1 && piece.ends_with(|c| ENDS.contains(c)));
    if units { pieces } else { vec![names] }
}

/// Two names with 和 between, where what stands behind it begins as a unit of a county or a city does,
/// or ends as a town: 县发展和改革局 and 县公安局和平派出所 are one.
fn joined(names: &str) -> Vec<&str> {
    const FRONTS: &str = "局委办镇乡道厅部站所院队会司处府心厂区科组";
    for word in ["以及", "和", "及", "与"] {
        for (at, _) in names.match_indices(word) {
            let (front, back) = (&names[..at], &names[at + word.len()..]);
            let is_unit = back.starts_with(['县', '市', '区', '省'])
                || ["镇", "乡", "街道"].iter().any(|end| back.ends_with(end));
            // 和平镇 is a name itself; 平桥镇 is another.
            let places = ["镇", "乡", "街道", "县", "区", "社区", "村", "路"];
            let is_peace = word == "和"
                && back
                    .strip_prefix('平')
                    .is_some_and(|rest| places.iter().any(|place| rest.starts_with(place)));
            if !is_peace
                && front.chars().count() > 1
                && front.ends_with(|c| FRONTS.contains(c))
                && is_unit
                && back.chars().count() > 1
            {
                let mut all = vec![front];
                all.extend(joined(back));
                return all;
            }
        }
    }
    vec![names]
}

/// What names of persons begin with; those left out are words as well (水, 平, 路, 明, 经, 管).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋\
                        蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛\
                        闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤季项柳应章洪施蓝俞包詹倪饶\
                        阮翁华凌霍虞柯卓祝舒纪涂裴席童颜梅盛刁骆樊缪裘单杭诸左吉钮邢荣麻池尤窦穆卞齐\
                        康伍湛祁狄米臧计伏谈茅庞屈闵强娄危刑兰庄甘聂岑党翟仇宁喻柏桑桂牛鲍连\
                        楼厉鲁毕尚滕岳竺蒙邝仲燕卜";

/// Surnames of two characters.
const SURNAMES_OF_TWO: [&str; 8] = [
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙",
];

/// What brackets end with that hold an office or a place, whatever they begin with.
const NO_PERSON: [&str; 31] = [
    "局", "委", "办", "镇", "乡", "街道", "厅", "部", "站", "所", "院", "队", "会", "公司", "处",
    "政府", "中心", "厂", "区", "科", "组", "室", "村", "团", "片", "段", "期", "林业", "江南",
    "江北", "股",
];

/// Surnames that words of two characters begin with as well (温溪, 车管, 关停): of names of three.
const SURNAMES_OF_THREE: &str = "温关车宗苗占留班";

/// A cell of a column of units and the persons in charge, less the persons in brackets.
pub fn without_persons(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['（', '(']) {
        let (front, inner) = rest.split_at(at);
        let Some(end) = inner.find(['）', ')']) else {
            break;
        };
        let close = inner[end..].chars().next().map_or(1, char::len_utf8);
        let name = inner[..end].trim_start_matches(['（', '(']).trim();
        out.push_str(front);
        let many = name.chars().count();
        let of_two = SURNAMES_OF_TWO
            .iter()
            .any(|surname| name.starts_with(surname));
        let named = (2..=3).contains(&many) && name.starts_with(|c| SURNAMES.contains(c))
            || many == 3 && name.starts_with(|c| SURNAMES_OF_THREE.contains(c))
            || (3..=4).contains(&many) && of_two;
        let is_person = named
            && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && bracketed_role(&inner[..end + close]).1.is_none()
            && !NO_PERSON.iter().any(|word| name.ends_with(word));
        if !is_person {
            out.push_str(&inner[..end + close]);
        }
        rest = &inner[end + close..];
    }
    out.push_str(rest);
    out
}

/// Names parted by `、` or `/`, those inside brackets apart: `县住建局（城建、市政）` is one.
fn outside_brackets(names: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    names
        .split(|c| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(c, '、' | '/' | '／')
        })
        .collect()
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Lead,
    Own,
    Helper,
}

/// The names of a clause without the word that gives their role.
fn role_of(clause: &str) -> (&str, Role) {
    for word in ["牵头负责", "牵头", "督办", "为主"] {
        if let Some(names) = clause.strip_suffix(word) {
            return (names, Role::Lead);
        }
    }
    for word in ["配合落实", "等配合", "配合", "参与"] {
        if let Some(names) = clause.strip_suffix(word) {
            return (names, Role::Helper);
        }
    }
    for word in ["承办", "负责"] {
        if let Some(names) = clause.strip_suffix(word)
            && !names.ends_with("分工")
            && !names.ends_with("分别")
            && !names.ends_with("共同")
        {
            return (names, Role::Own);
        }
    }
    for (word, role) in [
        ("牵头", Role::Lead),
        ("配合", Role::Helper),
        ("牵头单位", Role::Lead),
        ("配合单位", Role::Helper),
        ("责任单位", Role::Own),
    ] {
        if let Some(names) = clause.strip_prefix(word)
            && let Some(names) = names.strip_prefix([':', '：'])
        {
            return (names, role);
        }
    }
    (clause, Role::Own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("县住建局、鹤城街道", &[], &["县住建局", "鹤城街道"], &[])]
    #[case("县住建局,鹤城街道；温溪镇", &[], &["县住建局", "鹤城街道", "温溪镇"], &[])]
    #[case("县住建局/鹤城街道", &[], &["县住建局", "鹤城街道"], &[])]
    #[case("县住建局\n鹤城街道", &[], &["县住建局", "鹤城街道"], &[])]
    #[case("县住建局牵头，县水利局、鹤城街道配合", &["县住建局"], &[], &["县水利局", "鹤城街道"])]
    #[case("市生态环境局牵头，市发改委、市经信局", &["市生态环境局"], &["市发改委", "市经信局"], &[])]
    #[case("各乡镇(街道)", &[], &["各乡镇(街道)"], &[])]
    #[case("县住建局（城建办）、瓯南街道", &[], &["县住建局（城建办）", "瓯南街道"], &[])]
    #[case("牵头单位：县住建局；配合单位：县水利局", &["县住建局"], &[], &["县水利局"])]
    #[case("县住建局（城建、市政）、瓯南街道", &[], &["县住建局（城建、市政）", "瓯南街道"], &[])]
    #[case("牵头：县住建局，配合：县水利局", &["县住建局"], &[], &["县水利局"])]
    #[case("县住建局（牵头）、县水利局", &["县住建局"], &["县水利局"], &[])]
    #[case("县住建局(牵头)、县水利局(配合)", &["县住建局"], &[], &["县水利局"])]
    #[case("县住建局、县水利局等", &[], &["县住建局", "县水利局"], &[])]
    #[case("县住建局、县水利局等单位按职责分工负责", &[], &["县住建局", "县水利局"], &[])]
    #[case("县住建局 鹤城街道", &[], &["县住建局", "鹤城街道"], &[])]
    #[case("县 住建局", &[], &["县 住建局"], &[])]
    #[case("鹤城街道负责，县住建局督办", &["县住建局"], &["鹤城街道"], &[])]
    #[case("等", &[], &["等"], &[])]
    #[case("牵头：县住建局 配合：县水利局", &["县住建局"], &[], &["县水利局"])]
    #[case("县住建局为主，县水利局配合", &["县住建局"], &[], &["县水利局"])]
    #[case("责任单位：县住建局；责任人：局长", &[], &["县住建局"], &[])]
    #[case("县住建局和县财政局", &[], &["县住建局", "县财政局"], &[])]
    #[case("县住建局、温溪镇以及山口镇", &[], &["县住建局", "温溪镇", "山口镇"], &[])]
    #[case("县发展和改革局", &[], &["县发展和改革局"], &[])]
    #[case("县公安局和平派出所", &[], &["县公安局和平派出所"], &[])]
    #[case("县住建局和平桥镇", &[], &["县住建局", "平桥镇"], &[])]
    #[case("温溪镇和平街道", &[], &["温溪镇和平街道"], &[])]
    #[case("县文化和广电旅游体育局", &[], &["县文化和广电旅游体育局"], &[])]
    #[case("县水利局（按职责分工负责）", &[], &["县水利局"], &[])]
    #[case("（牵头）县住建局、县水利局", &["县住建局"], &["县水利局"], &[])]
    #[case("—", &[], &[], &[])]
    fn cells(
        #[case] text: &str,
        #[case] lead: &[&str],
        #[case] own: &[&str],
        #[case] helpers: &[&str],
    ) {
        let cell = units(text);
        assert_eq!(cell.lead, lead);
        assert_eq!(cell.units, own);
        assert_eq!(cell.helpers, helpers);
        assert_eq!(cell, slowly(text));
    }

    #[rstest]
    #[case("县住建局（张三）", "县住建局")]
    #[case("县住建局（张三）、县水利局（李四五）", "县住建局、县水利局")]
    #[case("县住建局（章建华）", "县住建局")]
    #[case("县住建局（洪伟）、县水利局（欧阳修文）", "县住建局、县水利局")]
    #[case("县住建局（陈冰心）、县水利局（楼建明）", "县住建局、县水利局")]
    #[case("县自然资源局（林业）", "县自然资源局（林业）")]
    #[case("县水利局（水务中心）", "县水利局（水务中心）")]
    #[case("县国企（城投）、县国企（水务）", "县国企（城投）、县国企（水务）")]
    #[case("县国企（燃气）、县交通局（主责）", "县国企（燃气）、县交通局（主责）")]
    #[case("县住建局（牵头）", "县住建局（牵头）")]
    #[case("县住建局（城建办）", "县住建局（城建办）")]
    #[case("各乡镇（除外）、腊口镇（石帆村）", "各乡镇（除外）、腊口镇（石帆村）")]
    #[case("县住建局（温建明）、县水利局（卜建明）", "县住建局、县水利局")]
    #[case(
        "县公安局（关建明）、县公安局（占伟民）、县公安局（留岳平）",
        "县公安局、县公安局、县公安局"
    )]
    #[case(
        "县公安局（车管所）、县农业局（苗木股）",
        "县公安局（车管所）、县农业局（苗木股）"
    )]
    #[case(
        "县资规局（温溪）、县资规局（船寮）",
        "县资规局（温溪）、县资规局（船寮）"
    )]
    #[case(
        "县公安局（车管）、县民宗局（宗教）",
        "县公安局（车管）、县民宗局（宗教）"
    )]
    #[case(
        "县执法局（关停）、县农业局（苗木）",
        "县执法局（关停）、县农业局（苗木）"
    )]
    #[case("县住建局（张三", "县住建局（张三")]
    fn persons_are_no_part_of_a_name(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_persons(text), expected);
    }

    proptest! {
        /// The short way over names alone leads where the long one does.
        #[test]
        fn names_alone(
            text in "(县|住建局|鹤城街道|、|和|及|牵头|配合|负责|分工|等|单位|无|按职责|为主|，| ){0,8}",
        ) {
            prop_assert_eq!(units(&text), slowly(&text));
        }
    }
}
