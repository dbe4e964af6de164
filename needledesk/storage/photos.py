"""The photos of a visit, with their bytes and thumbnails.

The bytes are written and read a piece at a time, each in a moment of its own: eight megabytes in one go would hold up
everyone else who needs the file for a tenth of a second. A photo exists from the moment its row says `kept`; pieces
without it are what a crash left, and are removed when the file is opened.
"""

from __future__ import annotations

import contextlib
import time
from datetime import datetime
from typing import Any

from needledesk.domain import history_words as words
from needledesk.domain.photos import Moment, Photo, Prepared
from needledesk.errors import FileTrouble, NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault

PIECE = 512 * 1024  # bytes; about 6 ms to write, 16 ms when the log is folded in
_BREATH = 0.0005  # seconds: long enough for a waiting thread to take the lock

_WHOLE = "SELECT photo.*, visit.timezone FROM photo JOIN visit ON visit.id = photo.visit WHERE kept = 1 AND"


def keep(vault: Vault, visit: int, moment: Moment, view: str, prepared: Prepared, at: datetime) -> Photo:
    """Keep a picture with the visit. Raises NotSaved where the disk refuses; nothing of it stays then."""
    photo = vault.insert("photo", _values(visit, moment, view, prepared, at), counts=False)
    try:
        starts = range(0, len(prepared.data), PIECE)
        for position, start in enumerate(starts):
            piece = prepared.data[start : start + PIECE]
            vault.insert("photo_bytes", {"photo": photo, "position": position, "data": piece}, counts=False)
            time.sleep(_BREATH)
        with vault.transaction("photo added", words.photo("added", moment.value, view), visit=visit):
            vault.insert("photo_thumbnail", {"photo": photo, "data": prepared.thumbnail})
            vault.change("photo", {"id": photo}, {"kept": 1})
            for position in range(len(starts)):
                vault.touch("photo_bytes", photo, position)
    except BaseException:
        _drop(vault, photo)
        raise
    return get(vault, photo)


def get(vault: Vault, photo: int) -> Photo:
    """The photo with that id, without its bytes. Raises NotFound."""
    row = vault.row(f"{_WHOLE} photo.id = ?", photo)
    if row is None:
        raise NotFound("There is no such photo in this file.")
    return _photo(row)


def of_visit(vault: Vault, visit: int) -> list[Photo]:
    """The visit's photos in the order in which they came, without their bytes."""
    return [_photo(row) for row in vault.rows(f"{_WHOLE} photo.visit = ? ORDER BY photo.id", visit)]


def thumbnail(vault: Vault, photo: int) -> bytes:
    """The small picture. Raises NotFound."""
    row = vault.row("SELECT data FROM photo_thumbnail WHERE photo = ?", photo)
    if row is None:
        raise NotFound("There is no such photo in this file.")
    return bytes(row["data"])


def data(vault: Vault, photo: int) -> bytes:
    """The picture's bytes as they were kept. Raises NotFound."""
    get(vault, photo)
    pieces = vault.row("SELECT count(*) FROM photo_bytes WHERE photo = ?", photo)[0]
    read = "SELECT data FROM photo_bytes WHERE photo = ? AND position = ?"
    return b"".join(vault.row(read, photo, position)["data"] for position in range(pieces))


def move(vault: Vault, photo: int, moment: Moment, view: str) -> None:
    """Put a photo under another view or into the other set."""
    with vault.transaction("photo moved", words.photo("moved", moment.value, view)):
        vault.change("photo", {"id": photo}, {"moment": moment.value, "view": view})


def remove(vault: Vault, photo: int) -> None:
    """Take a photo out of the file and overwrite its bytes. Whether the visit allows it is for the caller to know."""
    gone = get(vault, photo)
    with vault.transaction("photo removed", words.photo("removed", gone.moment.value, gone.view), visit=gone.visit):
        vault.change("photo", {"id": photo}, {"kept": 0})
        vault.remove("photo_thumbnail", {"photo": photo})
    pieces = vault.rows("SELECT position FROM photo_bytes WHERE photo = ?", photo)
    for row in pieces:
        vault.execute("DELETE FROM photo_bytes WHERE photo = ? AND position = ?", photo, row["position"])
        time.sleep(_BREATH)
    vault.execute("DELETE FROM photo WHERE id = ?", photo)


def _drop(vault: Vault, photo: int) -> None:
    """Remove what was written of a photo that could not be finished; where even that fails, opening does it."""
    with contextlib.suppress(FileTrouble), vault.transaction():
        vault.execute("DELETE FROM photo_thumbnail WHERE photo = ?", photo)
        vault.execute("DELETE FROM photo_bytes WHERE photo = ?", photo)
        vault.execute("DELETE FROM photo WHERE id = ?", photo)


def _values(visit: int, moment: Moment, view: str, prepared: Prepared, at: datetime) -> dict[str, object]:
    return {
        "visit": visit,
        "moment": moment.value,
        "view": view,
        "kind": prepared.kind,
        "width": prepared.width,
        "height": prepared.height,
        "size": len(prepared.data),
        "sha256": prepared.sha256,
        "original_sha256": prepared.original_sha256,
        "taken": prepared.taken and prepared.taken.replace(microsecond=0, tzinfo=None).isoformat(),
        "added": columns.moment_text(at),
    }


def _photo(row: Any) -> Photo:
    return Photo(
        id=row["id"],
        visit=row["visit"],
        moment=Moment(row["moment"]),
        view=row["view"],
        kind=row["kind"],
        width=row["width"],
        height=row["height"],
        size=row["size"],
        sha256=row["sha256"],
        taken=row["taken"] and datetime.fromisoformat(row["taken"]),
        added=columns.moment(row["added"], columns.zone(row["timezone"])),
    )
