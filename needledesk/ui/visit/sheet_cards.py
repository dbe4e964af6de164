"""Beside the preview: which dates stand on the sheet, and what the client was given."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Intensity
from needledesk.domain.visits import HandoutGiven, Visit
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

_WAYS = (("printed", "Printed", "printer-check"), ("exported", "Exported", "file-check"))


class DatesCard(Card):
    """The dates of the sheet, one line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Dates on this sheet")
        self.body.setContentsMargins(16, 12, 16, 8)
        self.body.setSpacing(0)
        self.body.addWidget(Text("Dates on this sheet", "lab"))
        self.body.addSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self._rows: list[QWidget] = []

    def show_dates(self, dates: AftercareDates, protocol: Protocol, intensity: Intensity | None) -> None:
        """Show these dates."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(name, day) for name, day in lines(dates, protocol, intensity)]
        for row in self._rows:
            self._lines.addWidget(row)


def lines(dates: AftercareDates, protocol: Protocol, intensity: Intensity | None) -> Iterator[tuple[str, str]]:
    """What may be done again, and when; lines of an extension only while its rule is on."""
    yield "Makeup", say_moment(dates.makeup_from)
    yield "Retinol, acids, scrubs", say_moment(dates.no_actives_until)
    if protocol.on("X-33"):
        yield "Shaving", say_moment(dates.shaving_from)
    if protocol.on("X-32"):
        yield "Sweaty exercise, sauna, swim", say_moment(dates.exercise_from)
    yield "Aspirin, ibuprofen, oils", f"not before {say_day(dates.restart_otc_and_supplements_from)}"
    if protocol.on("X-33"):
        yield "Waxing, threading", say_moment(dates.waxing_from)
    if intensity is not None:
        deep = intensity is Intensity.DEEP
        first = dates.next_deep_from if deep else dates.next_mild_from
        last = dates.next_deep_to if deep else dates.next_mild_to
        yield "Next session", f"{say_day(first)} to {say_day(last)}"


class GivenCard(Card):
    """When the sheet was last printed and exported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Given to the client")
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(4)
        self.body.addWidget(Text("Given to the client", "lab"))
        self._icons: dict[str, IconView] = {}
        self.times: dict[str, Text] = {}
        for how, word, icon in _WAYS:
            self._add(how, word, icon)

    def show_visit(self, visit: Visit) -> None:
        """Show what this visit's client was given."""
        for how, _, icon in _WAYS:
            given = [handout for handout in visit.handouts if handout.how == how]
            self._icons[how].show_icon(icon if given else _blank(how), "proceed" if given else "ink3")
            self.times[how].setText(_when(given, visit))
            self.times[how].restyle("smallbold" if given else "small", "ink" if given else "")

    def _add(self, how: str, word: str, icon: str) -> None:
        self._icons[how], self.times[how] = IconView(icon, "ink3", 18), Text("", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icons[how])
        row.addWidget(Text(word, "small", "ink"), 1)
        row.addWidget(self.times[how])
        self.body.addLayout(row)


def _blank(how: str) -> str:
    return "printer" if how == "printed" else "file-down"


def _when(given: list[HandoutGiven], visit: Visit) -> str:
    if not given:
        return "not yet"
    last = max(given, key=lambda handout: handout.at.timestamp()).at
    finished = visit.treatment.finished
    same_day = finished is not None and finished.date() == last.date()
    text = f"{last:%H:%M}" if same_day else say_moment(last)
    return text if len(given) == 1 else f"{text}, {len(given)} times"


def _row(name: str, day: str) -> QWidget:
    row = QWidget()
    row.setFixedHeight(Theme.current().scaled(20) + 12)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(Text(name), 1)
    line.addWidget(Text(day, "bold"))
    return row
