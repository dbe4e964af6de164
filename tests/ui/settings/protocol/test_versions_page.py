from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk.domain.protocol_edits import Edit
from needledesk.ui.settings.protocol.versions_page import VersionsPage
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def versions(keeper, show) -> VersionsPage:
    return show(VersionsPage(keeper), 686, 600)


def words(versions: VersionsPage) -> list[str]:
    return [text.text() for text in versions.findChildren(Text) if text.isVisible() and text.text()]


def export_buttons(versions: VersionsPage) -> list[Button]:
    return [one for one in versions.findChildren(Button) if one.text() == "Export…" and one.isVisible()]


def test_the_first_version_came_with_the_program(versions) -> None:
    assert "Version 1" in words(versions)
    assert "in force since Sun 22 Nov 2026, 13:30, M. Averil" in words(versions)
    assert "· As it came with the program." in words(versions)


def test_the_draft_stands_first_with_what_it_changes(versions, keeper, settle) -> None:
    keeper.edit(Edit("S-MED-02", "window", "5 days"))
    settle()
    versions.refresh()
    settle()
    said = words(versions)
    assert said.index("Version 2") < said.index("Version 1")
    assert "draft, last changed Sun 22 Nov 2026, 13:30" in said
    assert f"· {keeper.draft.changes[0]}" in "\n".join(said)
    assert len(export_buttons(versions)) == 1


def test_a_version_in_force_keeps_its_changes_and_author(versions, keeper, settle) -> None:
    keeper.edit(Edit("S-MED-02", "window", "5 days"))
    settle()
    changes = keeper.draft.changes
    keeper.start_check()
    settle()
    keeper.put("A. Colleague", True)
    settle()
    versions.refresh()
    settle()
    said = words(versions)
    assert "in force since Sun 22 Nov 2026, 13:30, A. Colleague" in said
    assert "was in force since Sun 22 Nov 2026, 13:30, M. Averil" in said
    assert f"· {changes[0]}" in "\n".join(said)


def test_a_version_is_exported_where_one_says(versions, qtbot, monkeypatch, tmp_path) -> None:
    asked: list[str] = []

    def name(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    with qtbot.waitSignal(versions.export_requested) as said:
        qtbot.mouseClick(export_buttons(versions)[0], Qt.MouseButton.LeftButton)
    assert said.args == [tmp_path / "mine.toml", 1]
    assert Path(asked[0]).name == "protocol-v1.toml"


def test_a_file_to_read_in_is_chosen(versions, qtbot, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.toml"), ""))
    with qtbot.waitSignal(versions.import_requested) as said:
        qtbot.mouseClick(versions.take, Qt.MouseButton.LeftButton)
    assert said.args == [tmp_path / "a.toml"]


def test_no_file_is_no_wish(versions, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(versions.import_requested), qtbot.assertNotEmitted(versions.export_requested):
        qtbot.mouseClick(versions.take, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(export_buttons(versions)[0], Qt.MouseButton.LeftButton)


def test_it_leads_back(versions, qtbot) -> None:
    with qtbot.waitSignal(versions.left):
        qtbot.mouseClick(versions.back, Qt.MouseButton.LeftButton)
