"""Starts the window on the right page, then steps aside.

Nothing that makes PDFs or reads pictures is imported here: the window is painted first, and those come in idle time.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from needledesk import __version__, resources
from needledesk.desk.desk import Desk
from needledesk.domain.clients import ClientLine
from needledesk.domain.practice import Practice
from needledesk.errors import DeskError, InUse, Unfit
from needledesk.settings import Settings
from needledesk.ui import window_place
from needledesk.ui.background import Background
from needledesk.ui.only_copy import OnlyCopy, bring_up, raise_other

if TYPE_CHECKING:
    from needledesk.ui.lock.guard import Guard
    from needledesk.ui.main_window import MainWindow
    from needledesk.ui.place import Place
    from needledesk.ui.welcome.welcome_window import WelcomeWindow

OTHER = "NeedleDesk has this record file open already."
OTHER_DO = "Its window has come to the front."


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An open desk with what the window shows first."""

    desk: Desk
    practice: Practice
    first: tuple[ClientLine, ...]


def run(record_file: Path | None = None, desk: Desk | None = None, place: str = "") -> int:
    """Show the window on that file, that open desk, or where the last session ended; returns the exit status.

    `place`: what a lock has left of it, as `Place.as_argument` wrote it.
    """
    if not has_display():
        raise DeskError("There is no display here.", do="Start NeedleDesk on a desktop.")
    app = make_application()
    program = Program(app, Settings.load())
    sys.excepthook = _told
    if not program.is_whole():
        return 2
    program.start(record_file, desk, place)
    return app.exec()


def has_display() -> bool:
    """Whether a window could be seen: on Linux there must be a display, and Qt not told to do without."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in displays)


def picture_screens(record_file: Path, folder: Path) -> list[Path]:
    """Without a display: draw the main screens of that file as PNG files into `folder`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    settings = Settings(theme="light")
    window_place.dress(settings, window_place.USUAL[1])
    background = Background(_crashed, parent=app)
    from needledesk.ui.main_window import MainWindow
    from needledesk.ui.pictures import draw_screens

    desk = Desk.open(record_file)
    window = MainWindow(desk, background, settings, desk.practice.get())
    try:
        return list(draw_screens(window, background, desk, folder))
    finally:
        background.wait()
        background.close()
        desk.close()


