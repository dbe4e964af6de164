"""What is typed in the form of a client, on disk while it is typed, and the line that says so when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Alert, AlertKind
from needledesk.ui.background import Background
from needledesk.ui.clients.alert_rows import AlertRows
from needledesk.ui.draft import Content, Draft, show
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.segment import Segment
from needledesk.ui.widgets.stepper import Stepper
from needledesk.ui.widgets.text import Text

PLACE = "client"
NEW = f"{PLACE}:new"


class Unfinished(QWidget):
    """`discarded`: what was brought back is not wanted."""

    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text("", "body", "ink2")
        self.discard = Button("Discard it", "trash-2", "quiet")
        self.discard.clicked.connect(self.discarded)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView("history", "ink2", 20))
        row.addWidget(self.words)
        row.addWidget(self.discard)
        row.addStretch(1)
        self.hide()

    def tell(self, at: datetime) -> None:
        """Say from when it is."""
        self.words.setText(f"Unfinished text of {at:%H:%M}, not kept yet: go on, or")
        self.show()
        announce(self, self.words.text())


@dataclass(frozen=True, slots=True)
class Fields:
    """What of the form a draft keeps."""

    lines: dict[str, QLineEdit]
    born: DateField
    skin: Segment
    course: Stepper
    alerts: AlertRows


def follow(form: Fields, desk: Desk, background: Background, parent: QWidget) -> Draft:
    """The draft of whatever client stands in the form."""
    lines = form.lines

    def read() -> Content:
        words = {name: line.text() for name, line in lines.items()} | {"born": form.born.day.text()}
        alerts = [[alert.kind.value, alert.text] for alert in form.alerts.alerts]
        return {**words, "skin": form.skin.value, "course": form.course.value, "alerts": alerts}

    def put(content: Content) -> None:
        for name, line in lines.items():
            show(line, str(content.get(name) or ""))
        show(form.born, str(content.get("born") or ""))
        form.skin.set_value(str(content.get("skin") or ""))
        form.course.set_value(int(content.get("course") or 0))
        form.alerts.show_alerts(tuple(Alert(AlertKind(kind), text) for kind, text in content.get("alerts") or ()))

    draft = Draft(desk, background, parent, read, put)
    for line in (*lines.values(), form.born.day):
        line.textEdited.connect(draft.touch)
    for changed in (form.skin.chosen, form.course.changed, form.alerts.edited, form.born.changed):
        changed.connect(draft.touch)
    return draft
