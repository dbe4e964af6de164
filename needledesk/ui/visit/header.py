"""The head of a visit: who it is, what must not be overlooked, and whether everything is on disk."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.clients import Alert, Client, age
from needledesk.domain.visits import Visit
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.avatar import Avatar
from needledesk.ui.widgets.buttons import IconButton
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.elided import Elided
from needledesk.ui.widgets.save_state import SaveState

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
#: Chips shown by name; the rest is one chip that names them when asked.
CHIPS_SHOWN = 3


class VisitHeader(QWidget):
    """`panel_requested`: the list of clients is wanted back. `papers_requested`: what can be had on paper."""

    panel_requested = Signal()
    papers_requested = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.panel = IconButton("panel-left-open", "Show client list")
        self.panel.clicked.connect(self.panel_requested)
        self.papers = IconButton("printer", "Papers of this visit", "quiet")
        self.papers.clicked.connect(self.papers_requested)
        self._avatar = Avatar("", 48)
        self.name, self.facts = Elided("", "name"), Elided("", "small")
        self._chips = AlertChips()
        self.save_state = SaveState()
        self._closed = ""  # the word for a visit that nothing is saved of any more
        self._lay_out()
        background.saving.connect(self._saving)
        background.saved.connect(self._saved)
        background.not_saved.connect(self._not_saved)

    def show_visit(self, visit: Visit, client: Client, now: datetime) -> None:
        """Show whose visit it is, and the alerts. What was just read from the file is on disk `now`."""
        self._avatar.set_initials(client.details.initials)
        self.name.setText(client.details.name)
        self.facts.setText(facts(visit, client))
        self._chips.show_alerts(client.details.alerts)
        self._closed = ("Voided" if visit.voiding else "Sealed") if visit.closed else ""
        if self._closed:
            self.save_state.show_closed(self._closed)
        elif not self.save_state.text() or self.save_state.closed:
            self.save_state.show_saved(now)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(12)
        row.addWidget(self.panel)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self._chips)
        row.addWidget(self.save_state)
        row.addWidget(self.papers)
        self.fit()

    def fit(self) -> None:
        """Take the height that the screen allows."""
        self.setFixedHeight(Theme.current().size("header"))

    def _saving(self, count: int) -> None:
        if count and not self._background.unsaved:
            self.save_state.show_saving()

    def _saved(self, at: datetime) -> None:
        if self._closed:
            self.save_state.show_closed(self._closed)
        else:
            self.save_state.show_saved(at)

    def _not_saved(self, error: DeskError) -> None:
        self.save_state.show_not_saved("Not saved, disk full" if "full" in error.happened else "Not saved")


class AlertChips(QWidget):
    """The alerts of a client in two rows at the most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._alerts: tuple[Alert, ...] = ()

    def show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        """Show these, and only these."""
        if alerts == self._alerts:
            return
        self._alerts = alerts
        for old in self.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        chips = [Chip.for_alert(alert) for alert in alerts[:CHIPS_SHOWN]]
        rest = alerts[CHIPS_SHOWN:]
        if rest:
            more = Chip(f"{len(rest)} more")
            names = ", ".join(alert.text for alert in rest)
            more.setToolTip(names)
            more.setAccessibleName(f"{len(rest)} more: {names}")
            chips.append(more)
        self._add_row(chips[:2])
        self._add_row(chips[2:])

    def _add_row(self, chips: list[Chip]) -> None:
        if not chips:
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for chip in chips:
            row.addWidget(chip)
        self._column.addLayout(row)


def facts(visit: Visit, client: Client) -> str:
    """`27 years · Fitzpatrick IV · new client · visit Sun 22 Nov, 13:30`; who is known has a number and a day."""
    details = client.details
    if visit.closed is not None:
        what = f"Session {visit.session}" if visit.treatment.finished else "Not treated"
        voided = " · voided" if visit.voiding is not None else ""
        return f"{what}{voided} · {say_day(visit.opened.date(), year=True)} · read only"
    parts = [f"{age(details.born, visit.opened.date())} years"] if details.born else []
    parts += [f"Fitzpatrick {_ROMAN[details.skin_type]}"] if details.skin_type else []
    if visit.session == 1:
        return " · ".join([*parts, "new client", f"visit {say_moment(visit.opened)}"])
    session = f"session {visit.session}" + (f" of {details.course}" if details.course >= visit.session else "")
    return " · ".join([*parts, session, say_day(visit.opened.date(), year=True)])
