//! `docs/MESSAGES.md`: every message that a person can meet, in both languages, in one place to be
//! read through. What is an error or a warning says what to do.

use duban::diagnostic::{Code, Severity};
use duban::i18n::{Arg, FILES, Lang, Locale};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// How much it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Error,
    Warning,
    Note,
}

impl Weight {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "错误 error",
            Self::Warning => "警告 warning",
            Self::Note => "说明 note",
        }
    }
}

struct Topic {
    title: &'static str,
    /// Where they appear.
    place: &'static str,
    messages: &'static [(&'static str, Weight)],
}

use Weight::{Error, Note, Warning};

const TOPICS: &[Topic] = &[
    Topic {
        title: "打不开、读不了 · Nothing to show",
        place: "命令行（标准错误，退出码 2）；看板打开后则在页脚。On standard error, exit code 2; \
                while the dashboard is up in the footer.",
        messages: &[
            ("error-missing", Error),
            ("error-nothing", Error),
            ("error-unrecognised", Warning),
            ("error-plan", Error),
            ("error-plan-unreadable", Error),
            ("error-io", Error),
            ("error-output", Error),
            ("error-no-terminal", Error),
            ("error-output-is-source", Error),
            ("too-small", Error),
        ],
    },
    Topic {
        title: "duban 自身的故障 · A fault inside duban",
        place: "退出后在终端（退出码 101）；看板还开着则在页脚。On the terminal after the end, exit \
                code 101; while the dashboard goes on in the footer.",
        messages: &[
            ("panic-told", Error),
            ("panic-told-here", Error),
            ("error-internal", Error),
            ("error-internal-report", Error),
        ],
    },
    Topic {
        title: "方案文件的错处 · What is wrong in a plan file",
        place: "上面 `error-plan` 的一部分，前面有文件、行、列。A part of `error-plan` above, behind \
                file, line and column.",
        messages: &[
            ("plan-unknown-key", Note),
            ("plan-missing-key", Note),
            ("plan-wrong-type", Note),
            ("plan-syntax", Note),
            ("plan-not-a-date", Note),
            ("plan-unknown-method", Note),
            ("plan-unknown-direction", Note),
            ("plan-unknown-nature", Note),
            ("plan-no-number", Note),
            ("plan-no-class", Note),
        ],
    },
    Topic {
        title: "命令行写错 · A command line that is wrong",
        place: "命令行（标准错误，退出码 2）。On standard error, exit code 2.",
        messages: &[
            ("error-usage-unknown", Error),
            ("error-usage-similar", Error),
            ("error-usage-no-value", Error),
            ("error-usage-value", Error),
            ("error-usage-missing", Error),
            ("error-usage-twice", Error),
            ("error-usage-no-room", Error),
            ("error-usage-utf-8", Error),
            ("error-usage-other", Error),
        ],
    },
    Topic {
        title: "日志 · The log",
        place: "`--log`、`RUST_LOG`：命令行（标准错误，退出码 2）。On standard error, exit code 2.",
        messages: &[
            ("error-log-is-source", Error),
            ("error-log-not-a-file", Error),
            ("error-log-io", Error),
            ("error-log-filter", Error),
        ],
    },
    Topic {
        title: "模板、归档、报告 · Templates, archives, papers",
        place: "`duban init`、`snapshot`、`report`、`notice`、`check`；`notice-…` 也在看板页脚。On the \
                command line; `notice-…` in the footer, too.",
        messages: &[
            ("init-written", Note),
            ("init-kept", Note),
            ("init-next", Note),
            ("snapshot-archived", Note),
            ("snapshot-summary", Note),
            ("snapshot-differs", Warning),
            ("snapshot-outside", Warning),
            ("error-sample-snapshot", Error),
            ("template-wrong", Error),
            ("template-in-data", Error),
            ("template-unreadable", Error),
            ("template-not-for", Error),
            ("notice-unknown", Error),
            ("notice-no-region", Error),
            ("notice-nothing", Note),
            ("check-summary", Note),
        ],
    },
    Topic {
        title: "记录议定事项 · Recording a decision",
        place: "看板：议定事项框内，已键入的文字保留。In the box of the decision; what was typed is kept.",
        messages: &[
            ("decide-no-text", Error),
            ("decide-no-date", Error),
            ("decide-sample", Error),
            ("decide-form", Error),
            ("decide-no-column", Error),
            ("decide-no-region", Error),
            ("decide-not-there", Error),
            ("decide-link", Error),
            ("decide-outside", Error),
            ("decide-busy", Error),
            ("decide-io", Error),
            ("decide-recorded", Note),
            ("decide-closed", Note),
            ("agenda-ask", Note),
            ("agenda-empty", Note),
        ],
    },
    Topic {
        title: "看板页脚和横幅 · Footer and banner",
        place: "看板；`m` 可回看。On the dashboard; `m` shows them again.",
        messages: &[
            ("banner-fault", Error),
            ("banner-fault-plan", Error),
            ("data-fault", Error),
            ("slide-fault", Note),
            ("message-no-unit", Warning),
            ("message-no-source", Warning),
            ("message-input-method", Warning),
            ("message-gone", Warning),
            ("export-failed", Error),
            ("export-nothing", Warning),
            ("export-saved", Note),
            ("source-missing", Warning),
            ("message-updated", Note),
            ("message-updated-other", Note),
            ("message-reloaded", Note),
            ("message-reloading", Note),
            ("message-copied", Note),
            ("message-paper-copied", Note),
            ("message-language", Note),
            ("loading", Note),
            ("loading-progress", Note),
            ("sorting-out", Note),
        ],
    },
    Topic {
        title: "没有可显示的 · Nothing here",
        place: "看板各页正中。In the middle of a screen.",
        messages: &[
            ("overview-empty", Warning),
            ("tasks-empty", Warning),
            ("tasks-none-found", Warning),
            ("table-failed", Error),
            ("table-busy", Note),
            ("overdue-empty", Warning),
            ("indicators-empty", Warning),
            ("indicator-no-data", Warning),
            ("petitions-empty", Warning),
            ("projects-empty", Warning),
            ("changes-empty-baseline", Warning),
            ("changes-empty", Note),
            ("supervision-empty", Note),
            ("file-gone", Warning),
            ("palette-none", Warning),
            ("log-empty", Note),
        ],
    },
];

