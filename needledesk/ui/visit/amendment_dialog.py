"""Adding to a closed visit: what is added, why, and which value it corrects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_moment
from needledesk.domain.reasons import typed_reason
from needledesk.domain.recorded_values import RecordedValue
from needledesk.ui.visit.open_visit import NewAmendment
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.drop_down import DropDown
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

WIDE = 560
#: px that the screen keeps around the dialog, and that the fields keep at the least.
AROUND, LEAST = 60, 160
#: What is chosen where no recorded value is corrected, and where it is none of the list.
NOTHING, OTHER = "Nothing: it is an addition", "Something else"
OTHER_KEY = "other"
STAYS = "The original stays as it is. This is added beside it, with your name, the moment and a seal of its own."


class AmendmentDialog(QDialog):
    """`added` carries a NewAmendment. Its fields have object names, for what is typed to be kept and put back."""

    added = Signal(object)

    def __init__(
        self, values: Iterable[RecordedValue], author: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = {value.key: value for value in values}
        title = "Add an amendment"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(STAYS)
        self.setObjectName("amendment")
        self.setFixedWidth(WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = LineField("Title", "Lot corrected")
        self.corrects = DropDown("Corrects")
        self.was, self.becomes = LineField("Was"), LineField("Becomes")
        self.text, self.reason = QPlainTextEdit(), LineField("Reason", "Typing error, read from the box")
        self.keep = Button("Add and seal", "lock", "primary", 48, "Ctrl Enter")
        self._who = f"{author or 'No name in the practice’s settings'}, {say_moment(now, year=True)}"
        self._name_fields()
        self._fill_choice()
        self._lay_out(title)
        self._connect()
        self.title.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose()

    @property
    def typed(self) -> NewAmendment:
        """What stands in the fields."""
        key = self.corrects.currentData()
        was, becomes = (self.was.text, self.becomes.text) if key else ("", "")
        return NewAmendment(self.title.text, self.text.toPlainText().strip(), self.reason.text, key or "", was, becomes)

    def type_again(self, typed: NewAmendment) -> None:
        """What was typed before and not kept."""
        self.corrects.setCurrentIndex(max(0, self.corrects.findData(typed.corrects)))
        self.title.set_text(typed.title)
        self.text.setPlainText(typed.text)
        self.reason.set_text(typed.reason)
        self.was.set_text(typed.was)
        self.becomes.set_text(typed.becomes)

    def take(self) -> None:
        """Hand it over, or say what is missing at the first field that lacks it."""
        typed = self.typed
        wanted = (
            (self.title, bool(typed.title), "Type a few words"),
            (self.becomes, not typed.corrects or bool(typed.becomes), "Type what it should be"),
            (self.becomes, not typed.corrects or typed.becomes != typed.was, "This is what the record says"),
            (self._text, bool(typed.text), "Type what is added"),
            (self.reason, bool(typed_reason(typed.reason)), "Type the reason"),
        )
        for field, fine, words in wanted:
            if not fine:
                field.complain(words)
                QTimer.singleShot(0, self, self._fit)  # once the complaint has its height
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.added.emit(typed)
        self.accept()

    def _name_fields(self) -> None:
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(84)
        self._text = Field("Text", self.text)
        names = {"title": self.title.line, "corrects": self.corrects, "was": self.was.line}
        for name, control in (names | {"becomes": self.becomes.line, "text": self.text}).items():
            control.setObjectName(f"amendment_{name}")
        self.reason.line.setObjectName("amendment_reason")
        for line in (self.was.line, self.becomes.line):
            line.setMaxLength(2000)

    def _fill_choice(self) -> None:
        self.corrects.addItem(NOTHING, "")
        for value in self._values.values():
            self.corrects.addItem(value.label, value.key)
        self.corrects.addItem(OTHER, OTHER_KEY)
        self.corrects.setMinimumContentsLength(20)

    def _choose(self) -> None:
        """Another value is corrected: what it was stands in the record."""
        key = self.corrects.currentData()
        value = self._values.get(key)
        self._pair.setVisible(bool(key))
        self.was.set_text(value.value if value is not None else "")
        self.was.line.setReadOnly(value is not None)
        self.was.line.setPlaceholderText("not noted" if value is not None else "")
        self._fit()

    def _connect(self) -> None:
        self.corrects.currentIndexChanged.connect(lambda _: self._choose())
        self.text.textChanged.connect(lambda: self._text.complain(""))
        self.keep.clicked.connect(self.take)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep.click)

    def _lay_out(self, title: str) -> None:
        self._pair = QWidget()
        pair = QHBoxLayout(self._pair)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(12)
        pair.addWidget(self.was, 1)
        pair.addWidget(self.becomes, 1)
        self._fields = ScrollColumn()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(title, "title", wrap=True))
        column.addWidget(Text(STAYS, "body", "ink2", wrap=True))
        column.addWidget(self._fields)
        for part in (self.title, Field("Corrects", self.corrects), self._pair, self._text, self.reason):
            self._fields.body.addWidget(part)
        column.addWidget(Text(self._who, "small", wrap=True))
        column.addLayout(self._buttons())

    def _fit(self) -> None:
        """As high as what stands in it; on a small screen the fields scroll."""
        inside = self._fields.body
        inside.activate()
        wanted = inside.totalHeightForWidth(WIDE - 48) if inside.hasHeightForWidth() else inside.sizeHint().height()
        self._fields.setFixedHeight(wanted)
        over = self._column.totalHeightForWidth(WIDE) - (self.screen().availableGeometry().height() - AROUND)
        if over > 0:
            self._fields.setFixedHeight(max(LEAST, wanted - over))
        self._column.activate()
        self.resize(WIDE, self._column.totalHeightForWidth(WIDE))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button("Cancel", height=48)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        return row
