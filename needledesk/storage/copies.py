"""Full copies of the open file: written step by step while work goes on, and good only after they were opened again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from needledesk import __version__
from needledesk.domain.backups import Kind
from needledesk.domain.progress import Watch
from needledesk.errors import BackupFailed, DeskError
from needledesk.storage import (
    copy_files,
    counting,
    driver,
    failures,
    history,
    manifest,
    own_tables,
    page_copies,
    room,
    touched,
)
from needledesk.storage.manifest import Manifest
from needledesk.storage.vault import Vault

_PAGE = 4096
_FLUSH = 16 << 20  # bytes
#: What a copy is called until it is proven.
PARTIAL = ".partial"


def full(vault: Vault, folder: Path, practice: str, at: datetime, watch: Watch) -> Path:
    """Copy the whole file into the folder and prove the copy; returns its path.

    Raises NoRoom, BackupFailed or Damaged, saying what is safe, and Stopped. Whatever was in the folder is as it was.
    """
    partial = folder / f"full{PARTIAL}"
    with trouble(partial):
        copy_files.remove_with_sides(partial)
        room.for_copy(folder, vault.path.stat().st_size)
        head = vault.copy_pages(partial, _copied(partial, watch))
        page_copies.prove(partial, vault.key, watch)
        with page_copies.reopened(partial, vault.key) as copy:
            counts = _counted(vault, copy, head, watch)
            made = describe(vault, Kind.FULL, practice, at, "", head, counts, own_tables.digests(copy))
        return name(partial, made, copy_files.sha256(partial, watch, "Reading the copy back"))


def _copied(partial: Path, watch: Watch) -> Callable[[int, int], None]:
    """Tell of each step, and write to the disk as it goes: a save of the user must not wait for gigabytes to settle."""
    flushed = 0

    def step(left: int, whole: int) -> None:
        nonlocal flushed
        done = (whole - left) * _PAGE
        watch.step("Copying", done, whole * _PAGE)
        if done - flushed >= _FLUSH:
            copy_files.settle(partial)
            flushed = done

    return step


def describe(
    vault: Vault,
    kind: Kind,
    practice: str,
    at: datetime,
    after: str,
    head: history.Head,
    counts: Mapping[str, int],
    own: Mapping[str, str],
) -> Manifest:
    """The manifest of a copy that is being made."""
    return Manifest(
        kind=kind,
        practice=practice,
        key_id=key_id(vault),
        schema=vault.schema,
        program=__version__,
        after=after,
        head=head.text,
        made=at.isoformat(timespec="seconds"),
        erasures=erasures(vault),
        counts=counts,
        own=own,
    )


def key_id(vault: Vault) -> str:
    """What tells the file's key from others; empty for a file without one."""
    return vault.key.id if vault.key is not None else ""


def erasures(vault: Vault) -> int:
    """How many clients have been erased from the file."""
    return int(vault.tuples("SELECT count(*) FROM erasure")[0][0])


def name(partial: Path, made: Manifest, sha256: str) -> Path:
    """Give a proven copy its name, then its manifest, which makes it count; returns its path."""
    made = made.of_file(partial, sha256)
    target = partial.with_name(made.name)
    number = 1
    while target.exists() or manifest.beside(target).exists():
        number += 1
        target = partial.with_name(f"{Path(made.name).stem}-{number}{Path(made.name).suffix}")
    copy_files.take_name(partial, target)
    copy_files.keep_text(manifest.beside(target), made.text)
    if manifest.read(target) != made:
        raise page_copies.damaged()
    return target


@contextlib.contextmanager
def trouble(partial: Path | None = None) -> Iterator[None]:
    """What goes wrong while a copy is written: nothing of it stays, and it is told in plain words."""
    try:
        yield
    except OSError as error:
        _discard(partial)
        raise copy_files.failed(error) from error
    except driver.Error as error:
        _discard(partial)
        raise failures.while_copying(error) from error
    except touched.NotToldError as error:
        _discard(partial)
        raise BackupFailed(
            "A client was erased while the copy was made, so it does not count.",
            "Your records are saved, and earlier copies are as they were.",
            "Back up again.",
        ) from error
    except DeskError:
        _discard(partial)
        raise


def _discard(partial: Path | None) -> None:
    if partial is not None:
        copy_files.discard(partial)


def _counted(vault: Vault, copy: driver.Connection, head: history.Head, watch: Watch) -> dict[str, int]:
    watch.step("Counting")
    last = copy.execute("SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    if (last and history.Head(*last) != head) or counting.differing(vault, copy, head):
        raise page_copies.damaged()
    return counting.every(counting.asked_of(copy))
