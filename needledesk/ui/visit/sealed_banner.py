"""The line above a closed visit: since when it is sealed, whether the seal holds, and what can still be done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.seals import SealedVisit
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.visit.papers import expects_another
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

BROKEN = "The seal is broken: this visit was changed after it was closed"
#: What it means, what is safe, what to do.
MEANS = (
    "Not by NeedleDesk: another program wrote into the record file. What you see is what the file holds now;"
    " reading it changes nothing, and amendments show their own seals. Compare it with a printed record or an older"
    " backup, and note what differs in an amendment."
)


class SealedBanner(QWidget):
    """Teal while the seal holds, red once it is broken. Shown while the visit is closed."""

    print_requested = Signal()
    amend_requested = Signal()
    before_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._broken = False
        self.icon = IconView("lock", "primary", 24)
        self.text, self.note = Text("", "bold", wrap=True), Text("", "small", wrap=True)
        self.voided = Text("", "smallbold", "stop", wrap=True)
        self.before = Button("Before-treatment sheet", "file-text")
        self.print = Button("Print the visit", "printer")
        self.amend = Button("Add an amendment", "file-pen", "tonal")
        self.before.clicked.connect(self.before_requested)
        self.print.clicked.connect(self.print_requested)
        self.amend.clicked.connect(self.amend_requested)
        words = QVBoxLayout()
        words.setSpacing(0)
        for line in (self.voided, self.text, self.note):
            words.addWidget(line)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self.icon)
        self._row.addLayout(words, 1)
        for button in (self.before, self.print, self.amend):
            self._row.addWidget(button)
        self.fit()
        self.hide()

    def show_visit(self, visit: Visit, sealed: SealedVisit | None) -> None:
        """Say since when it is closed and what was found of its seal, or go."""
        self.setVisible(sealed is not None)
        if sealed is None:
            return
        self.before.setVisible(expects_another(visit))
        self._broken = not sealed.unbroken
        since = f"Closed and sealed {say_moment(sealed.seal.at, year=True)}"
        self.icon.show_icon("octagon-alert" if self._broken else "lock", "stop" if self._broken else "primary")
        self.text.setText(BROKEN if self._broken else since)
        self.text.set_tone("stop" if self._broken else "")
        self.note.setText(f"{MEANS} {since}, {_facts(visit, sealed)}." if self._broken else _facts(visit, sealed))
        self._show_voiding(sealed)
        voided = self.voided.text() if sealed.voiding is not None else ""
        self.setAccessibleName(". ".join(part for part in (voided, self.text.text()) if part))
        if self._broken:
            announce(self, BROKEN, urgent=True)
        self.update()

    def show_busy(self, what: str) -> None:
        """While the record is being given, its button shows it and cannot be pressed."""
        self.print.set_busy(what == "print")

    def fit(self) -> None:
        """Less air on a short screen."""
        short = Theme.current().short
        self._row.setContentsMargins(40, 18 if short else 26, 35, 8 if short else 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A tinted box within the page's margins."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, family = Theme.current(), "stop" if self._broken else "primary"
        rect = QRectF(self.rect()).adjusted(24, 10 if theme.short else 16, -24, 0)
        strokes.box(painter, rect, theme.colour(f"{family}_soft"), theme.colour(f"{family}_line"))

    def _show_voiding(self, sealed: SealedVisit) -> None:
        voiding = sealed.voiding
        if voiding is not None:
            by = f", {voiding.author}" if voiding.author else ""
            self.voided.setText(f"Voided {say_moment(voiding.at, year=True)}{by}: {voiding.reason}. Content kept")
        self.voided.setVisible(voiding is not None)


def _facts(visit: Visit, sealed: SealedVisit) -> str:
    """`M. Averil · protocol v2 · seal 7F3A-91C2, checked today 14:50: unchanged`."""
    found = "unchanged" if sealed.unbroken else "broken"
    checked = f"seal {sealed.seal.code}, checked today {sealed.checked:%H:%M}: {found}"
    return " · ".join(part for part in (sealed.seal.by, f"protocol v{visit.protocol_version}", checked) if part)
