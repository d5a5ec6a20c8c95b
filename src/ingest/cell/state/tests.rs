//! States as units report them.

use super::*;
use rstest::rstest;

#[rstest]
#[case("尚未启动", Status::NotStarted)]
#[case("未达到序时进度", Status::Behind)]
#[case("达到序时进度", Status::OnSchedule)]
#[case("超过序时进度", Status::Ahead)]
#[case("超期", Status::Overdue)]
#[case("完成整改", Status::Completed)]
#[case("完成整改并销号", Status::SignedOff)]
#[case("已销号（2021年9月）", Status::SignedOff)]
#[case("完成交账销号", Status::SignedOff)]
#[case("已销号", Status::SignedOff)]
#[case("未销号", Status::NotSignedOff)]
#[case("未完成", Status::NotDone)]
#[case("基本完成", Status::NearlyDone)]
#[case("已经完成，长期坚持", Status::Completed)]
#[case("目前已完成整改", Status::Completed)]
#[case("正在推进（未达到序时进度）", Status::Behind)]
#[case("已完成并长期坚持", Status::Completed)]
#[case("已完成 长期坚持", Status::Completed)]
#[case("已完成并持续推进", Status::Completed)]
#[case("完成并长期坚持", Status::Completed)]
#[case("完成整改并长期坚持", Status::Completed)]
#[case("已销号并长期坚持", Status::SignedOff)]
#[case("长期坚持", Status::LongTerm)]
#[case("正在推进并长期坚持", Status::LongTerm)]
#[case("已完成（第一批）", Status::Completed)]
#[case("已完成全部三期工程", Status::Completed)]
#[case("已完成主体责任落实整改", Status::Completed)]
#[case("已销号第二批", Status::SignedOff)]
#[case("已完成排查整改", Status::Completed)]
#[case("已按方案完成整改", Status::Completed)]
#[case("已完成方案确定的整改任务", Status::Completed)]
#[case("已完成垃圾无害化处理并长期坚持", Status::Completed)]
#[case("已完成无证排污整改并长期坚持", Status::Completed)]
#[case("不断巩固并长期坚持", Status::LongTerm)]
#[case("不断完善机制并持续推进", Status::LongTerm)]
#[case("已销号并备案", Status::SignedOff)]
#[case("已完成销号备案", Status::SignedOff)]
#[case("已完成交账销号审批", Status::SignedOff)]
#[case("已销号并报市局备案", Status::SignedOff)]
#[case("已完成整改并报省厅备案", Status::Completed)]
#[case("已验收备案", Status::Accepted)]
#[case("已完成整改并转入常态化管理阶段", Status::Completed)]
#[case("已完成整改进入公示阶段", Status::Completed)]
#[case("已完成排查整治", Status::Completed)]
#[case("已整改到位并报县整改办备案", Status::Completed)]
#[case("已完成整改任务并转入巩固阶段", Status::Completed)]
#[case("已完成整改工作并报市局备案", Status::Completed)]
#[case("已完成全部整改并报县政府备案", Status::Completed)]
#[case("已完成治理并转入管护阶段", Status::Completed)]
#[case("已完成整改工作进入验收阶段", Status::Completed)]
#[case("已完成全部工程并进入试运行阶段", Status::Completed)]
#[case("已完成整改报省厅备案", Status::Completed)]
#[case("整改任务已完成", Status::Completed)]
#[case("责任主体已完成整改", Status::Completed)]
#[case("市场主体已完成整改", Status::Completed)]
#[case("一、二期已完成", Status::Completed)]
#[case("一期二期已完成", Status::Completed)]
#[case("第一批已销号", Status::SignedOff)]
#[case("已完成整改，验收未完成", Status::Completed)]
#[case("已完成整改（公示未完成）", Status::Completed)]
#[case("排查整治已完成", Status::Completed)]
#[case("三期工程全部已完成", Status::Completed)]
fn traps(#[case] text: &str, #[case] expected: Status) {
    assert_eq!(status(text), Read::Value(expected), "{text}");
}

