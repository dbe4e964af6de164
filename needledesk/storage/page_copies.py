"""A copy of a whole file, page by page as SQLite itself makes it, and the proof that it opens and holds together.

The copy is made through the connection that has the file open: another one is locked out. It is keyed with the same
raw key and salt, so that the same passphrase and the same recovery sheet open it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from needledesk.domain.progress import Watch
from needledesk.errors import Damaged
from needledesk.storage import copy_files, driver, failures, keys, opening, tables

PAGES_A_STEP = 100  # some milliseconds; the connection may be used between two steps
_LOOK = 20_000  # of SQLite's own steps, until it is asked again whether to go on

#: Bytes whose SHA-256 stands in their owner's row.
_SUMMED = tuple(table for table in tables.RECORDED if table.bulky and table.name != "photo_thumbnail")

_WORDS = {
    "database or disk is full": failures.FULL,
    "database disk image is malformed": failures.CORRUPT,
    "file is not a database": failures.NOTADB,
}

Copied = Callable[[int, int], None]
Reading = Callable[[driver.Connection, Watch], None]


@contextlib.contextmanager
def begun(path: Path, key: keys.Key | None) -> Iterator[driver.Connection]:
    """A new file to be written in one go: without a journal, as it counts for nothing until it is whole.

    Little is kept in memory: what is left over is written in the last step, while everyone else waits.
    """
    connection = driver.connect(path, "rwc")
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.set_key(key.statement)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2048"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        copy_files.private(path)
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def reopened(path: Path, key: keys.Key | None) -> Iterator[driver.Connection]:
    """A copy, opened by its path to be read: nothing is written to it or beside it. Raises the driver's error."""
    connection = driver.connect(path, "immutable")
    try:
        opening.unlock(connection, key, lock=False)
        yield connection
    finally:
        connection.close()


def write(connection: driver.Connection, path: Path, key: keys.Key | None, copied: Copied | None = None) -> None:
    """Copy every page; `copied(left, whole)` is called after each step, in pages."""
    step = None if copied is None else lambda _state, left, whole: copied(left, whole)
    with begun(path, key) as copy:
        try:
            connection.backup(copy, pages=PAGES_A_STEP, progress=step)
        except driver.Error as error:
            raise _with_code(error) from None


def _with_code(error: Any) -> Any:
    """The driver tells the code of every error but those of a copy: there only SQLite's own words are left."""
    if not failures.code(error):
        error.sqlite_errorcode = _WORDS.get(str(error), failures.IOERR)
    return error


def prove(path: Path, key: keys.Key | None, watch: Watch) -> None:
    """Open the copy by its path and read all of it, the pages and the sums side by side. Raises Damaged, Stopped."""
    copy_files.settle(path)
    prove_pages(path, key, watch, bytes_hold)


def prove_pages(path: Path, key: keys.Key | None, watch: Watch, also: Reading | None = None) -> None:
    """Open the copy by its path: every page and every index holds; `also` reads on meanwhile. Raises Damaged."""
    from concurrent.futures import ThreadPoolExecutor  # only here: opening a file does without

    with ThreadPoolExecutor(1) as beside:
        pages = beside.submit(_pages_hold, path, key)
        with reopened(path, key) as copy:
            _checked(copy, watch)
            if also is not None:
                also(copy, watch)
        while not pages.done():
            watch.step("Reading every page back")
            with contextlib.suppress(TimeoutError):
                pages.exception(timeout=0.1)
        if not pages.result():
            raise damaged()


def bytes_hold(copy: driver.Connection, watch: Watch) -> None:
    """Compare every picture and sheet with the SHA-256 that stands in its owner's row. Raises Damaged."""
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _SUMMED:
        if table.name not in there:  # an older file
            continue
        owner = tables.NAMED[table.of]
        kept = f" WHERE {owner.counts}" if owner.counts else ""
        sums = copy.execute(f"SELECT id, sha256 FROM {owner.name}{kept}").fetchall()  # noqa: S608 - our own tables
        order = ", ".join(table.key)
        pieces = f"SELECT data FROM {table.name} WHERE {table.owner} = ? ORDER BY {order}"  # noqa: S608
        for done, (number, expected) in enumerate(sums, start=1):
            digest = hashlib.sha256()
            for (data,) in copy.execute(pieces, (number,)):
                digest.update(data)
            if digest.hexdigest() != expected:
                raise damaged()
            watch.step("Comparing pictures and sheets", done, len(sums))


def damaged() -> Damaged:
    """What a copy that does not hold together is."""
    return Damaged(
        "The copy does not hold together, so it does not count.",
        "Your records are saved, and earlier copies are as they were.",
        "Try again. If it happens twice, use another stick or disk.",
    )


def _checked(copy: driver.Connection, watch: Watch) -> None:
    watch.step("Opening the copy again")
    copy.set_progress_handler(watch.cancelled, _LOOK)
    try:
        if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise damaged()
    except driver.Error:
        watch.step("Opening the copy again")  # says so if it was stopped
        raise
    finally:
        copy.set_progress_handler(None, 0)


def _pages_hold(path: Path, key: keys.Key | None) -> bool:
    """Whether every page is as it was encrypted; a file without a key has nothing to compare with."""
    if key is None:
        return True
    try:
        with reopened(path, key) as copy:
            return copy.execute("PRAGMA cipher_integrity_check").fetchone() is None
    except driver.Error:
        return False