/// Where the key of a message begins: what has such a beginning must be in the list.
const BEGINNINGS: &[&str] = &[
    "error-",
    "message-",
    "template-",
    "snapshot-",
    "init-",
    "panic-",
    "agenda-a",
    "agenda-e",
    "banner-",
    "loading",
    "source-m",
    "export-f",
    "export-n",
    "export-s",
    "decide-no",
    "decide-i",
    "decide-s",
    "decide-f",
    "decide-l",
    "decide-o",
    "decide-b",
    "decide-r",
];

/// Ends of keys that are messages likewise.
const ENDS: &[&str] = &["-empty", "-none-found", "-gone", "-fault", "-unknown-unit"];

/// Every message's key and the arguments it takes.
fn all() -> Vec<(String, BTreeSet<String>)> {
    let mut all: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (_, zh, en) in FILES {
        for text in [zh, en] {
            for line in text.lines() {
                if line.starts_with(|c: char| c.is_ascii_alphabetic())
                    && let Some((key, _)) = line.split_once(" =")
                {
                    all.push((key.to_owned(), BTreeSet::new()));
                }
                for piece in line.split('$').skip(1) {
                    let is_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                    let name: String = piece.chars().take_while(is_name).collect();
                    if let Some((_, names)) = all.last_mut() {
                        names.insert(name);
                    }
                }
            }
        }
    }
    all
}

/// The message with its arguments' names in their places.
fn words(locale: &Locale, key: &str) -> String {
    let args: Vec<(&'static str, Arg<'_>)> = all()
        .into_iter()
        .filter(|(one, _)| one == key)
        .flat_map(|(_, names)| names)
        .map(|name| {
            let shown = format!("‹{name}›");
            let name: &'static str = name.leak();
            (name, Arg::from(shown))
        })
        .collect();
    locale.tr_args(key, &args)
}

fn finding(locale: &Locale, code: Code) -> String {
    locale.finding(code.name(), "‹value›", "‹understood›", "‹expected›")
}

fn row(out: &mut String, key: &str, weight: Weight, zh: &str, en: &str) {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    writeln!(
        out,
        "| `{key}` | {} | {} | {} |",
        weight.name(),
        cell(zh),
        cell(en)
    )
    .unwrap();
}

fn weight(code: Code) -> Weight {
    match code.severity() {
        Severity::Error => Error,
        Severity::Warning => Warning,
        Severity::Note => Note,
    }
}

