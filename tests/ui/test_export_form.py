from __future__ import annotations

import zipfile
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk.domain.clients import Details
from needledesk.ui.export_form import PLAIN, ZIP, ExportForm
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def form(desk, background, qtbot, settle) -> ExportForm:
    desk.clients.add(Details("Ada", "Ashdown", date(1990, 1, 1)))
    made = ExportForm(desk, background)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    settle()
    return made


def press_export(form, qtbot, settle, monkeypatch, folder) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
    for _ in range(4):
        settle()


def test_it_is_said_that_nothing_is_encrypted(form) -> None:
    assert PLAIN in [text.text() for text in form.findChildren(Text) if text.isVisible()]


def test_a_folder_is_written_and_shown(form, qtbot, settle, monkeypatch, tmp_path) -> None:
    press_export(form, qtbot, settle, monkeypatch, tmp_path)
    assert (tmp_path / "NeedleDesk export 2026-11-22" / "clients" / "C-0001.json").is_file()
    assert form.said.text().startswith("Exported: ")
    assert form.show_it.isVisible()
    assert form.export.isEnabled()


def test_a_zip_is_written(form, qtbot, settle, monkeypatch, tmp_path) -> None:
    qtbot.mouseClick(form.kind.pills[ZIP], Qt.MouseButton.LeftButton)
    press_export(form, qtbot, settle, monkeypatch, tmp_path)
    assert zipfile.is_zipfile(tmp_path / "NeedleDesk export 2026-11-22.zip")


def test_no_place_chosen_nothing_is_written(form, qtbot, settle, monkeypatch, tmp_path) -> None:
    before = list(tmp_path.iterdir())
    press_export(form, qtbot, settle, monkeypatch, "")
    assert list(tmp_path.iterdir()) == before
    assert not form.said.isVisible()


def test_what_goes_wrong_is_told_and_can_be_tried_again(form, settle, tmp_path, press_in_dialog) -> None:
    (tmp_path / "taken").write_text("mine")
    seen = press_in_dialog("Close")
    form.start(tmp_path / "taken")
    for _ in range(3):
        settle()
    assert seen == ["There is already something named “taken” there."]
    assert not form.show_it.isVisible()


def test_one_client_alone(desk, background, qtbot, settle, tmp_path) -> None:
    desk.clients.add(Details("Ada"))
    bea = desk.clients.add(Details("Bea"))
    form = ExportForm(desk, background, bea.id)
    qtbot.addWidget(form)
    form.start(tmp_path / "one")
    settle()
    assert [path.name for path in (tmp_path / "one" / "clients").iterdir()] == ["C-0002.json"]
