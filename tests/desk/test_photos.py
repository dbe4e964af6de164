"""Photos that do not fit, and files that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.letters import Letter
from needledesk.domain.photos import Moment, Prepared
from needledesk.errors import BadInput, NoRoom
from needledesk.storage import room

PICTURE = Prepared(b"x" * 3_000_000, b"small", "jpeg", 40, 30, "0" * 64, "1" * 64, None)


def test_a_photo_without_room_is_refused_in_words_before_anything_is_begun(
    desk: Desk, begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = begin()
    monkeypatch.setattr(room, "free", lambda _: 206_000_000)
    with pytest.raises(NoRoom) as told:
        desk.photos.keep(visit.id, Moment.BEFORE, "front", PICTURE)
    assert "206 MB must be free" in told.value.happened
    assert "Nothing was begun" in told.value.safe
    assert desk.facts()["rows"]["photo"] == 0  # type: ignore[index]
    desk.treatment.write_note(visit.id, "notes go on")
    monkeypatch.setattr(room, "free", lambda _: 206_000_001)
    assert desk.photos.keep(visit.id, Moment.BEFORE, "front", PICTURE).size == 3_000_000


def test_the_pages_of_a_letter_need_room_too_and_a_letter_without_pages_does_not(
    desk: Desk, begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = begin()
    letter = Letter(("herpes_history",), date(2026, 11, 1), "Dr Test")
    monkeypatch.setattr(room, "free", lambda _: 0)
    with pytest.raises(NoRoom):
        desk.letters.record(visit.client, letter, [PICTURE])
    assert desk.letters.of_client(visit.client) == ()
    assert desk.letters.record(visit.client, letter).by == "Dr Test"


@pytest.mark.parametrize("name", ["studio.needledesk", "studio.needledesk-wal", "link.jpg"])
def test_the_record_file_is_no_picture_and_is_not_looked_into(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.jpg").symlink_to(desk.path)
    with pytest.raises(BadInput, match="record file that is open"):
        desk.photos.prepare(tmp_path / name)
    with pytest.raises(BadInput, match="record file that is open"):
        desk.letters.prepare(tmp_path / name)
