//! The command line: options resolved, one command run, its exit code answered.

mod check;
mod init;
mod output;
mod papers;
mod render;
mod snapshot;
mod usage;

use crate::analysis::board::Board;
use crate::app::{App, Memory, Options};
use crate::glyphs::Glyphs;
use crate::i18n::{Lang, Locale};
use crate::ingest::{self, recognise};
use crate::report;
use crate::report::papers::{Format, Paper};
use crate::shell::journal;
use crate::shell::loader::{Loader, Request};
use crate::shell::run::{explain, run as run_dashboard};
use crate::shell::source::{self, Place};
use crate::shell::state;
use crate::shell::{panics, probe, why};
use crate::theme::{Depth, ThemeName};
use crate::tr;
use crate::ui::{Feed, ScreenId};
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

// What the comments here say is for those who read the code; the help's words are in the locale
// files, by `usage`.
/// 督办: follow up an environmental-inspection rectification plan in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "duban",
    version,
    about,
    args_conflicts_with_subcommands = false
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    data: Data,
    /// The theme: dark, light, contrast, none.
    #[arg(long, global = true, value_name = "NAME", value_parser = theme())]
    theme: Option<ThemeName>,
    /// The symbols.
    #[arg(long, global = true, value_enum, default_value_t = GlyphChoice::Auto)]
    glyphs: GlyphChoice,
    /// The screen to begin with: overview, tasks, overdue, indicators, timeline, supervision,
    /// petitions, projects, changes, data.
    #[arg(long, global = true, value_name = "NAME", value_parser = screen())]
    screen: Option<ScreenId>,
    /// Present to the room at once, slide by slide; with SECONDS they turn by themselves.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "0")]
    present: Option<String>,
    /// Do not watch the files; `r` still reloads.
    #[arg(long, global = true)]
    no_watch: bool,
    /// Log for support into this file, from `info` on or as `RUST_LOG` says; no contents of cells.
    /// With `RUST_LOG` alone the commands log to standard error, the dashboard nothing.
    #[arg(long, global = true, value_name = "FILE")]
    log: Option<PathBuf>,
}

