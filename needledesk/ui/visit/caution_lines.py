"""The sentences that tell what a part of the record lacks, in place, each with its mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.treatment import Caution, Severity
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

_MARKS = {Severity.BLOCKS: ("octagon-alert", "stop"), Severity.REASON: ("triangle-alert", "decide")}
_NOTICE = ("triangle-alert", "decide")


class CautionLines(QWidget):
    """One line per caution; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._shown: tuple[Caution, ...] = ()
        self.hide()

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Show these, and only these."""
        if tuple(cautions) == self._shown:
            return
        self._shown = tuple(cautions)
        while (item := self._column.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for caution in cautions:
            self._column.addWidget(_line(caution))
        self.setVisible(bool(cautions))

    def texts(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(caution.text for caution in self._shown)


def _line(caution: Caution) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    icon, tone = _MARKS.get(caution.severity, _NOTICE)
    text = Text(caution.text, "small", tone, wrap=True)
    row.addWidget(IconView(icon, tone, 16))
    row.addWidget(text, 1)
    return line
