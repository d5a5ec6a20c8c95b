### Words of the screens: every one of them is here.

## Program

program = duban
program-title = duban · following up the inspection's rectification
loading = Reading the data…
loading-progress = Reading the data: { $done } of { $total } files, { $rows } rows, { $percent }%
waiting-keys = q quits
too-small = The window is too small: make it at least { $width }×{ $height }, or the font smaller.
list-separator = {", "}
days = { $count } d
date-short = { $day } { $name }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
quarter = Q{ $n }
unit-points = {" "}points
more-lines = ↓ { $count } more
clause = plan { $clause }
count-of-class = { $count } { $class }

## Screens

screen-overview = Overview
screen-tasks = Tasks
screen-overdue = Overdue
screen-indicators = Indicators
screen-timeline = Timeline
screen-data = Data

## Header and footer

header-as-of = as of { $date }
header-loaded = read { $time }
regions-headline = { $late } of { $regions } counties { $late ->
    [one] is
   *[other] are
} late, { $overdue ->
    [one] 1 task
   *[other] { $overdue } tasks
} in all; most of them { $region }: { $most }, the longest by { $days ->
    [one] 1 day
   *[other] { $days } days
}
regions-headline-none = None of { $regions } counties is late
region-headline = { $region }: { $units ->
    [one] 1 unit
   *[other] { $units } units
} late with { $overdue ->
    [one] 1 task
   *[other] { $overdue } tasks
}; the longest { $unit }, { $days ->
    [one] 1 day
   *[other] { $days } days
}, due: { $step }
region-headline-none = { $region }: none of { $units } units is late
region-all = All counties
region-units = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
region-facts = { $total ->
    [one] 1 task
   *[other] { $total } tasks
}, { $done } signed off, { $completed } completed; by parts { $overdue } overdue, { $behind } behind
unit-late = { $count } late, { $days } days
unit-behind = { $count } behind
column-region = County
column-late-units = Units late
many = { $count }k
region-own = own level
sorting-out = Sorting out …
overview-regions = Counties
overview-regions-note-unread = { $late } of { $total } late; { $unread } more unreadable
overview-regions-note = { $late } of { $total } late
region-late = { $count } late, up to { $days } days
table-failed = duban failed while sorting this table; its rows are not listed, which does not mean there are none. Press r to read again; if it comes back, give the log (--log) to whoever maintains it.
table-busy = Sorting out { $count } rows …
crumb-slide = Slides
header-exported = data of { $date }
header-old-of = ▲ { $county }: data { $days } days old
header-old = ▲ data { $days } days old
header-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
header-clean = ● data clean
header-findings-count = ▲ { $count }
header-unread = ■ { $files } { $files ->
    [one] file
   *[other] files
} not read
header-displaced = ■ { $tasks } { $tasks ->
    [one] task
   *[other] tasks
} not counted
header-both = { $missing } · { $count } findings
header-findings = ▲ { $count ->
    [one] 1 data finding
   *[other] { $count } data findings
}
header-sample = SAMPLE · invented data
banner-fault = ■ { $file }: { $reason }; showing what was read before { $time }{ $others ->
    [0] {""}
   *[other] {" "}(and { $others } more)
}; 0 tells why
banner-fault-plan = ■ { $file }: { $reason } (since { $time }){ $others ->
    [0] {""}
   *[other] {" "}({ $others } more files)
}; 0 tells why
data-fault = ■ { $file }: { $reason }. Since { $time } what was read last is used. Put it right and save.
data-fault-reason = { $code } ({ $said })
data-fault-plan = line { $line }, column { $column }: { $message }
find-prompt = Find (text, pinyin, initials):
message-updated = Updated: { $tasks ->
    [one] 1 task
   *[other] { $tasks } tasks
} and { $indicators ->
    [one] 1 indicator
   *[other] { $indicators } indicators
} changed (marked •)
message-gone = { $file }{ $more ->
    [0] {" "}is gone
    [one] {" "}and one more file are gone
   *[other] {" "}and { $more } more files are gone
}, figures are of what is left. Put it back if that was a mistake
message-reloaded = Read again, nothing changed
message-reloading = Reading again…
message-copied = The sentence of this screen was copied
message-language = Language: English
message-input-method = A Chinese input method is on: press Shift, or use arrows, digits and F1–F5
theme-dark = Theme: dark
theme-light = Theme: light (projector)
theme-contrast = Theme: high contrast
theme-none = Theme: no colours

## Lights and states