/// What to read and how to judge it; the same for every command.
#[derive(Debug, Clone, clap::Args)]
struct Data {
    /// Folders or CSV files. Without any: the current folder if it holds such files, else
    /// the embedded sample.
    #[arg(value_name = "PATH", global = true)]
    paths: Vec<PathBuf>,
    /// Judge as of this day, YYYY-MM-DD: the time machine.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Compare with this day, YYYY-MM-DD. Without it: with the last meeting, else with the
    /// version before.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,
    /// The plan file; without it plan.toml of the first folder, else the embedded plan.
    #[arg(long, global = true, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// The language: zh or en.
    #[arg(long, global = true, value_name = "LANG", value_parser = lang())]
    lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what is wrong in the files: `file:line:column: severity[code]: message`.
    /// Exit 0: no errors; 1: errors found; 2: could not read.
    Check {
        /// text or json.
        #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
    },
    /// Write the meeting's one-page brief, or the whole board for other programs.
    Report {
        /// text, md, html: the brief; json: the whole board; csv: what is late, for Excel and WPS.
        #[arg(long, value_enum, default_value_t = ReportFormat::Json)]
        format: ReportFormat,
        /// The paragraph of a circular with the units in order, instead of the brief.
        #[arg(long)]
        circular: bool,
        #[command(flatten)]
        paper: PaperOptions,
    },
    /// Draft a notice of supervision (督办单) for a unit: matters, days late, demands, reply date.
    Notice {
        /// The unit as the tables write it, or a part of its name that only it has.
        #[arg(long, value_name = "NAME")]
        unit: String,
        /// Only what is late in this 区县.
        #[arg(long, value_name = "NAME")]
        region: Option<String>,
        /// text, md or html.
        #[arg(long, value_enum, default_value_t = PaperFormat::Text)]
        format: PaperFormat,
        #[command(flatten)]
        paper: PaperOptions,
    },
    /// Draw one screen without a terminal.
    Render {
        /// Columns × rows.
        #[arg(long, value_name = "WxH", default_value = "120x36", value_parser = size)]
        size: (u16, u16),
        /// text, ansi or svg.
        #[arg(long, value_enum, default_value_t = render::Format::Text)]
        format: render::Format,
    },
    /// Write a template for every table and a plan file into a folder; nothing that is there
    /// is touched.
    Init {
        /// The folder; it is made where it is not there.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Copy the current versions into `history/DATE/` beside them, the day of today or of
    /// `--as-of`; an archive is never overwritten.
    Snapshot,
    /// Write the manual page.
    Man,
    /// Write completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GlyphChoice {
    Auto,
    Unicode,
    Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Md,
    Html,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PaperFormat {
    Text,
    Md,
    Html,
}

/// How a paper is written and where to.
#[derive(Debug, Clone, clap::Args)]
struct PaperOptions {
    /// A template of your own (minijinja) in the place of duban's, with text, md or html.
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Write to this file instead of the output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

// What reads a value answers the key of what it expects, which `usage` puts into words.
/// One of these names; the shells' completions offer them, too.
fn one_of<T: Clone + Send + Sync + 'static>(
    names: impl IntoIterator<Item = &'static str>,
    read: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(names).try_map(move |name| read(&name).ok_or("usage-one-of: "))
}

fn theme() -> impl TypedValueParser<Value = ThemeName> {
    one_of(ThemeName::ALL.map(ThemeName::name), ThemeName::parse)
}

fn screen() -> impl TypedValueParser<Value = ScreenId> {
    one_of(ScreenId::ALL.iter().map(|one| one.name()), ScreenId::parse)
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    one_of(Lang::ALL.map(Lang::name), |name| {
        Lang::ALL.into_iter().find(|lang| lang.name() == name)
    })
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "usage-a-day".to_owned())
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let (width, height) = text.split_once(['x', '×']).ok_or("usage-a-size")?;
    match (width.parse(), height.parse()) {
        (Ok(width), Ok(height)) if (1..=1000).contains(&width) && (1..=1000).contains(&height) => {
            Ok((width, height))
        }
        _ => Err("usage-a-size".to_owned()),
    }
}

/// Exit code of what could not be read at all.
const UNREADABLE: u8 = 2;

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    panics::install();
    let mut arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return unparsed(error),
    };
    // `--present FOLDER`: what is no number of seconds is a path.
    if let Some(word) = &arguments.present
        && word.parse::<u32>().is_err()
    {
        arguments.data.paths.insert(0, PathBuf::from(word));
        arguments.present = Some("0".to_owned());
    }
    let locale = Locale::new(arguments.data.lang.unwrap_or_default());
    panics::speak(locale.lang());
    if let Err(words) = begin_log(&arguments, &locale) {
        say(&words);
        return ExitCode::from(UNREADABLE);
    }
    match dispatch(&arguments, &locale) {
        Ok(code) => {
            log::info!("end {code:?}");
            code
        }
        // A reader that went away, as in `| head`, is not a fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            log::info!("end: the reader went away");
            ExitCode::SUCCESS
        }
        Err(error) => {
            log::error!("end: {error}");
            say(&tr!(
                locale,
                "error-io",
                reason = locale.why(&why(&error)).into_owned()
            ));
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Shows the help, or says what is wrong with the command line.
fn unparsed(error: clap::Error) -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let locale = Locale::new(usage::lang(&words));
    // Once more, by what has words in the user's language: a line that is right does without.
    let error = usage::spoken(Arguments::command(), &locale)
        .try_get_matches_from(words)
        .err()
        .unwrap_or(error);
    match usage::fault(&error, &locale) {
        Some(words) => {
            say(&words);
            ExitCode::from(UNREADABLE)
        }
        None => {
            // A reader that went away is no fault.
            let _ = error.print();
            ExitCode::SUCCESS
        }
    }
}

/// Begins the log where one is asked for; never among the data, where a line of it would be a
/// change to follow.
fn begin_log(arguments: &Arguments, locale: &Locale) -> Result<(), String> {
    let shown = |path: &Path| crate::text::clean(&path.to_string_lossy()).into_owned();
    if let Some(path) = &arguments.log {
        let request = request(arguments);
        let is_table = ingest::is_candidate(&shown(path));
        let among = match &request.place {
            Place::Paths(paths) => is_table && source::within(paths, path),
            Place::Sample => false,
        };
        if among || is_source(path, &request) {
            return Err(tr!(locale, "error-log-is-source", path = shown(path)));
        }
    }
    let path = || arguments.log.as_deref().map(shown).unwrap_or_default();
    journal::start(arguments.log.as_deref(), arguments.command.is_none()).map_err(|fault| {
        match fault {
            journal::Fault::Filter(reason) => {
                let reason = crate::text::clean(&reason).into_owned();
                tr!(locale, "error-log-filter", reason = reason)
            }
            journal::Fault::NotAFile => tr!(locale, "error-log-not-a-file", path = path()),
            journal::Fault::Io(error) => tr!(
                locale,
                "error-log-io",
                path = path(),
                reason = locale.why(&why(&error)).into_owned()
            ),
        }
    })?;
    log::info!(
        "start duban {} {} {} pid={} args: {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        std::process::id(),
        journal::arguments(std::env::args_os().skip(1))
    );
    Ok(())
}

