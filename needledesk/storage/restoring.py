"""A record file built anew from a copy and the parts after it, checked before anything else is touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.storage import (
    checks,
    copy_files,
    counting,
    driver,
    failures,
    history,
    keys,
    making,
    migrations,
    notes_copies,
    opening,
    page_copies,
    parts,
    room,
    search,
    standing,
    tables,
)
from needledesk.storage.chains import Chain
from needledesk.storage.manifest import Manifest
from needledesk.storage.vault import Vault

_LAST = "SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The new file, closed; `missing`: pictures and sheets whose bytes no copy had, by the table of their owner."""

    path: Path
    head: str
    missing: tuple[tuple[str, int], ...] = ()


def key_of(chain: Chain, secret: keys.Secret) -> keys.Key | None:
    """The key of a chain by its passphrase or recovery sheet. Raises WrongPassphrase, BadInput."""
    if not chain.whole.made.key_id:
        return None
    found = opening.key(chain.whole.path, secret)
    try:
        with page_copies.reopened(chain.whole.path, found):
            return found
    except driver.Error as error:
        raise failures.while_opening(error, chain.whole.path, found is not None) from error


def rebuild(chain: Chain, key: keys.Key | None, new: Path, pictures: Sequence[Path], watch: Watch) -> Rebuilt:
    """Build the file at `new` as it was at the chain's last copy. `pictures`: files to take bytes from for notes.

    Raises NoRoom, BackupFailed, Damaged, Stopped and others of the file's own; what is at `new` then is to be removed.
    """
    room.for_copy(new.parent, sum(link.made.size for link in chain.links))
    with _trouble():
        for link in chain.links:
            if copy_files.sha256(link.path, watch, "Reading the copy") != link.made.sha256:
                raise page_copies.damaged()
        if chain.whole.made.kind is Kind.FULL:
            copy_files.stream(chain.whole.path, new, watch, "Putting the copy in place")
        else:
            making.make(new, key, migrations.STEPS[: chain.whole.made.schema])
        with _unguarded(new, key) as record:
            if chain.whole.made.kind is Kind.NOTES:
                _take_notes(record, chain.whole.path, key)
            for link in chain.links[1:]:
                watch.step("Putting later changes in place")
                with page_copies.reopened(link.path, key) as part:
                    parts.apply(part, record)
            for path in pictures if chain.whole.made.kind is Kind.NOTES else ():
                _take_pictures(record, path, key, watch)
            _drop_left(record)
        missing = _made_ready(chain, key, new, watch)
    return Rebuilt(new, chain.last.made.head, missing)


def _made_ready(chain: Chain, key: keys.Key | None, new: Path, watch: Watch) -> tuple[tuple[str, int], ...]:
    """Open it as the program does, write anew what is made from the rest, and check all of it.

    The head is compared first: a copy of an older version gets entries of its own as it is brought up to date.
    """
    with page_copies.reopened(new, key) as record:
        _must_be(record, chain.last.made)
    with Vault.open(new, None if key is None else key.raw) as vault:
        _derive(vault, chain, watch)
        missing = _missing(vault)
    if not chain.whole.made.kind.pictures or len(chain.links) > 1:
        page_copies.prove_pages(new, key, watch)
    with page_copies.reopened(new, key) as record:
        if checks.references(record) != "ok":
            raise page_copies.damaged()
        if chain.whole.made.kind.pictures:
            page_copies.bytes_hold(record, watch)
    copy_files.settle(new)  # before it takes the name of the file that works today
    return missing


def _must_be(record: driver.Connection, made: Manifest) -> None:
    """Raise Damaged unless it ends where the copy ended, with as many of everything."""
    rows, ask = record.execute(_LAST).fetchall(), counting.asked_of(record)
    head = history.Head(*rows[0]) if rows else history.Head(0, bytes(32))
    counts = {name: counting.count(ask, tables.NAMED[name]) for name in made.counts if name in COUNTED}
    if head.text != made.head or counts != {name: made.counts[name] for name in counts}:
        raise page_copies.damaged()


#: What a person counts by, and every copy has counted.
COUNTED = ("client", "visit", "photo")


