"""Where a record file may begin its life."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.desk import places
from needledesk.errors import FileTrouble


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "ann")
    (tmp_path / "ann").mkdir()
    return tmp_path / "ann"


def test_the_documents_are_the_place_unless_a_service_copies_them(home: Path) -> None:
    wanted = home / "Documents" / "NeedleDesk" / "studio.needledesk"
    assert places.for_records(wanted) == wanted
    places.must_suit(wanted)
    copied = home / "OneDrive" / "Documents" / "NeedleDesk" / "studio.needledesk"
    assert places.for_records(copied) == home / "NeedleDesk" / "studio.needledesk"
    with pytest.raises(FileTrouble, match="OneDrive"):
        places.must_suit(copied)
    assert list(home.iterdir()) == []


def test_where_the_whole_home_folder_is_copied_the_refusal_says_so(home: Path) -> None:
    (home / ".stfolder").mkdir()
    wanted = home / "Documents" / "studio.needledesk"
    assert places.for_records(wanted) == wanted