/// What is to be, a part, a step towards it, and what speaks against it finish nothing; of what is
/// finished the furthest counts.
#[rstest]
#[case("正在整改，12月底前完成整改", Some(Status::InProgress))]
#[case("12月底前完成整改", None)]
#[case("计划12月完成整改", None)]
#[case("限期完成整改", None)]
#[case("即将完成整改", None)]
#[case("资金到位后完成整改", None)]
#[case("努力完成整改", None)]
#[case("已要求12月底完成整改", None)]
#[case("按期完成整改", Some(Status::Completed))]
#[case("县住建局完成整改", Some(Status::Completed))]
#[case("已按计划完成整改", Some(Status::Completed))]
#[case("已完成整改，已销号", Some(Status::SignedOff))]
#[case("已完成（已销号）", Some(Status::SignedOff))]
#[case("已验收，已销号", Some(Status::SignedOff))]
#[case("已验收销号", Some(Status::SignedOff))]
#[case("已完成整改并验收销号", Some(Status::SignedOff))]
#[case("已销号，已完成", Some(Status::SignedOff))]
#[case("已完成待验收销号", Some(Status::Completed))]
#[case("已完成整改，未验收销号", Some(Status::Completed))]
#[case("已完成整改，尚未销号", Some(Status::Completed))]
#[case("已销号申请", None)]
#[case("已销号待批", None)]
#[case("已销号（退回）", None)]
#[case("已销号后反弹", None)]
#[case("县级已完成销号，待市级销号", None)]
#[case("县级已销号，市级未销号", None)]
#[case("已完成整改，但出现反弹", None)]
#[case("已完成整改，未反弹", Some(Status::Completed))]
#[case("已验收，未通过", None)]
#[case("土建已完成，设备正在安装", None)]
#[case("东片已完成整改，西片未启动", None)]
#[case("已完成整改，正在申请销号", Some(Status::Completed))]
#[case("已完成本月任务", None)]
#[case("已完成序时进度", None)]
#[case("已完成征地", None)]
#[case("环评已完成", None)]
#[case("5家中3家已完成", None)]
#[case("已全部完成", Some(Status::Completed))]
#[case("已验收，未销号", Some(Status::Accepted))]
#[case("已完成整改，不存在问题", Some(Status::Completed))]
#[case("已完成整改，零反弹", Some(Status::Completed))]
#[case("已完成整改，不合格设备已更换", Some(Status::Completed))]
#[case("已完成，正在试运行", Some(Status::Completed))]
#[case("已销号，正在开展回头看", Some(Status::SignedOff))]
#[case("按要求完成整改", Some(Status::Completed))]
#[case("9月30日完成整改", Some(Status::Completed))]
#[case("各单位完成整改", Some(Status::Completed))]
#[case("省级完成销号", Some(Status::SignedOff))]
#[case("督促企业完成整改", None)]
#[case("已责令企业完成整改", None)]
#[case("近期整改完成", None)]
#[case("已完成销号申报", None)]
#[case("已完成整改并已销号", Some(Status::SignedOff))]
#[case("已完成1/2", None)]
#[case("已完成2021/11/2", Some(Status::Completed))]
#[case("已完成大部", None)]
#[case("已整改三处", None)]
#[case("除1家外均已完成整改", None)]
#[case("是否已完成", None)]
#[case("经批准延期至2022年6月完成整改", None)]
#[case("已进场施工计划12月底完成整改", None)]
#[case("经济开发区12月底前完成整改", None)]
#[case("已于9月底前完成整改", Some(Status::Completed))]
#[case("12月底前通过验收", None)]
#[case("已提请12月底前验收销号", None)]
#[case("9月30日通过验收", Some(Status::Accepted))]
#[case("验收销号中", None)]
#[case("整改完成时限2021年12月底", None)]
#[case("已完成整改，不彻底", None)]
#[case("已完成3/5", None)]
#[case("已完成（80%）", None)]
#[case("已销号（2/5）", None)]
#[case("已完成（100%）", Some(Status::Completed))]
#[case("已完成5/5", Some(Status::Completed))]
#[case("已完成（2021/9/30）", Some(Status::Completed))]
#[case("已初步完成整改", None)]
#[case("已大部完成整改", None)]
#[case("过半已完成", None)]
#[case("已完成政策处理", None)]
#[case("已完成资金拨付", None)]
#[case("自查已完成", None)]
#[case("已完成自查整改", Some(Status::Completed))]
#[case("东片已完成整改，西片滞后", None)]
#[case("东片已完成整改，西片推进中", None)]
#[case("已完成整改，后续管护工作推进中", Some(Status::Completed))]
#[case("已完成整改，剩余2处12月底前完成", None)]
#[case("已完成整改，剩余问题已全部整改", Some(Status::Completed))]
#[case("已销号，被取消", None)]
#[case("已完成整改，案件正在办理", Some(Status::Completed))]
#[case("东片已完成整改，后续西片未完成", None)]
#[case("已完成整改，后续二期工程未完成", None)]
#[case("已完成整改，回头看发现问题未整改", None)]
#[case("已完成整改，回头看发现问题正在整改", None)]
#[case("完成整改和治理方案编制", None)]
#[case("已完成整改并拆除一半", None)]
#[case("已完成整改，其余已拆除", Some(Status::Completed))]
#[case("已完成整改，其余3家已搬迁", Some(Status::Completed))]
#[case("已完成整改，另有专人负责管护", Some(Status::Completed))]
#[case("已完成整改，专家评审进行中", Some(Status::Completed))]
#[case("已完成整改，两侧绿化进行中", Some(Status::Completed))]
#[case("3家已完成整改，2家推进中", None)]
#[case("已完成整改，群众满意度98%", Some(Status::Completed))]
#[case("已销号（满意率99%）", Some(Status::SignedOff))]
#[case("已完成整改，PM2.5同比下降15%", Some(Status::Completed))]
#[case("已完成（80%以上）", None)]
#[case("已完成，进度约九成", None)]
#[case("已完成3/5处", None)]
#[case("3/5已完成", None)]
#[case("9/30已完成整改", Some(Status::Completed))]
#[case("方案编制已完成整改", None)]
#[case("已完成整改，其余均达标", Some(Status::Completed))]
#[case("3家已完成整改，其余2家关停", Some(Status::Completed))]
#[case("已完成整改，还有待省级确认", Some(Status::Completed))]
#[case("已完成整改，剩余2处已列入明年计划", None)]
#[case("已完成整改，剩余2处待验收", None)]
#[case("已完成整改（2处除外）", None)]
#[case("已完成整改并组织开展业务培训", Some(Status::Completed))]
#[case("已完成整改并完成资金拨付", Some(Status::Completed))]
#[case("企业自查已完成整改", Some(Status::Completed))]
#[case("已完成自查自纠", Some(Status::Completed))]
#[case("已完成整改，处罚程序推进中", Some(Status::Completed))]
#[case("已完成整改，问责工作进行中", Some(Status::Completed))]
#[case("已完成整改，较计划超期10天", Some(Status::Completed))]
#[case("已完成整改，前期进度滞后", Some(Status::Completed))]
#[case("县住建局部署问题已完成整改", Some(Status::Completed))]
#[case("已完成整改，排污许可证已取消", Some(Status::Completed))]
fn what_is_finished(#[case] text: &str, #[case] expected: Option<Status>) {
    let expected = expected.map_or(Read::Invalid, Read::Value);
    assert_eq!(status(text), expected, "{text}");
}

