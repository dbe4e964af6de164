"""The photos of a visit, byte for byte."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from needledesk.domain.photos import VIEWS, Moment, Photo, Prepared
from needledesk.errors import NotFound, NotSaved
from needledesk.storage import photos
from needledesk.storage.vault import Vault


def picture(size: int = 100, fill: int = 7) -> Prepared:
    data = (fill.to_bytes(2, "big") + b"\0\xff") * (size // 4) + b"x" * (size % 4)
    digest = hashlib.sha256(data).hexdigest()
    return Prepared(data, b"thumb%d" % fill, "heic", 4000, 3000, digest, "ab" * 32, datetime(2026, 11, 22, 19, 29, 58))


@pytest.mark.parametrize("size", [1, photos.PIECE - 1, photos.PIECE, photos.PIECE + 1, 3 * photos.PIECE + 17])
def test_bytes_come_back_whatever_their_size(vault: Vault, visit: int, at: datetime, size: int) -> None:
    prepared = picture(size)
    kept = photos.keep(vault, visit, Moment.BEFORE, "front", prepared, at)
    assert photos.data(vault, kept.id) == prepared.data
    assert photos.thumbnail(vault, kept.id) == prepared.thumbnail
    assert kept.size == size


def test_every_field_comes_back_also_from_the_disk(vault: Vault, visit: int, at: datetime, path: Path) -> None:
    prepared = picture()
    kept = photos.keep(vault, visit, Moment.AFTER, "left_45", prepared, at)
    expected = Photo(
        kept.id, visit, Moment.AFTER, "left_45", "heic", 4000, 3000, 100, prepared.sha256, prepared.taken, at
    )
    assert kept == expected
    assert all(getattr(kept, field.name) for field in fields(Photo)), "a field that is added must be kept too"
    vault.close()
    with Vault.open(path, None) as again:
        assert photos.of_visit(again, visit) == [expected]
        assert again.row("SELECT original_sha256 FROM photo")[0] == "ab" * 32


def test_a_camera_without_a_clock(vault: Vault, visit: int, at: datetime) -> None:
    data = b"x"
    bare = Prepared(data, b"t", "png", 1, 1, hashlib.sha256(data).hexdigest(), "0" * 64, None)
    assert photos.keep(vault, visit, Moment.BEFORE, "body_close", bare, at).taken is None


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_kept(vault: Vault, visit: int, at: datetime, view: str) -> None:
    assert photos.keep(vault, visit, Moment.BEFORE, view, picture(), at).view == view


def test_a_view_that_does_not_exist_leaves_nothing(vault: Vault, visit: int, at: datetime) -> None:
    with pytest.raises(Exception, match="CHECK"):
        photos.keep(vault, visit, Moment.BEFORE, "above", picture(), at)
    assert vault.rows("SELECT * FROM photo") == []


def test_order_moving_and_removing(vault: Vault, visit: int, at: datetime) -> None:
    first, second = (photos.keep(vault, visit, Moment.BEFORE, "front", picture(600_000, n), at) for n in (1, 2))
    photos.move(vault, first.id, Moment.AFTER, "right")
    assert [(one.id, one.moment, one.view) for one in photos.of_visit(vault, visit)] == [
        (first.id, Moment.AFTER, "right"),
        (second.id, Moment.BEFORE, "front"),
    ]
    photos.remove(vault, first.id)
    assert photos.of_visit(vault, visit) == [second]
    assert photos.data(vault, second.id) == picture(600_000, 2).data
    third = photos.keep(vault, visit, Moment.BEFORE, "front", picture(), at + timedelta(minutes=1))
    assert third.id > second.id > first.id, "a number is never given twice: thumbnails are remembered by it"
    assert vault.row("SELECT count(*) FROM photo_bytes WHERE photo = ?", first.id)[0] == 0


def test_removed_bytes_are_gone_from_the_file(vault: Vault, visit: int, at: datetime, path: Path) -> None:
    kept = photos.keep(vault, visit, Moment.BEFORE, "front", picture(200_000, 0x4E44), at)
    vault.checkpoint()
    photos.remove(vault, kept.id)
    vault.close()
    assert (b"ND\0\xff" * 8) not in path.read_bytes()


def test_a_photo_that_is_not_there(vault: Vault) -> None:
    for ask in (photos.get, photos.thumbnail, photos.data):
        with pytest.raises(NotFound):
            ask(vault, 7)


def test_a_refused_write_leaves_nothing_of_the_photo(vault: Vault, visit: int, at: datetime) -> None:
    vault.execute("PRAGMA max_page_count = 1")
    with pytest.raises(NotSaved):
        photos.keep(vault, visit, Moment.BEFORE, "front", picture(3_000_000), at)
    vault.execute("PRAGMA max_page_count = 1000000")
    assert [vault.row(f"SELECT count(*) FROM {table}")[0] for table in ("photo", "photo_bytes")] == [0, 0]
    photos.keep(vault, visit, Moment.BEFORE, "front", picture(3_000_000), at)


def test_others_get_their_turn_while_a_photo_is_written(vault: Vault, visit: int, at: datetime) -> None:
    """The lock is free between two pieces; and until the last one is written, nobody sees the photo."""
    prepared = picture(20 * photos.PIECE)
    seen: list[int] = []
    writing = threading.Thread(target=photos.keep, args=(vault, visit, Moment.BEFORE, "front", prepared, at))
    writing.start()
    while writing.is_alive():
        pieces = vault.row("SELECT count(*) FROM photo_bytes")[0]
        if not photos.of_visit(vault, visit):
            seen.append(pieces)
    writing.join()
    assert len(set(seen)) > 3
    assert len(photos.of_visit(vault, visit)) == 1


def test_what_a_crash_left_of_a_photo_is_swept_away(vault: Vault, visit: int, at: datetime, path: Path) -> None:
    whole = photos.keep(vault, visit, Moment.BEFORE, "front", picture(), at)
    torn = photos.keep(vault, visit, Moment.AFTER, "front", picture(), at)
    vault.execute("UPDATE photo SET kept = 0 WHERE id = ?", torn.id)
    vault.execute("DELETE FROM photo_thumbnail WHERE photo = ?", torn.id)
    vault.close()
    with Vault.open(path, None) as again:
        assert photos.of_visit(again, visit) == [whole]
        assert [row["photo"] for row in again.rows("SELECT photo FROM photo_bytes")] == [whole.id]
        assert again.row("SELECT count(*) FROM photo")[0] == 1