fn request(arguments: &Arguments) -> Request {
    Request {
        place: place(&arguments.data.paths),
        plan: arguments.data.plan.clone(),
        as_of: arguments.data.as_of,
        since: arguments.data.since,
    }
}

fn dispatch(arguments: &Arguments, locale: &Locale) -> io::Result<ExitCode> {
    let request = request(arguments);
    match &arguments.command {
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            let mut command = usage::spoken(Arguments::command(), locale);
            clap_complete::generate(*shell, &mut command, "duban", &mut out);
            io::stdout().write_all(&out)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Man) => {
            clap_mangen::Man::new(usage::spoken(Arguments::command(), locale))
                .render(&mut io::stdout())?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Snapshot) => {
            if request.place == Place::Sample {
                say(&tr!(locale, "error-sample-snapshot"));
                return Ok(ExitCode::from(UNREADABLE));
            }
            let day = request.as_of.unwrap_or_else(|| crate::shell::now().date());
            // What is archived is what counts now; the day only names the folder.
            let now = Request {
                as_of: None,
                ..request
            };
            with_board(now, locale, |board, _, loader| {
                snapshot::run(board, loader, day, locale)
            })
        }
        Some(Command::Init { folder }) => init::run(folder, locale),
        Some(Command::Check { format }) => with_board(request, locale, |board, _, loader| {
            let written = match format {
                CheckFormat::Text => check::text(board, loader, locale),
                CheckFormat::Json => {
                    report::json::write_diagnostics(board, locale, io::stdout().lock())
                }
            };
            // `| head` does not make the files clean.
            match written {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
                _ => Ok(check::exit(board)),
            }
        }),
        Some(Command::Report {
            format,
            circular,
            paper,
        }) => {
            let kind = match format {
                ReportFormat::Text => papers::Kind::Paper(Format::Text),
                ReportFormat::Md => papers::Kind::Paper(Format::Markdown),
                ReportFormat::Html => papers::Kind::Paper(Format::Html),
                // A paragraph is words whatever the default of other reports.
                ReportFormat::Json if *circular => papers::Kind::Paper(Format::Text),
                ReportFormat::Json => papers::Kind::Json,
                ReportFormat::Csv => papers::Kind::Csv,
            };
            let what = if *circular {
                Paper::Circular
            } else {
                Paper::Brief
            };
            papers::run(request, what, kind, paper, locale)
        }
        Some(Command::Notice {
            unit,
            region,
            format,
            paper,
        }) => {
            let format = match format {
                PaperFormat::Text => Format::Text,
                PaperFormat::Md => Format::Markdown,
                PaperFormat::Html => Format::Html,
            };
            let kind = papers::Kind::Paper(format);
            papers::run(
                request,
                Paper::Notice(unit, region.as_deref()),
                kind,
                paper,
                locale,
            )
        }
        Some(Command::Render { size, format }) => with_board(request, locale, |board, feed, _| {
            let frame = render::frame(board, feed, &options(arguments), *size, *format);
            io::stdout().write_all(frame.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }),
        None => dashboard(arguments, request, locale),
    }
}

fn dashboard(arguments: &Arguments, request: Request, locale: &Locale) -> io::Result<ExitCode> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        say(&tr!(locale, "error-no-terminal"));
        return Ok(ExitCode::from(UNREADABLE));
    }
    // What is wrong before there is a screen is told without one.
    if let Some(error) = Loader::preflight(&request) {
        journal::refused(&error);
        say(&explain(locale, &error));
        return Ok(ExitCode::from(UNREADABLE));
    }
    let memory = state::load(&request.place);
    let mut options = remembered(&options(arguments), arguments, &memory);
    let answers = probe::ask();
    let var = |name| journal::quoted(&std::env::var(name).unwrap_or_default());
    log::info!(
        "terminal size={:?} wide={:?} light={:?} TERM={} COLORTERM={} LANG={}",
        crossterm::terminal::size().ok(),
        answers.wide,
        answers.light,
        var("TERM"),
        var("COLORTERM"),
        var("LANG")
    );
    if arguments.glyphs == GlyphChoice::Auto {
        options.glyphs = match answers.wide {
            Some(true) => Glyphs::Plain,
            Some(false) => Glyphs::Unicode,
            None => options.glyphs,
        };
    }
    if options.theme.is_none() && answers.light == Some(true) {
        options.theme = Some(ThemeName::Light);
    }
    options.depth = depth();
    let mut app = App::new(&options);
    app.remember(&memory);
    if let Some(seconds) = &arguments.present {
        app.present(seconds.parse().ok(), crate::shell::now());
    }
    let code = run_dashboard(app, request, !arguments.no_watch)?;
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

