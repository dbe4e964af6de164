"""Recording a doctor's letter: who wrote it, when, what it answers, until when it holds, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import Precision, When, add_months
from needledesk.domain.letters import MONTHS, Letter, checked, together
from needledesk.domain.protocol import Protocol
from needledesk.errors import BadInput, DeskError
from needledesk.ui.visit.letter_pages import LetterPages
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.segment import Choice
from needledesk.ui.widgets.text import Text

WIDE = 760
HINT = "It makes the verdict your decision, never a plain Proceed. It lifts no “Do not treat”."


class LetterForm(QDialog):
    """`kept` carries the Letter and its pages once they can be kept. Esc leaves everything typed as it is."""

    kept = Signal(object, object)

    def __init__(self, pages: LetterPages, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._until_typed = today, False
        self._rules: tuple[str, ...] = ()
        self.setWindowTitle("Add a letter")
        self.setAccessibleName("Add a letter")
        self.setAccessibleDescription(HINT)
        self.author = LineField("Written by", "Dr S. Brandvold")
        self.author.line.setAccessibleName("Written by")
        self.dated = DateField("Date of the letter", today, quick=("today",))
        self.until = DateField("Valid to", today, past_only=False, quick=())
        self._dated = Field("Date of the letter", self.dated)
        self._until = Field("Valid to", self.until, f"{MONTHS} months from its date, unless it says otherwise")
        self.rules: PillChoices | None = None
        self._answers = QVBoxLayout()
        self._which = Text("", "error", wrap=True)
        self.note = LineField("Note", "what it says in a few words")
        self.pages = pages
        self.refused = Text("", "error", wrap=True)
        self.keep = Button("Keep the letter", "check", "primary", 48, "Ctrl Enter")
        self.cancel = Button("Cancel", height=48)
        self._lay_out()
        self._connect()

    # -- what is shown ------------------------------------------------------------------------------------

    def offer(self, rules: Sequence[str], asked: Sequence[str], protocol: Protocol) -> None:
        """Which rules it may answer. What was chosen before stays, else those of one question are chosen."""
        if tuple(rules) != self._rules:
            chosen = self.rules.values if self.rules is not None else self._only(asked)
            self._make_choices(rules, chosen, protocol)

    def read_dates(self, order: str) -> None:
        """How 03/04 is read: dmy or mdy."""
        for field in (self.dated, self.until):
            field.set_order(order)

    @property
    def typed(self) -> bool:
        """Whether anything would be lost with it."""
        words = (self.author.text, self.note.text, self.dated.day.text(), self.until.day.text())
        return any(words) or bool(self.pages.pages) or bool(self.pages.reading)

    @property
    def letter(self) -> Letter | None:
        """The letter as it is typed; None while its date is no day."""
        dated = _day(self.dated.when)
        if dated is None:
            return None
        until = self.until.when.last_day() if self.until.when is not None else None
        expires = None if until == add_months(dated, MONTHS) else until
        rules = self.rules.values if self.rules is not None else ()
        return Letter(rules, dated, self.author.text, expires, self.note.text)

    def refuse(self, error: DeskError) -> None:
        """Say why it was not kept. Everything typed is still here."""
        self.keep.set_busy(False)
        self.refused.setText(str(error))
        self.refused.show()

    def close_for_good(self) -> None:
        """It was kept."""
        self.keep.set_busy(False)
        self.accept()
        self.deleteLater()

    def come(self) -> None:
        """Show it."""
        self._grow()
        self.open()

    def _grow(self) -> None:
        """As high as it needs to be and the window has room for."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(WIDE, 700)
        wide = min(WIDE, room.width() - 40)
        inside = self._scroll.body.totalHeightForWidth(wide - 12)
        self.resize(wide, min(inside + self._foot.sizeHint().height() + 2, room.height() - 40))

    # -- keeping ------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Hand the letter on, or say what is missing and bring the cursor there."""
        if not self.keep.isEnabled():
            return
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)  # a date being typed is read when the cursor leaves it
        letter = self.letter
        if not self._all_right(letter) or letter is None:
            return
        try:
            letter = checked(letter, self._today)
        except BadInput as error:
            self.refuse(error)
            return
        self.refused.hide()
        self.keep.set_busy(True)
        self.kept.emit(letter, self.pages.pages)

    def _all_right(self, letter: Letter | None) -> bool:
        self.author.complain("" if self.author.text else "Type the name of the doctor or prescriber")
        unread = "" if self.dated.error() else "Day, month and year, please: it holds from then on"
        self._dated.complain("" if letter is not None else unread)
        early = letter is not None and letter.expires is not None and letter.expires < letter.dated
        self._until.complain("It cannot end before its date" if early else "")
        chosen = self.rules is not None and bool(self.rules.values)
        self._show_which("" if chosen else "Choose which questions it answers")
        first = next(iter(self.rules.pills.values())) if self.rules is not None and self.rules.pills else self.keep
        for wrong, control in (
            (bool(self.author.wrong), self.author.line),
            (letter is None, self.dated.day),
            (early or bool(self.until.error()), self.until.day),
            (not chosen, first),
        ):
            if wrong:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    # -- internals ----------------------------------------------------------------------------------------

    @staticmethod
    def _only(asked: Sequence[str]) -> tuple[str, ...]:
        """One question waits for a letter: this one is its answer. Of several, the reader says which."""
        alone = together(asked[:1])
        return alone if set(asked) <= set(alone) else ()

    def _make_choices(self, rules: Sequence[str], chosen: Sequence[str], protocol: Protocol) -> None:
        if self.rules is not None:
            self._answers.removeWidget(self.rules)
            self.rules.hide()
            self.rules.deleteLater()
        self._rules = tuple(rules)
        choices = [Choice(rule, protocol.rules[rule].title, "check") for rule in rules]
        self.rules = PillChoices(choices, "It answers", many=True)
        self.rules.set_values(chosen)
        self.rules.toggled.connect(self._toggled)
        self._answers.insertWidget(1, self.rules)
        QWidget.setTabOrder(self.until.day, self.rules)

    def _toggled(self, rule: str, on: bool) -> None:
        """Cold sores and their prevention stand in one letter: the one brings the other, which may be taken off."""
        if on and self.rules is not None:
            self.rules.set_values({*self.rules.values, *together((rule,))})
        self._show_which("")

    def _dated_as(self, when: When | None) -> None:
        """The usual end follows the date until somebody types another."""
        self._dated.complain("")
        dated = _day(when)
        if dated is not None and not self._until_typed:
            self.until.when = When(add_months(dated, MONTHS).isoformat())

    def _until_as(self, when: When | None) -> None:
        self._until.complain("")
        self._until_typed = when is not None

    def _show_which(self, text: str) -> None:
        self._which.setText(text)
        self._which.setVisible(bool(text))

    def _count_pages(self) -> None:
        """A page on its way in is waited for."""
        reading = self.pages.reading
        self.keep.setEnabled(not reading)
        self.keep.setAccessibleDescription("A page is still being read" if reading else "Key Ctrl Enter")
        QTimer.singleShot(0, self, self._grow)  # once the page has its place

    def _connect(self) -> None:
        self.dated.changed.connect(self._dated_as)
        self.until.changed.connect(self._until_as)
        self.pages.changed.connect(self._count_pages)
        self.keep.clicked.connect(self.take)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.take)

    def _lay_out(self) -> None:
        self._which.hide()
        self.refused.hide()
        self._answers.setSpacing(4)
        self._answers.addWidget(Text("It answers", "lab"))
        self._answers.addWidget(self._which)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for place, field in enumerate((self.author, self.note, self._dated, self._until)):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        scroll = self._scroll = ScrollColumn()
        scroll.body.setContentsMargins(24, 18, 24, 8)
        scroll.body.setSpacing(10)
        scroll.body.addWidget(Text("Add a letter", "title", wrap=True))
        scroll.body.addWidget(Text(HINT, "small", wrap=True))
        scroll.body.addLayout(grid)
        scroll.body.addLayout(self._answers)
        scroll.body.addWidget(self.pages)
        scroll.body.addStretch(1)
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.refused, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)


def _day(when: When | None) -> date | None:
    return when.last_day() if when is not None and when.precision is Precision.DAY else None
