"""The same program once more, with nothing of this one's memory.

Closing the file does not clean memory: texts and keys stay where they once were. Only the end of the process does. On
POSIX the process image is replaced, so that nothing of the old one can linger and whoever waits for the program still
does; on Windows a new process takes over and this one ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from needledesk.ui.place import Place

LOCKED = "--locked"


def command(place: Place, path: Path) -> list[str]:
    """The command line of a program that is locked: how to start it, the place to go back to, the record file."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "needledesk"]
    return [*start, LOCKED, place.as_argument(), str(path)]


def begin_anew(place: Place, path: Path) -> NoReturn:
    """End here and go on as a program that is locked. Nothing after this call is run."""
    arguments = command(place, path)
    if getattr(sys, "frozen", False):
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # a start of its own, not a child of the packaged one
    if sys.platform == "win32":
        subprocess.Popen(arguments, close_fds=True)  # noqa: S603 - our own program
        os._exit(0)
    os.execv(arguments[0], arguments)  # noqa: S606 - our own program
