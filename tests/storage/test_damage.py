"""What is hit in a damaged file is named, and nothing is written to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from damaged_file import flip, spoil_photo, whole_file

from needledesk.domain import row_words
from needledesk.domain.damage import Hit
from needledesk.domain.progress import NOBODY, Watch
from needledesk.errors import Damaged
from needledesk.storage import clients, damage, history, opening, photos, tables, visits
from needledesk.storage.vault import Vault


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, bytes]:
    """An encrypted file with a treated visit, a photo and a sheet, and its raw key."""
    path = tmp_path / "old.needledesk"
    return path, whole_file(path)


def test_a_photo_that_is_hit_is_named_with_its_client_and_visit(locked: tuple[Path, bytes]) -> None:
    path, raw = locked
    spoil_photo(path, raw)
    with Vault.open_damaged(path, raw) as vault:
        assert damage.hit(vault, NOBODY) == (Hit("photo_bytes", "C-0001", "Tue 1 Sep 2026"),)


def test_what_is_not_hit_can_still_be_read(locked: tuple[Path, bytes]) -> None:
    path, raw = locked
    spoil_photo(path, raw)
    with Vault.open_damaged(path, raw) as vault:
        with pytest.raises(Damaged):
            photos.data(vault, 1)
        assert visits.get(vault, 1).note == "13:35 Even redness."
        assert clients.page(vault)[0].number == "C-0001"


def test_nothing_is_written_to_a_damaged_file(locked: tuple[Path, bytes], at: datetime) -> None:
    path, raw = locked
    whole = flip(path, path.stat().st_size - 100)
    with Vault.open_damaged(path, raw) as vault:
        damage.hit(vault, NOBODY)
        history.note(vault, "viewed", client=1)
        with pytest.raises(Damaged, match="only read"):
            visits.write_note(vault, 3, "lost?", at)
    assert path.read_bytes() == whole


def test_damage_that_shows_while_working_ends_the_writing(locked: tuple[Path, bytes], at: datetime) -> None:
    path, raw = locked
    spoil_photo(path, raw)
    with Vault.open(path, raw) as vault:
        visits.write_note(vault, 3, "kept", at)
        with pytest.raises(Damaged):
            photos.data(vault, 1)
        assert vault.read_only
        with pytest.raises(Damaged, match="only read"):
            visits.write_note(vault, 3, "not kept", at)
        assert visits.get(vault, 3).note == "kept"


def test_wherever_a_bit_is_flipped_something_is_named(locked: tuple[Path, bytes]) -> None:
    path, raw = locked
    whole, dice, told = path.read_bytes(), random.Random(4), list[Damaged]()
    for _ in range(15):
        flip(path, dice.randrange(4096, len(whole)))
        try:
            with Vault.open_damaged(path, raw) as vault:
                assert all(hit.words for hit in damage.hit(vault, NOBODY))
        except Damaged as refused:  # what says which tables there are is hit itself
            told.append(refused)
        path.write_bytes(whole)
    assert len(told) < 8
    assert all("backup" in refused.do for refused in told)


def test_a_file_that_was_left_open_is_read_once_before_it_is_used(
    locked: tuple[Path, bytes], start_child: Callable[..., object]
) -> None:
    path, raw = locked
    program = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from needledesk.storage import visits
    from needledesk.storage.vault import Vault
    vault = Vault.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    visits.write_note(vault, 3, "before the end", datetime.now(UTC))
    os.kill(os.getpid(), 9)
    """
    start_child(program, path, raw.hex()).wait()  # type: ignore[attr-defined]
    assert opening.was_left_open(path)
    whole = path.read_bytes()
    spoil_photo(path, raw)
    with pytest.raises(Damaged):
        Vault.open(path, raw)
    path.write_bytes(whole)
    with Vault.open(path, raw) as vault:
        assert visits.get(vault, 3).note == "before the end"


def test_looking_can_be_stopped(locked: tuple[Path, bytes]) -> None:
    path, raw = locked
    with Vault.open_damaged(path, raw) as vault:
        assert damage.hit(vault, Watch(cancelled=lambda: True)) == ()


def test_a_whole_file_has_no_record_that_is_hit(locked: tuple[Path, bytes]) -> None:
    path, raw = locked
    with Vault.open_damaged(path, raw) as vault:
        assert damage.hit(vault, NOBODY) == (Hit(""),)


def test_every_table_has_words() -> None:
    assert {table.name for table in tables.RECORDED} == set(row_words.ROWS)


def test_a_photo_is_said_in_one_line(at: datetime) -> None:
    assert Hit("photo_bytes", "C-0007", "Sun 25 Oct 2026").words == "A photo (client C-0007, visit of Sun 25 Oct 2026)"
    assert Hit("practice").words == "The practice's details"
