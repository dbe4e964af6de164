"""A date as people know it: typed freely, picked from a calendar, or by a quick key."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget, QWidgetAction

from needledesk.domain.calendar import Precision, When
from needledesk.errors import BadInput
from needledesk.ui.widgets import typed_date
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.text import Text

QUICK = {"today": "Today", "yesterday": "Yesterday", "month": "Month only", "unknown": "Not known"}


class _DayEdit(QLineEdit):
    """The typed date, with the calendar button inside at the left."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Type a day, a month or a year")
        self.setPlaceholderText("19 Nov 2026")
        self.setProperty("cls", "date")
        self.setTextMargins(30, 0, 0, 0)
        self.setFixedHeight(44)
        self.button = IconButton("calendar", f"{name}: calendar", "quiet", parent=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the left."""
        super().resizeEvent(event)
        self.button.setGeometry(0, 0, 44, 44)


class DateField(QWidget):
    """Gives a When. `changed` carries it, or None for an emptied field, once what was typed makes sense.

    `order` is dmy or mdy, for 03/04. `past_only` refuses days to come. `with_time` adds a time of day, for waits
    counted in hours. What makes no sense stays in the field with the reason in red under it, and counts as no date.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        today: date,
        order: str = "dmy",
        with_time: bool = False,
        past_only: bool = True,
        quick: Sequence[str] = ("today", "yesterday", "month"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._today, self._order, self._past_only = name, today, order, past_only
        self._when: When | None = None
        self.setAccessibleName(name)
        self.day = _DayEdit(name, self)
        self.day.editingFinished.connect(self._read)
        self.day.textEdited.connect(lambda _: self._complain(""))
        self.day.button.clicked.connect(self._open_calendar)
        self.time = QLineEdit()
        self.time.setAccessibleName(f"{name}: time of day")
        self.time.setPlaceholderText("14:30")
        self.time.setFixedSize(84, 44)
        self.time.editingFinished.connect(self._read)
        self.time.setVisible(with_time)
        self._error = Text("", "error", wrap=True)
        self._error.hide()
        self._lay_out(quick)

    @property
    def when(self) -> When | None:
        """What the field says; None while it is empty."""
        return self._when

    @when.setter
    def when(self, when: When | None) -> None:
        if when == self._when and self.error():
            return  # what was typed stays, to be mended
        self._when = when
        self._show()

    def set_today(self, today: date) -> None:
        """Which day it is: for a missing year, and for days to come."""
        self._today = today

    def set_order(self, order: str) -> None:
        """How 03/04 is read: dmy or mdy."""
        self._order = order

    def pick(self, day: date) -> None:
        """Take a day, as from the calendar: the time of day that stands in the field stays."""
        self._take_day(day.isoformat())

    def error(self) -> str:
        """What is wrong with the text in the field; empty if nothing."""
        return self._error.text()

    def _lay_out(self, quick: Sequence[str]) -> None:
        row = Flow(8)
        row.addWidget(self.day)
        row.addWidget(self.time)
        for key in quick:
            button = Button(QUICK[key])
            button.setAccessibleName(f"{self._name}: {QUICK[key]}")
            button.clicked.connect(lambda _=False, key=key: self._pick_quick(key))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._error)
        self.day.setMinimumWidth(172)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _read(self) -> None:
        """Take what was typed, or say why not."""
        if self.day.text() == typed_date.show(self._when) and self.time.text() == self._clock_text():
            return
        try:
            when = typed_date.read(self.day.text(), self._today, self._order, self._past_only)
            clock = typed_date.read_time(self.time.text()) if self.time.isVisibleTo(self) else None
        except BadInput as error:
            self._complain(error.happened)
            self._tell(None)
            return
        self._take(_at(when, clock))

    def _take(self, when: When | None) -> None:
        """Show it, and say so if it is another one. A time of day that waits for its day stays."""
        self._complain("")
        self._tell(when)
        waiting = self.time.text() if when is None else ""
        self._show()
        self.time.setText(waiting or self.time.text())

    def _tell(self, when: When | None) -> None:
        if when != self._when:
            self._when = when
            self.changed.emit(when)

    def _show(self) -> None:
        self._complain("")
        self.day.setText(typed_date.show(self._when))
        self.time.setText(self._clock_text())

    def _clock_text(self) -> str:
        clock = self._when.clock() if self._when is not None and self._when.known else None
        return f"{clock:%H:%M}" if clock is not None else ""

    def _complain(self, text: str) -> None:
        if text == self._error.text():
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.day.setProperty("wrong", bool(text))
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)
        if text:
            announce(self.day, text, urgent=True)

    def _pick_quick(self, key: str) -> None:
        if key == "unknown":
            self._take(When(Precision.UNKNOWN))
        elif key == "month":
            self._keep_month()
        else:
            day = self._today - timedelta(days=1 if key == "yesterday" else 0)
            self._take_day(day.isoformat())

    def _keep_month(self) -> None:
        """Forget the day; with no date yet, ask for the month."""
        if self._when is not None and self._when.precision in (Precision.DAY, Precision.MINUTE):
            self._take(When(self._when.text[:7]))
            return
        self.day.setPlaceholderText("Nov 2026")
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_day(self, text: str) -> None:
        """A day that was picked, at the time of day that stands in the field."""
        clock = self._when.clock() if self._when is not None and self._when.known else self._waiting_time()
        self._take(_at(When(text), clock))

    def _waiting_time(self) -> time | None:
        """A time of day that was typed before its day; None where it makes no sense."""
        with contextlib.suppress(BadInput):
            return typed_date.read_time(self.time.text())
        return None

    def _open_calendar(self) -> None:
        from PySide6.QtWidgets import QCalendarWidget  # only here: it is large and seldom needed

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._past_only:
            calendar.setMaximumDate(QDate(self._today.year, self._today.month, self._today.day))
        shown = self._when.last_day() if self._when is not None and self._when.known else None
        day = shown or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        calendar.clicked.connect(self._pick_day)
        calendar.activated.connect(self._pick_day)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self.day.mapToGlobal(QPoint(0, self.day.height() + 4)))
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick_day(self, picked: QDate) -> None:
        self._take_day(picked.toString(Qt.DateFormat.ISODate))


def _at(when: When | None, clock: time | None) -> When | None:
    """A day with its time of day, where both are known."""
    if when is None or clock is None or when.precision is not Precision.DAY:
        return when
    return When(f"{when.text}T{clock:%H:%M}")
