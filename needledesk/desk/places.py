"""Where a record file may begin its life."""

from __future__ import annotations

from pathlib import Path

from needledesk.errors import FileTrouble
from needledesk.storage import folders


def must_suit(path: Path) -> None:
    """Raise FileTrouble where the folder is copied elsewhere or lies on the network. The folder need not exist."""
    folders.must_suit(path)


def for_records(wanted: Path) -> Path:
    """The wanted file or folder, or one of its name in the home folder where the wanted place does not suit.

    On many laptops a cloud service copies the documents. Asks the disk, so not on the window's thread.
    """
    for place in (wanted, Path.home() / "NeedleDesk" / wanted.name):
        try:
            folders.must_suit(place)
        except FileTrouble:
            continue
        return place
    return wanted
