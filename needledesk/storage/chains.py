"""Which copies a folder holds, and what each goes back to: a whole copy, then part after part without a gap."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from needledesk.domain.backups import Copy
from needledesk.errors import BackupFailed
from needledesk.storage import copies, copy_files, history, live, manifest
from needledesk.storage.manifest import Manifest
from needledesk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Link:
    """A copy's path with its manifest."""

    path: Path
    made: Manifest


@dataclass(frozen=True, slots=True)
class Chain:
    """A whole copy and the parts after it, in their order."""

    links: tuple[Link, ...]

    @property
    def whole(self) -> Link:
        """What everything goes back to."""
        return self.links[0]

    @property
    def last(self) -> Link:
        """Where it has come to."""
        return self.links[-1]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The bytes of each part."""
        return tuple(link.made.size for link in self.links[1:])


def links(folder: Path) -> list[Link]:
    """Every copy in the folder that counts: its manifest is there, and the file has the manifest's size.

    One that is open as a record file just now is none, and is never touched.
    """
    found = []
    with contextlib.suppress(OSError):
        for beside in sorted(folder.glob(f"*{manifest.ENDING}")):
            path = beside.with_name(beside.name.removesuffix(manifest.ENDING))
            made = manifest.read(path)
            if made is not None and path.is_file() and path.stat().st_size == made.size and not live.is_live(path):
                found.append(Link(path, made))
    return sorted(found, key=lambda link: (link.made.seq, link.made.kind.whole))


def chain(to: Link, among: list[Link]) -> Chain | None:
    """What is needed to go back to that copy, the whole one first; None where one is missing."""
    way = [to]
    while not way[-1].made.kind.whole:
        before = [link for link in among if way[-1].made.follows(link.made) and link.made.seq < way[-1].made.seq]
        if not before:
            return None
        way.append(max(before, key=lambda link: link.made.kind.whole))
    return Chain(tuple(reversed(way)))


def must_have(copy: Path) -> Chain:
    """The chain of the copy at that path. Raises BackupFailed where it is none, or one that it needs is not there."""
    among = links(copy.parent)
    to = next((link for link in among if link.path == copy), None)
    found = to and chain(to, among)
    if not found:
        raise BackupFailed(
            "This copy cannot be used alone: one that it needs is not there, or it was never finished.",
            "Nothing was changed.",
            "Choose another copy.",
        )
    return found


def to_go_on(vault: Vault, folder: Path, practice: str, pictures: bool) -> Chain | None:
    """The newest chain of this practice that a part may follow; None where only a whole copy will do.

    That is so where the key or the tables have changed, a client was erased since, or the file has gone another way
    since: it was restored from an earlier copy.
    """
    among = [
        link for link in links(folder) if _fits(vault, link.made, practice) and link.made.kind.pictures == pictures
    ]
    for link in reversed(among):
        found = chain(link, among)
        if found is not None and is_past(vault, link.made):
            return found
    return None


def is_past(vault: Vault, made: Manifest | Copy) -> bool:
    """Whether what is in the copy is a moment of this file's own past."""
    rows = vault.tuples("SELECT seq, mac FROM history WHERE seq = ?", made.seq)
    return bool(rows) and history.Head(*rows[0]).text == made.head


def listed(folder: Path) -> list[Copy]:
    """Every copy in the folder, the newest first, with what is in it."""
    among = links(folder)
    return [_copy(link, chain(link, among)) for link in reversed(among)]


def remove(copy: Path) -> None:
    """Take a copy out of the folder: first its manifest, so that half of it never counts."""
    manifest.beside(copy).unlink(missing_ok=True)
    copy_files.remove_with_sides(copy)


def sweep(folder: Path) -> None:
    """Remove what never became whole: half-written files, and copies whose manifest was never written."""
    for path in folder.iterdir():
        unfinished = path.name.endswith(copies.PARTIAL)
        if unfinished or (path.suffix in manifest.ENDINGS and not manifest.beside(path).exists() and _ours(path)):
            copy_files.remove_with_sides(path)


def _ours(path: Path) -> bool:
    return path.name.startswith(tuple(f"{kind}-20" for kind in manifest.KINDS))


def _fits(vault: Vault, made: Manifest, practice: str) -> bool:
    return (made.practice, made.key_id, made.schema, made.erasures) == (
        practice,
        copies.key_id(vault),
        vault.schema,
        copies.erasures(vault),
    )


def _copy(link: Link, way: Chain | None) -> Copy:
    made = link.made
    return Copy(
        path=str(link.path),
        kind=made.kind,
        seq=made.seq,
        head=made.head,
        made=made.moment(),
        size=made.size,
        key_id=made.key_id,
        chain=way.whole.path.name if way else "",
        missing=way is None,
        counts=tuple(made.counts.items()),
    )
