from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client, Details
from needledesk.domain.decisions import Deferral
from needledesk.domain.letters import Letter
from needledesk.domain.visits import VisitState
from needledesk.errors import NotSaved
from needledesk.settings import Settings
from needledesk.ui.background import Background
from needledesk.ui.clients.list_model import PAGE
from needledesk.ui.main_window import MainWindow
from needledesk.ui.theme import Theme
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.widgets.toast import Toast

pytestmark = pytest.mark.usefixtures("dressed")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def clients(desk: Desk) -> list[Client]:
    names = (("Amara", "Delisse"), ("Hana", "Korveth"), ("Imke", "Solvarde"))
    return [desk.clients.add(Details(given, family, date(1990, 5, 4))) for given, family in names]


@pytest.fixture
def make(
    desk: Desk, background: Background, qtbot: QtBot, settle: Callable[[], None]
) -> Iterator[Callable[..., MainWindow]]:
    made: list[MainWindow] = []

    def make_one(wide: int = 1366, tall: int = 768) -> MainWindow:
        first = desk.clients.find("", PAGE)
        window = MainWindow(desk, background, Settings(theme="light"), desk.practice.get(), first)
        window.resize(wide, tall)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        settle()
        made.append(window)
        return window

    yield make_one
    for window in made:
        window.hide()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(clients: list[Client], make: Callable[..., MainWindow]) -> MainWindow:
    return make()


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, held)


def in_visit(window: MainWindow, client: Client, settle: Callable[[], None]) -> None:
    window.show_client(client.id)
    settle()
    window.begin_here()
    settle()


def names_on_screen(window: MainWindow) -> str:
    """Everything that is written or drawn as a name: the rows count only while the list is unfolded."""
    words = [getattr(widget, "text", str)() for widget in window.findChildren(QWidget) if widget.isVisible()]
    if window.clients.isVisible():
        words += [window.clients.model.index(row).data() for row in range(window.clients.model.rowCount())]
    return "\n".join(str(word) for word in words)


def test_an_empty_practice_starts_with_the_way_to_the_first_client(make, settle) -> None:
    window = make()
    assert "No clients yet" in names_on_screen(window)
    assert not window.clients._foot.isVisible()


def test_pages_that_nobody_looked_at_are_not_made(window) -> None:
    assert not set(window.pages.__dict__) & {"workspace", "open_visit", "side", "visit", "form", "settings"}


def test_typing_finds_a_client_at_once(window) -> None:
    assert window.clients.search.hasFocus()


def test_choosing_a_client_shows_timeline_and_side_column(window, clients, settle) -> None:
    window.clients.chosen.emit(clients[1].id)
    settle()
    assert window.pages.shows("workspace")
    assert window.pages.side.isVisible()
    assert window.clients.client == clients[1].id
    assert "Hana Korveth" in names_on_screen(window)


def test_in_a_visit_no_other_name_is_on_the_screen(window, clients, settle) -> None:
    in_visit(window, clients[1], settle)
    assert window.pages.shows("visit")
    assert not window.clients.isVisible()
    shown = names_on_screen(window)
    assert "Hana Korveth" in shown
    assert "Delisse" not in shown
    assert "Solvarde" not in shown


def test_the_title_never_names_a_client(window, clients, settle) -> None:
    in_visit(window, clients[1], settle)
    assert window.windowTitle() == "NeedleDesk"


def test_a_training_file_says_so_in_the_title(desk, clients, make) -> None:
    from dataclasses import replace

    desk.practice.change(replace(desk.practice.get(), training=True))
    assert make().windowTitle() == "NeedleDesk – training"


def test_ctrl_f_brings_the_list_back_over_the_visit_and_esc_folds_it(window, clients, qtbot, settle) -> None:
    in_visit(window, clients[1], settle)
    before = window.stack.geometry()
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    assert window.clients.isVisible()
    assert window.clients.search.hasFocus()
    assert window.stack.geometry() == before
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.clients.isVisible()


def test_the_rail_leads_from_the_visit_to_the_client_and_to_settings_and_back(window, clients, qtbot, settle) -> None:
    in_visit(window, clients[1], settle)
    press(qtbot, window, Qt.Key.Key_4, CTRL)
    assert window.pages.shows("settings")
    assert not window.pages.side.isVisible()
    assert window.rail.items["settings"].isChecked()
    press(qtbot, window, Qt.Key.Key_2, CTRL)
    settle()
    assert window.pages.shows("visit")
    qtbot.mouseClick(window.rail.items["clients"], Qt.MouseButton.LeftButton)
    settle()
    assert window.pages.shows("workspace")
    assert not window.open_visit.shown
    assert window.clients.isVisible()


