### 界面文字：屏幕上的每一个词都在这里。

## 程序

program = 督办
program-title = 督办 · 环保督察整改调度
loading = 正在读取数据…
loading-progress = 正在读取数据：{ $done }/{ $total } 个文件，{ $rows } 行，{ $percent }%
waiting-keys = q 退出
too-small = 窗口太小，请放大到 { $width }×{ $height } 以上（或减小字号）。
list-separator = {"、"}
days = { $count } 天
date-short = { $month }月{ $day }日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
quarter = { $n ->
    [1] 一季度
    [2] 二季度
    [3] 三季度
   *[other] 四季度
}
unit-points = {" "}个百分点
more-lines = ↓ 还有 { $count } 行
clause = 方案{ $clause }
count-of-class = { $count } 项{ $class }

## 页

screen-overview = 总览
screen-tasks = 任务
screen-overdue = 逾期
screen-indicators = 指标
screen-timeline = 进度
screen-data = 数据

## 页眉页脚

header-as-of = 截至 { $date }
header-loaded = { $time } 读取
regions-headline = { $regions } 个区县中 { $late } 个有逾期，共 { $overdue } 项；最多的是{ $region }：{ $most } 项，最长 { $days } 天
regions-headline-none = { $regions } 个区县都没有逾期
region-headline = { $region }：{ $units } 家单位逾期，共 { $overdue } 项；最长的是{ $unit }，{ $days } 天，应{ $step }
region-headline-none = { $region }：{ $units } 家单位都没有逾期
region-all = 全部区县
region-units = { $count } 家单位
region-facts = { $total } 项任务，已销号 { $done }、待销号 { $completed }；按子项计，逾期 { $overdue } 项、滞后 { $behind } 项
unit-late = 逾期 { $count } 项 { $days } 天
unit-behind = 滞后 { $count } 项
column-region = 区县
column-late-units = 逾期单位
many = { $count } 万
region-own = 本级
sorting-out = 正在整理…
overview-regions = 各区县
overview-regions-note-unread = { $total } 个，{ $late } 个有逾期；另有 { $unread } 个读不出
overview-regions-note = { $total } 个，{ $late } 个有逾期
region-late = 逾期 { $count } 项，最长 { $days } 天
table-failed = 整理这张表时程序内部出错，行没有列出，不是没有内容。请按 r 重新读取；再出现时把日志（--log）交给维护人员。
table-busy = 正在整理 { $count } 行…
crumb-slide = 演示
header-exported = 数据 { $date }
header-old-of = ▲ { $county }数据已 { $days } 天未更新
header-old = ▲ 数据已 { $days } 天未更新
header-files = { $count } 个文件
header-clean = ● 数据正常
header-findings-count = ▲ { $count }
header-unread = ■ { $files } 个文件没读出
header-displaced = ■ { $tasks } 项任务同号未计入
header-both = { $missing } · { $count } 处问题
header-findings = ▲ { $count } 处数据问题
header-sample = 示例数据 · 虚构
banner-fault = ■ { $file }：{ $reason }，自 { $time } 起显示上次读到的数据{ $others ->
    [0] {""}
   *[other] （另有 { $others } 个文件）
}，按 0 看原因
banner-fault-plan = ■ { $file }：{ $reason }（{ $time } 起）{ $others ->
    [0] {""}
   *[other] （另有 { $others } 个文件）
}，按 0 看原因
data-fault = ■ { $file }：{ $reason }。{ $time } 起用的是上次读到的内容；请改正后保存。
data-fault-reason = { $code }（{ $said }）
data-fault-plan = 第 { $line } 行第 { $column } 列：{ $message }
find-prompt = 查找（汉字、拼音或首字母）：
message-updated = 数据已更新：{ $tasks } 项任务、{ $indicators } 项指标有变化（行首 • 为变化处）
message-gone = { $file }{ $more ->
    [0] {""}
   *[other] {" "}和另外 { $more } 个文件
} 已不在，数据按余下的文件统计；若是误删，请放回
message-reloaded = 已重新读取，数据无变化
message-reloading = 正在重新读取…
message-copied = 本页结论已复制
message-language = 已切换为中文
message-input-method = 当前为中文输入法，请按 Shift 切换，或使用方向键、数字键、F1–F5
theme-dark = 主题：深色
theme-light = 主题：浅色（投影）
theme-contrast = 主题：高对比
theme-none = 主题：无颜色

## 灯与状态

