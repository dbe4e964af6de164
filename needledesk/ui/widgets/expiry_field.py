"""The expiry date as it is printed on a box: often only a month, and then its last day counts."""

from __future__ import annotations

import calendar as months
import re
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from needledesk.errors import BadInput
from needledesk.ui.widgets import typed_date

HINT = "Write it like 03/2028 or 31 Mar 2028"
_MONTH_FIRST = re.compile(r"(\d{1,2}) ?[/.\- ] ?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4}) ?[/.\- ] ?(\d{1,2})")


def read_expiry(text: str, today: date, order: str = "dmy") -> date | None:
    """The last day it may be used; None for nothing. `03/28` is March 2028, as boxes print it. Raises BadInput."""
    text = text.strip()
    if match := _MONTH_FIRST.fullmatch(text):
        return _last_day(int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _last_day(int(match[1]), int(match[2]))
    try:
        when = typed_date.read(text, today, order, past_only=False)
    except BadInput:
        raise BadInput(HINT) from None
    if when is not None and not when.known:
        raise BadInput(HINT)
    return when.last_day() if when is not None else None


def show_expiry(day: date | None) -> str:
    """`31 Mar 2028`: the month is a word, so that no country reads it wrong."""
    return f"{day.day} {day:%b %Y}" if day is not None else ""


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise BadInput("There are 12 months")
    return date(year, month, months.monthrange(year, month)[1])


class ExpiryField(QLineEdit):
    """A line for an expiry date. `expires` is the day, None while there is none or the text makes no sense; `problem`
    then says why. The text becomes the whole date once the field is left.
    """

    def __init__(self, name: str, today: date, order: str = "dmy", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._order = today, order
        self.setAccessibleName(name)
        self.setAccessibleDescription("Month and year, or a day")
        self.setPlaceholderText("MM/YYYY")
        self.setFixedHeight(44)
        self.editingFinished.connect(self._write_out)

    def set_today(self, today: date, order: str) -> None:
        """Which day it is, and how 03/04/2028 is read: dmy or mdy."""
        self._today, self._order = today, order

    @property
    def expires(self) -> date | None:
        """The day that the text means."""
        try:
            return read_expiry(self.text(), self._today, self._order)
        except BadInput:
            return None

    @property
    def problem(self) -> str:
        """Why the text is no date; empty if it is one, or nothing."""
        try:
            read_expiry(self.text(), self._today, self._order)
        except BadInput as error:
            return error.happened
        return ""

    def show_expires(self, day: date | None) -> None:
        """Show that day. Text that makes no sense stays for the user to mend while there is no day to show."""
        if day != self.expires or (day is None and not self.problem):
            self.setText(show_expiry(day))

    def _write_out(self) -> None:
        if self.expires is not None:
            self.setText(show_expiry(self.expires))