light-blue = blue
light-green = green
light-yellow = yellow
light-red = red
light-grey = grey
class-done = signed off
class-completed = completed
class-overdue = overdue
class-behind = behind
class-on-schedule = on track
class-not-started = not started
class-no-deadline = undated
reason-not-begun = not begun
class-unknown = unknown
reason-reopened = Reopened by a look-back
reason-done = Signed off
reason-late-sign-off = Completed, but not signed off { $days } days after the deadline
reason-completed = Completed, waiting to be signed off
reason-overdue = { $days } days overdue and not completed
reason-lag = At { $actual } against { $expected } planned: { $points } points behind
reason-milestone = Milestone “{ $name }” missed by { $days } days
reason-due-soon = Due in { $days } days and not nearly done
reason-red-part = A part is red: { $part }
reason-not-started = Starts later
reason-long-term = a standing duty, without deadline or milestone
reason-no-deadline = Neither deadline nor milestones
reason-unknown = No progress reported
reason-on-schedule = On schedule
verdict-met = met
verdict-missed = missed
verdict-no-data = no data
verdict-not-applicable = n/a
outlook-locked-in = secured
outlook-on-track = on track
outlook-at-risk = at risk
outlook-lost = lost
step-remind = remind
step-circulate = circular
step-supervise = supervise
step-summon = summon
clear-goal = Goal
clear-standard = Standard
clear-responsible = Unit
clear-deadline = Deadline
clear-stakes = Stakes
goal-class = class { $class }, { $share }%
goal-class-short = { $class }, { $share }%
goal-of-regions = set by counties
indicator-regions = { $met } of { $total } counties met
indicator-regions-named = , { $count } missed: { $names }
indicator-regions-of = , { $count } missed: { $names } and others
indicator-regions-no-data = , { $count } without data
indicator-regions-missed = { $count } missed
card-regions-missed = { $count ->
    [one] missed in 1 county
   *[other] missed in { $count } counties
}
indicator-in-region = { $indicator } ({ $region })
indicator-worst = the worst county’s, { $region }
indicator-both = { $regions }. { $own }
indicator-regions-headline = { $indicator }: { $regions }
site-days = { $share }% good ({ $good } of { $total } days)
site-mean = { $value } ({ $count } periods)
site-goal = , its own target { $goal }
column-margin = Room
provisional = {" "}(provisional)

## Overview

overview-headline = { $total ->
    [one] 1 task
   *[other] { $total } tasks
}: { $classes }
overview-headline-late-both = ; { $overdue } tasks and parts overdue, the longest { $unit }’s: { $days } days
overview-headline-late = ; { $overdue } parts overdue, the longest { $unit }’s: { $days } days
headline-unread = ; { $count ->
    [one] one county is
   *[other] { $count } counties are
} not counted, as the tables cannot be read ({ $names }{ $more ->
    [yes] {", …"}
   *[no] {""}
})
overview-headline-missed = ; { $count ->
    [one] 1 target is
   *[other] { $count } targets are
} lost for the year ({ $first }{ $count ->
    [one] {""}
   *[other] , …
})
overview-empty = Neither tasks nor readings. Put CSVs into the folder and press r; 0 shows how each file was recognised.
overview-tasks = Tasks
overview-parts = { $total } parts: { $done } signed off, { $overdue } overdue
overview-units = Overdue units
overview-units-note = { $count ->
    [one] 1 unit
   *[other] { $count } units
} · step due
overview-no-late = ● No unit is overdue
overview-indicators = Environment targets
overview-indicators-note = { $met } of { $total } met
overview-notes = Before the next meeting
card-done = Tasks signed off
card-items = {""}
card-done-note = { $completed } to sign, { $late } late
card-done-note-parts = { $late ->
    [one] 1 part
   *[other] { $late } parts
} unsigned
card-behind = Tasks behind
card-behind-both = Behind + parts
card-behind-parts = Parts behind
card-overdue = Overdue tasks
card-overdue-both = Overdue + parts
card-overdue-parts = Overdue parts
card-overdue-note = { $units ->
    [one] 1 unit
   *[other] { $units } units
}; { $behind } behind
card-budget = { $left } bad days left
card-needed = rest ≤ { $needed }
card-failures = { $count ->
    [one] 1 failure
   *[other] { $count } failures
}
note-register = The register differs from the plan: { $common } common and { $specific } specific are planned; found { $found_common }, { $found_specific } and { $unmarked } unmarked
note-until-meeting = Before the meeting of { $date }
note-until-date = Before { $date }
note-due = { $until }: { $tasks ->
    [one] 1 task
   *[other] { $tasks } tasks
} and { $milestones ->
    [one] 1 milestone
   *[other] { $milestones } milestones
} due
note-due-item = { $date }: { $title }
note-stale = { $count ->
    [one] 1 unit has
   *[other] { $count } units have
} not updated since the last version: { $names }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] , …
}

## Tasks

