"""The free way out and in: everything as plain files that any program reads, and back into a new record file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from needledesk import resources
from needledesk.desk.clock import Clock, laptop_clock
from needledesk.desk.files import unused
from needledesk.desk.practice import PracticeDesk
from needledesk.desk.record_file import RecordFile
from needledesk.domain.calendar import say_moment
from needledesk.domain.export_text import TableShape, metadata, readme
from needledesk.domain.progress import NOBODY, Watch
from needledesk.errors import FileTrouble
from needledesk.storage import clients, copy_files, exporting, history, importing, plain_copy, tables
from needledesk.storage.export_place import must_have_room
from needledesk.storage.exporting import Exported
from needledesk.storage.import_source import Source
from needledesk.storage.vault import Vault

#: An encrypted record file and the log beside it take this much more than the export.
_ROOM = 2


def description(language: str = "en") -> dict[str, Any]:
    """What stands in which file, table and column, in a language."""
    return resources.toml("texts", language, "export.toml")


class ExportDesk:
    """`desk.exports`. An export is never encrypted: whoever asks for one is told so."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def place(self, client: int = 0, zipped: bool = False, folder: Path | None = None) -> Path:
        """A free name for an export in that folder, or in the practice's own. Raises NotFound."""
        return unused((folder or self._practice.export_folder()) / self.name(client, zipped))

    def name(self, client: int = 0, zipped: bool = False) -> str:
        """`NeedleDesk export C-0007 2026-11-27.zip`: a client by number, as a name is nobody else's business."""
        whom = f" {clients.get(self._file.vault, client).number}" if client else ""
        return f"NeedleDesk export{whom} {self._file.now():%Y-%m-%d}{'.zip' if zipped else ''}"

    def needed(self, client: int = 0) -> int:
        """How many bytes it will take, roughly."""
        return exporting.needed(self._file.vault, client)

    def export(self, to: Path, client: int = 0, zipped: bool = False, watch: Watch = NOBODY) -> Exported:
        """Write everything, or everything about one client, to a new folder or ZIP file.

        Takes as long as the photos need; may run beside other work. Raises NotFound, NotSaved, FileTrouble for a name
        that is taken, Stopped; nothing is left behind then.
        """
        vault = self._file.vault
        number = clients.get(vault, client).number if client else ""
        written = exporting.export(vault, to, self._texts(number), self._file.now(), client, zipped, watch)
        history.note(vault, "exported", "one client" if client else "everything", client)
        return written

    def _texts(self, number: str) -> dict[str, str]:
        told, shapes = description(), self._shapes()
        words = told["words"]
        scope = words["one"].format(number=number) if number else words["everything"]
        made = say_moment(self._file.now(), year=True)
        notes = json.dumps(metadata(told, shapes), ensure_ascii=False, indent=1) + "\n"
        return {"README.txt": readme(told, shapes, scope, made), "datasette.json": notes}

    def _shapes(self) -> tuple[TableShape, ...]:
        return tuple(
            TableShape(table.name, tuple(plain_copy.columns(self._file.vault, table)), table.key, table.owner, table.of)
            for table in tables.RECORDED
            if not table.bulky
        )


def read_in(
    export: Path,
    to: Path,
    passphrase: str | None = None,
    clock: Clock = laptop_clock,
    watch: Watch = NOBODY,
) -> dict[str, int]:
    """Read an export into a new record file; returns the rows of each table.

    The file has its name only once everything is in it and was read back. Raises BadInput naming the file of the
    export that is wrong, TooNew, FileTrouble for a name that is taken, NotSaved, Stopped; nothing is left behind then.
    """
    if to.exists() or to.is_symlink():
        raise FileTrouble(f"There is already a file “{to.name}” there.", "It was not changed.", "Choose another name.")
    beside = to.with_name(f"{to.name}.reading-in")
    copy_files.remove_with_sides(beside)
    try:
        with Source(export) as source:
            must_have_room(to.parent, _ROOM * source.size)
            with Vault.create(beside, passphrase, clock=clock) as vault:
                counts = importing.read_in(vault, source, watch)
                history.note(vault, "read in", f"{counts['client']} clients from an export")
        beside.rename(to)
        copy_files.sync_folder(to.parent)
    finally:
        copy_files.remove_with_sides(beside)
    return counts
