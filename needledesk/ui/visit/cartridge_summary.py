"""Device and cartridge in two lines, once both are written down: room for what matters while needling."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.treatment import Treatment
from needledesk.ui.widgets.expiry_field import show_expiry
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class CartridgeSummary(QWidget):
    """Lot, needles and expiry; below whether it was opened in front of the client."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lot = Text("", "h3")
        self._rest = Text("", "body", "ink2", wrap=True)
        self._icon = IconView("check", "proceed", 16)
        self._opened = Text("", "smallbold", "proceed")
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, icon, words in ((first, None, (self._lot, self._rest)), (second, self._icon, (self._opened,))):
            row.setSpacing(8)
            if icon is not None:
                row.addWidget(icon)
            for part in words:
                row.addWidget(part, 1 if part is words[-1] else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def show_treatment(self, treatment: Treatment) -> None:
        """Show what was written down."""
        cartridge = treatment.cartridge
        needles = f"{cartridge.needles} needles" if cartridge.needles else ""
        expires = f"exp {show_expiry(cartridge.expires)}" if cartridge.expires else ""
        self._lot.setText(cartridge.lot)
        self._rest.setText(" · ".join(part for part in (needles, expires) if part))
        opened = cartridge.opened_in_front
        self._icon.show_icon("check" if opened else "circle", "proceed" if opened else "ink2")
        self._opened.setText(
            "Opened in front of the client" if opened else "Not noted as opened in front of the client"
        )
        self._opened.set_tone("proceed" if opened else "ink2")


def device_words(treatment: Treatment) -> str:
    """`Pen 2 · pen · speed 4`."""
    speed = f"speed {treatment.speed}" if treatment.speed else ""
    kind = str(treatment.device_type)
    named = kind not in treatment.device.lower()
    return " · ".join(part for part in (treatment.device, kind if named else "", speed) if part)
