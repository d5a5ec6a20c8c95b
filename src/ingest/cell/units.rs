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

/// Reads a cell of units; names stay as written.
pub fn units(text: &str) -> UnitCell {
    let folded = half(&text.replace(['\n', '\r'], "、"));
    let mut cell = UnitCell::default();
    if nothing(&folded).is_some() {
        return cell;
    }
    // `A牵头，B、C配合`: a role word closes the names since the last comma or role.
    for clause in folded.split([',', '，', ';', '；', '。']) {
        let clause = clause.trim();
        let (names, role) = if let Some(names) = clause
            .strip_suffix("牵头负责")
            .or_else(|| clause.strip_suffix("牵头"))
        {
            (names, &mut cell.lead)
        } else if let Some(names) = clause
            .strip_suffix("配合落实")
            .or_else(|| clause.strip_suffix("等配合"))
            .or_else(|| clause.strip_suffix("配合"))
            .or_else(|| clause.strip_suffix("参与"))
        {
            (names, &mut cell.helpers)
        } else if let Some(names) = clause.strip_prefix("牵头单位:") {
            (names, &mut cell.lead)
        } else if let Some(names) = clause.strip_prefix("配合单位:") {
            (names, &mut cell.helpers)
        } else {
            (
                clause.strip_prefix("责任单位:").unwrap_or(clause),
                &mut cell.units,
            )
        };
        for name in names.split(['、', '/']) {
            let name = name.trim();
            if !name.is_empty() && !role.iter().any(|known| known == name) {
                role.push(name.to_owned());
            }
        }
    }
    cell
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