def make_application() -> QApplication:
    """The one QApplication, named for the desktop."""
    name_record_files()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("NeedleDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("needledesk")
    return app


def name_record_files() -> None:
    """On Linux: tell this process by what name a record file is known, before Qt asks.

    A file dialog looks into every file whose kind its name does not tell, and looking into the record file would give
    up the lock on it.
    """
    if sys.platform.startswith("linux"):
        known = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        ours = str(resources.folder())
        if ours not in known.split(":"):
            os.environ["XDG_DATA_DIRS"] = f"{known}:{ours}"


class Program(QObject):
    """From nothing to the open desk: first run, lock, or straight in."""

    painted = Signal()  # the main window is on the screen with its first clients

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._app, self.settings = app, settings
        self.background = Background(_crashed, parent=self)
        self.window: QMainWindow | None = None
        self.guard: Guard | None = None  # over an open desk, from the first picture on
        self.place: Place | None = None  # to go back to once the passphrase is given
        self.only = OnlyCopy(self)
        self.only.raise_requested.connect(self._come_up)
        window_place.dress(settings, window_place.first_height(settings))

    def is_whole(self) -> bool:
        """Whether every part that keeps records is there and new enough; else it is told, and nothing is opened."""
        try:
            Desk.check_parts()
        except Unfit as error:
            from needledesk.ui import messages

            messages.explain(None, error)
            self.background.close()
            return False
        return True

    def start(self, record_file: Path | None = None, desk: Desk | None = None, place: str = "") -> None:
        """Open that desk or file, the last one, or begin the first run; after a lock, ask for the passphrase there."""
        if place:
            from needledesk.ui.place import Place

            self.place = Place.read(place)
        path = record_file or (Path(self.settings.record_file) if self.settings.record_file else None)
        if desk is not None:
            self.enter(desk)
        elif path is not None:
            self.open(path)
        else:
            self._welcome().show_first_run()

    def open(self, path: Path) -> None:
        """Open a record file, or ask for its passphrase; if another copy has it, that one comes to the front."""
        if self.only.take(path):
            self._open(path)
            return
        # Where nobody answers, the file's own lock tells who has it.
        self.background.aside(raise_other, path, then=lambda up: self._leave_to_other(path) if up else self._open(path))

    def _open(self, path: Path) -> None:
        def refused(error: DeskError) -> None:
            self._welcome().show_refused(path, error)

        self.background.ask(open_unlocked, path, then=lambda opened: self._opened(path, opened), failed=refused)
        import needledesk.ui.main_window  # noqa: F401 - while the file is being read

    def _leave_to_other(self, path: Path) -> None:
        if self.window is not None:
            self._welcome().show_refused(path, InUse(OTHER, "Nothing was changed.", OTHER_DO))
            return
        if sys.stderr is not None:  # a packaged window has none
            sys.stderr.write(f"needledesk: {OTHER} {OTHER_DO}\n")
        self._app.exit(0)

    def enter(self, desk: Desk) -> None:
        """Go in with a desk that is open."""
        self.only.take(desk.path)

        def refused(error: DeskError) -> None:
            self._welcome().show_refused(desk.path, error)

        self.background.ask(first_look, desk, then=self._go_in, failed=refused)

    def _opened(self, path: Path, opened: Opened | None) -> None:
        if opened is None:
            self._welcome().show_lock(path, self.place, self.settings.practice)
        else:
            self._go_in(opened)

    def _go_in(self, opened: Opened) -> None:
        from needledesk.ui.main_window import MainWindow

        window = MainWindow(opened.desk, self.background, self.settings, opened.practice, opened.first)
        window.painted.connect(lambda: self._settle(opened))
        window.restored.connect(lambda: self.enter(opened.desk))
        self._show(window)

    def _settle(self, opened: Opened) -> None:
        """What can wait until the window is on the screen."""
        self.painted.emit()
        from needledesk.desk.warm_up import warm_up
        from needledesk.ui.widgets.logo import program_icon

        self._app.setWindowIcon(program_icon())
        if not opened.practice.training:
            self.settings.record_file = str(opened.desk.path)
            self.settings.practice = opened.practice.name
            self.settings.save()
        self._watch_over(opened.desk)
        self.background.aside(warm_up)

    def _watch_over(self, desk: Desk) -> None:
        """The lock, the way back from the last one, and the ear for a second copy."""
        from needledesk.ui.lock.guard import Guard
        from needledesk.ui.main_window import MainWindow

        assert isinstance(self.window, MainWindow)
        self.guard = Guard(self.window, desk, self.background, self.settings)
        self.guard.locked.connect(lambda place: self._begin_anew(place, desk.path))
        self.guard.go_back(self.place)
        self.place = None
        self.only.listen()

    def _begin_anew(self, place: Place, path: Path) -> None:
        """Nothing is left to be kept: the lock is a process that knows nothing."""
        from needledesk.ui.lock.fresh_process import begin_anew

        if self.window is not None:
            window_place.remember(self.window, self.settings)
        self.only.give_up()
        begin_anew(place, path)

    def _come_up(self) -> None:
        if self.window is not None:
            bring_up(self.window)

    def _welcome(self) -> WelcomeWindow:
        from needledesk.ui.welcome.welcome_window import WelcomeWindow

        if not isinstance(self.window, WelcomeWindow):
            welcome = WelcomeWindow(self.background)
            welcome.opened.connect(self.enter)
            welcome.open_requested.connect(self.open)
            self._show(welcome)
            QTimer.singleShot(0, self, self._welcomed)  # once it is on the screen
            return welcome
        return self.window

    def _welcomed(self) -> None:
        from needledesk.ui.widgets.logo import program_icon

        self._app.setWindowIcon(program_icon())
        self.only.listen()

    def _show(self, window: MainWindow | WelcomeWindow) -> None:
        """Show a window in place of the one before."""
        before, self.window = self.window, window
        window.closed.connect(self.only.give_up)  # there is nothing left to bring to the front
        if before is None:
            window_place.place(window, self.settings)
        else:
            window.setGeometry(before.geometry())
        window.show()
        if before is not None:
            before.hide()
            before.deleteLater()


def open_unlocked(path: Path) -> Opened | None:
    """Open a record file that has no passphrase; None for one that has. Raises FileTrouble kinds."""
    path = path.absolute()
    return None if Desk.needs_passphrase(path) else first_look(Desk.open(path))


def first_look(desk: Desk) -> Opened:
    """Read what the window shows first."""
    from needledesk.ui.clients.list_model import PAGE

    return Opened(desk, desk.practice.get(), desk.clients.find("", PAGE, 0))


def _crashed(fault: BaseException) -> None:
    from needledesk.ui import messages

    messages.crashed(fault)


def _told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """A fault in answer to a click is told once and reported, and the window stays."""
    from needledesk.ui import messages

    if isinstance(fault, DeskError):
        messages.explain(None, fault)
    elif isinstance(fault, Exception):
        messages.crashed(fault)
    else:
        sys.__excepthook__(kind, fault, trace)
