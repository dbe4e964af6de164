"""A visit: head, section tabs, and the pages, each made when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit import section_state
from needledesk.ui.visit.header import VisitHeader
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.papers import Papers
from needledesk.ui.visit.screening_page import ScreeningPage
from needledesk.ui.visit.sealed_actions import SealedActions
from needledesk.ui.visit.sealed_banner import SealedBanner
from needledesk.ui.visit.section_state import SECTIONS
from needledesk.ui.visit.tab_order import place_after
from needledesk.ui.widgets.section_tabs import Section, SectionTabs


class VisitPage(QWidget):
    """Follows the open visit. `list_requested`: the user wants back to the clients."""

    list_requested = Signal()

    def __init__(self, open_visit: OpenVisit, toasts: Toasts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self._toasts = toasts or Toasts(self)
        self._phase = (0, "")
        self.header = VisitHeader(open_visit.background)
        self.tabs = SectionTabs([Section(key, label) for key, label in SECTIONS.items()])
        self.banner = SealedBanner()
        self.papers = Papers(open_visit, lambda: self._toasts, self)
        self.after = SealedActions(open_visit, self)
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._lay_out()
        self.header.panel_requested.connect(self.list_requested)
        self.tabs.chosen.connect(self.show_section)
        self._wire_papers()
        self._add_keys()
        open_visit.opened.connect(self._show_visit)
        open_visit.verdict_changed.connect(self._show_states)
        open_visit.treatment_changed.connect(self._show_states)
        open_visit.photos_changed.connect(self._show_states)
        Theme.current().changed.connect(self._fit)
        if open_visit.shown:
            self._show_visit()

    @property
    def section(self) -> str:
        """The section that is shown."""
        return self.tabs.current

    @property
    def question(self) -> str:
        """The key of the question that has the focus; empty for none."""
        here = self.window().focusWidget()
        reads = self.section == "screening" and here is not None and self._screening().isAncestorOf(here)
        return self._screening().focused if reads else ""

    def page(self, name: str) -> QWidget:
        """The page of a section, made now if it was never shown; for the treatment a closed visit has its own."""
        if name == "treatment" and self._open.shown and not self._open.editable:
            name = "sealed"
        if name not in self._pages:
            self._pages[name] = self._make(name)
            self.stack.addWidget(self._pages[name])
            place_after(self.tabs, self._pages[name])
        return self._pages[name]

    def show_section(self, name: str) -> None:
        """Show screening, treatment, photos or aftercare; nothing for what is none of them."""
        if name not in SECTIONS:
            return
        self._open.keep_typed()
        self._show_page(name)

    def jump(self, key: str) -> None:
        """Show a question of the checklist."""
        self.show_section("screening")
        self._screening().jump(key)

    def next_open(self, step: int = 1) -> None:
        """Show the next (or with -1 the previous) question that still needs an answer."""
        if self._open.shown and self._open.answerable and self._open.verdict.open_questions:
            self.show_section("screening")
            self._screening().next_open(step)

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("cls", "tabs")
        row = QVBoxLayout(strip)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, strip, self.banner):
            column.addWidget(part)
        column.addWidget(self.stack, 1)

    def _wire_papers(self) -> None:
        self.header.papers_requested.connect(lambda: self.papers.show_menu(self.header.papers))
        self.banner.amend_requested.connect(self.after.amend)
        self.banner.print_requested.connect(self.papers.print_record)
        self.banner.before_requested.connect(self.papers.give_before)
        self.papers.giving.busy_changed.connect(self.banner.show_busy)
        self.papers.giving.given.connect(self._open.read_history)

    def _add_keys(self) -> None:
        for number, name in enumerate(SECTIONS, 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda name=name: self.show_section(name))
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.next_open)
        QShortcut(QKeySequence("Shift+F8"), self, lambda: self.next_open(-1))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.list_requested.emit)

    def _make(self, name: str) -> QWidget:
        """The pages are imported here: none of them is needed for the window's first picture."""
        if name == "screening":
            page = ScreeningPage(self._open)
            page.undo_offered.connect(lambda text: self._toasts.say(text, action="Undo", then=page.undo))
            return page
        if name == "treatment":
            from needledesk.ui.visit.treatment_page import TreatmentPage

            return TreatmentPage(self._open)
        if name == "sealed":
            from needledesk.ui.visit.sealed_page import SealedPage

            sealed = SealedPage(self._open)
            sealed.void_requested.connect(self.after.void)
            return sealed
        if name == "photos":
            from needledesk.ui.visit.photos_page import PhotosPage

            return PhotosPage(self._open)
        from needledesk.ui.visit.aftercare_page import AftercarePage

        aftercare = AftercarePage(self._open)
        aftercare.section_requested.connect(self.show_section)
        return aftercare

    def _screening(self) -> ScreeningPage:
        page = self.page("screening")
        assert isinstance(page, ScreeningPage)
        return page

    def _show_visit(self) -> None:
        visit = self._open.visit
        self.header.show_visit(visit, self._open.client, self._open.desk.now())
        self.banner.show_visit(visit, self._open.sealed)
        self._show_states()
        phase = (visit.id, section_state.phase(visit))
        if phase != self._phase:
            self._phase = phase
            self._show_page(section_state.first_section(visit))

    def _show_page(self, name: str) -> None:
        self.stack.setCurrentWidget(self.page(name))
        self.tabs.set_current(name)

    def _show_states(self) -> None:
        asked = len(self._open.bench.protocol.asked)
        states = section_state.states(self._open.visit, self._open.verdict, self._open.startable, asked)
        for key, (state, count) in states.items():
            self.tabs.set_section(key, state, count)

    def _fit(self) -> None:
        self.header.fit()
