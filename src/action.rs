//! What a person can mean: the vocabulary that keys, footer, help and palette share.

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// One thing a person can ask for. Its words are `action-<name>` of the locale files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in locale keys.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

actions! {
    /// Ends the program.
    Quit = "quit";
    /// Shows the keys of this screen.
    Help = "help";
    /// 总览.
    ShowOverview = "show-overview";
    /// 任务.
    ShowTasks = "show-tasks";
    /// 逾期.
    ShowOverdue = "show-overdue";
    /// 指标.
    ShowIndicators = "show-indicators";
    /// 进度.
    ShowTimeline = "show-timeline";
    /// 督办.
    ShowSupervision = "show-supervision";
    /// 信访.
    ShowPetitions = "show-petitions";
    /// 项目.
    ShowProjects = "show-projects";
    /// 变化.
    ShowChanges = "show-changes";
    /// 数据.
    ShowData = "show-data";
    /// The next screen.
    NextScreen = "next-screen";
    /// The screen before.
    PreviousScreen = "previous-screen";
    /// One row up.
    Up = "up";
    /// One row down.
    Down = "down";
    /// To the left pane, or scroll left.
    Left = "left";
    /// To the right pane, or scroll right.
    Right = "right";
    /// One page up.
    PageUp = "page-up";
    /// One page down.
    PageDown = "page-down";
    /// The first row.
    First = "first";
    /// The last row.
    Last = "last";
    /// Opens what is under the cursor.
    Open = "open";
    /// Goes back: closes, clears, returns.
    Back = "back";
    /// Finds by text, pinyin or initials.
    Find = "find";
    /// Keeps only rows of the class under the cursor; again: all rows.
    Filter = "filter";
    /// Sorts by the next column.
    Sort = "sort";
    /// Turns the order round.
    SortReverse = "sort-reverse";
    /// Shows or hides a task's parts.
    Fold = "fold";
    /// Copies the screen's sentence.
    Copy = "copy";
    /// Records what the meeting decides about the thing under the cursor.
    Decide = "decide";
    /// Presents to the room, slide by slide.
    Present = "present";
    /// Blanks a slide.
    Blank = "blank";
    /// Shows what meetings decided; there, marks one done.
    Done = "done";
    /// Writes the notice for the unit under the cursor.
    Notice = "notice";
    /// Writes what is seen into a file.
    Export = "export";
    /// The next match of what was looked for.
    NextMatch = "next-match";
    /// The match before.
    PreviousMatch = "previous-match";
    /// Back to where one has been.
    Backward = "backward";
    /// Forward again.
    Forward = "forward";
    /// Finds any action, task, unit or indicator.
    Palette = "palette";
    /// Shows the messages that were said.
    Log = "log";
    /// Shows the row of the source file.
    Source = "source";
    /// Loads the data again at once.
    Reload = "reload";
    /// The next theme.
    Theme = "theme";
    /// Chinese or English.
    Language = "language";
    /// Draws the whole screen again.
    Redraw = "redraw";
}
