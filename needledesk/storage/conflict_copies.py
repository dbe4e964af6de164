"""Copies of a record file that a cloud service made because it met two states of it: they lie beside the file."""

from __future__ import annotations

import os
import re
from pathlib import Path

from needledesk.domain.notices import Notice

#: What is put after the name without its ending, each by the service that does it; `-LAPTOP` is OneDrive's.
_ADDED = (
    r" ?\([^)]*conflict(ed)?[^)]*\)( \(\d+\))?",  # Dropbox, Nextcloud, ownCloud, MEGA, Synology: “(conflicted copy …)”
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # Nextcloud and ownCloud in older versions
    r" \[conflict(ed)?( \d+)?\]",  # pCloud
    r" \(# Name clash [^)]*\)",  # Proton Drive
)
#: OneDrive adds the computer's name, as Windows spells it: capitals, digits, dashes, at most fifteen.
_COMPUTER = r"(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{0,14}"
_OWN_WORDS = ("BACKUP", "COPY", "OLD", "NEW", "TEST")  # what people add themselves


def beside(file: Path) -> tuple[Path, ...]:
    """The conflict copies beside a record file, by name."""
    try:
        names = os.listdir(file.parent)  # noqa: PTH208 - names are enough
    except OSError:
        return ()
    return tuple(file.parent / name for name in sorted(names) if is_conflict_copy(name, file))


def is_conflict_copy(name: str, file: Path) -> bool:
    """Whether a file of that name is one of `file`'s: only what a service adds is different."""
    stem, ending = re.escape(file.stem), re.escape(file.suffix)
    if any(re.fullmatch(f"{stem}{added}{ending}", name, re.IGNORECASE) for added in _ADDED):
        return True
    if re.fullmatch(rf"{stem}{ending} \(.*conflict.*\)", name, re.IGNORECASE):
        return True
    computer = re.fullmatch(rf"{stem}-({_COMPUTER})(-\d+)?{ending}", name)
    return computer is not None and computer[1] not in _OWN_WORDS


def notice(file: Path) -> Notice | None:
    """What to tell about the copies beside the file; None if there is none."""
    found = beside(file)
    if not found:
        return None
    names = ", ".join(f"“{copy.name}”" for copy in found[:3]) + (" and others" if len(found) > 3 else "")
    text = (
        f"{names} lies beside the record file: a cloud service met two states of it. "
        "Entries may be in one and not in the other. Neither was changed. "
        "Open the copy too, and compare the newest visits before you put it away."
    )
    return Notice("conflict", "There is a second copy of the record file", text)
