from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.protocol import Unit
from needledesk.domain.protocol_edits import Edit, Entry, Kind
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.settings.protocol.window_field import NONE, WORDS, WindowField

pytestmark = pytest.mark.usefixtures("dressed")
UNITS = (Unit.HOURS, Unit.DAYS, Unit.MONTHS, Unit.YEARS)


def window(value: str, optional: bool = False) -> Entry:
    return Entry("window", Kind.WINDOW, value, optional=optional, units=UNITS)


@pytest.fixture
def field(show) -> WindowField:
    made = WindowField("Window after the last dose")
    made.show_entry("S-MED-02", window("7 days"))
    return show(made, 400, 100)


@pytest.fixture
def edits(field) -> list[Edit]:
    said: list[Edit] = []
    field.edited.connect(said.append)
    return said


def choose(field: WindowField, text: str) -> None:
    field.unit.setCurrentText(text)
    field.unit.activated.emit(field.unit.currentIndex())


def test_every_unit_has_words() -> None:
    assert set(WORDS) == set(Unit)


def test_number_and_unit_are_shown_apart(field) -> None:
    assert (field.number.text(), field.unit.currentText()) == ("7", "days by date")
    field.show_entry("S-MED-09", window("1 month"))
    assert (field.number.text(), field.unit.currentText()) == ("1", "months by date")


def test_another_number_is_handed_over_with_its_unit(field, edits, qtbot) -> None:
    field.number.selectAll()
    qtbot.keyClicks(field.number, "10")
    qtbot.keyClick(field.number, Qt.Key.Key_Return)
    assert edits == [Edit("S-MED-02", "window", "10 days")]


def test_another_unit_counts_at_once(field, edits) -> None:
    choose(field, "months by date")
    assert edits == [Edit("S-MED-02", "window", "7 months")]


def test_what_is_no_number_is_handed_over_to_be_refused_and_stays(field, edits, qtbot) -> None:
    field.number.selectAll()
    qtbot.keyClicks(field.number, "soon")
    qtbot.keyClick(field.number, Qt.Key.Key_Return)
    assert edits == [Edit("S-MED-02", "window", "soon days")]
    field.show_entry("S-MED-02", window("7 days"), Typed("soon days", "That is no window."))
    assert (field.number.text(), field.unit.currentText()) == ("soon", "days by date")
    assert field.number.property("wrong")
    assert field.number.accessibleDescription() == "That is no window."


def test_no_window_where_there_need_not_be_one(field, edits) -> None:
    assert field.unit.findText(NONE) == -1
    field.show_entry("X-06", window("14 days", optional=True))
    choose(field, NONE)
    assert edits == [Edit("X-06", "window", "")]
    assert field.number.text() == ""


def test_an_emptied_number_means_none_where_it_may(field, edits, qtbot) -> None:
    field.show_entry("X-06", window("14 days", optional=True))
    field.number.clear()
    qtbot.keyClick(field.number, Qt.Key.Key_Return)
    assert edits == [Edit("X-06", "window", "")]


def test_number_and_unit_have_names(field) -> None:
    field.name("Window", "Filler")
    assert field.number.accessibleName() == "Window, Filler"
    assert field.unit.accessibleName() == "Window, Filler: unit"
