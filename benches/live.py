"""How soon a row that is appended to a file is on screen.

    python3 benches/live.py target/release/duban FOLDER FILE [TIMES]

The dashboard runs in a pseudo-terminal of 120x36 on FOLDER; the last row of FILE, its number changed,
is appended to it TIMES (5) times, at moments that have nothing to do with its polls, and taken away
again at the end. Told is the time from the append to the message that a task changed, each and the
median.
"""

import os
import random
import select
import statistics
import sys
import time

from start import answer, start

# Said at the foot of the screen once what changed is drawn.
TOLD = b"Updated:"


def pump(fd, seconds, word=None):
    """Reads what is drawn for so long, or until a word is; answers whether it was."""
    end = time.monotonic() + seconds
    seen = b""
    while (left := end - time.monotonic()) > 0:
        if select.select([fd], [], [], left)[0]:
            seen = answer(fd, seen + os.read(fd, 65536))
            if word and word in seen:
                return True
    return False


def last_row(path):
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 8192))
        return file.read().rstrip(b"\n").rsplit(b"\n", 1)[1]


def main():
    duban, folder, path = sys.argv[1:4]
    times = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    size, row = os.path.getsize(path), last_row(path)
    _, rest = row.split(b",", 1)
    pid, fd = start([duban, "--lang", "en", "--screen", "overview", folder])
    random.seed(1)
    took = []
    try:
        # Loaded, and the message of that gone again.
        pump(fd, 12)
        for turn in range(times):
            pump(fd, 6 + random.random())
            with open(path, "ab") as file:
                file.write(b"98%d,%s\n" % (turn, rest))
            began = time.monotonic()
            if not pump(fd, 20, TOLD):
                sys.exit("the row never came")
            took.append(time.monotonic() - began)
    finally:
        os.truncate(path, size)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    each = ", ".join(f"{one:.2f}" for one in took)
    print(f"an appended row on screen after {statistics.median(took):.2f} s ({each})")


main()
