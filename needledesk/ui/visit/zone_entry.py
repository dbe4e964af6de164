"""What is written down for the chosen zone: depth, passes, the reason for a deep one, the other side, erase."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.cautions import REASON_ABOVE
from needledesk.domain.treatment import ZoneWork
from needledesk.domain.zone_work import DEPTHS, other_side, short_name
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice
from needledesk.ui.widgets.stepper import Stepper
from needledesk.ui.widgets.text import Text

_KEYS = {f"{depth:.1f}" if depth >= 1 else f"{depth:g}": depth for depth in DEPTHS}
MOST_PASSES = 9


class _ChosenMark(QWidget):
    """The little frame that ties the panel to the framed zone on the map."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """12 by 12."""
        return QSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame."""
        painter = QPainter(self)
        strokes.begin(painter)
        strokes.box(painter, QRectF(self.rect()), None, Theme.current().colour("focus"), 3, 3)


def _depth_keys() -> list[Choice]:
    return [
        Choice(key, key, "triangle-alert", "amber") if depth > REASON_ABOVE else Choice(key, key, "", "primary")
        for key, depth in _KEYS.items()
    ]


class ZoneEntry(QWidget):
    """The panel under the map. It says what was pressed; what to make of it is the card's."""

    depth_picked = Signal(float)
    passes_picked = Signal(int)
    mirror_requested = Signal()
    erase_requested = Signal()
    repeat_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = _ChosenMark()
        self.title = Text("", "h2")
        self.hint = Text("", "small")
        self.mirror = Button("", "copy", "quiet")
        self.repeat = Button("Repeat last session", "rotate-cw", "quiet")
        self.depths = PillChoices(_depth_keys(), "Depth in mm", wide=65, height=48)
        self.passes = Stepper(1, 1, MOST_PASSES, "Passes")
        self.erase = IconButton("eraser", "Erase this zone", height=48)
        self.reason = QLineEdit()
        self._reason_row = self._make_reason_row()
        self._foot = QWidget()
        self._lay_out()
        self._connect()

    def show_nothing(self, hint: str, locked: bool = False) -> None:
        """No zone is chosen, or none can be written to; `locked` leaves only the words."""
        self._show_keys(not locked)
        self.title.setText("")
        self._mark.hide()
        self.hint.setText(hint)
        self.mirror.hide()
        self._enable(depths=False, rest=False)
        self.depths.set_value("")
        self._reason_row.hide()

    def show_zone(self, zone: str, work: ZoneWork | None, editable: bool, asks_reason: bool, mirror: bool) -> None:
        """Show a zone and what was done to it. `mirror`: the same may be written for the other side."""
        self._show_keys(True)
        self.title.setText(short_name(zone))
        self._mark.show()
        self.hint.setText("depth in mm")
        twin = other_side(zone)
        self.mirror.setVisible(bool(twin) and mirror and editable)
        if twin:
            self.mirror.set_caption(f"Same on {short_name(twin)}")
        self._enable(depths=editable, rest=editable and work is not None)
        self.depths.set_value(key_of(work.depth) if work else "")
        self.passes.set_value(work.passes if work else 1)
        self._reason_row.setVisible(asks_reason and work is not None and work.depth > REASON_ABOVE)

    def show_repeat(self, offered: bool) -> None:
        """Offer to repeat the last session."""
        self.repeat.setVisible(offered)

    def ask_reason(self) -> None:
        """Put the cursor where the reason goes, if one is asked for and missing."""
        if self._reason_row.isVisibleTo(self) and not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keys(self, shown: bool) -> None:
        for part in (self.depths, self._foot):
            part.setVisible(shown)

    def _connect(self) -> None:
        self.depths.chosen.connect(lambda key: self.depth_picked.emit(_KEYS[key]))
        self.passes.changed.connect(self.passes_picked)
        self.mirror.clicked.connect(self.mirror_requested)
        self.erase.clicked.connect(self.erase_requested)
        self.repeat.clicked.connect(self.repeat_requested)

    def _enable(self, depths: bool, rest: bool) -> None:
        for pill in self.depths.pills.values():
            pill.setEnabled(depths)
        self.passes.setEnabled(rest)
        self.erase.setEnabled(rest)

    def _make_reason_row(self) -> QWidget:
        row = QWidget()
        self.reason.setAccessibleName("Reason for the depth")
        self.reason.setAccessibleDescription(f"Over {REASON_ABOVE} mm a reason is asked for")
        self.reason.setPlaceholderText(f"Over {REASON_ABOVE} mm: why?")
        self.reason.setProperty("cls", "amber")
        self.reason.setFixedHeight(44)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.reason, 1)
        line.addWidget(Chip("not in the source document", "dashed"))
        return row

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self._mark, self.title, self.hint):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.mirror)
        top.addWidget(self.repeat)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(Text("Passes", "lab"))
        foot.addWidget(self.passes)
        foot.addStretch(1)
        foot.addWidget(self.erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.depths)
        column.addWidget(self._reason_row)
        column.addWidget(self._foot)
        self.title.setMinimumHeight(44)


def key_of(depth: float) -> str:
    """The key that stands for a depth in mm; empty if none does."""
    return next((key for key, own in _KEYS.items() if own == depth), "")
