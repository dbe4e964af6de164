"""Choices of this laptop: looks, window, lock, the record file opened last. Nothing of a client."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import platformdirs

#: Minutes without a touch: longer is no lock.
LONGEST_IDLE = 15


@dataclass(slots=True)
class Settings:
    """What is remembered between starts. `text_size` in percent; `window` as x, y, width, height."""

    record_file: str = ""
    theme: str = "system"  # "system", "light" or "dark"
    text_size: int = 100
    reduce_motion: bool = False
    window: tuple[int, int, int, int] | None = None
    lock_after: int = 5  # minutes without a touch; 0: never
    practice: str = ""  # its name, for the lock screen

    @classmethod
    def load(cls, folder: Path | None = None) -> Settings:
        """Read the settings; a missing or broken file gives the defaults, as nothing in it is worth a complaint."""
        try:
            stored = json.loads((folder or home()).joinpath("settings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(stored, dict):
            return cls()
        known = {field.name for field in fields(cls)}
        settings = cls(**{key: value for key, value in stored.items() if key in known})
        return settings.mended()

    def save(self, folder: Path | None = None) -> None:
        """Write them beside and rename, so that a crash never leaves half a file. A full disk is no reason to stop."""
        folder = folder or home()
        beside = folder / "settings.json.partial"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            beside.replace(folder / "settings.json")

    def mended(self) -> Settings:
        """With every value that makes no sense put back to its default."""
        if self.theme not in ("system", "light", "dark"):
            self.theme = "system"
        if self.text_size not in (100, 115, 130):
            self.text_size = 100
        if type(self.lock_after) is not int or not 0 <= self.lock_after <= LONGEST_IDLE:
            self.lock_after = 5
        self.record_file = self.record_file if type(self.record_file) is str else ""
        self.practice = self.practice if type(self.practice) is str else ""
        window = self.window
        whole = isinstance(window, (list, tuple)) and len(window) == 4 and all(type(n) is int for n in window)
        self.window = (window[0], window[1], window[2], window[3]) if window and whole else None
        return self


def home() -> Path:
    """Where settings and crash reports lie. NEEDLEDESK_HOME moves it (for a stick, or for a test)."""
    moved = os.environ.get("NEEDLEDESK_HOME")
    return Path(moved) if moved else Path(platformdirs.user_config_dir("NeedleDesk", appauthor=False))


def documents() -> Path:
    """The folder for record files and exported sheets: Documents/NeedleDesk."""
    moved = os.environ.get("NEEDLEDESK_HOME")
    return (Path(moved) if moved else Path(platformdirs.user_documents_dir())) / "NeedleDesk"
