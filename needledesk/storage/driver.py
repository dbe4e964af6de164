"""The one way to SQLite: SQLCipher's driver, under the name by which sqlite-utils looks for a better SQLite.

sqlite-utils tries `pysqlite3` before the standard library. Without that name in place it would catch the standard
library's exceptions, which SQLCipher's do not derive from, and break in many quiet ways.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from needledesk.errors import Unfit

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

Connection = Any  # sqlcipher3 ships no types
#: A damaged file without a passphrase may hold text that is none, also in what SQLite says about it; where an encrypted
#: page fails its seal, SQLCipher sometimes says that there is no memory.
Error: Any = (dbapi2.Error, UnicodeDecodeError, MemoryError)
Row = dbapi2.Row

#: Older versions can damage a file when one connection writes while another checkpoints.
LOWEST_SQLITE = (3, 51, 3)
#: What SQLite must have been built with to find a client by any part of a name.
SEARCH = "ENABLE_FTS5"
#: What it must answer to, to keep a file encrypted.
CIPHER = "cipher_version"
#: How long to wait for another program that is just closing the file, in seconds.
PATIENCE = 1.0


def connect(path: Path, mode: str = "rw") -> Connection:
    """A connection that is not keyed yet and has read nothing. `mode`: `rw`, `rwc` to create, `ro`, `immutable`."""
    check()
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return dbapi2.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,  # the vault says BEGIN and COMMIT itself
        check_same_thread=False,  # the vault's lock lets one thread in at a time
        timeout=PATIENCE,
        cached_statements=256,
    )


def in_memory() -> Connection:
    """A connection to nothing, for questions to SQLite itself."""
    return dbapi2.connect(":memory:", isolation_level=None)


@cache
def check() -> None:
    """Raise Unfit unless this SQLite is new enough, can encrypt and can search text."""
    if dbapi2.sqlite_version_info < LOWEST_SQLITE:
        raise _unfit(f"Its SQLite is {dbapi2.sqlite_version}, which is too old to keep a file whole.")
    connection = in_memory()
    try:
        if not connection.execute(f"PRAGMA {CIPHER}").fetchone():
            raise _unfit("Its SQLite cannot encrypt.")
        if (SEARCH,) not in connection.execute("PRAGMA compile_options").fetchall():
            raise _unfit("Its SQLite cannot search text.")
    finally:
        connection.close()


def _unfit(what: str) -> Unfit:
    return Unfit(
        f"NeedleDesk lacks a part that it needs. {what}",
        "No record file was opened.",
        "Install NeedleDesk again, from the place that you had it from.",
    )


def sqlite_utils() -> Any:
    """The sqlite-utils module, imported when first asked for: it takes a tenth of a second."""
    import sqlite_utils
    import sqlite_utils.utils

    if vars(sqlite_utils.utils)["sqlite3"] is not sqlcipher3:
        raise RuntimeError("sqlite-utils was imported before the driver and uses another SQLite.")
    return sqlite_utils


def database(connection: Connection) -> Any:
    """The connection as a sqlite-utils Database; no installed plugin gets hold of it."""
    return sqlite_utils().Database(connection, execute_plugins=False)


def versions() -> dict[str, str]:
    """The versions of SQLite and SQLCipher in use."""
    connection = in_memory()
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    finally:
        connection.close()
    return {"sqlite": dbapi2.sqlite_version, "sqlcipher": cipher}
