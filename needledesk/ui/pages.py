"""The parts of the window that are made when they are first needed, so that none delays the first picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.desk.desk import Desk
from needledesk.settings import Settings
from needledesk.ui.background import Background
from needledesk.ui.frame import Frame

if TYPE_CHECKING:
    from needledesk.ui.clients.client_form import ClientForm
    from needledesk.ui.clients.looks import Looks
    from needledesk.ui.clients.workspace import Workspace
    from needledesk.ui.disk_watch import DiskWatch
    from needledesk.ui.list_fold import ListFold
    from needledesk.ui.messages import Toasts
    from needledesk.ui.settings.settings_page import SettingsPage
    from needledesk.ui.today.page import TodayPage
    from needledesk.ui.visit.open_visit import OpenVisit
    from needledesk.ui.visit.side_column import SideColumn
    from needledesk.ui.visit.visit_page import VisitPage

Page = TypeVar("Page", bound=QObject)


class Pages:
    """Makes each part once and puts it in its place; `on_made` is told its name, and wires it."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        settings: Settings,
        frame: Frame,
        stack: QStackedWidget,
        on_made: Callable[[str], None],
    ) -> None:
        self._desk, self._background, self._settings = desk, background, settings
        self._frame, self._stack, self._on_made = frame, stack, on_made

    def shows(self, name: str) -> bool:
        """Whether that page has been made and is the one on the screen."""
        return name in self.__dict__ and self._stack.currentWidget() is self.__dict__[name]

    @property
    def shown_client(self) -> int:
        """The client whose timeline was shown last; 0 for none."""
        return self.workspace.client if "workspace" in self.__dict__ else 0

    @property
    def visit_open(self) -> bool:
        """Whether a visit is open."""
        return "open_visit" in self.__dict__ and self.open_visit.shown

    def forget_client(self) -> None:
        """A client is gone: the page of a visit goes with all it holds, nobody stands beside, the day is read anew."""
        visit = self.__dict__.pop("visit", None)
        if visit is not None:
            self._stack.removeWidget(visit)
            visit.deleteLater()
        if "side" in self.__dict__:
            self.side.clear()
        if "today" in self.__dict__:
            self.today.reread()

    @cached_property
    def open_visit(self) -> OpenVisit:
        """What the pages of a visit talk to."""
        from needledesk.ui.visit.open_visit import OpenVisit

        return self._announced("open_visit", OpenVisit(self._desk, self._background, self._frame))

    @cached_property
    def toasts(self) -> Toasts:
        """Short words at the foot of the workspace."""
        from needledesk.ui.messages import Toasts

        return Toasts(self._stack)

    @cached_property
    def disk(self) -> DiskWatch:
        """What is said while the disk refuses."""
        from needledesk.ui.disk_watch import DiskWatch

        return self._announced("disk", DiskWatch(self._background, self.open_visit, self._frame))

    @cached_property
    def looks(self) -> Looks:
        """Who is told to the history as looked at."""
        from needledesk.ui.clients.looks import Looks

        return Looks(self._desk, self._background, self._frame)

    def watch_clock(self) -> None:
        """From now on, say so when the laptop's clock cannot be right."""
        from needledesk.ui.clock_alarm import ClockAlarm

        self._alarm = ClockAlarm(self._desk, self._background, lambda: self.toasts, self._frame)

    @cached_property
    def workspace(self) -> Workspace:
        """One client's timeline."""
        from needledesk.ui.clients.workspace import Workspace

        return self._placed("workspace", Workspace(self._desk, self._background))

    @cached_property
    def fold(self) -> ListFold:
        """The list of clients over a page that does not have it beside it."""
        from needledesk.ui.list_fold import ListFold

        return ListFold(self._frame, lambda: not self.shows("today"))

    @cached_property
    def today(self) -> TodayPage:
        """What the day asks for."""
        from needledesk.ui.today.page import TodayPage

        return self._placed("today", TodayPage(self._desk, self._background, lambda: self.toasts))

    @cached_property
    def side(self) -> SideColumn:
        """The verdict, the next action and the aftercare, at the right of every client's page."""
        from needledesk.ui.visit.side_column import SideColumn

        side = SideColumn(self.open_visit, self.toasts)
        self._frame.add_side(side)
        return self._announced("side", side)

    @cached_property
    def visit(self) -> VisitPage:
        """The open visit."""
        from needledesk.ui.visit.visit_page import VisitPage

        return self._placed("visit", VisitPage(self.open_visit, self.toasts))

    @cached_property
    def form(self) -> ClientForm:
        """Who a client is."""
        from needledesk.ui.clients.client_form import ClientForm

        return self._placed("form", ClientForm(self._desk, self._background))

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        from needledesk.ui.settings.settings_page import SettingsPage

        return self._placed("settings", SettingsPage(self._desk, self._background, self._settings))

    def _placed(self, name: str, page: Page) -> Page:
        assert isinstance(page, QWidget)
        self._stack.addWidget(page)
        return self._announced(name, page)

    def _announced(self, name: str, page: Page) -> Page:
        self.__dict__[name] = page  # whoever wires it asks for it
        self._on_made(name)
        return page
