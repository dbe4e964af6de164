"""What is kept with its SHA-256: photos, pages of letters, sheets, signatures, versions of the protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from needledesk.domain.verification import named
from needledesk.storage.vault import Vault

_PHOTOS = """
SELECT photo.id, photo.sha256, photo.visit, client.number FROM photo JOIN visit ON visit.id = photo.visit
JOIN client ON client.id = visit.client WHERE photo.kept = 1 ORDER BY photo.id
"""
_STILL = "SELECT 1 FROM photo WHERE id = ? AND kept = 1"
_PIECES = "SELECT position FROM photo_bytes WHERE photo = ? ORDER BY position"
_PIECE = "SELECT data FROM photo_bytes WHERE photo = ? AND position = ?"
_OF_VISIT = """
SELECT kept.id, kept.sha256, kept.visit, client.number FROM {0} AS kept JOIN visit ON visit.id = kept.visit
JOIN client ON client.id = visit.client ORDER BY kept.id
"""
_OF_CLIENT = "SELECT kept.id, kept.sha256, 0, client.number FROM {0} AS kept JOIN client ON client.id = kept.client"
_OF_LETTER = """
SELECT kept.id, kept.sha256, 0, client.number FROM letter_page AS kept JOIN letter ON letter.id = kept.letter
JOIN client ON client.id = letter.client ORDER BY kept.id
"""
#: Bytes, the column that names their owner, and the owners with their sums.
_KEPT = (
    ("letter_page_bytes", "page", _OF_LETTER),
    ("pretreatment_bytes", "pretreatment", _OF_CLIENT.format("pretreatment")),
    ("handout_bytes", "handout", _OF_VISIT.format("handout")),
    ("signature_bytes", "signature", _OF_VISIT.format("signature")),
)
_VERSIONS = "SELECT version, sha256 FROM protocol_version ORDER BY version"
_TEXT = "SELECT text FROM protocol_version WHERE version = ?"


@dataclass(frozen=True, slots=True)
class Sum:
    """Something with its sum: `holds` reads it and computes anew."""

    name: str
    holds: Callable[[], bool]


def photos(vault: Vault) -> Iterator[Sum]:
    """Every photo that is kept; its bytes are read a piece at a time."""
    for photo, sha256, visit, number in vault.tuples(_PHOTOS):
        name = named("photo_bytes", (str(photo),), visit, number)
        yield Sum(name, partial(_photo_holds, vault, photo, sha256))


def others(vault: Vault) -> Iterator[Sum]:
    """Everything else."""
    for table, column, owners in _KEPT:
        read = f"SELECT data FROM {table} WHERE {column} = ?"  # noqa: S608 - our own tables
        for owner, sha256, visit, number in vault.tuples(owners):
            name = named(table, (str(owner),), visit, number)
            yield Sum(name, partial(_holds, vault, read, owner, sha256))
    for version, sha256 in vault.tuples(_VERSIONS):
        name = named("protocol_version", (str(version),))
        yield Sum(name, partial(_holds, vault, _TEXT, version, sha256))


def _photo_holds(vault: Vault, photo: int, sha256: str) -> bool:
    """One that was removed meanwhile is no fault."""
    sum_of_all = hashlib.sha256()
    for (position,) in vault.tuples(_PIECES, photo):
        for (piece,) in vault.tuples(_PIECE, photo, position):
            sum_of_all.update(piece)
    return sum_of_all.hexdigest() == sha256 or not vault.tuples(_STILL, photo)


def _holds(vault: Vault, read: str, owner: int, sha256: str) -> bool:
    """What is gone has the sum of nothing."""
    rows = vault.tuples(read, owner)
    content = rows[0][0] if rows else b""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest() == sha256