#[test]
fn unknown_words_are_not_guessed() {
    assert_eq!(status("待研究"), Read::Invalid);
    for turned in [
        "不完成",
        "未按时完成",
        "无法完成",
        "预计12月完成",
        "力争年底完成",
        "尚未全部完成",
        "完成80%",
        "已完成80%",
        "已完成3项",
        "部分完成",
        "已完成一期",
        "已完成阶段性任务，长期坚持",
        "已完成2021年度任务",
        "已完成主体工程",
        "已完成主体工程整改",
        "已完成一期整改，二期正在推进",
        "已整改部分点位",
        "已整改大部分",
        "已完成部分整改任务",
        "已完成阶段性整改",
        "已整改一批，余下正在整改",
        "已完成前期整改方案编制",
        "已完成整改方案编制",
        "已完成招标，正在施工",
        "完成整改一期",
        "已完成年度整改任务",
        "已验收一期工程",
        "已验收部分项目",
        "已销号一批问题",
        "已完成环评报告审批",
        "已完成报建审批",
        "已完成申报方案",
        "已完成并联审批",
        "已完成后续整改方案",
        "已完成信访举报第一批整改",
        "已完成后溪片区一期",
        "已完成报县政府审批",
        "已完成报省厅方案编制",
        "已完成方案编制并启动整改",
        "已完成招标并进场治理",
        "已完成可研编制待审批后启动整治任务",
        "已完成并网前期工作",
        "一期已完成，二期未完成",
        "已完成（二期未完成）",
        "一期已销号，二期未完成",
        "一期已完成",
        "主体工程已完成",
        "已完成一期并启动二期",
        "已完成主体工程并进入装修阶段",
        "已完成待整治点位排查",
        "已完成待建管网设计",
        "已完成汛后排查",
        "已完成后坑村一期",
        "已完成合并村方案编制",
        "一期任务已完成",
        "主体结构已完成",
        "阶段性任务已完成",
        "方案编制已完成",
        "已完成一半",
        "已完成七成",
        "未完成并长期坚持的",
        "未能长期坚持",
        "未按要求持续推进",
        "没有做到长期坚持",
        "不能长期坚持",
        "完成前期工作",
        "未按要求完成整改",
        "不能按期完成",
        "拟销号",
        "申请销号",
        "未完全销号",
        "未能达到序时进度",
        "基本达到序时进度",
    ] {
        assert_eq!(status(turned), Read::Invalid, "{turned}");
    }
    assert_eq!(status("长期坚持，已销号"), Read::Value(Status::SignedOff));
    assert_eq!(status("完成"), Read::Value(Status::Completed));
    assert_eq!(status("完成整改，未销号"), Read::Value(Status::Completed));
}
