"""The key is SQLCipher's own, derived once; it opens the file and its copies without the passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.errors import BadInput, WrongPassphrase
from needledesk.storage import driver, keys
from needledesk.storage.vault import Vault

WORDS = "grüne Äpfel 5'"


@pytest.fixture
def locked(path: Path) -> Path:
    Vault.create(path, WORDS).close()
    return path


def test_the_derived_key_is_the_one_sqlcipher_derives(locked: Path) -> None:
    connection = driver.connect(locked)
    connection.set_key(WORDS)  # by SQLCipher alone
    assert connection.execute("SELECT count(*) FROM client").fetchone() == (0,)
    connection.close()


def test_the_salt_is_the_beginning_of_the_file(locked: Path) -> None:
    key = keys.key_for(locked, WORDS)
    assert key is not None
    assert key.salt == locked.read_bytes()[:16]
    assert len(key.raw) == keys.SIZE


def test_the_raw_key_opens_the_file(locked: Path) -> None:
    key = keys.key_for(locked, WORDS)
    assert key is not None
    with Vault.open(locked, key.raw) as vault:
        assert vault.encrypted
        assert vault.key == key


def test_another_raw_key_does_not(locked: Path) -> None:
    with pytest.raises(WrongPassphrase):
        Vault.open(locked, bytes(32))


def test_the_same_words_make_another_key_for_another_file(tmp_path: Path) -> None:
    made = [keys.key_for(tmp_path / name, WORDS) for name in ("one", "two")]
    assert made[0] != made[1]
    assert made[0] is not None
    assert made[1] is not None
    assert made[0].id != made[1].id


def test_no_words_no_key(path: Path) -> None:
    assert keys.key_for(path, None) is None
    with pytest.raises(BadInput, match="empty"):
        keys.key_for(path, "")


def test_a_key_shows_nothing_of_itself(locked: Path) -> None:
    key = keys.key_for(locked, WORDS)
    assert key is not None
    assert key.raw.hex() not in repr(key)
    assert len({key.secret_for("history"), key.secret_for("key id"), key.raw}) == 3
