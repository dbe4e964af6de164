"""First run, step 3: whose name stands on the sheets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from needledesk import settings
from needledesk.domain.practice import Country, Practice
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.drop_down import DropDown
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.text import Text


class PracticeStep(QWidget):
    """Name, phone and country must be given; the rest can wait for Settings."""

    title = "Your practice"
    lead = "This stands at the top of every aftercare sheet. All of it can be changed later."
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineField("Practice name", "Alder & Linen Skin Studio")
        self.practitioner = LineField("Your name", "As it stands in the record")
        self.phone = LineField("Phone", "Clients call it when they worry")
        self.email = LineField("Email (optional)")
        self.hours = LineField("When you answer (optional)", "every day, 09:00 to 19:00")
        self.country = DropDown("Country")
        self._country_field = Field("Country", self.country)
        self.country.activated.connect(lambda _: self._country_field.complain(""))
        self.folder = str(settings.documents())
        self._folder_said = Text(self.folder, "small", "ink2", wrap=True)
        self._lay_out()

    def show_countries(self, countries: tuple[Country, ...]) -> None:
        """Offer these; the laptop's own is chosen, and none where it does not say: an emergency number hangs on it."""
        self.country.clear()
        for country in countries:
            self.country.addItem(country.name, country.code)
        self.country.setPlaceholderText("Choose the country")
        self.country.setCurrentIndex(self.country.findData(QLocale.territoryToCode(QLocale.system().territory())))

    def complaint(self) -> str:
        """What keeps one from going on; the field that is wrong says so too."""
        self.name.complain("" if self.name.text else "The practice needs a name")
        digits = any(sign.isdigit() for sign in self.phone.text)
        self.phone.complain("" if digits else "Clients need a number to call")
        self._country_field.complain(
            "" if self.country.currentIndex() >= 0 else "Choose one: it sets the emergency number"
        )
        for field in (self.name, self.phone, self._country_field):
            if field.wrong:
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return field.wrong
        return ""

    def practice(self) -> Practice:
        """The practice as typed."""
        return Practice(
            name=self.name.text,
            phone=self.phone.text,
            country=str(self.country.currentData()),
            practitioner=self.practitioner.text,
            email=self.email.text,
            hours=self.hours.text,
            export_folder="" if self.folder == str(settings.documents()) else self.folder,
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields = (self.name, self.practitioner, self.phone, self._country_field, self.email, self.hours)
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(Text("Exported sheets go to", "lab"))
        column.addWidget(self._folder_said)
        choose = Button("Another folder", "folder-open")
        choose.clicked.connect(self._choose_folder)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where exported sheets go", self.folder)
        if chosen:
            self.folder = str(Path(chosen))
            self._folder_said.setText(self.folder)
