"""How soon the first frame stands, and what duban does while nobody does anything.

    python3 benches/start.py target/release/duban target/release/examples/line [SECONDS]

Both programs run in a pseudo-terminal of 120x36 that answers as a terminal does. Told are, over
twenty starts each, the median time from the start to the first words, and for duban to the first
figures of the sample; then, over SECONDS (30), its processor time and how often it woke up.
"""

import os
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
import fcntl


# Of the Overview's sentence; Chinese words are not drawn in one piece.
BOARD = b"signed"


def start(command):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.environ["DUBAN_STATE_DIR"] = tempfile.mkdtemp()
        os.execv(command[0], command)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    return pid, fd


def answer(fd, seen):
    """As a dark terminal with narrow symbols; what was answered is taken out of `seen`."""
    if b"\x1b[6n" in seen:
        if b"\x1b]11;?" in seen:
            os.write(fd, b"\x1b]11;rgb:1010/1010/1010\x1b\\")
        os.write(fd, b"\x1b[1;2R")
        return b""
    return seen


def until(pid, fd, began, *words):
    """The times at which each of `words` was first seen."""
    times, seen, all_seen = [], b"", b""
    for word in words:
        while word not in all_seen:
            ready, _, _ = select.select([fd], [], [], 5)
            if not ready:
                sys.exit(f"{word} never came")
            chunk = os.read(fd, 65536)
            seen = answer(fd, seen + chunk)
            all_seen += chunk
        times.append(time.monotonic() - began)
    return times


def leave(pid, fd):
    """Leaves the program, hearing it out: who does not read what it draws keeps it waiting."""
    os.write(fd, b"q")
    try:
        while os.read(fd, 65536):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(fd)


def timed(command, *words):
    rows = []
    for _ in range(20):
        began = time.monotonic()
        pid, fd = start(command)
        rows.append(until(pid, fd, began, *words))
        leave(pid, fd)
    return [statistics.median(row[at] for row in rows) * 1000 for at in range(len(words))]


def threads(pid):
    for task in os.listdir(f"/proc/{pid}/task"):
        status = open(f"/proc/{pid}/task/{task}/status").read()
        stat = open(f"/proc/{pid}/task/{task}/stat").read().rsplit(")", 1)[1].split()
        name = re.search(r"Name:\s*(\S+)", status)[1]
        woken = sum(int(n) for n in re.findall(r"ctxt_switches:\s*(\d+)", status))
        yield name, woken, int(stat[11]) + int(stat[12])


def idle(command, seconds):
    pid, fd = start(command)
    until(pid, fd, time.monotonic(), BOARD)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.2)[0]:
            os.read(fd, 65536)
    before = {name: (woken, ticks) for name, woken, ticks in threads(pid)}
    time.sleep(seconds)
    drawn = bool(select.select([fd], [], [], 0)[0])
    total = 0
    for name, woken, ticks in threads(pid):
        was = before.get(name, (0, 0))
        total += ticks - was[1]
        print(f"  {name}: woken {(woken - was[0]) / seconds:.2f} times a second")
    cpu = total / os.sysconf("SC_CLK_TCK") / seconds * 100
    print(f"idle over {seconds} s: {cpu:.3f} % of a core; drew meanwhile: {drawn}")
    leave(pid, fd)


def main():
    duban, line = [sys.argv[1], "--lang", "en", "--screen", "overview"], sys.argv[2]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    (least,) = timed([line], b"drawn")
    first, board = timed(duban, b"duban", BOARD)
    print(f"first frame: one line {least:.1f} ms, duban {first:.1f} ms, its board {board:.1f} ms")
    print(f"later than one line: {first - least:.1f} ms, the board {board - least:.1f} ms")
    idle(duban, seconds)


if __name__ == "__main__":
    main()
