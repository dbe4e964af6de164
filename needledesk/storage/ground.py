"""The ground an open record file stands on: its folder, the lock beside it, the room on its disk."""

from __future__ import annotations

from pathlib import Path

from needledesk.storage import ballast, failures, folders, live, room
from needledesk.storage.folders import Folder, Kind
from needledesk.storage.guard import Guard


class Ground:
    """Taken with `take` before SQLite opens the file, left with `leave` after it has closed it."""

    def __init__(self, path: Path, folder: Folder, guard: Guard) -> None:
        self._path, self._guard = path.absolute(), guard
        self._identity = live.opened(path)
        self.folder = folder
        self.reserve_used = False  # the ballast was dropped, as the disk is full

    @classmethod
    def take(cls, path: Path) -> Ground:
        """Lock the file's place and look at it. Raises InUse."""
        return cls(path, folders.folder_of(path), Guard.take(path))

    def leave(self) -> None:
        """Give the lock up. Does nothing the second time."""
        live.closed(self._identity)
        self._identity = None
        self._guard.release()

    def follow(self) -> None:
        """The file was written anew under its name: from now on that one is the open one."""
        live.closed(self._identity)
        self._identity = live.opened(self._path)

    def must_be_there(self) -> None:
        """Raise NotSaved once the file is gone: the system would take the change and throw it away with the file.

        Disks of other kinds than the laptop's may number their files anew, so there only a missing file counts.
        """
        now = live.identity(self._path)
        if now is None or (now != self._identity and self.folder.kind is Kind.PLAIN):
            raise failures.not_taken(failures.MOVED)

    def told(self, error: Exception) -> Exception:
        """The DeskError for a refused write. For want of room the reserve is given up, and the next try finds some."""
        if failures.code(error) in failures.OF_THE_DISK and failures.lacks_room(error, room.free(self._path.parent)):
            given = ballast.drop(self._path)
            if given:
                self.reserve_used = True
                return failures.reserve_used(given >> 20)
        return failures.while_working(error)

    def keep_reserve(self) -> None:
        """See to it that there is a reserve to give up once the disk is full. Slow; needs no lock, in any thread."""
        if ballast.keep(self._path):
            self.reserve_used = False