def test_a_note_is_kept_when_one_goes_to_settings(window, desk, clients, qtbot, settle) -> None:
    in_visit(window, clients[1], settle)
    window.open_visit.write_note("13:31 redness")
    press(qtbot, window, Qt.Key.Key_4, CTRL)
    settle()
    assert desk.visits.get(window.open_visit.visit.id).note == "13:31 redness"


def test_the_list_follows_the_visit(window, clients, settle) -> None:
    in_visit(window, clients[1], settle)
    row = window.clients.model.row_of(clients[1].id)
    assert window.clients.model.line(row).text == "Session 1 open"


def test_a_reload_does_not_pull_one_back_into_the_visit(window, clients, settle) -> None:
    in_visit(window, clients[1], settle)
    window.show_place("settings")
    window.open_visit.reload()
    settle()
    assert window.pages.shows("settings")


def test_a_new_client_is_added_by_keys_alone(window, desk, qtbot, settle) -> None:
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    settle()
    qtbot.keyClicks(QApplication.focusWidget(), "Yara")
    window.pages.form.born.day.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "4 May 1991")
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    settle()
    assert window.pages.shows("workspace")
    assert "Yara" in names_on_screen(window)
    assert desk.clients.find("Yara")[0].id == window.clients.client
    focus = window.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "New visit"
    press(qtbot, window, Qt.Key.Key_N, CTRL | SHIFT)
    settle()
    assert window.pages.shows("visit")


def test_leaving_the_form_offers_the_way_back_to_what_was_typed(window, qtbot, settle) -> None:
    window.add_client("yara lindholt")
    press(qtbot, window, Qt.Key.Key_Escape)
    settle()
    assert not window.pages.shows("form")
    toast = window.findChild(Toast)
    assert toast.accessibleName() == "Not kept yet"
    window._back_to_form()
    assert window.pages.shows("form")
    assert window.pages.form.given.text == "Yara"


def test_a_client_is_edited_and_shown_again(window, desk, clients, settle) -> None:
    window.show_client(clients[1].id)
    settle()
    window.workspace.edit_requested.emit(clients[1])
    window.pages.form.family.set_text("Zoll")
    window.pages.form.keep.click()
    settle()
    assert "Hana Zoll" in names_on_screen(window)
    assert window.clients.rows.currentIndex().data() == "Hana Zoll"


def test_a_short_window_wears_the_short_variants(window, qtbot) -> None:
    window.resize(1366, 680)
    qtbot.waitUntil(lambda: Theme.current().short)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not Theme.current().short)


def test_in_a_narrow_window_the_list_folds_away_from_the_client(window, clients, qtbot, settle) -> None:
    window.show_client(clients[1].id)
    settle()
    assert window.clients.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not window.clients.isVisible())
    assert window.pages.side.isVisible()
    assert window.workspace._header.panel.isVisible()
    window.workspace._header.panel.click()
    assert window.clients.isVisible()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not window.workspace._header.panel.isVisible())
    assert window.clients.isVisible()


def test_it_gets_no_smaller_than_is_usable(window) -> None:
    assert window.minimumSize() == QSize(1024, 640)


def test_a_new_look_reaches_the_whole_window_and_the_settings(window, own_home) -> None:
    window._settings.theme = "dark"
    window.dress()
    assert Theme.current().dark
    assert Settings.load(own_home).theme == "dark"


def test_closing_keeps_the_note_and_lets_go_of_the_file(window, desk, clients, settle, open_desk, own_home) -> None:
    in_visit(window, clients[1], settle)
    visit = window.open_visit.visit.id
    window.open_visit.write_note("the last word")
    window.close()
    again = open_desk()
    assert again.visits.get(visit).note == "the last word"
    assert Settings.load(own_home).window is not None


def test_what_the_disk_refused_is_not_thrown_away_unasked(
    window, background, clients, settle, press_in_dialog, monkeypatch
) -> None:
    in_visit(window, clients[1], settle)
    full = True

    def write(*_: object) -> None:
        if full:
            raise NotSaved("The disk is full.")

    monkeypatch.setattr(window.pages.disk, "_told", True)
    background.save(write)
    settle()
    told = press_in_dialog("Keep open")
    window.close()
    assert told == ["Not everything is saved"]
    assert window.isVisible()
    full = False
    background.try_again()
    settle()
    assert background.unsaved == 0


