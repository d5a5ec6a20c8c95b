### Words of the command line.

error-missing = cannot open { $path }: { $reason }. Check the path; duban without a path shows the sample.
error-nothing = { $path } holds no tables (.csv, .tsv, .txt, .xlsx, .xls, .et). Put tables from Excel or WPS into it, or write templates with duban init; duban without a path shows the sample.
error-plan = the plan file is wrong at { $place }: { $message }. Correct it there; duban init writes a plan file to compare with.
error-plan-unreadable = the plan file { $path } cannot be read: { $reason }. Check the path and its permissions, or leave --plan out.
error-io = reading or writing failed: { $reason }. Check the room on the disk and the permissions of the folder, then run it again.
error-no-terminal = the dashboard needs a terminal. For output to a file use duban report or duban check.
check-summary = files: { $files }; errors: { $errors }, warnings: { $warnings }, notes: { $notes }
error-internal = a fault inside duban: { $reason }. The last data stays on screen; r tries again.
error-unrecognised = none of the { $files } files is a known table. A header row is needed, for tasks: 任务编号,任务名称,责任单位,完成时限. Run duban check: it tells the reason file by file.
error-output-is-source = { $path } is a source of data and is not overwritten. Choose another name.
init-written = wrote { $path }
init-kept = there already, not touched: { $path }
init-next = The templates lie in { $path }: the second row is an example, delete it when you fill them in. Then run: duban { $path }
snapshot-archived = archived { $path }
snapshot-differs = not overwritten: { $path } differs from what was archived that day. Move the old archive away to replace it.
snapshot-summary = history/{ $day }: { $count } files archived.
error-sample-snapshot = The sample lies inside the program and cannot be archived. Name a folder of your own.
csv-unit = Unit
csv-id = Task
csv-title = Title
csv-deadline = Deadline
csv-days = Days late
csv-step-due = Step due
csv-step-taken = Step done
csv-gap = Steps missing
csv-progress = Progress
csv-obstacles = Obstacles
csv-next = Next steps
snapshot-outside = not archived: { $path } lies where a link leads, outside of the folders named. Name that folder itself to archive it.
error-log-is-source = the log { $path } would lie among the data and be read as a table. Name a file that ends in .log, or one outside of the data folder.
error-log-not-a-file = the log { $path } is a link, a folder or a pipe and was not opened. Name a plain file.
error-log-io = the log { $path } cannot be written: { $reason }. Check the folder and its permissions, or name another file.
error-log-filter = RUST_LOG cannot be understood: { $reason }. Write error, warn, info, debug or trace, or unset it.
error-internal-report = a fault inside duban; r tries again; report: { $report } (send it to whoever maintains duban; nothing of the data is in it). The last data stays on screen. { $reason }
panic-told = duban met a fault of its own: { $what }. The data files were not changed. If it has ended, start it again; if that happens again, send this report to whoever maintains duban (no contents of tables are in it): { $report }
panic-told-here = duban met a fault of its own: { $what }. The data files were not changed. If it has ended, start it again; if that happens again, send what follows to whoever maintains duban (no contents of tables are in it; it could not be written into a file).

    { $report }

## Why the system said no

why-not-found = it is not there
why-no-permission = no permission
why-no-room = the disk is full, or its limit is reached
why-read-only = the disk is read-only
why-not-a-folder = a part of the path is not a folder
why-a-folder = it is a folder
why-exists = a file of this name is there already
why-busy = another program holds it
why-no-answer = the share does not answer
why-bad-name = the name is not allowed
why-not-a-file = not a regular file
why-too-large = too large
why-not-a-small-file = not a regular file of up to 1 MiB
why-not-utf-8 = not UTF-8
why-internal = a fault inside duban
why-still-written = it is still being written
why-damaged = damaged