tasks-headline-none = No tasks
tasks-headline = { $total ->
    [one] 1 task
   *[other] { $total } tasks
}: { $classes }
tasks-headline-parts = { $total ->
    [one] 1 task
   *[other] { $total } tasks
} in { $parts ->
    [one] 1 part
   *[other] { $parts } parts
}: { $classes }
tasks-headline-some-parts = { $total ->
    [one] 1 task
   *[other] { $total } tasks
}, { $split } of them in { $parts ->
    [one] 1 part
   *[other] { $parts } parts
}; of all { $leaves }: { $classes }
tasks-empty = No tasks. Put a CSV into the folder whose header has 任务编号, 任务名称, 责任单位 and 完成时限, and press r; 0 shows how each file was recognised.
tasks-none-found = No task matches; Esc takes the filter away.
column-light = State
column-id = No.
column-title = Task
column-units = Responsible
column-deadline = Due
column-progress = Progress
column-lag = Lag pts
column-late = Late
chip-query = “{ $query }”: { $count }
chip-file = File: { $file }
long-term = standing duty

## Task file

file-headline = { $id } { $title }: { $reason }
file-gone = This task is no longer in the register; Esc goes back.
file-progress = { $actual } (planned { $expected })
file-reported = Reported: { $status }
file-computed = {"    "}computed: { $light }
file-mismatch = {"    "}▲ they disagree
file-dates = Start { $start }    due { $deadline }
file-deadline-text = {" "}(as written: { $text })
stage-filed = filed
stage-goal = goal
stage-schedule = schedule
stage-work = work
stage-completed = self-check
stage-accepted = accepted
stage-published = published
stage-signed-off = signed off
file-why = Why · what next
field-progress-text = Progress
field-obstacles = Obstacles
field-next-steps = Next steps
file-units = Who
field-lead = Lead
field-local = Local
field-units = Responsible
field-helpers = Helpers
field-supervisor = Supervisor
field-person = Post
field-phone = Phone
file-milestones = Milestones
milestone-done = done { $date }
milestone-missed = { $days } days late
file-parts = Parts ({ $count })
file-clears = Five clears: { $count }/5
file-clear-missing = ■ missing
file-problem = Problem and measures
field-problem = Problem
field-measures = Measures
field-round = Round
field-note = Note
file-history = Progress by version
file-integrity = Doubts
file-source = Source: { $file }, line { $line }
integrity-full-with-open-milestones = Reports 100% with open milestones
integrity-done-without-acceptance = Signed off without acceptance
integrity-done-without-publication = Signed off without publication
integrity-done-with-open-part = Closed with an open part
integrity-future-date = The date { $date } is after the as-of date
integrity-progress-fell = Progress fell from { $from }% to { $to }%
integrity-deadline-moved = Deadline moved from { $from } to { $to } ({ $times ->
    [one] once
   *[other] { $times } times
})
integrity-deadline-emptied = Deadline emptied (was { $from })
integrity-reopened = Reopened by a look-back

## Overdue

overdue-headline = { $units ->
    [one] 1 unit has
   *[other] { $units } units have
} { $overdue ->
    [one] 1 item overdue
   *[other] { $overdue } items overdue
}; the longest is { $unit }’s, { $days ->
    [one] 1 day
   *[other] { $days } days
}, step due: { $step }
overdue-headline-none = None of the { $units } units is overdue
overdue-tasks = Tasks overdue or behind
overdue-empty = No unit matches; Esc takes the filter away.
column-unit = Unit
column-overdue = Overdue
column-longest = Longest
column-overdue-days = Days
column-behind = Behind
column-worst-lag = Worst lag
column-tasks = Tasks
column-done = Done
column-step-due = Step due
column-updated = Updates
not-updated = stale
unit-detail = { $unit }
unit-facts = Tasks: { $tasks }; signed off { $done }, completed { $completed }, overdue { $overdue }{ $reopened ->
    [0] {""}
   *[other] , reopened { $reopened }
}, behind { $behind }; leading others: { $led }
unit-risk = ■ At risk of the veto in the county's assessment: { $days } days overdue
unit-stale = ▲ not updated since the last version
unit-trend = Progress

## Indicators

