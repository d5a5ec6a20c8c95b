//! The numbered screens. A new one is a file and a line in the list below.

mod changes;
mod data;
mod indicators;
mod ledger;
mod overdue;
mod overview;
mod petitions;
mod projects;
mod supervision;
mod task_file;
mod tasks;
mod timeline;

pub(super) use indicators::draw_detail;
pub(super) use timeline::progress_curve;

use super::Screen;
use crate::action::Action;
use crate::i18n::Locale;

macro_rules! screens {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $key:literal, $action:ident, $type:ty;)+) => {
        /// A numbered screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum ScreenId {
            #[default]
            $($(#[$doc])* $variant,)+
        }

        impl ScreenId {
            /// All screens in the order of the tabs.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name of `--screen` and of the locale keys.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The key of its tab.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The screen an action shows.
            pub fn of(action: Action) -> Option<Self> {
                match action { $(Action::$action => Some(Self::$variant),)+ _ => None }
            }

            /// A screen as the program starts with it.
            pub fn create(self) -> Box<dyn Screen> {
                match self { $(Self::$variant => Box::<$type>::default(),)+ }
            }
        }
    };
}

screens! {
    /// 总览.
    Overview = "overview", "1", ShowOverview, overview::Overview;
    /// 任务.
    Tasks = "tasks", "2", ShowTasks, tasks::Tasks;
    /// 逾期.
    Overdue = "overdue", "3", ShowOverdue, overdue::Overdue;
    /// 指标.
    Indicators = "indicators", "4", ShowIndicators, indicators::Indicators;
    /// 进度.
    Timeline = "timeline", "5", ShowTimeline, timeline::Timeline;
    /// 督办.
    Supervision = "supervision", "6", ShowSupervision, supervision::Supervision;
    /// 信访.
    Petitions = "petitions", "7", ShowPetitions, petitions::Petitions;
    /// 项目.
    Projects = "projects", "8", ShowProjects, projects::Projects;
    /// 变化.
    Changes = "changes", "9", ShowChanges, changes::Changes;
    /// 数据.
    Data = "data", "0", ShowData, data::Data;
}

impl ScreenId {
    /// The screen of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|screen| screen.name() == name)
    }

    /// The tab's words.
    pub fn title(self, locale: &Locale) -> String {
        match self {
            Self::Overview => crate::tr!(locale, "screen-overview"),
            Self::Tasks => crate::tr!(locale, "screen-tasks"),
            Self::Overdue => crate::tr!(locale, "screen-overdue"),
            Self::Indicators => crate::tr!(locale, "screen-indicators"),
            Self::Timeline => crate::tr!(locale, "screen-timeline"),
            Self::Supervision => crate::tr!(locale, "screen-supervision"),
            Self::Petitions => crate::tr!(locale, "screen-petitions"),
            Self::Projects => crate::tr!(locale, "screen-projects"),
            Self::Changes => crate::tr!(locale, "screen-changes"),
            Self::Data => crate::tr!(locale, "screen-data"),
        }
    }
}
