"""A lock that stays when SQLite's is lost: held on an empty file beside the record file while that is open.

On Linux and macOS, SQLite's lock belongs to the process, and closing any handle of the record file gives it up. The
program itself never opens that file, but libraries do: a file dialog that shows the folder looks into every file to
choose its icon. The lock here belongs to its own handle, so that a second program is refused all the same. Windows has
no such trap and needs no such file.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from needledesk.errors import InUse

if sys.platform != "win32":
    import fcntl

#: How long to wait for another program that is just closing the file, in seconds, and how often to ask.
PATIENCE, _PAUSE = 1.0, 0.05
_CLOSE = "Close the other NeedleDesk, or whatever else has the file open, and try again."


class Guard:
    """Taken with `take`; `release` it once SQLite has let go of the file."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self._path, self._handle = path, handle

    @classmethod
    def take(cls, file: Path) -> Guard:
        """Lock a record file for this one opening. Raises InUse. Where no file can be made, SQLite's lock must do."""
        path = beside(file)
        if sys.platform == "win32":
            return cls(path, None)
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(BlockingIOError):
                handle = _locked(path)
                if handle is None or _is_still(path, handle):
                    return cls(path, handle)
                os.close(handle)  # the other program has just taken the file away
            if time.monotonic() > until:
                raise InUse("Another program has this file open.", "Nothing was changed.", _CLOSE)
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Give the lock up and take the file away. Does nothing the second time."""
        handle, self._handle = self._handle, None
        if handle is not None:
            try:
                with contextlib.suppress(OSError):
                    self._path.unlink(missing_ok=True)
            finally:
                os.close(handle)


def beside(file: Path) -> Path:
    """Where the lock of a record file lies; the same for every link to it."""
    real = file.resolve()
    return real.with_name(f"{real.name}-lock")


def _locked(path: Path) -> int | None:
    """The locked handle, or None where there can be none. Raises BlockingIOError while another one has it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a disk without locks
        os.close(handle)
        return None
    return handle


def _is_still(path: Path, handle: int) -> bool:
    """Whether the locked file is the one that the next program would find."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False