indicators-headline = { $total ->
    [one] 1 indicator
   *[other] { $total } indicators
}: { $met } met, { $missed } missed
indicators-headline-no-data = , { $count } without data
indicators-headline-one = . { $name }: { $sentence }
indicators-empty = No indicator matches; Esc takes the filter away.
indicator-no-data = No readings yet. Put a CSV into the folder whose header has 指标, 日期 and 数值.
fact-target = Target
fact-raw = Unrounded
fact-room = Room
fact-short = Short by
fact-year-on-year = Year on year
fact-coverage = Coverage
fact-units = Units
outlook-mean-last-year = The remaining { $days } { $period ->
    [month] months
    [quarter] quarters
   *[day] days
} must average { $needed }; the same time last year averaged { $reference }
outlook-mean-to-date = The remaining { $days } { $period ->
    [month] months
    [quarter] quarters
   *[day] days
} must average { $needed }; the year so far averages { $reference }
outlook-mean = The remaining { $days } { $period ->
    [month] months
    [quarter] quarters
   *[day] days
} must average { $needed }
outlook-mean-lost = The target can no longer be met this year
outlook-mean-locked = Met for the whole year
outlook-ratio = { $of ->
    [regions] All counties together, the year allows
   *[other] The year allows
} { $budget } bad days; { $used } are used, { $left } are left
outlook-ratio-lost = { $of ->
    [regions] All counties together, the year allows
   *[other] The year allows
} { $budget } bad days and has had { $used }: the target is lost
outlook-ratio-locked = Met even if all remaining days were bad
outlook-class-failed = { $count ->
    [one] One failure
   *[other] { $count } failures, { $many ->
        [alike] among them
       *[worst] the worst
    }
}: { $site }, { $period }, class { $class }
outlook-class-lost = ; { $share }% can no longer be reached
outlook-class-clean = All { $count } site-periods are at the target
outlook-sum = { $missing } to go
outlook-sum-reached = The year's target is reached
outlook-sum-lost = The year ended { $missing } short
outlook-short = Short of the target by { $missing }
outlook-year = The newest value is of { $year }
air-excellent = excellent { $count }
air-good = good { $count }
air-bad = polluted { $count }
air-bad-somewhere = polluted somewhere { $count }
air-missing = missing
failure = { $site }, { $period }: class { $value }, below its target
legend-weekly = weekly mean
legend-worst-day = worst AQI of the week
legend-value = value
legend-last-year = last year
legend-target = target
legend-needed = needed mean { $value }

## Timeline

timeline-headline = Overall progress { $actual }, { $expected } planned
timeline-headline-unknown = {" "}({ $count } unknown)
timeline-headline-milestones = ; of { $total } milestones { $done } are done and { $missed } missed
today = today
curve-title = Overall progress
curve-note = actual { $actual } · planned { $expected }
curve-actual = actual
curve-expected = planned

## Data

data-headline = { $files ->
    [one] 1 file
   *[other] { $files } files
} ({ $current } current), { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
data-headline-clean = ; no errors or warnings, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}
data-headline-findings = ; { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}
data-files = Files
data-findings = Findings ({ $count })
data-no-findings = ● Nothing found
column-file = File
column-table = Table
column-version = Version
column-current = Use
column-encoding = Encoding
column-separator = Sep.
column-rows = Rows
column-rejected = Left out
column-findings = Findings
column-severity = Level
column-place = Place
column-finding = Finding
is-current = current
is-past = past
is-unused = not used
separator-tab = tab
table-tasks = tasks
table-milestones = milestones
table-targets = targets
table-readings = readings
table-petitions = petitions
table-actions = actions
table-lookbacks = look-backs
table-projects = projects
table-cases = cases
table-publicity = publicity
table-decisions = decisions
table-unknown = unknown

## Why a file could not be read


## Help

help-title = Keys
help-screens = Screens
help-moving = Moving
help-finding = Finding and sorting
help-program = Program

## Actions: in full, and short for the footer