/// What was not asked for is as it was when this folder was left.
fn remembered(options: &Options, arguments: &Arguments, memory: &Memory) -> Options {
    let lang = Lang::ALL
        .into_iter()
        .find(|lang| lang.name() == memory.lang);
    Options {
        // The system's wish for no colour is asked for anew each time.
        theme: options.theme.or_else(|| ThemeName::parse(&memory.theme)),
        lang: arguments.data.lang.or(lang).unwrap_or_default(),
        screen: arguments
            .screen
            .or_else(|| ScreenId::parse(&memory.screen))
            .unwrap_or_default(),
        ..options.clone()
    }
}

/// Loads a board for a command; what could not be loaded at all is told.
fn with_board(
    request: Request,
    locale: &Locale,
    act: impl FnOnce(&Board, &Feed, &Loader) -> io::Result<ExitCode>,
) -> io::Result<ExitCode> {
    let mut loader = Loader::new(request);
    let begun = Instant::now();
    let outcome = loader.load(crate::shell::now(), &HashSet::new(), |_, _| {});
    journal::loaded(&outcome, begun.elapsed());
    match outcome {
        Ok(loaded) => {
            let segments = &loaded.board.tables.segments;
            if segments.iter().all(|segment| segment.rows.is_none()) {
                say(&tr!(locale, "error-unrecognised", files = segments.len()));
            }
            act(&loaded.board, &loaded.feed, &loader)
        }
        Err(error) => {
            say(&explain(locale, &error));
            Ok(ExitCode::from(UNREADABLE))
        }
    }
}

fn options(arguments: &Arguments) -> Options {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Options {
        lang: arguments.data.lang.unwrap_or_default(),
        theme: arguments.theme.or(no_color.then_some(ThemeName::None)),
        glyphs: match arguments.glyphs {
            GlyphChoice::Unicode => Glyphs::Unicode,
            GlyphChoice::Plain => Glyphs::Plain,
            GlyphChoice::Auto => guess_glyphs(),
        },
        screen: arguments.screen.unwrap_or_default(),
        // What is rendered without a terminal has all colours.
        depth: Depth::True,
    }
}

/// How many colours the terminal says it has; Windows consoles have them all since Windows 10.
fn depth() -> Depth {
    let var = |name| std::env::var(name).unwrap_or_default();
    let term = var("TERM");
    if cfg!(windows) || matches!(var("COLORTERM").as_str(), "truecolor" | "24bit") {
        Depth::True
    } else if [
        "256color",
        "direct",
        "kitty",
        "alacritty",
        "wezterm",
        "foot",
    ]
    .iter()
    .any(|known| term.contains(known))
    {
        Depth::Ansi256
    } else {
        Depth::Ansi16
    }
}

/// The classic Windows console draws box symbols two cells wide under a Chinese code page;
/// Windows Terminal and others tell themselves apart by their environment.
fn guess_glyphs() -> Glyphs {
    let modern = ["WT_SESSION", "TERM_PROGRAM", "TERM"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    if cfg!(windows) && !modern {
        Glyphs::Plain
    } else {
        Glyphs::Unicode
    }
}

/// The paths as given; without any the current folder if it holds a table, else the sample.
fn place(paths: &[PathBuf]) -> Place {
    if !paths.is_empty() {
        return Place::Paths(paths.to_vec());
    }
    let here = vec![PathBuf::from(".")];
    // Only what lies in the folder itself: what is deep below it, as this program's own sample is
    // below its sources, was not meant by coming here.
    let known = source::lying_in(&here[0]).is_ok_and(|entries| {
        entries
            .iter()
            .filter(|entry| !entry.stamp.odd && entry.stamp.len <= source::LARGEST)
            .any(|entry| source::head(&entry.path).is_ok_and(|bytes| recognise(&bytes).is_some()))
    });
    if known {
        Place::Paths(here)
    } else {
        Place::Sample
    }
}

/// Whether writing to `path` would overwrite what is read; duban never changes a source.
fn is_source(path: &Path, request: &Request) -> bool {
    let Ok(target) = std::fs::canonicalize(path) else {
        return false;
    };
    let Place::Paths(paths) = &request.place else {
        return false;
    };
    let entries = source::list(paths).unwrap_or_default();
    entries
        .into_iter()
        .map(|entry| entry.path)
        .chain(request.plan.clone())
        .chain(source::plan_file(paths))
        .any(|source| std::fs::canonicalize(source).is_ok_and(|source| source == target))
}

/// Tells the person at the command line.
fn say(words: &str) {
    let _ = writeln!(io::stderr(), "duban: {words}");
}
