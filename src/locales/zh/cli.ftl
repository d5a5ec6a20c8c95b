### 命令行文字。

error-missing = 打不开 { $path }：{ $reason }。请检查路径；不带路径运行 duban 可看示例数据。
error-nothing = { $path } 里没有数据文件（.csv、.tsv、.txt、.xlsx、.xls、.et）。请把 Excel 或 WPS 的表放进去，或用 duban init 写一套模板；不带路径运行 duban 可看示例数据。
error-plan = 方案文件有误 { $place }：{ $message }。请在该处改正；duban init 可写一份方案文件供对照。
error-plan-unreadable = 方案文件 { $path } 读不出：{ $reason }。请检查路径和权限，或去掉 --plan。
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
why-damaged = 内容损坏
