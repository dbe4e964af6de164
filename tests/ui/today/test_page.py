from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from needledesk.ui.today.page import MINUTE, TodayPage
from needledesk.ui.today.row import LineRow
from needledesk.ui.widgets.toast import Toast, Toasts

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(desk, background, qtbot) -> Iterator[TodayPage]:
    toasts: list[Toasts] = []

    def place() -> Toasts:
        toasts.append(Toasts(made))
        return toasts[-1]

    made = TodayPage(desk, background, place)
    qtbot.addWidget(made)
    made.resize(1286, 768)
    yield made
    made.hide()


@pytest.fixture
def seen(page, settle, qtbot) -> TodayPage:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle()
    return page


def names(page: TodayPage) -> list[str]:
    return [row.line.name for row in page.board.findChildren(LineRow) if row.isVisible()]


def test_the_day_and_what_there_is(page, desk, treat, settle) -> None:
    treat(days_ago=1)
    page.show()
    settle()
    assert page._day.text() == "Sunday 22 November"
    assert page._counts.text() == "1 sheet to give"
    assert names(page) == ["Mateo Brisvane"]


def test_it_reads_only_while_it_is_seen(page, desk, arrive, settle, monkeypatch) -> None:
    reads: list[bool] = []
    real = desk.today.read
    monkeypatch.setattr(desk.today, "read", lambda: reads.append(True) or real())
    page.reread()
    settle()
    assert reads == []
    assert not page._minute.isActive()
    page.show()
    settle()
    assert reads == [True]
    assert page._minute.isActive()
    page.reread()
    settle()
    assert reads == [True, True]
    page.hide()
    assert not page._minute.isActive()


def test_each_minute_what_time_changes_is_read_anew(seen, desk, background, clock, arrive, settle, monkeypatch) -> None:
    from datetime import datetime

    assert seen._minute.interval() == MINUTE == 60_000
    visit = arrive("Elio", "Sandmere")
    background.save(desk.visits.defer, visit.id, datetime(2026, 11, 22, 13, 31, tzinfo=clock.at.tzinfo))
    settle()
    monkeypatch.setattr(desk.today, "read", lambda: pytest.fail("only what time changes is read"))
    assert [line.name for line in seen.board.coming.lines] == ["Elio Sandmere"]
    clock.at += timedelta(minutes=1)
    seen._minute.timeout.emit()
    settle()
    assert [line.text for line in seen.board.over.lines] == ["Put off until 13:31"]
    assert seen.board.coming.lines == ()


def test_a_minute_brings_nothing_back_that_is_older_than_what_is_on_its_way(
    seen, background, desk, arrive, settle
) -> None:
    visit = arrive("Elio", "Sandmere")
    desk.visits.defer(visit.id, date(2026, 12, 7))
    seen.reread()
    seen._minute.timeout.emit()
    settle()
    assert [line.name for line in seen.board.coming.lines] == ["Elio Sandmere"]


def test_a_window_that_is_folded_away_reads_nothing(seen, desk, settle, monkeypatch) -> None:
    calls: list[str] = []
    for name in ("read", "later"):
        monkeypatch.setattr(desk.today, name, lambda *_, name=name: calls.append(name))
    seen.setWindowState(Qt.WindowState.WindowMinimized)
    seen._minute.timeout.emit()
    settle()
    assert calls == []


def test_after_midnight_it_is_another_day(seen, clock, settle) -> None:
    clock.at += timedelta(hours=11)
    seen._minute.timeout.emit()
    settle()
    assert seen._day.text() == "Monday 23 November"


def test_what_was_saved_elsewhere_shows(seen, background, desk, arrive, settle) -> None:
    visit = arrive()
    background.save(desk.visits.defer, visit.id, date(2026, 12, 7))
    settle()
    assert names(seen) == ["Ottilie Farnwick"]


def test_a_line_leads_to_the_client_or_to_the_visit(seen, desk, arrive, treat, settle, qtbot) -> None:
    waiting, treated = arrive("Hana", "Korveth"), treat()
    desk.visits.defer(waiting.id, date(2026, 12, 7))
    seen.reread()
    settle()
    rows = {row.line.name: row for row in seen.board.findChildren(LineRow)}
    with qtbot.waitSignal(seen.client_requested) as said:
        rows["Hana Korveth"].click()
    assert said.args == [waiting.client]
    with qtbot.waitSignal(seen.visit_requested) as said:
        rows["Mateo Brisvane"].click()
    assert said.args == [treated.id]


def test_the_room_leads_to_the_visit(seen, arrive, settle, qtbot) -> None:
    visit = arrive()
    seen.reread()
    settle()
    with qtbot.waitSignal(seen.visit_requested) as said:
        seen.board.room.rows[visit.id].open.click()
    assert said.args == [visit.id]


