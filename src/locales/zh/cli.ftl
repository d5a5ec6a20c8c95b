### 命令行文字。

error-missing = 打不开 { $path }：{ $reason }。请检查路径；不带路径运行 duban 可看示例数据。
error-nothing = { $path } 里没有数据文件（.csv、.tsv、.txt、.xlsx、.xls、.et）。请把 Excel 或 WPS 的表放进去，或用 duban init 写一套模板；不带路径运行 duban 可看示例数据。
error-plan = 方案文件有误 { $place }：{ $message }。请在该处改正；duban init 可写一份方案文件供对照。
error-plan-unreadable = 方案文件 { $path } 读不出：{ $reason }。请检查路径和权限，或去掉 --plan。
error-output = 写不进 { $path }：{ $reason }。请检查文件夹是否存在、能否写入，或换一个路径。
error-io = 读写失败：{ $reason }。请检查磁盘空间和文件夹权限后重新运行。
error-no-terminal = 看板需要在终端里运行。要输出到文件，请用 duban report 或 duban check。
check-summary = { $files } 个文件：{ $errors } 处错误，{ $warnings } 处警告，{ $notes } 条说明
error-internal = duban 内部出错：{ $reason }。画面保留上一次的数据；按 r 重试。
error-unrecognised = { $files } 个文件都不是可识别的表。首行（或其下）须有表头，例如任务表：任务编号,任务名称,责任单位,完成时限。请运行 duban check 看逐个文件的原因。
error-output-is-source = { $path } 是数据来源，不能写成报告。请另取文件名。
init-written = 已写入 { $path }
init-kept = 已有，没有动 { $path }
init-next = 模板在 { $path }：第二行是示例，填表时删去；然后运行 duban { $path }。
snapshot-archived = 已归档 { $path }
snapshot-differs = 没有覆盖：{ $path } 与当天已归档的不同。要换成新的，请先移走旧的归档。
snapshot-summary = history/{ $day }：新归档 { $count } 个文件。
error-sample-snapshot = 示例数据在程序里，不能归档。请给出自己的文件夹。
csv-region = 区县
csv-unit = 单位
csv-id = 任务编号
csv-title = 任务名称
csv-deadline = 完成时限
csv-days = 逾期天数
csv-step-due = 应采取
csv-step-taken = 已采取
csv-gap = 还差几步
csv-progress = 进展情况
csv-obstacles = 存在问题
csv-next = 下步措施
csv-why = 原因
snapshot-outside = 没有归档：{ $path } 在链接指向的文件夹里，不在给出的文件夹之内。要归档它，请直接给出那个文件夹。
error-log-is-source = 日志 { $path } 会落在数据文件夹里、被当成数据表读取。请改用 .log 结尾的文件名，或放到数据文件夹之外。
error-log-not-a-file = 日志 { $path } 是链接、文件夹或管道，没有打开。请另指定一个普通文件。
error-log-io = 日志 { $path } 写不进去：{ $reason }。请检查文件夹和权限，或另指定一个文件。
error-log-filter = 环境变量 RUST_LOG 看不懂：{ $reason }。请写 error、warn、info、debug 或 trace，或取消这个变量。
error-internal-report = duban 内部出错，按 r 重试；报告：{ $report }（请交软件维护人员，不含数据）。画面保留上一次的数据。{ $reason }
panic-told = duban 出现自身故障：{ $what }。数据文件没有改动。如已退出，请重新打开；如再次出现，请把下面这份报告（不含表格内容）交软件维护人员：{ $report }
panic-told-here = duban 出现自身故障：{ $what }。数据文件没有改动。如已退出，请重新打开；如再次出现，请把以下内容（不含表格内容；报告文件未能写入）交软件维护人员。

    { $report }

## 系统给出的原因

why-not-found = 文件或文件夹不存在
why-no-permission = 没有权限
why-no-room = 磁盘已满或超出限额
why-read-only = 磁盘只读
why-not-a-folder = 路径中有一段不是文件夹
why-a-folder = 这是文件夹
why-exists = 同名文件已存在
why-busy = 被其他程序占用
why-no-answer = 共享盘没有响应
why-bad-name = 文件名不合规定
why-not-a-file = 不是普通文件
why-too-large = 文件过大
why-not-a-small-file = 不是 1 MiB 以内的普通文件
why-not-utf-8 = 不是 UTF-8 编码
why-internal = duban 内部出错
why-still-written = 还在写入
why-cut-short = 文件不完整，缺了结尾
why-damaged = 内容损坏

## 命令行的用法

