"""Folders that a program copies to other computers as it likes: which one a path lies in, if any.

Such a program takes the record file while it is being written, brings back an older one, or keeps two side by side.
It is known by the file that it keeps in its folder, by where the system says that its folder is, by where it always
puts its folder, or by what its own settings say. A name alone, somewhere, is no proof.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

#: What a service keeps in the topmost folder that it copies.
MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_*.db": "Nextcloud or ownCloud",
    "._sync_*.db": "Nextcloud or ownCloud",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".shortcut-targets-by-id": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".megaignore": "MEGA",
    ".box.cache": "Box",
    ".SynologyWorkingDirectory": "Synology Drive",
}
#: Variables of Windows that hold such a folder.
VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
#: What the services call their folder, directly in the home folder.
NAMES = {
    r"Dropbox( \(.+\))?": "Dropbox",
    r"OneDrive( - .+)?": "OneDrive",
    r"iCloud ?Drive": "iCloud Drive",
    r"Google ?Drive( \(.+\))?|My Drive( \(.+@.+\))?": "Google Drive",
    r"Nextcloud\d*": "Nextcloud",
    r"ownCloud( - .+|\d*)": "ownCloud",
    r"pCloud ?Drive|pCloud Sync": "pCloud",
    r"MEGA|MEGAsync( .+)?": "MEGA",
    r"Box( Sync)?": "Box",
    r"Proton ?Drive": "Proton Drive",
    r"SynologyDrive": "Synology Drive",
}
#: On macOS every folder of the first lies in a cloud, and is called after it; the second is iCloud Drive.
_MAC_CLOUDS = ("Library", "CloudStorage")
_MAC_ICLOUD = ("Library", "Mobile Documents")
_MAC_NAMES = {"GoogleDrive": "Google Drive", "ProtonDrive": "Proton Drive", "iCloudDrive": "iCloud Drive"}
_DROPBOX_SAYS = (("", ".dropbox"), ("APPDATA", "Dropbox"), ("LOCALAPPDATA", "Dropbox"))


def service(folder: Path, environment: Mapping[str, str], home: Path) -> str:
    """The service that copies the folder, by its name; empty if none is known to. The folder need not exist."""
    for above in (folder, *folder.parents):
        found = _marked(above)
        if found:
            return found
    places = list(_places(environment, home))
    named = next((name for place, name in places if folder.is_relative_to(place)), "")
    return named or _called(folder, home) or _on_mac(folder, home)


def _marked(folder: Path) -> str:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are enough
    except OSError:
        return ""
    hidden = [name for name in names if name.startswith(".")]
    return next((said for mark, said in MARKS.items() if any(fnmatchcase(name, mark) for name in hidden)), "")


def _places(environment: Mapping[str, str], home: Path) -> Iterator[tuple[Path, str]]:
    """Where the system, or a service's own settings, says that such a folder is."""
    for variable, name in VARIABLES.items():
        if environment.get(variable):
            yield Path(environment[variable]), name
    for variable, within in _DROPBOX_SAYS:
        base = home if not variable else Path(environment.get(variable, ""))
        if base.is_absolute():
            for place in _dropbox_places(base / within / "info.json"):
                yield place, "Dropbox"


def _dropbox_places(info: Path) -> list[Path]:
    """What Dropbox writes down about where its folders are, one for each account."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        accounts = json.loads(info.read_text(encoding="utf-8")).values()
        told = [str(account.get(key) or "") for account in accounts for key in ("path", "root_path")]
        return [Path(place) for place in told if Path(place).is_absolute()]
    return []


def _called(folder: Path, home: Path) -> str:
    if not folder.is_relative_to(home) or folder == home:
        return ""
    first = folder.relative_to(home).parts[0]
    return next((said for pattern, said in NAMES.items() if re.fullmatch(pattern, first)), "")


def _on_mac(folder: Path, home: Path) -> str:
    if folder.is_relative_to(home.joinpath(*_MAC_ICLOUD)):
        return "iCloud Drive"
    clouds = home.joinpath(*_MAC_CLOUDS)
    if folder.is_relative_to(clouds) and folder != clouds:
        first = re.split("[-(]", folder.relative_to(clouds).parts[0])[0].strip()
        return _MAC_NAMES.get(first, first)
    for kept in ("Desktop", "Documents"):  # iCloud Drive holds a link to each where it copies them
        link = home.joinpath(*_MAC_ICLOUD, "com~apple~CloudDocs", kept)
        if folder.is_relative_to(home / kept) and link.is_symlink() and link.resolve() == (home / kept).resolve():
            return "iCloud Drive"
    return ""
