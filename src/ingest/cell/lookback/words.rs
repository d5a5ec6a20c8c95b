//! The words that clauses of a look-back are told by.

/// They say that there is none of what follows.
pub const DENIES: [&str; 11] = [
    "未发现",
    "未出现",
    "未发生",
    "未见",
    "不存在",
    "没有",
    "未再",
    "未",
    "无",
    "没",
    "没发现",
];

/// They ask that there be none of what follows.
pub const FORBIDS: [&str; 29] = [
    "遏制",
    "严控",
    "控制",
    "制止",
    "抑制",
    "注意",
    "严查",
    "打击",
    "反对",
    "防止",
    "严防",
    "谨防",
    "预防",
    "防范",
    "以防",
    "需防",
    "防",
    "避免",
    "杜绝",
    "严禁",
    "禁止",
    "警惕",
    "不得",
    "不能",
    "不",
    "不再",
    "不会",
    "零",
    "确保不",
];

/// What they deny or forbid goes on behind a 、.
pub const GOVERNS: [&str; 14] = [
    "未发现",
    "未出现",
    "未发生",
    "未见",
    "不存在",
    "警惕",
    "防止",
    "严防",
    "谨防",
    "避免",
    "杜绝",
    "严禁",
    "禁止",
    "不得",
];

/// What they ask for goes on behind a 、 as well, but not on the next line.
pub const ASKS: [&str; 2] = ["要求", "确保"];

/// They forbid what is bad behind them: 严控反弹. 扬尘严控措施 is what was done.
pub const KEEPS_DOWN: [&str; 3] = ["严控", "遏制", "预防"];

/// Words that leave it open how a thing is meant.
pub const TURNS: [&str; 29] = [
    "不", "未", "无", "没", "零", "否", "率", "防", "免", "杜绝", "严禁", "禁止", "警惕", "要求",
    "确保", "需", "须", "应", "若", "如", "可能", "风险", "隐患", "机制", "预警", "曾", "前期",
    "上次", "首次",
];

/// A list of what was not found may end so.
pub const NOISE: [&str; 8] = ["现象", "情况", "问题", "迹象", "回潮", "发生", "等", "行为"];

/// What is seen on the spot.
pub const SEEN: [&str; 28] = [
    "群众投诉",
    "群众举报",
    "信访",
    "投诉",
    "举报",
    "问题",
    "新增",
    "明显",
    "超标",
    "直排",
    "偷排",
    "漏排",
    "外溢",
    "渗漏",
    "堆放",
    "积水",
    "异味",
    "破损",
    "黑臭",
    "裸露",
    "隐患",
    "反复",
    "回潮",
    "污染",
    "垃圾",
    "扬尘",
    "异常",
    "污水",
];

/// Words of a clause that tell of something that is not well, or may.
pub const NOT_WELL: [&str; 52] = [
    "擅自",
    "违规",
    "黑烟",
    "扰民",
    "恶臭",
    "溢流",
    "停用",
    "损坏",
    "回弹",
    "复产",
    "停运",
    "闲置",
    "焚烧",
    "浑浊",
    "再次",
    "投诉",
    "造假",
    "正在",
    "施工中",
    "推进中",
    "建设中",
    "在建",
    "垃圾",
    "又",
    "未",
    "不",
    "没",
    "仍",
    "尚",
    "缺",
    "差",
    "难",
    "滞后",
    "在整改",
    "整改中",
    "发现",
    "超标",
    "直排",
    "偷排",
    "漏",
    "外溢",
    "堆放",
    "积水",
    "异味",
    "破损",
    "黑臭",
    "裸露",
    "隐患",
    "反复",
    "回潮",
    "污染",
    "异常",
];

/// What was done ends with these, as a whole.
pub const DONE: [&str; 11] = [
    "整改完成",
    "完成整改",
    "整改到位",
    "整改完毕",
    "全部整改",
    "解决",
    "消除",
    "处理完毕",
    "清理完毕",
    "处置完毕",
    "办结",
];

/// It may be done where a clause ends with these.
pub const PERHAPS_DONE: [&str; 7] = ["整改", "处理", "处置", "销号", "清理", "落实", "完成"];

/// A clause that is nothing but one of these says of what part the clause before it is.
pub const PART: [&str; 18] = [
    "一期",
    "二期",
    "三期",
    "首期",
    "首批",
    "部分",
    "部分点位",
    "东片",
    "西片",
    "南片",
    "北片",
    "主体",
    "初步",
    "基本",
    "阶段性",
    "大部分",
    "自查",
    "自评",
];

/// What should be there, and is not bad when it is seen.
pub const WANTED: [&str; 10] = [
    "设施", "设备", "措施", "管网", "记录", "台账", "围挡", "桶", "池", "制度",
];
