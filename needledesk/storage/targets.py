"""A folder on a stick or a second disk that copies go to: known by its marker, and never written over.

The folder holds a full copy, and then a small part for each backup. A new full copy is made only where a part will not
do; the one before it stays until the new one is proven. Several sticks in turn each have a chain of their own.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from needledesk.domain import backups
from needledesk.domain.backups import Kind, Target
from needledesk.domain.progress import Watch
from needledesk.errors import BackupFailed, Damaged, NoRoom
from needledesk.storage import chains, copies, copy_files, history, manifest, page_copies, parts, room
from needledesk.storage.chains import Chain, Link
from needledesk.storage.vault import Vault

FOLDER = "NeedleDesk backup - {}"
_MARKER = "target.json"
#: Chains that stay on a target: the one that is being added to, and the one before it.
_CHAINS_KEPT = 2


def found(place: Path, practice: str) -> Target | None:
    """The practice's folder at that place, such as the top of a stick; None if it was never chosen."""
    folder = place / FOLDER.format(practice)
    facts = _facts(folder)
    return Target(str(folder), facts["id"]) if facts.get("practice") == practice and "id" in facts else None


def marked(folder: Path) -> str:
    """The id that the folder is marked with; empty where it is none for copies."""
    return _facts(folder).get("id", "")


def _facts(folder: Path) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in json.loads(copy_files.small_text(folder / _MARKER)).items()}
    except (ValueError, AttributeError):
        return {}


def make(place: Path, practice: str, new_id: str) -> Target:
    """The practice's folder at that place, made and marked if it is not there yet. Raises BackupFailed."""
    known = found(place, practice)
    if known is not None:
        return known
    folder = place / FOLDER.format(practice)
    try:
        copy_files.make_folder(folder)
        copy_files.keep_text(folder / _MARKER, json.dumps({"practice": practice, "id": new_id}))
    except OSError as error:
        raise copy_files.failed(error) from error
    return Target(str(folder), new_id)


def back_up(vault: Vault, target: Target, practice: str, local: Path | None, at: datetime, watch: Watch) -> Link:
    """Bring the target up to date; returns its newest copy, which is proven.

    `local`: the folder of the laptop's own full copies, from which a first one is taken. Raises BackupFailed, Damaged,
    Stopped; what was on the target before is as it was.
    """
    with copies.trouble():
        chains.sweep(Path(target.folder))
        so_far = chains.to_go_on(vault, Path(target.folder), practice, pictures=True)
        if so_far is None or _renewing_helps(vault, practice, local, so_far):
            so_far = _renewed(vault, target, practice, local, at, watch, so_far)
        return added(vault, Path(target.folder), so_far, Kind.PART, at, watch)


def added(vault: Vault, folder: Path, so_far: Chain, kind: Kind, at: datetime, watch: Watch) -> Link:
    """Add a part with what came after the chain, if anything did; returns the newest copy."""
    if history.head(vault).seq == so_far.last.made.seq:
        return so_far.last
    path = parts.write(vault, folder, so_far.last.made, kind, at, watch)
    return link(path)


def link(path: Path) -> Link:
    """A copy that was just made, with its manifest. Raises Damaged where it is not there any more."""
    made = manifest.read(path)
    if made is None:
        raise page_copies.damaged()
    return Link(path, made)


def _renewing_helps(vault: Vault, practice: str, local: Path | None, so_far: Chain) -> bool:
    """Whether a new full copy would save anything: not the laptop's own one where the chain began with that already.

    All that came since would be written once more behind it, with each backup until the day's next full copy.
    """
    if not backups.needs_whole(so_far.whole.made.size, so_far.sizes):
        return False
    here = chains.to_go_on(vault, local, practice, pictures=True) if local else None
    return here is None or here.whole.made.seq > so_far.whole.made.seq


def _renewed(
    vault: Vault, target: Target, practice: str, local: Path | None, at: datetime, watch: Watch, so_far: Chain | None
) -> Chain:
    """A new chain, begun with a full copy. Where only room is lacking for it, the old one goes on."""
    try:
        whole = _whole(vault, target, practice, local, at, watch)
    except (BackupFailed, NoRoom):
        if so_far is None:
            raise
        return so_far
    _trim(vault, Path(target.folder), whole)
    return Chain((whole,))


def _whole(vault: Vault, target: Target, practice: str, local: Path | None, at: datetime, watch: Watch) -> Link:
    """Taken from the laptop's own newest copy where there is a good one: a slow stick then holds up nobody's work."""
    here = local and chains.to_go_on(vault, local, practice, pictures=True)
    if here:
        try:
            return link(_streamed(vault, here.whole, Path(target.folder), watch))
        except Damaged:
            pass  # the laptop's own copy is not whole any more
    return link(copies.full(vault, Path(target.folder), practice, at, watch))


def _streamed(vault: Vault, source: Link, folder: Path, watch: Watch) -> Path:
    partial = folder / f"full{copies.PARTIAL}"
    with copies.trouble(partial):
        copy_files.remove_with_sides(partial)
        room.for_copy(folder, source.made.size)
        written = copy_files.stream(source.path, partial, watch, "Copying")
        read = copy_files.sha256(partial, watch, "Reading the copy back")
        if not written == read == source.made.sha256:
            raise page_copies.damaged()
        with page_copies.reopened(partial, vault.key) as copy:
            last = copy.execute("SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1").fetchone()
            if history.Head(*last).text != source.made.head:
                raise page_copies.damaged()
        return copies.name(partial, source.made, read)


def _trim(vault: Vault, folder: Path, newest: Link) -> None:
    """Remove the oldest chains once a new one is proven; after a restore, those of what was given up come first."""
    among = chains.links(folder)
    wholes = [one for one in among if one.made.kind.whole and one.path != newest.path]
    wholes.sort(key=lambda one: (chains.is_past(vault, one.made), one.made.seq), reverse=True)
    for old in wholes[_CHAINS_KEPT - 1 :]:
        for one in among:
            way = chains.chain(one, among)
            if way is not None and way.whole.path == old.path and one.path != newest.path:
                chains.remove(one.path)
