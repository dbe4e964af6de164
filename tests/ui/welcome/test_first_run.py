from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk import settings
from needledesk.desk.desk import Desk
from needledesk.errors import FileTrouble
from needledesk.ui.welcome.first_run import FirstRun, make
from needledesk.ui.welcome.passphrase_step import strength

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(background, qtbot, settle) -> FirstRun:
    made = FirstRun(background)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    settle()
    return made


@pytest.fixture
def made(page) -> Iterator[list[Desk]]:
    desks: list[Desk] = []
    page.made.connect(desks.append)
    yield desks
    for desk in desks:
        desk.close()


def press(page: FirstRun, qtbot) -> None:
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)


def fill_practice(page: FirstRun, qtbot) -> None:
    qtbot.keyClicks(page.practice.name.line, "Alder & Linen")
    qtbot.keyClicks(page.practice.practitioner.line, "M. Averil")
    qtbot.keyClicks(page.practice.phone.line, "202-555-0142")
    page.practice.country.setCurrentText("Ireland")


def test_three_steps_make_a_locked_record_file(page, made, qtbot, settle) -> None:
    press(page, qtbot)
    qtbot.keyClicks(page.lock.first.line, "four words make it")
    qtbot.keyClicks(page.lock.second.line, "four words make it")
    press(page, qtbot)
    fill_practice(page, qtbot)
    press(page, qtbot)
    assert page.next.busy
    settle()
    practice = made[0].practice.get()
    assert (practice.name, practice.phone, practice.country) == ("Alder & Linen", "202-555-0142", "IE")
    assert made[0].path == settings.documents() / "studio.needledesk"
    assert made[0].encrypted


def test_without_a_passphrase_the_risk_is_said_and_the_file_is_open(page, made, qtbot, settle) -> None:
    press(page, qtbot)
    page.lock.unlocked.click()
    assert "read every record" in page.lock.unlocked.accessibleDescription()
    press(page, qtbot)
    fill_practice(page, qtbot)
    press(page, qtbot)
    settle()
    assert not made[0].encrypted


@pytest.mark.parametrize(
    ("first", "second", "complaint"),
    [
        ("", "", "At least 8 characters"),
        ("seven77", "seven77", "At least 8 characters"),
        ("four words make it", "four words make", "The two are not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_holds_one_back(page, qtbot, first, second, complaint) -> None:
    press(page, qtbot)
    qtbot.keyClicks(page.lock.first.line, first)
    qtbot.keyClicks(page.lock.second.line, second)
    press(page, qtbot)
    assert page.lock.complaint() == complaint
    assert page._pages.currentIndex() == 1


def test_the_practice_needs_a_name_a_number_and_a_country(page, made, qtbot, settle) -> None:
    page.lock.unlocked.click()
    page._go(2)
    page.practice.country.setCurrentIndex(-1)
    press(page, qtbot)
    assert page.practice.name.wrong == "The practice needs a name"
    assert page.practice.phone.wrong == "Clients need a number to call"
    assert page.practice._country_field.wrong
    fill_practice(page, qtbot)
    press(page, qtbot)
    settle()
    assert len(made) == 1


def test_back_keeps_what_was_typed(page, qtbot) -> None:
    press(page, qtbot)
    qtbot.keyClicks(page.lock.first.line, "four words")
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert not page.back.isVisible()
    press(page, qtbot)
    assert page.lock.first.line.text() == "four words"


def test_a_file_that_exists_is_opened_instead(page, qtbot, tmp_path, monkeypatch) -> None:
    asked: list[Path] = []
    page.open_requested.connect(asked.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "old.needledesk"), ""))
    page.file.open.click()
    assert page.next.text() == "Choose the file"
    press(page, qtbot)
    assert asked == [tmp_path / "old.needledesk"]


def test_another_place_is_shown_and_gets_the_right_ending(page, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    page.file._choose_place()
    assert page.file.path == tmp_path / "mine.needledesk"
    assert "mine.needledesk" in page.file.start.accessibleDescription()


def test_a_second_first_run_offers_another_name(background, qtbot, settle) -> None:
    settings.documents().mkdir(parents=True)
    (settings.documents() / "studio.needledesk").touch()
    page = FirstRun(background)
    qtbot.addWidget(page)
    settle()
    assert page.file.path.name == "studio 2.needledesk"


def test_a_file_that_cannot_be_made_is_told_and_nothing_typed_is_lost(
    page, made, qtbot, settle, tmp_path, press_in_dialog
) -> None:
    (tmp_path / "blocked").touch()
    page.file.show_path(tmp_path / "blocked" / "studio.needledesk")
    page._go(2)
    page.lock.unlocked.click()
    fill_practice(page, qtbot)
    told = press_in_dialog("Close")
    press(page, qtbot)
    settle()
    assert "cannot be made" in told[0]
    assert page.practice.name.text == "Alder & Linen"
    assert page.next.isEnabled()
    assert made == []


def test_the_folder_is_made_with_the_file(tmp_path, practice) -> None:
    desk = make(tmp_path / "deep" / "er" / "studio.needledesk", practice, None)
    desk.close()
    with pytest.raises(FileTrouble):
        make(tmp_path / "deep" / "er" / "studio.needledesk", practice, None)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", ""),
        ("abc", "Too short"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("password", "Weak"),
        ("needle roller", "Fair"),
        ("needles 7", "Weak"),
        ("four words make it longer", "Strong"),
    ],
)
def test_strength_in_words(typed: str, word: str) -> None:
    assert strength(typed)[0].startswith(word)
    assert bool(strength(typed)[0]) == bool(typed)


def test_documents_that_a_service_copies_are_not_proposed(
    background, qtbot, settle, own_home, tmp_path, monkeypatch
) -> None:
    (own_home / ".stfolder").mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    page = FirstRun(background)
    qtbot.addWidget(page)
    settle()
    assert page.file.path == tmp_path / "NeedleDesk" / "studio.needledesk"
    with pytest.raises(FileTrouble, match="Syncthing"):
        make(settings.documents() / "studio.needledesk", page.practice.practice(), None)
    assert not settings.documents().exists()


def test_a_place_that_was_chosen_stays(page, tmp_path) -> None:
    page.file.show_path(tmp_path / "mine.needledesk")
    page.file.show_better(tmp_path / "other.needledesk")
    assert page.file.path == tmp_path / "mine.needledesk"
