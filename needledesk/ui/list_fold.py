"""The list of clients where it is not part of the page: unfolded over it, searched from it, folded again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from needledesk.ui.frame import Frame

if TYPE_CHECKING:
    from needledesk.ui.today.page import TodayPage


class ListFold:
    """What Ctrl+F, Esc and the panel button do, and the search field of the day's page."""

    def __init__(self, frame: Frame, beside: Callable[[], bool]) -> None:
        """`beside`: whether the page has the verdict's column beside it."""
        self._frame, self._clients, self._beside = frame, frame.clients, beside

    def toggle(self) -> None:
        """Unfold the list over the page, or fold it again."""
        if self._frame.list_shown:
            self.fold()
        else:
            self._unfold()
            self._clients.go_search()

    def fold(self) -> None:
        """Fold the list; the keys go to the page."""
        self._frame.show_parts(False, side=self._beside(), over=True)
        self._frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_search(self) -> None:
        """The search field of the list, with what was typed on the day's page."""
        if not self._clients.isVisible():
            self.toggle()
        self._clients.go_search()

    def follow(self, text: str) -> None:
        """Show who matches what is typed on the page, which keeps the keys; nothing typed folds the list."""
        self._clients.search.setText(text)
        if text:
            self._unfold()
        else:
            self._frame.show_parts(False, side=self._beside(), over=True)

    def back(self, page: TodayPage) -> None:
        """Esc on the day's page: the list and its search are left first, then the page goes back by itself."""
        if self._frame.list_shown:
            page.search.clear()
            self.fold()
        else:
            page.back()

    def _unfold(self) -> None:
        self._frame.show_parts(True, side=self._beside(), over=True)
