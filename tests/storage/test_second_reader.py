"""Another program, with other code for the cipher, opens the file by its defaults: in ten years any such tool will do.

The reader is SQLite3 Multiple Ciphers, told no more than that the file is one of SQLCipher 4.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from needledesk.domain.clients import Details
from needledesk.domain.photos import Moment, Prepared
from needledesk.storage import clients, photos, protocol, visits
from needledesk.storage.vault import Vault

PASSPHRASE = 'grüne Äpfel 5\' "and" five words'
PICTURE = os.urandom(1_300_000)


@pytest.fixture
def locked(path: Path, at: datetime) -> Path:
    """A closed file with a passphrase, a client, a note and a photo in three pieces."""
    with Vault.create(path, PASSPHRASE) as vault:
        protocol.add(vault, "first text", "Ada", at)
        client = clients.add(vault, Details("Zoë", "O’Brien", phone="07700 900 123"), at)
        visit = visits.begin(vault, client.id, at, "Europe/Berlin", 1)
        visits.write_note(vault, visit, "Cheeks 3 passes – Röte gleichmäßig", at)
        digest = hashlib.sha256(PICTURE).hexdigest()
        photos.keep(
            vault, visit, Moment.BEFORE, "front", Prepared(PICTURE, b"s", "jpeg", 4, 3, digest, digest, None), at
        )
    return path


@contextmanager
def second_reader(path: Path, key: str) -> Iterator[apsw.Connection]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.execute("PRAGMA cipher = 'sqlcipher'")
        connection.execute("PRAGMA legacy = 4")
        connection.execute(f"PRAGMA key = {apsw.format_sql_value(key)}")
        yield connection
    finally:
        connection.close()


def raw_key(path: Path, salted: bool) -> str:
    """The key itself as hexadecimal digits, derived as SQLCipher 4 says: its salt is the file's first 16 bytes."""
    salt = path.read_bytes()[:16]
    key = hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), salt, 256_000, 32)
    return f"x'{key.hex()}{salt.hex() if salted else ''}'"


@pytest.mark.parametrize("by", ["passphrase", "raw key", "raw key and salt"])
def test_rows_and_a_photo_are_read_as_they_were_written(locked: Path, by: str) -> None:
    key = PASSPHRASE if by == "passphrase" else raw_key(locked, "salt" in by)
    with second_reader(locked, key) as reader:
        rows = list(reader.execute("SELECT given, family, phone FROM client"))
        assert rows == [("Zoë", "O’Brien", "07700 900 123")]
        assert list(reader.execute("SELECT text FROM note")) == [("Cheeks 3 passes – Röte gleichmäßig",)]
        pieces = [row[0] for row in reader.execute("SELECT data FROM photo_bytes ORDER BY position")]
        assert len(pieces) == 3
        assert b"".join(pieces) == PICTURE
        assert list(reader.execute("PRAGMA integrity_check")) == [("ok",)]


def test_every_table_holds_as_many_rows_for_both(locked: Path) -> None:
    with Vault.open(locked, PASSPHRASE) as vault:
        ours = vault.facts()["rows"]
    assert isinstance(ours, dict)
    with second_reader(locked, PASSPHRASE) as reader:
        theirs = {name: next(reader.execute(f'SELECT count(*) FROM "{name}"'))[0] for name in ours}
    assert theirs == ours
    assert sum(theirs.values()) > 5


def test_without_the_key_it_reads_nothing(locked: Path) -> None:
    for key in ("another", f"x'{'00' * 32}'"):
        with pytest.raises(apsw.NotADBError), second_reader(locked, key) as reader:
            reader.execute("SELECT count(*) FROM sqlite_master")
