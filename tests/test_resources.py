"""The one door to shipped files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from needledesk import resources


def test_the_files_that_the_program_names_are_there() -> None:
    assert json.loads(resources.text("zones.json"))["zones"]
    assert resources.path("fonts", "SourceSerif4-Regular.ttf").is_file()
    assert resources.toml("countries.toml")["country"]


def test_a_frozen_program_looks_beside_itself_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    resources.folder.cache_clear()
    with pytest.raises(FileNotFoundError, match="incomplete"):
        resources.folder()
    (tmp_path / "resources").mkdir()
    assert resources.folder() == tmp_path / "resources"
    monkeypatch.undo()
    resources.folder.cache_clear()
