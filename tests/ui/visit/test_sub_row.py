from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Ask, Question, Unit, Window
from needledesk.ui.visit.row_outcome import RowOutcome
from needledesk.ui.visit.sub_row import SubRow
from needledesk.ui.visit.zone_field import ZoneField
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.pill_choices import PillChoices
from needledesk.ui.widgets.text import Text

TODAY = date(2026, 11, 22)
DAYS, HOURS, MONTHS = Window(7, Unit.DAYS), Window(24, Unit.HOURS), Window(6, Unit.MONTHS)
YES = Answer(Reply.YES)


def made(qtbot: QtBot, *asks: Ask, window: Window | None = DAYS) -> SubRow:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(700, 300)
    question = Question("aspirin", "S", "g", "Aspirin", "?", "", asks, last_label="Last dose")
    row = SubRow(question, window, TODAY, "mdy", host)
    row.resize(700, 300)
    host.show()
    row.show_answer(YES, RowOutcome())
    row.host = host  # type: ignore[attr-defined]  # nobody else holds it
    return row


def buttons(row: SubRow) -> list[str]:
    return [button.text() for button in row.findChildren(Button) if button.text()]


def test_only_what_is_asked_is_there(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.NAME)
    assert row.date is None
    assert row.prescribed is None
    assert not row.findChildren(ZoneField)
    assert [field.accessibleName() for field in row.findChildren(QLineEdit)] == ["Aspirin: name"]


def test_the_quick_keys_fit_the_wait(qtbot: QtBot) -> None:
    assert buttons(made(qtbot, Ask.LAST)) == ["Today", "Yesterday", "Not known"]
    assert buttons(made(qtbot, Ask.LAST, window=MONTHS)) == ["Month only", "Not known"]
    hours = made(qtbot, Ask.LAST, window=HOURS)
    assert hours.date is not None
    assert hours.date.time.isVisibleTo(hours)
    days = made(qtbot, Ask.LAST)
    assert days.date is not None
    assert not days.date.time.isVisibleTo(days)


def test_a_typed_day_counts_in_the_order_of_the_country(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST)
    assert row.date is not None
    row.date.day.setFocus()
    qtbot.keyClicks(row.date.day, "11/09/2026")
    with qtbot.waitSignal(row.changed) as said:
        qtbot.keyClick(row.date.day, Qt.Key.Key_Return)
    assert said.args == [Answer(Reply.YES, When("2026-11-09"))]


def test_the_prescription_answers_to_keys_while_it_has_the_focus(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST, Ask.PRESCRIBED)
    assert row.prescribed is not None
    part = row.prescribed.parts[Reply.YES]
    part.setFocus()
    with qtbot.waitSignal(row.changed) as said:
        qtbot.keyClick(part, Qt.Key.Key_N)
    assert said.args == [Answer(Reply.YES, prescribed=Reply.NO)]
    qtbot.mouseClick(row.prescribed.parts[Reply.UNSURE], Qt.MouseButton.LeftButton)
    assert row.prescribed.reply is Reply.UNSURE


def test_a_typed_name_is_handed_on_after_a_pause_or_at_once(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.NAME, Ask.DETAIL)
    name, detail = row.findChildren(QLineEdit)
    with qtbot.waitSignal(row.changed) as said:
        qtbot.keyClicks(name, "garlic")
    assert said.args == [Answer(Reply.YES, name="garlic")]
    qtbot.keyClicks(detail, "daily")
    with qtbot.waitSignal(row.changed) as said:
        row.keep_typed()
    assert said.args == [Answer(Reply.YES, name="garlic", detail="daily")]
    with qtbot.assertNotEmitted(row.changed):
        row.keep_typed()


def test_still_taking_it_needs_no_date(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST, Ask.CURRENT, window=MONTHS)
    [toggle] = row.findChildren(PillChoices)
    with qtbot.waitSignal(row.changed) as said:
        toggle.pills["current"].click()
    assert said.args == [Answer(Reply.YES, current=True)]
    row.show_answer(Answer(Reply.YES, current=True), RowOutcome())
    assert row.date is not None
    assert not row.date.isEnabled()


def test_in_the_past_and_where(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.ZONES, Ask.PAST, window=None)
    [field] = row.findChildren(ZoneField)
    with qtbot.waitSignal(row.changed) as said:
        field.changed.emit(("chin",))
    assert said.args == [Answer(Reply.YES, zones=("chin",))]
    [toggle] = [each for each in row.findChildren(PillChoices) if "past" in each.pills]
    with qtbot.waitSignal(row.changed) as said:
        toggle.pills["past"].click()
    assert said.args == [Answer(Reply.YES, zones=("chin",), past=True)]


def test_an_answer_that_comes_from_elsewhere_is_shown(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST, Ask.PRESCRIBED, Ask.NAME)
    row.show_answer(Answer(Reply.YES, When("2026-11"), Reply.YES, name="Bayer"), RowOutcome(None, "clock", "wait", "x"))
    assert row.date is not None
    assert row.prescribed is not None
    assert row.date.day.text() == "Nov 2026"
    assert row.prescribed.reply is Reply.YES
    assert row.findChildren(QLineEdit)[-1].text() == "Bayer"


def test_a_full_first_line_sends_the_result_to_a_line_of_its_own(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST, Ask.PRESCRIBED)
    told = RowOutcome(None, "calendar-clock", "wait", "earliest Thu 26 Nov")
    row.show_answer(Answer(Reply.YES, When("2026-11-19")), told)
    assert row.date is not None
    result = next(text for text in row.findChildren(Text) if text.text() == told.text).parentWidget()
    assert result is not None
    row.show()
    row.resize(460, 300)
    qtbot.wait(10)
    assert result.y() >= row.date.geometry().bottom()
    row.resize(800, 300)
    qtbot.wait(10)
    assert result.y() < row.date.geometry().bottom()


def test_the_first_field_takes_the_focus_next(qtbot: QtBot) -> None:
    row = made(qtbot, Ask.LAST, Ask.PRESCRIBED)
    assert row.date is not None
    assert row.first_field() is row.date.day
