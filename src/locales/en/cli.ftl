### Words of the command line.

error-missing = cannot open { $path }: { $reason }. Check the path; duban without a path shows the sample.
error-nothing = { $path } holds no tables (.csv, .tsv, .txt, .xlsx, .xls, .et). Put tables from Excel or WPS into it, or write templates with duban init; duban without a path shows the sample.
error-plan = the plan file is wrong at { $place }: { $message }
error-plan-unreadable = the plan file { $path } cannot be read: { $reason }
error-io = reading or writing failed: { $reason }
error-no-terminal = the dashboard needs a terminal. For output to a file use duban report or duban check.
check-summary = files: { $files }; errors: { $errors }, warnings: { $warnings }, notes: { $notes }
error-internal = a fault inside duban: { $reason }. The last data stays on screen; r tries again.
error-unrecognised = none of the { $files } files is a known table. A header row is needed, for tasks: 任务编号,任务名称,责任单位,完成时限. duban check tells the reason file by file.
error-output-is-source = { $path } is a source of data and is not overwritten. Choose another name.
init-written = wrote { $path }
init-kept = there already, not touched: { $path }
init-next = The templates lie in { $path }: the second row is an example, delete it when you fill them in. Then run: duban { $path }
snapshot-archived = archived { $path }
snapshot-differs = not overwritten: { $path } differs from what was archived that day. Move the old archive away to replace it.
snapshot-summary = history/{ $day }: { $count } files archived.
error-sample-snapshot = The sample lies inside the program and cannot be archived. Name a folder of your own.
