"""Treat or do not treat: the practitioner's own decision, with a reason that says something."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from needledesk.domain.decisions import Decision
from needledesk.domain.reasons import IN_WORDS, typed_reason
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text

KEPT = "Kept in the record and printed."
TOO_SHORT = f"A reason of {IN_WORDS} letters or more. {KEPT}"


class DecisionBox(QWidget):
    """The two-part segment, the reason and the button that keeps both. `decided` carries treat and reason."""

    decided = Signal(bool, str)
    typed = Signal()  # side or reason, by hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[str, str] = ("", "")
        choices = (Choice("treat", "Treat", "check", "decide"), Choice("leave", "Do not treat", "x", "decide"))
        self._segment = Segment(choices, "Your decision")
        self._segment.chosen.connect(self._chosen)
        self._reason = QPlainTextEdit()
        self._reason.setAccessibleName("Reason for your decision")
        self._reason.setPlaceholderText("Reason")
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(62)
        self._reason.textChanged.connect(self._changed)
        self._reason.textChanged.connect(self.typed)
        self._hint = Text(KEPT, "small", wrap=True)
        self._button = Button("Keep my decision", "check", "primary", 48)
        self._button.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        for part in (self._segment, self._reason, self._hint, self._button):
            column.addWidget(part)
        self._changed()

    def show_decision(self, decision: Decision | None) -> None:
        """What was decided so far; None: nothing. Does not disturb someone who is typing."""
        kept = (("treat" if decision.treat else "leave"), decision.reason) if decision is not None else ("", "")
        if kept != self._kept:
            self._kept = kept
            self._show(*kept)
        self._changed()

    @property
    def unkept(self) -> tuple[str, str]:
        """The side and the reason as they stand there; two empty words while both are as they were kept."""
        now = (self._segment.value, self._reason.toPlainText())
        return now if (now[0], now[1].strip()) != self._kept else ("", "")

    def show_unkept(self, side: str, reason: str) -> None:
        """What was typed and not kept, or nothing: then what was kept stands there."""
        self._show(*((side, reason) if side or reason else self._kept))
        self._changed()

    def _show(self, side: str, reason: str) -> None:
        self._segment.set_value(side)
        if self._reason.toPlainText().strip() != reason.strip():
            self._reason.blockSignals(True)
            self._reason.setPlainText(reason)
            self._reason.blockSignals(False)

    def take_focus(self) -> None:
        """Where the decision begins: the side that is chosen, else the first."""
        parts = self._segment.parts
        parts[self._segment.value or next(iter(parts))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        """A side was chosen: what it still needs is the reason."""
        self._changed()
        self.typed.emit()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        now = (self._segment.value, self._reason.toPlainText().strip())
        said = bool(typed_reason(now[1]))
        ready = bool(now[0]) and said
        self._hint.setText(TOO_SHORT if now[0] and not said else KEPT)
        self._button.setAccessibleDescription("" if ready else TOO_SHORT)
        self._button.setEnabled(ready and now != self._kept)
        self._button.setVisible(now != self._kept or not ready)

    def _keep(self) -> None:
        self.decided.emit(self._segment.value == "treat", self._reason.toPlainText().strip())