usage-heading = 用法：
usage-commands = 命令：
usage-arguments = 参数：
usage-options = 选项：
usage-some-options = [选项]
usage-some-command = [命令]
usage-more = 各命令的用法：{ $command } 命令 --help。English: { $command } --help --lang en
usage-value-path = 路径
usage-value-dir = 文件夹
usage-value-file = 文件
usage-value-date = 日期
usage-value-lang = 语言
usage-value-name = 名称
usage-value-seconds = 秒数
usage-value-glyphs = 符号
usage-value-format = 格式
usage-value-wxh = 列x行
usage-value-shell = 外壳
usage-value-command = 命令
usage-one-of = 以下之一：{ $names }
usage-a-day = 日期，如 2021-10-15
usage-a-size = 列数和行数（各 1 到 1000），如 120x36
error-usage-unknown = 没有 { $argument } 这个选项或命令。请运行 duban --help 看全部用法。
error-usage-similar = 没有 { $argument } 这个选项，是否要写 { $near }？请运行 duban --help 看全部用法。
error-usage-no-value = { $argument } 后面缺少内容。请补上；运行 duban --help 看全部用法。
error-usage-value = { $argument } 的 { $value } 看不懂。请写{ $expected }。
error-usage-missing = 缺少必填的 { $argument }。请补上；运行该命令加 --help 看用法。
error-usage-twice = { $argument } 写了不止一次，或不能与另一个选项同用。请去掉一个；运行 duban --help 看全部用法。
error-usage-no-room = { $argument } 后面不带内容。请去掉；运行 duban --help 看全部用法。
error-usage-utf-8 = 命令行里有不是 UTF-8 的字符。请改正后重新运行。
error-usage-other = 命令行看不懂。请运行 duban --help 看全部用法。
help-duban = 督办：环保督察整改会议用的终端看板。
help-check = 列出文件里的问题，每条一行：文件:行:列: 级别[代码]: 说明。退出码 0：没有错误；1：有错误；2：读不出。
help-report = 写出会议用的一页简报，或供其他程序使用的全部数据。
help-notice = 为一个单位起草督办单：事项、逾期天数、要求、回复期限。
help-render = 不开终端，画出一屏。
help-init = 在文件夹里写一套各表的模板和方案文件；已有的文件不动。
help-snapshot = 把当前版本归档到旁边的 history/日期/，日期取今天或 --as-of；已有的归档不覆盖。
help-man = 写出手册页。
help-completions = 写出命令行外壳的补全脚本。
help-help = 显示本说明，或某个命令的说明。
help-option-paths = 文件夹或数据文件。不写时读当前文件夹；没有数据就用内置示例。
help-option-as-of = 按这一天计算，写作 2021-10-15；也可以是过去某一天，看当时的情况。
help-option-since = 与这一天比。不写时与上次会议比，没有就与上一版比。
help-option-plan = 方案文件。不写时用第一个文件夹里的 plan.toml，没有就用内置方案。
help-option-lang = 语言：zh 或 en；默认 zh。
help-option-theme = 配色：dark、light、contrast、none。
help-option-glyphs = 符号：auto、unicode、plain；默认 auto。
help-option-screen = 打开时的画面：overview, tasks, overdue, indicators, timeline, supervision, petitions, projects, changes, data。
help-option-present = 一打开就开始演示，一页一个问题；写秒数则自动翻页。
help-option-no-watch = 不监视文件变动；仍可按 r 重新读取。
help-option-log = 为排查故障写日志到这个文件，默认 info 级，可用环境变量 RUST_LOG 改；不含表格内容。只设 RUST_LOG 时，各命令的日志写到标准错误，看板不写。
help-option-format = 格式：text、md 或 html；默认 text。
help-check-format = 格式：text 或 json；默认 text。
help-report-format = text、md、html：简报；json：全部数据；csv：逾期清单，供 Excel 和 WPS。默认 json。
help-render-format = text：只有字符；ansi：带颜色；svg：图片。默认 text。
help-option-circular = 不写简报，写一段按顺序列出各单位的通报。
help-option-template = 用自己的模板（minijinja）代替内置的，格式为 text、md 或 html。
help-option-output = 写到这个文件，不写到标准输出。
help-option-unit = 单位，按表里的写法；或只有它才有的几个字。
help-option-region = 只列这个区县的逾期事项。
help-option-size = 列数和行数；默认 120x36。
help-option-folder = 文件夹；没有就新建。
help-option-shell = bash、zsh、fish、elvish 或 powershell。
help-option-subcommand = 要看说明的命令。
help-option-help = 显示本说明。
help-option-version = 显示版本。

## 方案文件的错处

plan-unknown-key = 没有 { $value } 这个键
plan-missing-key = 这一节缺少 { $value }
plan-wrong-type = 值的类型不对：数字不加引号，文字和日期加引号
plan-syntax = TOML 写法有误（{ $value }）
plan-not-a-date = { $value } 不是日期，应写作 "2021-10-15"
plan-unknown-method = 没有 { $value } 这种算法，可写 mean、ratio、class、rank、latest、cumulative、rate
plan-unknown-direction = 没有 { $value } 这种方向，可写 >=、<=、>、<、=
plan-unknown-nature = { $value } 应为“约束性”或“参考性”
plan-no-number = 目标值不是有限的数
plan-no-class = { $value } 不是水质类别，可写 Ⅰ、Ⅱ、Ⅲ、Ⅳ、Ⅴ、劣Ⅴ