def test_an_error_nobody_listens_for_is_told(window, background, settle, press_in_dialog) -> None:
    from needledesk.errors import NotFound

    def gone() -> None:
        raise NotFound("There is no such visit in this file.")

    told = press_in_dialog("Close")
    background.ask(gone)
    settle()
    assert told == ["There is no such visit in this file."]


def test_the_next_day_the_rows_say_the_next_days_words(window, desk, clock, clients, qtbot, settle) -> None:
    visit = desk.visits.begin(clients[0].id)
    for question in desk.protocol().asked:
        reply = Reply.YES if question.key == "viral_sore" else Reply.NO
        desk.screening.answer(visit.id, question.key, Answer(reply))
    read: list[bool] = []
    window.clients.model.found.connect(lambda _: read.append(True))
    clock.at += timedelta(days=1)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    settle()
    assert read == [True]


def test_f1_lists_the_keys(window, qtbot, press_in_dialog) -> None:
    told = press_in_dialog("Close")
    press(qtbot, window, Qt.Key.Key_F1)
    assert told == ["Keys"]


def test_a_letter_added_beside_the_client_shows_at_once(window, clients, desk, settle) -> None:
    window.show_client(clients[0].id)
    settle()
    letter = Letter(("S-CON-07",), date(2026, 8, 4), "Dr S. Brandvold")
    window.pages.side.client_side.add_letter_requested.emit()
    [form] = window.findChildren(LetterForm)
    form.kept.emit(letter, ())
    settle()
    assert not form.isVisible()
    assert "Dr S. Brandvold, Tue 4 Aug 2026" in names_on_screen(window)
    assert len(desk.letters.of_client(clients[0].id)) == 1


# -- today ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def put_off(desk: Desk, clients: list[Client]) -> int:
    """Hana's visit was put off to today's date; gives the visit."""
    from needledesk.storage import decisions, screening, visits

    visit = desk.visits.begin(clients[1].id).id
    vault, now = desk._file.vault, desk.now()
    screening.rule(vault, visit, desk.screening.verdict(visit), now)
    decisions.defer(vault, visit, Deferral(now.date(), "", now - timedelta(days=9)))
    visits.set_state(vault, visit, VisitState.NOT_TREATED, now - timedelta(days=9))
    return visit


def test_ctrl_1_leads_to_today_and_a_line_to_the_client(window, clients, put_off, qtbot, settle) -> None:
    press(qtbot, window, Qt.Key.Key_1, CTRL)
    settle()
    assert window.pages.shows("today")
    assert window.rail.items["today"].isChecked()
    assert not window.clients.isVisible()
    assert not window.pages.side.isVisible()
    next(iter(window.pages.today.board.over.rows.values())).click()
    settle()
    assert window.pages.shows("workspace")
    assert window.rail.items["clients"].isChecked()
    assert window.clients.client == clients[1].id
    assert window.pages.side.isVisible()


def test_from_today_into_a_visit_and_nothing_of_the_day_stays_visible(window, desk, clients, put_off, settle) -> None:
    visit = desk.visits.begin(clients[0].id)
    window.show_place("today")
    settle()
    assert "Hana Korveth" in names_on_screen(window)
    window.pages.today.board.room.rows[visit.id].open.click()
    settle()
    assert window.pages.shows("visit")
    shown = names_on_screen(window)
    assert "Amara Delisse" in shown
    assert "Korveth" not in shown
    assert not window.pages.today.isVisible()
    assert not window.clients.isVisible()


def test_today_shows_what_changed_while_one_was_elsewhere(window, desk, clients, settle) -> None:
    window.show_place("today")
    settle()
    assert window.pages.today.board.room.rows == {}
    in_visit(window, clients[2], settle)
    window.show_place("today")
    settle()
    assert [row.open.accessibleName() for row in window.pages.today.board.room.rows.values()] == [
        "Open the visit of Imke Solvarde"
    ]
    window.show_place("clients")
    settle()
    assert window.pages.shows("visit")