action-quit = Quit
action-quit-short = quit
action-help = All keys
action-help-short = keys
action-show-overview = Overview
action-show-overview-short = overview
action-show-tasks = Tasks
action-show-tasks-short = tasks
action-show-overdue = Overdue units
action-show-overdue-short = overdue
action-show-indicators = Indicators
action-show-indicators-short = indicators
action-show-timeline = Timeline
action-show-timeline-short = timeline
action-show-data = Data health
action-show-data-short = data
action-next-screen = Next screen
action-next-screen-short = next
action-previous-screen = Previous screen
action-previous-screen-short = previous
action-up = Up
action-up-short = up
action-down = Down
action-down-short = down
action-left = Left; previous file
action-left-short = left
action-right = Right; next file
action-right-short = right
action-page-up = Page up
action-page-up-short = page up
action-page-down = Page down
action-page-down-short = page down
action-first = First
action-first-short = first
action-last = Last
action-last-short = last
action-open = Open what is under the cursor
action-open-short = open
action-back = Back; clear filters
action-back-short = back
action-find = Find (text, pinyin)
action-find-short = find
action-filter = Filter by what is under the cursor
action-filter-short = filter
action-sort = Sort by the column under the cursor
action-sort-short = sort
action-sort-reverse = Reverse the order
action-sort-reverse-short = reverse
action-fold = show or hide what belongs below
action-fold-short = unfold
action-copy = Copy this screen's sentence
action-copy-short = copy
action-reload = Read the data again
action-reload-short = reload
action-theme = Next theme
action-theme-short = theme
action-language = 中文 / English
action-language-short = 中文
action-redraw = Redraw
action-redraw-short = redraw
data-kind = { $count } in { $files ->
    [one] one file
   *[other] { $files } files
}
source-waiting = Reading the row …
source-missing = This is about the file as a whole, or the row cannot be read now; then press r.
source-keys = ↑↓ the one before, the next · Esc back
message-no-source = No row of a file stands behind this. Choose a task or a finding.
action-source = show the row of the file
action-source-short = row
dialect-unread = not read
dialect-encoding = encoding { $encoding }
dialect-sheet = sheet “{ $sheet }”
dialect-separator = separator { $separator }
dialect-quote = quote { $quote }
dialect-lines = line ends { $end }
dialect-header = header in line { $line }
dialect-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} read, { $rejected } left out
dialect-series = series “{ $series }”
dialect-region = region “{ $region }”
dialect-join = {" "}·{" "}
screen-supervision = Supervision
screen-petitions = Petitions
screen-projects = Projects
screen-changes = Changes
step-account = account
step-expose = expose
step-none = nothing done
lookback-passed = passed
lookback-inadequate = inadequate
lookback-relapsed = relapsed
lookback-fraud = faked
release-plan = plan
release-progress = progress
release-notice = notice
release-exposure = exposure
handling-open = open
handling-stage-closed = in stages
handling-closed = closed
handling-unknown = unknown
truth-true = true
truth-mostly = mostly true
truth-partly = partly true
truth-untrue = untrue
stage-siting = siting
stage-approval = approval
stage-construction = works
stage-acceptance = acceptance
stage-upkeep = upkeep
stage-withdrawn = withdrawn
status-not-started = not started
status-behind = behind
status-on-schedule = on schedule
status-ahead = ahead
status-in-progress = in progress
status-nearly-done = nearly done
status-not-done = not done
status-not-signed-off = not signed off
status-overdue = overdue
status-long-term = long-term
status-completed = completed
status-accepted = accepted
status-signed-off = signed off
status-not-applicable = not applicable
supervision-headline-none = No unit is due a step of supervision
supervision-headline = { $units ->
    [one] 1 unit is
   *[other] { $units } units are
} due a step of supervision, { $missing } have not had it
supervision-headline-worst = ; furthest behind is { $unit }: due { $due }, { $taken }
taken-only = only { $step } done
supervision-headline-late = ; { $late ->
    [one] one answer is
   *[other] { $late } answers are
} overdue
supervision-headline-relapsed = ; { $relapsed } relapsed at a look-back
supervision-ladder = The ladder (◆ taken ◇ due)
supervision-empty = ● No unit is overdue or far behind
rung-due = due
gap-none = done
gap-steps = { $count } short
column-gap = Gap
column-task = Task
block-none = none
block-record = Record of steps ({ $count })
record-answered-once = answered
record-answered = answered { $date }
block-replies = Answers awaited ({ $count })
block-lookbacks = Look-backs ({ $count })
block-cases = Cases ({ $count }, { $late } past the report date)
block-publicity = Made public
lookback-by = put right by { $date }
lookback-fixed = put right
case-reported = reported
days-late = { $count } d late
days-left = { $count } d left
more-items = { $count } more
petitions-headline-none = There are no petitions
petitions-headline = { $total } petitions: { $closed } closed, { $stage } closed in stages, { $open } open; { $rate } closed ({ $with } with stages), { $overdue } overdue
petitions-empty = There is no table of petitions yet. Put one into the folder whose header has: 信访编号, 交办日期, 责任单位, 办理状态.
petition-file = Petition { $id }
petition-accountable = { $count } held to account
column-petition = Number
column-state = State
column-days = Days
column-town = Town
column-kinds = Kinds
column-content = Content
field-state = State
field-content = Content
field-town = Town
field-kinds = Kinds
field-truth = Found
field-investigation = Inquiry
field-handling = Handled
field-received = From → to
field-satisfaction = Satisfied
block-truth = Found to be so
block-towns = By town
block-kinds = By kind
block-batches = By batch
block-open-overdue = all · open · overdue
block-kinds-note = one may be of several kinds
block-batches-note = closed, stages included
tally-unnamed = (blank)
tally-share = { $count }, { $share }
tally-open = { $count } · { $open } · { $overdue }
tally-batch = { $closed }/{ $total }
projects-headline-none = There are no reclaimed-land projects
projects-headline = { $count } reclaimed-land projects: { $works }; { $missing } mu missing
projects-headline-nothing = { $count } reclaimed-land projects, none with an area to return, regreen or tend
projects-headline-withdrawn = ; { $withdrawn } withdrawn{ $restore ->
    [0] {""}
   *[other] , { $restore } of them not regreened yet
}
projects-empty = There is no table of projects yet. Put one into the folder whose header has: 项目编号, 项目名称, 乡镇, 阶段.
projects-works = What is due, all of it
work-returned = returned to forest
work-regreened = regreened
work-tended = tended
work-return = Return to forest
work-regreen = Regreening
work-tend = Tending
work-figures = { $rate }  { $done }/{ $due } mu  { $missing } missing
column-project = Project
column-stage = Stage
column-return = Returned
column-regreen = Regreened
column-tend = Tended
column-missing = Missing
column-standing = Standing
project-restore = restore it
project-working = part missing
project-complete = complete
order-stage = stage
order-file = as in the file
changes-headline-none = There is no earlier version to compare with; put last month's export beside this one or into history/DATE/
changes-many = { $parts ->
    [0] { $tasks }
    [one] { $tasks ->
        [0] 1 part
        [one] 1 task and 1 part
       *[other] { $tasks } tasks and 1 part
    }
   *[other] { $tasks ->
        [0] { $parts } parts
        [one] 1 task and { $parts } parts
       *[other] { $tasks } tasks and { $parts } parts
    }
}
changes-progress = progress { $from } → { $to },{" "}
changes-headline = Since { $kind ->
    [meeting] the meeting of { $date }
    [version] the register of { $date }
   *[day] { $date }
}: { $progress }{ $done } signed off, { $overdue } newly overdue, { $reopened } reopened, { $moved ->
    [one] 1 deadline
   *[other] { $moved } deadlines
} moved, { $vanished } vanished{ $crossed ->
    [0] {""}
    [one] ; 1 indicator crossed its target
   *[other] ; { $crossed } indicators crossed their target
}
changes-empty = Nothing changed
changes-empty-baseline = There is no earlier version to compare with. Put last month’s export beside this one.
column-kind = Change
column-change = What
column-trend = Trend
kind-reopened = reopened
kind-overdue = overdue
kind-done = signed off
kind-vanished = vanished
kind-moved = deadline
kind-went-back = went back
kind-crossed = crossed
kind-light = light
kind-progress = progress
kind-appeared = new
kind-revised = revised
change-reopened = { $name }: a look-back found it undone; open again
change-overdue = { $name }: overdue, { $days } days
change-done = { $name }: signed off
change-vanished = { $name }: gone from the register
change-moved = { $name }: deadline { $from } → { $to }{ $times ->
    [1] {""}
   *[other] , moved { $times } times in all
}
change-went-back = { $name }: reported “{ $from }”, now “{ $to }”
change-light = { $name }: { $from } → { $to }
change-progress = { $name }: { $from } → { $to } ({ $points } points)
change-new-region = { $region }: delivered for the first time, { $count ->
    [one] { $count } task
   *[other] { $count } tasks
}
change-appeared = { $name }: new in the register
change-crossed = { $name }: { $from } → { $to }
change-revised = { $name } { $period }: { $from } revised to { $to }
action-show-supervision = Supervision
action-show-supervision-short = supervision
action-show-petitions = Petitions
action-show-petitions-short = petitions
action-show-projects = Projects
action-show-projects-short = projects
action-show-changes = Changes
action-show-changes-short = changes
project-nothing = nothing due
note-decision = Decided: { $text } ({ $units }, { $due })
note-decisions = { $count ->
    [one] 1 decision is
   *[other] { $count } decisions are
} still open{ $late ->
    [0] {""}
   *[other] , { $late } of them late
}
file-supervision = Steps of supervision
file-lookbacks = Look-backs
file-publicity = Made public
file-decisions = Decisions
file-reply-late = no answer, { $days } days late
file-replied = answered { $date }{ $told ->
    [yes] : { $result }
   *[no] {""}
}
file-reply-due = answer by { $date }
stage-lookback = look-back
decision-done = done
column-late = Late
action-decide = record a decision
action-decide-short = decide
decide-title = Decision
decide-general = about no task in particular
decide-text = Decided
decide-units = Units
decide-deadline = Deadline
decide-keys = Tab next field · Enter in the last saves · Esc leaves
decide-no-text = Write what was decided.
decide-no-date = “{ $text }” is not a date: write 2021-10-31, or nothing.
decide-sample = The sample lies inside the program and cannot be written to. Open a folder of your own.
decide-form = { $file } is no table of decisions, or a workbook or UTF-16; nothing was written. Save it as CSV UTF-8 with the columns 编号, 会议日期, 议定事项, 责任单位, 完成时限.
decide-io = { $file } was not written: { $reason }. Close the program that holds it and press Enter again; your text is kept.
decide-recorded = recorded in { $file }: { $has_units ->
    [yes] { $units }
   *[other] no unit named
}, { $has_deadline ->
    [yes] due { $deadline }
   *[other] no deadline
}
decide-closed = marked done in { $file }; the file as it was has the same name with .bak
class-reopened = reopened
column-step-taken = Step done
step-not-taken = none yet
unit-risk-reopened = ■ At risk of the veto in the county’s assessment: a look-back found a relapse
baseline-meeting = { $day } meeting
changes-against = Against
overview-headline-late-undivided = ; of the tasks without parts { $overdue } overdue, the longest { $unit }’s: { $days ->
    [one] { $days } day
   *[other] { $days } days
}
card-overdue-undivided = Overdue, without parts
card-behind-undivided = Behind, without parts
overview-headline-late-tasks = ; { $overdue ->
    [one] { $overdue } task
   *[other] { $overdue } tasks
} overdue, the longest { $unit }’s: { $days ->
    [one] { $days } day
   *[other] { $days } days
}
decisions-headline-none = Nothing was decided earlier
decisions-headline = { $total ->
    [one] { $total } matter was decided earlier
   *[other] { $total } matters were decided earlier
}: { $open } still open{ $late ->
    [0] {""}
   *[other] , { $late } of them late
}

