from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.calendar import When
from needledesk.ui.widgets.date_field import DateField

TODAY = date(2026, 11, 22)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    return make(qtbot)


def make(qtbot: QtBot, **options: object) -> DateField:
    made = DateField("Last dose", TODAY, **options)
    qtbot.addWidget(made)
    made.show()
    return made


def heard(field: DateField) -> list[When | None]:
    said: list[When | None] = []
    field.changed.connect(said.append)
    return said


def typed(field: DateField, qtbot: QtBot, text: str) -> None:
    field.day.selectAll()
    qtbot.keyClick(field.day, Qt.Key.Key_Delete)
    qtbot.keyClicks(field.day, text)
    qtbot.keyClick(field.day, Qt.Key.Key_Return)


def press(field: DateField, qtbot: QtBot, text: str) -> None:
    button = next(each for each in field.findChildren(QAbstractButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_typed_date_is_told_and_written_out(field: DateField, qtbot: QtBot) -> None:
    said = heard(field)
    typed(field, qtbot, "19 nov")
    assert said == [When("2026-11-19")]
    assert field.day.text() == "Thu 19 Nov 2026"
    assert field.error() == ""


def test_the_order_of_the_country_is_used(qtbot: QtBot) -> None:
    field = make(qtbot, order="mdy")
    typed(field, qtbot, "3/4/2026")
    assert field.when == When("2026-03-04")
    field.set_order("dmy")
    typed(field, qtbot, "3/4/2026")
    assert field.when == When("2026-04-03")


def test_a_day_that_is_none_is_told_in_red_and_counts_as_no_date(field: DateField, qtbot: QtBot) -> None:
    typed(field, qtbot, "19 nov")
    said = heard(field)
    typed(field, qtbot, "31 Nov 2026")
    assert field.error() == "November has 30 days"
    assert field.day.property("wrong") is True
    assert said == [None]
    field.when = None  # what a page sets after hearing it
    assert field.day.text() == "31 Nov 2026"
    assert field.error() == "November has 30 days"
    typed(field, qtbot, "30 Nov 2025")
    assert field.error() == ""
    assert said == [None, When("2025-11-30")]


def test_a_day_to_come_is_refused_unless_allowed(field: DateField, qtbot: QtBot) -> None:
    typed(field, qtbot, "23 Nov 2026")
    assert field.error() == "That day is still to come"
    other = make(qtbot, past_only=False)
    typed(other, qtbot, "23 Nov 2026")
    assert other.when == When("2026-11-23")


def test_an_emptied_field_is_told(field: DateField, qtbot: QtBot) -> None:
    typed(field, qtbot, "19 nov")
    said = heard(field)
    typed(field, qtbot, "")
    assert said == [None]


@pytest.mark.parametrize(("key", "day"), [("Today", "2026-11-22"), ("Yesterday", "2026-11-21")])
def test_quick_keys(field: DateField, qtbot: QtBot, key: str, day: str) -> None:
    said = heard(field)
    press(field, qtbot, key)
    press(field, qtbot, key)
    assert said == [When(day)]


def test_month_only_forgets_the_day(field: DateField, qtbot: QtBot) -> None:
    field.when = When("2026-07-14")
    press(field, qtbot, "Month only")
    assert field.when == When("2026-07")
    assert field.day.text() == "Jul 2026"


def test_month_only_does_not_make_up_a_month(field: DateField, qtbot: QtBot) -> None:
    field.when = When("2025")
    press(field, qtbot, "Month only")
    assert field.when == When("2025")
    field.when = None
    press(field, qtbot, "Month only")
    assert field.when is None
    assert field.day.placeholderText() == "Nov 2026"


def test_not_known_is_an_answer(qtbot: QtBot) -> None:
    field = make(qtbot, quick=("unknown",))
    press(field, qtbot, "Not known")
    assert field.when == When("unknown")
    assert field.day.text() == "not known"


def test_a_time_of_day_belongs_to_the_day(qtbot: QtBot) -> None:
    field = make(qtbot, with_time=True)
    said = heard(field)
    typed(field, qtbot, "21 Nov 2026")
    qtbot.keyClicks(field.time, "10:01")
    qtbot.keyClick(field.time, Qt.Key.Key_Return)
    assert said == [When("2026-11-21"), When("2026-11-21T10:01")]
    press(field, qtbot, "Today")
    assert field.when == When("2026-11-22T10:01")
    assert field.time.text() == "10:01"


def test_a_time_that_is_none_is_told(qtbot: QtBot) -> None:
    field = make(qtbot, with_time=True)
    typed(field, qtbot, "21 Nov 2026")
    qtbot.keyClicks(field.time, "25:00")
    qtbot.keyClick(field.time, Qt.Key.Key_Return)
    assert field.error() == "There is no such time of day"
    assert field.when is None


def test_a_time_without_a_day_stays_while_the_day_is_typed(qtbot: QtBot) -> None:
    field = make(qtbot, with_time=True)
    qtbot.keyClicks(field.time, "10:01")
    qtbot.keyClick(field.time, Qt.Key.Key_Return)
    assert field.time.text() == "10:01"
    typed(field, qtbot, "21 Nov 2026")
    assert field.when == When("2026-11-21T10:01")


def test_a_day_can_be_picked_from_the_calendar(field: DateField, qtbot: QtBot) -> None:
    said = heard(field)
    qtbot.mouseClick(field.day.button, Qt.MouseButton.LeftButton)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.maximumDate() == QDate(2026, 11, 22)
    calendar.clicked.emit(QDate(2026, 11, 5))
    assert said == [When("2026-11-05")]


def test_a_set_date_says_nothing(field: DateField) -> None:
    said = heard(field)
    field.when = When("2026-11-19")
    field.when = None
    assert said == []
    assert field.day.text() == ""


def test_everything_in_it_has_a_name_and_room_for_a_finger(qtbot: QtBot) -> None:
    field = make(qtbot, with_time=True)
    controls = [field.day, field.time, *field.findChildren(QAbstractButton)]
    assert all(control.accessibleName().startswith("Last dose") for control in controls)
    assert all(control.height() >= 44 for control in controls)
