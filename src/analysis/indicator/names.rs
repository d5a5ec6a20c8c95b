//! Which names mean the same indicator.
//!
//! Spelling is normalised (width, case, blanks, brackets, quotes); beyond that only the
//! names below join. Names are shown as written.

use crate::terms::Method;

/// The names of air-quality indices, the readings of a `ratio` without readings of its own.
pub const AIR: &str = "aqi";

/// Names that offices use for the plan's own indicators; the first of a line is the key.
const FAMILIES: &[&[&str]] = &[
    &["pm2.5", "细颗粒物", "细颗粒物pm2.5", "pm2.5细颗粒物"],
    &[
        AIR,
        "空气质量指数",
        "空气质量指数aqi",
        "空气质量",
        "环境空气质量",
        "环境空气质量指数",
    ],
    &[
        "空气质量优良率",
        "优良率",
        "空气优良率",
        "环境空气质量优良率",
        "优良天数比例",
        "空气质量优良天数比例",
        "空气质量优良天数比率",
        "环境空气质量优良天数比例",
    ],
    &[
        "地表水水质",
        "地表水",
        "地表水断面水质",
        "地表水环境质量",
        "地表水断面",
    ],
    &[
        "集中式饮用水源地水质",
        "集中式饮用水水源地水质",
        "集中式饮用水水源水质",
        "集中式饮用水源水质",
        "集中式饮用水源地",
        "集中式饮用水水源地",
        "饮用水源地水质",
        "饮用水水源地水质",
        "饮用水源水质",
        "饮用水源地",
    ],
    &[
        "生态环境状况指数全省排名",
        "ei全省排名",
        "ei排名",
        "生态环境状况指数排名",
        "生态环境状况指数ei全省排名",
        "生态环境状况指数ei排名",
    ],
    &[
        "工业固废安全处理率",
        "工业固体废物安全处理率",
        "工业固废安全处置率",
    ],
    &[
        "柴油货车尾气监测率",
        "柴油货车尾气排放监测率",
        "柴油货车监测率",
    ],
    &[
        "涉vocs企业治理",
        "涉vocs企业治理数",
        "涉vocs企业治理家数",
        "vocs企业治理",
        "涉vocs治理企业数",
    ],
    &[
        "国控断面走航分析",
        "国控水质断面走航分析",
        "国控水质断面走航",
        "国控断面走航",
    ],
    &[
        "工地七个百分百落实率",
        "工地七个百分百",
        "七个百分百落实率",
        "建筑工地七个百分百落实率",
    ],
];

/// Endings that say how a figure is made, not of what.
const ENDINGS: &[&str] = &["浓度", "年均", "日均", "平均", "均值", "值", "类别", "等级"];

/// Width, case, blanks, quotes and brackets do not matter; brackets themselves are kept.
pub fn normal(name: &str) -> String {
    name.chars()
        .filter_map(|c| {
            let c = match c {
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c),
                '₀'..='₉' => char::from_u32(c as u32 - '₀' as u32 + '0' as u32).unwrap_or(c),
                '【' | '〔' => '(',
                '】' | '〕' => ')',
                other => other,
            };
            let dropped = c.is_whitespace() || "“”‘’\"'《》「」·-—_".contains(c);
            (!dropped).then_some(c)
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The key under which an indicator's readings and targets join.
pub fn key(name: &str) -> String {
    let normal = normal(name);
    let bare: String = normal.chars().filter(|c| !"()".contains(*c)).collect();
    let outside = without_brackets(&normal);
    for candidate in [&normal, &bare, &outside] {
        let mut rest = candidate.as_str();
        loop {
            if let Some(family) = FAMILIES.iter().find(|family| family.contains(&rest)) {
                return family.first().copied().unwrap_or_default().to_owned();
            }
            match ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
                Some(shorter) if !shorter.is_empty() => rest = shorter,
                _ => break,
            }
        }
    }
    normal
}

/// The key whose readings stand in for an indicator that has none under its own name: a
/// `class` that names drinking water or surface water, a `mean` that names PM2.5.
pub fn stand_in(key: &str, method: Method) -> Option<&'static str> {
    match method {
        Method::Class if key.contains("饮用水") => Some("集中式饮用水源地水质"),
        Method::Class if key.contains("地表水") => Some("地表水水质"),
        Method::Mean if key.contains("pm2.5") || key.contains("细颗粒物") => Some("pm2.5"),
        _ => None,
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}