## Papers

date-long = { $day } { $name } { $year }
paper-brief = The meeting on one page
paper-notice = Notice of supervision
paper-circular = Circular on progress
paper-draft-built-in = Draft · made by duban from data files, to be checked · there is no plan.toml: title, county and goals are those of the built-in plan of Qingtian
paper-draft = Draft · made by duban from data files, to be checked
paper-sample = Sample · invented data
paper-taken = { $step } ({ $date })
paper-more = … and { $count } more on the dashboard.
paper-by = by { $date }
paper-decisions = Decided at the last meetings
paper-late = Late, and what was done
paper-todo = For the meeting to decide
paper-why = Why
paper-how-late = How late
paper-value = Value
paper-verdict = Verdict
paper-outlook = By the year’s end
paper-lookbacks = Look-backs
paper-curve = Overall progress: { $actual } actual, { $expected } planned (dashed: planned; upright: today)
paper-source = From { $files } data files{ $unread ->
    [0] {""}
   *[other] {" "}({ $unread } could not be read: { $names })
}{ $displaced ->
    [0] {""}
    [one] , 1 task not counted, as another has its number
   *[other] , { $displaced } tasks not counted, as others have their numbers
}; `duban check` lists { $findings ->
    [one] 1 finding
   *[other] { $findings } findings
}.
todo-step = { $unit }: { $step } is due ({ $taken })
todo-about = { $what }: { $about }
task-why = { $id } { $title }: { $reason }
todo-more = { $count } more units lack a step, see Supervision
todo-more-indicators = { $count } more targets are at risk, see Indicators
todo-indicator = { $name }: { $sentence }
notice-opening = As of { $date }, of your matters { $matters }. { $clauses ->
    [known] Under clause 五(三) of
   *[other] Under
} “{ $plan }” this step is now taken: { $step }.
notice-opening-again = As of { $date }, of your matters { $matters }. { $clauses ->
    [known] Under clause 五(三) of
   *[other] Under
} “{ $plan }” this step was taken: { $step }; we urge you once more.
notice-closing-last = Where no answer comes in time or nothing moves, the plan provides for accountability; { $clauses ->
    [known] the leadership group will consider the veto in the county’s assessment.
   *[other] it will be laid before the leadership group.
}
notice-closing = Where no answer comes in time or nothing moves, the plan provides for a summons; { $clauses ->
    [known] the leadership group will consider the veto in the county’s assessment.
   *[other] it will be laid before the leadership group.
}
notice-number = Number
notice-unit = Unit
notice-matter = Matter
notice-demands = What is asked
notice-reply-by = Answer by
notice-issued-by = Issued by
notice-signed = Handled by
notice-received = Received by
notice-seal = Seal
demand-answer = Answer in writing by { $date }: why it is not done, how far it is, and a schedule counted back, signed by the head of the unit.
demand-put-right-now = { $name }: the day to put it right by, { $date }, is past; put it right at once and ask for another look.
demand-put-right = { $name }: put right by { $date } and ask for another look.
demand-next-steps = { $name }: do what you reported as next steps: { $steps }.
demand-late-answer = The answer to { $number } is { $days } days late; send it with this one.
matter-of-region = { $title } ({ $region })
circular-opening = As of { $date }, { $county }: { $tasks }.{" "}
circular-order = Units overdue or far behind, in order:{" "}
circular-nobody = No unit is overdue or far behind.
circular-matter = { $title }: { $late }
circular-unit = { $unit }, { $count } ({ $matters }{ $more ->
    [0] {""}
   *[other] , …
})
circular-closing = These units are asked to count back from their deadlines, speed up, and report reasons and measures to the rectification office.
notice-unknown = There is no unit “{ $unit }”. { $near ->
    [none] Names are as the task table writes them.
   *[other] Did you mean: { $near }?
}
notice-no-region = No task is of “{ $region }”, or its table cannot be read (see duban check). Write one of: { $regions }.
notice-nothing = Nothing of { $unit } is overdue or far behind; no notice is needed.
template-wrong = The template is wrong (line { $line }): { $reason }. Correct it there, or leave --template out.
template-in-data = The template { $path } lies in the data folder and was not used: what lies there is only data. Put it elsewhere.
template-unreadable = The template { $path } cannot be read: { $reason }. Check the path, or leave --template out.
template-not-for = --template goes with the formats text, md and html only. Choose one of them, or leave --template out.
mark-colon = :{" "}
mark-open = {" "}(
mark-close = ){" "}
mark-semicolon = ;{" "}
mark-stop = .{" "}