@contextmanager
def _unguarded(path: Path, key: keys.Key | None) -> Iterator[driver.Connection]:
    """The new file, without the guards that refuse changes of sealed visits; they are back at the end."""
    connection = driver.connect(path)
    try:
        opening.unlock(connection, key)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        for setting in ("foreign_keys = OFF", "synchronous = OFF", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN")
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")
    finally:
        connection.close()


@contextmanager
def _trouble() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise copy_files.failed(error, "Nothing was restored") from error
    except driver.Error as error:
        raise failures.while_copying(error) from error


def _take_notes(record: driver.Connection, notes: Path, key: keys.Key | None) -> None:
    with page_copies.reopened(notes, key) as copy:
        for name in notes_copies.kept():
            record.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables
            cursor = copy.execute(f"SELECT * FROM {name}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            marks = ", ".join("?" * len(columns))
            record.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", cursor)  # noqa: S608


def _take_pictures(record: driver.Connection, source: Path, key: keys.Key | None, watch: Watch) -> None:
    """Take over the bytes that are still missing, from a file that may be older, newer or of another past.

    A row's owner is found by the SHA-256 of its bytes, never by its number.
    """
    try:
        with page_copies.reopened(source, key) as copy:
            for table in (table for table in tables.RECORDED if table.bulky):
                _take_bytes(record, copy, table, watch)
    except driver.Error:
        return  # what cannot be read has nothing to give; what is missing is told


def _take_bytes(record: driver.Connection, copy: driver.Connection, table: tables.Table, watch: Watch) -> None:
    owner = tables.NAMED[table.of]
    wanted = record.execute(
        f"SELECT id, sha256 FROM {owner.name} WHERE id NOT IN (SELECT {table.owner} FROM {table.name})"  # noqa: S608
    ).fetchall()
    for done, (number, sha256) in enumerate(wanted):
        watch.step("Taking the pictures over", done, len(wanted))
        found = copy.execute(f"SELECT id FROM {owner.name} WHERE sha256 = ?", (sha256,)).fetchone()  # noqa: S608
        if found is not None:
            for row in copy.execute(f"SELECT * FROM {table.name} WHERE {table.owner} = ?", found):  # noqa: S608
                marks = ", ".join("?" * len(row))
                record.execute(f"INSERT INTO {table.name} VALUES ({marks})", (number, *row[1:]))  # noqa: S608


def _drop_left(record: driver.Connection) -> None:
    """Bytes whose owner is gone, or was never kept: their going is not told row by row."""
    for table in tables.RECORDED:
        if table.bulky:
            owner = tables.NAMED[table.of]
            kept = f" WHERE {owner.counts}" if owner.counts else ""
            record.execute(
                f"DELETE FROM {table.name} WHERE {table.owner} NOT IN (SELECT id FROM {owner.name}{kept})"  # noqa: S608
            )
    record.execute("DELETE FROM photo WHERE kept = 0")


def _derive(vault: Vault, chain: Chain, watch: Watch) -> None:
    """Write the lines of the client list and the search index anew, for the clients that the parts are about."""
    if chain.whole.made.kind is Kind.FULL:
        changed = vault.tuples(
            "SELECT DISTINCT client.id FROM history JOIN client ON client.id = history.client WHERE seq > ?",
            chain.whole.made.seq,
        )
        gone = "client NOT IN (SELECT id FROM client)"
        vault.execute(f"DELETE FROM client_search WHERE rowid IN (SELECT place FROM client_line WHERE {gone})")  # noqa: S608
        vault.execute(f"DELETE FROM client_line WHERE {gone}")  # noqa: S608
    else:
        changed = vault.tuples("SELECT id FROM client")
    for done, (client,) in enumerate(changed):
        watch.step("Making the lists anew", done, len(changed))
        with vault.transaction():
            search.forget(vault, client)
            standing.refresh(vault, client)
            search.index(vault, client)


def _missing(vault: Vault) -> tuple[tuple[str, int], ...]:
    found = []
    for table in tables.RECORDED:
        if table.bulky and table.name != "photo_thumbnail":
            sql = f"SELECT count(*) FROM {table.of} WHERE id NOT IN (SELECT {table.owner} FROM {table.name})"  # noqa: S608
            number = vault.tuples(sql)[0][0]
            found += [(table.of, number)] if number else []
    return tuple(found)
