"""One window for each record file: a second start brings the first one's window to the front.

This is comfort, for the same user on the same laptop. The truth is SQLite's exclusive lock on the file itself: who
gets past here all the same, as another user or over a share, is told by the desk that the file is in use.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from needledesk import settings

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE, RAISED = b"raise", b"here"
#: Seconds in which a first copy answers: it may just be painting its first picture, or be changing into its lock.
PATIENCE = 5.0
TRY_MS = 50


class OnlyCopy(QObject):
    """Holds the place of one record file at a time. `raise_requested`: a second start asks for the window."""

    raise_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def take(self, path: Path) -> bool:
        """Take the place for a record file, and give up the one before; False if another copy has it."""
        name = name_of(path)
        if name == self._name:
            return True
        self.give_up()
        folder = settings.home() / "running"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(folder / f"{name}.lock"))
        lock.setStaleLockTime(0)  # it is held as long as its process lives, and not a moment longer
        if not lock.tryLock(0):  # without a folder to write in there is no comfort either
            return lock.error() is not QLockFile.LockError.LockFailedError
        self._name, self._lock = name, lock
        return True

    def listen(self) -> None:
        """Answer second copies from now on; apart from `take`, as it need not come before the first picture."""
        from PySide6.QtNetwork import QLocalServer

        if self._lock is None or self._server is not None:
            return
        QLocalServer.removeServer(self._name)  # of a copy that died: the lock is ours
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._called)
        server.listen(self._name)
        self._server = server

    def give_up(self) -> None:
        """Let go of the place."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._name, self._server, self._lock = "", None, None

    def _called(self) -> None:
        server = self._server
        call = server.nextPendingConnection() if server is not None else None
        if call is not None:
            call.readyRead.connect(lambda: self._answer(call))
            call.disconnected.connect(call.deleteLater)

    def _answer(self, call: QLocalSocket) -> None:
        word, _, token = bytes(call.readAll().data()).partition(b" ")
        if word == RAISE:
            if token:
                os.environ["XDG_ACTIVATION_TOKEN"] = token.decode("ascii", "ignore")  # Wayland's leave to come up
            self.raise_requested.emit()
            call.write(RAISED)
            call.flush()
        call.disconnectFromServer()


def raise_other(path: Path, patience: float = PATIENCE) -> bool:
    """Ask the copy that has this record file to come to the front; False if nobody answers. Waits: not for a window."""
    from PySide6.QtNetwork import QLocalSocket

    end, name = time.monotonic() + patience, name_of(path)
    _let_come_up(name)
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "").encode("ascii", "ignore")
    while time.monotonic() < end:
        call = QLocalSocket()
        call.connectToServer(name)
        if call.waitForConnected(TRY_MS):
            call.write(RAISE + (b" " + token if token else b""))
            call.waitForBytesWritten(TRY_MS)
            if call.waitForReadyRead(1000) and bytes(call.readAll().data()) == RAISED:
                return True
        else:
            time.sleep(TRY_MS / 1000)
    return False


def bring_up(window: QWidget) -> None:
    """Show a window in front of all others, with the dialog that waits in it; where that is not allowed, it blinks."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    front = QApplication.activeModalWidget() or window
    for one in {window, front}:
        one.raise_()
    front.activateWindow()
    QApplication.alert(window)


def name_of(path: Path) -> str:
    """The name under which the copies of one user find each other: a digest, which says nothing of the file."""
    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    parts = "\0".join((os.path.realpath(path), str(settings.home()), user))
    # Qt's digest: the import of hashlib would bring another library into the time before the first picture.
    digest = QCryptographicHash.hash(os.fsencode(parts), QCryptographicHash.Algorithm.Sha256)
    return "needledesk-" + bytes(digest.toHex().data()).decode()[:24]


def _let_come_up(name: str) -> None:
    """Windows lets a window come to the front only if the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        holder = QLockFile(str(settings.home() / "running" / f"{name}.lock")).getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(int(holder[0]) if holder and holder[0] else -1)
