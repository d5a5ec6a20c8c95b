//! Invented names: counties, towns, units, works.

/// First and second characters of places.
const FIRST: [&str; 48] = [
    "青", "云", "松", "龙", "景", "遂", "庆", "缙", "莲", "永", "文", "泰", "平", "瑞", "乐", "安",
    "宁", "建", "德", "淳", "桐", "临", "富", "新", "武", "浦", "兰", "东", "义", "磐", "衢", "江",
    "常", "开", "岱", "嵊", "仙", "天", "三", "温", "玉", "椒", "海", "象", "奉", "慈", "余", "鄞",
];
const SECOND: [&str; 40] = [
    "川", "溪", "阳", "泉", "宁", "昌", "元", "云", "都", "嘉", "成", "顺", "山", "安", "清", "康",
    "海", "德", "安", "庐", "岩", "阳", "昌", "义", "江", "溪", "阴", "乌", "石", "洲", "浦", "岭",
    "台", "门", "岳", "环", "曙", "湖", "港", "桥",
];
const LEVELS: [&str; 3] = ["县", "市", "区"];

/// Bureaus, without the place in front.
pub const BUREAUS: [&str; 12] = [
    "住建局",
    "水利局",
    "农业农村局",
    "自然资源和规划局",
    "经济商务局",
    "综合执法局",
    "交通运输局",
    "卫生健康局",
    "财政局",
    "发展改革局",
    "生态环境分局",
    "水务集团",
];

/// Towns, without the place in front.
const TOWNS: [&str; 16] = [
    "城关镇",
    "东溪镇",
    "西坑镇",
    "南山街道",
    "北岸街道",
    "石门乡",
    "白沙镇",
    "高湖镇",
    "下洋乡",
    "上垟镇",
    "桥头镇",
    "双港街道",
    "大路乡",
    "金岭镇",
    "柳塘乡",
    "横岗镇",
];

/// What is put right.
pub const WORKS: [&str; 16] = [
    "污水管网改造",
    "雨污分流",
    "河道清淤",
    "畜禽养殖污染整治",
    "饮用水水源地保护",
    "工业园区废水治理",
    "矿山生态修复",
    "扬尘综合治理",
    "餐饮油烟整治",
    "垃圾填埋场封场",
    "小水电清理整改",
    "挥发性有机物治理",
    "柴油货车尾气监管",
    "农村生活污水治理",
    "危险废物规范管理",
    "入河排污口整治",
];

/// The name of a county, another for each index up to 5,760.
pub fn county(index: usize) -> String {
    let many = FIRST.len() * SECOND.len();
    let (first, second) = (
        FIRST[index % FIRST.len()],
        SECOND[index / FIRST.len() % SECOND.len()],
    );
    // Where two second characters are the same the number tells the counties apart.
    let place = index / FIRST.len() % SECOND.len();
    let again = SECOND[..place].iter().filter(|one| **one == second).count();
    let number = ["", "新", "南", "北"][again.min(3)];
    format!(
        "{first}{number}{second}{}",
        LEVELS[index / many % LEVELS.len()]
    )
}

/// A bureau of a county.
pub fn bureau(county: &str, at: usize) -> String {
    format!("{county}{}", BUREAUS[at % BUREAUS.len()])
}

/// A town of a county.
pub fn town(county: &str, at: usize) -> String {
    format!("{county}{}", TOWNS[at % TOWNS.len()])
}
