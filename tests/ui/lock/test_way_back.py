"""The same desk in another window is what an unlocked program sees: each place is left in one and found in the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.answers import Answer, Reply
from needledesk.ui.lock.way_back import WayBack, place_of
from needledesk.ui.place import Place

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def back(make, settle, qtbot):
    """Another window that has gone to a place, which went through a command line in between."""

    def go(place: Place):
        window = make()
        way = WayBack(window, Place.read(place.as_argument()))
        way.go()
        settle()
        qtbot.waitUntil(lambda: way.done)
        settle()
        return window

    return go


@pytest.fixture
def in_visit(window, clients, settle):
    window.begin_visit(clients[1].id)
    settle()
    return window


def test_at_the_start_one_is_among_the_clients(window) -> None:
    assert place_of(window) == Place(focus=place_of(window).focus)


def test_a_client_is_found_again(window, clients, settle, back) -> None:
    window.show_client(clients[2].id)
    settle()
    again = back(place_of(window))
    assert again.pages.shows("workspace")
    assert again.workspace.client == clients[2].id


@pytest.mark.parametrize("section", ["screening", "treatment", "photos", "aftercare"])
def test_a_section_of_a_visit_is_found_again(in_visit, settle, back, section) -> None:
    in_visit.pages.visit.show_section(section)
    settle()
    place = place_of(in_visit)
    again = back(place)
    assert (place.visit, place.section) == (in_visit.open_visit.visit.id, section)
    assert again.pages.shows("visit")
    assert again.open_visit.visit.id == place.visit
    assert again.pages.visit.section == section


def test_the_question_one_stood_on_has_the_focus_again(in_visit, settle, back) -> None:
    screening = in_visit.pages.visit.page("screening")
    key = list(screening.rows)[17]
    screening.jump(key)
    settle()
    again = back(place_of(in_visit))
    assert again.pages.visit.question == key


def test_the_cursor_stands_in_the_note_where_it_stood(in_visit, settle, back) -> None:
    in_visit.pages.visit.show_section("treatment")
    settle()
    text = in_visit.pages.visit.page("treatment").notes.text
    text.setFocus()
    text.setPlainText("redness on the left\nnone on the right")
    cursor = text.textCursor()
    cursor.setPosition(7)
    text.setTextCursor(cursor)
    in_visit.keep_typed()
    settle()
    again = back(place_of(in_visit)).pages.visit.page("treatment").notes.text
    assert again.toPlainText() == text.toPlainText()
    assert again.hasFocus()
    assert again.textCursor().position() == 7


def test_a_page_is_scrolled_as_far_as_it_was(in_visit, settle, back) -> None:
    bar = in_visit.pages.visit.page("screening").column.verticalScrollBar()
    in_visit.pages.visit.tabs.setFocus()
    bar.setValue(400)
    settle()
    place = place_of(in_visit)
    assert place.scroll == 400
    assert back(place).pages.visit.page("screening").column.verticalScrollBar().value() == 400


def test_on_a_short_screen_the_cursor_can_be_seen_again(in_visit, make, settle, qtbot) -> None:
    in_visit.pages.visit.show_section("treatment")
    settle()
    in_visit.pages.visit.page("treatment").notes.text.setFocus()
    settle()
    place = place_of(in_visit)
    again = make()
    again.resize(1280, 600)
    way = WayBack(again, place)
    way.go()
    settle()
    qtbot.waitUntil(lambda: way.done)
    text = again.pages.visit.page("treatment").notes.text
    assert text.hasFocus()
    assert text.viewport().visibleRegion().contains(text.cursorRect().center())


@pytest.mark.parametrize("page", ["practice", "protocol", "lock", "appearance", "record_file", "about"])
def test_a_page_of_the_settings_is_found_again(window, settle, back, page) -> None:
    window.show_settings(page)
    settle()
    again = back(place_of(window))
    assert again.pages.shows("settings")
    assert again.pages.settings.current == page


def test_the_day_is_found_again_with_the_visit_behind_it(in_visit, settle, back) -> None:
    in_visit.show_place("today")
    settle()
    again = back(place_of(in_visit))
    assert again.pages.shows("today")
    again.show_place("clients")
    settle()
    assert again.pages.shows("visit")


@pytest.mark.parametrize("what", ["new", "change"])
def test_the_form_of_a_client_is_found_again(window, clients, settle, back, what) -> None:
    window.show_client(clients[0].id)
    settle()
    if what == "new":
        window.add_client()
    else:
        window.edit_client(clients[0])
    settle()
    again = back(place_of(window))
    assert again.pages.shows("form")
    assert again.pages.form.what == what
    assert again.pages.form.given.text == ("" if what == "new" else "Amara")


def test_the_needling_runs_on_from_its_start(in_visit, desk, settle, clock) -> None:
    visit = in_visit.open_visit
    assert place_of(in_visit).needling == ""
    for question in visit.bench.protocol.asked:
        visit.answer(question.key, Answer(Reply.NO))
    settle()
    visit.start()
    settle()
    clock.at += timedelta(minutes=3)
    assert place_of(in_visit).needling == "2026-11-22T13:30:00-05:00"
    visit.finish(clock.at)
    settle()
    assert place_of(in_visit).needling == ""


def test_what_is_gone_is_left_out(back) -> None:
    again = back(Place(room="settings", page="no such page", focus="QLineEdit:999", client=0))
    assert again.pages.settings.current == "practice"


def test_no_place_names_anybody(window, clients, settle) -> None:
    window.show_client(clients[1].id)
    window.clients.search.setText("Korveth")
    window.clients.search.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    argument = place_of(window).as_argument()
    for client in clients:
        assert client.details.given not in argument
        assert client.details.family not in argument