def test_typing_on_today_shows_who_matches_and_enter_opens_the_first(window, clients, qtbot, settle) -> None:
    window.show_place("today")
    settle()
    page = window.pages.today
    page.search.setFocus()
    qtbot.keyClicks(page.search, "korv")
    settle()
    assert window.clients.isVisible()
    assert page.isVisible()
    assert page.search.hasFocus()
    assert [line.name for line in window.clients.model.lines] == ["Hana Korveth"]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle()
    assert window.pages.shows("workspace")
    assert window.clients.client == clients[1].id
    assert page.search.text() == ""


def test_ctrl_f_on_today_goes_to_the_list_with_what_was_typed(window, qtbot, settle) -> None:
    window.show_place("today")
    settle()
    qtbot.keyClicks(window.pages.today.search, "imke")
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    settle()
    assert window.clients.search.hasFocus()
    assert window.clients.search.text() == "imke"
    assert window.pages.shows("today")


def test_esc_on_today_leaves_the_search_then_the_long_list(window, desk, clients, put_off, qtbot, settle) -> None:
    for client in (clients[0], clients[2]):
        desk.visits.begin(client.id)
    window.show_place("today")
    settle()
    page = window.pages.today
    page._show_all("In the room now")
    qtbot.keyClicks(page.search, "imke")
    assert window.clients.isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.clients.isVisible()
    assert page.search.text() == ""
    assert page.all.isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert page.board.isVisible()
    assert window.pages.shows("today")


def test_the_rails_item_leads_back_to_the_cards(window, desk, clients, settle, qtbot) -> None:
    desk.visits.begin(clients[0].id)
    window.show_place("today")
    settle()
    window.pages.today._show_all("In the room now")
    qtbot.mouseClick(window.rail.items["today"], Qt.MouseButton.LeftButton)
    assert window.pages.today.board.isVisible()


def test_a_new_client_from_today(window, qtbot, settle) -> None:
    window.show_place("today")
    settle()
    window.pages.today.new.click()
    settle()
    assert window.pages.shows("form")


def test_on_a_new_day_today_is_read_anew(window, clock, settle) -> None:
    window.show_place("today")
    settle()
    assert "Sunday 22 November" in names_on_screen(window)
    clock.at += timedelta(days=1)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    settle()
    assert "Monday 23 November" in names_on_screen(window)


def test_the_key_of_every_place_is_in_the_list_of_keys(window) -> None:
    from needledesk.ui.key_list import KEYS
    from needledesk.ui.rail import PLACES

    listed = dict(KEYS)
    assert all(listed[key.replace("+", " ")] == name for name, _, key in PLACES.values())


def _said_by(part: QWidget) -> str:
    text = getattr(part, "text", None)
    return f"{text() if callable(text) else ''} {part.accessibleName()} {part.toolTip()}"


def test_an_erased_client_is_nowhere_in_the_window(make, desk, clients, settle) -> None:
    window = make()
    window.show_place("today")
    settle()
    window.show_visit(desk.visits.begin(clients[1].id).id)
    settle()
    window.show_client(clients[1].id)
    settle()
    desk.erasing.erase(clients[1].id, "Hana Korveth", "entered twice")
    window.workspace.more.erased.emit(clients[1].id)
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = [_said_by(part) for part in window.findChildren(QWidget)]
    assert not [text for text in said if "Hana" in text or "Korveth" in text]
    assert "Hana Korveth" not in [line.name for line in window.clients.model.lines]
    assert window.pages.shows("nobody") or window.stack.currentWidget() is window.nobody
    window.show_place("today")
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = [_said_by(part) for part in window.findChildren(QWidget)]
    assert not [text for text in said if "Korveth" in text]
    window.show_visit(desk.visits.begin(clients[0].id).id)  # and the next visit has a page of its own
    settle()
    assert window.pages.shows("visit")
    assert "Amara Delisse" in [
        _said_by(part).split("  ")[0].strip() for part in window.pages.visit.findChildren(QWidget)
    ]


def test_the_banner_above_the_list_leads_to_the_record_file(
    window: MainWindow, desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    assert window.clients.banner is None
    desk.path.with_name("studio-LAPTOP.needledesk").touch()
    window.clients.show_notices(desk.notices())
    settle()
    banner = window.clients.banner
    assert banner is not None
    assert banner.isVisible()
    assert banner.width() <= window.clients.width() - 32
    qtbot.mouseClick(banner, Qt.MouseButton.LeftButton)
    settle()
    assert window.pages.shows("settings")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Record file"
    window.clients.show_notices(())
    assert not banner.isVisibleTo(window.clients)