light-blue = 蓝灯
light-green = 绿灯
light-yellow = 黄灯
light-red = 红灯
light-grey = 灰灯
class-done = 已销号
class-completed = 待销号
class-overdue = 逾期
class-behind = 滞后
class-on-schedule = 达序时
class-not-started = 未启动或无时限
class-no-deadline = 无时限
reason-not-begun = 未启动
class-unknown = 不明
reason-reopened = 回头看发现问题反弹，重新整改
reason-done = 已销号
reason-late-sign-off = 已完成整改，超过时限 { $days } 天未销号
reason-completed = 已完成整改，待验收销号
reason-overdue = 逾期 { $days } 天未完成
reason-lag = 进度 { $actual }，序时应达 { $expected }，滞后 { $points } 个百分点
reason-milestone = 节点“{ $name }”超期 { $days } 天未完成
reason-due-soon = 距时限还有 { $days } 天，进度不足
reason-red-part = 子项亮红灯：{ $part }
reason-not-started = 尚未到开始日期
reason-long-term = 长期坚持，没有设时限和节点
reason-no-deadline = 没有时限，也没有节点
reason-unknown = 未报进度，情况不明
reason-on-schedule = 达到序时进度
verdict-met = 达标
verdict-missed = 未达标
verdict-no-data = 无数据
verdict-not-applicable = 不适用
outlook-locked-in = 已锁定
outlook-on-track = 可达标
outlook-at-risk = 有风险
outlook-lost = 已失守
step-remind = 提醒
step-circulate = 通报
step-supervise = 督办
step-summon = 约谈
clear-goal = 目标任务
clear-standard = 工作标准
clear-responsible = 责任主体
clear-deadline = 完成时限
clear-stakes = 奖惩措施
goal-class = { $class }类及以上 { $share }%
goal-class-short = { $class }类 { $share }%
goal-of-regions = 各区县自定
indicator-regions = { $total } 个区县中 { $met } 个达标
indicator-regions-named = ，{ $count } 个未达标：{ $names }
indicator-regions-of = ，{ $count } 个未达标：{ $names }等
indicator-regions-no-data = ，{ $count } 个无数据
indicator-regions-missed = { $count } 个未达
card-regions-missed = { $count } 个区县未达标
indicator-in-region = { $indicator }（{ $region }）
indicator-worst = 取最差的{ $region }
indicator-both = { $regions }；{ $own }
indicator-regions-headline = { $indicator }：{ $regions }
site-days = 优良 { $share }%（{ $good }/{ $total } 天）
site-mean = { $value }（{ $count } 期）
site-goal = ，本点位目标 { $goal }
column-margin = 余量
provisional = （暂定）

## 总览

overview-headline = { $total } 项任务：{ $classes }
overview-headline-late-both = ；任务和子项共逾期 { $overdue } 项，最长的是{ $unit }，{ $days } 天
overview-headline-late = ；子项逾期 { $overdue } 项，最长的是{ $unit }，{ $days } 天
headline-unread = ；{ $count } 个区县的表读不出，没有计入（{ $names }{ $more ->
    [yes] 等
   *[no] {""}
}）
overview-headline-missed = ；{ $count } 项指标今年已无法达标（{ $first }{ $count ->
    [1] {""}
   *[other] 等
}）
overview-empty = 没有任务也没有监测数据。请把 CSV 放进文件夹，按 r 重新读取；按 0 看每个文件怎样被识别。
overview-tasks = 整改任务
overview-parts = 子项 { $total }：销号 { $done }，逾期 { $overdue }
overview-units = 逾期单位
overview-units-note = { $count } 家 · 应采取
overview-no-late = ● 没有逾期的单位
overview-indicators = 环境质量指标
overview-indicators-note = 达标 { $met }/{ $total }
overview-notes = 下次会议前
card-done = 整改任务销号
card-items = {" "}项
card-done-note = 待销号 { $completed }，超时 { $late }
card-done-note-parts = { $late } 个子项超时未销
card-behind = 滞后任务
card-behind-both = 滞后任务和子项
card-behind-parts = 滞后子项
card-overdue = 逾期任务
card-overdue-both = 逾期任务和子项
card-overdue-parts = 逾期子项
card-overdue-note = { $units } 家单位；滞后 { $behind }
card-budget = 还可有 { $left } 个污染天
card-needed = 余下须 ≤ { $needed }
card-failures = { $count } 次超标
note-register = 台账与方案不符：方案为共性 { $common } 项、个性 { $specific } 项，台账有共性 { $found_common }、个性 { $found_specific }、未注明 { $unmarked }
note-until-meeting = { $date }会议前
note-until-date = { $date }前
note-due = { $until }到期：任务 { $tasks } 项、节点 { $milestones } 个
note-due-item = { $date }到期：{ $title }
note-stale = { $count } 家单位自上期未更新：{ $names }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] 等
}

## 任务

tasks-headline-none = 没有任务
tasks-headline = { $total } 项任务：{ $classes }
tasks-headline-parts = { $total } 项任务分为 { $parts } 个子项：{ $classes }
tasks-headline-some-parts = { $total } 项任务（其中 { $split } 项分为 { $parts } 个子项），合计 { $leaves } 项：{ $classes }
tasks-empty = 没有任务。请把表头含“任务编号、任务名称、责任单位、完成时限”的 CSV 放进文件夹，按 r 重新读取；按 0 看每个文件怎样被识别。
tasks-none-found = 没有符合条件的任务，按 Esc 取消筛选。
column-light = 状态
column-id = 编号
column-title = 任务
column-units = 责任单位
column-deadline = 时限
column-progress = 进度 ┃序时
column-lag = 滞后点
column-late = 超时
chip-query = 查找“{ $query }”：{ $count }
chip-file = 文件：{ $file }
long-term = 长期坚持

