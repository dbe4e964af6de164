"""All but pictures and sheets, taken out of a full copy: small enough to keep for months.

It is made from the copy and not from the open file, so that nobody waits for it. Its tables have the rows of the record
file's and nothing of its guards and indexes: it is for restoring only.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.storage import copies, copy_files, counting, driver, keys, page_copies, tables
from needledesk.storage.chains import Link
from needledesk.storage.manifest import Manifest
from needledesk.storage.vault import Vault

_LOOK = 20_000  # of SQLite's own steps, until it is asked again whether to go on


def from_full(vault: Vault, full: Link, watch: Watch) -> Path:
    """Make the notes of a full copy beside it; returns the path. Raises BackupFailed, Damaged, Stopped."""
    partial = full.path.with_name(f"notes{copies.PARTIAL}")
    with copies.trouble(partial):
        copy_files.remove_with_sides(partial)
        with page_copies.begun(partial, vault.key) as notes:
            _fill(notes, full.path, vault.key, watch)
        copy_files.settle(partial)
        page_copies.prove_pages(partial, vault.key, watch)
        made = _described(full.made)
        with page_copies.reopened(partial, vault.key) as notes:
            found = {table: counting.asked_of(notes)(f"SELECT count(*) FROM {table}")[0][0] for table in made.counts}  # noqa: S608
            last = notes.execute("SELECT max(seq) FROM history").fetchone()[0] or 0
        if found != made.counts or last != made.seq:
            raise page_copies.damaged()
        return copies.name(partial, made, copy_files.sha256(partial, watch, "Reading the copy back"))


def kept() -> list[str]:
    """The tables whose rows are in it."""
    return [*(table.name for table in tables.RECORDED if not table.bulky), *tables.OWN]


def _fill(notes: driver.Connection, full: Path, key: keys.Key | None, watch: Watch) -> None:
    address = f"{full.absolute().as_uri()}?mode=ro&immutable=1"
    notes.execute("ATTACH ? AS whole KEY ?", (address, key.statement if key else ""))
    notes.set_progress_handler(watch.cancelled, _LOOK)
    try:
        for done, name in enumerate(kept()):
            watch.step("Copying the notes", done, len(kept()))
            table = tables.NAMED.get(name)
            only = f" WHERE {table.counts}" if table and table.counts else ""
            notes.execute(f"CREATE TABLE {name} AS SELECT * FROM whole.{name}{only}")  # noqa: S608 - our own tables
    except driver.Error:
        watch.step("Copying the notes")  # says so if it was stopped
        raise
    finally:
        notes.set_progress_handler(None, 0)


def _described(full: Manifest) -> Manifest:
    counts = {name: number for name, number in full.counts.items() if not tables.NAMED[name].bulky}
    return replace(full, kind=Kind.NOTES, counts=counts, size=0, sha256="")
