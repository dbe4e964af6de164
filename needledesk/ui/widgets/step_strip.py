"""How far a visit is, section by section: a mark and a word for each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

_LOOKS = {
    "done": ("circle-check", "proceed"),
    "now": ("circle-dot", "primary"),
    "todo": ("circle", "ink3"),
    "off": ("circle-minus", "ink3"),
}
_WORDS = {"done": "Done", "now": "Now", "todo": "To do", "off": "Not yet"}


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the visit under way: `state` is done, now, todo or off."""

    name: str
    state: str


def strip(steps: tuple[Step, ...]) -> Flow:
    """The steps side by side, in a second line where there is no room."""
    flow = Flow(16)
    for step in steps:
        flow.addWidget(_part(step))
    return flow


def _part(step: Step) -> QWidget:
    icon, colour = _LOOKS[step.state]
    now = step.state == "now"
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(IconView(icon, colour, 18, _WORDS[step.state]))
    row.addWidget(Text(step.name, "smallbold" if now else "small", "ink" if now else "ink2"))
    return part