## Boxes

help-meeting = The meeting
help-keys = ↑↓ scroll · any other key closes
action-done = Decisions; mark one done
action-done-short = decisions
action-notice = Write a notice
action-notice-short = notice
action-export = Write what is seen into a file
action-export-short = export
action-next-match = Next match
action-next-match-short = next
action-previous-match = Match before
action-previous-match-short = before
action-backward = Back to where one has been
action-backward-short = back
action-forward = Forward again
action-forward-short = forward
action-palette = Go to county, task, unit, action
action-palette-short = palette
action-log = Messages so far
action-log-short = messages
agenda-keys = ↑↓ choose · d mark done · Enter its task · a add · Esc back
agenda-keys-asked = d do it · Esc leave it
agenda-ask = Press d again to mark this one done: { $text }
agenda-empty = Nothing was decided yet. Press a on a task or unit to record a decision; it goes to decisions.csv in the data folder.
decision-open = open
paper-keys = w save · y copy · ↑↓ scroll · Esc back
message-paper-copied = The notice was copied
message-no-unit = No unit that is late is under the cursor. Choose one on 3 Overdue or 6 Supervision and press w.
export-saved = Saved as { $path }
export-failed = Nothing was written into { $folder }: { $reason }. Check room and permissions, or start from another folder.
log-title = Messages
log-keys = ↑↓ scroll · any other key closes
log-empty = No messages yet.
palette-title = Go to anything
palette-keys = ↑↓ choose · Enter do it · Esc close
palette-looking = Looking through the tasks…
palette-none = Nothing found. Type Chinese, pinyin or initials, such as lkz.
decide-no-column = { $file } has neither 状态 nor 办结日期: there is nowhere to mark it. Add one of them.
decide-not-there = { $file } does not hold this decision any more; it may just have been changed. Press r to read it again.
decide-link = { $file } is a link and was not written: duban writes only files of the data folder. Put the file itself there.
decide-busy = { $file } is being written by another program all the time; three tries failed. Try again later; nothing was lost.
export-title = Export what is seen ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
})
export-keys = choose a letter · any other key closes
export-csv = CSV, for Excel and WPS
export-md = Markdown
export-html = a page, to print or to open in Word and WPS
export-nothing = There is nothing to export here. Choose a screen with a table, or take its filter away.
column-group = Group
column-finding-note = In words
column-what = What
milestone-done-day = Done on
file-petitions = Petitions
note-decision-now = Decided now: { $text } ({ $units }, { $due })

