"""The reasons of a verdict, worst first, then what is open: over four they scroll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.domain.protocol import Status
from needledesk.domain.screening import Finding, Verdict
from needledesk.domain.verdict_text import told
from needledesk.ui.widgets.finding_row import FindingRow
from needledesk.ui.widgets.scroll import ScrollColumn

SHOWN = 4
PEEP = 24  # px of the fifth row, so that it is seen that there is more


class Reasons(ScrollColumn):
    """Rows of reasons. `jump_requested` carries the key of a question."""

    jump_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.setContentsMargins(14, 2, 14, 2)
        self.body.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows: list[FindingRow] = []

    @property
    def filled(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._rows)

    def show_verdict(self, verdict: Verdict, questions: Mapping[str, str]) -> None:
        """Show every reason of the verdict. A row that stays the same is kept as it is, opened or not."""
        findings = list(told(verdict))
        if verdict.open_questions:
            findings.append(open_line(verdict, questions))
        old, self._rows = self._rows, []
        for finding in findings:
            row = next((row for row in old if _same(row.finding, finding)), None)
            if row is not None:
                old.remove(row)
            self._add(row or self._make(finding), finding)
        for row in old:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.updateGeometry()

    def _make(self, finding: Finding) -> FindingRow:
        row = FindingRow(finding)
        row.jump_requested.connect(self.jump_requested)
        return row

    def _add(self, row: FindingRow, finding: Finding) -> None:
        """Put a row last, where it is not there already."""
        place = len(self._rows)
        if row.finding != finding:
            row.tell(finding)
        if self.body.indexOf(row) != place:
            self.body.insertWidget(place, row)
        row.set_first(not place)
        row.show()
        self._rows.append(row)

    def sizeHint(self) -> QSize:
        """As high as its rows at the present width, and as four of them at the most."""
        wide = self.viewport().width() - 28
        tall = sum(_height(row, wide) + 1 for row in self._rows[:SHOWN]) + 4
        return QSize(240, tall + (PEEP if len(self._rows) > SHOWN else 0))

    def minimumSizeHint(self) -> QSize:
        """One row and a half."""
        return QSize(200, min(90, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A row that opens needs more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def open_line(verdict: Verdict, questions: Mapping[str, str]) -> Finding:
    """What is not answered, as a row of its own."""
    first = verdict.open_questions[0]
    name = questions.get(first, "")
    title = f"Open: {name}" if len(verdict.open_questions) == 1 and name else _count(verdict)
    names = ", ".join(questions[key] for key in verdict.open_questions[:8] if key in questions)
    return Finding(
        rule="",
        status=Status.INCOMPLETE,
        title=title,
        reason="Unsure and blank are never a no",
        arithmetic="",
        question=names,
        answer="",
        line="",
        key=first,
    )


def _same(one: Finding, other: Finding) -> bool:
    """Whether a row of the one can show the other: with and without its sum, and the line of what is open."""
    bare, of_open = replace(one, arithmetic="", earliest=None), one.rule == other.rule == ""
    return bare == replace(other, arithmetic="", earliest=None) or (of_open and one.status is other.status)


def _count(verdict: Verdict) -> str:
    parts = ((len(verdict.blank), "blank"), (len(verdict.unsure), "unsure"))
    return "Open: " + ", ".join(f"{count} {word}" for count, word in parts if count)


def _height(row: QWidget, wide: int) -> int:
    return row.heightForWidth(wide) if row.hasHeightForWidth() else row.sizeHint().height()