## 一案一档

file-headline = { $id } { $title }：{ $reason }
file-gone = 这项任务已不在台账中，按 Esc 返回。
file-progress = { $actual }（序时 { $expected }）
file-reported = 单位填报：{ $status }
file-computed = {"    "}系统判定：{ $light }
file-mismatch = {"    "}▲ 填报与判定不一致
file-dates = 开始 { $start }    时限 { $deadline }
file-deadline-text = （原文：{ $text }）
stage-filed = 建档
stage-goal = 目标
stage-schedule = 倒排
stage-work = 整改
stage-completed = 自查
stage-accepted = 验收
stage-published = 公示
stage-signed-off = 销号
file-why = 为什么 · 下一步
field-progress-text = 进展情况
field-obstacles = 存在问题
field-next-steps = 下步措施
file-units = 责任
field-lead = 牵头督办
field-local = 属地负责
field-units = 责任承办
field-helpers = 配合单位
field-supervisor = 督导单位
field-person = 责任人
field-phone = 联系电话
file-milestones = 节点
milestone-done = { $date }完成
milestone-missed = 超期 { $days } 天
file-parts = 子项（{ $count }）
file-clears = 五明确 { $count }/5
file-clear-missing = ■ 未明确
file-problem = 反馈问题与措施
field-problem = 反馈问题
field-measures = 整改措施
field-round = 轮次
field-note = 备注
file-history = 历次进度
file-integrity = 数据真实性疑点
file-source = 来源：{ $file } 第 { $line } 行
integrity-full-with-open-milestones = 进度报 100%，但仍有节点未完成
integrity-done-without-acceptance = 已销号但没有验收日期
integrity-done-without-publication = 已销号但没有公示日期
integrity-done-with-open-part = 已完成或销号，但仍有子项未完成
integrity-future-date = 日期 { $date } 晚于截至日
integrity-progress-fell = 进度由 { $from }% 降为 { $to }%
integrity-deadline-moved = 时限由 { $from } 改为 { $to }（改动 { $times } 次）
integrity-deadline-emptied = 时限被清空（原为 { $from }）
integrity-reopened = 回头看反弹

## 逾期

overdue-headline = { $units } 家单位有 { $overdue } 项逾期；最长的是{ $unit }，逾期 { $days } 天，应{ $step }
overdue-headline-none = { $units } 家单位均无逾期
overdue-tasks = 逾期与滞后任务
overdue-empty = 没有符合条件的单位，按 Esc 取消筛选。
column-unit = 单位
column-overdue = 逾期项
column-longest = 最长
column-overdue-days = 累计天
column-behind = 滞后项
column-worst-lag = 最大滞后
column-tasks = 任务
column-done = 已销号
column-step-due = 应采取
column-updated = 更新
not-updated = 未更新
unit-detail = { $unit }
unit-facts = 承担 { $tasks } 项：已销号 { $done }，待销号 { $completed }，逾期 { $overdue }{ $reopened ->
    [0] {""}
   *[other] ，反弹 { $reopened }
}，滞后 { $behind }；另牵头 { $led } 项
unit-risk = ■ 一票否优风险：有任务逾期 { $days } 天
unit-stale = ▲ 自上期未更新
unit-trend = 历次进度

## 指标

indicators-headline = { $total } 项指标：{ $met } 项达标，{ $missed } 项未达标
indicators-headline-no-data = ，{ $count } 项无数据
indicators-headline-one = 。{ $name }：{ $sentence }
indicators-empty = 没有符合条件的指标，按 Esc 取消筛选。
indicator-no-data = 还没有监测数据。请把表头含“指标、日期、数值”的 CSV 放进文件夹。
fact-target = 目标
fact-raw = 未修约值
fact-room = 余量
fact-short = 差距
fact-year-on-year = 同比
fact-coverage = 覆盖率
fact-units = 责任单位
outlook-mean-last-year = 余下 { $days } { $period ->
    [month] 个月月均须
    [quarter] 个季度季均须
   *[day] 天日均须
} { $needed }，去年同期为 { $reference }
outlook-mean-to-date = 余下 { $days } { $period ->
    [month] 个月月均须
    [quarter] 个季度季均须
   *[day] 天日均须
} { $needed }，今年至今为 { $reference }
outlook-mean = 余下 { $days } { $period ->
    [month] 个月月均须
    [quarter] 个季度季均须
   *[day] 天日均须
} { $needed }
outlook-mean-lost = 今年已无法达标
outlook-mean-locked = 全年已达标
outlook-ratio = { $of ->
    [regions] 各区县合计全年
   *[other] 全年
}允许 { $budget } 个污染天，已用 { $used } 个，全年还可有 { $left } 个污染天
outlook-ratio-lost = { $of ->
    [regions] 各区县合计全年
   *[other] 全年
}允许 { $budget } 个污染天，已有 { $used } 个，今年已无法达标
outlook-ratio-locked = 余下各天即使全部污染也能达标
outlook-class-failed = { $count ->
    [1] 1 次超标：
   *[other] { $count } 次超标，{ $many ->
        [alike] 如
       *[worst] 最差的是
    }
}{ $site } { $period }为{ $class }类
outlook-class-lost = ，全年 { $share }% 已无法实现
outlook-class-clean = { $count } 个点次全部达标
outlook-sum = 还差 { $missing }
outlook-sum-reached = 已完成全年目标
outlook-sum-lost = 年底仍差 { $missing }
outlook-short = 距目标还差 { $missing }
outlook-year = 最新为 { $year } 年数据
air-excellent = 优 { $count } 天
air-good = 良 { $count } 天
air-bad = 污染 { $count } 天
air-bad-somewhere = 有区县污染 { $count } 天
air-missing = 缺测
failure = { $site } { $period }：{ $value }类，劣于目标
legend-weekly = 周均值
legend-worst-day = 每周最差一天的 AQI
legend-value = 当期值
legend-last-year = 去年同期
legend-target = 目标
legend-needed = 余下须达到的均值 { $value }

