### 命令行文字。

error-missing = 打不开 { $path }：{ $reason }。请检查路径；不带路径运行 duban 可看示例数据。
error-nothing = { $path } 里没有数据文件（.csv、.tsv、.txt、.xlsx、.xls、.et）。请把 Excel 或 WPS 的表放进去，或用 duban init 写一套模板；不带路径运行 duban 可看示例数据。
error-plan = 方案文件有误 { $place }：{ $message }
error-plan-unreadable = 方案文件 { $path } 读不出：{ $reason }
error-io = 读写失败：{ $reason }
error-no-terminal = 看板需要在终端里运行。要输出到文件，请用 duban report 或 duban check。
check-summary = { $files } 个文件：{ $errors } 处错误，{ $warnings } 处警告，{ $notes } 条说明
error-internal = duban 内部出错：{ $reason }。画面保留上一次的数据；按 r 重试。
error-unrecognised = { $files } 个文件都不是可识别的表。首行（或其下）须有表头，例如任务表：任务编号,任务名称,责任单位,完成时限。逐个文件的原因见 duban check。
error-output-is-source = { $path } 是数据来源，不能写成报告。请另取文件名。
init-written = 已写入 { $path }
init-kept = 已有，没有动 { $path }
init-next = 模板在 { $path }：第二行是示例，填表时删去；然后运行 duban { $path }。
snapshot-archived = 已归档 { $path }
snapshot-differs = 没有覆盖：{ $path } 与当天已归档的不同。要换成新的，请先移走旧的归档。
snapshot-summary = history/{ $day }：新归档 { $count } 个文件。
error-sample-snapshot = 示例数据在程序里，不能归档。请给出自己的文件夹。
