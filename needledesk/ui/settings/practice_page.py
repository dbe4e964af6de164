"""Settings, Practice: whose name stands on the sheets, where they go, and three choices about what they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk import settings
from needledesk.desk.desk import Desk
from needledesk.desk.practice import countries
from needledesk.domain.practice import Country, Practice
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.drop_down import DropDown
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.save_state import SaveState
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

#: field of Practice: (the switch, what it means)
CHOICES = {
    "sunscreen_after_24h": (
        "Sun block only from the second day",
        "For a device whose maker wants nothing on the skin for the first 24 hours. Shade and a hat from the start.",
    ),
    "source_advil": (
        "Name Advil for discomfort, as the source does",
        "The source also forbids such painkillers for 3 days. Off: the sheet says from which date they may be taken.",
    ),
    "source_hydrocortisone": (
        "Name hydrocortisone for sensitive skin, as the source does",
        "Off: the sheet names it only where a doctor or pharmacist has agreed.",
    ),
}


class PracticePage(QWidget):
    """Every field of the practice; each change is kept by itself."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._practice: Practice | None = None
        self.lines = {
            "name": LineField("Practice name"),
            "practitioner": LineField("Your name"),
            "phone": LineField("Phone"),
            "email": LineField("Email"),
            "hours": LineField("When you answer", "every day, 09:00 to 19:00"),
        }
        self.country = DropDown("Country")
        self._country_field = Field("Country", self.country, "Emergency number, spelling, paper size, minimum age")
        self.switches = {key: Switch(words) for key, (words, _) in CHOICES.items()}
        self._folder, self._wrong = Text("", "body", "", wrap=True), Text("", "error", wrap=True)
        self.state = SaveState()
        self._arrange()
        self._wire()
        background.aside(countries, then=self._show_countries)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the practice again: the protocol page changes it too."""
        super().showEvent(event)
        self._background.ask(self._desk.practice.get, then=self._show, owner=self)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Text("Practice", "client"), 1)
        head.addWidget(self.state)
        column.addLayout(head)
        who = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        fields = list(self.lines.values())
        for number, field in enumerate([*fields[:3], self._country_field, *fields[3:]]):
            grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        who.body.addLayout(grid)
        who.body.addWidget(self._wrong)
        self._wrong.hide()
        column.addWidget(who)
        column.addWidget(self._sheets())
        column.addWidget(self._choices())

    def _sheets(self) -> Card:
        card = Card("Exported sheets go to")
        row = QHBoxLayout()
        row.setSpacing(8)
        another, usual = Button("Another folder", "folder-open"), Button("Documents", "undo-2", "quiet")
        usual.setAccessibleName("Back to the folder in Documents")
        another.clicked.connect(self._choose_folder)
        usual.clicked.connect(lambda: self._change(export_folder=""))
        row.addWidget(self._folder, 1)
        row.addWidget(usual)
        row.addWidget(another)
        card.body.addLayout(row)
        return card

    def _choices(self) -> Card:
        card = Card("What the aftercare sheet says")
        for key, (_, meaning) in CHOICES.items():
            self.switches[key].setAccessibleDescription(meaning)
            words = Text(meaning, "small", "ink2", wrap=True)
            words.setContentsMargins(0, 0, 64, 6)
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(self.switches[key])
            both.addWidget(words)
            card.body.addLayout(both)
        return card

    def _wire(self) -> None:
        for key, field in self.lines.items():
            field.line.editingFinished.connect(lambda key=key: self._typed(key))
        self.country.activated.connect(lambda _: self._change(country=str(self.country.currentData())))
        for key, switch in self.switches.items():
            switch.toggled.connect(lambda on, key=key: self._switched(key, on))

    def _show_countries(self, known: tuple[Country, ...]) -> None:
        self.country.clear()
        for country in known:
            self.country.addItem(country.name, country.code)
        if self._practice is not None:
            self._show(self._practice)

    def _show(self, practice: Practice) -> None:
        self._practice = practice
        for key, field in self.lines.items():
            if not field.line.isModified():
                field.set_text(getattr(practice, key))
        for key, switch in self.switches.items():
            switch.setChecked(getattr(practice, key))
        self.country.setCurrentIndex(self.country.findData(practice.country))
        self._folder.setText(practice.export_folder or str(settings.documents()))

    def _typed(self, key: str) -> None:
        field = self.lines[key]
        if self._practice is None or field.text == getattr(self._practice, key):
            return
        field.complain(_missing(key, field.text))
        if not field.wrong:
            self._change(**{key: field.text})

    def _switched(self, key: str, on: bool) -> None:
        if self._practice is not None and getattr(self._practice, key) != on:
            self._change(**{key: on})

    def _change(self, **changed: object) -> None:
        """Show and keep the practice with these fields changed."""
        if self._practice is None:
            return
        self._practice = replace(self._practice, **changed)  # type: ignore[arg-type]
        self._show(self._practice)
        self.state.show_saving()
        call, practice = self._desk.practice.change, self._practice
        self._background.save(call, practice, then=self._kept, failed=self._refused)

    def _kept(self, practice: Practice) -> None:
        for key, field in self.lines.items():
            if field.text == getattr(practice, key):
                field.line.setModified(False)
        self._wrong.hide()
        self.state.show_saved(self._desk.now())

    def _refused(self, error: DeskError) -> None:
        self.state.show_not_saved()
        self._wrong.setText(str(error))
        self._wrong.show()
        self._background.ask(self._desk.practice.get, then=self._show, owner=self)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where exported sheets go", self._folder.text())
        if chosen:
            self._change(export_folder=str(Path(chosen)))


def _missing(key: str, text: str) -> str:
    """Why a field cannot be kept as it is: two of them stand on every sheet."""
    if key == "name" and not text:
        return "The practice needs a name. The old one stays."
    if key == "phone" and not any(sign.isdigit() for sign in text):
        return "Clients need a number to call. The old one stays."
    return ""
