"""Adding to a closed visit: the value comes from the record, and what is missing is said where it is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.recorded_values import RecordedValue
from needledesk.ui.visit.amendment_dialog import OTHER_KEY, AmendmentDialog
from needledesk.ui.visit.open_visit import NewAmendment

AT = datetime(2026, 11, 22, 14, 50, tzinfo=UTC)
VALUES = (RecordedValue("lot cartridge", "Lot, cartridge", "C26-0388"), RecordedValue("numbing", "Numbing", ""))
LOT = NewAmendment("Lot", "Read from the box.", "Typing error", "lot cartridge", "C26-0388", "C26-0399")


@pytest.fixture
def dialog(qtbot: QtBot) -> AmendmentDialog:
    made = AmendmentDialog(VALUES, "M. Averil", AT)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: AmendmentDialog, key: str) -> None:
    dialog.corrects.setCurrentIndex(dialog.corrects.findData(key))


def test_the_record_fills_in_what_was(dialog: AmendmentDialog) -> None:
    assert not dialog.was.isVisible()
    choose(dialog, "lot cartridge")
    assert dialog.was.isVisible()
    assert (dialog.was.text, dialog.was.line.isReadOnly()) == ("C26-0388", True)
    choose(dialog, "numbing")
    assert (dialog.was.text, dialog.was.line.placeholderText()) == ("", "not noted")
    choose(dialog, OTHER_KEY)
    assert (dialog.was.text, dialog.was.line.isReadOnly()) == ("", False)
    choose(dialog, "")
    assert not dialog.becomes.isVisible()


def test_it_is_added_by_key(dialog: AmendmentDialog, qtbot: QtBot) -> None:
    dialog.type_again(LOT)
    assert dialog.typed == LOT
    with qtbot.waitSignal(dialog.added) as added:
        qtbot.keyClick(dialog.reason.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert added.args == [LOT]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("lacking", "name", "words"),
    [
        ({"title": ""}, "title", "Type a few words"),
        ({"text": " "}, "text", "Type what is added"),
        ({"reason": ".."}, "reason", "Type the reason"),
        ({"becomes": ""}, "becomes", "Type what it should be"),
        ({"becomes": "C26-0388"}, "becomes", "This is what the record says"),
    ],
)
def test_what_is_missing_is_said_there(
    dialog: AmendmentDialog, qtbot: QtBot, lacking: dict[str, str], name: str, words: str
) -> None:
    dialog.type_again(LOT._replace(**lacking))
    with qtbot.assertNotEmitted(dialog.added):
        dialog.keep.click()
    field = dialog.findChild(QWidget, f"amendment_{name}")
    assert field is not None
    assert dialog.isVisible()
    assert dialog.focusWidget() is field
    assert any(words in label for label in _complaints(dialog))


def _complaints(dialog: AmendmentDialog) -> list[str]:
    return [field.wrong for field in (dialog.title, dialog.becomes, dialog.reason, dialog._text)]


def test_a_plain_addition_corrects_nothing(dialog: AmendmentDialog) -> None:
    dialog.type_again(LOT)
    choose(dialog, "")
    assert dialog.typed == NewAmendment(LOT.title, LOT.text, LOT.reason)


def test_every_field_has_a_name_to_keep_it_by(dialog: AmendmentDialog) -> None:
    names = ("title", "corrects", "was", "becomes", "text", "reason")
    assert all(dialog.findChild(QWidget, f"amendment_{name}") is not None for name in names)
    assert all(control.accessibleName() for control in (dialog.title.line, dialog.text, dialog.reason.line))
    assert not dialog.grab().isNull()
