"""Yes, No, Unsure: an answer, or none yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from needledesk.domain.answers import Reply
from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.widgets.segment import Choice, Segment

_CHOICES = (
    Choice(Reply.YES, "Yes", "", "plain", 88),
    Choice(Reply.NO, "No", "check", "no", 88),
    Choice(Reply.UNSURE, "Unsure", "circle-question-mark", "unsure", 100),
)
_EFFECT_ICONS = {
    "limited": "ban",
    "decide": "triangle-alert",
    "wait": "clock",
    "letter": "shield-plus",
    "stop": "octagon-x",
}


class AnswerSegment(Segment):
    """A reply, possibly blank. A yes takes colour and icon of what its rule comes to. `answered`: Reply or None."""

    answered = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_CHOICES, name, clearable=True, parent=parent)
        self.chosen.connect(lambda key: self.answered.emit(Reply(key) if key else None))

    @property
    def reply(self) -> Reply | None:
        """What is answered; None: blank."""
        return Reply(self.value) if self.value else None

    @reply.setter
    def reply(self, reply: Reply | None) -> None:
        self.set_value(reply.value if reply is not None else "")

    def choose(self, reply: Reply | None) -> None:
        """Answer as the user would, by key: says so if it is another answer."""
        self._choose(reply.value if reply is not None else "")

    def set_effect(self, status: Status | str | None) -> None:
        """What a yes leads to: its colour and icon. None or a status that stops nothing: no colour."""
        family = icons.tone(status)["token"] if status else ""
        part = self.parts[Reply.YES]
        part.role = family if family in _EFFECT_ICONS else "plain"
        part.icon_name = _EFFECT_ICONS.get(family, "")
        part.update()
