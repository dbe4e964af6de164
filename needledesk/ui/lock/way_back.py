"""Where one is in the window as a Place, and from a Place back to there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

from needledesk.ui.draft import Draft
from needledesk.ui.place import Place

if TYPE_CHECKING:
    from needledesk.ui.main_window import MainWindow

#: Milliseconds between two looks at whether a page is all there, and how many of them.
LOOK_MS, LOOKS = 40, 40
ROOMS = ("today", "settings")


def place_of(window: MainWindow) -> Place:
    """Where one is. Ids and keys only: nothing that anybody typed."""
    pages = window.pages
    in_visit = pages.visit_open
    visit = window.open_visit.visit if in_visit else None
    started = visit.treatment.started if visit is not None and visit.treatment.finished is None else None
    focus, cursor = _focus(window)
    return Place(
        room=next((room for room in ROOMS if pages.shows(room)), "clients"),
        client=visit.client if visit is not None else pages.shown_client,
        visit=visit.id if visit is not None else 0,
        form=pages.form.what if pages.shows("form") else "",
        section=pages.visit.section if in_visit else "",
        page=pages.settings.current if pages.shows("settings") else "",
        question=pages.visit.question if pages.shows("visit") else "",
        focus=focus,
        cursor=cursor,
        dialog=_open_draft(window),
        scroll=next((area.verticalScrollBar().value() for area in _scrolled(window)), 0),
        needling=started.isoformat(timespec="seconds") if started is not None else "",
    )


class WayBack(QObject):
    """Goes to a place in a window that has just come up, step by step as the pages are read."""

    def __init__(self, window: MainWindow, place: Place) -> None:
        super().__init__(window)
        self._window, self._place, self._looks = window, place, 0
        self.done = False

    def go(self) -> None:
        """Begin; whatever is not there any more is left out."""
        window, place = self._window, self._place
        if place.visit:
            _once(window.open_visit.opened, self._in_visit)
            window.show_visit(place.visit)
        elif place.client:
            _once(window.workspace.shown, self._arrive)
            window.show_client(place.client)
        else:
            self._arrive()

    def _in_visit(self) -> None:
        QTimer.singleShot(0, self, self._arrive)  # once the window has shown the visit

    def _arrive(self) -> None:
        window, place = self._window, self._place
        if place.visit and place.section:
            window.pages.visit.show_section(place.section)
        if place.form:
            self._show_form()
        if place.room == "settings":
            window.show_settings(place.page)
        elif place.room == "today":
            window.show_place(place.room)
        self._settle()

    def _show_form(self) -> None:
        overview = self._window.workspace.overview
        if self._place.form == "new":
            self._window.add_client()
        elif overview is not None and overview.client.id == self._place.client:
            self._window.edit_client(overview.client)

    def _open_dialog(self) -> None:
        """The dialog in which something was typed: its text comes back by itself."""
        side, kind = self._window.pages.side, self._place.dialog.partition(":")[0]
        if kind == "override":
            side.visit_side.deciding.override()
        elif kind == "deferral":
            side.visit_side.deciding.put_off()
        elif kind == "letter":
            side.add_letter()

    def _settle(self) -> None:
        """Scroll and put the cursor back once the page is as long as it was."""
        place, area = self._place, next(iter(_scrolled(self._window)), None)
        longest = area.verticalScrollBar().maximum() if area is not None else 0
        self._looks += 1
        if self._looks < 3 or (longest < place.scroll and self._looks < LOOKS):
            QTimer.singleShot(LOOK_MS, self, self._settle)
            return
        if place.question:
            self._window.pages.visit.jump(place.question)
        elif place.focus:
            _put_focus(self._window, place)
        if place.dialog:
            self._open_dialog()
        if area is None:
            self.done = True
        else:  # behind the page's own scrolling to what has the focus
            QTimer.singleShot(LOOK_MS, self, lambda: self._scroll(area))

    def _scroll(self, area: QAbstractScrollArea) -> None:
        if isValid(area):
            area.verticalScrollBar().setValue(self._place.scroll)
            _show_focus(self._window)
        self.done = True


def _show_focus(window: MainWindow) -> None:
    """Scroll on to the field in which one goes on typing, where it cannot be seen yet."""
    field = window.focusWidget()
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        return
    for area in _scrolled(window):
        if isinstance(area, QScrollArea) and area.isAncestorOf(field):
            area.ensureWidgetVisible(field, 0, 8)


def _once(signal: object, call: Callable[[], None]) -> None:
    signal.connect(lambda *_: call(), Qt.ConnectionType.SingleShotConnection)  # type: ignore[attr-defined]


def _open_draft(window: MainWindow) -> str:
    """The place of the draft whose dialog is open."""
    drafts = window.findChildren(Draft)
    return next((one.place for one in drafts if isinstance(form := one.parent(), QDialog) and form.isVisible()), "")


def _scrolled(window: MainWindow) -> list[QAbstractScrollArea]:
    """The parts of the page that can be scrolled, outermost first."""
    page = window.stack.currentWidget()
    areas = page.findChildren(QAbstractScrollArea) if page is not None else []
    return [area for area in areas if area.isVisible() and not isinstance(area, QPlainTextEdit)]


def _focus(window: MainWindow) -> tuple[str, int]:
    """The field that has the focus as `Kind:number`, and where the cursor stands in it."""
    focused = window.focusWidget()
    if focused is None or not window.frame.isAncestorOf(focused):
        return "", 0
    kind = type(focused).__name__
    number = _of_kind(window, kind).index(focused)
    if isinstance(focused, QLineEdit):
        return f"{kind}:{number}", focused.cursorPosition()
    return f"{kind}:{number}", focused.textCursor().position() if isinstance(focused, QPlainTextEdit) else 0


def _put_focus(window: MainWindow, place: Place) -> None:
    kind, _, number = place.focus.partition(":")
    there = _of_kind(window, kind)
    if not number.isdigit() or int(number) >= len(there):
        return
    field = there[int(number)]
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit):
        field.setCursorPosition(place.cursor)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(place.cursor, len(field.toPlainText())))
        field.setTextCursor(cursor)


def _of_kind(window: MainWindow, kind: str) -> list[QWidget]:
    widgets = window.frame.findChildren(QWidget)
    return [widget for widget in widgets if type(widget).__name__ == kind and widget.isVisible()]