## 进度

timeline-headline = 总体进度 { $actual }，序时应达 { $expected }
timeline-headline-unknown = （{ $count } 项进度不明）
timeline-headline-milestones = ；{ $total } 个节点完成 { $done } 个，超期未完成 { $missed } 个
today = 今天
curve-title = 总体进度曲线
curve-note = 实际 { $actual } · 序时 { $expected }
curve-actual = 实际
curve-expected = 序时

## 数据

data-headline = { $files } 个文件（{ $current } 个为当前），共 { $rows } 行
data-headline-clean = ；没有错误和警告，{ $notes } 条说明
data-headline-findings = ；{ $errors } 处错误、{ $warnings } 处警告、{ $notes } 条说明
data-files = 数据文件
data-findings = 问题清单（{ $count }）
data-no-findings = ● 没有发现问题
column-file = 文件
column-table = 表
column-version = 版本
column-current = 用途
column-encoding = 编码
column-separator = 分隔
column-rows = 行
column-rejected = 未读入
column-findings = 问题
column-severity = 级别
column-place = 位置
column-finding = 问题与处理
is-current = 当前
is-past = 历史
is-unused = 未用
separator-tab = 制表
table-tasks = 任务
table-milestones = 节点
table-targets = 目标
table-readings = 监测
table-petitions = 信访件
table-actions = 督办记录
table-lookbacks = 回头看
table-projects = 垦造项目
table-cases = 问责
table-publicity = 公开
table-decisions = 议定事项
table-unknown = 未识别

## 读不出的原因


## 帮助

help-title = 按键
help-screens = 换页
help-moving = 移动
help-finding = 查找与排序
help-program = 程序

## 动作：全称，页脚短名

