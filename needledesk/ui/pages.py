"""The pages of the window that are made when they are first shown, so that none of them delays the first picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.desk.desk import Desk
from needledesk.settings import Settings
from needledesk.ui.background import Background
from needledesk.ui.frame import Frame
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.open_visit import OpenVisit

if TYPE_CHECKING:
    from needledesk.ui.clients.client_form import ClientForm
    from needledesk.ui.settings.settings_page import SettingsPage
    from needledesk.ui.visit.side_column import SideColumn
    from needledesk.ui.visit.visit_page import VisitPage

Page = TypeVar("Page", bound=QWidget)


class Pages:
    """Makes each page once and puts it in its place; whoever shows it wires it, by `on_made`."""

    def __init__(
        self, desk: Desk, background: Background, settings: Settings, open_visit: OpenVisit, stack: QStackedWidget
    ) -> None:
        self._desk, self._background, self._settings = desk, background, settings
        self._open_visit, self._stack = open_visit, stack
        self.frame: Frame
        self.toasts: Toasts
        self.order = "dmy"  # how a typed 03/04 is read
        self.on_made: Callable[[str], None]

    def shows(self, name: str) -> bool:
        """Whether that page has been made and is the one on the screen."""
        return name in self.__dict__ and self._stack.currentWidget() is self.__dict__[name]

    @cached_property
    def side(self) -> SideColumn:
        """The verdict, the next action and the aftercare, at the right of every client's page."""
        from needledesk.ui.visit.side_column import SideColumn

        side = SideColumn(self._open_visit, self.toasts)
        self.frame.add_side(side)
        return self._announced("side", side)

    @cached_property
    def visit(self) -> VisitPage:
        """The open visit."""
        from needledesk.ui.visit.visit_page import VisitPage

        return self._placed("visit", VisitPage(self._open_visit, self.toasts))

    @cached_property
    def form(self) -> ClientForm:
        """Who a client is."""
        from needledesk.ui.clients.client_form import ClientForm

        return self._placed("form", ClientForm(self._desk, self._background, self.order))

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        from needledesk.ui.settings.settings_page import SettingsPage

        return self._placed("settings", SettingsPage(self._desk, self._background, self._settings))

    def _placed(self, name: str, page: Page) -> Page:
        self._stack.addWidget(page)
        return self._announced(name, page)

    def _announced(self, name: str, page: Page) -> Page:
        self.__dict__[name] = page  # `on_made` may ask for it at once
        self.on_made(name)
        return page
