"""What is known of a copy without opening it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from needledesk.domain.backups import Kind
from needledesk.storage import manifest
from needledesk.storage.manifest import Manifest

FULL = Manifest(
    Kind.FULL, "3F9A2C7D", "7F3A-91C2", 3, "0.2.0", "", "123-7F3A-91C2-55E0-0D1B", "2026-11-22T19:30:00+01:00", 0
)
PART = replace(FULL, kind=Kind.PART, after=FULL.head, head="131-0000-91C2-55E0-0D1B")


def test_the_name_says_what_is_in_it_and_nothing_about_a_person() -> None:
    assert FULL.name == "full-2026-11-22-000123-7F3A91C2.needledesk"
    assert PART.name == "part-2026-11-22-000124-000131-7F3A91C2.ndpart"
    assert replace(FULL, kind=Kind.NOTES, key_id="").name == "notes-2026-11-22-000123-open.ndnotes"


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    copy = tmp_path / FULL.name
    copy.write_bytes(b"12345")
    made = replace(FULL, counts={"client": 3}, own={"draft": "x"}).of_file(copy, "ab")
    manifest.beside(copy).write_text(made.text, "utf-8")
    assert manifest.read(copy) == made
    assert (made.size, made.sha256, made.seq, made.moment().isoformat()) == (5, "ab", 123, FULL.made)


def test_what_is_no_manifest_is_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "absent") is None
    for text in ("", "[]", "{}", FULL.text.replace('"format": 1', '"format": 2'), FULL.text.replace("full", "half")):
        assert manifest.from_text(text) is None
    assert manifest.from_text(FULL.text.replace("2026-11-22T", "never")) is None
    assert manifest.number("no number") == 0


def test_a_part_follows_only_what_it_was_made_after() -> None:
    assert PART.follows(FULL)
    assert not FULL.follows(FULL)
    for change in ({"head": "123-0000-0000-0000-0000"}, {"key_id": "0000-0000"}, {"schema": 2}, {"practice": "other"}):
        assert not PART.follows(replace(FULL, **change))
    assert not PART.follows(replace(FULL, kind=Kind.NOTES))