action-quit = 退出
action-quit-short = 退出
action-help = 本页全部按键
action-help-short = 帮助
action-show-overview = 总览
action-show-overview-short = 总览
action-show-tasks = 任务
action-show-tasks-short = 任务
action-show-overdue = 逾期单位
action-show-overdue-short = 逾期
action-show-indicators = 指标
action-show-indicators-short = 指标
action-show-timeline = 进度
action-show-timeline-short = 进度
action-show-data = 数据
action-show-data-short = 数据
action-next-screen = 下一页
action-next-screen-short = 换页
action-previous-screen = 上一页
action-previous-screen-short = 上页
action-up = 上移一行
action-up-short = 上
action-down = 下移一行
action-down-short = 下
action-left = 向左；上一档
action-left-short = 左
action-right = 向右；下一档
action-right-short = 右
action-page-up = 上翻一屏
action-page-up-short = 上屏
action-page-down = 下翻一屏
action-page-down-short = 下屏
action-first = 第一行
action-first-short = 首行
action-last = 最后一行
action-last-short = 末行
action-open = 打开光标处
action-open-short = 打开
action-back = 返回；取消筛选
action-back-short = 返回
action-find = 查找（汉字、拼音）
action-find-short = 查找
action-filter = 按光标处筛选
action-filter-short = 筛选
action-sort = 按光标所在列排序
action-sort-short = 排序
action-sort-reverse = 倒序
action-sort-reverse-short = 倒序
action-fold = 展开或收起
action-fold-short = 展开
action-copy = 复制本页结论
action-copy-short = 复制
action-reload = 立即重新读取
action-reload-short = 刷新
action-theme = 换主题
action-theme-short = 主题
action-language = 中文 / English
action-language-short = EN
action-redraw = 重画屏幕
action-redraw-short = 重画
data-kind = { $count } 处，{ $files } 个文件
source-waiting = 正在读取这一行……
source-missing = 这个问题说的是整个文件；如是某一行，则现在读不到，请按 r 重读。
source-keys = ↑↓ 上一处/下一处 · Esc 返回
message-no-source = 这里没有对应的数据行。请选一项任务或一处数据问题。
action-source = 看数据原文
action-source-short = 原文
dialect-unread = 没有读取
dialect-encoding = 编码 { $encoding }
dialect-sheet = 工作表“{ $sheet }”
dialect-separator = 分隔符 { $separator }
dialect-quote = 引号 { $quote }
dialect-lines = 换行 { $end }
dialect-header = 表头在第 { $line } 行
dialect-rows = 读入 { $rows } 行、未读入 { $rejected } 行
dialect-series = 系列“{ $series }”
dialect-region = 区县“{ $region }”
dialect-join = {" "}·{" "}
screen-supervision = 督办
screen-petitions = 信访
screen-projects = 项目
screen-changes = 变化
step-account = 问责
step-expose = 曝光
step-none = 还没有采取
lookback-passed = 合格
lookback-inadequate = 不到位
lookback-relapsed = 反弹
lookback-fraud = 弄虚作假
release-plan = 方案
release-progress = 进展
release-notice = 公示
release-exposure = 曝光
handling-open = 未办结
handling-stage-closed = 阶段性办结
handling-closed = 已办结
handling-unknown = 不明
truth-true = 属实
truth-mostly = 基本属实
truth-partly = 部分属实
truth-untrue = 不属实
stage-siting = 选址论证
stage-approval = 立项审批
stage-construction = 施工监管
stage-acceptance = 竣工验收
stage-upkeep = 后期管护
stage-withdrawn = 已撤销
status-not-started = 尚未启动
status-behind = 未达到序时进度
status-on-schedule = 达到序时进度
status-ahead = 超过序时进度
status-in-progress = 正在推进
status-nearly-done = 基本完成
status-not-done = 未完成
status-not-signed-off = 未销号
status-overdue = 逾期
status-long-term = 长期坚持
status-completed = 完成整改
status-accepted = 已验收
status-signed-off = 已销号
status-not-applicable = 不适用
supervision-headline-none = 没有单位需要采取督办措施
supervision-headline = { $units } 家单位应采取督办措施，{ $missing } 家还没有到位
supervision-headline-worst = ；差得最多的是{ $unit }：应{ $due }，{ $taken }
taken-only = 只到{ $step }
supervision-headline-late = ；{ $late } 件逾期未反馈
supervision-headline-relapsed = ；回头看 { $relapsed } 项反弹
supervision-ladder = 督办阶梯（◆ 已采取 ◇ 应采取）
supervision-empty = ● 没有逾期或明显滞后的单位
rung-due = 应
gap-none = 已到位
gap-steps = 差 { $count } 步
column-gap = 差距
column-task = 任务
block-none = 无
block-record = 督办记录（{ $count }）
record-answered-once = 已反馈
record-answered = { $date }已反馈
block-replies = 待反馈（{ $count }）
block-lookbacks = 回头看（{ $count }）
block-cases = 问责线索（{ $count }，逾期未报 { $late }）
block-publicity = 信息公开
lookback-by = 限{ $date }前整改
lookback-fixed = 已整改
case-reported = 已报送
days-late = 逾期 { $count } 天
days-left = 还有 { $count } 天
more-items = 还有 { $count } 项
petitions-headline-none = 没有信访件
petitions-headline = { $total } 件信访件：已办结 { $closed } 件、阶段性办结 { $stage } 件、未办结 { $open } 件；办结率 { $rate }（含阶段性 { $with }），逾期 { $overdue } 件
petitions-empty = 还没有信访件表。请把表头含“信访编号、交办日期、责任单位、办理状态”的表放进文件夹。
petition-file = 一案一档 { $id }
petition-accountable = 问责 { $count } 人
column-petition = 编号
column-state = 办理
column-days = 时限
column-town = 乡镇
column-kinds = 类型
column-content = 内容
field-state = 办理状态
field-content = 内容
field-town = 乡镇
field-kinds = 问题类型
field-truth = 是否属实
field-investigation = 核查情况
field-handling = 处理整改
field-received = 交办→办结
field-satisfaction = 满意度
block-truth = 是否属实
block-towns = 按乡镇
block-kinds = 按类型
block-batches = 按批次
block-open-overdue = 件 · 未结 · 逾期
block-kinds-note = 一件可有几类，合计可大于总数
block-batches-note = 办结（含阶段性）
tally-unnamed = （未填）
tally-share = { $count } 件 { $share }
tally-open = { $count } · { $open } · { $overdue }
tally-batch = { $closed }/{ $total }
projects-headline-none = 没有垦造耕地项目
projects-headline = { $count } 个垦造耕地项目：{ $works }，共缺 { $missing } 亩
projects-headline-nothing = { $count } 个垦造耕地项目，都没有应还、应复、应提的面积
projects-headline-withdrawn = ；已撤销 { $withdrawn } 个{ $restore ->
    [0] {""}
   *[other] ，其中 { $restore } 个尚未复绿
}
projects-empty = 还没有垦造耕地项目表。请把表头含“项目编号、项目名称、乡镇、阶段”的表放进文件夹。
projects-works = 应还尽还 · 应复必复 · 应提尽提
work-returned = 退耕还林
work-regreened = 生态复绿
work-tended = 管护提质
work-return = 退耕还林
work-regreen = 生态复绿
work-tend = 管护提质
work-figures = { $rate }  { $done }/{ $due } 亩  缺 { $missing }
column-project = 项目
column-stage = 阶段
column-return = 还林
column-regreen = 复绿
column-tend = 提质
column-missing = 缺(亩)
column-standing = 状态
project-restore = 撤销未复绿
project-working = 还有缺口
project-complete = 已补齐
order-stage = 阶段
order-file = 台账顺序
changes-headline-none = 没有更早的版本可比；把上月的导出文件放在旁边或 history/日期/ 里即可
changes-many = { $parts ->
    [0] {" "}{ $tasks } 项
   *[other] { $tasks ->
        [0] {" "}{ $parts } 个子项
       *[other] {" "}{ $tasks } 项和 { $parts } 个子项
    }
}
changes-progress = 进度 { $from } → { $to }；
changes-headline = 较{ $date }{ $kind ->
    [meeting] 会议时
    [version] 清单
   *[day] {""}
}：{ $progress }新销号{ $done }、新逾期{ $overdue }、反弹 { $reopened } 项、时限变动 { $moved } 项、消失 { $vanished } 项{ $crossed ->
    [0] {""}
   *[other] ；{ $crossed } 项指标跨过目标线
}
changes-empty = 没有变化
changes-empty-baseline = 没有更早的版本可比。请把上月的导出文件放在旁边。
column-kind = 变化
column-change = 内容
column-trend = 走势
kind-reopened = 反弹
kind-overdue = 新逾期
kind-done = 新销号
kind-vanished = 消失
kind-moved = 时限变动
kind-went-back = 状态倒退
kind-crossed = 指标越线
kind-light = 变灯
kind-progress = 进度
kind-appeared = 新增
kind-revised = 数据修订
change-reopened = { $name }：回头看发现反弹，重新打开
change-overdue = { $name }：新逾期 { $days } 天
change-done = { $name }：已销号
change-vanished = { $name }：从台账里消失
change-moved = { $name }：时限 { $from } → { $to }{ $times ->
    [1] {""}
   *[other] ，累计改过 { $times } 次
}
change-went-back = { $name }：填报状态由“{ $from }”退回“{ $to }”
change-light = { $name }：{ $from } → { $to }
change-progress = { $name }：进度 { $from } → { $to }（{ $points } 个百分点）
change-new-region = { $region }：第一次报送，{ $count } 项任务
change-appeared = { $name }：新列入台账
change-crossed = { $name }：{ $from } → { $to }
change-revised = { $name } { $period }：{ $from } 修订为 { $to }
action-show-supervision = 督办
action-show-supervision-short = 督办
action-show-petitions = 信访
action-show-petitions-short = 信访
action-show-projects = 项目
action-show-projects-short = 项目
action-show-changes = 变化
action-show-changes-short = 变化
project-nothing = 暂无任务
note-decision = 上次议定：{ $text }（{ $units }，{ $due }）
note-decisions = 议定事项还有 { $count } 件没有办结{ $late ->
    [0] {""}
   *[other] ，其中 { $late } 件逾期
}
file-supervision = 督办记录
file-lookbacks = 回头看
file-publicity = 信息公开
file-decisions = 议定事项
file-reply-late = 未反馈，逾期 { $days } 天
file-replied = { $date }已反馈{ $told ->
    [yes] ：{ $result }
   *[no] {""}
}
file-reply-due = { $date } 前反馈
stage-lookback = 回头看
decision-done = 已办结
column-late = 逾期
action-decide = 记录议定事项
action-decide-short = 议定
decide-title = 议定事项
decide-general = 不针对某一项任务
decide-text = 事项
decide-units = 责任单位
decide-deadline = 完成时限
decide-keys = Tab 下一格 · 末格 Enter 保存 · Esc 放弃
decide-no-text = 请写议定事项。
decide-no-date = “{ $text }”不是日期，请写成 2021-10-31，或留空。
decide-sample = 示例数据在程序里，不能记录。请用自己的文件夹打开。
decide-form = { $file } 不是议定事项表，或是工作簿、UTF-16，没有写入。请另存为 CSV UTF-8，表头要有：编号、会议日期、议定事项、责任单位、完成时限。
decide-io = 没有写入 { $file }：{ $reason }。请关闭正在打开它的程序后再按 Enter；内容还在。
decide-recorded = 已记入 { $file }：{ $has_units ->
    [yes] { $units }
   *[other] 没有写责任单位
}，{ $has_deadline ->
    [yes] 时限 { $deadline }
   *[other] 没有时限
}
decide-closed = 已标记办结，写入 { $file }；改之前的文件是同名加 .bak 的那一份
class-reopened = 反弹
column-step-taken = 已采取
step-not-taken = 未采取
unit-risk-reopened = ■ 一票否优风险：回头看发现反弹
baseline-meeting = { $day } 会议
changes-against = 对比
overview-headline-late-undivided = ；其中没有子项的任务逾期 { $overdue } 项，最长的是{ $unit }，{ $days } 天
card-overdue-undivided = 逾期任务（无子项）
card-behind-undivided = 滞后任务（无子项）
overview-headline-late-tasks = ；逾期 { $overdue } 项，最长的是{ $unit }，{ $days } 天
decisions-headline-none = 没有以前议定的事项
decisions-headline = 以前议定 { $total } 件：{ $open } 件还没有办结{ $late ->
    [0] {""}
   *[other] ，其中 { $late } 件逾期
}