fn page() -> String {
    let (zh, en) = (Locale::new(Lang::Zh), Locale::new(Lang::En));
    let head = "| key | | 中文 | English |\n|---|---|---|---|\n";
    let mut out = "# 消息一览 · Messages

由 `src/locales` 生成，勿手改：`DUBAN_UPDATE=1 cargo test --test docs`。‹…› 处是实际内容。
每条错误和警告都说清出了什么事、在哪里、怎么办。

Made from `src/locales`, not by hand: `DUBAN_UPDATE=1 cargo test --test docs`. ‹…› stands for the text
in question. Each error and each warning says what happened, where, and what to do.
"
    .to_owned();
    for topic in TOPICS {
        write!(out, "\n## {}\n\n{}\n\n{head}", topic.title, topic.place).unwrap();
        for (key, weight) in topic.messages {
            row(&mut out, key, *weight, &words(&zh, key), &words(&en, key));
        }
    }
    out.push_str(
        "
## 数据问题 · Findings in the data

“0 数据”页和 `duban check`，前面写明 `文件:行:列`。On screen 0 and by `duban check`, behind
`file:line:column`.

",
    );
    out.push_str(head);
    for code in Code::ALL {
        let (zh, en) = (finding(&zh, *code), finding(&en, *code));
        row(&mut out, code.name(), weight(*code), &zh, &en);
    }
    out.push_str(
        "
## 系统给出的原因 · Why the system said no

填在上面的 ‹reason›、‹value› 处；没有列出的按系统原文。They stand for ‹reason› and ‹value› above;
what is not listed is told as the system says it.

| key | 中文 | English |
|---|---|---|
",
    );
    for (key, _) in all() {
        if key.starts_with("why-") && !out.contains(&format!("`{key}`")) {
            writeln!(out, "| `{key}` | {} | {} |", zh.tr(&key), en.tr(&key)).unwrap();
        }
    }
    out
}

#[test]
fn the_page_of_messages_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/MESSAGES.md");
    let made = page();
    if std::env::var_os("DUBAN_UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    } else {
        assert!(
            std::fs::read_to_string(&path).unwrap() == made,
            "docs/MESSAGES.md is stale: DUBAN_UPDATE=1 cargo test --test docs"
        );
    }
}

#[test]
fn every_message_is_on_the_page() {
    let listed: BTreeSet<&str> = TOPICS
        .iter()
        .flat_map(|topic| topic.messages.iter().map(|(key, _)| *key))
        .collect();
    let keys: BTreeSet<String> = all().into_iter().map(|(key, _)| key).collect();
    for key in &listed {
        assert!(keys.contains(*key), "{key} is no message any more");
    }
    for key in &keys {
        let is_message = BEGINNINGS.iter().any(|one| key.starts_with(one))
            || ENDS.iter().any(|one| key.ends_with(one));
        let is_own = key.starts_with("code-") || key.starts_with("diag-");
        assert!(
            !is_message || is_own || listed.contains(key.as_str()),
            "{key} is a message and not listed in tests/docs/messages.rs"
        );
    }
}

/// Whether a Chinese message says what to do: a request, or which key does it.
fn asks_zh(words: &str) -> bool {
    ["请", "按 r", "按 Esc", "按 0", "会自动重读"]
        .iter()
        .any(|one| words.contains(one))
}

/// The same in English: a sentence that begins with what to do, or a key that does it.
fn asks_en(words: &str) -> bool {
    const DO: &[&str] = &[
        "Add",
        "Check",
        "Choose",
        "Close",
        "Correct",
        "Delete",
        "Export",
        "Fill",
        "For",
        "Keep",
        "Make",
        "Move",
        "Name",
        "Open",
        "Press",
        "Put",
        "Rename",
        "Run",
        "Save",
        "See",
        "Split",
        "Start",
        "Take",
        "Try",
        "Type",
        "Write",
        "add",
        "check",
        "export",
        "make",
        "press",
        "send",
        "start",
        "see",
        "write",
        "Known:",
        "Esc",
        "r tries",
        "0 tells",
        "Did you mean",
        "It is read again",
        "Is it",
    ];
    let ends = [". ", "; ", ": ", ", ", "? "];
    DO.iter().any(|one| {
        words.starts_with(one)
            || words.ends_with(&format!("{one}."))
            || words.contains(&format!(" {one} "))
            || ends
                .iter()
                .any(|end| words.contains(&format!("{end}{one}")))
    })
}

#[test]
fn each_error_and_warning_says_what_to_do() {
    let (zh, en) = (Locale::new(Lang::Zh), Locale::new(Lang::En));
    let own = TOPICS.iter().flat_map(|topic| {
        let messages = topic.messages.iter();
        messages.map(|(key, weight)| (*key, *weight, words(&zh, key), words(&en, key)))
    });
    let data = Code::ALL.iter().map(|code| {
        let (zh, en) = (finding(&zh, *code), finding(&en, *code));
        (code.name(), weight(*code), zh, en)
    });
    let mut silent = Vec::new();
    for (key, weight, zh, en) in own.chain(data) {
        if weight == Note {
            continue;
        }
        if !asks_zh(&zh) {
            silent.push(format!("{key}: {zh}"));
        }
        if !asks_en(&en) {
            silent.push(format!("{key}: {en}"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    // The test itself can tell.
    assert!(!asks_zh("没有写入文件。") && !asks_en("The file was not written."));
}
