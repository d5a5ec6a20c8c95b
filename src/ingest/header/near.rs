//! Whether a name is nearly another: edit distance, and the characters both share.

/// Nearly the same name: one slip in three characters, two in five, or the same characters in
/// another order or with one more (`时限完成`, `整改的责任单位`).
pub fn is_near(name: &str, known: &str) -> bool {
    let (a, b) = (name.chars().count(), known.chars().count());
    if !(2..=12).contains(&a) || name == known {
        return false;
    }
    let slips = distance(name, known);
    let longer = a.max(b);
    if slips == 1 && longer >= 3 || slips == 2 && longer >= 5 {
        return true;
    }
    let mut rest: Vec<char> = known.chars().collect();
    let shared = name
        .chars()
        .filter(|c| {
            rest.iter()
                .position(|known| known == c)
                .map(|at| rest.swap_remove(at))
                .is_some()
        })
        .count();
    longer >= 4 && a.min(b) >= 3 && shared * 10 >= (a + b) * 4
}

/// Edit distance in characters (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("完成时限", "完成时间"), 1);
        assert_eq!(distance("", "甲乙"), 2);
        assert_eq!(distance("甲", "甲"), 0);
    }

    #[test]
    fn near_names() {
        assert!(is_near("完成时陷", "完成时限"));
        assert!(is_near("时限完成", "完成时限"));
        assert!(is_near("整改责任的单位", "整改责任单位"));
        assert!(!is_near("天气", "日期"));
        assert!(!is_near("责任科室", "责任单位"));
    }
}