## 材料

date-long = { $year }年{ $name }{ $day }日
paper-brief = 整改调度会一页纸
paper-notice = 督办单
paper-circular = 整改进度通报
paper-draft-built-in = 草稿 · 由 duban 按数据文件生成，须经核对 · 没有方案文件 plan.toml，标题、县名、目标取自内置的青田县方案
paper-draft = 草稿 · 由 duban 按数据文件生成，须经核对
paper-sample = 示例数据 · 虚构
paper-taken = { $step }（{ $date }）
paper-more = ……另有 { $count } 项，见看板。
paper-by = 限{ $date }
paper-decisions = 上次议定事项
paper-late = 逾期与督办
paper-todo = 需会议研究
paper-why = 原因
paper-how-late = 逾期情况
paper-value = 现值
paper-verdict = 判定
paper-outlook = 年底能否达标
paper-lookbacks = 回头看
paper-curve = 总体进度：实际 { $actual }，序时 { $expected }（虚线为序时，竖线为截至日）
paper-source = 依据 { $files } 个数据文件{ $unread ->
    [0] {""}
   *[other] ，另有 { $unread } 个没读出（{ $names }）
}{ $displaced ->
    [0] {""}
   *[other] ，{ $displaced } 项任务与别的任务同号，没有计入
}；{ $findings } 处数据问题见 duban check。
todo-step = 对{ $unit }采取{ $step }（{ $taken }）
todo-about = { $what }：{ $about }
task-why = { $id } { $title }，{ $reason }
todo-more = 另有 { $count } 家单位也有未到位的措施，见“督办”
todo-more-indicators = 另有 { $count } 项指标达标有风险，见“指标”
todo-indicator = { $name }：{ $sentence }
notice-opening = 截至{ $date }，你单位承担的整改事项有 { $matters }。根据《{ $plan }》{ $clauses ->
    [known] 五（三）
   *[other] {""}
}，现予{ $step }。
notice-opening-again = 截至{ $date }，你单位承担的整改事项有 { $matters }。根据《{ $plan }》{ $clauses ->
    [known] 五（三）
   *[other] {""}
}，已予{ $step }，现再次督促。
notice-closing-last = 未按时反馈或仍无进展的，按方案问责，{ $clauses ->
    [known] 并作为综合考核“一票否优”的依据
   *[other] 并
}报领导小组研究。
notice-closing = 未按时反馈或仍无进展的，按方案予以约谈，{ $clauses ->
    [known] 并作为综合考核“一票否优”的依据
   *[other] 并
}报领导小组研究。
notice-number = 编号
notice-unit = 责任单位
notice-matter = 督办事项
notice-demands = 办理要求
notice-reply-by = 反馈时限
notice-issued-by = 签发
notice-signed = 承办
notice-received = 签收
notice-seal = 盖章
demand-answer = { $date }前书面反馈：未完成的原因、整改进展和倒排计划，由主要负责人签字。
demand-put-right-now = { $name }：整改时限 { $date } 已过，请立即整改到位，申请复核。
demand-put-right = { $name }：{ $date }前整改到位，申请复核。
demand-next-steps = { $name }：落实你单位所报措施——{ $steps }。
demand-late-answer = { $number } 的反馈已逾期 { $days } 天，请一并补报。
matter-of-region = { $title }（{ $region }）
circular-opening = 截至{ $date }，{ $county } { $tasks }。
circular-order = 逾期或进度明显滞后的单位依次为：
circular-nobody = 没有逾期或进度明显滞后的单位。
circular-matter = { $title }{ $late }
circular-unit = { $unit }，{ $count } 项（{ $matters }{ $more ->
    [0] {""}
   *[other] 等
}）
circular-closing = 请上述单位倒排工期、加快整改，并将原因和措施报县整改办。
notice-unknown = 没有“{ $unit }”这个单位。{ $near ->
    [none] 单位名称以任务表里的写法为准。
   *[other] 请核对名称，是不是：{ $near }？
}
notice-no-region = 任务表里没有“{ $region }”这个区县，或者它的表读不出（见 duban check）。请写成以下之一：{ $regions }。
notice-nothing = { $unit }没有逾期或明显滞后的任务，不需要督办单。
template-wrong = 模板有误（第 { $line } 行）：{ $reason }。请在该处改正，或去掉 --template。
template-in-data = 模板 { $path } 在数据文件夹里，没有使用：数据文件夹里的文件只当数据。请放到别处。
template-unreadable = 模板 { $path } 读不出：{ $reason }。请检查路径，或去掉 --template。
template-not-for = --template 只用于 text、md、html 格式。请改用其中一种，或去掉 --template。
mark-colon = ：
mark-open = （
mark-close = ）
mark-semicolon = ；
mark-stop = 。

