"""What polars takes for the same files: a yardstick, not a part of duban.

    python3 benches/compare.py DIR        (pip install polars)

Reads the tasks and readings of a folder of `examples/generate` (UTF-8, a 区县 column), reads the
same four forms of dates, groups what is overdue by unit and takes means by site. Tells wall time
and peak memory; the figures themselves only show that something was computed.
"""

import glob
import resource
import sys
import time

import polars as pl

FORMS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"]


def day(column):
    """A date in any of the four forms; null for anything else."""
    text = pl.col(column).str.strip_chars()
    return pl.coalesce([text.str.to_date(form, strict=False) for form in FORMS]).alias(column)


def main(folder):
    start = time.perf_counter()
    text = {"infer_schema_length": 0}
    (tasks,) = glob.glob(f"{folder}/整改任务清单*.csv")
    tasks = pl.read_csv(tasks, **text).with_columns(
        day("完成时限"), day("实际完成日期"), day("销号日期")
    )
    as_of = pl.lit(None, pl.Date)
    with open(f"{folder}/plan.toml", encoding="utf-8") as plan:
        for line in plan:
            if line.startswith("as_of"):
                as_of = pl.lit(line.split('"')[1]).str.to_date()
    late = (
        tasks.filter(
            (pl.col("完成时限") < as_of)
            & pl.col("实际完成日期").is_null()
            & pl.col("销号日期").is_null()
        )
        .with_columns(
            (as_of - pl.col("完成时限")).dt.total_days().alias("days"),
            pl.col("责任单位").str.split("、"),
        )
        .explode("责任单位")
        .group_by("责任单位")
        .agg(pl.len().alias("overdue"), pl.col("days").sum())
        .sort(["overdue", "days"], descending=True)
    )
    readings = pl.read_csv(f"{folder}/空气质量日报.csv", **text).with_columns(
        day("日期"), pl.col("数值").cast(pl.Float64, strict=False)
    )
    means = readings.group_by(["指标", "区县", "点位"]).agg(pl.col("数值").mean())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"polars: {seconds:.3f} s, peak {peak} MiB, {len(tasks)} tasks, "
        f"{len(readings)} readings, {len(late)} units late, {len(means)} sites"
    )


main(sys.argv[1])
