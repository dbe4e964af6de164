from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk import settings
from needledesk.desk.desk import Desk
from needledesk.domain import recovery
from needledesk.errors import FileTrouble
from needledesk.ui.welcome.first_run import FirstRun, make

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


def to_the_lock(page: FirstRun, qtbot) -> None:
    press(page, qtbot)
    fill_practice(page, qtbot)
    press(page, qtbot)


def lock_it(page: FirstRun, qtbot, settle) -> None:
    """Type the drawn words again, save the sheet, type two groups of it."""
    form = page.lock.form
    qtbot.keyClicks(form.form.again.line, form.form.passphrase)
    form.derive_now()
    settle()
    groups = recovery.groups(form._lock.key.raw)
    for place, field in zip(form._lock.places, form.proof.fields, strict=True):
        assert not page.next.isEnabled()
        qtbot.keyClicks(field, groups[place])


def test_three_steps_make_a_locked_record_file(page, made, qtbot, settle) -> None:
    to_the_lock(page, qtbot)
    assert not page.next.isEnabled()
    lock_it(page, qtbot, settle)
    words, key = page.lock.form.form.passphrase, page.lock.lock.key
    press(page, qtbot)
    assert page.next.busy
    settle()
    practice = made[0].practice.get()
    assert (practice.name, practice.phone, practice.country) == ("Alder & Linen", "202-555-0142", "IE")
    assert made[0].path == settings.documents() / "studio.needledesk"
    assert made[0].encrypted
    assert made[0].access.key_id == key.id
    made[0].close()
    for secret in (words, key.raw):
        Desk.open(made[0].path, secret).close()


def test_without_a_passphrase_the_risk_is_said_and_the_file_is_open(page, made, qtbot, settle) -> None:
    to_the_lock(page, qtbot)
    assert not page.lock._risk.isVisible()
    qtbot.mouseClick(page.lock.without, Qt.MouseButton.LeftButton)
    assert page.lock._risk.isVisible()
    assert not page.lock.form.isVisible()
    press(page, qtbot)
    settle()
    assert not made[0].encrypted


def test_one_can_think_better_of_going_on_without(page, qtbot, settle) -> None:
    to_the_lock(page, qtbot)
    page.lock.without.click()
    assert page.next.isEnabled()
    page.lock.back.click()
    assert not page.next.isEnabled()
    lock_it(page, qtbot, settle)
    assert page.next.isEnabled()


def test_the_sheet_has_the_practice_and_the_file(page, qtbot, settle) -> None:
    to_the_lock(page, qtbot)
    lock_it(page, qtbot, settle)
    written = page.lock.form.sheet.paper._written
    assert written.practice == "Alder & Linen"
    assert written.file.startswith("studio.needledesk, ")
    read = PdfReader(BytesIO(page.lock._draw(page.lock.lock).data)).pages[0].extract_text()
    assert "Alder & Linen" in read


def test_other_words_ask_for_another_sheet(page, qtbot, settle) -> None:
    to_the_lock(page, qtbot)
    lock_it(page, qtbot, settle)
    page.lock.form.form.others.click()
    assert page.lock.lock is None
    assert not page.next.isEnabled()
    assert page.lock.complaint()


def test_the_practice_needs_a_name_a_number_and_a_country(page, made, qtbot, settle) -> None:
    page._go(1)
    page.practice.country.setCurrentIndex(-1)
    press(page, qtbot)
    assert page.practice.name.wrong == "The practice needs a name"
    assert page.practice.phone.wrong == "Clients need a number to call"
    assert page.practice._country_field.wrong
    fill_practice(page, qtbot)
    press(page, qtbot)
    page.lock.without.click()
    press(page, qtbot)
    settle()
    assert len(made) == 1


def test_back_keeps_what_was_typed(page, qtbot) -> None:
    press(page, qtbot)
    qtbot.keyClicks(page.practice.name.line, "Alder")
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert not page.back.isVisible()
    press(page, qtbot)
    assert page.practice.name.text == "Alder"


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
    page._go(1)
    fill_practice(page, qtbot)
    press(page, qtbot)
    page.lock.without.click()
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