## 弹出的框

help-meeting = 会议
help-keys = ↑↓ 滚动 · 其他键关闭
action-done = 议定事项、标记办结
action-done-short = 议定表
action-notice = 写督办单
action-notice-short = 督办单
action-export = 导出所见
action-export-short = 导出
action-next-match = 下一处匹配
action-next-match-short = 下处
action-previous-match = 上一处匹配
action-previous-match-short = 上处
action-backward = 退回到过的地方
action-backward-short = 后退
action-forward = 再前进
action-forward-short = 前进
action-palette = 直达区县、任务、单位、命令
action-palette-short = 直达
action-log = 看过往消息
action-log-short = 消息
agenda-keys = ↑↓ 选择 · d 标记办结 · Enter 看任务 · a 新增 · Esc 返回
agenda-keys-asked = d 确认 · Esc 不标
agenda-ask = 再按 d，把这一件标为已办结：{ $text }
agenda-empty = 还没有议定事项。在任务或单位上按 a 记一件；记在数据文件夹的 decisions.csv 里。
decision-open = 未办结
paper-keys = w 存成文件 · y 复制 · ↑↓ 滚动 · Esc 返回
message-paper-copied = 督办单已复制
message-no-unit = 光标处没有逾期或滞后的单位。请在 3 逾期 或 6 督办 里选一个单位，再按 w。
export-saved = 已存为 { $path }
export-failed = 没有写入文件夹 { $folder }：{ $reason }。请检查空间和权限，或换一个当前文件夹再试。
log-title = 消息
log-keys = ↑↓ 滚动 · 其他键关闭
log-empty = 还没有消息。
palette-title = 命令与直达
palette-keys = ↑↓ 选择 · Enter 执行 · Esc 关闭
palette-looking = 正在查找任务…
palette-none = 没有找到。请输入汉字、拼音或首字母，如 lkz。
decide-no-column = { $file } 没有“状态”或“办结日期”列，无处标记。请加上其中一列。
decide-not-there = { $file } 里已经没有这一件，可能刚被改过。请按 r 重读。
decide-link = { $file } 是链接，没有写入：duban 只写数据文件夹里的文件。请换成文件本身。
decide-busy = { $file } 一直在被别的程序改写，三次都没有写成。请稍后再试；没有丢失任何内容。
export-title = 导出所见（{ $rows } 行）
export-keys = 按字母选择 · 其他键关闭
export-csv = CSV，用 Excel、WPS 打开
export-md = Markdown
export-html = 网页，可打印，可用 Word、WPS 打开
export-nothing = 这里没有可导出的内容。请换到有表格的一页，或取消筛选。
column-group = 分组
column-finding-note = 说明
column-what = 事项
milestone-done-day = 完成日期
file-petitions = 信访件
note-decision-now = 本次议定：{ $text }（{ $units }，{ $due }）

