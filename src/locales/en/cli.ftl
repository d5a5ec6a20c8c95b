### Words of the command line.

error-missing = cannot open { $path }: { $reason }. Check the path; duban without a path shows the sample.
error-nothing = { $path } holds no tables (.csv, .tsv, .txt, .xlsx, .xls, .et). Put tables from Excel or WPS into it, or write templates with duban init; duban without a path shows the sample.
error-plan = the plan file is wrong at { $place }: { $message }. Correct it there; duban init writes a plan file to compare with.
error-plan-unreadable = the plan file { $path } cannot be read: { $reason }. Check the path and its permissions, or leave --plan out.
error-output = Cannot write { $path }: { $reason }. Check that the folder is there and can be written, or name another path.
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
csv-region = County
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
csv-why = Why
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
why-cut-short = the file is incomplete, its end is missing
why-damaged = damaged

## The usage of the command line

usage-heading = Usage:
usage-commands = Commands:
usage-arguments = Arguments:
usage-options = Options:
usage-some-options = [OPTIONS]
usage-some-command = [COMMAND]
usage-more = More of a command: { $command } COMMAND --help. 中文：{ $command } --help --lang zh
usage-value-path = PATH
usage-value-dir = DIR
usage-value-file = FILE
usage-value-date = DATE
usage-value-lang = LANG
usage-value-name = NAME
usage-value-seconds = SECONDS
usage-value-glyphs = GLYPHS
usage-value-format = FORMAT
usage-value-wxh = WxH
usage-value-shell = SHELL
usage-value-command = COMMAND
usage-one-of = one of { $names }
usage-a-day = a day as 2021-10-15
usage-a-size = columns and rows, 1 to 1000 each, as 120x36
error-usage-unknown = there is no option or command { $argument }. Run duban --help for all there are.
error-usage-similar = there is no option { $argument }; is it { $near }? Run duban --help for all there are.
error-usage-no-value = { $argument } needs a value. Write one behind it; run duban --help for all options.
error-usage-value = { $argument }: { $value } cannot be understood. Write { $expected }.
error-usage-missing = { $argument } is missing. Write it too; run the command with --help for its usage.
error-usage-twice = { $argument } stands twice, or does not go with another option. Take one away; run duban --help for all options.
error-usage-no-room = { $argument } takes no value. Take it away; run duban --help for all options.
error-usage-utf-8 = the command line has characters that are not UTF-8. Write it anew.
error-usage-other = the command line cannot be understood. Run duban --help for all options.
help-duban = 督办: a terminal dashboard for meetings that follow an environmental-inspection rectification plan.
help-check = List what is wrong in the files, a line each: file:line:column: severity[code]: message. Exit 0: no errors; 1: errors found; 2: could not read.
help-report = Write the meeting's one-page brief, or the whole board for other programs.
help-notice = Draft a notice of supervision (督办单) for a unit: matters, days late, demands, reply date.
help-render = Draw one screen without a terminal.
help-init = Write a template for every table and a plan file into a folder; nothing that is there is touched.
help-snapshot = Copy the current versions into history/DATE/ beside them, the day of today or of --as-of; an archive is never overwritten.
help-man = Write the manual page.
help-completions = Write completions for a shell.
help-help = Show this help, or that of a command.
help-option-paths = Folders or data files. Without any: the current folder if it holds such files, else the embedded sample.
help-option-as-of = Judge as of this day, such as 2021-10-15; a day gone by shows how things stood then.
help-option-since = Compare with this day, such as 2021-10-15. Without it: with the last meeting, else with the version before.
help-option-plan = The plan file. Without it plan.toml of the first folder, else the embedded plan.
help-option-lang = The language: zh or en; zh without it.
help-option-theme = The theme: dark, light, contrast, none.
help-option-glyphs = The symbols: auto, unicode, plain; auto without it.
help-option-screen = The screen to begin with: overview, tasks, overdue, indicators, timeline, supervision, petitions, projects, changes, data.
help-option-present = Present to the room at once, slide by slide; with SECONDS they turn by themselves.
help-option-no-watch = Do not watch the files; r still reloads.
help-option-log = Log for support into this file, from info on or as RUST_LOG says; no contents of cells. With RUST_LOG alone the commands log to standard error, the dashboard nothing.
help-option-format = The format: text, md or html; text without it.
help-check-format = The format: text or json; text without it.
help-report-format = text, md, html: the brief; json: the whole board; csv: what is late, for Excel and WPS. json without it.
help-render-format = text: the characters alone; ansi: with colours; svg: a picture. text without it.
help-option-circular = The paragraph of a circular with the units in order, instead of the brief.
help-option-template = A template of your own (minijinja) in the place of duban's, with text, md or html.
help-option-output = Write to this file instead of the output.
help-option-unit = The unit as the tables write it, or a part of its name that only it has.
help-option-region = Only what is late in this 区县.
help-option-size = Columns and rows; 120x36 without it.
help-option-folder = The folder; it is made where it is not there.
help-option-shell = bash, zsh, fish, elvish or powershell.
help-option-subcommand = The command to tell of.
help-option-help = Show this help.
help-option-version = Show the version.

## What is wrong in a plan file

plan-unknown-key = there is no key { $value }
plan-missing-key = this part lacks { $value }
plan-wrong-type = the value is of another type: numbers go without quotes, texts and dates within
plan-syntax = this is no TOML ({ $value })
plan-not-a-date = { $value } is no date, which is written "2021-10-15"
plan-unknown-method = there is no method { $value }; there are mean, ratio, class, rank, latest, cumulative, rate
plan-unknown-direction = there is no direction { $value }; there are >=, <=, >, <, =
plan-unknown-nature = { $value } is neither 约束性 nor 参考性
plan-no-number = the target is no finite number
plan-no-class = { $value } is no water class; there are Ⅰ, Ⅱ, Ⅲ, Ⅳ, Ⅴ, 劣Ⅴ
