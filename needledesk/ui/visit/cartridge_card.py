"""Device and cartridge: what was used, its lot and expiry, and that it was opened before the client's eyes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.domain.treatment import Cartridge, DeviceType, Treatment
from needledesk.ui.visit.cartridge_summary import CartridgeSummary, device_words
from needledesk.ui.visit.caution_lines import CautionLines
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.record_card import RecordCard
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.expiry_field import ExpiryField
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.segment import Choice, Segment

_TYPES = tuple(Choice(kind, kind.capitalize(), "", width=62) for kind in DeviceType)
_OPENED = (Choice("opened", "Opened in front of the client"),)


class CartridgeCard(RecordCard):
    """Device in the first row, cartridge in the second. `repeat_requested`: use the device of the last session."""

    repeat_requested = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(open_visit, "Device and cartridge", parent=parent)
        self._repeatable = False
        self.device = LineField("Device")
        self.type = Segment(_TYPES, "Type of device")
        self.speed = LineField("Speed")
        self.lot = LineField("Cartridge lot")
        self.needles = QLineEdit()
        self.expires = ExpiryField("Cartridge expiry", open_visit.desk.now().date())
        self.opened = PillChoices(_OPENED, "Cartridge", many=True)
        self.form, self.summary = QWidget(), CartridgeSummary()
        self.edit = IconButton("pencil", "Change device and cartridge", "quiet")
        self.repeat = Button("As last time", "rotate-cw", "quiet")
        self.cautions = CautionLines()
        self._needles = Field("Needles", self.needles)
        self._expires = Field("Expiry", self.expires)
        self.fields.watch(self.device.line, self.speed.line, self.lot.line, self.needles, self.expires)
        self._lay_out()
        self._connect()

    def offer_repeat(self, repeatable: bool) -> None:
        """Whether there is a last session whose device can be used again."""
        self._repeatable = repeatable
        self._show_repeat()

    def set_date_order(self, order: str) -> None:
        """How 03/04/2028 is read: dmy or mdy."""
        self.expires.set_today(self.open_visit.desk.now().date(), order)

    def fill(self) -> None:
        """Show device and cartridge, and what about them needs a look."""
        treatment, cartridge = self.treatment, self.treatment.cartridge
        self.fields.show(self.device.line, treatment.device)
        self.fields.show(self.speed.line, treatment.speed)
        self.fields.show(self.lot.line, cartridge.lot)
        self.fields.show(self.needles, str(cartridge.needles or ""))
        if not self.fields.touched(self.expires) and not self.expires.hasFocus():
            self.expires.show_expires(cartridge.expires)
        self.type.set_value(treatment.device_type)
        self.opened.set_values(("opened",) if cartridge.opened_in_front else ())
        for part in (*self.type.parts.values(), *self.opened.pills.values()):
            part.setEnabled(self.open_visit.editable)
        self._expires.complain(self.expires.problem)
        self.summary.show_treatment(treatment)
        self.note.setText(device_words(treatment) if self.folded else "")
        self.edit.setVisible(self.folded and self.open_visit.editable)
        self._show_repeat()
        needed = treatment.started is not None or cartridge != Cartridge()
        self.cautions.show_cautions(self.cautions_at("cartridge") if needed else ())

    def typed(self, treatment: Treatment) -> Treatment:
        """The treatment with device and cartridge as typed."""
        cartridge = replace(
            treatment.cartridge,
            lot=self.lot.text,
            needles=int(self.needles.text() or 0),
            expires=self.expires.expires,
        )
        return replace(treatment, device=self.device.text, speed=self.speed.text, cartridge=cartridge)

    def keep(self) -> None:
        """Hand over what was typed, and say what cannot be read."""
        super().keep()
        self.fill()

    def show_visit(self) -> None:
        """Show the open visit; once treatment runs and all is written down, in two lines."""
        super().show_visit()
        cartridge = self.treatment.cartridge
        whole = bool(self.treatment.device and cartridge.lot and cartridge.expires)
        busy = any(field.hasFocus() for field in self.form.findChildren(QLineEdit))
        ended = not self.open_visit.editable
        self.fold(ended or (whole and self.treatment.started is not None and not busy))

    @property
    def folded(self) -> bool:
        """Whether only the two lines are shown."""
        return self.form.isHidden()

    def fold(self, folded: bool) -> None:
        """Show the two lines, or the fields."""
        self.form.setVisible(not folded)
        self.summary.setVisible(folded)
        self.fill()

    def cleared(self) -> None:
        """Nothing of another visit stays."""
        for field in (self.device.line, self.speed.line, self.lot.line, self.needles, self.expires):
            field.clear()

    def _connect(self) -> None:
        self.type.chosen.connect(lambda key: self.write(device_type=DeviceType(key)))
        self.opened.toggled.connect(lambda _, on: self._set_opened(on))
        self.repeat.clicked.connect(self.repeat_requested)
        self.edit.clicked.connect(self._unfold)

    def _unfold(self) -> None:
        self.fold(False)
        self.device.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_opened(self, on: bool) -> None:
        self.flush()
        self.write(cartridge=replace(self.treatment.cartridge, opened_in_front=on))

    def _show_repeat(self) -> None:
        free = self.open_visit.shown and self.open_visit.editable and not self.treatment.device
        self.repeat.setVisible(self._repeatable and free)

    def _lay_out(self) -> None:
        self.needles.setAccessibleName("Needles on the cartridge")
        self.needles.setValidator(QIntValidator(0, 999, self.needles))
        self.head.setContentsMargins(14, 4, 8, 0)
        self.head.addWidget(self.repeat)
        self.head.addWidget(self.edit)
        self.title.setMinimumHeight(44)
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        type_field = Field("Type", self.type)
        self.type.setAccessibleName("Type of device")
        self.device.line.setMinimumWidth(60)
        self.lot.line.setMinimumWidth(60)
        self.speed.setFixedWidth(72)
        self._needles.setFixedWidth(72)
        self._expires.setFixedWidth(128)
        for row, parts in (
            (first, (self.device, type_field, self.speed)),
            (second, (self.lot, self._needles, self._expires)),
        ):
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1 if part in (self.device, self.lot) else 0)
            column.addLayout(row)
        column.addWidget(self.opened)
        self.body.setContentsMargins(14, 4, 14, 12)
        for whole in (self.form, self.summary, self.cautions):
            self.body.addWidget(whole)