## 演示

action-present = 演示：一页一个问题
action-present-short = 演示
action-blank = 演示时：黑屏
action-blank-short = 黑屏
slide-decisions = 上次议定的事，办得怎样？
slide-tasks = 整改任务到哪一步了？
slide-overdue = 谁逾期了，逾期多久？
slide-supervision = 采取了什么措施，还差什么？
slide-petitions = 信访件办得怎样？
slide-projects = 垦造耕地项目还缺什么？
slide-indicators = 环境质量目标达到了吗，还能达到吗？
slide-changes = 上次会议以来有什么变化？
slide-changes-since = 与{ $date }相比有什么变化？
slide-todo = 今天要定什么？
slide-end = 完
slides-all = 全部演示完毕
slides-skipped = 演示完毕；没有数据而略过：{ $names }
slides-leave = Home 回到第一页 · Esc 退出演示
slide-longest = 最长逾期（天）
slide-step = 应{ $step }
slide-closed = 办结率
slide-closed-stage = 含阶段性办结
slide-work = { $done }/{ $due }，缺 { $missing }
slide-unread = { $count } 个文件没读出，见“数据”
slide-displaced = { $count } 项任务同号未计入，见“数据”
slide-fault = { $file } 读不出，显示上次的数据
todo-none = 没有需要会议决定的事项
todo-headline = { $count } 件事需要会议决定
decide-outside = { $file } 是指向文件夹以外的链接，没有写入。请换成文件本身后再按 Enter；内容还在。
chip-value = { $column }：{ $value }  ✗
value-not-late = 未逾期
decide-no-region = { $file } 是另一个区县的，又没有“区县”列，没有写入：不然会记到别的区县名下。请加上“区县”列，或在该区县的文件夹里放一份 decisions.csv。
message-updated-other = 数据已更新：{ $file }{ $more ->
    [0] {""}
   *[other] 和另外 { $more } 个文件
}
slide-keys = o 打开 · Esc 退出
notice-overdue = { $count } 项逾期
notice-behind = { $count } 项明显滞后或经回头看反弹
notice-both = { $count } 项逾期或明显滞后（其中逾期 { $overdue } 项）
notice-closing-mild = 未按时反馈或仍无进展的，将按方案升级措施。
days-unsigned = 未销{ $count }天
