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
    let mut cell = UnitCell::default();
    if nothing(&half(text)).is_some() {
        return cell;
    }
    // `A牵头，B、C配合`: a role word closes the names since the last comma or role.
    for clause in text.split([',', '，', ';', '；', '。', '\n', '\r']) {
        let (names, role) = role_of(clause.trim());
        let list = match role {
            Role::Lead => &mut cell.lead,
            Role::Own => &mut cell.units,
            Role::Helper => &mut cell.helpers,
        };
        for name in outside_brackets(names) {
            let name = name.trim();
            if !name.is_empty() && !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        }
    }
    cell
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

enum Role {
    Lead,
    Own,
    Helper,
}

/// The names of a clause without the word that gives their role.
fn role_of(clause: &str) -> (&str, Role) {
    for word in ["牵头负责", "牵头"] {
        if let Some(names) = clause.strip_suffix(word) {
            return (names, Role::Lead);
        }
    }
    for word in ["配合落实", "等配合", "配合", "参与"] {
        if let Some(names) = clause.strip_suffix(word) {
            return (names, Role::Helper);
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
    }
}
