from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk import settings
from needledesk.ui.settings.practice_page import CHOICES, PracticePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(desk, background, qtbot, settle) -> PracticePage:
    made = PracticePage(desk, background)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    settle()
    return made


def type_over(page: PracticePage, field: str, text: str, qtbot) -> None:
    line = page.lines[field].line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text) if text else qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_it_shows_the_practice(page, desk) -> None:
    practice = desk.practice.get()
    assert {key: field.text for key, field in page.lines.items()} == {
        "name": practice.name,
        "practitioner": "M. Averil",
        "phone": "202-555-0142",
        "email": "",
        "hours": "",
    }
    assert page.country.currentText() == "United States"


@pytest.mark.parametrize("field", ["name", "practitioner", "phone", "email", "hours"])
def test_a_line_is_kept_as_one_leaves_it(page, desk, qtbot, settle, field) -> None:
    type_over(page, field, "0301 2345", qtbot)
    settle()
    assert getattr(desk.practice.get(), field) == "0301 2345"
    assert page.state.text() == "Saved 13:30"


@pytest.mark.parametrize(("field", "typed"), [("name", ""), ("phone", ""), ("phone", "none")])
def test_what_every_sheet_needs_cannot_be_emptied(page, desk, qtbot, settle, field, typed) -> None:
    before = desk.practice.get()
    type_over(page, field, typed, qtbot)
    settle()
    assert page.lines[field].wrong
    assert desk.practice.get() == before


def test_a_country_is_kept(page, desk, settle) -> None:
    page.country.setCurrentText("Germany")
    page.country.activated.emit(page.country.currentIndex())
    settle()
    assert desk.practice.get().country == "DE"


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_is_kept_at_once_and_taken_back_at_once(page, desk, qtbot, settle, choice) -> None:
    for on in (True, False):
        qtbot.mouseClick(page.switches[choice], Qt.MouseButton.LeftButton)
        settle()
        assert getattr(desk.practice.get(), choice) is on


def test_each_choice_says_what_it_means(page) -> None:
    for key, (_, meaning) in CHOICES.items():
        assert page.switches[key].accessibleDescription() == meaning


def test_changes_one_after_the_other_do_not_undo_each_other(page, desk, qtbot, settle) -> None:
    type_over(page, "email", "a@b.example", qtbot)
    type_over(page, "hours", "mornings", qtbot)
    settle()
    assert (desk.practice.get().email, desk.practice.get().hours) == ("a@b.example", "mornings")


def test_a_folder_is_chosen_and_given_back(page, desk, qtbot, settle, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page._choose_folder()
    settle()
    assert Path(desk.practice.get().export_folder) == tmp_path
    page._change(export_folder="")
    settle()
    assert page._folder.text() == str(settings.documents())


def test_what_changed_elsewhere_is_read_when_one_comes_back(page, desk, settle) -> None:
    page.hide()
    desk.practice.change(replace(desk.practice.get(), source_advil=True))
    page.show()
    settle()
    assert page.switches["source_advil"].isChecked()