def test_exporting_from_here_takes_the_client_off_the_list(seen, desk, treat, settle, tmp_path) -> None:
    visit = treat()
    seen.reread()
    settle()
    seen.board.sheets.rows[visit.id].export.click()
    assert seen.board.sheets.rows[visit.id].export.busy
    settle()
    assert [sheet.how for sheet in desk.visits.get(visit.id).handouts] == ["exported"]
    assert len(list((tmp_path / "sheets").glob("Aftercare - 2026-11-22 - C-0001.pdf"))) == 1
    assert seen.board.sheets.rows == {}
    assert seen.findChild(Toast).accessibleName() == "Aftercare exported"


def test_printing_from_here_hands_the_sheet_to_the_printer(seen, desk, treat, settle, monkeypatch) -> None:
    visit = treat()
    seen.reread()
    settle()
    asked: list[tuple[object, ...]] = []

    def take(*sheet: object, **more) -> None:
        asked.append(sheet)
        more["done"]()

    monkeypatch.setattr(seen.giving._printing, "print_sheet", take)
    seen.board.sheets.rows[visit.id].print.click()
    settle()
    assert asked[0][0].startswith(b"%PDF")
    assert asked[0][1:3] == ("Aftercare C-0001", False)
    assert [sheet.how for sheet in desk.visits.get(visit.id).handouts] == ["printed"]
    assert seen.board.sheets.rows == {}


def test_an_export_that_fails_leaves_the_client_on_the_list(
    seen, desk, treat, settle, press_in_dialog, monkeypatch
) -> None:
    from needledesk.errors import NotSaved

    visit = treat()
    seen.reread()
    settle()

    def full(*_: object) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(desk.aftercare, "export", full)
    told = press_in_dialog("Close")
    seen.board.sheets.rows[visit.id].export.click()
    settle()
    assert told == ["The disk is full."]
    assert seen.board.sheets.rows[visit.id].export.isEnabled()


def test_all_of_a_card_and_back(seen, desk, treat, settle, qtbot) -> None:
    for number in range(4):
        treat(f"Client {number}", days_ago=number)
    seen.reread()
    settle()
    seen.board.sheets.all.click()
    assert seen.all.isVisible()
    assert seen.all.model.rowCount() == 4
    qtbot.waitUntil(seen.all.rows.hasFocus)
    with qtbot.waitSignal(seen.visit_requested):
        qtbot.keyClick(seen.all.rows, Qt.Key.Key_Return)
    desk.aftercare.export(seen.all.model.lines[0].visit)
    seen.reread()
    settle()
    assert seen.all.model.rowCount() == 3
    seen.all.back.click()
    assert seen.board.isVisible()
    assert QApplication.focusWidget() is seen.board.sheets.all


def test_all_of_a_card_that_has_emptied_goes_back_by_itself(seen, desk, treat, settle) -> None:
    visits = [treat(f"Client {number}") for number in range(3)]
    seen.reread()
    settle()
    seen.board.sheets.all.click()
    for visit in visits:
        desk.aftercare.export(visit.id)
    seen.reread()
    settle()
    assert seen.board.isVisible()


def test_shown_again_it_begins_with_the_cards(seen, treat, settle) -> None:
    for number in range(3):
        treat(f"Client {number}")
    seen.reread()
    settle()
    seen.board.sheets.all.click()
    seen.hide()
    seen.show()
    settle()
    assert seen.board.isVisible()


def test_what_is_typed_is_told_and_forgotten_when_one_leaves(seen, qtbot) -> None:
    told: list[str] = []
    seen.searched.connect(told.append)
    qtbot.keyClicks(seen.search, "ot")
    assert told == ["o", "ot"]
    with qtbot.waitSignal(seen.search_entered):
        qtbot.keyClick(seen.search, Qt.Key.Key_Return)
    seen.hide()
    assert seen.search.text() == ""
    assert told == ["o", "ot"]


def test_a_new_client_is_asked_for(seen, qtbot) -> None:
    with qtbot.waitSignal(seen.new_requested):
        seen.new.click()
    assert seen.board.isVisible()
    with qtbot.waitSignal(seen.new_requested):
        seen.board.new_requested.emit()


def test_every_control_has_a_name_and_is_reached_by_tab(seen, desk, arrive, treat, settle) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    arrive()
    treat(days_ago=30)
    treat(days_ago=1)
    seen.reread()
    settle()
    controls = [one for kind in (QAbstractButton, QLineEdit) for one in seen.findChildren(kind) if one.isVisible()]
    assert all(one.accessibleName() for one in controls)
    passed, at = set(), seen.search
    for _ in range(200):
        passed.add(at)
        at = at.nextInFocusChain()
    assert {one for one in controls if one.focusPolicy() & Qt.FocusPolicy.TabFocus} <= passed
    assert all(one.height() >= 44 for one in controls if one.focusPolicy())
