"""What a yes carries: when, prescribed or not, still taken, its name, where. Only what the question asks is shown."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Ask, Question, Unit, Window
from needledesk.ui.theme import Theme
from needledesk.ui.typing_pause import TypingPause
from needledesk.ui.visit.row_outcome import RowOutcome
from needledesk.ui.visit.zone_field import ZoneField
from needledesk.ui.widgets.answer_segment import AnswerSegment
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice
from needledesk.ui.widgets.sharing_flow import SharingFlow
from needledesk.ui.widgets.text import Text

#: Milliseconds after the last key before a typed name is handed on.
TYPING_PAUSE = 400
#: px at text size 100 % below which words get a line of their own.
LEAST_WORDS = 170
PRESCRIBED = "Did a doctor prescribe it, or tell you to take it?"
REPLY_KEYS = {Qt.Key.Key_Y: Reply.YES, Qt.Key.Key_N: Reply.NO, Qt.Key.Key_U: Reply.UNSURE}


class SubRow(QWidget):
    """The lines under a yes. `changed` carries the answer as it now reads."""

    changed = Signal(object)
    left = Signal()  # Enter in the field of a name or of details

    def __init__(self, question: Question, window: Window | None, today: date, order: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._answer = Answer(Reply.YES)
        self._refill: list[Callable[[Answer], None]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 3)
        self._column.setSpacing(8)
        self._result = _Result()
        self._typing = TypingPause(self, TYPING_PAUSE)
        self._typing.over.connect(self.keep_typed)
        self._typed: dict[str, QLineEdit] = {}
        self.date: DateField | None = None
        self.prescribed: AnswerSegment | None = None
        self._build(window, today, order)

    def show_answer(self, answer: Answer, outcome: RowOutcome) -> None:
        """Show what the yes carries, and what comes of it."""
        self._answer = answer
        for refill in self._refill:
            refill(answer)
        self._result.show_outcome(outcome)

    def keep_typed(self) -> None:
        """Hand on what was typed and still waits."""
        self._typing.stop()
        texts = {name: field.text() for name, field in self._typed.items()}
        self._change(**texts)

    def first_field(self) -> QWidget | None:
        """Where the focus goes once the question was answered yes."""
        fields = [child for child in self.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return fields[0] if fields else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N, U answer the question about the prescription while it has the focus."""
        segment, reply = self.prescribed, REPLY_KEYS.get(Qt.Key(event.key()))
        if segment and reply and segment.isAncestorOf(self.focusWidget()) and not event.modifiers():
            segment.choose(reply)
        else:
            super().keyPressEvent(event)

    def _build(self, window: Window | None, today: date, order: str) -> None:
        asks = self._question.asks
        if Ask.LAST in asks:
            self._add_line(Text(self._question.last_label, "small"), self._date(window, today, order))
        if Ask.ZONES in asks:
            self._add_line(Text("Where", "small"), self._zones())
        if Ask.PRESCRIBED in asks:
            self._add_line(Text(PRESCRIBED, "small", wrap=True), self._prescribed())
        words = self._words(asks)
        if words:
            self._add_line(*words)

    def _words(self, asks: Container[Ask]) -> list[QWidget]:
        """What is said in words or with one tap: still taking it, in the past, name, details."""
        parts: list[QWidget] = []
        if Ask.CURRENT in asks:
            parts.append(self._toggle("current", "Still taking it"))
        if Ask.PAST in asks:
            parts.append(self._toggle("past", "In the past, not now"))
        if Ask.NAME in asks:
            parts.append(_named("Name", self._text("name", "What it is called")))
        if Ask.DETAIL in asks or Ask.DETAIL_REQUIRED in asks:
            hint = "What is it?" if Ask.DETAIL_REQUIRED in asks else "Anything worth noting"
            parts.append(_named("Details", self._text("detail", hint)))
        return parts

    def _add_line(self, *parts: QWidget) -> None:
        """One line, or more where the row is narrow; the first has the result at its right end or below it."""
        line, least = SharingFlow(8), Theme.current().scaled(LEAST_WORDS)
        for part in parts:
            wraps = isinstance(part, Text) and part.wordWrap()
            typed = isinstance(part, _Named)
            line.addWidget(part, 2 if typed else int(wraps), least if typed or wraps else 0)
        if not self._column.count():
            line.addWidget(self._result, 1)
        self._column.addLayout(line)

    def _date(self, window: Window | None, today: date, order: str) -> DateField:
        hours = window is not None and window.unit is Unit.HOURS
        long = window is not None and window.unit in (Unit.MONTHS, Unit.YEARS)
        quick = ("month", "unknown") if long else ("today", "yesterday", "unknown")
        name = f"{self._question.title}: {self._question.last_label.lower()}"
        field = DateField(name, today, order, with_time=hours, quick=quick)
        field.changed.connect(lambda when: self._change(last=when))

        def refill(answer: Answer) -> None:
            if field.when != answer.last:
                field.when = answer.last
            field.setEnabled(not answer.current)

        self._refill.append(refill)
        self.date = field
        return field

    def _prescribed(self) -> AnswerSegment:
        segment = AnswerSegment(f"{self._question.title}: prescribed by a doctor")
        segment.answered.connect(lambda reply: self._change(prescribed=reply))

        def refill(answer: Answer) -> None:
            segment.reply = answer.prescribed

        self._refill.append(refill)
        self.prescribed = segment
        return segment

    def _zones(self) -> ZoneField:
        field = ZoneField(f"{self._question.title}: where")
        field.changed.connect(lambda zones: self._change(zones=zones))
        self._refill.append(lambda answer: field.show_zones(answer.zones))
        return field

    def _toggle(self, name: str, label: str) -> PillChoices:
        toggle = PillChoices([Choice(name, label)], f"{self._question.title}", many=True)
        toggle.toggled.connect(lambda _, on: self._change(**{name: on}))
        self._refill.append(lambda answer: toggle.set_values([name] if getattr(answer, name) else []))
        return toggle

    def _text(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(f"{self._question.title}: {name}")
        field.setPlaceholderText(hint)
        field.setMinimumWidth(160)
        field.textEdited.connect(lambda _: self._typing.touch())
        field.editingFinished.connect(self.keep_typed)
        field.returnPressed.connect(self.left)

        def refill(answer: Answer) -> None:
            text = getattr(answer, name)
            if field.text() != text and not self._typing.running:
                field.setText(text)

        self._refill.append(refill)
        self._typed[name] = field
        return field

    def _change(self, **changes: When | Reply | str | bool | tuple[str, ...] | None) -> None:
        answer = replace(self._answer, **changes)  # type: ignore[arg-type]
        if answer != self._answer:
            self._answer = answer
            self.changed.emit(answer)


class _Result(QWidget):
    """What comes of the answer, at the right end of the first line."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._text = IconView("", px=20), Text("", "h3", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self._text)

    def sizeHint(self) -> QSize:
        """As wide as its words in two lines, with the icon."""
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        longest = max(map(self._text.fontMetrics().horizontalAdvance, self._text.text().split()), default=0)
        return QSize(40 + max(longest, round(words * 0.6)), super().sizeHint().height())

    def show_outcome(self, outcome: RowOutcome) -> None:
        """Show icon and words, or nothing."""
        self._icon.show_icon(outcome.icon, outcome.tone)
        self._text.setText(outcome.text)
        self._text.set_tone(outcome.tone)
        self._text.setAccessibleName(outcome.text)
        self.setVisible(bool(outcome.text))


class _Named(QWidget):
    """A field with its name before it; they stay together."""


def _named(name: str, field: QLineEdit) -> _Named:
    both = _Named()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Text(name, "small"))
    row.addWidget(field, 1)
    return both
