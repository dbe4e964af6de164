"""Does the file hold together: every page, every index, every reference, and how much is in it."""

from __future__ import annotations

import contextlib

from needledesk.storage import driver, failures

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND name NOT LIKE 'client\\_search%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
)


#: The checks that fail where the file itself is damaged, and not what is in it.
OF_THE_FILE = ("quick_check", "integrity_check", "cipher_integrity_check")


def integrity(connection: driver.Connection) -> dict[str, str]:
    """The result of each check by its name: `ok`, or what it found in one line.

    The log is folded into the main file first: the check of the encryption reads nothing else.
    """
    with contextlib.suppress(driver.Error):  # what stops it is told by the checks
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    results = {name: _say(connection, name) for name in OF_THE_FILE}
    return results | {"foreign_key_check": references(connection)}


def must_hold(connection: driver.Connection) -> None:
    """Read every page once, as after an end that was not proper. Raises Damaged; five seconds for two gigabytes."""
    if _say(connection, "quick_check") != "ok":
        raise failures.damaged()


def references(connection: driver.Connection) -> str:
    """`ok` if every row that is referred to is there, or what is missing."""
    return _say(connection, "foreign_key_check")


def counts(connection: driver.Connection) -> dict[str, int | None]:
    """How many rows each of our tables holds; None for one that cannot be read any more."""
    try:
        names = [row[0] for row in connection.execute(_TABLES)]
    except driver.Error:
        return {}
    return {name: _count(connection, name) for name in names}


def fingerprint(connection: driver.Connection) -> tuple[int, int, dict[str, int | None]]:
    """What two copies of one file have in common: mark, version and counts."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return mark, version, counts(connection)


def _count(connection: driver.Connection, table: str) -> int | None:
    try:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - our own table
    except driver.Error:
        return None


def _say(connection: driver.Connection, check: str) -> str:
    try:
        found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}").fetchmany(20)]
    except driver.Error as error:
        return str(error)
    return "ok" if found in ([], ["ok"]) else "; ".join(found)
