#!/bin/sh
# All measurements of benches/README.md in one go, on folders that are written for them.
#   sh benches/all.sh [DIR]     about 2 GB in DIR (a folder of its own, kept)
set -e
dir=${1:-target/nation}
cargo build --release --examples --bins
run=target/release/examples
for encoding in utf8 gb18030; do
    if [ ! -d "$dir/$encoding" ]; then
        "$run/generate" --counties 2800 --months 10 --tasks 357 --seed 1 \
            --encoding "$encoding" "$dir/$encoding"
    fi
done
for counties in 28 280; do
    if [ ! -d "$dir/$counties" ]; then
        "$run/generate" --counties "$counties" --months 10 --tasks 357 --seed 1 "$dir/$counties"
    fi
done
seconds() { sed -n 's/^[a-z]*: \([0-9.]*\) s, peak \([0-9]*\) MiB.*/\1 \2/p'; }
ratio() { echo "$2 $3" | awk -v what="$1" '{ printf "%s: %.2f\n", what, $1 / $2 }'; }
for encoding in utf8 gb18030; do
    echo "== 1,000,000 tasks and 5,000,000 readings, $encoding"
    # Once for the system's cache.
    cat "$dir/$encoding"/*.csv >/dev/null
    bare=$("$run/load" --bare "$dir/$encoding") && echo "$bare"
    load=$("$run/load" "$dir/$encoding") && echo "$load"
    set -- $(echo "$load" | seconds) $(echo "$bare" | seconds)
    ratio "load / (decoding + csv byte records)" "$1" "$3"
    if [ "$encoding" = utf8 ]; then
        bytes=$(cat "$dir/$encoding"/*.csv | wc -c)
        peak=$2
        rest=$(echo "$load" | sed -n 's/.*at rest \([0-9]*\) MiB.*/\1/p')
        ratio "at rest / sources in UTF-8" "$rest" "$((bytes / 1048576))"
        ratio "peak / sources in UTF-8" "$peak" "$((bytes / 1048576))"
        wall=$1
        if polars=$(python3 benches/compare.py "$dir/$encoding" 2>/dev/null); then
            echo "$polars"
            set -- $(echo "$polars" | seconds)
            ratio "load / polars, wall" "$wall" "$1"
            ratio "load / polars, peak" "$peak" "$2"
            # The script reads two of the files: these alone.
            pair="$dir/pair"
            mkdir -p "$pair"
            ln -f "$dir"/utf8/plan.toml "$dir"/utf8/*任务清单*.csv "$dir"/utf8/空气质量日报.csv "$pair"
            again=$("$run/load" "$pair") && echo "$again"
            again=$(echo "$again" | seconds)
            ratio "load of the files that polars reads / polars, wall" "${again% *}" "$1"
        else
            echo "polars: not there (pip install polars)"
        fi
    fi
done
echo "== growth"
for counties in 28 280; do
    "$run/load" "$dir/$counties"
done
echo "== frames and keys on the nation's board"
"$run/frames" "$dir/utf8"
echo "== a row that is appended, from the save to the screen"
tasks=$(ls "$dir"/utf8/*任务清单*.csv)
python3 benches/live.py target/release/duban "$dir/utf8" "$tasks"
if [ ! -d "$dir/hundred" ]; then
    mkdir "$dir/hundred"
    cp "$dir"/utf8/* "$dir/hundred"
    rm "$dir/hundred/$(basename "$tasks")"
    # As a hundred offices send it: each the tasks of 28 counties, the header in front.
    tail -n +2 "$tasks" | split -l 9996 -d -a 3 - "$dir/hundred/片区"
    for part in "$dir"/hundred/片区???; do
        { head -n 1 "$tasks"; cat "$part"; } >"$part任务清单.csv"
        rm "$part"
    done
fi
"$run/load" "$dir/hundred" --touch "$dir/hundred/片区003任务清单.csv"
python3 benches/live.py target/release/duban "$dir/hundred" "$dir/hundred/片区003任务清单.csv"
echo "== the start and the idle program, on the sample"
python3 benches/start.py target/release/duban "$run/line"
