"""Start the real program on a file, offscreen, once or twice at once: for the test and its long form."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

Started = subprocess.Popen[str]


def start(path: Path, home: Path) -> Started:
    """The list of platforms is Qt's own spelling; a display that is named but not used lets the program start."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen;minimal", "DISPLAY": ":none", "NEEDLEDESK_HOME": str(home)}
    command = [sys.executable, "-m", "needledesk", "--locked", "{}", str(path)]
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)


def told(program: Started) -> tuple[int, str]:
    """The status and the last line of a program that ends by itself."""
    lines = [line for line in program.communicate(timeout=30)[1].splitlines() if "plugin" not in line]
    return program.returncode, lines[-1] if lines else ""


def end(program: Started) -> None:
    """Kill it, if it still runs."""
    program.kill()
    program.wait()
    if program.stderr is not None:
        program.stderr.close()


def race(path: Path, home: Path) -> tuple[int, str]:
    """Two starts at once: what the one says that ends by itself, while the other one stays."""
    two = [start(path, home), start(path, home)]
    late = time.monotonic() + 30
    while all(one.poll() is None for one in two):
        assert time.monotonic() < late
        time.sleep(0.02)
    loser, winner = sorted(two, key=lambda one: one.poll() is None)
    said = told(loser)
    assert winner.poll() is None
    end(winner)
    return said
