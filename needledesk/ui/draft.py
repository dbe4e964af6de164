"""What stands in a form and is not kept yet: on disk within a second, so that a lock, a crash or a kill loses none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.typing_pause import TypingPause
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.segment import Segment

Content: TypeAlias = dict[str, Any]
Found: TypeAlias = tuple[Content, datetime] | None
#: What a draft knows how to read and to fill by itself.
Control: TypeAlias = QLineEdit | QPlainTextEdit | Segment | DateField


class Draft(QObject):
    """The unkept text of one form, under a place such as `override:12`. A form without a word in it has no draft.

    Either `watch` its fields, or give `read` and `put` and call `touch` when something in it is changed by hand.
    """

    brought_back = Signal(object)  # what was typed before stands in the form again: the moment of its last change

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QObject,
        read: Callable[[], Content] | None = None,
        put: Callable[[Content], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._read, self._put = read or self._read_fields, put or self._put_fields
        self._fields: dict[str, Control] = {}
        self.place = ""
        self._waits = self._touched = self._putting = False
        self._pause = TypingPause(self)
        self._pause.over.connect(self.keep_now)
        background.closing.connect(self.keep_now)

    def watch(self, **fields: Control) -> None:
        """Follow these fields, by the names under which they are kept."""
        self._fields |= fields
        for field in fields.values():
            if isinstance(field, QPlainTextEdit):
                field.textChanged.connect(self.touch)
            elif isinstance(field, Segment):
                field.chosen.connect(self.touch)
            else:
                (field.day if isinstance(field, DateField) else field).textEdited.connect(self.touch)

    def open(self, place: str, bring_back: bool = True) -> None:
        """The form is for that place from now on; what was typed there before comes back, unless somebody types."""
        if place != self.place:
            self.keep_now()
        self.place, self._touched = place, False
        if bring_back:
            self._background.ask(self._desk.drafts.get, place, then=lambda found: self._found(place, found), owner=self)

    def touch(self, *_: object) -> None:
        """Something was typed."""
        if self.place and not self._putting:
            self._waits = self._touched = True
            self._pause.touch()

    def keep_now(self) -> None:
        """Hand over what waits."""
        self._pause.stop()
        if not self._waits or self._background.ended:
            return  # a window that was closed has handed everything over before
        self._waits = False
        content = self._read()
        if any(content.values()):
            self._background.save(self._desk.drafts.keep, self.place, content)
        else:
            self._background.save(self._desk.drafts.discard, self.place)

    def done(self) -> None:
        """It was kept for good, or is not wanted: behind the save that keeps it, the draft goes."""
        self._pause.stop()
        if self.place:
            self._waits = False
            self._background.save(self._desk.drafts.discard, self.place)

    def _found(self, place: str, found: Found) -> None:
        if found is None or place != self.place or self._touched:
            return
        self._putting = True
        try:
            self._put(found[0])
        finally:
            self._putting = False
        self.brought_back.emit(found[1])

    def _read_fields(self) -> Content:
        return {name: _value(field) for name, field in self._fields.items()}

    def _put_fields(self, content: Content) -> None:
        for name, field in self._fields.items():
            show(field, str(content.get(name) or ""))


def show(field: Control, text: str) -> None:
    """Show a text in a field as if it had been typed."""
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, Segment):
        field.set_value(text if text in field.parts else "")
    elif isinstance(field, DateField):
        field.day.setText(text)
        field.day.editingFinished.emit()  # read as if it had been typed now
    else:
        field.setText(text)


def keep_drafts(root: QObject) -> None:
    """Hand over what waits in any form below that object."""
    for draft in root.findChildren(Draft):
        draft.keep_now()


def _value(field: Control) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, Segment):
        return field.value
    return field.day.text() if isinstance(field, DateField) else field.text()
