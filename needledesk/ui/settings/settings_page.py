"""Settings: a column of pages, each built when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.settings import Settings
from needledesk.ui.background import Background
from needledesk.ui.settings.nav_item import NavItem
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from needledesk.ui.backup.backup_watch import BackupWatch

#: page: (name, icon)
PAGES = {
    "practice": ("Practice", "store"),
    "protocol": ("Protocol", "list-checks"),
    "access": ("Access", "key-round"),
    "lock": ("Lock", "lock-keyhole"),
    "appearance": ("Appearance", "sun-moon"),
    "backup": ("Backup", "hard-drive-download"),
    "record_file": ("Record file", "database"),
    "transfer": ("Export and import", "file-spreadsheet"),
    "history": ("History", "history"),
    "about": ("About", "badge-info"),
}
#: Pages that fill the place and scroll within themselves.
FILLING = ("protocol",)


class SettingsPage(QWidget):
    """Each change counts at once; there is nothing to press at the end."""

    clients_changed = Signal()  # clients came with a list, or went again
    looks_changed = Signal()  # theme, text size or motion; the Settings hold them
    backup_requested = Signal()
    lock_changed = Signal()  # after how long it locks itself

    def __init__(self, desk: Desk, background: Background, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background, self._settings = desk, background, settings
        self.watch: BackupWatch | None = None  # given by the window before a page is shown that needs it
        self._stack = QStackedWidget()
        self._built: dict[str, QWidget] = {}
        self._items: dict[str, NavItem] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._column())
        row.addWidget(self._stack, 1)
        self.show_page("practice")

    def show_page(self, page: str) -> None:
        """Show a page, building it the first time."""
        page = page if page in PAGES else "practice"
        if page not in self._built:
            self._built[page] = self._build()[page]()
            self._stack.addWidget(self._built[page] if page in FILLING else _scrolling(self._built[page]))
        self._items[page].setChecked(True)
        self._stack.setCurrentIndex(list(self._built).index(page))

    @property
    def current(self) -> str:
        """The page that is shown."""
        return next(page for page, item in self._items.items() if item.isChecked())

    def go_to(self, page: str) -> None:
        """Show a page, with the focus on its name."""
        self.show_page(page)
        self._items[self.current].setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, page: str) -> QWidget:
        """A page that has been built. Raises KeyError otherwise."""
        return self._built[page]

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(4)
        title = Text("Settings", "client")
        title.setContentsMargins(12, 0, 0, 8)
        column.addWidget(title)
        together = QButtonGroup(self)
        for page, (name, icon) in PAGES.items():
            item = NavItem(name, icon)
            item.setFixedWidth(176)
            item.clicked.connect(lambda _=False, page=page: self.show_page(page))
            item.toggled.connect(lambda on, page=page: self.show_page(page) if on else None)  # a screen reader
            together.addButton(item)
            column.addWidget(item)
            self._items[page] = item
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return column

    def _build(self) -> dict[str, Callable[[], QWidget]]:
        return {
            "practice": self._practice,
            "protocol": self._protocol,
            "access": self._access,
            "lock": self._lock,
            "appearance": self._appearance,
            "backup": self._backup,
            "record_file": self._record_file,
            "transfer": self._transfer,
            "history": self._history,
            "about": self._about,
        }

    def _practice(self) -> QWidget:
        from needledesk.ui.settings.practice_page import PracticePage

        return PracticePage(self._desk, self._background)

    def _protocol(self) -> QWidget:
        from needledesk.ui.settings.protocol.protocol_page import ProtocolPage

        return ProtocolPage(self._desk, self._background)

    def _access(self) -> QWidget:
        from needledesk.ui.settings.access_page import AccessPage

        page = AccessPage(self._desk, self._background)
        page.changed.connect(lambda: self._forget("lock"))  # what it says hangs on there being a passphrase
        page.changed.connect(self.lock_changed)
        return page

    def _forget(self, page: str) -> None:
        """Build a page anew when it is looked at next."""
        if page in self._built:
            shown = self._stack.widget(list(self._built).index(page))
            assert shown is not None
            self._stack.removeWidget(shown)
            shown.deleteLater()
            del self._built[page]

    def _lock(self) -> QWidget:
        from needledesk.ui.settings.lock_page import LockPage

        page = LockPage(self._settings, self._desk.encrypted)
        page.changed.connect(self._settings.save)
        page.changed.connect(self.lock_changed)
        return page

    def _appearance(self) -> QWidget:
        from needledesk.ui.settings.appearance_page import AppearancePage

        page = AppearancePage(self._settings)
        page.changed.connect(self.looks_changed)
        return page

    def _backup(self) -> QWidget:
        from needledesk.ui.settings.backup_page import BackupPage

        assert self.watch is not None
        page = BackupPage(self._desk, self.watch)
        page.backup_requested.connect(self.backup_requested)
        return page

    def _record_file(self) -> QWidget:
        from needledesk.ui.settings.record_file_page import RecordFilePage

        return RecordFilePage(self._desk, self._background)

    def _transfer(self) -> QWidget:
        from needledesk.ui.settings.transfer.transfer_page import TransferPage

        page = TransferPage(self._desk, self._background)
        page.clients_changed.connect(self.clients_changed)
        return page

    def _history(self) -> QWidget:
        from needledesk.ui.settings.history_page import HistoryPage

        return HistoryPage(self._desk, self._background)

    def _about(self) -> QWidget:
        from needledesk.ui.settings.about_page import AboutPage

        return AboutPage()


def _scrolling(page: QWidget) -> ScrollColumn:
    scroll = ScrollColumn()
    scroll.body.setContentsMargins(24, 16, 24, 24)
    scroll.body.addWidget(page)
    scroll.body.addStretch(1)
    return scroll