## Slides

action-present = Present: a question a slide
action-present-short = present
action-blank = On a slide: blank it
action-blank-short = blank
slide-decisions = What became of what was decided?
slide-tasks = How far are the tasks?
slide-overdue = Who is late, and by how long?
slide-supervision = What was done about it, what is missing?
slide-petitions = How are the petitions handled?
slide-projects = What do the reclaimed-land projects lack?
slide-indicators = Are the targets met, can they still be?
slide-changes = What changed since the last meeting?
slide-changes-since = What changed since { $date }?
slide-todo = What is to be decided today?
slide-end = The end
slides-all = All slides were shown
slides-skipped = The end; left out for want of data: { $names }
slides-leave = Home: from the first slide · Esc: leave
slide-longest = longest, days
slide-step = { $step } due
slide-closed = closed
slide-closed-stage = stages included
slide-work = { $done }/{ $due }, { $missing } missing
slide-unread = { $count ->
    [one] 1 file could not be read
   *[other] { $count } files could not be read
}, see Data
slide-displaced = { $count ->
    [one] 1 task not counted (same number)
   *[other] { $count } tasks not counted (same numbers)
}, see Data
slide-fault = { $file } cannot be read; older data is shown
todo-none = Nothing waits for the meeting’s decision
todo-headline = { $count ->
    [one] One matter waits
   *[other] { $count } matters wait
} for the meeting’s decision
decide-outside = { $file } is a link out of the folder; nothing was written. Put the file itself in its place and press Enter again; your text is kept.
chip-value = { $column }: { $value }  ✗
value-not-late = not late
decide-no-region = { $file } is another county’s and has no 区县 column; nothing was written, as it would count for the wrong county. Add that column, or put a decisions.csv into that county’s folder.
message-updated-other = Updated: { $file }{ $more ->
    [0] {""}
    [one] {" "}and another file
   *[other] {" "}and { $more } other files
}
slide-keys = o open · Esc leave
notice-overdue = { $count ->
    [one] 1 is
   *[other] { $count } are
} overdue
notice-behind = { $count ->
    [one] 1 is
   *[other] { $count } are
} far behind or reopened by a look-back
notice-both = { $count ->
    [one] 1 is
   *[other] { $count } are
} overdue or far behind ({ $overdue } overdue)
notice-closing-mild = Where no answer comes in time or nothing moves, the next step of the plan follows.
days-unsigned = ({ $count } d)
