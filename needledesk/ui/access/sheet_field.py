"""One field for all groups of a recovery sheet; a wrong group is named as soon as it is typed to its end."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from needledesk.domain import recovery
from needledesk.errors import BadInput
from needledesk.ui.widgets.field import LineField

LABEL = f"The {recovery.GROUPS} groups of the sheet"
HINT = "Capitals, spaces and dashes do not matter. A scanner that types the square code will do too."


class SheetField(LineField):
    """What is typed is not hidden: a row of 65 signs cannot be typed blind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LABEL, "One after the other", HINT, parent=parent)
        self.line.textEdited.connect(self._check)

    def key(self) -> bytes | None:
        """The key that was typed; None where it is not right, which is said in the field."""
        try:
            return recovery.read(self.line.text())
        except BadInput as error:
            self.complain(f"{error.happened} {error.do}")
            return None

    def _check(self, typed: str) -> None:
        wrong = recovery.wrong_group(typed)
        self.complain("" if wrong is None else f"Group {wrong + 1} is not as on the sheet")
