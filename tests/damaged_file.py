"""A locked record file in which one bit is flipped, in a page that only the bytes of its photo need."""

from __future__ import annotations

from pathlib import Path

from needledesk.storage import driver, opening
from needledesk.storage.keys import Key
from needledesk.storage.vault import Vault

PASSPHRASE = "amber kettle window forty lake"
_KEPT = Path(__file__).parent / "data" / "record_v2_locked.needledesk"


def whole_file(path: Path) -> bytes:
    """A treated visit with a photo and a sheet, brought up to date; returns its raw key."""
    path.write_bytes(_KEPT.read_bytes())
    with Vault.open(path, PASSPHRASE) as vault:
        assert vault.key is not None
        return vault.key.raw


def flip(path: Path, at: int) -> bytes:
    """Flip the lowest bit of one byte; returns the file as it is then."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    return bytes(data)


def spoil_photo(path: Path, raw: bytes) -> None:
    """Flip one bit in a page that only the bytes of the photo need."""
    whole, key = path.read_bytes(), opening.key(path, raw)
    for page in range(len(whole) // 4096 - 1, 1, -1):
        flip(path, page * 4096 + 100)
        if _can(path, key, "SELECT count(*) FROM photo") and not _can(path, key, "SELECT data FROM photo_bytes"):
            return
        path.write_bytes(whole)
    raise AssertionError("no page is the photo's alone")


def _can(path: Path, key: Key | None, query: str) -> bool:
    connection = driver.connect(path, "ro")
    try:
        opening.unlock(connection, key, lock=False)
        connection.execute(query).fetchall()
    except driver.Error:
        return False
    finally:
        connection.close()
    return True
