"""The key of a record file: derived from the passphrase as SQLCipher itself does, so that any of its tools opens it.

A key is derived once, when the file is opened; copies, the recovery sheet and the history use the derived key. The
salt is the first sixteen bytes of the file; SQLite reads it, so that nothing else ever opens the file.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from needledesk.errors import BadInput
from needledesk.storage import driver

ROUNDS = 256_000  # SQLCipher 4's own
SIZE, SALT = 32, 16  # bytes of a raw key, and of its salt


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """`raw`: 32 bytes, which open the file; `salt`: 16 bytes, which a copy must share to have the same passphrase."""

    raw: bytes
    salt: bytes

    @property
    def statement(self) -> str:
        """The key as SQLCipher takes it without deriving anything."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    @property
    def id(self) -> str:
        """`7F3A-91C2`: tells two keys apart and gives nothing away; on recovery sheets and in manifests of copies."""
        mark = self.secret_for("key id").hex()[:8].upper()
        return f"{mark[:4]}-{mark[4:]}"

    def secret_for(self, purpose: str) -> bytes:
        """32 bytes for one purpose that nobody can compute without the key, and that do not give the key away."""
        return hmac.new(self.raw, purpose.encode(), hashlib.sha256).digest()


#: What opens a file: its passphrase, its raw key (the recovery sheet), a key that is known, or nothing where it is not
#: locked.
Secret = str | bytes | Key | None


def key_for(path: Path, secret: Secret) -> Key | None:
    """The key that the secret makes with the salt of the file at `path`; with a new salt where there is no file yet.

    Takes a tenth of a second or more for a passphrase. Raises BadInput for an empty passphrase, and the driver's error.
    """
    if secret is None or isinstance(secret, Key):
        return secret
    if not secret:
        raise BadInput("The passphrase is empty.", do="Type at least one character.")
    return with_salt(secret, _salt(path))


def derived(passphrase: str) -> Key:
    """The key that a passphrase makes with a new salt, for a file that is to be made."""
    return with_salt(passphrase, secrets.token_bytes(SALT))


def with_salt(secret: str | bytes, salt: bytes) -> Key:
    """The key that the secret makes with that salt. Takes a tenth of a second or more for a passphrase."""
    if isinstance(secret, bytes):
        return Key(secret, salt)
    typed = unicodedata.normalize("NFC", secret).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, SIZE), salt)


def _salt(path: Path) -> bytes:
    """SQLCipher names the salt it read as soon as it has any key, before that key is tried."""
    connection = driver.connect(path, "immutable") if path.exists() else driver.in_memory()
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(f"x'{'00' * SIZE}'")
        return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
    finally:
        connection.close()
