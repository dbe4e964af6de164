"""The laptop's own choices: they survive a restart, and a broken file never stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.settings import Settings, documents, home


def test_they_come_back_as_they_were(tmp_path: Path) -> None:
    Settings("/somewhere/studio.needledesk", "dark", 130, True, (1, 2, 1366, 768)).save(tmp_path)
    assert Settings.load(tmp_path) == Settings("/somewhere/studio.needledesk", "dark", 130, True, (1, 2, 1366, 768))
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", '{"text_size": 400, "theme": 3, "window": [1], "record_file": 7, "more": 1}']
)
def test_what_makes_no_sense_gives_the_defaults(tmp_path: Path, broken: str) -> None:
    (tmp_path / "settings.json").write_text(broken)
    assert Settings.load(tmp_path) == Settings()


def test_a_home_of_ones_own_holds_settings_and_documents(own_home: Path) -> None:
    assert home() == own_home
    assert documents() == own_home / "NeedleDesk"


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    Settings().save(tmp_path / "file" / "below")
    assert Settings.load(tmp_path / "file" / "below") == Settings()
